# 国家指南（2020 年 2 月 21 日）逐条，和今天的记录
guide-source = 国发明电〔2020〕4号，企事业单位复工复产疫情防控措施指南
guide-number = 条
guide-clause = 要求
guide-evidence = 今天的记录
guide-open = 去处理
guide-remark = 备注
guide-no-remark = 没有备注。按 F2 填写记录不到的情况
guide-no-evidence = 今天没有记录

# How a clause stands, by `Kept::key`
guide-kept-gap = 有缺口
guide-kept-silent = 无记录
guide-kept-remarked = 有备注
guide-kept-kept = 做到了

# Evidence, by its key
guide-fact-isolated-measured = 隔离人员按时测温
guide-fact-residents-measured = 在厂住宿人员按时测温
guide-fact-risk-isolated = 疫区来的已隔离
guide-fact-absent-asked = 缺勤人员已问健康
guide-fact-unwell-answered = 发热和异常已处理
guide-fact-gates-guarded = 门岗有人值守
guide-fact-inside-measured = 在厂人员今天已测温
guide-fact-visitors-asked = 来访已询问登记
guide-fact-ventilated = 通风
guide-fact-washing = 洗手用品
guide-fact-disinfected = 消毒
guide-fact-checked = 昨天的消毒已复核
guide-fact-rooms-within = 宿舍房间合规
guide-fact-meetings-within = 会议合规
guide-fact-slots-within = 用餐时段坐得下
guide-fact-groups-seated = 班组已排时段
guide-fact-tableware = 餐具消毒
guide-fact-samples-kept = 留样合规
guide-fact-bins = 垃圾清运
guide-fact-supplies-enough = 物资充足
guide-fact-rations-issued = 口罩等今天已领到
guide-fact-notices-shown = 今天展示的宣传
guide-fact-observation = 隔离观察场所
guide-fact-contacts-isolated = 密切接触者已隔离

# The clauses
guide-title-1 = 员工健康监测
guide-text-1 = 掌握员工健康和流动情况，按地区分类管理。疫情严重地区来的居家或集中隔离。隔离人员和集体宿舍住宿人员每天测温两次。了解缺勤人员的健康状况。
guide-title-2 = 工作人员报告
guide-text-2 = 设症状报告电话。每天汇总员工健康状况并报告，发现异常立即报告。
guide-title-3 = 出入管理
guide-text-3 = 每个通道有专人值守。不用指纹考勤。每次进入都测温，正常才能进。外来人员问体温、来处、单位和接触史。
guide-title-4 = 通风换气
guide-text-4 = 工作场所加强通风，优先开窗自然通风；不能自然通风的用机械通风。
guide-title-5 = 洗手设施
guide-text-5 = 洗手设施正常，备有洗手液；条件允许时配速干手消毒剂。
guide-title-6 = 清洁消毒
guide-text-6 = 由专人负责。食堂、电梯、卫生间、洗手池、通勤车等保持清洁并定期消毒，门把手、按钮等增加消毒次数。
guide-title-7 = 减少聚集
guide-text-7 = 减少人员聚集和集体活动，控制会议时间和规模。集体宿舍每间不超过 6 人，人均不少于 2.5 平方米。错峰上下班。
guide-title-8 = 食堂就餐
guide-text-8 = 延长供餐时间，错峰就餐，不面对面。餐具用后消毒。
guide-title-9 = 医疗服务
guide-text-9 = 设医务室的配足药品和物资，为员工提供诊疗；没有的与附近医疗机构联系。
guide-title-10 = 垃圾处理
guide-text-10 = 垃圾分类收集、及时清运。设废弃口罩专用垃圾桶并消毒。
guide-title-11 = 宣传教育
guide-text-11 = 开展多种形式的健康宣教，让员工掌握防控知识和技能。
guide-title-12 = 个人防护
guide-text-12 = 员工戴口罩，减少不必要外出，注意个人卫生；有防护物资储备。
guide-title-13 = 责任和预案
guide-text-13 = 单位主要负责人是第一责任人，制定应急预案，措施和责任落实到人。
guide-title-14 = 隔离观察区
guide-text-14 = 设隔离观察区。出现可疑症状的人到观察区暂时隔离，及时报告，安排就近就医。
guide-title-15 = 病例处置
guide-text-15 = 出现病例时配合查找密切接触者并隔离，封闭和消毒相关场所。
