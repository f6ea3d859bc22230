SELECT entry.id
FROM entry JOIN chain ON chain.no = entry.station
WHERE entry.corrects = ?1
ORDER BY entry.at_ms DESC, chain.id DESC, entry.seq DESC
LIMIT 1
