# 場所

rail-site = 場所
measures-tab-today = 今日
measures-tab-plans = 計劃
measures-tab-canteen = 食堂
measures-tab-rooms = 宿舍
measures-tab-meetings = 會議
measures-tab-guide = 指南
measures-next = 下一個分頁
measures-unsaved = 還沒儲存。再按一次 Esc 放棄
measures-unclear = “{ $what }”沒填好，請檢查

# Rounds
round-do = 完成
round-do-other = 改後完成
round-check = 複核
round-skip = 不做
round-undo = 復原
round-print = 列印記錄表
round-print-about = 列印哪幾天的記錄
round-day-before = 前一天
round-open = 待辦
round-unchecked = 待複核
round-all = 全部
round-summary = 已做 { $done } / { $all }
round-nothing-open = 都做完了。按 F3 看全部
round-nothing = 這一天沒有安排
round-to-plans = 去安排計劃
round-checked-by = { $name }複核
round-late-minutes = 已過 { $count } 分鐘
round-late-hours = 已過 { $count } 小時
round-extra = 計劃外
round-skipped = 未做：{ $reason }
round-sheet = 消毒通風記錄表
round-export-hint = 不填就存到資料夾的 export 裡
round-date = 日期
round-due = 應做
round-place = 場所
round-measure = 措施
round-how = 做法
round-who = 執行 / 複核
round-done-at = 完成
round-executor = 執行人
round-checker = 複核人
round-note = 備註
round-day = 日期
round-time = 時間
round-agent = 藥劑
round-strength = 濃度（mg/L）
round-length = 時長（分鐘）
round-method = 方式
round-minutes = { $minutes } 分鐘

# Where a round stands, by `State::key`
round-state-overdue = 逾期
round-state-due = 該做了
round-state-later = 未到點
round-state-unchecked = 待複核
round-state-done = 已完成
round-state-skipped = 未做

# Places, by `PlaceKind::key`
place-title = 場所
place-new = 新增場所
place-name = 名稱
place-name-hint = 例如 選礦車間、1 號宿舍 2 樓
place-kind = 類型
place-kind-workshop = 車間
place-kind-office = 辦公室
place-kind-canteen = 食堂
place-kind-dormitory = 宿舍樓層
place-kind-washroom = 洗手間
place-kind-lift = 電梯
place-kind-bus = 通勤車
place-kind-gate = 門崗
place-kind-bin = 口罩垃圾桶
place-kind-clinic = 醫務室
place-kind-observation = 隔離觀察室
place-kind-other = 其他

# What is done, by `Measure::key`
measure-disinfect = 消毒
measure-touch = 把手按鈕消毒
measure-ventilate = 通風
measure-washing = 洗手用品
measure-tableware = 餐具消毒
measure-bins = 垃圾清運

# In which way, by `Method::key`
method-spray = 噴灑
method-wipe = 擦拭
method-soak = 浸泡
method-boil = 煮沸
method-air = 開窗
method-clear = 清空後噴灑
method-refill = 補足

# Plans
plan-title = 計劃
plan-new = 新增計劃
plan-now = 現在做一次
plan-retire = 停用
plan-what = 場所和措施
plan-often = 什麼時候
plan-times = 每天幾點
plan-weekdays = 星期幾
plan-weekdays-hint = 不填為每天；12345 為週一至週五
plan-every = 或每隔幾小時
plan-every-hint = 例如 2
plan-every-said = { $from }–{ $to } 每 { $hours } 小時
plan-grace = 過多少分鐘算逾期
plan-from = 從
plan-to = 到
plan-executor-hint = 不填為當班的人
plan-agent = 84 消毒液
plan-none = 還沒有場所
plan-begin = 用常見的場所和計劃
weekday-1 = 週一
weekday-2 = 週二
weekday-3 = 週三
weekday-4 = 週四
weekday-5 = 週五
weekday-6 = 週六
weekday-7 = 週日

# Canteen
canteen-slots = 錯峰用餐
canteen-slot = 用餐時段
canteen-no-slots = 還沒有用餐時段。按 F4 新增
canteen-seats = 座位
canteen-groups = 部門、班組
canteen-groups-hint = 例如 採礦一隊、機修車間 甲班
canteen-people = 人數 / 座位
canteen-over = 超座
canteen-fits = 坐得下
canteen-without-title = 沒排時段
canteen-without = { $meal }：{ $group } { $people } 人
canteen-samples = 食品留樣
canteen-samples-rule = 每樣不少於 { $grams } 克，留 { $hours } 小時
canteen-no-samples = 還沒有留樣。按 Ctrl N 登記
canteen-keep = 登記留樣
canteen-other = 另一張表
canteen-meal = 餐次
canteen-dish = 菜名
canteen-grams = 克數
canteen-by = 留樣人
canteen-until = 留到
canteen-is-kept = 留存中
canteen-too-small = 量不夠
canteen-to-discard = 該倒掉了
canteen-discarded = 已倒掉
meal-lunch = 午餐
meal-breakfast = 早餐
meal-supper = 晚餐
meal-night = 夜餐

# Dormitories; how a room stands, by `Density::key`
room-title = 宿舍房間
room-measure = 填面積
room-name = 房間
room-area = 面積（m²）
room-here = 在住
room-each = 人均
room-all = 全部
room-over = 超限
room-rule = 每間不超過 { $people } 人，人均不少於 { $each } m²
room-choose = 在左邊選一間
room-who = 在住 { $here } 人，未返 { $away } 人
room-none = 人員名冊裡沒有填宿舍
room-none-over = 沒有超限的房間
density-crowded = 超員
density-tight = 偏擠
density-unmeasured = 面積未填
density-fine = 合規
density-empty = 無人住

# Meetings
meeting-new = 登記會議
meeting-name = 會議
meeting-room = 地點
meeting-people = 人數
meeting-aired = 開窗通風
meeting-rule = 不超過 { $people } 人、{ $minutes } 分鐘，開窗
meeting-none = 還沒有會議記錄。按 Ctrl N 登記
meeting-too-big = 人太多
meeting-too-long = 時間太長
meeting-shut = 沒開窗
meeting-fine = 合規

# What the site holds itself to
limits-title = 限值
limits-room-people = 每間最多幾人
limits-room-each = 人均最少幾 m²
limits-meeting-people = 會議最多幾人
limits-meeting-minutes = 會議最多幾分鐘
limits-sample-grams = 留樣最少幾克
limits-sample-hours = 留樣幾小時
room-names = 在住人員

# Titles of the columns of an export
export-what-rounds = 場所措施
export-place = 場所
export-plan = 措施
export-done_at = 完成時間
export-agent = 藥劑
export-mg_per_l = 濃度 mg/L
export-minutes = 時長（分鐘）
export-method = 方式
export-executor = 執行人
export-checker = 複核人

# Why something was not written down
error-plan-impossible = 沒寫下：這個計劃永遠不會到點，或間隔太短
error-no-plan = 沒寫下：沒有這個計劃
error-round-done-already = 沒寫下：這一次已經做過了
error-round-too-early = 沒寫下：還沒到點，提前半小時內可以做
error-round-ahead = 沒寫下：完成時間還沒到
error-round-not-done = 沒寫下：還沒有人做，不能複核
error-round-own-check = 沒寫下：複核人不能是執行人自己
error-sample-gone = 沒寫下：這份留樣已經倒掉了
error-eating-time = 沒寫下：請填起止時間和座位數
error-number-missing = 沒寫下：數量沒有填
