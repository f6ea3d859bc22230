INSERT INTO held (chain, seq, before, hash, link)
SELECT $1::uuid, * FROM unnest($2::bigint[], $3::bytea[], $4::bytea[], $5::text[])
ON CONFLICT (chain, seq) DO UPDATE SET link = excluded.link
