# 打印：返厂告知单、隔离通知书、解除隔离证明
papers-slip = 返厂人员告知单
papers-order = 隔离通知书
papers-release = 解除隔离证明
papers-nothing = 没有可以打印的内容
papers-opened-file = 已打开打印页：{ $path }
papers-written = 打印页已存到 { $path }

papers-number = 工号
papers-place = 部门宿舍
papers-return-date = 返厂日期
papers-way = 途经地点
papers-vehicle = 交通工具
papers-verdict = 判定
papers-last-day = 最后一天
papers-free-day = 解除日期
papers-quarters = 隔离地点
papers-opened = 开始日期
papers-days = 天数
papers-rule = 依据规则
papers-released-on = 实际解除
papers-released-by = 决定人

papers-reasons = 原因
papers-todo = 请您这样做
papers-do-refuse = 今天不能进厂。请返回，有疑问请联系本单位。
papers-do-isolate = 请按上面的日期隔离，每天早晚各测一次体温并报告；不外出、不聚集。有发热、咳嗽、乏力马上报告医务室。到解除日期，体温正常、没有症状的，由医务室解除后上岗。
papers-do-clinic = 请马上到医务室，路上戴好口罩，不去食堂、宿舍和车间。
papers-do-recheck = 请在等候区休息，到时间再测一次体温。
papers-do-ask = 请把没有说清的地点、日期或问题补充完整，核实后再进厂。
papers-do-report = 请先办理外出报备，批准后再出门。
papers-do-clear = 可以进厂上岗。每次进门测体温，戴口罩，勤洗手；有发热、咳嗽马上报告医务室。

papers-cause-travel = { $event } 离开疫区，隔离 { $days } 天，到 { $last } 24:00 { $note }
papers-cause-contact = { $event } 最后一次接触，隔离 { $days } 天，到 { $last } 24:00 { $note }
papers-cause-symptoms = { $event } 出现症状，观察 { $days } 天，到 { $last } 24:00 { $note }
papers-cause-positive = { $event } 同处有人检测阳性，重新计算 { $days } 天，到 { $last } 24:00 { $note }

papers-order-rules = 隔离期间请遵守
papers-order-stay = 一人一间，不出房间，不串门，不会客。
papers-order-measure = 每天早晚各测一次体温，如实报告。
papers-order-symptoms = 有发热、咳嗽、乏力、气促，马上报告医务室，不自行外出看病。
papers-order-needs = 三餐、生活用品和药品由专人送到门口，有困难请提出。
papers-order-release = 到期后体温正常、没有症状，由医务室出具解除隔离证明，方可上岗。

papers-release-said = 证明
papers-release-over = 上述人员隔离期已满，最后一天体温正常，没有症状，现予解除隔离。
papers-release-early = 上述人员经批准提前解除隔离。
papers-release-reason = 理由：{ $reason }
papers-release-care = 上岗后继续每天测体温、戴口罩，有不适马上报告。

papers-sign-self = 本人签字、日期
papers-sign-registrar = 登记人签字、日期
papers-sign-clinic = 医务室签字、日期
papers-sign-supervisor = 负责人签字、盖章

error-print = 打印页没有写成：{ $detail }
keys-reveal = 人员页：查看完整号码
keys-print = 打印告知单、隔离通知
