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
