SELECT visit.at_ms, origin, visit.unit, visit.host, purpose, plate, contact
FROM visit JOIN person ON person.no = visit.person
WHERE person.id = ?1
ORDER BY visit.at_ms DESC, entry DESC
