SELECT person.id AS person, register.at_ms
FROM register JOIN person ON person.no = register.person
WHERE register.at_ms >= ?1 AND register.at_ms < ?2 AND celsius >= ?3 AND corrected_by IS NULL
