//! How the days of units stand: reported, zero, late, missing, corrected, not due yet; nothing before a unit's first station.

use std::cmp::Reverse;

use super::{Group, Unit, UnitId};
use crate::domain::day::{Day, Moment, Zone};
use crate::domain::region::Code;
use crate::domain::report::DayStatus;

/// The first moments of days in a zone. To find one is slower than anything else here, and the units of a group share them.
#[derive(Debug)]
struct Starts {
    zone: Zone,
    /// One more than there are days.
    starts: Vec<Moment>,
}

impl Starts {
    fn of(zone: Zone, from: Day, days: usize) -> Self {
        let day = |no: usize| from.plus_days(u32::try_from(no).unwrap_or(u32::MAX));
        Self {
            zone,
            starts: (0..=days).map(|no| zone.start_of(day(no))).collect(),
        }
    }
}

/// A unit's days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridRow {
    pub unit: UnitId,
    /// The city it lies in, where that is known.
    pub region: Option<Code>,
    /// A day each, oldest first; `None` before its first station was opened.
    pub cells: Vec<Option<DayStatus>>,
    /// Until when it is known what happened there.
    pub known_until: Option<Moment>,
}

/// How many of the last days say what wants somebody.
const RECENT: usize = 7;
/// Reports come once a day: what is older than a day and a half has missed one.
const STALE_MIN: i64 = 36 * 60;

/// Whether what is known until a moment is older than it should be; `None` is what never came.
pub fn is_stale(until: Option<Moment>, now: Moment) -> bool {
    until.is_none_or(|until| now.secs_since(until) > STALE_MIN * 60)
}

impl GridRow {
    /// Whether yesterday or today is missing.
    pub fn is_missing(&self) -> bool {
        self.urgency() == DayStatus::Missing.urgency()
    }

    /// What its last two days want.
    fn urgency(&self) -> u8 {
        let last = self.cells.iter().rev().take(2).flatten();
        last.map(|status| status.urgency()).min().unwrap_or(DayStatus::CALM)
    }

    /// The least wants somebody most: what the last two days are, how many of the last days are missing, how old it is; then by name.
    fn wants(&self, now: Moment) -> (u8, Reverse<usize>, bool, UnitId) {
        let last = self.cells.iter().rev().take(RECENT);
        let missing = last.filter(|cell| **cell == Some(DayStatus::Missing)).count();
        let calm = !is_stale(self.known_until, now);
        (self.urgency(), Reverse(missing), calm, self.unit.clone())
    }
}

/// By region, and in a region by unit: what wants somebody most before the rest.
fn put_in_order(rows: &mut [GridRow], now: Moment) {
    rows.sort_by_cached_key(|row| row.wants(now));
    let mut regions: Vec<Option<Code>> = Vec::new();
    for row in &*rows {
        if !regions.contains(&row.region) {
            regions.push(row.region);
        }
    }
    rows.sort_by_key(|row| regions.iter().position(|region| *region == row.region));
}

/// Units by days: those of a region together, in each the unit first of which most is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// The day of the first cell.
    pub from: Day,
    pub rows: Vec<GridRow>,
}

impl Group {
    /// How every unit's days between two, both included, stand at a moment.
    pub fn grid(&self, from: Day, to: Day, now: Moment) -> Grid {
        let days = usize::try_from(to.days_since(from) + 1).unwrap_or(0);
        let mut known: Vec<Starts> = Vec::new();
        let mut rows = Vec::with_capacity(self.units.len());
        for unit in &self.units {
            let zone = unit.zone();
            let at = known.iter().position(|starts| starts.zone == zone).unwrap_or_else(|| {
                known.push(Starts::of(zone, from, days));
                known.len() - 1
            });
            rows.push(GridRow {
                unit: unit.id().clone(),
                region: unit.region(),
                cells: unit.cells(from, &known[at].starts, now),
                known_until: unit.known_until(),
            });
        }
        put_in_order(&mut rows, now);
        Grid { from, rows }
    }
}

impl Unit {
    /// How a day stands at a moment; `None` before the unit's first station was opened.
    pub fn status(&self, day: Day, now: Moment) -> Option<DayStatus> {
        let starts = Starts::of(self.zone(), day, 1);
        self.cells(day, &starts.starts, now).pop().flatten()
    }

    /// Whether the first report of a day came after its time.
    pub fn was_late(&self, day: Day) -> bool {
        let starts = Starts::of(self.zone(), day, 1).starts;
        let deadline = starts.first().zip(starts.last()).map(|(start, end)| self.deadline(*start, *end));
        let first = self.reported(day, day).next().and_then(|(_, mut versions)| versions.next());
        let first = first.map(super::Sent::at);
        first.zip(deadline).is_some_and(|(first, deadline)| first > deadline)
    }

    /// Until when the report of a day is sent, under the settings in force at its end.
    fn deadline(&self, start: Moment, end: Moment) -> Moment {
        start.plus_minutes(self.settled_before(end).cut_off_min.into())
    }

    fn cells(&self, from: Day, starts: &[Moment], now: Moment) -> Vec<Option<DayStatus>> {
        let days = starts.len().saturating_sub(1);
        let to = from.plus_days(u32::try_from(days).unwrap_or(u32::MAX)).minus_days(1);
        let opened = self.first_day();
        let mut reported = self.reported(from, to).peekable();
        let mut day = from;
        let cells = starts.windows(2).map(|span| {
            let [start, end] = [0, 1].map(|at| span.get(at).copied().unwrap_or_default());
            let here = reported.next_if(|(reported, _)| *reported == day);
            let mut versions = here.into_iter().flat_map(|(_, versions)| versions);
            let first = versions.next();
            let belongs = first.is_some() || opened.is_some_and(|opened| day >= opened);
            let status = belongs.then(|| {
                let corrected = first.is_some_and(|first| first.version > 1) || versions.next().is_some();
                let first = first.map(|first| (first.at(), first.zero));
                DayStatus::of(first, corrected, self.deadline(start, end), now)
            });
            day = day.plus_days(1);
            status
        });
        cells.collect()
    }
}
