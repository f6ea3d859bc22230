INSERT INTO quarantine (chain, seq, hash, link, sender, arrived_ms, why)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (chain, seq, hash) DO NOTHING
