INSERT INTO signed_head (chain, seq, hash, signature) VALUES ($1, $2, $3, $4)
ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, signature = excluded.signature
WHERE signed_head.seq < excluded.seq
