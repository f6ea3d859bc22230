INSERT INTO person (id, at_ms, chain, seq, part, import, body)
SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::bigint[], $5::bigint[], $6::uuid[], $7::text[])
ON CONFLICT (id, chain, seq, part) DO UPDATE SET import = excluded.import, body = excluded.body
