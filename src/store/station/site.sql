-- The chains of the site, and whether this PC wrote them: its own, those of the stations of the site that it has enrolled, and
-- every chain that one of these continues.
WITH RECURSIVE site (no, own) AS (
    SELECT no, 1 FROM chain WHERE own = 1
    UNION
    SELECT chain.no, 0
    FROM chain AS here JOIN peer ON peer.by = here.id JOIN chain ON chain.id = peer.peer
    WHERE here.own = 1 AND peer.body ->> '$.relation' = 'site'
    UNION
    SELECT former.no, site.own
    FROM site JOIN entry ON entry.station = site.no AND entry.kind = 82 AND json_valid(entry.body)
    JOIN chain AS former ON former.id = unhex(entry.body ->> '$.chain', '-')
)
