INSERT INTO register (entry, person, at_ms, direction, verdict, celsius, site, instrument, attempt, mask, passed, reason, corrected_by)
VALUES (:entry, :person, :at_ms, :direction, :verdict, :celsius, :site, :instrument, :attempt, :mask, :passed, :reason, :corrected_by)
