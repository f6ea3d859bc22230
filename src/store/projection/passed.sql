INSERT INTO presence (person, inside, at_ms) VALUES (?1, ?2, ?3)
ON CONFLICT (person) DO UPDATE SET inside = excluded.inside, at_ms = excluded.at_ms WHERE excluded.at_ms > presence.at_ms
