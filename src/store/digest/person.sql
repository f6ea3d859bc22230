SELECT hex(person.id), badge, employee, name, kind, status, unit, department, team, dormitory, unseal(phone, 'phone'), unseal(document, 'document'), host, note,
       person.at_ms, hex(chain), seq
FROM person LEFT JOIN import ON import.no = person.import
WHERE seq > 0 AND (person.import IS NULL OR import.state = 'taken')
ORDER BY person.id
