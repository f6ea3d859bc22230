-- Whoever has left, and outsiders who went without anybody seeing, count as inside no longer than their lines are kept.
SELECT line AS id FROM course WHERE line IS NOT NULL
UNION
SELECT entry.id
FROM presence
JOIN person ON person.no = presence.person
JOIN register ON register.person = presence.person AND register.at_ms = presence.at_ms
JOIN entry ON entry.no = register.entry
WHERE presence.inside AND register.passed AND register.corrected_by IS NULL AND person.status <> 'left'
    AND NOT (person.kind = 'visitor' OR person.kind = 'contractor' AND person.badge = '' AND person.employee = '')
