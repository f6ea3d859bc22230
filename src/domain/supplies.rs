//! Supplies (物资): what there is, what was used, how long it lasts.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::daybook::Note;
use super::entry::EntryId;

/// Something that is kept in stock.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub id: Uuid,
    pub name: String,
    pub unit: String,
}

/// A change of the stock of one item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    pub item: Uuid,
}

/// Every item with its moves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SupplyBook {
    items: Vec<Item>,
    moves: Vec<(EntryId, Move)>,
}

impl SupplyBook {
    pub(super) fn take_item(&mut self, item: &Item) {
        match self.items.iter_mut().find(|known| known.id == item.id) {
            Some(known) => known.clone_from(item),
            None => self.items.push(item.clone()),
        }
    }

    pub(super) fn take_move(&mut self, note: &Note, one: &Move) {
        self.moves.push((note.id, one.clone()));
    }
}
