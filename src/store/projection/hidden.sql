-- What is known of somebody only behind the switch of a roster that is not taken.
SELECT person.import, person.at_ms, person.chain, person.seq,
       badge, employee, name, kind, status, unit, department, team, dormitory, unseal(phone, 'phone') AS phone,
       unseal(document, 'document') AS document, host, note
FROM person JOIN import ON import.no = person.import
WHERE person.id = ?1 AND import.state <> 'taken'
