//! Rounds: when each was due, what became of it, and who looked at it afterwards.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{How, Place, Plan, SiteBook, keyed};
use crate::domain::day::{Day, Moment, Zone};
use crate::domain::daybook::Note;
use crate::domain::entry::EntryId;

/// How long before its time a round may be done, in minutes.
pub const EARLY_MIN: i64 = 30;

/// A step of one round: the plan and the moment it was due name it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    pub plan: Uuid,
    pub due: Moment,
    pub what: What,
}

/// What became of a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    Done(Doing),
    Skipped {
        reason: String,
        by: String,
    },
    /// Somebody else has looked at it.
    Checked {
        by: String,
    },
}

impl Default for What {
    fn default() -> Self {
        Self::Done(Doing::default())
    }
}

/// How a round was done, by whom and when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doing {
    #[serde(flatten)]
    pub how: How,
    pub executor: String,
    /// When it was done, where that is written down later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_at: Option<Moment>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What is known of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The note that says so, to be taken back by.
    pub note: EntryId,
    /// When it was done or skipped.
    pub at: Moment,
    pub outcome: Outcome,
    /// The note of the check, and who checked.
    pub checked: Option<(EntryId, String)>,
}

/// Done, or skipped and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done(Doing),
    Skipped { reason: String, by: String },
}

impl Record {
    pub(super) fn done(note: &Note, doing: &Doing) -> Self {
        Self {
            note: note.id,
            at: doing.done_at.unwrap_or(note.at),
            outcome: Outcome::Done(doing.clone()),
            checked: None,
        }
    }

    pub(super) fn skipped(note: &Note, reason: &str, by: &str) -> Self {
        Self {
            note: note.id,
            at: note.at,
            outcome: Outcome::Skipped {
                reason: reason.to_owned(),
                by: by.to_owned(),
            },
            checked: None,
        }
    }

    pub fn is_done(&self) -> bool {
        matches!(self.outcome, Outcome::Done(_))
    }

    /// How it was done, where it was.
    pub fn doing(&self) -> Option<&Doing> {
        match &self.outcome {
            Outcome::Done(doing) => Some(doing),
            Outcome::Skipped { .. } => None,
        }
    }

    /// The last note about it, which is the one to take back.
    pub fn last_note(&self) -> EntryId {
        self.checked.as_ref().map_or(self.note, |(note, _)| *note)
    }
}

keyed! {
    /// Where a round stands, what wants somebody first.
    State {
        Overdue = "overdue",
        Due = "due",
        Later = "later",
        Unchecked = "unchecked",
        Done = "done",
        Skipped = "skipped",
    }
}

impl State {
    /// Whether nobody has done or skipped it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Overdue | Self::Due | Self::Later)
    }
}

/// A round of a plan at its time.
#[derive(Clone, Copy, Debug)]
pub struct Task<'a> {
    pub place: &'a Place,
    /// As it stood then.
    pub plan: &'a Plan,
    pub due: Moment,
    pub record: Option<&'a Record>,
    /// Done besides the plan's times: somebody was ill there, a bus came in from afar.
    pub extra: bool,
}

impl Task<'_> {
    /// Done and not looked at by the checker that the plan names is its own state.
    pub fn state(&self, now: Moment) -> State {
        match self.record {
            Some(record) if !record.is_done() => State::Skipped,
            Some(record) if record.checked.is_none() && !self.plan.checker.is_empty() => State::Unchecked,
            Some(_) => State::Done,
            None if now < self.due.plus_minutes(-EARLY_MIN) => State::Later,
            None if now <= self.due.plus_minutes(i64::from(self.plan.grace_min)) => State::Due,
            None => State::Overdue,
        }
    }
}

/// How many rounds of a day were due, and how many of those were done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoundCount {
    pub due: u32,
    pub done: u32,
}

impl SiteBook {
    /// The rounds that were or will be due in `[from, to)`, and those done besides; earliest first, places in their order.
    pub fn tasks(&self, (from, to): (Moment, Moment), zone: Zone) -> Vec<Task<'_>> {
        let mut tasks = Vec::new();
        let last = zone.day_of(to.plus_secs(-1));
        for (id, versions) in &self.plans {
            for (no, (since, plan)) in versions.iter().enumerate() {
                let until = versions.get(no + 1).map_or(to, |(next, _)| (*next).min(to));
                let since = (*since).max(from);
                let Some(place) = self.place(plan.place).filter(|_| !plan.retired && since < until) else {
                    continue;
                };
                let first = zone.day_of(since);
                for days in 0..=u32::try_from(last.days_since(first)).unwrap_or(0) {
                    let due = plan.rhythm.on(first.plus_days(days), zone).into_iter();
                    tasks.extend(due.filter(|due| since <= *due && *due < until).map(|due| Task {
                        place,
                        plan,
                        due,
                        record: self.records.get(&(*id, due)),
                        extra: false,
                    }));
                }
            }
        }
        let planned: BTreeSet<(Uuid, Moment)> = tasks.iter().map(|task| (task.plan.id, task.due)).collect();
        let besides = self
            .records
            .iter()
            .filter(|(key, _)| (from..to).contains(&key.1) && !planned.contains(key));
        tasks.extend(besides.filter_map(|((id, due), record)| {
            let plan = self.plan(*id)?;
            Some(Task {
                place: self.place(plan.place)?,
                plan,
                due: *due,
                record: Some(record),
                extra: true,
            })
        }));
        let order = |id: Uuid| self.places.iter().position(|place| place.id == id);
        tasks.sort_by_cached_key(|task| (task.due, order(task.place.id), task.plan.measure, task.plan.id));
        tasks
    }

    /// The rounds of a calendar day.
    pub fn tasks_on(&self, day: Day, zone: Zone) -> Vec<Task<'_>> {
        self.tasks(zone.span(day, day), zone)
    }

    /// What nobody has done and should have, of the last 24 hours.
    pub fn overdue(&self, now: Moment, zone: Zone) -> Vec<Task<'_>> {
        let mut tasks = self.tasks((now.plus_minutes(-24 * 60), now), zone);
        tasks.retain(|task| task.state(now) == State::Overdue);
        tasks
    }

    /// The rounds of a whole day, without those done besides.
    pub fn rounds_on(&self, day: Day, zone: Zone) -> RoundCount {
        let mut count = RoundCount::default();
        for task in self.tasks_on(day, zone).into_iter().filter(|task| !task.extra) {
            count.due += 1;
            count.done += u32::from(task.record.is_some_and(Record::is_done));
        }
        count
    }
}
