# 场所

rail-site = 场所
measures-tab-today = 今日
measures-tab-plans = 计划
measures-tab-canteen = 食堂
measures-tab-rooms = 宿舍
measures-tab-meetings = 会议
measures-tab-guide = 指南
measures-next = 下一页签
measures-unsaved = 还没保存。再按一次 Esc 放弃
measures-unclear = “{ $what }”没填好，请检查

# Rounds
round-do = 完成
round-do-other = 改后完成
round-check = 复核
round-skip = 不做
round-undo = 撤销
round-print = 打印记录表
round-print-about = 打印哪几天的记录
round-day-before = 前一天
round-open = 待办
round-unchecked = 待复核
round-all = 全部
round-summary = 已做 { $done } / { $all }
round-nothing-open = 都做完了。按 F3 看全部
round-nothing = 这一天没有安排
round-to-plans = 去安排计划
round-checked-by = { $name }复核
round-late-minutes = 已过 { $count } 分钟
round-late-hours = 已过 { $count } 小时
round-extra = 计划外
round-skipped = 未做：{ $reason }
round-sheet = 消毒通风记录表
round-export-hint = 不填就存到数据文件夹的 export 里
round-date = 日期
round-due = 应做
round-place = 场所
round-measure = 措施
round-how = 做法
round-who = 执行 / 复核
round-done-at = 完成
round-executor = 执行人
round-checker = 复核人
round-note = 备注
round-day = 日期
round-time = 时间
round-agent = 药剂
round-strength = 浓度（mg/L）
round-length = 时长（分钟）
round-method = 方式
round-minutes = { $minutes } 分钟

# Where a round stands, by `State::key`
round-state-overdue = 逾期
round-state-due = 该做了
round-state-later = 未到点
round-state-unchecked = 待复核
round-state-done = 已完成
round-state-skipped = 未做

# Places, by `PlaceKind::key`
place-title = 场所
place-new = 新增场所
place-name = 名称
place-name-hint = 例如 选矿车间、1 号宿舍 2 楼
place-kind = 类型
place-kind-workshop = 车间
place-kind-office = 办公室
place-kind-canteen = 食堂
place-kind-dormitory = 宿舍楼层
place-kind-washroom = 洗手间
place-kind-lift = 电梯
place-kind-bus = 通勤车
place-kind-gate = 门岗
place-kind-bin = 口罩垃圾桶
place-kind-clinic = 医务室
place-kind-observation = 隔离观察室
place-kind-other = 其他

# What is done, by `Measure::key`
measure-disinfect = 消毒
measure-touch = 把手按钮消毒
measure-ventilate = 通风
measure-washing = 洗手用品
measure-tableware = 餐具消毒
measure-bins = 垃圾清运

# In which way, by `Method::key`
method-spray = 喷洒
method-wipe = 擦拭
method-soak = 浸泡
method-boil = 煮沸
method-air = 开窗
method-clear = 清空后喷洒
method-refill = 补足

# Plans
plan-title = 计划
plan-new = 新增计划
plan-now = 现在做一次
plan-retire = 停用
plan-what = 场所和措施
plan-often = 什么时候
plan-times = 每天几点
plan-weekdays = 星期几
plan-weekdays-hint = 不填为每天；12345 为周一至周五
plan-every = 或每隔几小时
plan-every-hint = 例如 2
plan-every-said = { $from }–{ $to } 每 { $hours } 小时
plan-grace = 过多少分钟算逾期
plan-from = 从
plan-to = 到
plan-executor-hint = 不填为当班的人
plan-agent = 84 消毒液
plan-none = 还没有场所
plan-begin = 用常见的场所和计划
weekday-1 = 周一
weekday-2 = 周二
weekday-3 = 周三
weekday-4 = 周四
weekday-5 = 周五
weekday-6 = 周六
weekday-7 = 周日

# Canteen
canteen-slots = 错峰用餐
canteen-slot = 用餐时段
canteen-no-slots = 还没有用餐时段。按 F4 新增
canteen-seats = 座位
canteen-groups = 部门、班组
canteen-groups-hint = 例如 采矿一队、机修车间 甲班
canteen-people = 人数 / 座位
canteen-over = 超座
canteen-fits = 坐得下
canteen-without-title = 没排时段
canteen-without = { $meal }：{ $group } { $people } 人
canteen-samples = 食品留样
canteen-samples-rule = 每样不少于 { $grams } 克，留 { $hours } 小时
canteen-no-samples = 还没有留样。按 Ctrl N 登记
canteen-keep = 登记留样
canteen-other = 另一张表
canteen-meal = 餐次
canteen-dish = 菜名
canteen-grams = 克数
canteen-by = 留样人
canteen-until = 留到
canteen-is-kept = 留存中
canteen-too-small = 量不够
canteen-to-discard = 该倒掉了
canteen-discarded = 已倒掉
meal-lunch = 午餐
meal-breakfast = 早餐
meal-supper = 晚餐
meal-night = 夜餐

# Dormitories; how a room stands, by `Density::key`
room-title = 宿舍房间
room-measure = 填面积
room-name = 房间
room-area = 面积（m²）
room-here = 在住
room-each = 人均
room-all = 全部
room-over = 超限
room-rule = 每间不超过 { $people } 人，人均不少于 { $each } m²
room-choose = 在左边选一间
room-who = 在住 { $here } 人，未返 { $away } 人
room-none = 人员名册里没有填宿舍
room-none-over = 没有超限的房间
density-crowded = 超员
density-tight = 偏挤
density-unmeasured = 面积未填
density-fine = 合规
density-empty = 无人住

# Meetings
meeting-new = 登记会议
meeting-name = 会议
meeting-room = 地点
meeting-people = 人数
meeting-aired = 开窗通风
meeting-rule = 不超过 { $people } 人、{ $minutes } 分钟，开窗
meeting-none = 还没有会议记录。按 Ctrl N 登记
meeting-too-big = 人太多
meeting-too-long = 时间太长
meeting-shut = 没开窗
meeting-fine = 合规

# What the site holds itself to
limits-title = 限值
limits-room-people = 每间最多几人
limits-room-each = 人均最少几 m²
limits-meeting-people = 会议最多几人
limits-meeting-minutes = 会议最多几分钟
limits-sample-grams = 留样最少几克
limits-sample-hours = 留样几小时
room-names = 在住人员

# Titles of the columns of an export
export-what-rounds = 场所措施
export-place = 场所
export-plan = 措施
export-done_at = 完成时间
export-agent = 药剂
export-mg_per_l = 浓度 mg/L
export-minutes = 时长（分钟）
export-method = 方式
export-executor = 执行人
export-checker = 复核人

# Why something was not written down
error-plan-impossible = 没写下：这个计划永远不会到点，或间隔太短
error-no-plan = 没写下：没有这个计划
error-round-done-already = 没写下：这一次已经做过了
error-round-too-early = 没写下：还没到点，提前半小时内可以做
error-round-ahead = 没写下：完成时间还没到
error-round-not-done = 没写下：还没有人做，不能复核
error-round-own-check = 没写下：复核人不能是执行人自己
error-sample-gone = 没写下：这份留样已经倒掉了
error-eating-time = 没写下：请填起止时间和座位数
error-number-missing = 没写下：数量没有填
