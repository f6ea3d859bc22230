-- Why: everything that happens is one append-only, hash-chained journal; all other tables are projections of it.

-- A chain is what one station writes. `no` is local to this file; `id` is the same everywhere.
CREATE TABLE chain (
    no   INTEGER PRIMARY KEY,
    id   BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    own  INTEGER NOT NULL DEFAULT 0 CHECK (own IN (0, 1))
) STRICT;

-- The hash of the entry before is not kept twice: it is the hash of the row with seq - 1 of the same chain.
-- `actor` is the seq of the on-duty entry of the same chain that answers for this one, 0 for none.
CREATE TABLE entry (
    no       INTEGER PRIMARY KEY,
    station  INTEGER NOT NULL REFERENCES chain (no),
    seq      INTEGER NOT NULL CHECK (seq > 0),
    id       BLOB NOT NULL CHECK (length(id) = 16),
    at_ms    INTEGER NOT NULL,
    zone_min INTEGER NOT NULL,
    actor    INTEGER NOT NULL,
    kind     INTEGER NOT NULL,
    subject  BLOB CHECK (subject IS NULL OR length(subject) = 16),
    body     TEXT NOT NULL,
    corrects BLOB CHECK (corrects IS NULL OR length(corrects) = 16),
    hash     BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE UNIQUE INDEX entry_seq ON entry (station, seq);
CREATE UNIQUE INDEX entry_id ON entry (id);
-- A correction may arrive before what it corrects.
CREATE INDEX entry_corrects ON entry (corrects) WHERE corrects IS NOT NULL;

CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- Bytes too large for the journal, by their hash; the journal names them.
CREATE TABLE photo (
    sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32),
    jpeg   BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- What this PC remembers for itself: language, theme, text size. Not part of the record.
CREATE TABLE preference (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
