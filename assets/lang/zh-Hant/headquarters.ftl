# 總部

rail-headquarters = 總部

# 五頁
hq-tab-grid = 報送
hq-tab-sums = 彙總
hq-tab-stock = 物資
hq-tab-curves = 曲線
hq-tab-unit = 單位
hq-next-tab = 下一頁

# 報送：單位和日期
hq-unit = 單位
hq-age = 最近消息
hq-today = 今天
hq-month = { $count } 月
hq-before = 尚未開站
hq-no-region = 未填地區
hq-units = { $count } 個單位
hq-units-missing = { $count } 個缺報
hq-age-never = 尚未收到

# 彙總
hq-sets = 指標
hq-set-staff = 職工分類
hq-set-families = 家屬
hq-set-health = 健康
hq-set-traffic = 出入
hq-set-measures = 措施
hq-columns = 欄
hq-next-figures = 換指標
hq-all = 全部單位
hq-counted = { $counted }/{ $of } 個單位
hq-absent = { $counted }；缺：{ $names }
hq-awaited = { $counted }；未到時限：{ $names }
hq-and-more = { $names }等 { $count } 個
hq-consolidated = 彙總日報

# 物資
hq-measure = 計量單位
hq-low-units = 偏少的單位
hq-low-of = { $low }/{ $of }
hq-days = { $count } 天
hq-days-by-unit = 各單位還能用多少天，滿格為 30 天
hq-help = 誰能幫誰
hq-help-none = 沒有哪個單位有富餘可以調劑
hq-help-note = 只是建議：給出的單位仍留足自己的定額。
hq-no-supplies = 還沒有單位報來物資

# 曲線
hq-chart-unit = 人 · 30 天
hq-units-in = 計入單位
hq-numbers-of = { $day } 的數字

# 一個單位
hq-sends-nothing = 還沒有收到它的資料包
hq-sends-counts = 只報數字，不報姓名
hq-sends-masked = 遮住姓名
hq-sends-full = 數字和姓名都報
hq-unit-before = 上一個單位
hq-unit-after = 下一個單位
hq-revoked = 已撤銷
hq-nothing-sent = 這一天沒有收到日報。
hq-unreadable = 這份日報的內容讀不出來，原文保留著。
hq-came-late = 首報過了時限
hq-version = 第 { $version } 版
hq-signed-by = 填報 { $reporter } · 審批 { $approver } · { $at } 簽發
hq-hash = 校驗值 { $hash } · 該站記錄第 { $seq } 號
hq-stands-as-signed = 與簽發時一致
hq-stands-masked = 姓名由單位遮住
hq-stands-damaged = 與校驗值不符
hq-number = 數字
hq-before-it = 上一版
hq-behind-nobody = 數字是零，後面沒有人。
hq-behind-counts = 這個單位只報數字，沒有報來名單。
hq-behind-unknown = 名單上有 { $count } 人的姓名沒有報來。

# 還沒有單位
hq-nobody = 還沒有單位報到這裡
hq-step-card = 到「各站」打開總部的名片，發給每個單位：二維碼、檔案都行。
hq-step-enrol = 收下每個單位各站的名片，打電話核對指紋，再登記。
hq-step-folder = 加入共用資料夾或隨身碟；資料包一到，這裡就有表格。
