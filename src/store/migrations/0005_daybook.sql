-- Why: what the plant does for everybody (duty, supplies, site measures, notices, reports), read back whole and folded in memory:
-- a stock, a plan and a signed report are each the sum of their notes, whatever order these arrived in.
CREATE TABLE daybook (
    entry        INTEGER PRIMARY KEY REFERENCES entry (no),
    kind         INTEGER NOT NULL,
    at_ms        INTEGER NOT NULL,
    body         TEXT NOT NULL,
    corrected_by BLOB
) STRICT;

-- Why: the report of a day that is over names people as they were then, and looks for what was said of them among millions of entries.
CREATE INDEX entry_people ON entry (at_ms) WHERE kind IN (10, 11);

-- Why: what was judged is shown under the rules of its day, and a change of settings is one entry among millions.
CREATE INDEX entry_settings ON entry (station, seq) WHERE kind = 2;
