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

-- What was cleared for good: no bundle brings it again, as it may with what somebody only withheld.
ALTER TABLE redacted ADD COLUMN purged INTEGER NOT NULL DEFAULT 0 CHECK (purged IN (0, 1));
-- Who saw, held or asked for something about people is a handful of entries among millions.
CREATE INDEX entry_access ON entry (at_ms) WHERE kind IN (91, 97, 98);
