//! Supplies (物资): what there is, what was used, how long it lasts.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::day::{Day, Zone};
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

/// Where an item stands on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Stock {
    pub item: Uuid,
    pub name: String,
    pub unit: String,
    /// In thousandths of the unit.
    pub held: i64,
    /// Mean use a day, in thousandths; days without stock are left out.
    pub per_day: i64,
    /// `None` where nothing is used.
    pub days_left: Option<u32>,
    pub low: bool,
    /// What is missing until the minimum, or for the days that the site wants to last; in thousandths.
    pub needed: i64,
}

impl SupplyBook {
    /// Every item in use, as it stands at the end of a day.
    pub fn stocks(&self, _day: Day, _zone: Zone) -> Vec<Stock> {
        Vec::new()
    }
}
