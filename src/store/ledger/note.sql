SELECT chain.id AS chain, entry.seq, entry.id, entry.at_ms, entry.kind, entry.body, entry.corrects,
       redacted.entry IS NOT NULL AS redacted
FROM entry
JOIN chain ON chain.no = entry.station
LEFT JOIN redacted ON redacted.entry = entry.no
WHERE entry.id = ?1
