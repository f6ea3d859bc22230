SELECT hex(entry.id), hex(person.id), visit.at_ms, origin, visit.unit, visit.host, purpose, unseal(plate, 'plate'), contact
FROM visit JOIN entry ON entry.no = visit.entry JOIN person ON person.no = visit.person
ORDER BY entry.id
