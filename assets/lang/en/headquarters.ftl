# 总部

rail-headquarters = HQ

# The five parts
hq-tab-grid = Reports
hq-tab-sums = Sums
hq-tab-stock = Supplies
hq-tab-curves = Curves
hq-tab-unit = Unit
hq-next-tab = Next part

# Units by days
hq-unit = Unit
hq-age = Last heard
hq-today = Today
hq-month = { $count ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
hq-before = before opening
hq-no-region = Region not given
hq-units = { $count } { $count ->
    [one] unit
   *[other] units
}
hq-units-missing = { $count } missing
hq-age-never = nothing yet

# The figures added up
hq-sets = Figures
hq-set-staff = Staff
hq-set-families = Families
hq-set-health = Health
hq-set-traffic = Traffic
hq-set-measures = Measures
hq-columns = Columns
hq-next-figures = Next figures
hq-all = All units
hq-counted = { $counted } of { $of } units
hq-absent = { $counted }; missing: { $names }
hq-awaited = { $counted }; not due yet: { $names }
hq-and-more = { $names } and others, { $count } in all
hq-consolidated = Report of all

# Supplies
hq-measure = Measure
hq-low-units = Units low
hq-low-of = { $low } of { $of }
hq-days = { $count } { $count ->
    [one] day
   *[other] days
}
hq-days-by-unit = How long each unit's stock lasts; a full bar is 30 days
hq-help = Who could help whom
hq-help-none = No unit has any to spare
hq-help-note = A proposal only: whoever gives keeps its own minimum.
hq-no-supplies = No unit has sent its supplies yet

# Curves
hq-chart-unit = people · 30 days
hq-units-in = units counted
hq-numbers-of = Numbers of { $day }

# One unit
hq-sends-nothing = No bundle of it has come yet
hq-sends-counts = Sends counts only, no names
hq-sends-masked = Names masked
hq-sends-full = Sends figures and names
hq-unit-before = Unit before
hq-unit-after = Unit after
hq-revoked = revoked
hq-nothing-sent = No report of this day has come.
hq-unreadable = This report cannot be read; its text is kept.
hq-came-late = first one was late
hq-version = Version { $version }
hq-signed-by = reported by { $reporter } · approved by { $approver } · signed { $at }
hq-hash = Hash { $hash } · entry no. { $seq } of its station
hq-stands-as-signed = as it was signed
hq-stands-masked = names masked by the unit
hq-stands-damaged = not what its hash says
hq-number = Number
hq-before-it = Version before
hq-behind-nobody = The number is zero: nobody is behind it.
hq-behind-counts = This unit sends counts only; no list of names has come.
hq-behind-unknown = The names of { $count } on the list have not come.

# No unit yet
hq-nobody = No unit reports here yet
hq-step-card = In Stations, open the card of head office and give it to every unit: as a QR code or as a file.
hq-step-enrol = Take in the cards of each unit's stations, compare the fingerprints by telephone, then enrol them.
hq-step-folder = Add the shared folder or the stick. As soon as bundles come, the grid is here.
