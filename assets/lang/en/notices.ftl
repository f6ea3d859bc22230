# Notices

rail-notices = Notices

notices-new = New notice
notices-show = Show
notices-stop = Stop showing
notices-full = Full screen
notices-read = Read out
notices-print = Print
notices-down = Take down
notices-up = Put up again
notices-give-up = Discard changes
notices-window = Notices for the queue
notices-window-keys = The queue's window is open: move it to the screen outside and press F11; ← → turn the page.
notices-nothing-up = No notice is up
notices-here = Where this screen stands
notices-spot-gate = Gate
notices-spot-canteen = Canteen
notices-spot-dormitory = Dormitory
notices-everywhere = Everywhere
notices-where = Where
notices-days = Days
notices-always = Always
notices-standing-up = Up
notices-standing-coming = To come
notices-standing-over = Over
notices-standing-down = Down
notices-urgent = Urgent
notices-scan = Scan to read
notices-unsaved = not saved
notices-never = Never shown yet
notices-shown = { $count ->
    [one] Shown once, { $at }, { $where }
   *[other] Shown { $count } times, last { $at }, { $where }
}
notices-stays = { $count ->
    [one] stays { $count } second
   *[other] stays { $count } seconds
}
notices-title = Title
notices-body = Text (a line a paragraph)
notices-spoken = To read out (else the text)
notices-picture = Picture
notices-picture-hint = Path of a picture, Enter reads it
notices-no-picture = Remove
notices-code = QR code
notices-code-hint = A link or a sentence, such as a telephone number
notices-from = From
notices-until = Until
notices-seconds = Seconds
notices-title-missing = The title is missing.
notices-no-day = This is no date; write 2020-02-07.
notices-days-turned = The last day is before the first.
notices-no-seconds = A page stays 5 to 120 seconds.
notices-code-long = The code is too long for telephones to read from afar: at most 300 letters.
papers-sign-reader = Read out by
