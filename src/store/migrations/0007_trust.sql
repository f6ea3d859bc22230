-- Why: who may do what is part of the record, and is the same at every station of the site.

-- Projection: what each chain said last about an account, by (time, number). Which chains are heard is asked when they are read, so that
-- the word of a chain which is not heard never hides that of one which is.
CREATE TABLE account (
    chain BLOB NOT NULL CHECK (length(chain) = 16),
    id    BLOB NOT NULL CHECK (length(id) = 16),
    body  TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    seq   INTEGER NOT NULL,
    PRIMARY KEY (chain, id)
) STRICT, WITHOUT ROWID;

-- Of this PC alone: how signing in went here. No entries, so that nobody fills the disk by guessing.
CREATE TABLE sign_in (
    account   BLOB PRIMARY KEY CHECK (length(account) = 16),
    failed    INTEGER NOT NULL,
    failed_ms INTEGER NOT NULL,
    signed_ms INTEGER
) STRICT, WITHOUT ROWID;

-- What a stolen disk must not give away is sealed with the key of the data folder. `proof` is a known text under that key; `done`,
-- whether nothing is left in clear or under an earlier key.
CREATE TABLE seal (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    proof TEXT NOT NULL,
    done  INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Which entries are sealed; a new key finds them among millions of readings.
CREATE INDEX entry_sealed ON entry (no) WHERE kind IN (10, 11, 23, 50, 51, 52, 53, 54, 55);
-- What was cleared for good: no bundle brings it again, as it may with what somebody only withheld.
ALTER TABLE redacted ADD COLUMN purged INTEGER NOT NULL DEFAULT 0 CHECK (purged IN (0, 1));
-- Who saw, held or asked for something about people is a handful of entries among millions.
CREATE INDEX entry_access ON entry (at_ms) WHERE kind IN (91, 97, 98);
