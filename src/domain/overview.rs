//! The overview (总览): a day counted up to a moment and held against another day, and what wants a person now.
//!
//! Pure: moments, days and what is known of people are arguments.

use std::collections::{BTreeMap, BTreeSet};

use super::day::{Day, Moment, Zone};
use super::going_out::{Outing, Step};
use super::isolation::Isolation;
use super::person::PersonId;
use super::rulebook::TemperatureRule;
use super::screening::Direction;
use super::temperature::Celsius;

/// A line of the register as far as a day is counted from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    pub at: Moment,
    pub person: PersonId,
    pub celsius: Option<Celsius>,
    /// Which way they went through the gate; `None` for who was only measured, or sent back.
    pub went: Option<Direction>,
}

/// A day that is over: who was inside when it began, and every line of it that stands, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastDay {
    pub inside: BTreeSet<PersonId>,
    pub lines: Vec<Line>,
}

/// What is counted of a day up to a moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub inside: u32,
    /// Inside, and to be measured each day: no visitor, nobody away.
    pub due: u32,
    /// Of those, measured that day; a reading that is too low measures nobody.
    pub measured: u32,
    /// People with a fever that day, inside or not.
    pub fever: u32,
}

impl Count {
    /// Counts one more person.
    pub fn add(&mut self, (inside, due): (bool, bool), readings: &[Celsius], rule: &TemperatureRule) {
        let due = inside && due;
        self.inside += u32::from(inside);
        self.due += u32::from(due);
        self.measured += u32::from(due && readings.iter().any(|celsius| !rule.is_low(*celsius)));
        self.fever += u32::from(readings.iter().any(|celsius| rule.is_fever(*celsius)));
    }

    /// How many of those inside have been measured, in tenths of a percent, never rounded up to all; `None` where nobody is due.
    pub fn coverage(&self) -> Option<u32> {
        (self.due > 0).then(|| self.measured * 1000 / self.due)
    }
}

impl PastDay {
    /// Whether anything at all is recorded of it.
    pub fn is_known(&self) -> bool {
        !(self.inside.is_empty() && self.lines.is_empty())
    }

    /// The day as it stood at a moment of it. `is_due` says who is measured each day.
    pub fn count(&self, until: Moment, rule: &TemperatureRule, is_due: impl Fn(PersonId) -> bool) -> Count {
        let mut people: BTreeMap<PersonId, (bool, Vec<Celsius>)> = BTreeMap::new();
        for person in &self.inside {
            people.insert(*person, (true, Vec::new()));
        }
        for line in self.lines.iter().take_while(|line| line.at <= until) {
            let (inside, readings) = people.entry(line.person).or_default();
            readings.extend(line.celsius);
            *inside = line.went.map_or(*inside, |went| went == Direction::In);
        }
        let mut count = Count::default();
        for (person, (inside, readings)) in people {
            count.add((inside, is_due(person)), &readings, rule);
        }
        count
    }
}

/// How many of these moments fall into each hour of the site's clock.
pub fn by_hour(zone: Zone, moments: impl IntoIterator<Item = Moment>) -> [u32; 24] {
    let mut hours = [0; 24];
    for at in moments {
        let hour = usize::try_from(zone.hour(at)).unwrap_or_default();
        if let Some(count) = hours.get_mut(hour) {
            *count += 1;
        }
    }
    hours
}

/// How many people had a fever on each day, from readings that were one; the days are `days` up to `last`, oldest first.
pub fn fever_by_day(readings: &[(Day, PersonId)], last: Day, days: u32) -> Vec<(Day, u32)> {
    let mut people: BTreeMap<Day, BTreeSet<PersonId>> = BTreeMap::new();
    for (day, person) in readings {
        people.entry(*day).or_default().insert(*person);
    }
    let count = |day| people.get(&day).map_or(0, |people| u32::try_from(people.len()).unwrap_or(u32::MAX));
    days_to(last, days).map(|day| (day, count(day))).collect()
}

/// Isolation on one day: who is in it when the day ends, who was new, who was released.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IsolationDay {
    pub day: Day,
    pub held: u32,
    pub opened: u32,
    pub released: u32,
}

/// Isolation day by day, `days` up to `last`, oldest first. An isolation counts days, not hours, so that no moment is asked for.
pub fn isolation_by_day<'a>(isolations: impl IntoIterator<Item = &'a Isolation>, last: Day, days: u32) -> Vec<IsolationDay> {
    let mut rows: Vec<IsolationDay> = days_to(last, days)
        .map(|day| IsolationDay {
            day,
            held: 0,
            opened: 0,
            released: 0,
        })
        .collect();
    for isolation in isolations {
        let ended = isolation.released.as_ref().map(|release| release.on);
        for row in &mut rows {
            let held = isolation.opened <= row.day && ended.is_none_or(|ended| ended > row.day);
            row.held += u32::from(held);
            row.opened += u32::from(isolation.opened == row.day);
            row.released += u32::from(ended == Some(row.day));
        }
    }
    rows
}

fn days_to(last: Day, days: u32) -> impl Iterator<Item = Day> {
    (0..days).rev().map(move |back| last.minus_days(back))
}

/// Whether somebody was out on an outing at a moment; where they were, whether they should have been back by then.
pub fn was_out(outing: &Outing, at: Moment) -> Option<bool> {
    let (mut out, mut due) = (false, outing.due);
    for (when, step) in &outing.steps {
        if *when > at {
            break;
        }
        match step {
            Step::Filed { due: by, .. } | Step::Extended { due: by, .. } => due = *by,
            Step::Left { .. } => out = true,
            Step::Back { .. } => out = false,
            Step::Decided { .. } | Step::Asked(_) | Step::Cancelled { .. } => {}
        }
    }
    out.then_some(at > due)
}

/// How many people of a department are inside and to be measured, and how many of them have been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    pub department: String,
    pub due: u32,
    pub measured: u32,
}

impl Covered {
    /// In whole percent, never rounded up to all.
    pub fn percent(&self) -> u32 {
        (self.measured * 100).checked_div(self.due).unwrap_or(100)
    }
}

/// Who is due, by department with whether they were measured, summed: the worst first, of equals the one that lacks more.
pub fn coverage<'a>(due: impl IntoIterator<Item = (&'a str, bool)>) -> Vec<Covered> {
    let mut departments: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for (department, is_measured) in due {
        let (all, measured) = departments.entry(department).or_default();
        *all += 1;
        *measured += u32::from(is_measured);
    }
    let covered = departments.into_iter().map(|(department, (due, measured))| Covered {
        department: department.to_owned(),
        due,
        measured,
    });
    worst_first(covered.collect())
}

/// Departments in the order in which they want somebody: the worst first, of equals the one that lacks more.
pub fn worst_first(mut covered: Vec<Covered>) -> Vec<Covered> {
    covered.sort_by_key(|one| (one.percent(), std::cmp::Reverse(one.due - one.measured)));
    covered
}

/// A number held against an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    More(u32),
    Fewer(u32),
    Same,
    /// Nothing is recorded of the earlier day.
    Unknown,
}

impl Change {
    pub fn of(now: Option<u32>, then: Option<u32>) -> Self {
        match (now, then) {
            (Some(now), Some(then)) if now > then => Self::More(now - then),
            (Some(now), Some(then)) if now < then => Self::Fewer(then - now),
            (Some(_), Some(_)) => Self::Same,
            _ => Self::Unknown,
        }
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::More(_) => "more",
            Self::Fewer(_) => "fewer",
            Self::Same => "same",
            Self::Unknown => "unknown",
        }
    }

    /// By how much.
    pub fn by(self) -> u32 {
        match self {
            Self::More(by) | Self::Fewer(by) => by,
            Self::Same | Self::Unknown => 0,
        }
    }
}

/// What wants a person, most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Want {
    /// Sent to the clinic with symptoms or a second fever, and nobody has decided.
    Clinic,
    /// Somebody in isolation tried to pass the gate.
    Passing,
    /// Out, and should have been back.
    Overdue,
    /// Should isolate, and nobody has ordered it.
    Owed,
    /// Waits for the second measurement, whose time has come.
    Recheck,
    /// In isolation, and due to be measured.
    Measure,
    /// A report before going out that nobody has decided about.
    Decide,
    /// The daily report, not signed near its cut-off or after it.
    Report,
    /// Rounds whose time is over and that nobody has done.
    Rounds,
    /// Something that will not last.
    Supply,
    /// Data of people that is due to be cleared.
    Clear,
}

impl Want {
    pub fn key(self) -> &'static str {
        match self {
            Self::Clinic => "clinic",
            Self::Passing => "passing",
            Self::Overdue => "overdue",
            Self::Owed => "owed",
            Self::Recheck => "recheck",
            Self::Measure => "measure",
            Self::Decide => "decide",
            Self::Report => "report",
            Self::Rounds => "rounds",
            Self::Supply => "supply",
            Self::Clear => "clear",
        }
    }
}

/// A row of what wants a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    pub want: Want,
    /// Whom it is about, who waits longest first; empty where it is about no person.
    pub people: Vec<PersonId>,
    /// Since when, or until when; of several people the first.
    pub at: Option<Moment>,
    /// How many of what it is about.
    pub count: u32,
    /// What it is about, by its own name; empty where it is about people.
    pub what: String,
}

/// Up to so many people of one want stand in rows of their own; more are one row together.
const APART: usize = 3;

/// People who wait, as rows: the most urgent want first, within it who waits longest first.
pub fn needs(mut waiting: Vec<(Want, Moment, PersonId)>) -> Vec<Need> {
    waiting.sort();
    let same = waiting.chunk_by(|one, next| one.0 == next.0);
    let rows = same.flat_map(|group| group.chunks(if group.len() > APART { group.len() } else { 1 }));
    rows.filter_map(|people| {
        let (want, at, _) = people.first()?;
        Some(Need {
            want: *want,
            people: people.iter().map(|(_, _, person)| *person).collect(),
            at: Some(*at),
            count: u32::try_from(people.len()).unwrap_or(u32::MAX),
            what: String::new(),
        })
    })
    .collect()
}

#[cfg(test)]
mod tests;
