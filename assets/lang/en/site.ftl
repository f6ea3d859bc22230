# Site measures

rail-site = Site
measures-tab-today = Today
measures-tab-plans = Plans
measures-tab-canteen = Canteen
measures-tab-rooms = Dormitories
measures-tab-meetings = Meetings
measures-tab-guide = Guide
measures-next = Next tab
measures-unsaved = Not saved yet. Esc once more gives it up
measures-unclear = Please check “{ $what }”

# Rounds
round-do = Done
round-do-other = Done otherwise
round-check = Check
round-skip = Skip
round-undo = Take back
round-print = Print record sheet
round-print-about = Which days to print
round-day-before = Day before
round-open = To do
round-unchecked = To check
round-all = All
round-summary = { $done } of { $all } done
round-nothing-open = Everything is done. F3 shows all
round-nothing = Nothing is planned for this day
round-to-plans = Make a plan
round-checked-by = checked by { $name }
round-late-minutes = { $count } min ago
round-late-hours = { $count } h ago
round-extra = unplanned
round-skipped = Skipped: { $reason }
round-sheet = Record of disinfection and ventilation
round-export-hint = Left empty: export in the data folder
round-date = Date
round-due = Due
round-place = Place
round-measure = Measure
round-how = How
round-who = Does / checks
round-done-at = Done
round-executor = Done by
round-checker = Checked by
round-note = Note
round-day = Day
round-time = Time
round-agent = Agent
round-strength = Strength (mg/L)
round-length = Minutes
round-method = Method
round-minutes = { $minutes } min

# Where a round stands, by `State::key`
round-state-overdue = Overdue
round-state-due = Due now
round-state-later = Later
round-state-unchecked = To check
round-state-done = Done
round-state-skipped = Skipped

# Places, by `PlaceKind::key`
place-title = Place
place-new = New place
place-name = Name
place-name-hint = e.g. mill, dormitory 1 second floor
place-kind = Kind
place-kind-workshop = Workshop
place-kind-office = Office
place-kind-canteen = Canteen
place-kind-dormitory = Dormitory floor
place-kind-washroom = Washroom
place-kind-lift = Lift
place-kind-bus = Commuter bus
place-kind-gate = Gate
place-kind-bin = Mask bin
place-kind-clinic = Clinic
place-kind-observation = Observation room
place-kind-other = Other

# What is done, by `Measure::key`
measure-disinfect = Disinfect
measure-touch = Touch points
measure-ventilate = Ventilate
measure-washing = Soap, sanitizer
measure-tableware = Tableware
measure-bins = Empty bins

# In which way, by `Method::key`
method-spray = spray
method-wipe = wipe
method-soak = soak
method-boil = boil
method-air = open windows
method-clear = empty, then spray
method-refill = refill

# Plans
plan-title = Plan
plan-new = New plan
plan-now = Do it now
plan-retire = Retire
plan-what = Place and measure
plan-often = When
plan-times = Times of day
plan-weekdays = Days of the week
plan-weekdays-hint = empty: every day; 12345: Mon–Fri
plan-every = Or every … hours
plan-every-hint = e.g. 2
plan-every-said = { $from }–{ $to } every { $hours } h
plan-grace = Overdue after … minutes
plan-from = From
plan-to = To
plan-executor-hint = empty: who is on duty
plan-agent = Chlorine bleach
plan-none = No places yet
plan-begin = Begin with the usual places and plans
weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun

# Canteen
canteen-slots = Staggered meals
canteen-slot = Mealtime
canteen-no-slots = No mealtimes yet. F4 adds one
canteen-seats = Seats
canteen-groups = Departments, teams
canteen-groups-hint = separated by commas
canteen-people = People / seats
canteen-over = Too many
canteen-fits = Fits
canteen-without-title = No mealtime
canteen-without = { $meal }: { $group }, { $people }
canteen-samples = Food samples
canteen-samples-rule = At least { $grams } g of each dish, kept { $hours } h
canteen-no-samples = No samples yet. Ctrl N adds one
canteen-keep = Keep a sample
canteen-other = Other table
canteen-meal = Meal
canteen-dish = Dish
canteen-grams = Grams
canteen-by = Kept by
canteen-until = Keep until
canteen-is-kept = Kept
canteen-too-small = Too little
canteen-to-discard = Throw away
canteen-discarded = Thrown away
meal-lunch = Lunch
meal-breakfast = Breakfast
meal-supper = Supper
meal-night = Night

# Dormitories; how a room stands, by `Density::key`
room-title = Dormitory room
room-measure = Enter area
room-name = Room
room-area = Area (m²)
room-here = Residents
room-each = Each
room-all = All
room-over = Over the limit
room-rule = At most { $people } a room, at least { $each } m² each
room-choose = Choose a room on the left
room-who = { $here } here, { $away } away
room-none = Nobody on the roster has a dormitory
room-none-over = No room is over the limit
density-crowded = Too many
density-tight = Too tight
density-unmeasured = No area
density-fine = Within
density-empty = Empty

# Meetings
meeting-new = Record a meeting
meeting-name = Meeting
meeting-room = Where
meeting-people = People
meeting-aired = Windows open
meeting-rule = At most { $people } people and { $minutes } min, windows open
meeting-none = No meetings yet. Ctrl N records one
meeting-too-big = Too many
meeting-too-long = Too long
meeting-shut = Windows shut
meeting-fine = Within

# What the site holds itself to
limits-title = Limits
limits-room-people = People in a room
limits-room-each = m² for each
limits-meeting-people = People at a meeting
limits-meeting-minutes = Minutes of a meeting
limits-sample-grams = Grams of a food sample
limits-sample-hours = Hours it is kept
room-names = Names

# Titles of the columns of an export
export-what-rounds = Site rounds
export-place = Place
export-plan = Measure
export-done_at = Done at
export-agent = Agent
export-mg_per_l = mg/L
export-minutes = Minutes
export-method = Method
export-executor = Done by
export-checker = Checked by

# Why something was not written down
error-plan-impossible = Not written: this plan never comes due, or too often
error-no-plan = Not written: there is no such plan
error-round-done-already = Not written: this round has been done already
error-round-too-early = Not written: this round is not due yet; half an hour before is early enough
error-round-ahead = Not written: the time it was done lies ahead
error-round-not-done = Not written: nobody has done this round, so it cannot be checked
error-round-own-check = Not written: who did it cannot check it
error-sample-gone = Not written: this sample has been thrown away already
error-eating-time = Not written: enter from, to and seats
error-number-missing = Not written: a number is missing
