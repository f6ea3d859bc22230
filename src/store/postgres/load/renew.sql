-- What was withheld arrives only now.
UPDATE entry
SET no = CASE WHEN body = '' THEN $4 ELSE no END, id = $5, at_ms = $6, zone_min = $7, actor = $8, kind = $9, subject = $10, body = $11,
    corrects = $12, redacted = $13
WHERE unit = $1 AND chain = $2 AND seq = $3
RETURNING no
