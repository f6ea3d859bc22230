# 值班考勤、測溫全覆蓋

rail-duty = 值班

# 頁籤
duty-covered = 測溫覆蓋
duty-attended = 考勤
duty-plan = 排班
duty-signs = 留意
duty-next = 下一頁籤
duty-before = 往前
duty-after = 往後
duty-weekday-1 = 週一
duty-weekday-2 = 週二
duty-weekday-3 = 週三
duty-weekday-4 = 週四
duty-weekday-5 = 週五
duty-weekday-6 = 週六
duty-weekday-7 = 週日

# 覆蓋
duty-due = 應測
duty-measured = 已測
duty-missing = 未測
duty-share = 覆蓋率
duty-part = 分類
duty-name = 名稱
duty-who = 人員
duty-measured-of = 已測 / 應測
duty-of-all = 當班
duty-of-shift = 班次
duty-of-department = 部門
duty-of-gate = 門崗
duty-of-residents = 宿舍
duty-of-isolated = 隔離
duty-of-away = 未到崗
duty-everybody = 全部
duty-unplanned = 未排班
duty-no-department = 未填部門
duty-not-come = 沒有進廠記錄
duty-residents-morning = 早上
duty-residents-evening = 晚上
duty-isolated-morning = 早上
duty-isolated-evening = 晚上
duty-health-known = 知道健康狀況
duty-health-unknown = 還不知道 { $count } 人的健康狀況
duty-missing-count = 還有 { $count } 人未測
duty-nobody-due = 現在沒有人應測
duty-all-measured = 都測過了
duty-none = 這一天沒有排班，也沒有人進廠。到「排班」頁匯入或填寫。

# 考勤
duty-state-not-yet = 未到時間
duty-state-came = 到崗
duty-state-late = 遲到
duty-state-still-inside = 未見離開
duty-state-absent = 未到
duty-state-excused = 請假
duty-state-isolated = 隔離
duty-minutes = { $count } 分
duty-came = 到
duty-left = 離
duty-readings = 測溫
duty-why = 原因、健康
duty-search = 姓名、工號、部門、班組
duty-none-found = 沒有符合的人員

# 請假缺勤
event-absent = 未到崗 { $from } 至 { $to }：{ $what }
duty-absent-new = 登記未到
duty-absent-title = 登記請假、未到
duty-reason-hint = 如：病假、事假、村裡封路
duty-health = 身體情況
duty-health-hint = 本人或班組長的話，沒問到就空著
duty-told = 自測體溫（可不填）

# 排班
duty-whose = 班組、人員
duty-off = 休息
duty-off-short = 休
duty-clear = 清除
duty-repeat = 照上週排
duty-nothing-to-repeat = 上週沒有可以照著排的，或者這一週都排好了。
duty-somebody = 給一個人單獨排班
duty-no-teams = 花名冊裡沒有班組。先在「人員」裡匯入帶班組的花名冊。
duty-shifts = 班次設定
duty-shifts-what = 下班時間不晚於上班時間的，算到第二天。
duty-shift-name = 班次名稱
duty-shift-from = 上班
duty-shift-to = 下班
duty-shift-new = 加一個班次
duty-grace = 幾分鐘內不算遲到
duty-shifts-unusable = 有的班次時間不對，或名稱重複，還不能儲存
duty-import-title = 匯入排班表
duty-import-what = xlsx 或 csv 檔案。一人一天一行，或者一人（一班組）一行、一天一列都可以。
duty-import-found = 可以匯入 { $good } 行：{ $whose } 個人員或班組，{ $from } 到 { $to }；{ $refused } 行不能匯入
duty-import-nothing = 沒有看出誰哪天上什麼班，請核對每一列對應什麼。
duty-take-all = 匯入 { $count } 行
duty-take-good = 只匯入正確的 { $count } 行
duty-import-done = 已從 { $file } 匯入 { $rows } 行排班

# 留意
duty-signs-what = 下面的測溫記錄值得去看一眼。只是提示，每一條都可能有正常的原因。
duty-signs-none = 這一天沒有需要留意的
duty-sign-same = 數值相同
duty-sign-fast = 間隔太短
duty-sign-digit = 尾數集中
duty-sign-apart = 儀器偏差
duty-seen-same = { $from } 到 { $to } 連續 { $times } 次都是 { $celsius }
duty-seen-fast = { $from } 到 { $to } 同一支測溫槍連續 { $times } 次，每次相隔不到 3 秒 { $instrument }
duty-seen-digit = { $readings } 次測溫中，尾數 { $digit } 佔 { $percent } %，比相鄰尾數多一倍以上
duty-seen-apart = { $instrument }（{ $site }）{ $readings } 次的中間值 { $median }，其他同部位儀器 { $others }
duty-behind-same = 可能是天冷、測溫槍卡住，或事後補記。可到崗上看一下，換一支再測。
duty-behind-fast = 可能是兩人同時錄入，或先測後記。可了解一下高峰時怎麼安排的。
duty-behind-digit = 可能是讀數習慣，或測溫槍只顯示到 0.5。可現場對一下讀數。
duty-behind-apart = 兩支裡哪一支不準，要用標準體溫計校對才知道（設定 → 測溫儀）。
