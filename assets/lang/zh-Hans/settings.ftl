# The settings.
settings-this-pc = 这台电脑
settings-theme = 外观
settings-site = 测温与扫码
settings-unit = 温度单位
settings-operator = 发热为
settings-threshold = 发热线
settings-floor = 过低线
settings-minutes = 复测间隔（分钟）
settings-sites = 测温部位（先选的为常用）
settings-prefix = 扫码前缀
settings-suffix = 扫码后缀
settings-unusable = 有一项不是数字，还不能保存
instruments-title = 测温仪
instruments-empty = 还没有登记测温仪
instruments-name = 名称或编号
instruments-check = 班前校对
instruments-checked = { $at } 已校对，差 { $off }
instruments-unchecked = 今天未校对
instruments-reference = 标准值
instruments-shown = 测温仪读数

# Its pages
settings-tab-plant = 本机与厂区
settings-tab-accounts = 账号
settings-tab-privacy = 隐私
settings-tab-backups = 备份
settings-tab-keys = 密钥
