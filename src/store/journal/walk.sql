-- As get.sql; a body that cannot be opened is left sealed, and is not what was hashed.
SELECT entry.no, chain.id AS chain, entry.seq, entry.id, entry.at_ms, entry.zone_min, entry.actor, entry.kind,
       entry.subject, opened(entry.body, entry.kind) AS body, entry.corrects, entry.hash, redacted.entry IS NOT NULL AS redacted
FROM entry JOIN chain ON chain.no = entry.station LEFT JOIN redacted ON redacted.entry = entry.no
ORDER BY entry.station, entry.seq
