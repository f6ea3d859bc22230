# Accounts, signing in, stepping up
error-not-allowed = Your account may not { $right }. Nothing was changed
error-step-up = Give your passphrase once more, then do it again
error-sign-in-first = Sign in first. Without that only recording at the gate goes on
error-renew-first = Choose a passphrase of your own in the window first
error-wrong-secret = This is not the PIN or passphrase of that account
error-back-off = Wait { $seconds } s before trying again. Recording goes on
error-too-many-failures = Too many failures in a row: a supervisor has to reset it. Recording goes on
error-pin-digits = A PIN has six digits
error-pin-plain = This PIN is the first that anybody tries; choose another
error-passphrase-short = A passphrase has at least eight characters
error-secret-same = This is the one you had; choose another
error-first-supervisor = The first account has to be a supervisor's
error-last-supervisor = This is the last supervisor: it can neither be retired nor get another role
error-unknown-account = There is no such account, or several of that name
error-account-name-taken = Somebody has an account of that name
error-account-badge-taken = Another account has this badge
error-other-secret = With this role comes another PIN or passphrase

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

# What somebody is here for, by `AccountRole::key`
account-role-guard = Guard
account-role-clinic = Clinic
account-role-supervisor = Supervisor
account-role-headquarters = Headquarters
account-role-auditor = Auditor

# Signing in and handing over
register-unconfirmed = unconfirmed
top-no-accounts = No accounts
top-no-accounts-means = Anybody may do anything. Press to make accounts.
lock-who = Sign in.
lock-account = Name or badge
lock-no-account = Nobody here is called so
lock-pin = PIN
lock-passphrase = Passphrase
lock-other = Somebody else
lock-checking = Checking…
lock-renew = Choose your own
lock-again = Once more
lock-keep = Save and sign in
lock-record = Record a temperature
lock-record-means = Recording goes on while nobody is signed in; entries are marked unconfirmed.
lock-badge = Badge and temperature
lock-nobody-carries = Nobody carries badge { $badge }
lock-now-temperature = Badge { $badge }: now the temperature
lock-shift = This shift
lock-shift-from = { $name } · since { $from }
lock-nobody = Nobody on duty
lock-shift-readings = Readings
lock-shift-fevers = Fevers
lock-shift-refused = Sent back
lock-shift-waiting = Waiting for a second measurement
lock-shift-overdue = Outings overdue
lock-shift-inside = Inside now
lock-shift-notes = Noted as unusual

# The passphrase once more
step-up-title = Your passphrase once more
step-up-why = To { $right } it has to be sure that it is you.
step-up-go = Confirm

# The page of the settings
accounts-none = There are no accounts: anybody may do anything.
accounts-none-means = With accounts it is known who did what, and what is sensitive asks for a passphrase; recording goes on without one.
accounts-first = Make the first account
accounts-first-means = The first one is a supervisor: accounts, settings and rules are theirs.
accounts-new = New account
accounts-change = Change
accounts-reset = Reset
accounts-retire = Retire
accounts-retire-means = They sign in no more. What they wrote stays.
accounts-name = Name
accounts-role = Role
accounts-badge = Badge
accounts-badge-may = Badge, where there is one
accounts-signed = Signed in last
accounts-never = Never on this PC
accounts-state = State
accounts-state-in-use = In use
accounts-state-renew = Chooses at the next sign-in
accounts-state-shut = Too many failures: reset
accounts-state-retired = Retired
accounts-own-secret = Choose your own passphrase; nobody sees it.
accounts-first-secret = Choose one for them; at their first sign-in they choose their own.
accounts-pin-rule = Six digits, and not 000000 or 123456.
accounts-passphrase-rule = At least eight characters; a sentence is easy to remember.
accounts-not-the-same = The two are not the same
accounts-lock = Locking
accounts-idle = Minutes without anybody
accounts-idle-means = 1 to 60. Then the lists are hidden, and recording goes on.

# On the command line
cli-account-added = Account made: { $name }
cli-account-reset = Reset: { $name } chooses a new one at the next sign-in
cli-account-retired = Retired: { $name }
