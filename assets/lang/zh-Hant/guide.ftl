# 國家指南（2020 年 2 月 21 日）逐條，和今天的記錄
guide-source = 國發明電〔2020〕4號，企事業單位復工復產疫情防控措施指南
guide-number = 條
guide-clause = 要求
guide-evidence = 今天的記錄
guide-open = 去處理
guide-remark = 備註
guide-no-remark = 沒有備註。按 F2 填寫記錄不到的情況
guide-no-evidence = 今天沒有記錄

# How a clause stands, by `Kept::key`
guide-kept-gap = 有缺口
guide-kept-silent = 無記錄
guide-kept-remarked = 有備註
guide-kept-kept = 做到了

# Evidence, by its key
guide-fact-isolated-measured = 隔離人員按時測溫
guide-fact-residents-measured = 在廠住宿人員按時測溫
guide-fact-risk-isolated = 疫區來的已隔離
guide-fact-absent-asked = 缺勤人員已問健康
guide-fact-unwell-answered = 發熱和異常已處理
guide-fact-gates-guarded = 門崗有人值守
guide-fact-inside-measured = 在廠人員今天已測溫
guide-fact-visitors-asked = 來訪已詢問登記
guide-fact-ventilated = 通風
guide-fact-washing = 洗手用品
guide-fact-disinfected = 消毒
guide-fact-checked = 昨天的消毒已複核
guide-fact-rooms-within = 宿舍房間合規
guide-fact-meetings-within = 會議合規
guide-fact-slots-within = 用餐時段坐得下
guide-fact-groups-seated = 班組已排時段
guide-fact-tableware = 餐具消毒
guide-fact-samples-kept = 留樣合規
guide-fact-bins = 垃圾清運
guide-fact-supplies-enough = 物資充足
guide-fact-rations-issued = 口罩等今天已領到
guide-fact-notices-shown = 今天展示的宣傳
guide-fact-observation = 隔離觀察場所
guide-fact-contacts-isolated = 密切接觸者已隔離

# The clauses
guide-title-1 = 員工健康監測
guide-text-1 = 掌握員工健康和流動情況，按地區分類管理。疫情嚴重地區來的居家或集中隔離。隔離人員和集體宿舍住宿人員每天測溫兩次。瞭解缺勤人員的健康狀況。
guide-title-2 = 工作人員報告
guide-text-2 = 設症狀報告電話。每天彙總員工健康狀況並報告，發現異常立即報告。
guide-title-3 = 出入管理
guide-text-3 = 每個通道有專人值守。不用指紋考勤。每次進入都測溫，正常才能進。外來人員問體溫、來處、單位和接觸史。
guide-title-4 = 通風換氣
guide-text-4 = 工作場所加強通風，優先開窗自然通風；不能自然通風的用機械通風。
guide-title-5 = 洗手設施
guide-text-5 = 洗手設施正常，備有洗手液；條件允許時配速幹手消毒劑。
guide-title-6 = 清潔消毒
guide-text-6 = 由專人負責。食堂、電梯、衛生間、洗手池、通勤車等保持清潔並定期消毒，門把手、按鈕等增加消毒次數。
guide-title-7 = 減少聚集
guide-text-7 = 減少人員聚集和集體活動，控制會議時間和規模。集體宿舍每間不超過 6 人，人均不少於 2.5 平方米。錯峰上下班。
guide-title-8 = 食堂就餐
guide-text-8 = 延長供餐時間，錯峰就餐，不面對面。餐具用後消毒。
guide-title-9 = 醫療服務
guide-text-9 = 設醫務室的配足藥品和物資，為員工提供診療；沒有的與附近醫療機構聯繫。
guide-title-10 = 垃圾處理
guide-text-10 = 垃圾分類收集、及時清運。設廢棄口罩專用垃圾桶並消毒。
guide-title-11 = 宣傳教育
guide-text-11 = 開展多種形式的健康宣教，讓員工掌握防控知識和技能。
guide-title-12 = 個人防護
guide-text-12 = 員工戴口罩，減少不必要外出，注意個人衛生；有防護物資儲備。
guide-title-13 = 責任和預案
guide-text-13 = 單位主要負責人是第一責任人，制定應急預案，措施和責任落實到人。
guide-title-14 = 隔離觀察區
guide-text-14 = 設隔離觀察區。出現可疑症狀的人到觀察區暫時隔離，及時報告，安排就近就醫。
guide-title-15 = 病例處置
guide-text-15 = 出現病例時配合查找密切接觸者並隔離，封閉和消毒相關場所。
