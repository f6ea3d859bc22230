SELECT person.id AS person, register.at_ms, celsius, passed, direction
FROM register JOIN person ON person.no = register.person
WHERE register.at_ms >= ?1 AND register.at_ms < ?2 AND corrected_by IS NULL AND (passed OR celsius IS NOT NULL)
ORDER BY register.at_ms, register.entry
