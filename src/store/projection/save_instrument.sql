INSERT INTO instrument (name, site, retired, entry) VALUES (:name, :site, :retired, :entry)
ON CONFLICT (name) DO UPDATE SET site = excluded.site, retired = excluded.retired, entry = excluded.entry
WHERE coalesce((:at_ms, :chain, :seq) >= (
    SELECT entry.at_ms, chain.id, entry.seq FROM entry JOIN chain ON chain.no = entry.station WHERE entry.no = instrument.entry
), 1)
