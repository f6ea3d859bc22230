INSERT INTO chain (id, unit, seq, hash) VALUES ($1, $2, $3, $4)
ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash
