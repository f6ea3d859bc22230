# The journal

# What a check found
check-entries = { $entries } entries
check-redacted = { $entries } of them are masked, withheld or purged; their hashes hold the chain together
check-heads = { $heads } heads kept elsewhere agree
check-no-heads = No head kept elsewhere to compare with
check-holds = Sound: the file, the hash chain, and the tables rebuilt from it
check-rebuild = The tables rebuilt from the journal differ from those in use
check-limit = A chain alone cannot tell that its whole end was cut off, or that everything from some number on was written anew. That shows only against a head kept elsewhere: receipts of other stations, signed heads, the foot of a daily report.
check-wrong-gap = { $station }: entries { $seq } to { $to } are missing (the next one was written { $at })
check-wrong-twice = { $station }: there are two entries { $seq } ({ $at }); one was put in
check-wrong-hash = { $station }: entry { $seq } ({ $at }) does not say what it said when it was written, or the one before it was written anew
check-wrong-emptied = { $station }: entry { $seq } ({ $at }) was emptied, and no purge after it is on record
check-wrong-cut-off = { $station }: the chain ends at { $end } ({ $at }), but { $keeper } has { $seq }: the end was cut off, or an old backup was put back
check-wrong-rewritten = { $station }: entry { $seq } ({ $at }) differs from { $keeper }: it or something before it was written anew
check-by-receipt = the receipt of { $station }
check-by-signed = a head that the station signed
check-by-sidecar = station.head in the data folder
check-by-report = the daily report of { $day }, version { $version }
check-by-paper = the head on paper
