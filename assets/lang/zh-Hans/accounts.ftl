# Accounts, signing in, stepping up
error-not-allowed = 您的账号不能做这件事：{ $right }。什么也没有改
error-step-up = 请再输一次口令，然后重做
error-sign-in-first = 请先登录。没有登录只能登记测温
error-renew-first = 请先在窗口换成自己的口令
error-wrong-secret = PIN码或口令不对
error-back-off = 请等 { $seconds } 秒再试。登记照常进行
error-too-many-failures = 连续错了太多次，请主管重置。登记照常进行
error-pin-digits = PIN码要六位数字
error-pin-plain = 这个PIN码太容易猜，请换一个
error-passphrase-short = 口令至少八个字
error-secret-same = 和原来的一样，请换一个
error-first-supervisor = 第一个账号必须是主管
error-last-supervisor = 这是最后一个主管账号，不能停用，也不能改成别的角色
error-unknown-account = 没有这个账号，或者有重名
error-account-name-taken = 已有同名账号
error-account-badge-taken = 这个卡号已用于别的账号
error-other-secret = 换成这个角色要同时设新的PIN码或口令

# What not everybody may do, by `Right::key`
right-record = 登记测温和进出
right-register = 登记返厂、外出和人员
right-treat = 医务处置
right-release-early = 提前解除隔离
right-run-day = 日常工作（消杀、物资、排班）
right-sign = 签发日报
right-import = 导入文件
right-change-rules = 修改设置和规则
right-manage-accounts = 管理账号
right-manage-stations = 管理各站
right-reveal = 查看完整证件号或手机号
right-export-counts = 导出不含姓名的表
right-export-names = 导出含姓名的表
right-audit = 查看流水
right-back-up = 备份
right-restore = 恢复备份
right-purge = 清除到期数据

# What somebody is here for, by `AccountRole::key`
account-role-guard = 门卫
account-role-clinic = 医务
account-role-supervisor = 主管
account-role-headquarters = 总部
account-role-auditor = 审计员

# Signing in and handing over
register-unconfirmed = 未确认
top-no-accounts = 未设账号
top-no-accounts-means = 任何人都能做任何操作。按此设置账号。
lock-who = 请登录。
lock-account = 姓名、拼音或卡号
lock-no-account = 没有这个账号
lock-pin = PIN码
lock-passphrase = 口令
lock-other = 换人
lock-checking = 正在核对…
lock-renew = 请换成自己的
lock-again = 再输一遍
lock-keep = 保存并上岗
lock-record = 测温登记
lock-record-means = 没有人登录也照常登记，记录会注明“未确认”。
lock-badge = 卡号 体温
lock-nobody-carries = 没有人用卡号 { $badge }
lock-now-temperature = 卡号 { $badge }：请接着输入体温
lock-shift = 本班交接
lock-shift-from = { $name } · { $from } 起
lock-nobody = 无人值班
lock-shift-readings = 测温人次
lock-shift-fevers = 发热
lock-shift-refused = 劝返
lock-shift-waiting = 等待复测
lock-shift-overdue = 外出超时未归
lock-shift-inside = 现在在厂
lock-shift-notes = 异常情况

# The passphrase once more
step-up-title = 请再输一次口令
step-up-why = 这一步要确认是您本人：{ $right }。
step-up-go = 确认

# The page of the settings
accounts-none = 还没有账号：任何人都能做任何操作。
accounts-none-means = 有了账号，谁做了什么有据可查，敏感操作要口令；不登录也能登记测温。
accounts-first = 建立第一个账号
accounts-first-means = 第一个账号是主管：管理账号、设置和规则。
accounts-new = 新建账号
accounts-change = 修改
accounts-reset = 重置口令
accounts-retire = 停用
accounts-retire-means = 停用后不能再登录，以前的记录不变。
accounts-name = 姓名
accounts-role = 角色
accounts-badge = 卡号
accounts-badge-may = 卡号（可不填）
accounts-signed = 上次登录
accounts-never = 本机未登录过
accounts-state = 状态
accounts-state-in-use = 使用中
accounts-state-renew = 首次登录时更换
accounts-state-shut = 错误太多，需重置
accounts-state-retired = 已停用
accounts-own-secret = 设置您自己的口令，别人看不到。
accounts-first-secret = 先设一个给对方，对方第一次登录时必须换成自己的。
accounts-pin-rule = 六位数字，不要 000000、123456 这类。
accounts-passphrase-rule = 至少八个字，一句话最好记。
accounts-not-the-same = 两次输入的不一样
accounts-lock = 自动锁定
accounts-idle = 无人操作几分钟后锁定
accounts-idle-means = 1 到 60 分钟。锁定后名单看不到，测温照常登记。

# On the command line
cli-account-added = 已建账号：{ $name }
cli-account-reset = 已重置：{ $name }，下次登录时更换
cli-account-retired = 已停用：{ $name }
