# The program
app-name = 门岗

# The rail: screens
rail-gate = 门岗
rail-returns = 返厂
rail-going-out = 外出
rail-clinic = 医务
rail-people = 人员
rail-journal = 流水
rail-settings = 设置

# Verdicts, by `Verdict::key`
verdict-refuse = 劝返
verdict-isolate = 隔离
verdict-clinic = 送医务室
verdict-recheck = 复测
verdict-ask = 需核实
verdict-report = 需报备
verdict-clear = 放行

# Who, by `Kind::key` and `Status::key`
kind-worker = 员工
kind-family = 家属
kind-visitor = 访客
kind-contractor = 外协
status-active = 在岗
status-away = 不在厂
status-left = 已离职

# Where the temperature is taken, by `Site::key`
site-forehead = 额
site-ear = 耳
site-wrist = 腕
site-armpit = 腋
site-mouth = 口

# Which way, by `Direction::key`
direction-in = 进
direction-out = 出

# What a button does
do-cancel = 取消
do-save = 保存
do-back = 返回
do-search = 查找
do-filter = 筛选
do-clear = 清空
do-export = 导出
do-import = 导入
do-copy = 复制
do-add = 新增
do-edit = 修改
do-open = 打开
do-choose-file = 选择文件…
do-record = 记录
do-retry = 重试
do-stop = 停止
do-lock = 锁定
do-sign-in = 上岗
do-all-keys = 全部按键

# Single words beside values
word-yes = 是
word-no = 否
word-name = 姓名
word-phone = 手机
word-kind = 类别
word-status = 状态
word-temperature = 体温
word-mask = 口罩
word-time = 时间
word-reason = 原因
word-photo = 照片
word-language = 语言
word-light = 浅色
word-dark = 深色
word-text-size = 字号

# Counts and units
count-people = { $count } 人
