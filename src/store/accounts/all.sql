SELECT account.id, account.body, account.at_ms, account.chain, account.seq
FROM site JOIN chain ON chain.no = site.no JOIN account ON account.chain = chain.id
ORDER BY account.id, account.at_ms, account.chain, account.seq
