-- Why: the journals of hundreds of units in one place, on one server or spread over many.
--
-- What is PostgreSQL's own here: PARTITION BY with its partitions, partial indexes, and the trigger's language. Engines that speak the
-- protocol and place rows by themselves need the tables alone; the keys begin with what such an engine places rows by.

-- The last number given in order of arrival. Whoever loads holds this row, so that loads follow each other.
CREATE TABLE arrival (
    one smallint PRIMARY KEY CHECK (one = 1),
    no  bigint NOT NULL
);
INSERT INTO arrival VALUES (1, 0);

-- A unit is known by a hash of its site and its name, the same in every database.
CREATE TABLE unit (
    id   uuid PRIMARY KEY,
    site text NOT NULL,
    name text NOT NULL
);

-- The end of each chain here. Numbers follow each other without a gap because entries are added under this row only.
CREATE TABLE chain (
    id   uuid PRIMARY KEY,
    unit uuid NOT NULL,
    seq  bigint NOT NULL,
    hash bytea NOT NULL CHECK (octet_length(hash) = 32)
);

-- As `entry` in SQLite. The hash of the entry before is the hash of the row with seq - 1 of the same chain.
CREATE TABLE entry (
    unit     uuid NOT NULL,
    chain    uuid NOT NULL,
    seq      bigint NOT NULL CHECK (seq > 0),
    no       bigint NOT NULL,
    id       uuid NOT NULL,
    at_ms    bigint NOT NULL,
    zone_min integer NOT NULL,
    actor    bigint NOT NULL,
    kind     bigint NOT NULL,
    subject  uuid,
    body     text NOT NULL,
    corrects uuid,
    redacted boolean NOT NULL,
    hash     bytea NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (unit, chain, seq, at_ms)
) PARTITION BY HASH (unit);

-- What headquarters folds: cards and settings of stations, and the daybook. The millions of readings between are not looked through.
CREATE INDEX entry_note ON entry (no) WHERE kind <= 2 OR kind >= 60;
CREATE INDEX entry_note_id ON entry (id) WHERE kind <= 2 OR kind >= 60;

-- Every id once over all partitions, which an index of a partitioned table cannot hold.
CREATE TABLE entry_id (id uuid PRIMARY KEY);

CREATE FUNCTION entry_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$;

-- What a redacted entry says may still come, and may move it to another month. Its place and its hash stay, and the program writes only
-- what has just that hash, or masks what was withheld. An entry that is not redacted is never changed at all.
CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry
FOR EACH ROW WHEN (NOT OLD.redacted) EXECUTE FUNCTION entry_stands();

CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
FOR EACH ROW WHEN (NOT OLD.redacted OR (NEW.chain, NEW.seq, NEW.hash) IS DISTINCT FROM (OLD.chain, OLD.seq, OLD.hash))
EXECUTE FUNCTION entry_stands();

-- What entries say of people. A person of a roster counts once the roster is taken.
CREATE TABLE person (
    id       uuid NOT NULL,
    at_ms    bigint NOT NULL,
    chain    uuid NOT NULL,
    seq      bigint NOT NULL,
    part     bigint NOT NULL,
    import   uuid,
    body     text NOT NULL,
    PRIMARY KEY (id, chain, seq, part)
);

CREATE TABLE roster_taken (import uuid PRIMARY KEY);

-- The newest head of each chain with its owner's signature.
CREATE TABLE signed_head (
    chain     uuid PRIMARY KEY,
    seq       bigint NOT NULL,
    hash      bytea NOT NULL,
    signature bytea NOT NULL
);

-- Entries that came before what stands between them and the end of their chain here. They wait until the gap is filled.
CREATE TABLE held (
    chain  uuid NOT NULL,
    seq    bigint NOT NULL,
    before bytea NOT NULL,
    hash   bytea NOT NULL,
    link   text NOT NULL,
    PRIMARY KEY (chain, seq)
);

-- Entries under a number or an id that another entry has here. Never merged, never lost.
CREATE TABLE quarantine (
    no         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    chain      uuid NOT NULL,
    seq        bigint NOT NULL,
    hash       bytea NOT NULL,
    link       text NOT NULL,
    sender     uuid NOT NULL,
    arrived_ms bigint NOT NULL,
    why        text NOT NULL,
    seen       boolean NOT NULL DEFAULT false,
    UNIQUE (chain, seq, hash)
);

-- Which months have their partitions.
CREATE TABLE entry_month (from_ms bigint PRIMARY KEY);

-- A unit stands in one of eight shelves, and there in the partition of the month. A clock that is decades wrong has a partition too.
DO $$ BEGIN
    FOR shelf IN 0..7 LOOP
        EXECUTE format('CREATE TABLE entry_u%s PARTITION OF entry FOR VALUES WITH (MODULUS 8, REMAINDER %s) PARTITION BY RANGE (at_ms)', shelf, shelf);
        EXECUTE format('CREATE TABLE entry_u%s_other PARTITION OF entry_u%s DEFAULT', shelf, shelf);
    END LOOP;
END $$;
