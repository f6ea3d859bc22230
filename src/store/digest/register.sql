SELECT hex(entry.id), hex(person.id), register.at_ms, direction, verdict, celsius, site, instrument, attempt, mask, passed, reason,
       hex(corrected_by)
FROM register JOIN entry ON entry.no = register.entry JOIN person ON person.no = register.person
ORDER BY entry.id
