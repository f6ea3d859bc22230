SELECT entry.id, entry.hash, redacted.entry IS NOT NULL AND NOT redacted.purged AS redacted
FROM entry LEFT JOIN redacted ON redacted.entry = entry.no
WHERE entry.station = ?1 AND entry.seq = ?2
