# Going out: the reports and what is done about them
outing-new = Report going out
outing-file = File
outing-search = Name, number, destination
outing-count = { $count ->
    [one] { $count } report
   *[other] { $count } reports
}
outing-open = Open
outing-over = Over
outing-all = All
outing-none = No such outing. Ctrl N files one
outing-choose = Choose a report on the left
outing-who = Who
outing-nobody = Find the person first
outing-destination = Destination
outing-destination-hint = A name, pinyin or division code: Zunyi, zy, 520302
outing-reason = Purpose
outing-due = Back by
outing-due-day = Back on
outing-due-time = Back at
outing-no-day = Not a date; write 2-7
outing-no-time = Not a time; write 18:00
outing-late-now = less than a minute late
outing-late-minutes = { $count ->
    [one] { $count } minute late
   *[other] { $count } minutes late
}
outing-late-hours = { $count ->
    [one] { $count } hour late
   *[other] { $count } hours late
}
outing-late-days = { $count ->
    [one] { $count } day late
   *[other] { $count } days late
}
outing-at-once = approved at once
outing-waits = will wait for the { $authority }
outing-decides = The { $authority } decides
outing-as = Decide as
outing-role = Role
outing-approve = Approve
outing-refuse = Refuse
outing-extend = Extend
outing-cancel = Take back
outing-not-now = { $state }; not possible now: { $does }
outing-not-yours = The { $authority } has to decide this

# Where an outing stands, by `State::key`
outing-state-overdue = Overdue
outing-state-out = Out
outing-state-filed = Waiting
outing-state-approved = Approved
outing-state-back = Back
outing-state-refused = Refused
outing-state-lapsed = Lapsed
outing-state-cancelled = Cancelled

# What has happened
outing-step-filed = Filed, back by { $due }
outing-step-approved = Approved by the { $authority }
outing-step-refused = Refused by the { $authority }: { $reason }
outing-step-extended = Extended to { $due } { $reason }
outing-step-left = Left
outing-step-back = Came back
outing-step-asked = Asked: { $trip }
outing-step-cancelled = Taken back { $reason }

# On the way back
trip-title = About the trip
trip-places = Been where
trip-whom = Met whom
trip-means = Came back by
trip-means-hint = on foot, car, bus, train

# At the gate
gate-overdue = Overdue
gate-enter-report = press Enter to report
gate-enter-trip = press Enter to ask
keys-outing = Report going out, or ask about the trip
keys-outing-decide = Going out: approve, refuse
keys-outing-change = Going out: extend, take back
