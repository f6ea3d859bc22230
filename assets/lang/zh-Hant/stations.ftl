# 各站

rail-stations = 各站

# 三張表
stations-tab-stations = 各站
stations-tab-folders = 資料夾
stations-tab-quarantine = 存疑記錄
stations-next-list = 下一張表

# 能做什麼
stations-exchange = 立即交換
stations-enrol = 登記一個站
stations-add-folder = 新增資料夾
stations-edit-folder = 修改資料夾
stations-remove-folder = 去掉資料夾
stations-write = 寫資料包
stations-read = 讀資料包
stations-own-card = 本站名片
stations-copy-card = 複製名片
stations-keep-card = 存名片檔案
stations-revoke = 撤銷
stations-compare = 核對指紋
stations-look = 去看看

# 還沒有別的站
stations-alone = 還沒有別的站
stations-alone-how = 門崗、醫務室和總部之間不靠網路：用共用資料夾或 USB 隨身碟互相送資料包。三步就能開始。
stations-step-folder = 新增一個各站都能打開的共用資料夾，或者一個隨身碟。另一台電腦上也新增同一個。
stations-step-card = 把本站名片給對方：打開名片讓對方掃碼，或者等兩邊都新增了資料夾，名片會自己出現。
stations-step-enrol = 打電話，互相念指紋。四組都一致，就登記對方；對方也要登記本站。

# 清單
stations-col-name = 站
stations-col-relation = 關係
stations-col-known = 資料截至
stations-col-have = 已收
stations-col-accepted = 對方已確認
stations-col-owed = 待送
stations-this = 本站
stations-stranger = 未登記
stations-relation-site = 同一廠區
stations-relation-above = 上級總部
stations-relation-below = 下屬單位
stations-to-enrol = 待登記
stations-changed = 金鑰變了
stations-revoked = 已撤銷
stations-late = 久未聯繫
stations-waiting = 等對方的第一個資料包
stations-fine = 正常
stations-clock-ahead = 鐘快 { $minutes } 分
stations-clock-behind = 鐘慢 { $minutes } 分

# 多久以前
stations-now = 剛剛
stations-seconds-ago = { $count } 秒前
stations-minutes-ago = { $count } 分前
stations-yesterday = 昨天
stations-yesterday-at = 昨天 { $at }
stations-never-short = 尚未收到
stations-never = 還沒有收到過它的資料包
stations-oldest = 最舊：{ $name } { $age }
stations-passed-on = 由別站轉來
stations-silent = { $count } 個站尚未收到
stations-alarms = { $count } 件要核對

# 一個站
stations-fingerprint = 指紋
stations-code = 名片二維碼
stations-own-how = 對方用掃碼槍掃這個碼，或者貼上名片，就能看到本站。然後在電話裡把指紋念給對方聽。
stations-no-keys = 本站的金鑰讀不出來，現在不能交換。請關閉程式再打開；仍然這樣，請檢查資料資料夾裡的 station.key。
stations-kept-in-file = 各單位的資料存在本機。
stations-kept-on-server = 各單位的資料存在伺服器：{ $url }
stations-server-fault = 現在連不上，顯示的是上次讀到的：{ $why }
stations-found-in-folder = 它的名片在共用資料夾裡，還沒有人登記。核對指紋以前，它的記錄一條也不收。
stations-have = { $number } 條記錄
stations-accepted = 到第 { $seq } 條（{ $age }）
stations-accepted-nothing = 還沒有確認過
stations-owed = { $number } 條記錄
stations-clock = 對方的鐘
stations-clock-ahead-is = 比本站快 { $minutes } 分鐘。記錄照收，時間按對方的鐘寫。
stations-clock-behind-or-way = 比本站慢 { $minutes } 分鐘，或者資料包在路上走了這麼久。記錄照收。

# 金鑰變了
stations-changed-is = { $name } 的金鑰變了，它的資料包先不收。
stations-changed-from = 登記時的指紋 { $old }，現在的指紋 { $new }
stations-changed-old = 登記時的指紋是 { $old }
stations-changed-do = 先打電話：對方換過電腦、重裝過程式，並且念出的指紋與現在的一致，才重新登記。不是這樣，就不要登記，馬上報告主管。

# 登記
stations-enrol-how = 把對方的名片貼在這裡，或者用掃碼槍掃對方螢幕上的碼。
stations-card = 對方的名片
stations-show-card = 看看是誰
stations-compare-how = 請打電話給對方，一組一組地念指紋。四組都一樣，才按 Enter 登記。
stations-same = 四組都一致，登記
stations-differs = 不一致，不登記
stations-is-own = 這是本站自己的名片。
stations-is-known = 這個站已經登記過，沒有變化。
stations-other-site = 名片上寫的是「{ $theirs }」，本站是「{ $ours }」。同一廠區的站，廠區和單位名稱必須一字不差。請先改名稱，再登記。

# 撤銷
stations-revoke-means = 撤銷以後，不再收它的記錄，也不再送給它。已經收到的都保留。以後可以核對指紋重新登記。

# 缺少的和不相符的
stations-gap = 缺 { $name } 第 { $numbers } 條，已在下一個資料包中請求
stations-gaps-more = 另有 { $count } 處缺少，也已請求
stations-quarantined = { $count } 條記錄與本站已有的對不上，沒有併入。
stations-quarantine-empty = 沒有存疑的記錄，都對得上
stations-quarantine-is = 對不上的記錄放在這裡：不併入，也不丟。
stations-quarantine-do = 兩條記錄用了同一個編號，往往是有人把資料資料夾複製到另一台電腦上繼續用。請找到那台電腦，只留一台。這一條會一直保留在這裡。
stations-entry = 記錄
stations-entry-of = { $name } 第 { $number } 條
stations-from = 來自
stations-arrived = 到達
stations-why = 為什麼
stations-why-number = 同一個編號下，本站已經有另一條記錄
stations-why-id = 另一條記錄已經用了同一個識別碼
stations-why-chain = 它接不上本站已有的記錄
stations-unseen = 未看
stations-was-seen = 已看
stations-seen = 我看過了

# 資料包
stations-to = 給誰
stations-nobody-yet = 還沒有登記別的站，沒有人能打開這個資料包。請先登記。
stations-path = 檔案（寫出全路徑）
stations-write-now = 寫到這個檔案
stations-choose-place = 選擇位置…
stations-read-how = 資料包是 .gatehouse 檔案。讀兩遍也沒有關係，同一條記錄只併入一次。
stations-read-now = 讀這個檔案

# 資料夾
stations-folder = 資料夾
stations-folder-how = 共用資料夾和隨身碟是一回事：每個站只寫自己的子資料夾，讀別人的。資料包加了密，只有登記過的站能打開。
stations-choose-folder = 選擇資料夾…
stations-often = 多久一次
stations-often-every = 每隔
stations-often-shift-end = 交班時
stations-often-by-hand = 手動
stations-every = 每 { $count } 秒
stations-seconds = 秒
stations-level = 給總部多少
stations-level-counts = 只報數
stations-level-masked = 遮住姓名
stations-level-full = 全部
stations-leaves-counts = 離開本單位的只有日報、物資和消毒記錄，不含任何一個人的資訊。
stations-leaves-masked = 全部記錄都離開本單位，但姓名、證件號、電話和住址都遮住。
stations-leaves-full = 全部記錄都離開本單位，包括姓名、證件號、電話和住址。
stations-done = 上次完成
stations-never-done = 還沒有
stations-failed = 沒有成功
stations-no-folder = 還沒有資料夾。按 F4 新增
stations-remove-folder-means = 本機不再透過它交換。資料夾裡的東西不動。
stations-folder-missing = 請填寫資料夾，或者選擇一個。
stations-folder-twice = 這個資料夾已經在表裡。
stations-no-seconds = 秒數要在 2 和 86400 之間。
