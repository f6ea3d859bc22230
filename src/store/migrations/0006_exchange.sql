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

-- The newest head of each chain with its owner's signature, to pass entries on with.
CREATE TABLE signed_head (
    chain     BLOB PRIMARY KEY CHECK (length(chain) = 16),
    seq       INTEGER NOT NULL,
    hash      BLOB NOT NULL CHECK (length(hash) = 32),
    signature BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT, WITHOUT ROWID;

-- Entries that came before what stands between them and the end of their chain here. They wait until the gap is filled.
CREATE TABLE held (
    chain BLOB NOT NULL CHECK (length(chain) = 16),
    seq   INTEGER NOT NULL,
    hash  BLOB NOT NULL CHECK (length(hash) = 32),
    link  TEXT NOT NULL,
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

-- The newest bundle of each other station: when it was made by its clock, when it came by ours.
CREATE TABLE heard (
    peer       BLOB PRIMARY KEY CHECK (length(peer) = 16),
    made_ms    INTEGER NOT NULL,
    arrived_ms INTEGER NOT NULL,
    level      TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Why: saving somebody asks whether another person has the employee number, as it does for the badge.
CREATE INDEX person_employee ON person (employee) WHERE employee <> '';

-- Why: the settings in force are those of every chain of the site, and a chain that was continued is one of them.
CREATE INDEX entry_continued ON entry (station) WHERE kind = 82;
