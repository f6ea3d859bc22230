SELECT hex(person.id), badge, employee, name, kind, status, unit, department, team, dormitory, phone, document, host, note,
       hex(photo), person.at_ms, hex(chain), seq, hex(import.id), import.state
FROM person LEFT JOIN import ON import.no = person.import
ORDER BY person.id
