INSERT INTO station (chain, card, settings, settings_seq) SELECT no, '', :body, :seq FROM chain WHERE id = :chain
ON CONFLICT (chain) DO UPDATE SET settings = excluded.settings, settings_seq = excluded.settings_seq
WHERE excluded.settings_seq >= station.settings_seq
