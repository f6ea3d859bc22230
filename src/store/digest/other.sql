SELECT 'instrument', name, site, retired, NULL FROM instrument
UNION ALL SELECT 'check', hex(entry.id), name, reference, shown FROM instrument_check JOIN entry ON entry.no = instrument_check.entry
UNION ALL SELECT 'import', hex(id), file, state, NULL FROM import
UNION ALL SELECT 'photo', hex(id), hex(photo), NULL, NULL FROM person WHERE photo IS NOT NULL
UNION ALL SELECT 'account', hex(chain), hex(id), body, NULL FROM account
UNION ALL SELECT 'station', card, settings, on_duty, duty_seq FROM station
ORDER BY 1, 2, 3, 4, 5
