SELECT hex(entry.id), daybook.kind, daybook.at_ms, daybook.body, hex(corrected_by)
FROM daybook JOIN entry ON entry.no = daybook.entry
ORDER BY entry.id
