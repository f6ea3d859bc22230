-- Nothing is changed where another entry has the id.
UPDATE OR IGNORE entry
SET id = :id, at_ms = :at_ms, zone_min = :zone_min, actor = :actor, kind = :kind, subject = :subject, body = seal(:body, :kind), corrects = :corrects
WHERE no = :no
