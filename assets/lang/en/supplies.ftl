# Supplies

rail-supplies = Supplies

# The list of stock
supply-shown-all = All
supply-shown-low = Low
supply-shown-expiring = Expired or soon
supply-per-day = Used a day
supply-days-left = Lasts
supply-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
supply-lasts = { $count ->
    [one] lasts 1 day
   *[other] lasts { $count } days
}
supply-unused = not used lately
supply-low-count = { $count ->
    [one] 1 item is low:
   *[other] { $count } items are low:
}
supply-out = Used up
supply-low = Low
supply-expired = Some expired
supply-soon = Expires soon
supply-nothing = No supplies yet. Ctrl N adds an item, Ctrl I imports a list of stock
supply-none-such = No such item
supply-choose = Choose an item on the left
supply-no-moves = Nothing has come or gone yet. F5 receives
supply-minimum-is = minimum { $amount }
supply-per-day-is = { $amount } a day
supply-needed-is = { $amount } missing
supply-line = The last thirty days
supply-line-most = highest { $amount }
supply-lot = { $amount } until { $expiry }
supply-lot-expired = { $amount } expired on { $expiry }: write off
supply-until = until { $expiry }
supply-heads = { $count ->
    [one] 1 person
   *[other] { $count } people
}

# What is done
supply-does-receive = Receive
supply-does-issue = Issue
supply-does-count = Count
supply-does-write-off = Write off
supply-hand-out = Scan and hand out
supply-dilute = Dilute
supply-new = New item
supply-edit = Edit item
supply-strike = Take back
supply-strike-last = Take back the last
supply-strike-title = Take this back

# A move, by `What::key`
supply-moved-received = Received { $amount }
supply-moved-issued = Issued { $amount }
supply-moved-counted = Counted { $amount }
supply-moved-written-off = Wrote off { $amount }

# The forms
supply-held-now = In stock { $amount }
supply-held-expired = , of which { $amount } expired
supply-amount = Amount
supply-amount-hint = Left empty: the daily ration
supply-found = Found
supply-why = Why, where it differs
supply-no-amount = That is no amount; 120 or 0.5 for instance
supply-no-day = That is no date; 2021-6-30 for instance
supply-to = Issue to
supply-to-team = Team
supply-to-person = Person
supply-to-place = Place
supply-to-heads = Head count
supply-unit-hint = piece, bottle, litre
supply-days-hint = Low below so many days
supply-ration-hint = 1 for masks
supply-strength = Strength of the stock
supply-strength-hint = 5% or 50000 mg/L
supply-millilitres = Millilitres in a unit
supply-millilitres-hint = 500 for a bottle of half a litre
supply-retired = No longer kept

# Scan and hand out
supply-badge = Scan, or type a number or a name, then Enter
supply-hand-out-what = { $ration } a person a day, { $held } to hand out
supply-hand-out-end = Done
supply-no-ration = Nothing is given to each person. Fill in the daily ration under “Edit item” first.
supply-nobody = { $query } was not found, nothing handed out
supply-handed = { $name } has it
supply-handed-today = { $count ->
    [one] 1 person today
   *[other] { $count } people today
}

# Dilution
supply-target = For
supply-target-surfaces = Surfaces
supply-target-floors = Contaminated floors
supply-target-tableware = Tableware
supply-area = Area (square metres)
supply-volume = Solution (litres)
supply-by = Worked out
supply-by-area = By area
supply-by-volume = By volume
supply-wanted = Chlorine (mg/L)
supply-mix = { $stock } of the stock and { $water } of water
supply-after-surfaces = Leave on for { $minutes } minutes, then wipe with clean water
supply-after-floors = Leave on for { $minutes } minutes, then mop with clean water
supply-after-tableware = Soak for { $minutes } minutes, then rinse with clean water
supply-mix-area = At { $millilitres } millilitres a square metre
supply-mix-takes = Takes { $amount } of { $name } out of stock
supply-mix-missing = Fill in the area or the volume; the stock has to be stronger than the solution
supply-alcohol = 75% alcohol is for wiping: never spray it indoors, and keep it from flames.
supply-book-out = Book out
supply-dilute-place = Disinfection
supply-nothing-diluted = No item has a strength, so nothing can be booked out
supply-no-millilitres = Fill in the millilitres in a unit under “Edit item” first

# A list of stock coming in
supply-import-title = Import a list of stock
supply-import-what = XLSX or CSV. New items are received; for items known already the list is a count, so nothing is added twice.
supply-import-all = { $count ->
    [one] Import 1 row
   *[other] Import { $count } rows
}
supply-import-good = { $count ->
    [one] Import the 1 good row
   *[other] Import the { $count } good rows
}
supply-import-found = { $good } rows can be imported, { $known } of them about known items; { $refused } cannot
supply-import-done = { $rows } rows imported from { $file }
supply-import-taken = { $good } rows imported, { $known } of them about known items; { $refused } rows not taken
supply-import-would = { $good } rows could be imported, { $known } of them about known items; { $refused } could not. Nothing was changed
supply-import-nothing = { $refused } rows cannot be imported, so the other { $good } were not either
field-item = Item
field-held = In stock
field-minimum = Minimum
field-days = Days to last
field-ration = A person a day
field-expiry = Use by
field-supplier = Supplier
fault-other-unit = { $field } is not the one it has already

# Exports
export-what-supplies = Stock
export-what-moves = Stock moves
export-item = Item
export-held = In stock
export-minimum = Minimum
export-per_day = Used a day
export-days_left = Days left
export-expiry = Use by
export-low = Low
export-needed = Missing
export-move = Move
export-amount = Amount
export-recipient = Issued to
export-heads = Head count
export-supplier = Supplier

# Why not, by `Objection::code`
error-supply-name = The item has no name.
error-supply-unit = The unit is missing.
error-supply-taken = Another item is called so.
error-supply-unknown = There is no such item.
error-supply-amount = The amount has to be more than 0.
error-supply-short = Only { $held } can be issued. If there is more, count first.
error-supply-rationed = has had it today
error-supply-over-ration = At most { $most } for so many people.
error-supply-heads = The head count is missing.
error-supply-whom = To whom is missing.
error-supply-differs = Counted { $found }, on the books { $held }: { $difference } apart. Please say why.
error-supply-reason = A write-off needs a reason.
error-supply-strike-short = This has been used already; without it there would be too little. Count first.
error-supply-no-move = This has been taken back already, or never was.
