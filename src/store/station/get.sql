SELECT station.chain, card, settings, on_duty, duty_seq
FROM station JOIN chain ON chain.no = station.chain
WHERE chain.own = 1
