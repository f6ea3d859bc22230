SELECT entry.id AS id, entry.seq, entry.zone_min, chain.id AS chain, register.at_ms, person.id AS person, badge, employee, name, direction, verdict,
       celsius, site, instrument, attempt, mask, passed, reason, corrected_by, entry.at_ms AS entered_ms,
       -- Who answered for it, as their own entry says.
       (SELECT CASE WHEN json_valid(duty.body) THEN duty.body ->> '$.strength' = 'unconfirmed' END
        FROM entry AS duty WHERE duty.station = entry.station AND duty.seq = entry.actor) AS unconfirmed
FROM register JOIN entry ON entry.no = register.entry JOIN chain ON chain.no = entry.station JOIN person ON person.no = register.person
