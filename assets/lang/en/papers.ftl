# Print: the slip of a return, the order of isolation, the certificate of its end
papers-slip = Slip for a returning worker
papers-order = Order of isolation
papers-release = Certificate of release
papers-nothing = There is nothing to print
papers-opened-file = Page opened: { $path }
papers-written = Page saved to { $path }

papers-number = Number
papers-place = Department, room
papers-return-date = Returned on
papers-way = Places on the way
papers-vehicle = Came by
papers-verdict = Verdict
papers-last-day = Last day
papers-free-day = Free from
papers-quarters = Isolates in
papers-opened = Since
papers-days = Days
papers-rule = Rules
papers-released-on = Released on
papers-released-by = Decided by

papers-reasons = Reasons
papers-todo = What to do
papers-do-refuse = You cannot come in today. Please go back; ask your own unit if anything is unclear.
papers-do-isolate = Isolate until the dates above. Measure your temperature every morning and evening and report it; do not go out or meet people. Report fever, cough or fatigue to the clinic at once. When the dates are over, your temperature is normal and you have no symptoms, the clinic releases you and you go to work.
papers-do-clinic = Go to the clinic now. Keep your mask on; do not enter the canteen, the dormitory or a workshop on the way.
papers-do-recheck = Rest in the waiting lane and have your temperature taken again when the time is up.
papers-do-ask = Complete the place, the date or the answer that is missing; you come in when it is clear.
papers-do-report = Report going out first, and go when it is approved.
papers-do-clear = You may come in and work. Your temperature is taken at each entry; wear a mask and wash your hands. Report fever or cough to the clinic at once.

papers-cause-travel = Left the risk area on { $event }: { $days } days, until { $last } 24:00 { $note }
papers-cause-contact = Last contact on { $event }: { $days } days, until { $last } 24:00 { $note }
papers-cause-symptoms = Symptoms since { $event }: { $days } days, until { $last } 24:00 { $note }
papers-cause-positive = Positive test in the same place on { $event }: counted again, { $days } days, until { $last } 24:00 { $note }

papers-order-rules = During isolation
papers-order-stay = Stay in your own room. No visits, neither way.
papers-order-measure = Measure your temperature every morning and evening and report it truthfully.
papers-order-symptoms = Report fever, cough, fatigue or short breath to the clinic at once; do not go to a hospital on your own.
papers-order-needs = Meals, supplies and medicine are brought to your door. Say what you need.
papers-order-release = When the time is over, your temperature is normal and you have no symptoms, the clinic certifies the release; then you go to work.

papers-release-said = Certified
papers-release-over = The isolation is over; the temperature was normal on the last day and there are no symptoms. The person named is released.
papers-release-early = The person named is released early, with approval.
papers-release-reason = Reason: { $reason }
papers-release-care = Go on measuring every day and wearing a mask, and report at once when unwell.

papers-sign-self = Signature and date
papers-sign-registrar = Registered by, date
papers-sign-clinic = Clinic, date
papers-sign-supervisor = Supervisor, seal

error-print = The page was not written: { $detail }
keys-reveal = On a person: see a number whole
keys-print = Print the slip, the order
