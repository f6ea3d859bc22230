SELECT no, chain, id, seq, at_ms, kind, body, corrects, redacted
FROM entry
WHERE no > $1 AND no <= $2 AND (kind <= 2 OR kind >= 60) AND kind = ANY($3) AND body <> ''
ORDER BY no
LIMIT $4
