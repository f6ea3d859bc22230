cli-opened = Station opened: { $site } · { $station }
cli-check-entries = { $entries } entries
cli-check-holds = Sound: the file, the hash chain, and the tables rebuilt from it
cli-check-gap = Entry { $seq } is missing
cli-check-hash = Entry { $seq } does not say what it said when it was written
cli-check-rebuild = The tables rebuilt from the journal differ from those in use
cli-demo-made = An invented plant: { $people } people, { $readings } readings, { $days } days
