SELECT account.at_ms, account.chain
FROM site JOIN chain ON chain.no = site.no JOIN account ON account.chain = chain.id
WHERE account.id = ?1
ORDER BY account.at_ms DESC, account.chain DESC, account.seq DESC
LIMIT 1
