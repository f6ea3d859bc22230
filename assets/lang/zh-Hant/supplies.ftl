# 物資

rail-supplies = 物資

# 物資清單
supply-shown-all = 全部
supply-shown-low = 不足
supply-shown-expiring = 過期臨期
supply-per-day = 日均領用
supply-days-left = 還能用
supply-days = { $count } 天
supply-lasts = 還能用 { $count } 天
supply-unused = 近期沒有領用
supply-low-count = { $count } 種物資不足
supply-out = 已用完
supply-low = 不足
supply-expired = 有過期
supply-soon = 快過期
supply-nothing = 還沒有物資。按 Ctrl N 新增，或按 Ctrl I 匯入庫存清單
supply-none-such = 沒有這樣的物資
supply-choose = 在左邊選一種物資
supply-no-moves = 還沒有出入庫記錄。按 F5 入庫
supply-minimum-is = 最低 { $amount }
supply-per-day-is = 日均 { $amount }
supply-needed-is = 還缺 { $amount }
supply-line = 近三十天
supply-line-most = 最高 { $amount }
supply-lot = { $amount }有效期至 { $expiry }
supply-lot-expired = { $amount }已於 { $expiry } 過期，請報損
supply-until = 有效期至 { $expiry }
supply-heads = { $count } 人

# 做什麼
supply-does-receive = 入庫
supply-does-issue = 發放
supply-does-count = 盤點
supply-does-write-off = 報損
supply-hand-out = 掃碼發放
supply-dilute = 配消毒液
supply-new = 新增物資
supply-edit = 修改物資
supply-strike = 撤銷
supply-strike-last = 撤銷最近一筆
supply-strike-title = 撤銷這一筆

# 一筆出入庫，按 `What::key`
supply-moved-received = 入庫 { $amount }
supply-moved-issued = 發放 { $amount }
supply-moved-counted = 盤點 { $amount }
supply-moved-written-off = 報損 { $amount }

# 填單
supply-held-now = 現有庫存 { $amount }
supply-held-expired = ，其中過期 { $amount }
supply-amount = 數量
supply-amount-hint = 不填就按每人每天的數量
supply-found = 實有數量
supply-why = 有差異時寫明原因
supply-no-amount = 數量寫不清，例如 120 或 0.5
supply-no-day = 日期寫不清，例如 2021-6-30
supply-to = 發給
supply-to-team = 班組
supply-to-person = 個人
supply-to-place = 地點
supply-to-heads = 人數
supply-unit-hint = 隻、瓶、升
supply-days-hint = 少於這個天數就算不足
supply-ration-hint = 例如口罩填 1
supply-strength = 原液濃度
supply-strength-hint = 5% 或 50000 mg/L
supply-millilitres = 每單位含毫升
supply-millilitres-hint = 500 毫升一瓶就填 500
supply-retired = 不再使用

# 掃碼發放
supply-badge = 掃碼，或輸入工號、姓名後按 Enter
supply-hand-out-what = 每人每天 { $ration }，可發庫存 { $held }
supply-hand-out-end = 結束
supply-no-ration = 沒有按人發放的物資。先在「修改物資」裡填寫每人每天的數量。
supply-nobody = 找不到 { $query }，沒有發放
supply-handed = { $name } 已領
supply-handed-today = 今天已領 { $count } 人

# 配消毒液
supply-target = 用途
supply-target-surfaces = 物體表面
supply-target-floors = 可能污染的地面
supply-target-tableware = 餐具
supply-area = 面積（平方公尺）
supply-volume = 配成多少升
supply-by = 計算方式
supply-by-area = 按面積
supply-by-volume = 按體積
supply-wanted = 有效氯（mg/L）
supply-mix = 原液 { $stock } 加水 { $water }
supply-after-surfaces = 作用 { $minutes } 分鐘後，用清水擦淨
supply-after-floors = 作用 { $minutes } 分鐘後，用清水拖淨
supply-after-tableware = 浸泡 { $minutes } 分鐘後，用清水沖淨
supply-mix-area = 按每平方公尺 { $millilitres } 毫升計算
supply-mix-takes = 從庫存領用{ $name } { $amount }
supply-mix-missing = 填寫面積或體積，原液要比配成的濃
supply-alcohol = 75% 酒精只擦拭，不要在室內噴灑，遠離明火。
supply-book-out = 領用並出庫
supply-dilute-place = 配消毒液
supply-nothing-diluted = 沒有填寫原液濃度的物資，不能出庫
supply-no-millilitres = 先在「修改物資」裡填寫每單位含多少毫升

# 庫存清單匯入
supply-import-title = 匯入庫存清單
supply-import-what = XLSX 或 CSV。新的物資按入庫登記；已有的物資按清單盤點，不會重複相加。
supply-import-all = 匯入 { $count } 列
supply-import-good = 只匯入正確的 { $count } 列
supply-import-found = 可匯入 { $good } 列，其中 { $known } 列的物資已有；{ $refused } 列不能匯入
supply-import-done = 已從 { $file } 匯入 { $rows } 列
supply-import-taken = 已匯入 { $good } 列，其中 { $known } 列的物資已有；{ $refused } 列未匯入
supply-import-would = 可匯入 { $good } 列，其中 { $known } 列的物資已有；{ $refused } 列不能匯入。什麼都沒有改動
supply-import-nothing = 有 { $refused } 列不能匯入，另外 { $good } 列也沒有匯入
field-item = 物資
field-held = 庫存
field-minimum = 最低庫存
field-days = 至少夠用天數
field-ration = 每人每天
field-expiry = 有效期至
field-supplier = 來源
fault-other-unit = { $field }和已有的不一樣

# 匯出
export-what-supplies = 物資庫存
export-what-moves = 物資出入庫
export-item = 物資
export-held = 庫存
export-minimum = 最低庫存
export-per_day = 日均領用
export-days_left = 還能用天數
export-expiry = 有效期至
export-low = 不足
export-needed = 還缺
export-move = 出入庫
export-amount = 數量
export-recipient = 發給
export-heads = 人數
export-supplier = 來源

# 為什麼不行，按 `Objection::code`
error-supply-name = 物資名稱沒有填寫。
error-supply-unit = 單位沒有填寫。
error-supply-taken = 已經有叫這個名稱的物資。
error-supply-unknown = 沒有這種物資。
error-supply-amount = 數量要大於 0。
error-supply-short = 能發的庫存只有 { $held }。如果實際更多，請先盤點。
error-supply-rationed = 今天已經領過
error-supply-over-ration = 按人數最多發 { $most }。
error-supply-heads = 人數沒有填寫。
error-supply-whom = 請寫明發給誰。
error-supply-differs = 盤點 { $found }，帳上 { $held }，相差 { $difference }，請寫明原因。
error-supply-reason = 報損要寫明原因。
error-supply-strike-short = 這批物資已經領用，撤銷後庫存會不夠。請先盤點。
error-supply-no-move = 這一筆已經撤銷，或者不存在。
