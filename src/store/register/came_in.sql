SELECT entry.id, register.at_ms
FROM register JOIN entry ON entry.no = register.entry
WHERE register.person = (SELECT no FROM person WHERE id = ?1) AND register.at_ms > ?2 AND register.at_ms < ?3
    AND passed AND direction = 0 AND corrected_by IS NULL
ORDER BY register.at_ms, entry.seq
LIMIT 1
