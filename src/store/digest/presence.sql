SELECT hex(person.id), inside, presence.at_ms
FROM presence JOIN person ON person.no = presence.person
ORDER BY person.id
