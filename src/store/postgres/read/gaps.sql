SELECT chain, before + 1 AS first, seq - 1 AS last
FROM (
    SELECT held.chain, held.seq,
           coalesce(lag(held.seq) OVER (PARTITION BY held.chain ORDER BY held.seq), chain.seq, 0) AS before
    FROM held LEFT JOIN chain ON chain.id = held.chain
) AS step
WHERE seq > before + 1
ORDER BY chain, first
