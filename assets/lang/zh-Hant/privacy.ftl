# Privacy

# What a site asks people for, by `Item::key`; and why
privacy-collect = 收集哪些資訊
privacy-collect-said = 關掉的項目在任何表單上都不再詢問，匯入時略去；已有的內容保留到清除為止。
privacy-item-document = 證件號
privacy-item-phone = 手機
privacy-item-dormitory = 宿舍
privacy-item-photo = 照片
privacy-item-plate = 訪客車牌
privacy-item-household = 同住人
privacy-purpose-document = 僅在無工牌又須核實身分時使用，預設不收集。
privacy-purpose-phone = 發熱、密接或逾期未歸時聯絡本人。
privacy-purpose-dormitory = 查找同室密接，安排隔離和巡查。
privacy-purpose-photo = 門崗核對是否本人，防止借用工牌。
privacy-purpose-plate = 來訪車輛需要追查時使用。
privacy-purpose-household = 返廠人員的家人出現症狀時一併判定。
error-not-asked = 本單位不收集{ $item ->
    [document] 證件號
    [phone] 手機
    [dormitory] 宿舍
    [photo] 照片
    [plate] 車牌
    *[household] 同住人
    }；什麼也沒有寫入
privacy-import-unasked = { $count } 列含有本單位不收集的內容，已略去。

# For how long what is kept, by `Category::key`
privacy-keep-title = 保存期限
privacy-keep-said = 從記錄當天起算的天數。每日數字留在已簽的日報裡。設定、金鑰和流水本身不清除。
privacy-keep-readings = 放行的測溫和進出
privacy-keep-flagged = 異常測溫、勸返、醫務測溫
privacy-keep-visits = 訪客登記
privacy-keep-declarations = 返廠申報（隔離或返廠結束後）
privacy-keep-outings = 外出報備
privacy-keep-isolations = 隔離和醫務處置
privacy-keep-absences = 缺勤和請假
privacy-keep-left = 離職人員的手機、證件號、宿舍
privacy-keep-photos = 離職人員的照片
privacy-keep-access = 查看和匯出記錄
privacy-days-least = 天，至少 { $days } 天
privacy-at-night = 每晚 2 點自動清除到期資料

# Clearing what is due
privacy-clear = 到期清除
privacy-clear-said = 先查看有哪些資料到期，再決定是否清除。清除會寫入流水，記錄鏈仍可核對。
privacy-look = 查看到期資料
privacy-looking = 正在查找…
privacy-nothing-due = 現在沒有到期資料。
privacy-count = { $count } 條
privacy-until = 截至 { $day }
privacy-open = { $count } 人正在隔離或外出，其資料不清除。
privacy-held = { $count } 人的資料被保全，不清除。
privacy-bytes = 內容約 { $kib } KiB。列印資料夾一併清空。檔案不會變小，空出的位置會被覆寫後再用。
privacy-elsewhere = 別的站各自清除：{ $stations }。
privacy-backups-too = 本站和第二處的舊備份隨之刪除，修復時留下的檔案滿 30 天後刪除。已匯出的檔案、別處的副本和共用資料夾裡等候的資料包不在此列。
privacy-clear-do = 清除…
privacy-clear-now = 確認清除 { $count } 條
privacy-sure = 清除後不能恢復。
privacy-clearing = 正在清除 { $done } / { $all }，門崗照常登記
privacy-purged = 已清除 { $count } 條到期資料
privacy-check-purged = 其中 { $entries } 條到期後已在本站清除
privacy-cli-due = { $what }：{ $count } 條，截至 { $day }
privacy-cli-would = 到期 { $count } 條；加 --yes 清除
privacy-cli-written = 已寫入 { $path }

# Holds
privacy-holds = 保全
privacy-holds-none = 沒有被保全的人。在人員頁上可以保全某人的資料。
privacy-hold-word = 保全中
privacy-hold = 保全資料
privacy-hold-said = 在解除之前，此人的任何資料都不清除。請寫明原因。
privacy-lift = 解除保全

# A number seen whole
privacy-reveal-phone = 查看完整手機號
privacy-reveal-document = 查看完整證件號
privacy-reveal-said = 顯示 60 秒，隨後重新遮擋。誰在何時因何查看，會寫入流水。
privacy-reason-call = 電話聯絡本人
privacy-reason-trace = 排查密接
privacy-reason-authority = 疾控或公安要求
privacy-reason-asked = 本人要求
privacy-seconds = { $seconds } 秒後遮擋

# What people may ask about their own data, by `Wish::key`
privacy-extract = 本人查詢
privacy-correct = 應本人要求更正
privacy-delete = 本人要求刪除
privacy-delete-said = 個人信息保護法第四十七條：目的已實現、不再必要或撤回同意的，應當刪除；法律規定的保存期限未滿的，只保存、不作他用。隔離、異常測溫、申報、外出和查看記錄按期限保存；其餘已過最短期限的，下面可以立即清除。
privacy-wish-see = 本人查詢了自己的資料
privacy-wish-correct = 應本人要求作了更正
privacy-wish-delete = 應本人要求作了刪除

# Their own data on paper
privacy-paper-title = 本人資訊查詢單
privacy-paper-why = 目的和期限
privacy-paper-purpose = 為聯防聯控和廠區防疫收集，不作他用（中央網信辦 2020-02-04 通知）。
privacy-term = { $what } { $days } 天
privacy-paper-lines = 測溫和進出
privacy-paper-visits = 來訪
privacy-paper-declared = 申報
privacy-paper-outings = 外出
privacy-paper-clinic = 隔離、醫務處置、缺勤
privacy-paper-access = 誰查看過、本人要求過什麼
privacy-paper-revealed = 查看完整{ $what }：{ $reason }
privacy-paper-held = 保全：{ $reason }
privacy-paper-lifted = 解除保全
privacy-paper-rights = 您的權利
privacy-paper-rights-said = 您可以要求更正和刪除，也可以向履行個人信息保護職責的部門投訴（個人信息保護法第四十五至四十七條、第六十五條）。
privacy-sign-person = 本人
privacy-sign-station = 經辦人
privacy-outing-filed = 報備外出
privacy-outing-approved = 同意
privacy-outing-refused = 不同意
privacy-outing-extended = 延期
privacy-outing-left = 外出
privacy-outing-back = 返回
privacy-outing-asked = 返回後詢問
privacy-outing-cancelled = 取消

# At the gate
privacy-curtain = 遮擋姓名
privacy-covered = 姓名已遮擋 · F11 顯示
privacy-unkept = 不留存
privacy-unkept-said = 只當場判定並記一個結論，不記姓名、電話、來由，日報也不計為來訪。
privacy-decided = 判定：{ $verdict }（未留存）

# What wants a person
overview-want-clear = 清除
overview-need-clear = { $count } 條資料到期，可以清除
