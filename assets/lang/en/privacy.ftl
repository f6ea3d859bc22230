# Privacy

# What a site asks people for, by `Item::key`; and why
privacy-collect = What is asked for
privacy-collect-said = What is off is asked for on no form and left out of imports; what is known already stays until it is cleared.
privacy-item-document = ID number
privacy-item-phone = Phone
privacy-item-dormitory = Dormitory
privacy-item-photo = Photo
privacy-item-plate = Number plate
privacy-item-household = Household
privacy-purpose-document = Only to make sure who somebody without a badge is; off unless a site needs it.
privacy-purpose-phone = To call somebody about a fever, a contact, or a return that is overdue.
privacy-purpose-dormitory = To find contacts in one room, and for isolation and rounds.
privacy-purpose-photo = So that the gate sees whether the badge is their own.
privacy-purpose-plate = To trace a visiting vehicle.
privacy-purpose-household = So that the symptoms of a family weigh for the worker who returns.
error-not-asked = This site does not ask for { $item ->
    [document] ID numbers
    [phone] phones
    [dormitory] dormitories
    [photo] photos
    [plate] number plates
    *[household] households
    }; nothing was written
privacy-import-unasked = { $count ->
    [one] One row says
    *[other] { $count } rows say
    } something that this site does not ask for; it is left out.

# For how long what is kept, by `Category::key`
privacy-keep-title = How long it is kept
privacy-keep-said = Days after the day of the record. The figures of a day stay in its signed report. Settings, keys and the chain of the journal are never cleared.
privacy-keep-readings = Readings that let pass, passages
privacy-keep-flagged = Fevers, refusals, readings of the clinic
privacy-keep-visits = Visits of outsiders
privacy-keep-declarations = Declarations (after the last isolation or return)
privacy-keep-outings = Outings
privacy-keep-isolations = Isolations, decisions of the clinic
privacy-keep-absences = Absences
privacy-keep-left = Phone, ID and dormitory of who has left
privacy-keep-photos = Photos of who has left
privacy-keep-access = Who saw or exported what
privacy-days-least = days, { $days } at least
privacy-at-night = Clear what is due at two every night

# Clearing what is due
privacy-clear = Clearing what is due
privacy-clear-said = See first what is due, then decide. The clearing is an entry of the journal, and the chain can still be checked.
privacy-look = See what is due
privacy-looking = Looking…
privacy-nothing-due = Nothing is due now.
privacy-count = { $count }
privacy-until = until { $day }
privacy-open = { $count ->
    [one] One person is
    *[other] { $count } people are
    } in isolation or out: nothing of theirs goes.
privacy-held = { $count ->
    [one] One person is
    *[other] { $count } people are
    } on hold: nothing of theirs goes.
privacy-bytes = About { $kib } KiB. The folder of printed pages is emptied as well. The file does not shrink; the room is overwritten and used again.
privacy-elsewhere = Other stations clear their own: { $stations }.
privacy-backups-too = Older backups here and in the second place go with it, and what repairs kept aside after 30 days. Exported files, copies elsewhere and bundles that wait in a shared folder stay.
privacy-clear-do = Clear…
privacy-clear-now = Clear { $count } for good
privacy-sure = What is cleared does not come back.
privacy-clearing = Clearing { $done } of { $all }; the gate goes on
privacy-purged = { $count ->
    [one] One record
    *[other] { $count } records
    } cleared
privacy-check-purged = { $entries } of these were cleared here when their time was over
privacy-cli-due = { $what }: { $count }, until { $day }
privacy-cli-would = { $count } due; --yes clears them
privacy-cli-written = written to { $path }

# Holds
privacy-holds = Holds
privacy-holds-none = Nobody is on hold. The page of a person offers it.
privacy-hold-word = On hold
privacy-hold = Hold their data
privacy-hold-said = Nothing of theirs is cleared until the hold is lifted. Say why.
privacy-lift = Lift the hold

# A number seen whole
privacy-reveal-phone = Show the whole phone number
privacy-reveal-document = Show the whole ID number
privacy-reveal-said = It shows for 60 seconds and is masked again. Who saw it, when and why is written down.
privacy-reason-call = To call them
privacy-reason-trace = To trace contacts
privacy-reason-authority = An authority asks
privacy-reason-asked = They asked for it
privacy-seconds = masked in { $seconds } s

# What people may ask about their own data, by `Wish::key`
privacy-extract = Their own data
privacy-correct = They asked for the correction
privacy-delete = They ask for deletion
privacy-delete-said = PIPL art. 47: what the purpose no longer needs, or what was consented to and is not any more, is deleted; what a term set by law still covers is only kept. Isolations, fevers, declarations, outings and the access log stay for their terms; the rest, past its shortest term, can go now.
privacy-wish-see = They saw their own data
privacy-wish-correct = Something was put right as they asked
privacy-wish-delete = Something was deleted as they asked

# Their own data on paper
privacy-paper-title = What is kept about you
privacy-paper-why = Why, and for how long
privacy-paper-purpose = Kept to control the epidemic at this plant, and for nothing else (CAC notice of 4 February 2020).
privacy-term = { $what }: { $days } days
privacy-paper-lines = Readings and passages
privacy-paper-visits = Visits
privacy-paper-declared = Declarations
privacy-paper-outings = Outings
privacy-paper-clinic = Isolation, clinic, absence
privacy-paper-access = Who saw what, what you asked for
privacy-paper-revealed = saw the whole { $what }: { $reason }
privacy-paper-held = put on hold: { $reason }
privacy-paper-lifted = hold lifted
privacy-paper-rights = Your rights
privacy-paper-rights-said = You may ask for correction and deletion, and complain to the authority (PIPL art. 45 to 47 and 65).
privacy-sign-person = The person
privacy-sign-station = For the station
privacy-outing-filed = reported
privacy-outing-approved = approved
privacy-outing-refused = refused
privacy-outing-extended = extended
privacy-outing-left = left
privacy-outing-back = back
privacy-outing-asked = asked after the return
privacy-outing-cancelled = cancelled

# At the gate
privacy-curtain = Cover names
privacy-covered = Names covered · F11 shows them
privacy-unkept = Keep nothing
privacy-unkept-said = Judged on the spot; only the verdict is written down, nothing about the person, and the report does not count them as a visitor.
privacy-decided = Verdict: { $verdict } (nothing kept)

# What wants a person
overview-want-clear = Clear
overview-need-clear = { $count ->
    [one] One record is
    *[other] { $count } records are
    } due to be cleared
