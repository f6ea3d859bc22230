SELECT person_next.import, body, at_ms, chain, seq
FROM person_next JOIN import ON import.no = person_next.import
WHERE import.state = 'taken'
ORDER BY person_next.import, person_next.id
LIMIT ?1
