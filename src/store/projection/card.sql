INSERT INTO station (chain, card, card_seq) SELECT no, :body, :seq FROM chain WHERE id = :chain
ON CONFLICT (chain) DO UPDATE SET card = excluded.card, card_seq = excluded.card_seq WHERE excluded.card_seq >= station.card_seq
