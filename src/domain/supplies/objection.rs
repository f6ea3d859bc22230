//! Why something does not happen to the stock. The screen asks before it writes, and the station asks again.

use super::amount::{MOST, amount};
use super::{Item, Move, SupplyBook, What, Whom};
use crate::domain::day::{Day, Zone};
use crate::domain::entry::EntryId;

/// What speaks against a move or an item. Amounts are in thousandths, with the unit beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Objection {
    /// An item is not called anything.
    Name,
    Unit,
    /// Another item is called so.
    Taken,
    UnknownItem,
    /// Nothing, or less.
    Amount,
    /// More than can be used: a count comes first.
    Short {
        usable: i64,
        unit: String,
    },
    /// Somebody has had it today.
    Rationed,
    /// More than one for each head.
    OverRation {
        most: i64,
        unit: String,
    },
    Heads,
    /// To nobody.
    Whom,
    /// A count that differs says why.
    Differs {
        held: i64,
        found: i64,
        unit: String,
    },
    /// A write-off says why.
    Reason,
    /// Without the move, more would have been taken than there was.
    StrikeShort,
    /// Nothing that could be taken back.
    NoMove,
}

impl Objection {
    /// The stable code, also the tail of the language key that says it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Name => "supply-name",
            Self::Unit => "supply-unit",
            Self::Taken => "supply-taken",
            Self::UnknownItem => "supply-unknown",
            Self::Amount => "supply-amount",
            Self::Short { .. } => "supply-short",
            Self::Rationed => "supply-rationed",
            Self::OverRation { .. } => "supply-over-ration",
            Self::Heads => "supply-heads",
            Self::Whom => "supply-whom",
            Self::Differs { .. } => "supply-differs",
            Self::Reason => "supply-reason",
            Self::StrikeShort => "supply-strike-short",
            Self::NoMove => "supply-no-move",
        }
    }

    /// The facts that its sentence names.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let with_unit = |number: &i64, unit: &String| [amount(*number), unit.clone()].join(" ");
        match self {
            Self::Short { usable, unit } => vec![("held", with_unit(usable.max(&0), unit))],
            Self::OverRation { most, unit } => vec![("most", with_unit(most, unit))],
            Self::Differs { held, found, unit } => vec![
                ("held", with_unit(held, unit)),
                ("found", with_unit(found, unit)),
                ("difference", with_unit(&(found - held).abs(), unit)),
            ],
            Self::Name
            | Self::Unit
            | Self::Taken
            | Self::UnknownItem
            | Self::Amount
            | Self::Rationed
            | Self::Heads
            | Self::Whom
            | Self::Reason
            | Self::StrikeShort
            | Self::NoMove => Vec::new(),
        }
    }
}

impl SupplyBook {
    /// What speaks against keeping an item so.
    pub fn objects_to_item(&self, item: &Item) -> Option<Objection> {
        if item.name.trim().is_empty() {
            return Some(Objection::Name);
        }
        if item.unit.trim().is_empty() {
            return Some(Objection::Unit);
        }
        let taken = self.named(&item.name).is_some_and(|other| other.id != item.id);
        (taken && !item.retired).then_some(Objection::Taken)
    }

    /// What speaks against a move on a day.
    pub fn objects_to(&self, one: &Move, day: Day, zone: Zone) -> Option<Objection> {
        let Some(item) = self.item(one.item) else {
            return Some(Objection::UnknownItem);
        };
        let least = i64::from(!matches!(one.what, What::Counted { .. }));
        if !(least..=MOST).contains(&one.what.amount()) {
            return Some(Objection::Amount);
        }
        let on_shelf = self.shelf(item.id, None, day, zone);
        match &one.what {
            What::Received { .. } => None,
            What::Issued { amount, to } => self
                .objects_to_whom(item, *amount, to, (day, zone))
                .or_else(|| short(*amount, on_shelf.usable(day), item)),
            What::Counted { found } => differs(on_shelf.held(), *found, one, item),
            What::WrittenOff { amount } => {
                let no_reason = one.note.trim().is_empty().then_some(Objection::Reason);
                no_reason.or_else(|| short(*amount, on_shelf.held(), item))
            }
        }
    }

    /// What speaks against taking a move back.
    pub fn objects_to_strike(&self, id: EntryId, day: Day, zone: Zone) -> Option<Objection> {
        let Some(moved) = self.moves.iter().find(|moved| moved.id == id) else {
            return Some(Objection::NoMove);
        };
        let left = self.shelf(moved.one.item, Some(id), day, zone);
        (left.held() < 0).then_some(Objection::StrikeShort)
    }

    fn objects_to_whom(&self, item: &Item, amount: i64, to: &Whom, (day, zone): (Day, Zone)) -> Option<Objection> {
        match to {
            Whom::Person(person) => {
                let given = self.given(item.id, *person, day, zone);
                (item.ration > 0 && given.saturating_add(amount) > item.ration).then_some(Objection::Rationed)
            }
            Whom::Team { name, .. } if name.trim().is_empty() => Some(Objection::Whom),
            Whom::Team { heads: 0, .. } => Some(Objection::Heads),
            Whom::Team { heads, .. } => {
                let most = item.ration.saturating_mul(i64::from(*heads));
                (item.ration > 0 && amount > most).then(|| Objection::OverRation {
                    most,
                    unit: item.unit.clone(),
                })
            }
            Whom::Place(place) => place.trim().is_empty().then_some(Objection::Whom),
        }
    }
}

fn short(amount: i64, usable: i64, item: &Item) -> Option<Objection> {
    (amount > usable).then(|| Objection::Short {
        usable,
        unit: item.unit.clone(),
    })
}

fn differs(held: i64, found: i64, one: &Move, item: &Item) -> Option<Objection> {
    (held != found && one.note.trim().is_empty()).then(|| Objection::Differs {
        held,
        found,
        unit: item.unit.clone(),
    })
}
