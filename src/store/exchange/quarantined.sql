SELECT no, chain, seq, sender, arrived_ms, why, seen
FROM quarantine
ORDER BY seen, no
LIMIT ?1
