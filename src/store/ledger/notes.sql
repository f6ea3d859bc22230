-- The daybook holds every note that can be read; a station is opened with the first entry of its chain; settings have an index
-- of their own. So the millions of readings between them are not looked through.
SELECT entry.no, chain.id AS chain, entry.seq, entry.id, entry.at_ms, entry.kind, entry.body, entry.corrects,
       redacted.entry IS NOT NULL AS redacted
FROM (
    SELECT daybook.entry AS no FROM daybook
    WHERE daybook.entry > ?1 AND daybook.entry <= ?3 AND daybook.kind IN (SELECT value FROM json_each(?2))
    UNION ALL
    SELECT entry.no FROM entry
    WHERE entry.kind = 2 AND entry.no > ?1 AND entry.no <= ?3 AND 2 IN (SELECT value FROM json_each(?2))
    UNION ALL
    SELECT entry.no FROM chain JOIN entry ON entry.station = chain.no AND entry.seq = 1
    WHERE entry.kind = 1 AND entry.no > ?1 AND entry.no <= ?3 AND 1 IN (SELECT value FROM json_each(?2))
) AS found
JOIN entry ON entry.no = found.no
JOIN chain ON chain.no = entry.station
LEFT JOIN redacted ON redacted.entry = entry.no
ORDER BY entry.no
