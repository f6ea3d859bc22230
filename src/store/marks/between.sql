-- Lines that were taken back tell nothing of who was here.
SELECT person.id, register.at_ms, register.at_ms = entry.at_ms, direction, passed, celsius, site, instrument, entry.station, entry.actor
FROM register JOIN entry ON entry.no = register.entry JOIN person ON person.no = register.person
WHERE register.at_ms >= ?1 AND register.at_ms < ?2 AND corrected_by IS NULL
ORDER BY register.at_ms, register.entry
