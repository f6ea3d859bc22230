INSERT INTO course (entry, part, person, at_ms, kind, body, import, corrected_by, line)
VALUES (:entry, :part, :person, :at_ms, :kind, :body, :import, :corrected_by, :line)
