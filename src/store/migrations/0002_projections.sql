-- Why: screens and exports read these tables; rebuild empties them and folds the journal again.

CREATE TABLE import (
    no    INTEGER PRIMARY KEY,
    id    BLOB NOT NULL UNIQUE,
    file  TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'staged' CHECK (state IN ('staged', 'taken', 'abandoned'))
) STRICT;

-- `no` is local and small, so that a register line costs few bytes; digests and exports use `id`.
-- `at_ms, chain, seq` is the entry that wrote the row: of two stations' changes the later one stands.
-- `import` hides a person until the import is taken; `next` holds what an import will make of somebody known.
CREATE TABLE person (
    no         INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    badge      TEXT NOT NULL,
    employee   TEXT NOT NULL,
    name       TEXT NOT NULL,
    kind       TEXT NOT NULL,
    status     TEXT NOT NULL,
    unit       TEXT NOT NULL,
    department TEXT NOT NULL,
    team       TEXT NOT NULL,
    dormitory  TEXT NOT NULL,
    phone      TEXT NOT NULL,
    document   TEXT NOT NULL,
    host       TEXT NOT NULL,
    note       TEXT NOT NULL,
    photo      BLOB,
    at_ms      INTEGER NOT NULL,
    chain      BLOB NOT NULL,
    seq        INTEGER NOT NULL,
    import     INTEGER REFERENCES import (no)
) STRICT;

CREATE TABLE person_next (
    import INTEGER NOT NULL REFERENCES import (no),
    id     BLOB NOT NULL,
    body   TEXT NOT NULL,
    at_ms  INTEGER NOT NULL,
    chain  BLOB NOT NULL,
    seq    INTEGER NOT NULL,
    PRIMARY KEY (import, id)
) STRICT, WITHOUT ROWID;

-- 登记簿: a line for everything that happened at a gate.
-- Verdict, direction and site are the positions of domain's lists.
CREATE TABLE register (
    entry        INTEGER PRIMARY KEY REFERENCES entry (no),
    person       INTEGER NOT NULL,
    at_ms        INTEGER NOT NULL,
    direction    INTEGER NOT NULL,
    verdict      INTEGER NOT NULL,
    celsius      INTEGER,
    site         INTEGER,
    instrument   TEXT,
    attempt      INTEGER NOT NULL DEFAULT 1,
    mask         INTEGER NOT NULL DEFAULT 1,
    passed       INTEGER NOT NULL,
    reason       TEXT,
    corrected_by BLOB
) STRICT;

CREATE INDEX register_person ON register (person, at_ms);
CREATE INDEX register_at ON register (at_ms);

-- Who is inside: the last passage of each person that no correction took back.
CREATE TABLE presence (
    person INTEGER PRIMARY KEY,
    inside INTEGER NOT NULL,
    at_ms  INTEGER NOT NULL
) STRICT;

CREATE TABLE visit (
    entry   INTEGER PRIMARY KEY REFERENCES entry (no),
    person  INTEGER NOT NULL,
    at_ms   INTEGER NOT NULL,
    origin  TEXT NOT NULL,
    unit    TEXT NOT NULL,
    host    TEXT NOT NULL,
    purpose TEXT NOT NULL,
    plate   TEXT NOT NULL,
    contact INTEGER NOT NULL
) STRICT;
CREATE INDEX visit_person ON visit (person, at_ms);

CREATE TABLE instrument (
    name    TEXT PRIMARY KEY,
    site    INTEGER NOT NULL,
    retired INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE instrument_check (
    entry     INTEGER PRIMARY KEY REFERENCES entry (no),
    name      TEXT NOT NULL,
    at_ms     INTEGER NOT NULL,
    reference INTEGER NOT NULL,
    shown     INTEGER NOT NULL
) STRICT;
CREATE INDEX instrument_check_name ON instrument_check (name, at_ms);

-- One row: the card, the settings and who is on duty, as JSON bodies of their entries.
CREATE TABLE station (
    chain    INTEGER PRIMARY KEY REFERENCES chain (no),
    card     TEXT NOT NULL,
    settings TEXT,
    on_duty  TEXT,
    duty_seq INTEGER NOT NULL DEFAULT 0
) STRICT;
