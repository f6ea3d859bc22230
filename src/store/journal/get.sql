SELECT entry.no, chain.id AS chain, entry.seq, entry.id, entry.at_ms, entry.zone_min, entry.actor, entry.kind,
       entry.subject, entry.body, entry.corrects, entry.hash
FROM entry JOIN chain ON chain.no = entry.station
