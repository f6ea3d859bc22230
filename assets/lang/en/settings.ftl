# The settings.
settings-this-pc = This PC
settings-theme = Theme
settings-site = Temperature and scanner
settings-unit = Unit of temperature
settings-operator = A fever is
settings-threshold = Threshold
settings-floor = Too low below
settings-minutes = Minutes to the second reading
settings-sites = Sites of measurement (the first is the usual one)
settings-prefix = Scanner prefix
settings-suffix = Scanner suffix
settings-unusable = Something here is not a number yet
instruments-title = Thermometers
instruments-empty = No thermometer is registered yet
instruments-name = Name or number
instruments-check = Check it
instruments-checked = checked { $at }, off by { $off }
instruments-unchecked = Not checked today
instruments-reference = Reference
instruments-shown = It shows

# Its pages
settings-next = Next page
settings-tab-plant = This PC and site
settings-tab-accounts = Accounts
settings-tab-privacy = Privacy
settings-tab-backups = Backups
settings-tab-keys = Keys
