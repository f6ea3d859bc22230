# Accounts, signing in, stepping up
error-not-allowed = 您的帳號不能做這件事：{ $right }。什麼也沒有改
error-step-up = 請再輸一次口令，然後重做
error-sign-in-first = 請先登入。沒有登入只能登記測溫
error-renew-first = 請先在視窗換成自己的口令
error-wrong-secret = PIN碼或口令不對
error-back-off = 請等 { $seconds } 秒再試。登記照常進行
error-too-many-failures = 連續錯了太多次，請主管重置。登記照常進行
error-pin-digits = PIN碼要六位數字
error-pin-plain = 這個PIN碼太容易猜，請換一個
error-passphrase-short = 口令至少八個字
error-secret-same = 和原來的一樣，請換一個
error-first-supervisor = 第一個帳號必須是主管
error-last-supervisor = 這是最後一個主管帳號，不能停用，也不能改成別的角色
error-unknown-account = 沒有這個帳號，或者有重名
error-account-name-taken = 已有同名帳號
error-account-badge-taken = 這個卡號已用於別的帳號
error-other-secret = 換成這個角色要同時設新的PIN碼或口令

# What not everybody may do, by `Right::key`
right-record = 登記測溫和進出
right-register = 登記返廠、外出和人員
right-treat = 醫務處置
right-release-early = 提前解除隔離
right-run-day = 日常工作（消殺、物資、排班）
right-sign = 簽發日報
right-import = 匯入檔案
right-change-rules = 修改設定和規則
right-manage-accounts = 管理帳號
right-manage-stations = 管理各站
right-reveal = 查看完整證件號或手機號
right-export-counts = 匯出不含姓名的表
right-export-names = 匯出含姓名的表
right-audit = 查看流水
right-back-up = 備份
right-restore = 恢復備份
right-purge = 清除到期資料

# What somebody is here for, by `AccountRole::key`
account-role-guard = 門衛
account-role-clinic = 醫務
account-role-supervisor = 主管
account-role-headquarters = 總部
account-role-auditor = 審計員

# Signing in and handing over
register-unconfirmed = 未確認
top-no-accounts = 未設帳號
top-no-accounts-means = 任何人都能做任何操作。按此設定帳號。
lock-who = 請登入。
lock-account = 姓名、拼音或卡號
lock-no-account = 沒有這個帳號
lock-pin = PIN碼
lock-passphrase = 口令
lock-other = 換人
lock-checking = 正在核對…
lock-renew = 請換成自己的
lock-again = 再輸一遍
lock-keep = 儲存並上崗
lock-record = 測溫登記
lock-record-means = 沒有人登入也照常登記，記錄會註明「未確認」。
lock-badge = 卡號 體溫
lock-nobody-carries = 沒有人用卡號 { $badge }
lock-now-temperature = 卡號 { $badge }：請接著輸入體溫
lock-shift = 本班交接
lock-shift-from = { $name } · { $from } 起
lock-nobody = 無人值班
lock-shift-readings = 測溫人次
lock-shift-fevers = 發熱
lock-shift-refused = 勸返
lock-shift-waiting = 等待複測
lock-shift-overdue = 外出逾時未歸
lock-shift-inside = 現在在廠
lock-shift-notes = 異常情況

# The passphrase once more
step-up-title = 請再輸一次口令
step-up-why = 這一步要確認是您本人：{ $right }。
step-up-go = 確認

# The page of the settings
accounts-none = 還沒有帳號：任何人都能做任何操作。
accounts-none-means = 有了帳號，誰做了什麼有據可查，敏感操作要口令；不登入也能登記測溫。
accounts-first = 建立第一個帳號
accounts-first-means = 第一個帳號是主管：管理帳號、設定和規則。
accounts-new = 新增帳號
accounts-change = 修改
accounts-reset = 重置口令
accounts-retire = 停用
accounts-retire-means = 停用後不能再登入，以前的記錄不變。
accounts-name = 姓名
accounts-role = 角色
accounts-badge = 卡號
accounts-badge-may = 卡號（可不填）
accounts-signed = 上次登入
accounts-never = 本機未登入過
accounts-state = 狀態
accounts-state-in-use = 使用中
accounts-state-renew = 首次登入時更換
accounts-state-shut = 錯誤太多，需重置
accounts-state-retired = 已停用
accounts-own-secret = 設定您自己的口令，別人看不到。
accounts-first-secret = 先設一個給對方，對方第一次登入時必須換成自己的。
accounts-pin-rule = 六位數字，不要 000000、123456 這類。
accounts-passphrase-rule = 至少八個字，一句話最好記。
accounts-not-the-same = 兩次輸入的不一樣
accounts-lock = 自動鎖定
accounts-idle = 無人操作幾分鐘後鎖定
accounts-idle-means = 1 到 60 分鐘。鎖定後名單看不到，測溫照常登記。

# On the command line
cli-account-added = 已建帳號：{ $name }
cli-account-reset = 已重置：{ $name }，下次登入時更換
cli-account-retired = 已停用：{ $name }
