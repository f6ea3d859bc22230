//! The supplies of all units side by side: the same thing by its name and the unit it is counted in.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::help::{Help, Shelf, helps};
use super::{Group, Unit, UnitId};
use crate::domain::day::Day;
use crate::domain::daybook::Noted;
use crate::domain::names::fold;
use crate::domain::supplies::amount::ONE;
use crate::domain::supplies::{Position, SupplyBook};

/// What a unit holds of one thing. Amounts are in thousandths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    pub unit: UnitId,
    pub held: i64,
    pub shelf: Shelf,
}

/// One thing, everywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemLine {
    /// As most units write it.
    pub name: String,
    /// What it is counted in.
    pub measure: String,
    /// Who keeps it: those that are low first, and of these who runs out first.
    pub holdings: Vec<Holding>,
    /// Who could help whom, by places in `holdings`.
    pub helps: Vec<Help>,
}

impl ItemLine {
    pub fn held(&self) -> i64 {
        self.holdings.iter().map(|holding| holding.held).sum()
    }

    pub fn per_day(&self) -> i64 {
        self.holdings.iter().map(|holding| holding.shelf.per_day).sum()
    }

    /// How long what can be used would last if it were shared by all; `None` where nothing is used.
    pub fn days_left(&self) -> Option<u32> {
        let usable: i64 = self.holdings.iter().map(|holding| holding.shelf.usable.max(0)).sum();
        days_left(usable, self.per_day())
    }

    /// How many units are low.
    pub fn low(&self) -> usize {
        self.holdings.iter().filter(|holding| holding.shelf.low).count()
    }
}

impl Group {
    /// Everything that any unit keeps, as it stands at the end of a day by each unit's own calendar; what is low in most units first.
    pub fn supplies(&self, day: Day) -> Vec<ItemLine> {
        let mut kept: BTreeMap<(String, String), Kept> = BTreeMap::new();
        for unit in self.units() {
            for position in unit.positions(day) {
                let key = (fold(&position.item.name), fold(&position.item.unit));
                kept.entry(key).or_default().put(unit, &position);
            }
        }
        let mut lines: Vec<ItemLine> = kept.into_values().map(Kept::line).collect();
        lines.sort_by(|one, other| (Reverse(one.low()), &one.name, &one.measure).cmp(&(Reverse(other.low()), &other.name, &other.measure)));
        lines
    }
}

impl Unit {
    /// Where everything in its stock stands at the end of a day.
    pub fn positions(&self, day: Day) -> Vec<Position> {
        let mut book = SupplyBook::default();
        for note in self.stock_notes() {
            if let Noted::Item(item) = &note.noted {
                book.take_item(item);
            } else if let Noted::Move(one) = &note.noted {
                book.take_move(note, one);
            }
        }
        book.positions(day, self.zone())
    }
}

/// One thing while it is being gathered.
#[derive(Default)]
struct Kept {
    /// How it is written, and how often.
    written: BTreeMap<(String, String), usize>,
    holdings: Vec<Holding>,
}

impl Kept {
    fn put(&mut self, unit: &Unit, position: &Position) {
        let names = (position.item.name.trim().to_owned(), position.item.unit.trim().to_owned());
        *self.written.entry(names).or_default() += 1;
        let here = Shelf {
            region: unit.region(),
            usable: position.usable(),
            per_day: position.stock.per_day,
            minimum: position.item.minimum,
            target_days: position.item.days,
            low: position.stock.low,
            needed: position.stock.needed,
            days_left: position.stock.days_left,
        };
        match self.holdings.iter_mut().find(|holding| holding.unit == *unit.id()) {
            Some(holding) => {
                holding.held += position.stock.held;
                holding.shelf = together(holding.shelf, here);
            }
            None => self.holdings.push(Holding {
                unit: unit.id().clone(),
                held: position.stock.held,
                shelf: here,
            }),
        }
    }

    fn line(mut self) -> ItemLine {
        self.holdings.sort_by_cached_key(|holding| {
            (
                !holding.shelf.low,
                holding.shelf.days_left.is_none(),
                holding.shelf.days_left,
                holding.unit.clone(),
            )
        });
        let shelves: Vec<Shelf> = self.holdings.iter().map(|holding| holding.shelf).collect();
        let written = self
            .written
            .into_iter()
            .max_by_key(|(names, count)| (*count, Reverse(names.clone())));
        let (name, measure) = written.map(|(names, _)| names).unwrap_or_default();
        ItemLine {
            name,
            measure,
            helps: helps(&shelves),
            holdings: self.holdings,
        }
    }
}

/// Two shelves of one unit with the same thing: two stations named it.
fn together(one: Shelf, other: Shelf) -> Shelf {
    let (usable, per_day) = (one.usable + other.usable, one.per_day + other.per_day);
    let mut both = Shelf {
        usable,
        per_day,
        minimum: one.minimum.max(other.minimum),
        target_days: one.target_days.max(other.target_days),
        days_left: days_left(usable, per_day),
        ..one
    };
    let wanted = both.minimum.max(per_day.saturating_mul(both.target_days.into()));
    both.low = usable < both.minimum || both.days_left.is_some_and(|left| left < both.target_days);
    both.needed = (wanted - usable).max(0).div_euclid(ONE) * ONE + if (wanted - usable).max(0) % ONE > 0 { ONE } else { 0 };
    both
}

fn days_left(usable: i64, per_day: i64) -> Option<u32> {
    (per_day > 0).then(|| u32::try_from((usable.max(0)) / per_day).unwrap_or(u32::MAX))
}
