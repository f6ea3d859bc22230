SELECT entry.at_ms, chain.id, entry.seq, site.own, entry.body
FROM site JOIN chain ON chain.no = site.no JOIN entry ON entry.station = site.no AND entry.kind = 2
WHERE entry.at_ms < ?1
ORDER BY entry.at_ms, chain.id, entry.seq
