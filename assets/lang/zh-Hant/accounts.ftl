# Accounts
error-not-allowed = 您的帳號不能{ $right ->
    [record] 登記測溫和進出
    [register] 登記返廠、外出和人員
    [treat] 醫務處置
    [release-early] 提前解除隔離
    [run-day] 日常工作（消殺、物資、排班）
    [sign] 簽發日報
    [import] 匯入檔案
    [change-rules] 修改設定和規則
    [manage-accounts] 管理帳號
    [manage-stations] 管理各站
    [reveal] 查看完整證件號或手機號
    [export-counts] 匯出不含姓名的表
    [export-names] 匯出含姓名的表
    [audit] 查看流水
    [back-up] 備份
    [restore] 恢復備份
    *[purge] 清除到期資料
    }。什麼也沒有改

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
