//! What the screen of that name asks for.

use crate::domain::entry::EntryId;
use crate::domain::person::PersonId;
use crate::station::LateLine;
use crate::ui::screens::sheets::Wanted;

/// Something to be done for this area.
#[derive(Clone, Debug, PartialEq)]
pub enum SheetsAsked {
    /// A sheet to write on.
    Print(Wanted),
    /// A line of paper, entered later.
    Enter(LateLine),
    /// Takes back a line that was entered later.
    TakeBack(PersonId, EntryId),
}
