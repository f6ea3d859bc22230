# Privacy

# What a site asks people for, by `Item::key`; and why
privacy-collect = 收集哪些信息
privacy-collect-said = 关掉的项目在任何表单上都不再询问，导入时略去；已有的内容保留到清除为止。
privacy-item-document = 证件号
privacy-item-phone = 手机
privacy-item-dormitory = 宿舍
privacy-item-photo = 照片
privacy-item-plate = 访客车牌
privacy-item-household = 同住人
privacy-purpose-document = 仅在无工牌又须核实身份时使用，默认不收集。
privacy-purpose-phone = 发热、密接或逾期未归时联系本人。
privacy-purpose-dormitory = 查找同室密接，安排隔离和巡查。
privacy-purpose-photo = 门岗核对是否本人，防止借用工牌。
privacy-purpose-plate = 来访车辆需要追查时使用。
privacy-purpose-household = 返厂人员的家人出现症状时一并判定。
error-not-asked = 本单位不收集{ $item ->
    [document] 证件号
    [phone] 手机
    [dormitory] 宿舍
    [photo] 照片
    [plate] 车牌
    *[household] 同住人
    }；什么也没有写入
privacy-import-unasked = { $count } 行含有本单位不收集的内容，已略去。

# For how long what is kept, by `Category::key`
privacy-keep-title = 保存期限
privacy-keep-said = 从记录当天起算的天数。每日数字留在已签的日报里。设置、密钥和流水本身不清除。
privacy-keep-readings = 放行的测温和进出
privacy-keep-flagged = 异常测温、劝返、医务测温
privacy-keep-visits = 访客登记
privacy-keep-declarations = 返厂申报（隔离或返厂结束后）
privacy-keep-outings = 外出报备
privacy-keep-isolations = 隔离和医务处置
privacy-keep-absences = 缺勤和请假
privacy-keep-left = 离职人员的手机、证件号、宿舍
privacy-keep-photos = 离职人员的照片
privacy-keep-access = 查看和导出记录
privacy-days-least = 天，至少 { $days } 天
privacy-at-night = 每晚 2 点自动清除到期数据

# Clearing what is due
privacy-clear = 到期清除
privacy-clear-said = 先查看有哪些数据到期，再决定是否清除。清除会写入流水，记录链仍可核对。
privacy-look = 查看到期数据
privacy-looking = 正在查找…
privacy-nothing-due = 现在没有到期数据。
privacy-count = { $count } 条
privacy-until = 截至 { $day }
privacy-open = { $count } 人正在隔离或外出，其数据不清除。
privacy-held = { $count } 人的数据被保全，不清除。
privacy-bytes = 内容约 { $kib } KiB。打印文件夹一并清空。文件不会变小，空出的位置会被覆写后再用。
privacy-elsewhere = 别的站各自清除：{ $stations }。
privacy-backups-too = 本站和第二处的旧备份随之删除，修复时留下的文件满 30 天后删除。已导出的文件、别处的副本和共享文件夹里等候的数据包不在此列。
privacy-clear-do = 清除…
privacy-clear-now = 确认清除 { $count } 条
privacy-sure = 清除后不能恢复。
privacy-clearing = 正在清除 { $done } / { $all }，门岗照常登记
privacy-purged = 已清除 { $count } 条到期数据
privacy-check-purged = 其中 { $entries } 条到期后已在本站清除
privacy-cli-due = { $what }：{ $count } 条，截至 { $day }
privacy-cli-would = 到期 { $count } 条；加 --yes 清除
privacy-cli-written = 已写入 { $path }

# Holds
privacy-holds = 保全
privacy-holds-none = 没有被保全的人。在人员页上可以保全某人的数据。
privacy-hold-word = 保全中
privacy-hold = 保全数据
privacy-hold-said = 在解除之前，此人的任何数据都不清除。请写明原因。
privacy-lift = 解除保全

# A number seen whole
privacy-reveal-phone = 查看完整手机号
privacy-reveal-document = 查看完整证件号
privacy-reveal-said = 显示 60 秒，随后重新遮挡。谁在何时因何查看，会写入流水。
privacy-reason-call = 电话联系本人
privacy-reason-trace = 排查密接
privacy-reason-authority = 疾控或公安要求
privacy-reason-asked = 本人要求
privacy-seconds = { $seconds } 秒后遮挡

# What people may ask about their own data, by `Wish::key`
privacy-extract = 本人查询
privacy-correct = 应本人要求更正
privacy-delete = 本人要求删除
privacy-delete-said = 个人信息保护法第四十七条：目的已实现、不再必要或撤回同意的，应当删除；法律规定的保存期限未满的，只保存、不作他用。隔离、异常测温、申报、外出和查看记录按期限保存；其余已过最短期限的，下面可以立即清除。
privacy-wish-see = 本人查询了自己的数据
privacy-wish-correct = 应本人要求作了更正
privacy-wish-delete = 应本人要求作了删除

# Their own data on paper
privacy-paper-title = 本人信息查询单
privacy-paper-why = 目的和期限
privacy-paper-purpose = 为联防联控和厂区防疫收集，不作他用（中央网信办 2020-02-04 通知）。
privacy-term = { $what } { $days } 天
privacy-paper-lines = 测温和进出
privacy-paper-visits = 来访
privacy-paper-declared = 申报
privacy-paper-outings = 外出
privacy-paper-clinic = 隔离、医务处置、缺勤
privacy-paper-access = 谁查看过、本人要求过什么
privacy-paper-revealed = 查看完整{ $what }：{ $reason }
privacy-paper-held = 保全：{ $reason }
privacy-paper-lifted = 解除保全
privacy-paper-rights = 您的权利
privacy-paper-rights-said = 您可以要求更正和删除，也可以向履行个人信息保护职责的部门投诉（个人信息保护法第四十五至四十七条、第六十五条）。
privacy-sign-person = 本人
privacy-sign-station = 经办人
privacy-outing-filed = 报备外出
privacy-outing-approved = 同意
privacy-outing-refused = 不同意
privacy-outing-extended = 延期
privacy-outing-left = 外出
privacy-outing-back = 返回
privacy-outing-asked = 返回后询问
privacy-outing-cancelled = 取消

# At the gate
privacy-curtain = 遮挡姓名
privacy-covered = 姓名已遮挡 · F11 显示
privacy-unkept = 不留存
privacy-unkept-said = 只当场判定并记一个结论，不记姓名、电话、来由，日报也不计为来访。
privacy-decided = 判定：{ $verdict }（未留存）

# What wants a person
overview-want-clear = 清除
overview-need-clear = { $count } 条数据到期，可以清除
