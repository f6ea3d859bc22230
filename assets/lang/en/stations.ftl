# Stations

rail-stations = Stations

# The three lists
stations-tab-stations = Stations
stations-tab-folders = Folders
stations-tab-quarantine = Set aside
stations-next-list = Next list

# What can be done
stations-exchange = Exchange now
stations-enrol = Enrol a station
stations-add-folder = Add a folder
stations-edit-folder = Change the folder
stations-remove-folder = Remove the folder
stations-write = Write a bundle
stations-read = Read a bundle
stations-own-card = Our card
stations-copy-card = Copy card
stations-keep-card = Keep card
stations-revoke = Revoke
stations-compare = Compare fingerprints
stations-look = Look

# Nobody else yet
stations-alone = No other station yet
stations-alone-how = Gates, clinic and headquarters do not rely on a network: they send each other bundles by a shared folder or a stick. Three steps to begin.
stations-step-folder = Add a shared folder that every station can open, or a stick. Add the same one on the other computer.
stations-step-card = Give our card to the other side: open it and let them scan it; or wait until both have added the folder, and the cards appear by themselves.
stations-step-enrol = Telephone and read the fingerprints to each other. Enrol the other station if all four groups are the same; they enrol this one.

# The list
stations-col-name = Station
stations-col-relation = Relation
stations-col-known = Known as of
stations-col-have = Here
stations-col-accepted = They hold
stations-col-owed = To send
stations-this = This station
stations-stranger = Not enrolled
stations-relation-site = Same site
stations-relation-above = Headquarters
stations-relation-below = Reports here
stations-to-enrol = To be enrolled
stations-changed = Keys changed
stations-revoked = Revoked
stations-late = Not heard of
stations-waiting = Waiting for its first bundle
stations-fine = All well
stations-clock-ahead = Clock { $minutes } min ahead
stations-clock-behind = Clock { $minutes } min behind

# How long ago
stations-now = just now
stations-seconds-ago = { $count } s ago
stations-minutes-ago = { $count } min ago
stations-yesterday = yesterday
stations-yesterday-at = yesterday { $at }
stations-never-short = nothing yet
stations-never = No bundle of it has come yet
stations-oldest = Oldest: { $name } { $age }
stations-passed-on = passed on
stations-silent = { $count } stations: nothing yet
stations-alarms = { $count } to check

# One station
stations-fingerprint = Fingerprint
stations-code = Code of our card
stations-own-how = The other side scans this code or pastes the card, and sees this station. Then read the fingerprint to them on the telephone.
stations-no-keys = The keys of this station cannot be read, so nothing is exchanged. Close the program and open it again; if it stays so, check station.key in the data folder.
stations-kept-in-file = What the units send is kept on this PC.
stations-kept-on-server = What the units send is kept on the server { $url }
stations-server-fault = It is not reached now; shown is what was read last: { $why }
stations-found-in-folder = Its card lies in the shared folder and nobody has enrolled it. Nothing of it is taken in before the fingerprint is compared.
stations-have = { $number } of its entries
stations-accepted = up to no. { $seq } ({ $age })
stations-accepted-nothing = nothing acknowledged yet
stations-owed = { $number } of our entries
stations-clock = Their clock
stations-clock-ahead-is = { $minutes } min ahead of ours. Everything is taken in, with the times of their clock.
stations-clock-behind-or-way = { $minutes } min behind ours, or the bundle was on its way so long. Everything is taken in.

# Keys that changed
stations-changed-is = The keys of { $name } have changed; its bundles are not taken in.
stations-changed-from = Fingerprint when enrolled { $old }, now { $new }
stations-changed-old = The fingerprint when enrolled was { $old }
stations-changed-do = Telephone first. Enrol it again only if they changed the computer or installed the program anew, and read out the fingerprint that is shown now. Otherwise do not enrol it, and tell your supervisor at once.

# Enrolling
stations-enrol-how = Paste the card of the other station here, or scan the code on its screen.
stations-card = Card of the other station
stations-show-card = Show who it is
stations-compare-how = Telephone them and read the fingerprint group by group. Press Enter only if all four groups are the same.
stations-same = All four are the same, enrol
stations-differs = Not the same, do not enrol
stations-is-own = This is our own card.
stations-is-known = This station is enrolled already, and nothing has changed.
stations-other-site = The card says “{ $theirs }”, this station is “{ $ours }”. Stations of one site have exactly the same site and unit. Change the name first, then enrol.

# Revoking
stations-revoke-means = Nothing of it will be taken in any more, and nothing sent to it. What has come stays. It can be enrolled again by its fingerprint.

# What is missing and what does not fit
stations-gap = Missing { $numbers } of { $name }; asked for in the next bundle
stations-gaps-more = { $count ->
    [one] { $count } more gap, asked for as well
   *[other] { $count } more gaps, asked for as well
}
stations-quarantined = { $count ->
    [one] { $count } entry does not fit what is here and was not merged.
   *[other] { $count } entries do not fit what is here and were not merged.
}
stations-quarantine-empty = Nothing is set aside: every entry fits
stations-quarantine-is = Entries that do not fit are kept here: not merged, and not lost.
stations-quarantine-do = Two entries have the same number. Mostly somebody copied the data folder to another computer and went on in both. Find that computer and keep only one. This entry stays here.
stations-entry = Entry
stations-entry-of = { $name } no. { $number }
stations-from = From
stations-arrived = Arrived
stations-why = Why
stations-why-number = Another entry has this number here
stations-why-id = Another entry has the same id
stations-why-chain = It does not follow what is here
stations-unseen = Not seen
stations-was-seen = Seen
stations-seen = I have seen it

# Bundles
stations-to = For whom
stations-nobody-yet = No other station is enrolled, so nobody could open the bundle. Enrol one first.
stations-path = File (with its whole path)
stations-write-now = Write to this file
stations-choose-place = Choose a place…
stations-read-how = A bundle is a .gatehouse file. Reading it twice does no harm: an entry is merged once.
stations-read-now = Read this file

# Folders
stations-folder = Folder
stations-folder-how = A shared folder and a stick are the same thing: each station writes in its own subfolder and reads the others. Bundles are encrypted; only enrolled stations can open them.
stations-choose-folder = Choose a folder…
stations-often = How often
stations-often-every = Every
stations-often-shift-end = At shift end
stations-often-by-hand = By hand
stations-every = Every { $count } s
stations-seconds = seconds
stations-level = For headquarters
stations-level-counts = Counts only
stations-level-masked = Names masked
stations-level-full = Everything
stations-leaves-counts = Only daily reports, supplies and disinfection rounds leave the unit: nothing about any one person.
stations-leaves-masked = All entries leave the unit, with names, document numbers, telephones and addresses masked.
stations-leaves-full = All entries leave the unit, with names, document numbers, telephones and addresses.
stations-done = Last done
stations-never-done = not yet
stations-failed = Failed
stations-no-folder = No folder yet. Press F4 to add one
stations-remove-folder-means = This PC exchanges through it no more. What lies in the folder stays.
stations-folder-missing = Type a folder, or choose one.
stations-folder-twice = This folder is in the list already.
stations-no-seconds = The seconds lie between 2 and 86400.
