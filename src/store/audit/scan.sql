-- The rows that a filter lets through, newest first. What is not asked for is NULL.
SELECT entry.no, entry.station, entry.actor
FROM entry
WHERE (:from IS NULL OR entry.at_ms >= :from)
  AND (:to IS NULL OR entry.at_ms < :to)
  AND (:chain IS NULL OR entry.station = (SELECT no FROM chain WHERE id = :chain))
  AND (:kinds IS NULL OR entry.kind IN (SELECT value FROM json_each(:kinds)))
  AND (
      :people IS NULL
      OR lower(hex(entry.subject)) IN (SELECT value FROM json_each(:people))
      -- Whose number was seen stands in the body.
      OR (entry.kind = 91 AND replace(entry.body ->> '$.person', '-', '') IN (SELECT value FROM json_each(:people)))
  )
ORDER BY entry.no DESC
