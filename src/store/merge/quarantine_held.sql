-- Whatever is held and builds, one after the other, on an entry in quarantine.
WITH RECURSIVE built (seq, hash, link) AS (
    SELECT seq, hash, link FROM held WHERE chain = :chain AND seq = :seq + 1 AND before = :hash
    UNION ALL
    SELECT held.seq, held.hash, held.link
    FROM built JOIN held ON held.chain = :chain AND held.seq = built.seq + 1 AND held.before = built.hash
)
INSERT OR IGNORE INTO quarantine (chain, seq, hash, link, sender, arrived_ms, why)
SELECT :chain, seq, hash, link, :sender, :arrived_ms, 'chain' FROM built
