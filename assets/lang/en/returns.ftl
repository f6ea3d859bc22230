# Returning workers
returns-title = Returning workers
returns-filter = Filter: name, from, verdict…
returns-expected = Due today { $expected } · came { $arrived }
returns-none = Nobody has registered a return yet
returns-none-found = Nobody fits
returns-unclear = “{ $text }”?
returns-undated = { " " }(no dates)
returns-today = today
returns-tomorrow = tomorrow

# The form
returns-person = Person
returns-who = Number, name, pinyin
returns-unknown = Not in the register. Add the person first, then come back.
returns-no-phone = none given
returns-date = Return date
returns-quarters = Isolates at
returns-journey = Journey (every stop and change)
returns-add-leg = Add a stop
returns-remove-leg = Remove stop { $no }
returns-place = Place
returns-from = Arrived
returns-to = Left
returns-vehicle = Train, seat
returns-transit = Transit
returns-questions = Contact and symptoms
returns-contact = Near a case
returns-symptoms = Symptoms
returns-contact-on = Last contact
returns-contact-with = With whom
returns-which = Which
returns-other = Others
returns-household = Household ({ $count })
returns-add-relative = Add a person
returns-relative = Member { $no }
returns-relative-name = Member { $no } name
returns-relative-relation = Member { $no } relation
returns-relation = Spouse, child…
returns-together = Came along
returns-remove-relative = Remove member { $no }
answer-unsure = Unsure
answer-some = Yes
answer-none = None

# What cannot be
returns-fault-leg = Stop { $no }, { $field }: { $what }
returns-fault = { $field }: { $what }
returns-no-such-day = month { $month } has no day { $day }.
returns-no-date = not a date; write 2020-02-04 or 02-04.
returns-left-empty = left empty.

# The verdict
returns-nothing-yet = Choose a person; the verdict forms as you type
returns-until = Until { $last } 24:00
returns-free = Free from { $free }
returns-no-reasons = Nothing to isolate for or to ask
returns-numerals = 123456789
returns-register = Register
returns-who-first = Choose the person first.
returns-registered = Registered { $at }
returns-isolate = Start isolation
returns-isolating = In isolation already
returns-next = Next person
returns-at-gate = F9 registers the return
keys-back-kept = Back (draft kept)

# The questionnaire
returns-import = Import
returns-import-title = Import a questionnaire
returns-import-what = An xlsx or csv file as the online form gives it. You see everybody’s verdict; nothing is written before you agree.
returns-import-found = { $good } can be taken, { $known } of them on the roster; { $twice } have a later one; { $refused } rows cannot
returns-import-new = new
returns-import-twice = Row { $row }: { $name } answered again, row { $of } stands
returns-import-older = Row { $row }: { $name } has an older submission here; the registered one stands
