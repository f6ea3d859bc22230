-- The notes first: SQLite would walk through every entry since, or of the site.
SELECT entry.no, entry.id AS id, entry.seq, chain.id AS chain, entry.corrects IS NOT NULL AS corrects,
       daybook.at_ms, daybook.kind, daybook.body
FROM daybook
CROSS JOIN entry ON entry.no = daybook.entry
JOIN chain ON chain.no = entry.station
WHERE daybook.entry > ?1 AND daybook.corrected_by IS NULL AND +entry.station IN (SELECT no FROM site)
ORDER BY daybook.at_ms, chain.id, entry.seq
