//! An hour without power: what passes the gate is written on paper, and entered line by line when the light is back.

use std::collections::VecDeque;

use super::gate::{Gate, Step};
use crate::domain::day::{Day, Moment};
use crate::domain::entry::{Entry, EntryId, Passage, Reading};

/// How many days before the last it happens.
const DAYS_BEFORE: u32 = 3;
/// From when to when, in minutes of the day.
const DARK: (i64, i64) = (14 * 60 + 10, 15 * 60 + 10);
/// What a guard needs to type a line.
const SECS: i64 = 15;

/// The sheet of paper.
#[derive(Debug, Default)]
pub(super) struct Paper {
    dark: Option<(Moment, Moment)>,
    /// A line, and what its passage does to an outing.
    lines: VecDeque<Vec<(EntryId, Entry)>>,
    written: i64,
}

impl Gate<'_> {
    pub(super) fn plan_outage(&mut self, day: Day) {
        let at = |minutes| self.zone.start_of(day).plus_minutes(minutes);
        let dark = (at(DARK.0), at(DARK.1));
        self.paper.dark = (day.plus_days(DAYS_BEFORE) == self.last).then_some(dark);
    }

    pub(super) fn is_dark(&self, at: Moment) -> bool {
        self.paper.dark.is_some_and(|(from, to)| from <= at && at < to)
    }

    /// Writes a line of the register: at once, or on paper where the power is out.
    pub(super) fn line(&mut self, at: Moment, mut line: Entry) -> EntryId {
        let Some((_, to)) = self.paper.dark.filter(|_| self.is_dark(at)) else {
            return self.draft.add(at, line);
        };
        if let Entry::Reading(Reading { happened, .. }) | Entry::Passage(Passage { happened, .. }) = &mut line {
            *happened = Some(at);
        }
        let id = EntryId(self.draft.id(at));
        self.paper.lines.push_back(vec![(id, line)]);
        self.paper.written += 1;
        self.plan(to.plus_secs(self.paper.written * SECS), Step::Enter);
        id
    }

    /// Writes what a line does to an outing, beside it.
    pub(super) fn with_line(&mut self, at: Moment, entry: Entry) {
        if self.is_dark(at) {
            let id = EntryId(self.draft.id(at));
            self.paper
                .lines
                .back_mut()
                .into_iter()
                .for_each(|line| line.push((id, entry.clone())));
        } else {
            self.draft.add(at, entry);
        }
    }

    /// Enters the next line of the paper.
    pub(super) fn enter(&mut self, at: Moment) {
        for (id, entry) in self.paper.lines.pop_front().unwrap_or_default() {
            self.draft.add_as(at, entry, id);
        }
    }
}
