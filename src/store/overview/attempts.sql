-- Where somebody was measured stands in the entry only; the gate is the place that is not named there.
SELECT person.id AS person, register.at_ms
FROM (SELECT person AS no, min(at_ms) AS since FROM course WHERE kind = 53 AND corrected_by IS NULL GROUP BY person) AS isolated
JOIN register ON register.person = isolated.no AND register.at_ms > isolated.since
JOIN entry ON entry.no = register.entry
JOIN person ON person.no = register.person
WHERE register.at_ms >= ?1 AND register.at_ms < ?2 AND verdict = ?3 AND celsius IS NOT NULL AND register.corrected_by IS NULL
    AND json_extract(entry.body, '$.where') IS NULL
ORDER BY register.at_ms
