INSERT INTO station (chain, card, on_duty, duty_seq) SELECT no, '', :body, :seq FROM chain WHERE id = :chain
ON CONFLICT (chain) DO UPDATE SET on_duty = excluded.on_duty, duty_seq = excluded.duty_seq
WHERE excluded.duty_seq >= station.duty_seq
