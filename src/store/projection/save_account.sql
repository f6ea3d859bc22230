INSERT INTO account (id, body, at_ms, chain, seq) VALUES (:id, :body, :at_ms, :chain, :seq)
ON CONFLICT (id) DO UPDATE SET body = excluded.body, at_ms = excluded.at_ms, chain = excluded.chain, seq = excluded.seq
WHERE (excluded.at_ms, excluded.chain, excluded.seq) > (at_ms, chain, seq);
