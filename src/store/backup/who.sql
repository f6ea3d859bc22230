SELECT DISTINCT duty.body ->> 'name' AS name
FROM chain
    JOIN (SELECT DISTINCT station, actor FROM entry
          WHERE station = (SELECT no FROM chain WHERE id = ?1) AND seq > ?2) AS written ON written.station = chain.no
    JOIN entry AS duty ON duty.station = written.station AND duty.seq = written.actor
WHERE duty.kind = 3 AND duty.body <> ''
ORDER BY duty.seq
