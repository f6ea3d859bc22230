-- A line that was written since and tells of an earlier day, or an entry since that corrects a line of one.
-- The plus keeps SQLite from walking through every earlier day by the index instead of the few new lines.
SELECT EXISTS (SELECT 1 FROM register WHERE entry > ?1 AND +at_ms < ?2)
    OR EXISTS (
        SELECT 1 FROM entry
        JOIN entry AS corrected ON corrected.id = entry.corrects
        JOIN register ON register.entry = corrected.no
        WHERE entry.no > ?1 AND register.at_ms < ?2
    )
