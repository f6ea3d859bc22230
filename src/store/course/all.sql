SELECT entry.id AS id, entry.seq, chain.id AS chain, person.id AS person, course.at_ms, course.kind, unseal(course.body, course.kind) AS body
FROM course
JOIN entry ON entry.no = course.entry
JOIN chain ON chain.no = entry.station
JOIN person ON person.no = course.person
LEFT JOIN import ON import.no = course.import
WHERE course.corrected_by IS NULL AND (course.import IS NULL OR import.state = 'taken')
