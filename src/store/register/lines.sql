SELECT entry.id AS id, entry.seq, entry.zone_min, chain.id AS chain, register.at_ms, person.id AS person, badge, employee, name, direction, verdict,
       celsius, site, instrument, attempt, mask, passed, reason, corrected_by, entry.at_ms AS entered_ms
FROM register JOIN entry ON entry.no = register.entry JOIN chain ON chain.no = entry.station JOIN person ON person.no = register.person
