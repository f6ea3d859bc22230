-- Whatever is held and builds, one after the other, on an entry that is kept apart.
WITH RECURSIVE built (seq, hash, link) AS (
    SELECT seq, hash, link FROM held WHERE chain = $1::uuid AND seq = $2::bigint + 1 AND before = $3
    UNION ALL
    SELECT held.seq, held.hash, held.link
    FROM built JOIN held ON held.chain = $1::uuid AND held.seq = built.seq + 1 AND held.before = built.hash
)
INSERT INTO quarantine (chain, seq, hash, link, sender, arrived_ms, why)
SELECT $1::uuid, seq, hash, link, $4::uuid, $5::bigint, 'chain' FROM built
ON CONFLICT (chain, seq, hash) DO NOTHING
