# The people, a page of each, and a roster coming in.
people-search = 姓名、工号、拼音、手机尾号
people-all = 全部
people-new = 新增人员
people-columns = 显示列
people-today = 今天
people-verdict = 结论
people-number = 编号
people-to-gate = 到门岗
people-none = 还没有人员。点「导入」读入花名册
people-none-found = 没有符合的人员
people-no-lines = 登记簿上还没有这个人的记录
people-copied = 已复制，可以粘贴到表格
people-no-file = 没有选文件。这台电脑如果打不开选择框，请直接填写路径。
people-photo-path = 照片文件的路径

import-title = 导入花名册
import-what = xlsx 或 csv 文件，第一行是列名。先看预览，确认后才写入。
import-path = 或填写文件路径
import-read = 读取
import-found = 可以导入 { $good } 人，其中 { $known } 人已登记过；{ $refused } 行不能导入
import-ignored = 不导入
import-refused = { $count } 行不能导入：
import-take-all = 导入 { $count } 人
import-take-good = 只导入正确的 { $count } 人
import-done = 已从 { $file } 导入 { $rows } 人
