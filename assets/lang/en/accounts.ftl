# Accounts
error-not-allowed = Your account may not { $right ->
    [record] record at the gate
    [register] register returns, outings and people
    [treat] treat and isolate
    [release-early] end an isolation early
    [run-day] run the day (rounds, supplies, duty)
    [sign] sign the daily report
    [import] import files
    [change-rules] change settings and rules
    [manage-accounts] manage accounts
    [manage-stations] manage stations
    [reveal] see a whole ID or phone number
    [export-counts] export tables without names
    [export-names] export tables with names
    [audit] read the journal
    [back-up] keep backups
    [restore] restore a backup
    *[purge] delete what is kept no longer
    }. Nothing was changed

# What not everybody may do, by `Right::key`
right-record = record at the gate
right-register = register returns, outings and people
right-treat = treat and isolate
right-release-early = end an isolation early
right-run-day = run the day (rounds, supplies, duty)
right-sign = sign the daily report
right-import = import files
right-change-rules = change settings and rules
right-manage-accounts = manage accounts
right-manage-stations = manage stations
right-reveal = see a whole ID or phone number
right-export-counts = export tables without names
right-export-names = export tables with names
right-audit = read the journal
right-back-up = keep backups
right-restore = restore a backup
right-purge = delete what is kept no longer
