SELECT entry.no, entry.id AS id, entry.seq, chain.id AS chain, entry.corrects IS NOT NULL AS corrects,
       daybook.at_ms, daybook.kind, daybook.body
FROM daybook
JOIN entry ON entry.no = daybook.entry
JOIN chain ON chain.no = entry.station
WHERE daybook.entry > ?1 AND daybook.corrected_by IS NULL
ORDER BY daybook.at_ms, chain.id, entry.seq
