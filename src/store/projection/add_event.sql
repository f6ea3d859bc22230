INSERT INTO course (entry, part, person, at_ms, kind, body, import, corrected_by)
VALUES (:entry, :part, :person, :at_ms, :kind, :body, :import, :corrected_by)
