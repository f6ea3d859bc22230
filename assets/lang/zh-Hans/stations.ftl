# 各站

rail-stations = 各站

# 三张表
stations-tab-stations = 各站
stations-tab-folders = 文件夹
stations-tab-quarantine = 存疑记录
stations-next-list = 下一张表

# 能做什么
stations-exchange = 立即交换
stations-enrol = 登记一个站
stations-add-folder = 添加文件夹
stations-edit-folder = 修改文件夹
stations-remove-folder = 去掉文件夹
stations-write = 写数据包
stations-read = 读数据包
stations-own-card = 本站名片
stations-copy-card = 复制名片
stations-keep-card = 存名片文件
stations-revoke = 撤销
stations-compare = 核对指纹
stations-look = 去看看

# 还没有别的站
stations-alone = 还没有别的站
stations-alone-how = 门岗、医务室和总部之间不靠网络：用共享文件夹或 U 盘互相送数据包。三步就能开始。
stations-step-folder = 添加一个各站都能打开的共享文件夹，或者一个 U 盘。另一台电脑上也添加同一个。
stations-step-card = 把本站名片给对方：打开名片让对方扫码，或者等两边都添加了文件夹，名片会自己出现。
stations-step-enrol = 打电话，互相念指纹。四组都一致，就登记对方；对方也要登记本站。

# 列表
stations-col-name = 站
stations-col-relation = 关系
stations-col-known = 数据截至
stations-col-have = 已收
stations-col-accepted = 对方已确认
stations-col-owed = 待送
stations-this = 本站
stations-stranger = 未登记
stations-relation-site = 同一厂区
stations-relation-above = 上级总部
stations-relation-below = 下属单位
stations-to-enrol = 待登记
stations-changed = 密钥变了
stations-revoked = 已撤销
stations-late = 久未联系
stations-waiting = 等对方的第一个数据包
stations-fine = 正常
stations-clock-ahead = 钟快 { $minutes } 分
stations-clock-behind = 钟慢 { $minutes } 分

# 多久以前
stations-now = 刚刚
stations-seconds-ago = { $count } 秒前
stations-minutes-ago = { $count } 分前
stations-yesterday = 昨天
stations-yesterday-at = 昨天 { $at }
stations-never-short = 尚未收到
stations-never = 还没有收到过它的数据包
stations-oldest = 最旧：{ $name } { $age }
stations-passed-on = 由别站转来
stations-silent = { $count } 个站尚未收到
stations-alarms = { $count } 件要核对

# 一个站
stations-fingerprint = 指纹
stations-code = 名片二维码
stations-own-how = 对方用扫码枪扫这个码，或者粘贴名片，就能看到本站。然后在电话里把指纹念给对方听。
stations-no-keys = 本站的密钥读不出来，现在不能交换。请关闭程序再打开；仍然这样，请检查数据文件夹里的 station.key。
stations-kept-in-file = 各单位的数据存在本机。
stations-kept-on-server = 各单位的数据存在服务器：{ $url }
stations-server-fault = 现在连不上，显示的是上次读到的：{ $why }
stations-found-in-folder = 它的名片在共享文件夹里，还没有人登记。核对指纹以前，它的记录一条也不收。
stations-have = { $number } 条记录
stations-accepted = 到第 { $seq } 条（{ $age }）
stations-accepted-nothing = 还没有确认过
stations-owed = { $number } 条记录
stations-clock = 对方的钟
stations-clock-ahead-is = 比本站快 { $minutes } 分钟。记录照收，时间按对方的钟写。
stations-clock-behind-or-way = 比本站慢 { $minutes } 分钟，或者数据包在路上走了这么久。记录照收。

# 密钥变了
stations-changed-is = { $name } 的密钥变了，它的数据包先不收。
stations-changed-from = 登记时的指纹 { $old }，现在的指纹 { $new }
stations-changed-old = 登记时的指纹是 { $old }
stations-changed-do = 先打电话：对方换过电脑、重装过程序，并且念出的指纹与现在的一致，才重新登记。不是这样，就不要登记，马上报告主管。

# 登记
stations-enrol-how = 把对方的名片粘贴在这里，或者用扫码枪扫对方屏幕上的码。
stations-card = 对方的名片
stations-show-card = 看看是谁
stations-compare-how = 请打电话给对方，一组一组地念指纹。四组都一样，才按 Enter 登记。
stations-same = 四组都一致，登记
stations-differs = 不一致，不登记
stations-is-own = 这是本站自己的名片。
stations-is-known = 这个站已经登记过，没有变化。
stations-other-site = 名片上写的是“{ $theirs }”，本站是“{ $ours }”。同一厂区的站，厂区和单位名称必须一字不差。请先改名称，再登记。

# 撤销
stations-revoke-means = 撤销以后，不再收它的记录，也不再送给它。已经收到的都保留。以后可以核对指纹重新登记。

# 缺少的和不相符的
stations-gap = 缺 { $name } 第 { $numbers } 条，已在下一个数据包中请求
stations-gaps-more = 另有 { $count } 处缺少，也已请求
stations-quarantined = { $count } 条记录与本站已有的对不上，没有并入。
stations-quarantine-empty = 没有存疑的记录，都对得上
stations-quarantine-is = 对不上的记录放在这里：不并入，也不丢。
stations-quarantine-do = 两条记录用了同一个编号，往往是有人把数据文件夹复制到另一台电脑上继续用。请找到那台电脑，只留一台。这一条会一直保留在这里。
stations-entry = 记录
stations-entry-of = { $name } 第 { $number } 条
stations-from = 来自
stations-arrived = 到达
stations-why = 为什么
stations-why-number = 同一个编号下，本站已经有另一条记录
stations-why-id = 另一条记录已经用了同一个标识
stations-why-chain = 它接不上本站已有的记录
stations-unseen = 未看
stations-was-seen = 已看
stations-seen = 我看过了

# 数据包
stations-to = 给谁
stations-nobody-yet = 还没有登记别的站，没有人能打开这个数据包。请先登记。
stations-path = 文件（写出全路径）
stations-write-now = 写到这个文件
stations-choose-place = 选择位置…
stations-read-how = 数据包是 .gatehouse 文件。读两遍也没有关系，同一条记录只并入一次。
stations-read-now = 读这个文件

# 文件夹
stations-folder = 文件夹
stations-folder-how = 共享文件夹和 U 盘是一回事：每个站只写自己的子文件夹，读别人的。数据包加了密，只有登记过的站能打开。
stations-choose-folder = 选择文件夹…
stations-often = 多久一次
stations-often-every = 每隔
stations-often-shift-end = 交班时
stations-often-by-hand = 手动
stations-every = 每 { $count } 秒
stations-seconds = 秒
stations-level = 给总部多少
stations-level-counts = 只报数
stations-level-masked = 遮住姓名
stations-level-full = 全部
stations-leaves-counts = 离开本单位的只有日报、物资和消毒记录，不含任何一个人的信息。
stations-leaves-masked = 全部记录都离开本单位，但姓名、证件号、电话和住址都遮住。
stations-leaves-full = 全部记录都离开本单位，包括姓名、证件号、电话和住址。
stations-done = 上次完成
stations-never-done = 还没有
stations-failed = 没有成功
stations-no-folder = 还没有文件夹。按 F4 添加
stations-remove-folder-means = 本机不再通过它交换。文件夹里的东西不动。
stations-folder-missing = 请填写文件夹，或者选择一个。
stations-folder-twice = 这个文件夹已经在表里。
stations-no-seconds = 秒数要在 2 和 86400 之间。
