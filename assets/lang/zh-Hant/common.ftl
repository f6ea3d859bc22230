# The program
app-name = 門崗

# The rail: screens
rail-gate = 門崗
rail-returns = 返廠
rail-going-out = 外出
rail-clinic = 醫務
rail-people = 人員
rail-journal = 流水
rail-settings = 設定

# Verdicts, by `Verdict::key`
verdict-refuse = 勸返
verdict-isolate = 隔離
verdict-clinic = 送醫務室
verdict-recheck = 複測
verdict-ask = 需核實
verdict-report = 需報備
verdict-clear = 放行

# Who, by `Kind::key` and `Status::key`
kind-worker = 員工
kind-family = 眷屬
kind-visitor = 訪客
kind-contractor = 承包商
status-active = 在職
status-away = 不在廠
status-left = 已離職

# Where the temperature is taken, by `Site::key`
site-forehead = 額
site-ear = 耳
site-wrist = 腕
site-armpit = 腋
site-mouth = 口

# Which way, by `Direction::key`
direction-in = 進
direction-out = 出

# What a button does
do-cancel = 取消
do-save = 儲存
do-back = 返回
do-search = 搜尋
do-filter = 篩選
do-clear = 清除
do-export = 匯出
do-import = 匯入
do-copy = 複製
do-add = 新增
do-edit = 編輯
do-open = 開啟
do-choose-file = 選擇檔案…
do-record = 記錄
do-retry = 重試
do-stop = 停止
do-lock = 鎖定
do-sign-in = 上崗
do-all-keys = 全部按鍵

# Single words beside values
word-yes = 是
word-no = 否
word-name = 姓名
word-phone = 手機
word-kind = 類別
word-status = 狀態
word-temperature = 體溫
word-mask = 口罩
word-time = 時間
word-reason = 原因
word-photo = 照片
word-language = 語言
word-light = 淺色
word-dark = 深色
word-text-size = 字型大小

# Counts and units
count-people = { $count } 人
