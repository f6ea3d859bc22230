# The settings.
settings-this-pc = 這台電腦
settings-theme = 外觀
settings-site = 測溫與掃碼
settings-unit = 溫度單位
settings-operator = 發熱為
settings-threshold = 發熱線
settings-floor = 過低線
settings-minutes = 複測間隔（分鐘）
settings-sites = 測溫部位（先選的為常用）
settings-prefix = 掃碼前綴
settings-suffix = 掃碼後綴
settings-unusable = 有一項不是數字，還不能保存
instruments-title = 測溫儀
instruments-empty = 還沒有登記測溫儀
instruments-name = 名稱或編號
instruments-check = 班前校對
instruments-checked = { $at } 已校對，差 { $off }
instruments-unchecked = 今天未校對
instruments-reference = 標準值
instruments-shown = 測溫儀讀數

# Its pages
settings-tab-plant = 本機與廠區
settings-tab-accounts = 帳號
settings-tab-privacy = 隱私
settings-tab-backups = 備份
settings-tab-keys = 金鑰
