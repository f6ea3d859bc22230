# Backups
backup-top = Backup: { $ago }
backup-top-days = { $count ->
    [one] Last backup 1 day ago
   *[other] Last backup { $count } days ago
}
backup-top-failed = The last backup failed
backup-make = Back up now
backup-drill = Restore drill
backup-from-file = Restore from a file…
backup-look = See what restoring it would change
backup-working = Under way; recording goes on…
backup-at = Time
backup-why = Why
backup-entries = Entries
backup-size = Size
backup-place = Place
backup-here = This PC
backup-there = Second place
backup-proved = Checked
backup-unread = Unreadable
backup-none = No backup yet. One is made within the hour once something is recorded
backup-made = Backed up and checked: { $file }
backup-restored = Restored to { $file }; the station goes on under a new chain
backup-was-cut = The backup at the last closing was not finished; it is made now

backup-why-hourly = Every hour
backup-why-hand-over = Hand-over
backup-why-closing = Window closed
backup-why-by-hand = By hand
backup-why-import = Before an import
backup-why-climb = Before an upgrade
backup-why-purge = After a purge
backup-why-restore = Before a restore

backup-state = Backups by themselves
backup-rhythm = Every hour with something new in it, at hand-over, when the window closes and before every import. Kept: all of 24 hours, one a day for 30 days, one a month for a year.
backup-failed = The last one failed: { $why }. Recording goes on; see to it soon
backup-drill-how = Restores the newest backup beside the data and checks every entry; nothing is changed.
backup-drill-due = No drill for a month: do one now
backup-drilled = Drill { $ago }: { $entries } entries whole, in { $seconds } s (more was recorded since the backup)
backup-drilled-same = Drill { $ago }: { $entries } entries whole and the same as here, in { $seconds } s
backup-drilled-differs = Drill { $ago } failed: the backup differs from the data here. Make another backup and repeat it
backup-drilled-fault = Drill { $ago } failed: { $why }

backup-second = Second place
backup-second-how = Another copy on a stick, a disk or a share. Every copy there is sealed: only this station, an enrolled headquarters and the recovery key open it.
backup-second-folder = Folder
backup-second-set = Use as second place
backup-second-drop = Use no second place
backup-second-never = Nothing stored there yet
backup-second-done = Last stored: { $ago }

backup-preview = Before restoring
backup-preview-of = { $file }, made { $at }, { $entries } entries
backup-preview-alone = There is no database here to compare with
backup-preview-nothing = No entry would be lost
backup-preview-lost = This station would lose { $count } entries, { $from } to { $to }
backup-preview-lost-by = This station would lose { $count } entries, { $from } to { $to }; on duty: { $who }
backup-preview-others = { $count } entries of other stations come back with the next exchange
backup-preview-gained = { $count } entries that are not here would come back
backup-preview-chain = { $station }: here up to no. { $here }, in the backup up to no. { $there }
backup-preview-settings = Settings changed meanwhile go back
backup-preview-accounts = Accounts changed meanwhile go back
backup-preview-kept = What is here now is kept as a copy for 30 days and can be restored at any time
backup-and = ,{ " " }
backup-lost-readings = Temperatures
backup-lost-passages = Passages, visits, refusals
backup-lost-people = People
backup-lost-declarations = Declarations
backup-lost-courses = Outings, isolations, decisions
backup-lost-daybook = Duty, supplies, site, reports
backup-lost-settings = Settings
backup-lost-accounts = Accounts
backup-lost-other = Other
backup-restore = Restore
backup-restore-lossy = Lose these entries and restore
backup-key-title = The recovery key is needed
backup-key-how = This backup is not sealed for the keys of this station. Scan or type the recovery key from the paper
backup-key-other = This key does not open this backup

recovery-title = Recovery key of the backups
recovery-station = Station
recovery-made = Made
recovery-folder = Backups
recovery-what = What it is for
recovery-opens = Where this PC is broken or lost, this paper and a backup from the second place restore all data on another PC.
recovery-lock-away = Print it, lock it away, and keep it apart from the backups; no photo, no file. Whoever has both can read everything.
recovery-lost = The program does not keep this key and shows it only now. If it is lost, set the second place again: that makes a new one.
recovery-key = Recovery key
recovery-kept-by = Kept by
recovery-print = Print
recovery-is-kept = It is on paper and put away
recovery-close = Done

trouble-repair = Repair
trouble-repairing = Repairing…
trouble-repair-means = Repair: stands on the newest sound backup and adds what can still be read of the damaged file after it, every entry checked. The damaged file is kept.
trouble-newest = Newest backup: { $at } (Beijing time), { $entries } entries
trouble-no-backup = There is no backup on this PC; only the damaged file can be read
trouble-repaired = What was saved
trouble-read = Understood
repaired-saved = { $saved } of { $of } entries saved
repaired-backup-only = { $saved } entries saved, all of them from the backup; what was recorded after it cannot be read from the damaged file
repaired-gap = Missing: { $station } no. { $from }–{ $to }
repaired-ground = On the backup { $file }
repaired-no-ground = There was no usable backup; all comes from the damaged file
repaired-original = The damaged file is kept as { $path }
repaired-chain = The station goes on under a new chain; what other stations hold comes back with the next exchange

error-backup-not-a-backup = This is no backup of this program, or somebody has changed it; no data was changed
error-backup-foreign = This is the backup of another station ({ $station }) and cannot be restored here; no data was changed
error-backup-newer = A newer version made this backup: upgrade first; no data was changed
error-backup-damaged = This backup is damaged; no data was changed. Take another one
error-backup-chain = A chain in the backup is broken or changed, so it is not used; all older backups are kept
error-backup-other-key = This backup is of another data folder, or from before a new field key: the key here does not open it. Use the sealed copy (.age) of it; no data was changed
error-backup-sealed-for-others = This backup is sealed for other keys than those here; the recovery key is needed
error-backup-key = This is no recovery key: compare it and type it again
error-backup-nothing = There is no backup yet
error-backup-second-missing = The second place is not there (stick not in, share not reached); it catches up by itself
error-backup-second-io = The second place cannot be written: { $detail }
error-backup-meanwhile = Something was recorded meanwhile, so nothing was restored: try again
error-backup-nothing-saved = Nothing can be read of the damaged file and there is no backup on this PC; the file was not changed

# Backups
cli-backup-made = Backed up and checked: { $file }, { $entries } entries
cli-restore-own = This station would lose { $count } entries:
cli-restore-would-lose = The entries above would be lost, so nothing was restored. Add --yes to restore all the same
cli-restored-kept = What was there before is kept as { $file }
cli-restored-new-keys = This PC had no keys of the station and has made new ones: enrol with the other stations and headquarters again
