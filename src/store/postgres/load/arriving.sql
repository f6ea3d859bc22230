CREATE TEMP TABLE arriving (
    unit uuid, chain uuid, seq bigint, no bigint, id uuid, at_ms bigint, zone_min integer, actor bigint, kind bigint,
    subject uuid, body text, corrects uuid, redacted boolean, hash bytea
) ON COMMIT DELETE ROWS
