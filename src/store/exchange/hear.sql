INSERT INTO heard (peer, no, made_ms, arrived_ms, level) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (peer) DO UPDATE
SET no = excluded.no, made_ms = excluded.made_ms, arrived_ms = excluded.arrived_ms, level = excluded.level
WHERE excluded.no > heard.no
