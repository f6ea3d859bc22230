-- The last passage of each person before a moment, one step on the index a person.
SELECT person.id AS person
FROM person JOIN register ON register.entry = (
    SELECT entry FROM register AS passage
    WHERE passage.person = person.no AND passage.at_ms < ?1 AND passage.passed AND passage.corrected_by IS NULL
    ORDER BY passage.at_ms DESC, passage.entry DESC LIMIT 1
)
WHERE register.direction = 0
