SELECT hex(entry.id), part, hex(person.id), course.at_ms, course.kind, unseal(course.body, course.kind), hex(import.id), hex(corrected_by)
FROM course JOIN entry ON entry.no = course.entry JOIN person ON person.no = course.person LEFT JOIN import ON import.no = course.import
ORDER BY entry.id, part
