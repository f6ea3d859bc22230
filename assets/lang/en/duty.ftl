# 值班考勤、测温全覆盖

rail-duty = Duty

# The views
duty-covered = Coverage
duty-attended = Attendance
duty-plan = Plan
duty-signs = Worth a look
duty-next = Next view
duty-before = Earlier
duty-after = Later
duty-weekday-1 = Mon
duty-weekday-2 = Tue
duty-weekday-3 = Wed
duty-weekday-4 = Thu
duty-weekday-5 = Fri
duty-weekday-6 = Sat
duty-weekday-7 = Sun

# Coverage
duty-due = To measure
duty-measured = Measured
duty-missing = Missing
duty-share = Coverage
duty-part = Counted
duty-name = Which
duty-who = Who
duty-measured-of = Measured of
duty-of-all = On duty
duty-of-shift = Shift
duty-of-department = Department
duty-of-gate = Gate
duty-of-residents = Dormitory
duty-of-isolated = Isolation
duty-of-away = Not here
duty-everybody = Everybody
duty-unplanned = Without a plan
duty-no-department = No department
duty-not-come = Not seen at a gate
duty-residents-morning = Morning
duty-residents-evening = Evening
duty-isolated-morning = Morning
duty-isolated-evening = Evening
duty-health-known = Health known
duty-health-unknown = { $count ->
    [one] Of one person nobody knows how they are
   *[other] Of { $count } people nobody knows how they are
}
duty-missing-count = { $count ->
    [one] One person is not measured yet
   *[other] { $count } people are not measured yet
}
duty-nobody-due = Nobody has to be measured now
duty-all-measured = Everybody is measured
duty-none = Nobody is planned for this day, and nobody came in. Import a plan or fill one in under Plan.

# Attendance
duty-state-not-yet = Not yet
duty-state-came = Came
duty-state-late = Late
duty-state-still-inside = Not seen leaving
duty-state-absent = Not here
duty-state-excused = Excused
duty-state-isolated = Isolated
duty-minutes = { $count } min
duty-came = In
duty-left = Out
duty-readings = Readings
duty-why = Reason, health
duty-search = Name, number, department, team
duty-none-found = Nobody fits

# Absence
event-absent = Away { $from } to { $to }: { $what }
duty-absent-new = Note absence
duty-absent-title = Note why somebody is away
duty-reason-hint = Sick, family, village closed off …
duty-health = How they are
duty-health-hint = In their own words; empty if nobody has asked
duty-told = Own temperature (optional)

# Plan
duty-whose = Team or person
duty-off = Day off
duty-off-short = off
duty-clear = Clear
duty-repeat = As last week
duty-nothing-to-repeat = Last week has nothing to repeat, or this week is planned already.
duty-somebody = Plan one person
duty-no-teams = The roster names no teams. Import a roster with teams under People first.
duty-shifts = Shifts
duty-shifts-what = A shift that ends no later than it begins ends on the next day.
duty-shift-name = Name of the shift
duty-shift-from = From
duty-shift-to = To
duty-shift-new = Another shift
duty-grace = Minutes that are not late yet
duty-shifts-unusable = A shift has no proper hours, or two have one name: it cannot be saved yet
duty-import-title = Import a duty plan
duty-import-what = An xlsx or csv file: a row for each person and day, or a row for each person or team with a column for each day.
duty-import-found = { $good } rows can be taken: { $whose } people or teams, { $from } to { $to }; { $refused } rows cannot
duty-import-nothing = Nothing in it says who is on which shift; see whether each column is matched.
duty-take-all = Take { $count } rows
duty-take-good = Take only the { $count } good rows
duty-import-done = { $rows } rows of the plan taken from { $file }

# Worth a look
duty-signs-what = Readings worth a look. Only hints: each may have a harmless reason.
duty-signs-none = Nothing to look at on this day
duty-sign-same = Same value
duty-sign-fast = Close together
duty-sign-digit = Last digit
duty-sign-apart = Instrument
duty-seen-same = { $times } readings on end of { $celsius }, { $from } to { $to }
duty-seen-fast = { $times } readings on end with one thermometer, each less than 3 seconds after the one before, { $from } to { $to } { $instrument }
duty-seen-digit = Of { $readings } readings { $percent } % end in { $digit }, more than twice as many as in the digits beside it
duty-seen-apart = { $instrument } ({ $site }): median { $median } of { $readings }; the others there { $others }
duty-behind-same = It may be the cold, a gun that hangs, or notes copied in later. Look in at the gate and try another gun.
duty-behind-fast = It may be two people typing, or measuring first and typing after. Ask how the rush hour is arranged.
duty-behind-digit = It may be a habit of reading, or a gun that shows halves only. Compare a few readings on the spot.
duty-behind-apart = Which of two is off only a check against a reference tells (Settings → Thermometers).
