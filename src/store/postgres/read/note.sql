SELECT chain, id, seq, at_ms, kind, body, corrects, redacted
FROM entry
WHERE id = $1 AND (kind <= 2 OR kind >= 60)
