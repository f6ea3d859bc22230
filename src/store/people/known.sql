-- The index entry_people holds just these.
SELECT kind, unseal(body, kind) AS body
FROM entry JOIN chain ON chain.no = entry.station
WHERE kind IN (10, 11) AND at_ms < ?1
ORDER BY at_ms, chain.id, seq
