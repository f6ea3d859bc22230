SELECT line AS id FROM course WHERE line IS NOT NULL
UNION
SELECT entry.id
FROM presence
JOIN register ON register.person = presence.person AND register.at_ms = presence.at_ms
JOIN entry ON entry.no = register.entry
WHERE presence.inside AND register.passed AND register.corrected_by IS NULL
