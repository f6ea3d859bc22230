SELECT person.id AS person, register.at_ms, direction, verdict, celsius, passed
FROM register JOIN person ON person.no = register.person
WHERE register.at_ms >= ?1 AND register.at_ms < ?2 AND corrected_by IS NULL
