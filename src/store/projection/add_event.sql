INSERT INTO course (entry, part, person, at_ms, kind, body, import, corrected_by, line)
VALUES (:entry, :part, :person, :at_ms, :kind, seal(:body, :kind), :import, :corrected_by, :line)
