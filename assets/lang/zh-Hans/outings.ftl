# Going out (外出报备): the reports and what is done about them
outing-new = 外出报备
outing-file = 报备
outing-search = 姓名、工号、拼音、目的地
outing-count = { $count } 条
outing-open = 未结束
outing-over = 已结束
outing-all = 全部
outing-none = 没有符合的外出。按 Ctrl N 报备
outing-choose = 在左边选一条外出
outing-who = 外出人
outing-nobody = 请先找到这个人
outing-destination = 目的地
outing-destination-hint = 地名、拼音或区划代码，例如 遵义、zy、520302
outing-reason = 事由
outing-due = 应返回
outing-due-day = 返回日期
outing-due-time = 返回时间
outing-no-day = 日期写不清，例如 2-7
outing-no-time = 时间写不清，例如 18:00
outing-late-now = 逾期不到 1 分钟
outing-late-minutes = 逾期 { $count } 分钟
outing-late-hours = 逾期 { $count } 小时
outing-late-days = 逾期 { $count } 天
outing-at-once = 报备后立即批准
outing-waits = 报备后等待{ $authority }批准
outing-decides = 由{ $authority }决定
outing-as = 以这个身份决定
outing-role = 换身份
outing-approve = 批准
outing-refuse = 不批准
outing-extend = 延长
outing-cancel = 取消报备
outing-not-now = { $state }，这时不能：{ $does }
outing-not-yours = 要由{ $authority }决定

# Where an outing stands, by `State::key`
outing-state-overdue = 逾期未归
outing-state-out = 外出中
outing-state-filed = 待批准
outing-state-approved = 已批准
outing-state-back = 已返回
outing-state-refused = 未批准
outing-state-lapsed = 已过期
outing-state-cancelled = 已取消

# What has happened
outing-step-filed = 报备，应于 { $due } 前返回
outing-step-approved = { $authority }批准
outing-step-refused = { $authority }不批准：{ $reason }
outing-step-extended = 延长到 { $due } { $reason }
outing-step-left = 出门
outing-step-back = 返回
outing-step-asked = 已问：{ $trip }
outing-step-cancelled = 取消报备 { $reason }

# On the way back
trip-title = 外出经过
trip-places = 到过哪里
trip-whom = 见过谁
trip-means = 怎么回来的
trip-means-hint = 步行、自驾、客车、火车

# At the gate
gate-overdue = 外出未归
gate-enter-report = 按 Enter 报备
gate-enter-trip = 按 Enter 询问
keys-outing = 外出报备，或询问外出经过
keys-outing-decide = 外出：批准、不批准
keys-outing-change = 外出：延长、取消报备
