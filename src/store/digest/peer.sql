SELECT hex(by), hex(peer), seq, body FROM peer ORDER BY by, peer
