-- Nothing is inserted where another entry has the id.
INSERT OR IGNORE INTO entry (station, seq, id, at_ms, zone_min, actor, kind, subject, body, corrects, hash)
VALUES (:station, :seq, :id, :at_ms, :zone_min, :actor, :kind, :subject, seal(:body, :kind), :corrects, :hash)
