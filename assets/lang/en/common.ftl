# The program
app-name = Gatehouse

# The rail: screens
rail-gate = Gate
rail-returns = Returns
rail-going-out = Outings
rail-clinic = Clinic
rail-people = People
rail-journal = Journal
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
do-cancel = Cancel
do-save = Save
do-back = Back
do-search = Search
do-filter = Filter
do-clear = Clear
do-export = Export
do-import = Import
do-copy = Copy
do-add = Add
do-edit = Edit
do-open = Open
do-choose-file = Choose a file…
do-record = Record
do-retry = Try again
do-stop = Stop
do-lock = Lock
do-sign-in = Sign in
do-all-keys = All keys

# Single words beside values
word-yes = Yes
word-no = No
word-name = Name
word-phone = Phone
word-kind = Kind
word-status = Status
word-temperature = Temperature
word-mask = Mask
word-time = Time
word-reason = Reason
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
