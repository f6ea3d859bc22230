//! The shelf of one item: lots by the day they expire, and what each day did to them.

use super::What;
use crate::domain::day::Day;

/// What expires on the same day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lot {
    /// The last day it can be used; `None` where nobody knows.
    pub expiry: Option<Day>,
    /// In thousandths of the unit; more than nothing.
    pub amount: i64,
}

impl Lot {
    /// Whether it can be used no more on a day.
    pub fn is_expired(&self, on: Day) -> bool {
        self.expiry.is_some_and(|expiry| expiry < on)
    }
}

/// A day of an item. Amounts are in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayLine {
    pub day: Day,
    /// At the end of the day.
    pub held: i64,
    /// Issued on the day.
    pub used: i64,
    /// Whether there was something to use at any time of the day.
    pub stocked: bool,
}

/// What is on the shelf.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shelf {
    /// What expires first before the rest; what has no last day comes last.
    pub(super) lots: Vec<Lot>,
    /// What was taken beyond the stock: two stations can both issue the last one. What comes next pays for it.
    short: i64,
}

impl Shelf {
    /// In thousandths; below zero only where more was taken than there was.
    pub(super) fn held(&self) -> i64 {
        self.lots.iter().map(|lot| lot.amount).sum::<i64>() - self.short
    }

    /// Held without what has expired, in thousandths.
    pub(super) fn usable(&self, on: Day) -> i64 {
        let lots = self.lots.iter().filter(|lot| !lot.is_expired(on));
        lots.map(|lot| lot.amount).sum::<i64>() - self.short
    }

    fn put(&mut self, amount: i64, expiry: Option<Day>) {
        let paid = amount.min(self.short);
        self.short -= paid;
        let amount = amount - paid;
        if amount <= 0 {
            return;
        }
        match self.lots.iter_mut().find(|lot| lot.expiry == expiry) {
            Some(lot) => lot.amount += amount,
            None => self.lots.push(Lot { expiry, amount }),
        }
        self.lots.sort_by_key(|lot| (lot.expiry.is_none(), lot.expiry));
    }

    /// Takes from the lots that `may` be taken from, what expires first before the rest. Answers what is still to be taken.
    fn take(&mut self, amount: i64, may: impl Fn(&Lot) -> bool) -> i64 {
        let mut left = amount;
        for lot in self.lots.iter_mut().filter(|lot| may(lot)) {
            let taken = left.min(lot.amount);
            lot.amount -= taken;
            left -= taken;
        }
        self.lots.retain(|lot| lot.amount > 0);
        left
    }

    fn apply(&mut self, what: &What, on: Day) {
        match what {
            What::Received { amount, expiry, .. } => self.put(*amount, *expiry),
            What::Issued { amount, .. } => {
                let left = self.take(*amount, |lot| !lot.is_expired(on));
                self.short += self.take(left, |_| true);
            }
            What::WrittenOff { amount } => self.short += self.take(*amount, |_| true),
            What::Counted { found } => {
                let more = found - self.held();
                if more > 0 {
                    self.put(more, None);
                } else {
                    self.take(-more, |_| true);
                }
            }
        }
    }
}

/// Lets the moves happen in their order up to the end of `until`. Answers the shelf then, and its last `days` days, oldest first.
pub(super) fn walk<'a>(moves: impl Iterator<Item = (Day, &'a What)>, until: Day, days: u32) -> (Shelf, Vec<DayLine>) {
    let mut moves = moves.filter(|(day, _)| *day <= until).peekable();
    let mut shelf = Shelf::default();
    let first = until.minus_days(days.saturating_sub(1));
    while let Some((day, what)) = moves.next_if(|(day, _)| *day < first) {
        shelf.apply(what, day);
    }
    let mut lines = Vec::new();
    for day in (0..days).map(|no| first.plus_days(no)) {
        let mut line = DayLine {
            day,
            held: 0,
            used: 0,
            stocked: shelf.held() > 0,
        };
        while let Some((on, what)) = moves.next_if(|(on, _)| *on <= day) {
            shelf.apply(what, on);
            if let What::Issued { amount, .. } = what {
                line.used += amount;
            }
            line.stocked |= shelf.held() > 0 || line.used > 0;
        }
        line.held = shelf.held();
        lines.push(line);
    }
    (shelf, lines)
}
