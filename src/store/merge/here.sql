SELECT entry.id, entry.hash, redacted.entry IS NOT NULL AS redacted
FROM entry LEFT JOIN redacted ON redacted.entry = entry.no
WHERE entry.station = ?1 AND entry.seq = ?2
