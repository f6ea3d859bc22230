SELECT min(entry.at_ms) FROM site JOIN entry ON entry.station = site.no AND entry.seq = 1
