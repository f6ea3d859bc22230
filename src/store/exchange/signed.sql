SELECT signed_head.chain, max(signed_head.seq) AS seq, signed_head.hash, signature
FROM signed_head
JOIN chain ON chain.id = signed_head.chain
JOIN entry ON entry.station = chain.no AND entry.seq = signed_head.seq AND entry.hash = signed_head.hash
GROUP BY signed_head.chain
ORDER BY signed_head.chain
