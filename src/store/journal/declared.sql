SELECT DISTINCT person.id
FROM import JOIN course ON course.import = import.no JOIN person ON person.no = course.person
WHERE import.id = ?1
