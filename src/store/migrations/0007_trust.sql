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
