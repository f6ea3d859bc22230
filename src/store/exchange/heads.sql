SELECT chain.id AS chain, entry.seq, entry.hash
FROM chain JOIN entry ON entry.station = chain.no
WHERE entry.seq = (SELECT max(seq) FROM entry WHERE station = chain.no)
ORDER BY chain.id
