SELECT entry.id AS id, entry.seq, daybook.at_ms, daybook.kind, daybook.body
FROM daybook
JOIN entry ON entry.no = daybook.entry
JOIN chain ON chain.no = entry.station
WHERE daybook.corrected_by IS NULL
ORDER BY daybook.at_ms, chain.id, entry.seq
