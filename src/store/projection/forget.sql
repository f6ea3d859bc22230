UPDATE person
SET badge = '', employee = '', name = '', kind = '', status = '', unit = '', department = '', team = '', dormitory = '', phone = '',
    document = '', host = '', note = '', photo = NULL, photo_entry = NULL, at_ms = ?2, chain = ?3, seq = ?4, import = NULL
WHERE id = ?1
