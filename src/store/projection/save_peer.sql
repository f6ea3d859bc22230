INSERT INTO peer (by, peer, seq, body) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (by, peer) DO UPDATE SET seq = excluded.seq, body = excluded.body WHERE excluded.seq >= peer.seq
