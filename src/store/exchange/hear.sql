INSERT INTO heard (peer, made_ms, arrived_ms, level) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (peer) DO UPDATE SET made_ms = excluded.made_ms, arrived_ms = excluded.arrived_ms, level = excluded.level
WHERE excluded.made_ms > heard.made_ms
