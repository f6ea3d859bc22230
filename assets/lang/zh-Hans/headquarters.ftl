# 总部

rail-headquarters = 总部

# 五页
hq-tab-grid = 报送
hq-tab-sums = 汇总
hq-tab-stock = 物资
hq-tab-curves = 曲线
hq-tab-unit = 单位
hq-next-tab = 下一页

# 报送：单位和日期
hq-unit = 单位
hq-age = 最近消息
hq-today = 今天
hq-month = { $count } 月
hq-before = 尚未开站
hq-no-region = 未填地区
hq-units = { $count } 个单位
hq-units-missing = { $count } 个缺报
hq-age-never = 尚未收到

# 汇总
hq-sets = 指标
hq-set-staff = 职工分类
hq-set-families = 家属
hq-set-health = 健康
hq-set-traffic = 出入
hq-set-measures = 措施
hq-columns = 列
hq-next-figures = 换指标
hq-all = 全部单位
hq-counted = { $counted }/{ $of } 个单位
hq-absent = { $counted }；缺：{ $names }
hq-awaited = { $counted }；未到时限：{ $names }
hq-and-more = { $names }等 { $count } 个
hq-consolidated = 汇总日报

# 物资
hq-measure = 计量单位
hq-low-units = 偏少的单位
hq-low-of = { $low }/{ $of }
hq-days = { $count } 天
hq-days-by-unit = 各单位还能用多少天，满格为 30 天
hq-help = 谁能帮谁
hq-help-none = 没有哪个单位有富余可以调剂
hq-help-note = 只是建议：给出的单位仍留足自己的定额。
hq-no-supplies = 还没有单位报来物资

# 曲线
hq-chart-unit = 人 · 30 天
hq-units-in = 计入单位
hq-numbers-of = { $day } 的数字

# 一个单位
hq-sends-nothing = 还没有收到它的数据包
hq-sends-counts = 只报数字，不报姓名
hq-sends-masked = 遮住姓名
hq-sends-full = 数字和姓名都报
hq-unit-before = 上一个单位
hq-unit-after = 下一个单位
hq-revoked = 已撤销
hq-nothing-sent = 这一天没有收到日报。
hq-unreadable = 这份日报的内容读不出来，原文保留着。
hq-came-late = 首报过了时限
hq-version = 第 { $version } 版
hq-signed-by = 填报 { $reporter } · 审批 { $approver } · { $at } 签发
hq-hash = 校验值 { $hash } · 该站记录第 { $seq } 号
hq-stands-as-signed = 与签发时一致
hq-stands-masked = 姓名由单位遮住
hq-stands-damaged = 与校验值不符
hq-number = 数字
hq-before-it = 上一版
hq-behind-nobody = 数字是零，后面没有人。
hq-behind-counts = 这个单位只报数字，没有报来名单。
hq-behind-unknown = 名单上有 { $count } 人的姓名没有报来。

# 还没有单位
hq-nobody = 还没有单位报到这里
hq-step-card = 到“各站”打开总部的名片，发给每个单位：二维码、文件都行。
hq-step-enrol = 收下每个单位各站的名片，打电话核对指纹，再登记。
hq-step-folder = 添加共享文件夹或 U 盘；数据包一到，这里就有表格。
