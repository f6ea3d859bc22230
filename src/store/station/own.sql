-- The chain that this station writes, and every one before it: the index entry_continued holds the entries that say so.
WITH RECURSIVE own (no) AS (
    SELECT no FROM chain WHERE own = 1
    UNION
    SELECT earlier.no
    FROM own
    JOIN entry ON entry.station = own.no AND entry.kind = 82
    JOIN chain AS earlier ON earlier.id = unhex(CASE WHEN json_valid(entry.body) THEN entry.body ->> '$.chain' END, '-')
)
