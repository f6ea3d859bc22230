//! The daybook of the invented plant: each area plans its notes of a day, from a row of numbers of its own.

mod duty;
mod notices;
pub(super) mod report;
mod site;
mod supplies;

use super::gate::{Gate, Step};
use super::random::Random;
use crate::domain::day::{Day, Moment};
use crate::domain::daybook::Noted;
use crate::domain::entry::Entry;
pub(super) use supplies::Shelved;

/// An area of the daybook.
#[derive(Clone, Copy, Debug)]
enum Area {
    Duty,
    Supplies,
    Site,
    Report,
}

impl Gate<'_> {
    /// Plans what will be noted on a day.
    pub(super) fn plan_daybook(&mut self, day: Day) {
        self.plan_duty(day);
        self.plan_supplies(day);
        self.plan_site(day);
        self.plan_notices(day);
        self.plan_report(day);
    }

    /// The area's own numbers of a day, so that one area does not shift another.
    fn numbers(&self, area: Area, day: Day) -> Random {
        let days = u64::try_from(day.days_since(self.first)).unwrap_or(0);
        Random::new(self.plant.salt.wrapping_add(days * 16 + area as u64))
    }

    /// Minutes after midnight of a day.
    fn minute(&self, day: Day, minutes: i64) -> Moment {
        self.zone.start_of(day).plus_minutes(minutes)
    }

    fn note(&mut self, at: Moment, noted: Noted) {
        self.plan(at, Step::Write(Box::new(Entry::Noted(noted))));
    }
}
