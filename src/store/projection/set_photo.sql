UPDATE person SET photo = unhex(:sha256), photo_entry = :entry
WHERE no = :person AND coalesce((:at_ms, :chain, :seq) >= (
    SELECT entry.at_ms, chain.id, entry.seq FROM entry JOIN chain ON chain.no = entry.station WHERE entry.no = photo_entry
), 1)
