# The rules
rules-title = Rules
rules-open = See and change
rules-adopt = Use { $book }
rules-exposure = Presence and contact
rules-look-back = Look-back, days
rules-isolate-from = Isolate from
rules-transit = Transit counts
rules-areas = Risk areas
rules-area-add = Add an area
rules-area-place = Place
rules-level = Level
rules-from = From
rules-until = Until (empty: still)
rules-source = Source
rules-counting = How days are counted
rules-days = { $cause }: days
rules-start = Start
rules-start-event = From the event
rules-start-placement = From placement
rules-going-out = Going out
rules-home = The site lies in (outside is another region)
rules-reporters = Who reports
rules-reporters-residents = Residents
rules-reporters-everybody = Everybody
rules-reporters-nobody = Nobody
rules-authority = Who decides
rules-outing-local = Going out in the region
rules-outing-region = Going out of the region
rules-outing-risk = Into a risk area, or unknown
rules-release = Ending isolation on its day
rules-release-early = Ending it early
rules-preview = Whose verdict would change
rules-unusable = Something is missing: a place that is known, a source, days from 1 to 60.
rules-unchanged = Nothing changed yet
rules-nobody = No verdict changes
rules-changes = { $count ->
    [one] One verdict changes
   *[other] { $count } verdicts change
}
rules-more = and { $count } more
rules-owed = Should isolate, not yet ordered
rules-owed-nobody = Nobody
date-unreadable = Not a date
do-remove = Remove
