UPDATE register SET corrected_by = ?2 WHERE entry = (SELECT no FROM entry WHERE id = ?1) RETURNING person
