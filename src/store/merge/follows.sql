-- A chain of which something is held that follows its end here, or is before it.
SELECT chain.id
FROM chain
WHERE (SELECT min(seq) FROM held WHERE held.chain = chain.id)
    <= coalesce((SELECT max(seq) FROM entry WHERE entry.station = chain.no), 0) + 1
LIMIT 1
