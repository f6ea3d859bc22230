-- Why: stations exchange slices of their journals. What arrives out of order or does not fit is kept beside the journal, never in it.

-- Projection: what each station (`by`) says of another one. Only what this station itself says is trusted.
CREATE TABLE peer (
    by   BLOB NOT NULL CHECK (length(by) = 16),
    peer BLOB NOT NULL CHECK (length(peer) = 16),
    seq  INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (by, peer)
) STRICT, WITHOUT ROWID;

-- Entries whose subject, body or correction are not what was hashed: masked or withheld by who sent them, or purged here.
CREATE TABLE redacted (
    entry INTEGER PRIMARY KEY REFERENCES entry (no)
) STRICT;

-- What a redacted entry says may still come. Its place and its hash stay, and the program writes only what has just that hash, or
-- masks what was withheld; so what the chain binds is never changed. An entry that is not redacted is never changed at all.
DROP TRIGGER entry_is_never_changed;
CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
WHEN NOT EXISTS (SELECT 1 FROM redacted WHERE entry = OLD.no)
    OR (NEW.no, NEW.station, NEW.seq, NEW.hash) IS NOT (OLD.no, OLD.station, OLD.seq, OLD.hash)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- Heads of chains with their owner's signature, to pass entries on with: the newest that is here, and those that are waited for.
CREATE TABLE signed_head (
    chain     BLOB NOT NULL CHECK (length(chain) = 16),
    seq       INTEGER NOT NULL,
    hash      BLOB NOT NULL CHECK (length(hash) = 32),
    signature BLOB NOT NULL CHECK (length(signature) = 64),
    PRIMARY KEY (chain, seq, hash)
) STRICT, WITHOUT ROWID;

-- Entries that came before what stands between them and the end of their chain here. They wait until the gap is filled.
CREATE TABLE held (
    chain  BLOB NOT NULL CHECK (length(chain) = 16),
    seq    INTEGER NOT NULL,
    before BLOB NOT NULL CHECK (length(before) = 32),
    hash   BLOB NOT NULL CHECK (length(hash) = 32),
    link   TEXT NOT NULL,
    PRIMARY KEY (chain, seq)
) STRICT, WITHOUT ROWID;

-- Entries under a number or an id that another entry has here. Never merged, never lost.
CREATE TABLE quarantine (
    no         INTEGER PRIMARY KEY,
    chain      BLOB NOT NULL CHECK (length(chain) = 16),
    seq        INTEGER NOT NULL,
    hash       BLOB NOT NULL CHECK (length(hash) = 32),
    link       TEXT NOT NULL,
    sender     BLOB NOT NULL,
    arrived_ms INTEGER NOT NULL,
    why        TEXT NOT NULL,
    seen       INTEGER NOT NULL DEFAULT 0,
    UNIQUE (chain, seq, hash)
) STRICT;

-- How far another station says it holds each chain: its receipts.
CREATE TABLE receipt (
    peer   BLOB NOT NULL CHECK (length(peer) = 16),
    chain  BLOB NOT NULL CHECK (length(chain) = 16),
    seq    INTEGER NOT NULL,
    hash   BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (peer, chain)
) STRICT, WITHOUT ROWID;

-- The newest bundle of each other station by the number it gave it: when it was made by its clock, when it came by ours.
CREATE TABLE heard (
    peer       BLOB PRIMARY KEY CHECK (length(peer) = 16),
    no         INTEGER NOT NULL DEFAULT 0,
    made_ms    INTEGER NOT NULL,
    arrived_ms INTEGER NOT NULL,
    level      TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Why: saving somebody asks whether another person has the employee number, as it does for the badge.
CREATE INDEX person_employee ON person (employee) WHERE employee <> '';

-- Of what several stations say about one thing the latest stands, in whatever order it came: the entry that said what is there.
-- What was there before is folded again with this step.
ALTER TABLE instrument ADD COLUMN entry INTEGER;
ALTER TABLE person ADD COLUMN photo_entry INTEGER;
ALTER TABLE station ADD COLUMN card_seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE station ADD COLUMN settings_seq INTEGER NOT NULL DEFAULT 0;

-- The line of the register that an event tells of and is as old as; it may come after the event.
ALTER TABLE course ADD COLUMN line BLOB;
CREATE INDEX course_line ON course (line) WHERE line IS NOT NULL;

-- Which chain a chain continues is one entry among millions; the settings of the site are those of all of them.
CREATE INDEX entry_continued ON entry (station) WHERE kind = 82;
-- So are the keys of a chain.
CREATE INDEX entry_keyed ON entry (station, seq) WHERE kind = 80;
