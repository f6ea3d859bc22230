# The gate, its forms, and what stands around every screen.
gate-box = 扫码或查找
gate-box-hint = 扫码 · 工号 · 姓名 · 拼音 · 手机尾号
gate-ready = 请扫码，或输入工号、姓名、拼音首字母
gate-empty-roster = 还没有人员。按 Alt 5 导入花名册，或在这里登记访客
gate-unknown = 没有找到这个人。核对后再输入，或登记为访客
gate-nobody = 没有找到「{ $text }」，没有记录。
gate-shared = 这个号码登记在两个人名下。请核对姓名和照片后选择，并请人改正其中一个号码。
gate-not-a-number = 「{ $text }」不是体温，没有记录。例如 365 或 36.5。
gate-implausible = { $celsius } 不在 { $least } 到 { $most } 之间，没有记录。请核对后再输入。
gate-several = 有 { $count } 人符合，用 ↑ ↓ 选中后按 Enter
gate-host = 接待人 { $host }
gate-inside = 在厂
gate-outside = 不在厂
gate-passed-in = 今日进厂
gate-unmeasured = 未测温
gate-lane = 复测等候
gate-due = 可以复测
gate-remaining = 还有 { $time }
gate-more = 另有 { $count } 人
gate-recent = 最近通行
gate-recent-empty = 今天还没有记录
gate-measure = 请测体温
gate-measure-hint = 输入体温后按 Enter，例如 365
gate-clear = 放行 { $direction }
gate-normal = { $celsius } 正常
gate-warm = { $celsius } 偏高
gate-cold = { $celsius } 偏低
gate-attempt = 今日第 { $attempt } 次
gate-press-enter = 按 Enter 记录
gate-saved = 已记录 { $at } · 第 { $seq } 号
gate-no-reasons = 体温正常，没有需要核实的事项
gate-nothing-against = 没有需要核实的事项
gate-no-instrument = 未选仪器
keys-instrument = 换测温仪
gate-not-let-through = 这时不能放行：请先测体温或按提示处理。没有记录。
gate-site = 部位
gate-visit = 访客登记
gate-refuse = 劝返
gate-taken-back = 已更正：{ $name } 的第 { $seq } 号记录作废，请重新输入

# Reasons, by `Reason::code`
reason-left = 已离职，不能进厂
reason-no-visit = 访客今天还没有登记，请按 F4 登记
reason-contact = 14 天内接触过确诊或疑似病例
reason-sent-to-clinic = 今天 { $at } 已送医务室，由医务室决定
reason-second-fever = 两次都发热：{ $first }，{ $second }。请送医务室
reason-fever = { $celsius } 达到发热线（{ $rule }）。请在一旁休息，{ $again } 以后复测
reason-early = 还不到复测时间，{ $again } 以后再测
reason-low = { $celsius } 低于 { $floor }，可能是额头受凉。请回暖后再测
reason-no-reading = 没有正常体温不能进厂

# The same, short, for a line of the register
reason-short-left = 已离职
reason-short-no-visit = 访客未登记
reason-short-contact = 接触史
reason-short-sent-to-clinic = 已送医务室
reason-short-second-fever = 两次发热
reason-short-fever = 发热
reason-short-early = 未到复测时间
reason-short-low = 体温偏低
reason-short-no-reading = 未测温

# The register
register-passed = 放行 { $direction }
register-corrected = 已更正
register-late = 补录 { $at }

# The short forms
visit-title = 访客登记
visit-from = 从哪里来
visit-unit = 单位
visit-host = 接待人
visit-purpose = 事由
visit-plate = 车牌
visit-contact = 14 天内是否接触过确诊或疑似病例
visit-contact-missing = 请问过之后选择
visit-name-missing = 请填写姓名
refusal-title = 劝返
refusal-no-pass = 没有通行证明
refusal-no-mask = 不戴口罩
refusal-symptoms = 有咳嗽等症状
refusal-not-expected = 没有预约

# The keys
keys-enter = 记录，或选中
keys-escape = 清空，再按一次回到空白
keys-arrows = 在名单里移动
keys-take-back = 更正上一条
keys-mask = 口罩：有或没有
keys-site = 换测温部位
keys-in = 放行，进
keys-out = 放行，出
keys-refuse = 劝返，写明原因
keys-copy = 复制名单，可粘贴到表格

# The bar at the top
top-on-duty = { $name } 值班
top-nobody-on-duty = 无人值班
top-saved = 已保存 { $at } · 第 { $seq } 号
top-nothing-saved = 本次启动后还没有记录
demo-banner = 这是虚构的工厂，用来试用。这里的人和体温都不是真的。
held-banner = 另一个程序（{ $holder }）正在使用本站，这里只能查看。那边关闭以后，这里就能登记。
read-only-banner = 数据文件夹不能写入，这里只能查看，不能登记。请检查权限或写保护，然后重新打开。
clock-banner = 电脑的时间比已保存的记录还早。请核对时间；记录按编号排序，不会丢。
job-progress = { $done } / { $all }
close-title = 还有没做完的事
close-unfinished = 有正在填写的登记，或正在进行的导入导出。已保存的记录都在。
close-stay = 继续
close-go = 放弃并关闭
