SELECT DISTINCT ON (id) id, body
FROM person
WHERE id = ANY($1)
  AND (import IS NULL OR EXISTS (SELECT 1 FROM roster_taken WHERE roster_taken.import = person.import))
ORDER BY id, at_ms DESC, chain DESC, seq DESC, part DESC
