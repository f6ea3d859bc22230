# 总览

rail-overview = Overview

# The six numbers, by `Figure::key`, and what stands beside each
overview-number-inside = Inside
overview-number-coverage = Coverage
overview-number-fever = Fever today
overview-number-isolated = In isolation
overview-number-out = Out
overview-number-supplies = Low supplies
overview-note-inside = { $count } in today
overview-note-coverage = { $count } not yet
overview-note-fever = { $count } to recheck
overview-note-isolated = { $count } { $count ->
    [one] ends
   *[other] end
} today
overview-note-out = { $count } overdue
overview-note-supplies = of { $count }

# Against yesterday and a week ago at this time, by `Change::key`
overview-yesterday-more = ↑ { $number } more than yesterday
overview-yesterday-fewer = ↓ { $number } less than yesterday
overview-yesterday-same = = same as yesterday
overview-yesterday-unknown = yesterday: no record
overview-week-more = ↑ { $number } more than last week
overview-week-fewer = ↓ { $number } less than last week
overview-week-same = = same as last week
overview-week-unknown = last week: no record

# The charts
overview-chart-readings = Readings by hour
overview-chart-fever = Fever by day
overview-chart-fever-people = with fever
overview-chart-coverage = Measured by department
overview-chart-isolation = Isolation by day
overview-unit-readings = per hour
overview-unit-fever = people · 30 days
overview-unit-coverage = % of those due
overview-unit-isolation = people · 30 days
overview-today = today
overview-yesterday = yesterday
overview-held = isolated
overview-opened = new
overview-released = released
overview-covered = measured
overview-due = due
overview-measured = done
overview-no-department = No department
overview-copy = Copy numbers
overview-keep = Export picture
overview-picture-opened = Picture opened: { $path }
overview-picture-kept = Picture saved to { $path }

# What wants a person now, by `Want::key`: the verb, and the sentence
overview-needs = Needs somebody now
overview-nothing = Nothing needs doing right now
overview-do = Do
overview-what = What
overview-where = Where
overview-several = { $name } and { $count } in all
overview-want-clinic = See
overview-want-passing = Ask
overview-want-overdue = Call back
overview-want-owed = Isolate
overview-want-recheck = Recheck
overview-want-measure = Measure
overview-want-decide = Decide
overview-want-report = Sign
overview-want-rounds = Chase
overview-want-supply = Restock
overview-need-clinic = { $who }, at the clinic since { $at }
overview-need-passing = { $who }, isolated, at the gate { $at }
overview-need-overdue = { $who }, was due back { $at }
overview-need-owed = { $who }, not ordered yet
overview-need-recheck = { $who }, from { $at } on
overview-need-measure = { $who }, in isolation
overview-need-decide = { $who }, asks to go out
overview-need-report = Report of { $what }, due { $at }
overview-need-report-late = Report of { $what }, was due { $at }
overview-need-rounds = { $count } { $count ->
    [one] round
   *[other] rounds
} overdue
overview-need-supply = { $what }: { $count } { $count ->
    [one] day
   *[other] days
} left
overview-need-supply-low = { $what } running low

# The names behind a number
overview-owed = Should isolate, not ordered
overview-passing = Isolated, came to the gate
overview-nobody = Nobody now
overview-detail = State
overview-isolated = day { $day }, until { $last } 24:00, { $where }
