COPY entry (unit, chain, seq, no, id, at_ms, zone_min, actor, kind, subject, body, corrects, redacted, hash) FROM STDIN BINARY
