# Classes, by `Class::key`; who has been near somebody
class-isolating = In isolation
class-risk-area = From risk area
class-contact = Contacts
class-symptoms = Symptoms
class-elsewhere = Elsewhere
class-released = Released
class-normal = Normal

contacts-do = Contacts
contacts-from = From (included)
contacts-to = To (included)
contacts-no-day = No such day; write it as 2020-02-07
contacts-find = Find
contacts-close = Back to the record
contacts-none = The records of these days show no contacts
contacts-number = Number
contacts-place = Department and room
contacts-evidence = Evidence

evidence-household = Same family
evidence-room = Shares { $room }
evidence-outing = Both in { $place } on { $day }
evidence-shift = Same shift: { $department } { $team }, both here on { $days } days
evidence-passage = Within two minutes at the gate, { $times } times, last { $last }

export-rank = Rank
export-evidence = Evidence
export-said = Evidence in words
