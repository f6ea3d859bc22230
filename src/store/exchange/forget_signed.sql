DELETE FROM signed_head
WHERE chain = ?1 AND seq < (
    SELECT max(reached.seq)
    FROM signed_head AS reached
    JOIN chain ON chain.id = reached.chain
    JOIN entry ON entry.station = chain.no AND entry.seq = reached.seq AND entry.hash = reached.hash
    WHERE reached.chain = ?1
)
