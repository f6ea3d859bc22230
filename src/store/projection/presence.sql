INSERT INTO presence (person, inside, at_ms)
SELECT register.person, register.direction = 0, register.at_ms
FROM register
JOIN entry ON entry.no = register.entry
JOIN chain ON chain.no = entry.station
WHERE register.person = ?1 AND register.passed = 1 AND register.corrected_by IS NULL
ORDER BY register.at_ms DESC, chain.id DESC, entry.seq DESC
LIMIT 1
ON CONFLICT (person) DO UPDATE SET inside = excluded.inside, at_ms = excluded.at_ms
