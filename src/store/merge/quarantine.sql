INSERT OR IGNORE INTO quarantine (chain, seq, hash, link, sender, arrived_ms, why)
VALUES (:chain, :seq, :hash, seal(:link, 'link'), :sender, :arrived_ms, :why)
