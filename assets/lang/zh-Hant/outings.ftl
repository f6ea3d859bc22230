# Going out (外出報備): the reports and what is done about them
outing-new = 外出報備
outing-file = 報備
outing-search = 姓名、工號、拼音、目的地
outing-count = { $count } 條
outing-open = 未結束
outing-over = 已結束
outing-all = 全部
outing-none = 沒有符合的外出。按 Ctrl N 報備
outing-choose = 在左邊選一條外出
outing-who = 外出人
outing-nobody = 請先找到這個人
outing-destination = 目的地
outing-destination-hint = 地名、拼音或區劃代碼，例如 遵義、zy、520302
outing-reason = 事由
outing-due = 應返回
outing-due-day = 返回日期
outing-due-time = 返回時間
outing-no-day = 日期寫不清，例如 2-7
outing-no-time = 時間寫不清，例如 18:00
outing-late-now = 逾期不到 1 分鐘
outing-late-minutes = 逾期 { $count } 分鐘
outing-late-hours = 逾期 { $count } 小時
outing-late-days = 逾期 { $count } 天
outing-at-once = 報備後立即批准
outing-waits = 報備後等待{ $authority }批准
outing-decides = 由{ $authority }決定
outing-as = 以這個身份決定
outing-role = 換身份
outing-approve = 批准
outing-refuse = 不批准
outing-extend = 延長
outing-cancel = 取消報備
outing-not-now = { $state }，這時不能：{ $does }
outing-not-yours = 要由{ $authority }決定

# Where an outing stands, by `State::key`
outing-state-overdue = 逾期未歸
outing-state-out = 外出中
outing-state-filed = 待批准
outing-state-approved = 已批准
outing-state-back = 已返回
outing-state-refused = 未批准
outing-state-lapsed = 已過期
outing-state-cancelled = 已取消

# What has happened
outing-step-filed = 報備，應於 { $due } 前返回
outing-step-approved = { $authority }批准
outing-step-refused = { $authority }不批准：{ $reason }
outing-step-extended = 延長到 { $due } { $reason }
outing-step-left = 出門
outing-step-back = 返回
outing-step-asked = 已問：{ $trip }
outing-step-cancelled = 取消報備 { $reason }

# On the way back
trip-title = 外出經過
trip-places = 到過哪裡
trip-whom = 見過誰
trip-means = 怎麼回來的
trip-means-hint = 步行、自駕、客車、火車

# At the gate
gate-overdue = 外出未歸
gate-enter-report = 按 Enter 報備
gate-enter-trip = 按 Enter 詢問
keys-outing = 外出報備，或詢問外出經過
keys-outing-decide = 外出：批准、不批准
keys-outing-change = 外出：延長、取消報備
