# 列印：返廠告知單、隔離通知書、解除隔離證明
papers-slip = 返廠人員告知單
papers-order = 隔離通知書
papers-release = 解除隔離證明
papers-nothing = 沒有可以列印的內容
papers-opened-file = 已打開列印頁：{ $path }
papers-written = 列印頁已存到 { $path }

papers-number = 工號
papers-place = 部門宿舍
papers-return-date = 返廠日期
papers-way = 途經地點
papers-vehicle = 交通工具
papers-verdict = 判定
papers-last-day = 最後一天
papers-free-day = 解除日期
papers-quarters = 隔離地點
papers-opened = 開始日期
papers-days = 天數
papers-rule = 依據規則
papers-released-on = 實際解除
papers-released-by = 決定人

papers-reasons = 原因
papers-todo = 請您這樣做
papers-do-refuse = 今天不能進廠。請返回，有疑問請聯繫本單位。
papers-do-isolate = 請按上面的日期隔離，每天早晚各測一次體溫並報告；不外出、不聚集。有發熱、咳嗽、乏力馬上報告醫務室。到解除日期，體溫正常、沒有症狀的，由醫務室解除後上崗。
papers-do-clinic = 請馬上到醫務室，路上戴好口罩，不去食堂、宿舍和車間。
papers-do-recheck = 請在等候區休息，到時間再測一次體溫。
papers-do-ask = 請把沒有說清的地點、日期或問題補充完整，核實後再進廠。
papers-do-report = 請先辦理外出報備，批准後再出門。
papers-do-clear = 可以進廠上崗。每次進門測體溫，戴口罩，勤洗手；有發熱、咳嗽馬上報告醫務室。

papers-cause-travel = { $event } 離開疫區，隔離 { $days } 天，到 { $last } 24:00 { $note }
papers-cause-contact = { $event } 最後一次接觸，隔離 { $days } 天，到 { $last } 24:00 { $note }
papers-cause-symptoms = { $event } 出現症狀，觀察 { $days } 天，到 { $last } 24:00 { $note }
papers-cause-positive = { $event } 同處有人檢測陽性，重新計算 { $days } 天，到 { $last } 24:00 { $note }

papers-order-rules = 隔離期間請遵守
papers-order-stay = 一人一間，不出房間，不串門，不會客。
papers-order-measure = 每天早晚各測一次體溫，如實報告。
papers-order-symptoms = 有發熱、咳嗽、乏力、氣促，馬上報告醫務室，不自行外出看病。
papers-order-needs = 三餐、生活用品和藥品由專人送到門口，有困難請提出。
papers-order-release = 到期後體溫正常、沒有症狀，由醫務室出具解除隔離證明，方可上崗。

papers-release-said = 證明
papers-release-over = 上述人員隔離期已滿，最後一天體溫正常，沒有症狀，現予解除隔離。
papers-release-early = 上述人員經批准提前解除隔離。
papers-release-reason = 理由：{ $reason }
papers-release-care = 上崗後繼續每天測體溫、戴口罩，有不適馬上報告。

papers-sign-self = 本人簽字、日期
papers-sign-registrar = 登記人簽字、日期
papers-sign-clinic = 醫務室簽字、日期
papers-sign-supervisor = 負責人簽字、蓋章

error-print = 列印頁沒有寫成：{ $detail }
keys-reveal = 人員頁：查看完整號碼
keys-print = 列印告知單、隔離通知
