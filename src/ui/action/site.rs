//! What the screen of that name asks for.

use crate::domain::entry::EntryId;

/// Something to be done for this area.
#[derive(Clone, Debug, PartialEq)]
pub enum SiteAsked {
    /// Takes a note back.
    Strike(EntryId, String),
}
