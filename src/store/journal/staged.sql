-- The index entry_people holds just these and whoever was saved alone.
SELECT body
FROM (SELECT unseal(body, kind) AS body FROM entry WHERE kind IN (10, 11) AND kind = 11)
WHERE CASE WHEN json_valid(body) THEN body ->> '$.import' END = ?1
