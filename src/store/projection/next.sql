SELECT import, unseal(body, 10) AS body, at_ms, chain, seq
FROM person_next
WHERE import IN (SELECT no FROM import WHERE state = 'taken')
ORDER BY import, id
LIMIT ?1
