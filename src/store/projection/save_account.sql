INSERT INTO account (chain, id, body, at_ms, seq) VALUES (:chain, :id, :body, :at_ms, :seq)
ON CONFLICT (chain, id) DO UPDATE SET body = excluded.body, at_ms = excluded.at_ms, seq = excluded.seq
WHERE (excluded.at_ms, excluded.seq) > (at_ms, seq);
