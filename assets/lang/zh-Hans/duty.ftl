# 值班考勤、测温全覆盖

rail-duty = 值班

# 页签
duty-covered = 测温覆盖
duty-attended = 考勤
duty-plan = 排班
duty-signs = 留意
duty-next = 下一页签
duty-before = 往前
duty-after = 往后
duty-weekday-1 = 周一
duty-weekday-2 = 周二
duty-weekday-3 = 周三
duty-weekday-4 = 周四
duty-weekday-5 = 周五
duty-weekday-6 = 周六
duty-weekday-7 = 周日

# 覆盖
duty-due = 应测
duty-measured = 已测
duty-missing = 未测
duty-share = 覆盖率
duty-part = 分类
duty-name = 名称
duty-who = 人员
duty-measured-of = 已测 / 应测
duty-of-all = 当班
duty-of-shift = 班次
duty-of-department = 部门
duty-of-gate = 门岗
duty-of-residents = 宿舍
duty-of-isolated = 隔离
duty-of-away = 未到岗
duty-everybody = 全部
duty-unplanned = 未排班
duty-no-department = 未填部门
duty-not-come = 没有进厂记录
duty-residents-morning = 早上
duty-residents-evening = 晚上
duty-isolated-morning = 早上
duty-isolated-evening = 晚上
duty-health-known = 知道健康状况
duty-health-unknown = 还不知道 { $count } 人的健康状况
duty-missing-count = 还有 { $count } 人未测
duty-nobody-due = 现在没有人应测
duty-all-measured = 都测过了
duty-none = 这一天没有排班，也没有人进厂。到「排班」页导入或填写。

# 考勤
duty-state-not-yet = 未到时间
duty-state-came = 到岗
duty-state-late = 迟到
duty-state-still-inside = 未见离开
duty-state-absent = 未到
duty-state-excused = 请假
duty-state-isolated = 隔离
duty-minutes = { $count } 分
duty-came = 到
duty-left = 离
duty-readings = 测温
duty-why = 原因、健康
duty-search = 姓名、工号、部门、班组
duty-none-found = 没有符合的人员

# 请假缺勤
event-absent = 未到岗 { $from } 至 { $to }：{ $what }
duty-absent-new = 登记未到
duty-absent-title = 登记请假、未到
duty-reason-hint = 如：病假、事假、村里封路
duty-health = 身体情况
duty-health-hint = 本人或班组长的话，没问到就空着
duty-told = 自测体温（可不填）

# 排班
duty-whose = 班组、人员
duty-off = 休息
duty-off-short = 休
duty-clear = 清除
duty-repeat = 照上周排
duty-nothing-to-repeat = 上周没有可以照着排的，或者这一周都排好了。
duty-somebody = 给一个人单独排班
duty-no-teams = 花名册里没有班组。先在「人员」里导入带班组的花名册。
duty-shifts = 班次设置
duty-shifts-what = 下班时间不晚于上班时间的，算到第二天。
duty-shift-name = 班次名称
duty-shift-from = 上班
duty-shift-to = 下班
duty-shift-new = 加一个班次
duty-grace = 几分钟内不算迟到
duty-shifts-unusable = 有的班次时间不对，或名称重复，还不能保存
duty-import-title = 导入排班表
duty-import-what = xlsx 或 csv 文件。一人一天一行，或者一人（一班组）一行、一天一列都可以。
duty-import-found = 可以导入 { $good } 行：{ $whose } 个人员或班组，{ $from } 到 { $to }；{ $refused } 行不能导入
duty-import-nothing = 没有看出谁哪天上什么班，请核对每一列对应什么。
duty-take-all = 导入 { $count } 行
duty-take-good = 只导入正确的 { $count } 行
duty-import-done = 已从 { $file } 导入 { $rows } 行排班

# 留意
duty-signs-what = 下面的测温记录值得去看一眼。只是提示，每一条都可能有正常的原因。
duty-signs-none = 这一天没有需要留意的
duty-sign-same = 数值相同
duty-sign-fast = 间隔太短
duty-sign-digit = 尾数集中
duty-sign-apart = 仪器偏差
duty-seen-same = { $from } 到 { $to } 连续 { $times } 次都是 { $celsius }
duty-seen-fast = { $from } 到 { $to } 同一支测温枪连续 { $times } 次，每次相隔不到 3 秒 { $instrument }
duty-seen-digit = { $readings } 次测温中，尾数 { $digit } 占 { $percent } %，比相邻尾数多一倍以上
duty-seen-apart = { $instrument }（{ $site }）{ $readings } 次的中间值 { $median }，其他同部位仪器 { $others }
duty-behind-same = 可能是天冷、测温枪卡住，或事后补记。可到岗上看一下，换一支再测。
duty-behind-fast = 可能是两人同时录入，或先测后记。可了解一下高峰时怎么安排的。
duty-behind-digit = 可能是读数习惯，或测温枪只显示到 0.5。可现场对一下读数。
duty-behind-apart = 两支里哪一支不准，要用标准体温计校对才知道（设置 → 测温仪）。
