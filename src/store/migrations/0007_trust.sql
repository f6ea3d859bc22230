-- Why: who may do what is part of the record, and is the same at every station of the site.

-- Projection: of what stations say about an account the latest by (time, chain, number) stands. Which chains are heard about accounts
-- is asked when they are read.
CREATE TABLE account (
    id    BLOB PRIMARY KEY CHECK (length(id) = 16),
    body  TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    chain BLOB NOT NULL CHECK (length(chain) = 16),
    seq   INTEGER NOT NULL
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
