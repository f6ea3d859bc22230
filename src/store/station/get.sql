SELECT station.chain, card, on_duty, duty_seq
FROM station JOIN chain ON chain.no = station.chain
WHERE chain.own = 1
