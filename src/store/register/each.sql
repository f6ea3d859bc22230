-- People and chains are few and are looked up beside: joining them costs a million look-ups more.
SELECT entry.id, entry.seq, entry.zone_min, entry.station, register.at_ms, register.person, direction, verdict, celsius, site,
       instrument, attempt, mask, passed, reason, corrected_by, entry.at_ms
FROM register JOIN entry ON entry.no = register.entry
WHERE register.at_ms >= ?1 AND register.at_ms < ?2
ORDER BY register.at_ms, register.entry
