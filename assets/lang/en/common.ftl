# The program
app-name = Gatehouse

# The rail: screens
rail-gate = Gate
rail-returns = Returns
rail-outing = Outings
rail-clinic = Clinic
rail-people = People
rail-site = Site
rail-supplies = Supplies
rail-report = Report
rail-overview = Overview
rail-settings = Settings

# Verdicts, by `Verdict::key`
verdict-refuse = Refuse
verdict-isolate = Isolate
verdict-clinic = Clinic
verdict-recheck = Recheck
verdict-ask = Ask
verdict-report = Report first
verdict-clear = Clear

# Who, by `Kind::key` and `Status::key`
kind-worker = Worker
kind-family = Family
kind-visitor = Visitor
kind-contractor = Contractor
status-active = Active
status-away = Away
status-left = Left

# Where the temperature is taken, by `Site::key`
site-forehead = Forehead
site-ear = Ear
site-wrist = Wrist
site-armpit = Armpit
site-mouth = Mouth

# Which way, by `Direction::key`
direction-in = In
direction-out = Out

# What a button does
do-ok = OK
do-cancel = Cancel
do-save = Save
do-close = Close
do-back = Back
do-next = Next
do-done = Done
do-search = Search
do-filter = Filter
do-clear = Clear
do-export = Export
do-import = Import
do-print = Print
do-copy = Copy
do-undo = Undo
do-correct = Correct
do-add = Add
do-edit = Edit
do-remove = Remove
do-open = Open
do-choose-file = Choose a file…
do-record = Record
do-retry = Try again
do-lock = Lock
do-sign-in = Sign in
do-sign-out = Sign out
do-all-keys = All keys

# Single words beside values
word-yes = Yes
word-no = No
word-unknown = Unknown
word-none = None
word-all = All
word-today = Today
word-yesterday = Yesterday
word-tomorrow = Tomorrow
word-name = Name
word-badge = Badge
word-department = Department
word-team = Team
word-dormitory = Dormitory
word-phone = Phone
word-kind = Kind
word-status = Status
word-temperature = Temperature
word-mask = Mask
word-time = Time
word-date = Date
word-reason = Reason
word-note = Note
word-photo = Photo
word-language = Language
word-light = Light
word-dark = Dark
word-text-size = Text size

# Counts and units
count-people =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
count-rows =
    { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
unit-celsius = °C
unit-fahrenheit = °F

# Lists
list-empty = Nothing here
list-sorted-up = ascending
list-sorted-down = descending
list-row = Row { $row } of { $total }
