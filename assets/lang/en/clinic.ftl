# The clinic: its lists, the board, the person, the forms and the round.
clinic-tab-recheck = To recheck
clinic-tab-isolated = Isolated
clinic-tab-due = Due now
clinic-tab-ends-today = Ends today
clinic-tab-ends-tomorrow = Tomorrow
clinic-tab-overdue = Overdue
clinic-open = Isolate somebody
clinic-round = Round
clinic-look = Look up
clinic-next-list = Next list
clinic-quarters = Where
clinic-days = Day
clinic-dates = Last day → back
clinic-cells = Readings (a.m., p.m.)
clinic-now = Now
clinic-day = Day { $day }
clinic-now-releasable = Releasable
clinic-now-last-missing = Last missing
clinic-now-last-fever = Last: fever
clinic-now-last-low = Last: too low
clinic-now-unwell = Has symptoms
clinic-now-hospital = In hospital
clinic-now-ends-today = Ends today
clinic-now-due-morning = Due a.m.
clinic-now-due-evening = Due p.m.
clinic-now-missed-morning = Missed a.m.
clinic-now-missed-evening = Missed p.m.
clinic-now-measured = Measured
clinic-now-later = Not due yet
clinic-now-decide = To decide
clinic-waits = Waiting
clinic-minutes = { $minutes } min
clinic-first = First
clinic-queue-empty = Nobody waits for a second measurement
clinic-list-empty = Nobody here. Ctrl N opens an isolation
clinic-curve = { $count ->
    [one] Curve of { $count } reading
   *[other] Curve of { $count } readings
}
clinic-nobody-chosen = Choose somebody on the left
clinic-page = Page

# The clock, and the conditions of the release
clinic-standing = Day { $day } of { $of } · last day { $last } 24:00 · back { $free }
clinic-counted = Day { $days } ({ $counting } · { $rule })
clinic-added = No normal last reading: { $count ->
    [one] one day
   *[other] { $count } days
} more
clinic-other-rule = By { $counting }: last day { $last }, back { $free }
counting-next-day = next day counts first
counting-same-day = same day counts first
effect-starts = day { $day }
effect-extends = extends to { $last }
effect-within = within, ends { $last }
effect-restarts = starts again, to { $last }
cause-travel = Travel
cause-contact = Contact
cause-symptoms = Symptoms
cause-positive = Positive
clinic-conditions = For release
clinic-condition-over = { $days } days over
clinic-condition-reading = last reading normal
clinic-condition-symptoms = no symptoms
clinic-met = met
clinic-unmet = not met

# What can be done
clinic-record = Measure
clinic-unwell = Symptoms
clinic-extend = Extend
clinic-move = Move
clinic-release = Release
clinic-release-missing = Release ({ $count } missing)
clinic-needs = Needs
clinic-no-needs = nothing
clinic-decide = Decide
clinic-again = { $celsius } is a fever ({ $rule }): measure once more now
clinic-again-low = { $celsius } is too low: measure once more now
clinic-wait = { $celsius } is a fever ({ $rule }). Wait { $time }: measure again from { $from } on. Enter goes on meanwhile
clinic-wait-early = Too early to count as the second measurement. Wait { $time }: measure again from { $from } on. Enter goes on meanwhile
clinic-wait-over = The wait is over: take the second measurement now
clinic-past = What was done
clinic-number = no. { $seq }
clinic-take-back = Take back
event-opened = Isolation begins: { $what }
event-cause = Cause added: { $what }
event-moved = Moved to { $what }
event-needs = Needs { $what }
event-no-needs = Needs nothing more
event-symptoms = Symptoms: { $what }
event-no-symptoms = Symptoms are gone
event-released = Released ({ $what })
event-released-early = Released early ({ $what })
event-decided = Clinic decided: { $what }
event-declared = Return declared
event-outing = Going out

# The forms
clinic-form-symptoms = Symptoms
clinic-form-cause = Extend, or add a cause
clinic-form-move = Move
clinic-form-needs = What is needed
clinic-form-release = Release
clinic-form-decide = The clinic decides
clinic-form-look = Look somebody up
clinic-form-open = Open an isolation
clinic-form-take-back = Take this back
clinic-decision = Decision
choice-back = Back to work
choice-observe = Watch
choice-isolate = Isolate
choice-hospital = To hospital
clinic-finding = Case
finding-none = None
finding-suspected = Suspected
finding-confirmed = Confirmed
finding-excluded = Ruled out
clinic-goes-on = Next
clinic-cause = Cause
clinic-event-travel = Last day there
clinic-event-contact = Last contact
clinic-event-symptoms = Onset
clinic-event-positive = Day of the test
clinic-note = Note
clinic-place = Place
clinic-needs-what = Meals, supplies, help
clinic-symptoms-written = Or written: cough tired
clinic-early = Not every condition holds. Ending it early is for { $authority } to decide, with a reason, and stays visible
clinic-by = Decided by
clinic-no-day = Please give the day
clinic-day-ahead = That day has not come yet
clinic-no-reason = Please give the reason
clinic-no-person = Please choose somebody
clinic-not-by = Not for this role to decide

# The round
clinic-whose = Whom
clinic-whose-isolated = Isolated, due
clinic-whose-dormitory = Dormitory
clinic-whose-away = On leave
clinic-own = Told by themselves
clinic-progress = { $done } of { $all } measured
clinic-round-example = such as 365
clinic-last-reading = Last { $reading }
clinic-written = Saved { $name } { $celsius } · { $at } · no. { $seq }
clinic-round-over = The round is done
clinic-round-empty = Nobody is due now
clinic-round-end = End the round
clinic-round-keys = Enter saves, empty Enter skips · Ctrl Z takes back · F2 told · F3 where · F4 whom
quarters-short-home = Home
quarters-short-dormitory = Dorm
quarters-short-site = Site
quarters-short-central = Central
quarters-short-hospital = Hospital

# A sheet of measurements
readings-import-title = Import measurements
readings-import-what = An xlsx or csv file: a badge, employee number or name, the time, the temperature; where it was measured and by whom if known. Nothing is written before you agree.
readings-import-found = { $good } measurements can be entered; { $known } are on record already; { $refused } rows cannot
readings-take-all = { $count ->
    [one] Enter { $count } measurement
   *[other] Enter { $count } measurements
}
readings-take-good = { $count ->
    [one] Enter only the good one
   *[other] Enter only the { $count } good ones
}
readings-import-done = { $rows } measurements entered from { $file }
