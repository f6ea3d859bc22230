# 總覽

rail-overview = 總覽

# The six numbers, by `Figure::key`, and what stands beside each
overview-number-inside = 在廠
overview-number-coverage = 測溫覆蓋
overview-number-fever = 今日發燒
overview-number-isolated = 隔離觀察
overview-number-out = 外出未歸
overview-number-supplies = 物資偏低
overview-note-inside = 今日進廠 { $count }
overview-note-coverage = { $count } 人未測
overview-note-fever = { $count } 人待複測
overview-note-isolated = { $count } 人今日到期
overview-note-out = { $count } 人逾期
overview-note-supplies = 共 { $count } 種

# Against yesterday and a week ago at this time, by `Change::key`
overview-yesterday-more = 比昨天此時 ↑ 多 { $number }
overview-yesterday-fewer = 比昨天此時 ↓ 少 { $number }
overview-yesterday-same = 與昨天此時 = 持平
overview-yesterday-unknown = 昨天沒有記錄
overview-week-more = 比上週此時 ↑ 多 { $number }
overview-week-fewer = 比上週此時 ↓ 少 { $number }
overview-week-same = 與上週此時 = 持平
overview-week-unknown = 上週這天沒有記錄

# The charts
overview-chart-readings = 每小時測溫
overview-chart-fever = 每日發燒
overview-chart-fever-people = 發燒
overview-chart-coverage = 部門測溫覆蓋
overview-chart-isolation = 隔離人數
overview-unit-readings = 人次
overview-unit-fever = 人 · 近 30 天
overview-unit-coverage = % · 應測人員
overview-unit-isolation = 人 · 近 30 天
overview-today = 今天
overview-yesterday = 昨天
overview-held = 隔離中
overview-opened = 新增
overview-released = 解除
overview-covered = 覆蓋
overview-due = 應測
overview-measured = 已測
overview-no-department = 未填部門
overview-copy = 複製數字
overview-keep = 匯出圖片
overview-picture-opened = 已開啟圖片：{ $path }
overview-picture-kept = 圖片已存到 { $path }

# What wants a person now, by `Want::key`: the verb, and the sentence
overview-needs = 現在要辦
overview-nothing = 眼下沒有要辦的事
overview-do = 要做
overview-what = 事項
overview-where = 去處
overview-several = { $name } 等 { $count } 人
overview-want-clinic = 接診
overview-want-passing = 核實
overview-want-overdue = 催回
overview-want-owed = 安排
overview-want-recheck = 複測
overview-want-measure = 測溫
overview-want-decide = 審批
overview-want-report = 簽報
overview-want-rounds = 督辦
overview-want-supply = 補貨
overview-need-clinic = { $who } { $at } 送醫務室，還沒處理
overview-need-passing = { $who } 隔離中，{ $at } 想過門崗
overview-need-overdue = { $who } 外出未歸，應 { $at } 返回
overview-need-owed = { $who } 應隔離，還沒安排
overview-need-recheck = { $who } { $at } 起可以複測
overview-need-measure = { $who } 隔離觀察，現在該量
overview-need-decide = { $who } 外出報備待批
overview-need-report = { $what } 日報 { $at } 截止，還沒簽
overview-need-report-late = { $what } 日報已過截止 { $at }
overview-need-rounds = { $count } 次消毒巡查逾期沒做
overview-need-supply = { $what } 還夠 { $count } 天
overview-need-supply-low = { $what } 存量偏低

# The names behind a number
overview-owed = 應隔離還沒安排
overview-passing = 隔離中想過門崗
overview-nobody = 現在沒有人
overview-detail = 情況
overview-isolated = 第 { $day } 天，到 { $last } 24:00，{ $where }
