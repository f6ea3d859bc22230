# 返厂登记
returns-title = 返厂登记
returns-filter = 筛选：姓名、来自、判定…
returns-expected = 今日应返 { $expected } · 已到 { $arrived }
returns-none = 还没有人登记返厂
returns-none-found = 没有符合的人
returns-unclear = “{ $text }”？
returns-undated = （日期未填）
returns-today = 今日
returns-tomorrow = 明日

# 表格
returns-person = 人员
returns-who = 工号、姓名、拼音
returns-unknown = 花名册里没有这个人。请先新增，再来登记。
returns-no-phone = 未填
returns-date = 返厂日期
returns-quarters = 隔离地点
returns-journey = 行程（含途经、中转）
returns-add-leg = 加一段
returns-remove-leg = 删去第 { $no } 段
returns-place = 到过哪里
returns-from = 到达日期
returns-to = 离开日期
returns-vehicle = 车次、座位
returns-transit = 中转
returns-questions = 接触与症状
returns-contact = 接触病例
returns-symptoms = 本人症状
returns-contact-on = 最后接触
returns-contact-with = 接触何人
returns-which = 哪些症状
returns-other = 其他症状
returns-household = 家庭成员（{ $count }）
returns-add-relative = 加一人
returns-relative = 成员 { $no }
returns-relative-name = 成员 { $no } 姓名
returns-relative-relation = 成员 { $no } 关系
returns-relation = 配偶、子女…
returns-together = 同行
returns-remove-relative = 删去成员 { $no }
answer-unsure = 不清楚
answer-some = 有
answer-none = 无

# 填错了
returns-fault-leg = 第 { $no } 段{ $field }：{ $what }
returns-fault = { $field }：{ $what }
returns-no-such-day = { $month } 月没有 { $day } 日。
returns-no-date = 看不懂，请写成 2020-02-04 或 2月4日。
returns-left-empty = 没有填写。

# 判定
returns-nothing-yet = 选好人员，边填边判定
returns-until = 至 { $last } 24:00
returns-free = { $free } 可返岗
returns-no-reasons = 没有需要隔离或核实的情况
returns-numerals = 一二三四五六七八九
returns-register = 登记
returns-who-first = 请先选好人员。
returns-registered = 已登记 { $at }
returns-isolate = 开始隔离
returns-isolating = 已在隔离
returns-next = 登记下一位
returns-at-gate = 按 F9 登记返厂
keys-back-kept = 返回（草稿保留）

# 问卷
returns-import = 导入问卷
returns-import-title = 导入返厂问卷
returns-import-what = xlsx 或 csv 文件，线上问卷导出的原样即可。先看每个人的判定，确认后才写入。
returns-import-found = 可以导入 { $good } 人，其中 { $known } 人已在花名册；{ $twice } 行另有更新的一份；{ $refused } 行不能导入
returns-import-new = 花名册里没有
returns-import-twice = 第 { $row } 行：{ $name } 又填了一次，以第 { $of } 行为准
returns-import-older = 第 { $row } 行：{ $name } 的这份填得较早，以已登记的为准
