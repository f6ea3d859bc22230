SELECT person.id AS person, register.at_ms, celsius, verdict, passed
FROM register JOIN person ON person.no = register.person
WHERE register.at_ms >= ?1 AND register.at_ms < ?2 AND celsius IS NOT NULL AND corrected_by IS NULL
ORDER BY register.at_ms, register.entry
