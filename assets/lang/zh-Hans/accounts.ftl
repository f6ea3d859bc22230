# Accounts
error-not-allowed = 您的账号不能{ $right ->
    [record] 登记测温和进出
    [register] 登记返厂、外出和人员
    [treat] 医务处置
    [release-early] 提前解除隔离
    [run-day] 日常工作（消杀、物资、排班）
    [sign] 签发日报
    [import] 导入文件
    [change-rules] 修改设置和规则
    [manage-accounts] 管理账号
    [manage-stations] 管理各站
    [reveal] 查看完整证件号或手机号
    [export-counts] 导出不含姓名的表
    [export-names] 导出含姓名的表
    [audit] 查看流水
    [back-up] 备份
    [restore] 恢复备份
    *[purge] 清除到期数据
    }。什么也没有改

# What not everybody may do, by `Right::key`
right-record = 登记测温和进出
right-register = 登记返厂、外出和人员
right-treat = 医务处置
right-release-early = 提前解除隔离
right-run-day = 日常工作（消杀、物资、排班）
right-sign = 签发日报
right-import = 导入文件
right-change-rules = 修改设置和规则
right-manage-accounts = 管理账号
right-manage-stations = 管理各站
right-reveal = 查看完整证件号或手机号
right-export-counts = 导出不含姓名的表
right-export-names = 导出含姓名的表
right-audit = 查看流水
right-back-up = 备份
right-restore = 恢复备份
right-purge = 清除到期数据
