-- Why: what was declared, reported, ordered and decided about people, read back whole: a screen folds it in memory, because the
-- latest declaration, an isolation and an outing are each the sum of their entries, whatever order these arrived in.
-- One entry of a questionnaire holds many declarations: `part` counts them. `import` hides them until it is taken.
CREATE TABLE course (
    entry        INTEGER NOT NULL REFERENCES entry (no),
    part         INTEGER NOT NULL,
    person       INTEGER NOT NULL,
    at_ms        INTEGER NOT NULL,
    kind         INTEGER NOT NULL,
    body         TEXT NOT NULL,
    import       INTEGER REFERENCES import (no),
    corrected_by BLOB,
    PRIMARY KEY (entry, part)
) STRICT, WITHOUT ROWID;

CREATE INDEX course_person ON course (person, at_ms);
