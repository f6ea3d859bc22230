-- What units tell headquarters is not in its own daybook: it has the group for that.
SELECT entry.no, entry.id AS id, entry.seq, chain.id AS chain, entry.corrects IS NOT NULL AS corrects,
       daybook.at_ms, daybook.kind, daybook.body
FROM daybook
JOIN entry ON entry.no = daybook.entry
JOIN chain ON chain.no = entry.station
WHERE daybook.entry > ?1 AND daybook.corrected_by IS NULL AND chain.id NOT IN (
    SELECT peer.peer FROM peer
    JOIN chain AS here ON here.id = peer."by" AND here.own = 1
    WHERE json_extract(peer.body, '$.relation') = 'below'
)
ORDER BY daybook.at_ms, chain.id, entry.seq
