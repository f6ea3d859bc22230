# The gate, its forms, and what stands around every screen.
gate-box = Scan or search
gate-box-hint = Scan · number · name · pinyin · phone tail
gate-ready = Scan a badge, or type a number, a name or initials
gate-empty-roster = Nobody is known yet. Press Alt 5 to import the roster, or register a visitor here
gate-unknown = Nobody found. Check and type again, or register a visitor
gate-nobody = Nobody found for “{ $text }”; nothing was recorded.
gate-shared = Two people carry this number. Compare name and photo, then choose; have one of the numbers corrected.
gate-not-a-number = “{ $text }” is not a temperature; nothing was recorded. Type 365 or 36.5.
gate-implausible = { $celsius } is not between { $least } and { $most }; nothing was recorded. Check and type again.
gate-several = { $count ->
    [one] { $count } person matches; choose with ↑ ↓ and press Enter
   *[other] { $count } people match; choose with ↑ ↓ and press Enter
}
gate-host = host { $host }
gate-inside = Inside
gate-outside = Outside
gate-passed-in = In today
gate-unmeasured = Not measured
gate-lane = Waiting for a second reading
gate-due = measure now
gate-remaining = in { $time }
gate-more = { $count ->
    [one] { $count } more
   *[other] { $count } more
}
gate-recent = Last entries
gate-recent-empty = Nothing recorded yet
gate-measure = Take the temperature
gate-measure-hint = Type it and press Enter, for example 365
gate-clear = Clear · { $direction }
gate-normal = { $celsius } normal
gate-warm = { $celsius } high
gate-cold = { $celsius } low
gate-attempt = reading no. { $attempt } today
gate-press-enter = press Enter to record
gate-saved = recorded { $at } · no. { $seq }
gate-no-reasons = Temperature normal, nothing to check
gate-nothing-against = Nothing to check
gate-no-instrument = No device
keys-instrument = Change the thermometer
gate-not-let-through = Not let through: take the temperature first, or do what the screen says. Nothing was recorded.
gate-site = Site
gate-visit = Register a visitor
gate-refuse = Send back
gate-taken-back = Taken back: no. { $seq } of { $name } no longer counts; enter it again

# Reasons, by `Reason::code`
reason-left = No longer belongs here and is not let in
reason-no-visit = The visit has not been written down today: press F4
reason-contact = Was with a confirmed or suspected case within 14 days
reason-sent-to-clinic = Sent to the clinic at { $at } today; the clinic decides
reason-second-fever = Fever twice: { $first }, { $second }. To the clinic
reason-fever = { $celsius } is a fever ({ $rule }). Rest aside; measure again from { $again }
reason-early = Too early for the second reading: measure from { $again }
reason-low = { $celsius } is below { $floor }, perhaps a cold forehead. Warm up and measure again
reason-no-reading = Nobody comes in without a normal reading

# The same, short, for a line of the register
reason-short-left = left
reason-short-no-visit = visit not registered
reason-short-contact = contact
reason-short-sent-to-clinic = sent to the clinic
reason-short-second-fever = fever twice
reason-short-fever = fever
reason-short-early = too early
reason-short-low = too low
reason-short-no-reading = no reading

# The register
register-passed = { $direction }
register-corrected = corrected
register-late = Entered { $at }

# The short forms
visit-title = Register a visit
visit-from = Coming from
visit-unit = Unit
visit-host = Host
visit-purpose = Purpose
visit-plate = Number plate
visit-contact = With a confirmed or suspected case in the last 14 days?
visit-contact-missing = Ask, then choose
visit-name-missing = The name is missing
refusal-title = Send back
refusal-no-pass = No pass
refusal-no-mask = No mask
refusal-symptoms = Coughing or other symptoms
refusal-not-expected = Not expected

# The keys
keys-enter = Record, or choose
keys-escape = Clear; once more to leave the person
keys-arrows = Move in a list
keys-take-back = Take back the last entry
keys-mask = Mask: on or off
keys-site = Change the site of measurement
keys-in = Let in
keys-out = Let out
keys-refuse = Send back, with the reason
keys-copy = Copy the list for a spreadsheet

# The bar at the top
top-on-duty = { $name } on duty
top-nobody-on-duty = Nobody on duty
top-saved = Saved { $at } · no. { $seq }
top-nothing-saved = Nothing saved since the start
demo-banner = This is an invented plant for trying things. Nobody and nothing in it is real.
held-banner = Another program ({ $holder }) is using this station: you can only look here. Once it is closed, you can write here.
read-only-banner = The data folder cannot be written to, so this window only looks on. Check its permissions, then open it again.
clock-banner = The PC's clock stands before what is already saved. Check it; entries keep their order by number and nothing is lost.
job-progress = { $done } of { $all }
close-title = Something is not finished
close-unfinished = A form is being filled in, or an import or export is running. Everything saved is safe.
close-stay = Stay
close-go = Leave it and close
