# What goes out.
export-title = Export
export-contacts = Export contacts
export-what-people = People
export-what-readings = Readings
export-what-passages = Passages
export-what-returns = Returns
export-what-outings = Outings
export-what-isolations = Isolation
export-what-journal = Journal
export-format = Format
export-from = From (included)
export-to = To (included)
export-no-day = No such day; write it as 2020-02-07
export-only = { $count ->
    [one] Only the { $count } person listed
   *[other] Only the { $count } people listed
}
export-only-outings = { $count ->
    [one] Only the { $count } outing listed
   *[other] Only the { $count } outings listed
}
export-level = Level
export-level-counts = Counts only
export-level-masked = Masked
export-level-full = Full
export-purpose = Purpose
export-purpose-hint = e.g. for the district CDC
export-purpose-missing = Full names leave only with a purpose of at least 4 characters
export-foot = Level: { $level }
export-foot-purpose = Level: { $level }, purpose: { $purpose }
export-about = About
export-made = Exported at
export-journal = Export the journal
export-as-filtered = Every entry that the filter lets through
export-mapping = Mapping file (DHIS2)
export-path = Save to
export-done = { $rows } rows written to { $path }

# Titles, by the key of the column
export-id = ID
export-seq = No.
export-station = Station
export-at = Time
export-badge = Badge
export-employee = Employee no.
export-name = Name
export-kind = Kind
export-unit = Unit
export-department = Department
export-team = Team
export-dormitory = Dormitory
export-phone = Phone
export-status = Status
export-host = Host
export-note = Note
export-celsius = Celsius
export-site = Site
export-instrument = Instrument
export-attempt = Attempt
export-verdict = Verdict
export-direction = Direction
export-corrected_by = Corrected by
export-entered_at = Entered at
export-outing = Outing
export-actor = On-duty no.
export-subject = Subject
export-body = Body
export-corrects = Corrects
export-hash = Hash
export-return_date = Return date
export-places = Places
export-contact = Contact
export-symptoms = Symptoms
export-last_day = Last day
export-first_free_day = First free day
export-reasons = Reasons
export-judged_on = Judged on
export-destination = Destination
export-code = Region code
export-reason = Purpose
export-filed_at = Filed
export-left_at = Left
export-due_at = Due at
export-back_at = Back
export-state = State
export-started = Started
export-rule = Rule
export-day = Day
export-date = Date
export-shift = Shift
export-came_at = Came at
export-late_min = Minutes late
export-readings = Readings
export-measured = Measured
export-health = Health
