//! Supplies (物资): what there is, what was used, how long it lasts.
//!
//! Amounts are whole thousandths of the unit of an item, so that no sum is rounded. What is on the shelf is the sum of its moves
//! (`shelf`); nothing is kept beside them.

pub mod amount;
pub mod dilution;
mod objection;
mod shelf;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::day::{Day, Moment, Zone};
use super::daybook::Note;
use super::entry::EntryId;
use super::person::PersonId;
use amount::ONE;
pub use objection::Objection;
pub use shelf::{DayLine, Lot};
use shelf::{Shelf, walk};

/// How many whole days the mean use is taken from (rules.md, "Supplies and disinfection").
const MEAN_DAYS: u32 = 14;
/// How many days an item's line shows.
pub const LINE_DAYS: u32 = 30;
/// From how many days before the last one a lot is said to expire soon.
pub const SOON_DAYS: u32 = 30;

/// Something that is kept in stock.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub id: Uuid,
    pub name: String,
    pub unit: String,
    /// Low below it; in thousandths.
    #[serde(default, skip_serializing_if = "is_none")]
    pub minimum: i64,
    /// For how many days it should last; low below that. 0 where nobody says.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub days: u32,
    /// What somebody on duty gets a day, in thousandths; 0 where it is not given to each.
    #[serde(default, skip_serializing_if = "is_none")]
    pub ration: i64,
    /// Available chlorine in mg/L, where it is diluted before use; 0 where not.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub strength: u32,
    /// What a unit holds, in millilitres, where it is diluted.
    #[serde(default, skip_serializing_if = "is_none")]
    pub millilitres: i64,
    /// Not kept any more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

/// To whom something is issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Whom {
    /// Against signature.
    Person(PersonId),
    /// A team by how many are there.
    Team {
        name: String,
        heads: u32,
    },
    Place(String),
}

/// What happened to the stock. Amounts are in thousandths of the unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    Received {
        amount: i64,
        /// The last day it can be used.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        expiry: Option<Day>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        supplier: String,
    },
    Issued {
        amount: i64,
        to: Whom,
    },
    /// What was found on the shelf.
    Counted {
        found: i64,
    },
    WrittenOff {
        amount: i64,
    },
}

impl What {
    /// The stable word of scripts and language keys.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Received { .. } => "received",
            Self::Issued { .. } => "issued",
            Self::Counted { .. } => "counted",
            Self::WrittenOff { .. } => "written-off",
        }
    }

    /// How much came, went or was found, in thousandths.
    pub fn amount(&self) -> i64 {
        match self {
            Self::Received { amount, .. } | Self::Issued { amount, .. } | Self::WrittenOff { amount } => *amount,
            Self::Counted { found } => *found,
        }
    }
}

/// A change of the stock of one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    pub item: Uuid,
    pub what: What,
    /// Why a count differs, why something was written off, or whatever there is to say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A move as it stands in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    pub id: EntryId,
    pub at: Moment,
    pub one: Move,
}

/// Every item with its moves, in the order they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SupplyBook {
    items: Vec<Item>,
    moves: Vec<Moved>,
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
    /// What is missing until the minimum, or for the days that the site wants to last; whole units, in thousandths.
    pub needed: i64,
}

/// An item with everything that is known of its stock on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    pub item: Item,
    pub stock: Stock,
    /// What is on the shelf, what expires first before the rest.
    pub lots: Vec<Lot>,
    /// The last [`LINE_DAYS`] days, oldest first.
    pub days: Vec<DayLine>,
    day: Day,
}

impl Position {
    /// What can still be used: held without what has expired; in thousandths.
    pub fn usable(&self) -> i64 {
        self.stock.held - self.expired()
    }

    /// What has expired and is still on the shelf, in thousandths.
    pub fn expired(&self) -> i64 {
        self.lots.iter().filter(|lot| lot.is_expired(self.day)).map(|lot| lot.amount).sum()
    }

    /// The last day of the lot that expires first, of those that can still be used.
    pub fn expiry(&self) -> Option<Day> {
        let usable = self.lots.iter().filter(|lot| !lot.is_expired(self.day));
        usable.filter_map(|lot| lot.expiry).min()
    }

    /// Whether something can be used for no more than [`SOON_DAYS`] days.
    pub fn expires_soon(&self) -> bool {
        self.expiry()
            .is_some_and(|expiry| expiry.days_since(self.day) <= i64::from(SOON_DAYS))
    }
}

impl SupplyBook {
    pub(super) fn take_item(&mut self, item: &Item) {
        match self.items.iter_mut().find(|known| known.id == item.id) {
            Some(known) => known.clone_from(item),
            None => self.items.push(item.clone()),
        }
    }

    pub(super) fn take_move(&mut self, note: &Note, one: &Move) {
        self.moves.push(Moved {
            id: note.id,
            at: note.at,
            one: one.clone(),
        });
    }

    /// An item by its id.
    pub fn item(&self, id: Uuid) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    /// The item in use that is called so.
    pub fn named(&self, name: &str) -> Option<&Item> {
        self.items.iter().find(|item| !item.retired && item.name == name.trim())
    }

    /// Every move of every item, oldest first.
    pub fn all_moves(&self) -> &[Moved] {
        &self.moves
    }

    /// The moves of an item, oldest first.
    pub fn moves(&self, item: Uuid) -> impl DoubleEndedIterator<Item = &Moved> {
        self.moves.iter().filter(move |moved| moved.one.item == item)
    }

    /// What somebody has been given of an item on a day, in thousandths.
    pub fn given(&self, item: Uuid, person: PersonId, day: Day, zone: Zone) -> i64 {
        let today = self.moves(item).rev().take_while(|moved| zone.day_of(moved.at) >= day);
        let theirs = today.filter(|moved| zone.day_of(moved.at) == day);
        let given = theirs.filter_map(|moved| match &moved.one.what {
            What::Issued {
                amount,
                to: Whom::Person(whom),
            } if *whom == person => Some(*amount),
            What::Issued { .. } | What::Received { .. } | What::Counted { .. } | What::WrittenOff { .. } => None,
        });
        given.sum()
    }

    /// How many people have had what everybody gets a day, of the item that most have had; teams count by their heads.
    pub fn rationed(&self, day: Day, zone: Zone) -> u32 {
        let rationed = self.items.iter().filter(|item| item.ration > 0 && !item.retired);
        rationed.map(|item| self.heads(item.id, day, zone)).max().unwrap_or(0)
    }

    fn heads(&self, item: Uuid, day: Day, zone: Zone) -> u32 {
        let (mut people, mut in_teams) = (BTreeSet::new(), 0_u32);
        let today = self.moves(item).rev().take_while(|moved| zone.day_of(moved.at) >= day);
        for moved in today.filter(|moved| zone.day_of(moved.at) == day) {
            match &moved.one.what {
                What::Issued {
                    to: Whom::Person(person), ..
                } => drop(people.insert(*person)),
                What::Issued {
                    to: Whom::Team { heads, .. },
                    ..
                } => in_teams = in_teams.saturating_add(*heads),
                What::Issued { to: Whom::Place(_), .. } | What::Received { .. } | What::Counted { .. } | What::WrittenOff { .. } => {}
            }
        }
        in_teams.saturating_add(u32::try_from(people.len()).unwrap_or(u32::MAX))
    }

    /// Every item in use, as it stands at the end of a day.
    pub fn stocks(&self, day: Day, zone: Zone) -> Vec<Stock> {
        self.positions(day, zone).into_iter().map(|position| position.stock).collect()
    }

    /// The same with lots and the days before; what is low stands first.
    pub fn positions(&self, day: Day, zone: Zone) -> Vec<Position> {
        let kept = self.items.iter().filter(|item| !item.retired);
        let mut positions: Vec<Position> = kept.map(|item| self.position(item, day, zone)).collect();
        positions.sort_by_key(|position| !position.stock.low);
        positions
    }

    fn position(&self, item: &Item, day: Day, zone: Zone) -> Position {
        let moves = self.moves(item.id).map(|moved| (zone.day_of(moved.at), &moved.one.what));
        let (on_shelf, days) = walk(moves, day, LINE_DAYS);
        Position {
            stock: stock(item, &on_shelf, &days, day),
            item: item.clone(),
            lots: on_shelf.lots,
            days,
            day,
        }
    }

    /// What is on the shelf of an item at the end of a day, in thousandths.
    pub fn held(&self, item: Uuid, day: Day, zone: Zone) -> i64 {
        self.shelf(item, None, day, zone).held()
    }

    /// The same with its lots, without one of its moves.
    fn shelf(&self, item: Uuid, without: Option<EntryId>, day: Day, zone: Zone) -> Shelf {
        let moves = self.moves(item).filter(|moved| Some(moved.id) != without);
        walk(moves.map(|moved| (zone.day_of(moved.at), &moved.one.what)), day, 1).0
    }
}

/// The mean of the whole days before `day` on which there was something to use, and what follows from it.
fn stock(item: &Item, shelf: &Shelf, days: &[DayLine], day: Day) -> Stock {
    let (held, usable) = (shelf.held(), shelf.usable(day));
    let before = days.iter().rev().skip(1).take(usize::try_from(MEAN_DAYS).unwrap_or(14));
    let counted: Vec<i64> = before.filter(|line| line.stocked).map(|line| line.used).collect();
    let (used, over) = (counted.iter().sum::<i64>(), i64::try_from(counted.len()).unwrap_or(i64::MAX).max(1));
    let days_left = lasts(usable, used, over);
    let wanted = item.minimum.max(divided_up(used.saturating_mul(i64::from(item.days)), over));
    Stock {
        item: item.id,
        name: item.name.clone(),
        unit: item.unit.clone(),
        held,
        per_day: divided_up(used, over),
        days_left,
        low: usable < item.minimum || days_left.is_some_and(|left| left < item.days),
        needed: divided_up((wanted - usable).max(0), ONE) * ONE,
    }
}

/// Whole days that a stock lasts where so much was used over so many days; `None` where nothing was.
fn lasts(usable: i64, used: i64, over: i64) -> Option<u32> {
    if used <= 0 {
        return None;
    }
    let days = i128::from(usable.max(0)) * i128::from(over) / i128::from(used);
    Some(u32::try_from(days).unwrap_or(u32::MAX))
}

fn divided_up(amount: i64, by: i64) -> i64 {
    let up = i64::from(amount.rem_euclid(by) != 0);
    amount.div_euclid(by) + up
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_none(amount: &i64) -> bool {
    *amount == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}
