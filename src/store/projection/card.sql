INSERT INTO station (chain, card) SELECT no, :body FROM chain WHERE id = :chain AND :seq > 0
ON CONFLICT (chain) DO UPDATE SET card = excluded.card
