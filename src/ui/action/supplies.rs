//! What the screen of that name asks for.

use super::BringAsked;
use crate::domain::entry::EntryId;
use crate::domain::supplies::{Item, Move};
use crate::station::StockField;

/// Something to be done for this area.
#[derive(Clone, Debug, PartialEq)]
pub enum SuppliesAsked {
    SaveItem(Item),
    Move(Move),
    /// Takes a move back.
    Strike(EntryId, String),
    /// A list of stock from a file.
    Stock(BringAsked<StockField>),
}
