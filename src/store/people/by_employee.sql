SELECT person.id
FROM person LEFT JOIN import ON import.no = person.import
WHERE employee = ?1 AND (person.import IS NULL OR import.state = 'taken') AND name <> ''
ORDER BY person.id
