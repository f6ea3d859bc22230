# 物资

rail-supplies = 物资

# 物资清单
supply-shown-all = 全部
supply-shown-low = 不足
supply-shown-expiring = 过期临期
supply-per-day = 日均领用
supply-days-left = 还能用
supply-days = { $count } 天
supply-lasts = 还能用 { $count } 天
supply-unused = 近期没有领用
supply-low-count = { $count } 种物资不足
supply-out = 已用完
supply-low = 不足
supply-expired = 有过期
supply-soon = 快过期
supply-nothing = 还没有物资。按 Ctrl N 新增，或按 Ctrl I 导入库存清单
supply-none-such = 没有这样的物资
supply-choose = 在左边选一种物资
supply-no-moves = 还没有出入库记录。按 F5 入库
supply-minimum-is = 最低 { $amount }
supply-per-day-is = 日均 { $amount }
supply-needed-is = 还缺 { $amount }
supply-line = 近三十天
supply-line-most = 最高 { $amount }
supply-lot = { $amount }有效期至 { $expiry }
supply-lot-expired = { $amount }已于 { $expiry } 过期，请报损
supply-until = 有效期至 { $expiry }
supply-heads = { $count } 人

# 做什么
supply-does-receive = 入库
supply-does-issue = 发放
supply-does-count = 盘点
supply-does-write-off = 报损
supply-hand-out = 扫码发放
supply-dilute = 配消毒液
supply-new = 新增物资
supply-edit = 修改物资
supply-strike = 撤销
supply-strike-last = 撤销最近一笔
supply-strike-title = 撤销这一笔

# 一笔出入库，按 `What::key`
supply-moved-received = 入库 { $amount }
supply-moved-issued = 发放 { $amount }
supply-moved-counted = 盘点 { $amount }
supply-moved-written-off = 报损 { $amount }

# 填单
supply-held-now = 现有库存 { $amount }
supply-held-expired = ，其中过期 { $amount }
supply-amount = 数量
supply-amount-hint = 不填就按每人每天的数量
supply-found = 实有数量
supply-why = 有差异时写明原因
supply-no-amount = 数量写不清，例如 120 或 0.5
supply-no-day = 日期写不清，例如 2021-6-30
supply-to = 发给
supply-to-team = 班组
supply-to-person = 个人
supply-to-place = 地点
supply-to-heads = 人数
supply-unit-hint = 只、瓶、升
supply-days-hint = 少于这个天数就算不足
supply-ration-hint = 例如口罩填 1
supply-strength = 原液浓度
supply-strength-hint = 5% 或 50000 mg/L
supply-millilitres = 每单位含毫升
supply-millilitres-hint = 500 毫升一瓶就填 500
supply-retired = 不再使用

# 扫码发放
supply-badge = 扫码，或输入工号、姓名后按 Enter
supply-hand-out-what = 每人每天 { $ration }，可发库存 { $held }
supply-hand-out-end = 结束
supply-no-ration = 没有按人发放的物资。先在“修改物资”里填写每人每天的数量。
supply-nobody = 找不到 { $query }，没有发放
supply-handed = { $name } 已领
supply-handed-today = 今天已领 { $count } 人

# 配消毒液
supply-target = 用途
supply-target-surfaces = 物体表面
supply-target-floors = 可能污染的地面
supply-target-tableware = 餐具
supply-area = 面积（平方米）
supply-volume = 配成多少升
supply-by = 计算方式
supply-by-area = 按面积
supply-by-volume = 按体积
supply-wanted = 有效氯（mg/L）
supply-mix = 原液 { $stock } 加水 { $water }
supply-after-surfaces = 作用 { $minutes } 分钟后，用清水擦净
supply-after-floors = 作用 { $minutes } 分钟后，用清水拖净
supply-after-tableware = 浸泡 { $minutes } 分钟后，用清水冲净
supply-mix-area = 按每平方米 { $millilitres } 毫升计算
supply-mix-takes = 从库存领用{ $name } { $amount }
supply-mix-missing = 填写面积或体积，原液要比配成的浓
supply-alcohol = 75% 酒精只擦拭，不要在室内喷洒，远离明火。
supply-book-out = 领用并出库
supply-dilute-place = 配消毒液
supply-nothing-diluted = 没有填写原液浓度的物资，不能出库
supply-no-millilitres = 先在“修改物资”里填写每单位含多少毫升

# 库存清单导入
supply-import-title = 导入库存清单
supply-import-what = XLSX 或 CSV。新的物资按入库登记；已有的物资按清单盘点，不会重复相加。
supply-import-all = 导入 { $count } 行
supply-import-good = 只导入正确的 { $count } 行
supply-import-found = 可导入 { $good } 行，其中 { $known } 行的物资已有；{ $refused } 行不能导入
supply-import-done = 已从 { $file } 导入 { $rows } 行
supply-import-taken = 已导入 { $good } 行，其中 { $known } 行的物资已有；{ $refused } 行未导入
supply-import-would = 可导入 { $good } 行，其中 { $known } 行的物资已有；{ $refused } 行不能导入。什么都没有改动
supply-import-nothing = 有 { $refused } 行不能导入，另外 { $good } 行也没有导入
field-item = 物资
field-held = 库存
field-minimum = 最低库存
field-days = 至少够用天数
field-ration = 每人每天
field-expiry = 有效期至
field-supplier = 来源
fault-other-unit = { $field }和已有的不一样

# 导出
export-what-supplies = 物资库存
export-what-moves = 物资出入库
export-item = 物资
export-held = 库存
export-minimum = 最低库存
export-per_day = 日均领用
export-days_left = 还能用天数
export-expiry = 有效期至
export-low = 不足
export-needed = 还缺
export-move = 出入库
export-amount = 数量
export-recipient = 发给
export-heads = 人数
export-supplier = 来源

# 为什么不行，按 `Objection::code`
error-supply-name = 物资名称没有填写。
error-supply-unit = 单位没有填写。
error-supply-taken = 已经有叫这个名称的物资。
error-supply-unknown = 没有这种物资。
error-supply-amount = 数量要大于 0。
error-supply-short = 能发的库存只有 { $held }。如果实际更多，请先盘点。
error-supply-rationed = 今天已经领过
error-supply-over-ration = 按人数最多发 { $most }。
error-supply-heads = 人数没有填写。
error-supply-whom = 请写明发给谁。
error-supply-differs = 盘点 { $found }，账上 { $held }，相差 { $difference }，请写明原因。
error-supply-reason = 报损要写明原因。
error-supply-strike-short = 这批物资已经领用，撤销后库存会不够。请先盘点。
error-supply-no-move = 这一笔已经撤销，或者不存在。
