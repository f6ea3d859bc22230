WITH waiting AS (
    SELECT chain, seq, lag(seq) OVER (PARTITION BY chain ORDER BY seq) AS earlier FROM held
), bounds AS (
    SELECT chain, seq, coalesce(
        earlier,
        (SELECT max(entry.seq) FROM entry JOIN chain AS one ON one.no = entry.station WHERE one.id = waiting.chain),
        0
    ) AS reached
    FROM waiting
)
SELECT chain, reached + 1 AS first, seq - 1 AS last FROM bounds WHERE seq > reached + 1 ORDER BY chain, first
