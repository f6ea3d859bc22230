INSERT INTO person_next (import, id, body, at_ms, chain, seq) VALUES (?1, ?2, seal(?3, 10), ?4, ?5, ?6)
ON CONFLICT (import, id) DO UPDATE SET body = excluded.body, at_ms = excluded.at_ms, chain = excluded.chain, seq = excluded.seq
WHERE (excluded.at_ms, excluded.chain, excluded.seq) >= (person_next.at_ms, person_next.chain, person_next.seq)
