DELETE FROM held
WHERE chain = ?1 AND EXISTS (SELECT 1 FROM quarantine AS q WHERE q.chain = held.chain AND q.seq = held.seq AND q.hash = held.hash)
