SELECT chain.id, entry.seq, entry.hash
FROM chain JOIN entry ON entry.station = chain.no
    AND entry.seq = (SELECT max(seq) FROM entry AS last WHERE last.station = chain.no)
ORDER BY chain.id
