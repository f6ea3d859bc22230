# The people, a page of each, and a roster coming in.
people-search = 姓名、工號、拼音、手機尾號
people-all = 全部
people-new = 新增人員
people-columns = 顯示欄位
people-today = 今天
people-verdict = 結論
people-number = 編號
people-to-gate = 到門崗
people-none = 還沒有人員。點「匯入」讀入花名冊
people-none-found = 沒有符合的人員
people-no-lines = 登記簿上還沒有這個人的記錄
people-copied = 已複製，可以貼到表格
people-no-file = 沒有選檔案。這台電腦如果打不開選擇框，請直接填寫路徑。
people-photo-path = 照片檔案的路徑

import-title = 匯入花名冊
import-what = xlsx 或 csv 檔案，第一列是欄名。先看預覽，確認後才寫入。
import-path = 或填寫檔案路徑
import-read = 讀取
import-found = 可以匯入 { $good } 人，其中 { $known } 人已登記過；{ $refused } 列不能匯入
import-ignored = 不匯入
import-refused = { $count } 列不能匯入：
import-take-all = 匯入 { $count } 人
import-take-good = 只匯入正確的 { $count } 人
import-done = 已從 { $file } 匯入 { $rows } 人
