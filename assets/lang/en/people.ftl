# The people, a page of each, and a roster coming in.
people-search = Name, number, pinyin, phone tail
people-all = Everybody
people-new = New person
people-columns = Columns
people-today = Today
people-verdict = Verdict
people-number = No.
people-station = Station
people-shared = { $number } is also the number of { $name }
people-conflict = Number twice
people-to-gate = To the gate
people-none = Nobody yet. Import a roster to begin
people-none-found = Nobody fits
people-no-lines = The register has nothing about this person yet
people-copied = Copied; paste it into a spreadsheet
people-no-file = No file was chosen. If this PC cannot open the dialog, type the path instead.
people-photo-path = Path of the photo

import-title = Import a roster
import-what = An xlsx or csv file with titles in its first row. You see a preview; nothing is written before you agree.
import-path = Or type the path
import-read = Read
import-found = { $good } can be taken, { $known } of them known already; { $refused } rows cannot
import-ignored = Not taken
import-refused = { $count ->
    [one] { $count } row cannot be taken:
   *[other] { $count } rows cannot be taken:
}
import-take-all = { $count ->
    [one] Import { $count } person
   *[other] Import { $count } people
}
import-take-good = { $count ->
    [one] Import the good { $count }
   *[other] Import the { $count } good rows
}
import-done = { $rows } people imported from { $file }
