SELECT badge, employee, name, kind, status, unit, department, team, dormitory, unseal(phone, 'phone') AS phone,
       unseal(document, 'document') AS document, host, note
FROM person LEFT JOIN import ON import.no = person.import
WHERE person.id = ?1 AND (person.import IS NULL OR import.state = 'taken') AND name <> ''
