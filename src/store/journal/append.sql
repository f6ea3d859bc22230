INSERT INTO entry (station, seq, id, at_ms, zone_min, actor, kind, subject, body, corrects, hash)
VALUES (:station, :seq, :id, :at_ms, :zone_min, :actor, :kind, :subject, seal(:body, :kind), :corrects, :hash)
