# 总览

rail-overview = 总览

# The six numbers, by `Figure::key`, and what stands beside each
overview-number-inside = 在厂
overview-number-coverage = 测温覆盖
overview-number-fever = 今日发热
overview-number-isolated = 隔离观察
overview-number-out = 外出未归
overview-number-supplies = 物资偏低
overview-note-inside = 今日进厂 { $count }
overview-note-coverage = { $count } 人未测
overview-note-fever = { $count } 人待复测
overview-note-isolated = { $count } 人今日到期
overview-note-out = { $count } 人逾期
overview-note-supplies = 共 { $count } 种

# Against yesterday and a week ago at this time, by `Change::key`
overview-yesterday-more = 比昨天此时 ↑ 多 { $number }
overview-yesterday-fewer = 比昨天此时 ↓ 少 { $number }
overview-yesterday-same = 与昨天此时 = 持平
overview-yesterday-unknown = 昨天没有记录
overview-week-more = 比上周此时 ↑ 多 { $number }
overview-week-fewer = 比上周此时 ↓ 少 { $number }
overview-week-same = 与上周此时 = 持平
overview-week-unknown = 上周这天没有记录

# The charts
overview-chart-readings = 每小时测温
overview-chart-fever = 每日发热
overview-chart-fever-people = 发热
overview-chart-coverage = 部门测温覆盖
overview-chart-isolation = 隔离人数
overview-unit-readings = 人次
overview-unit-fever = 人 · 近 30 天
overview-unit-coverage = % · 应测人员
overview-unit-isolation = 人 · 近 30 天
overview-today = 今天
overview-yesterday = 昨天
overview-held = 在隔离
overview-opened = 新增
overview-released = 解除
overview-covered = 覆盖
overview-due = 应测
overview-measured = 已测
overview-no-department = 未填部门
overview-copy = 复制数字
overview-keep = 导出图片
overview-picture-opened = 已打开图片：{ $path }
overview-picture-kept = 图片已存到 { $path }

# What wants a person now, by `Want::key`: the verb, and the sentence
overview-needs = 现在要办
overview-nothing = 眼下没有要办的事
overview-do = 要做
overview-what = 事项
overview-where = 去处
overview-several = { $name } 等 { $count } 人
overview-want-clinic = 接诊
overview-want-passing = 核实
overview-want-overdue = 催回
overview-want-owed = 安排
overview-want-recheck = 复测
overview-want-measure = 测温
overview-want-decide = 审批
overview-want-report = 签报
overview-want-rounds = 督办
overview-want-supply = 补货
overview-need-clinic = { $who } { $at } 送医务室，还没处理
overview-need-passing = { $who } 隔离中，{ $at } 想过门岗
overview-need-overdue = { $who } 外出未归，应 { $at } 返回
overview-need-owed = { $who } 应隔离，还没安排
overview-need-recheck = { $who } { $at } 起可以复测
overview-need-measure = { $who } 隔离观察，现在该测
overview-need-decide = { $who } 外出报备待批
overview-need-report = { $what } 日报 { $at } 截止，还没签
overview-need-report-late = { $what } 日报已过截止 { $at }
overview-need-rounds = { $count } 次消毒巡查逾期没做
overview-need-supply = { $what } 还够 { $count } 天
overview-need-supply-low = { $what } 存量偏低

# The names behind a number
overview-owed = 应隔离还没安排
overview-passing = 隔离中想过门岗
overview-nobody = 现在没有人
overview-detail = 情况
overview-isolated = 第 { $day } 天，到 { $last } 24:00，{ $where }
