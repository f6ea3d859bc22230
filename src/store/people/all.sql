SELECT person.id, person.at_ms, badge, employee, name, kind, status, unit, department, team, dormitory, unseal(phone, 'phone') AS phone,
       unseal(document, 'document') AS document, host, note
FROM person LEFT JOIN import ON import.no = person.import
WHERE (person.import IS NULL OR import.state = 'taken') AND name <> ''
ORDER BY badge, employee, name, person.id
