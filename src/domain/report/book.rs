//! Every report that was signed, its layouts, and what is noted for the next.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::day::{Day, Moment, Zone};
use crate::domain::daybook::Note;
use crate::domain::entry::EntryId;
use crate::domain::layout::Layout;

/// Something unusual that the report has to tell (异常情况).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unusual {
    pub day: Day,
    pub text: String,
}

/// A remark on a clause of the national guide: the evidence that no record holds, or why there is a gap.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// The number of the clause, 1 to 15.
    pub clause: u8,
    pub day: Day,
    pub text: String,
}

/// A report that was signed: frozen, byte for byte.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    pub day: Day,
    pub version: u32,
    #[serde(default)]
    pub number: u32,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub zero: bool,
    #[serde(default)]
    pub reporter: String,
    #[serde(default)]
    pub approver: String,
    /// SHA-256 of the text, 64 hexadecimal digits.
    #[serde(default)]
    pub sha256: String,
    /// The whole report as JSON.
    #[serde(default)]
    pub text: String,
}

/// A note of the book with when it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept<T> {
    pub id: EntryId,
    /// The number it was saved under.
    pub seq: i64,
    pub at: Moment,
    pub note: T,
}

impl<T: Clone> Kept<T> {
    fn of(note: &Note, body: &T) -> Self {
        Self {
            id: note.id,
            seq: note.seq,
            at: note.at,
            note: body.clone(),
        }
    }
}

/// From how many minutes before the cut-off a report that is not signed wants somebody.
pub const SOON_MIN: i64 = 60;

/// How the report of a day stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayStatus {
    /// Not signed, and there is still time.
    Open,
    /// Not signed, and the time is over. Never zero.
    Missing,
    Reported,
    Zero,
    /// Signed after its time.
    Late,
    /// Signed again.
    Corrected,
}

impl DayStatus {
    pub const ALL: [Self; 6] = [Self::Open, Self::Missing, Self::Reported, Self::Zero, Self::Late, Self::Corrected];

    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Missing => "missing",
            Self::Reported => "reported",
            Self::Zero => "zero",
            Self::Late => "late",
            Self::Corrected => "corrected",
        }
    }

    /// How much it wants somebody; the least does most.
    pub fn urgency(self) -> u8 {
        match self {
            Self::Missing => 0,
            Self::Late => 1,
            Self::Corrected => 2,
            Self::Open | Self::Reported | Self::Zero => Self::CALM,
        }
    }

    /// The urgency of what wants nobody.
    pub const CALM: u8 = 3;

    /// How a day stands at a moment: by when its first version was signed and whether that said zero, `None` where nobody has
    /// signed it; and by whether it was signed again.
    pub fn of(first: Option<(Moment, bool)>, corrected: bool, deadline: Moment, now: Moment) -> Self {
        match first {
            None if now > deadline => Self::Missing,
            None => Self::Open,
            Some(_) if corrected => Self::Corrected,
            Some((at, _)) if at > deadline => Self::Late,
            Some((_, true)) => Self::Zero,
            Some((_, false)) => Self::Reported,
        }
    }
}

/// Every report that was signed, and what belongs into the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportBook {
    layouts: Vec<Layout>,
    unusual: Vec<Kept<Unusual>>,
    clauses: Vec<Clause>,
    signed: BTreeMap<Day, Vec<Kept<Signed>>>,
    last_number: u32,
}

impl ReportBook {
    pub(in crate::domain) fn take_layout(&mut self, layout: &Layout) {
        match self.layouts.iter_mut().find(|known| known.id == layout.id) {
            Some(known) => known.clone_from(layout),
            None => self.layouts.push(layout.clone()),
        }
    }

    pub(in crate::domain) fn take_unusual(&mut self, note: &Note, unusual: &Unusual) {
        self.unusual.push(Kept::of(note, unusual));
    }

    pub(in crate::domain) fn take_clause(&mut self, _note: &Note, clause: &Clause) {
        self.clauses.push(clause.clone());
    }

    /// Two stations of a site that had not exchanged may both have signed a day. The second is the next version everywhere, and has the
    /// next number, whatever it took itself for; its text stays as it was signed.
    pub(in crate::domain) fn take_signed(&mut self, note: &Note, signed: &Signed) {
        self.last_number = signed.number.max(self.last_number.saturating_add(1));
        let versions = self.signed.entry(signed.day).or_default();
        let before = versions.last().map_or(0, |last| last.note.version);
        let mut kept = Kept::of(note, signed);
        kept.note.version = signed.version.max(before.saturating_add(1));
        kept.note.number = self.last_number;
        versions.push(kept);
    }

    /// The number that the next report has.
    pub fn next_number(&self) -> u32 {
        self.last_number.saturating_add(1)
    }

    /// The layouts that were saved here, in the order they were made; those of them that were put away are among them.
    pub fn layouts(&self) -> &[Layout] {
        &self.layouts
    }

    /// What is noted for a day, oldest first.
    pub fn unusual_on(&self, day: Day) -> impl Iterator<Item = &Kept<Unusual>> {
        self.unusual.iter().filter(move |kept| kept.note.day == day)
    }

    /// What is remarked on the clauses of the guide, oldest first.
    pub fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    /// Every version of a day's report, the first one first.
    pub fn versions(&self, day: Day) -> &[Kept<Signed>] {
        self.signed.get(&day).map_or(&[], Vec::as_slice)
    }

    /// The version of a day's report that counts.
    pub fn latest(&self, day: Day) -> Option<&Kept<Signed>> {
        self.versions(day).last()
    }

    /// How many reports were signed, every version counted.
    pub fn count(&self) -> usize {
        self.signed.values().map(Vec::len).sum()
    }

    /// The names last signed with: who reports, who approves.
    pub fn last_names(&self) -> Option<(&str, &str)> {
        let last = self.signed.values().flatten().max_by_key(|kept| (kept.at, kept.seq))?;
        Some((&last.note.reporter, &last.note.approver))
    }

    /// How the report of a day stands at a moment.
    pub fn status(&self, zone: Zone, day: Day, cut_off_min: u32, now: Moment) -> DayStatus {
        let deadline = super::deadline(zone, day, cut_off_min);
        let versions = self.versions(day);
        let first = versions.first().map(|first| (first.at, first.note.zero));
        DayStatus::of(first, versions.len() > 1, deadline, now)
    }

    /// The day whose report is due next: the first one that has still time, else today.
    pub fn due(&self, zone: Zone, (opened, today): (Day, Day), cut_off_min: u32, now: Moment) -> Day {
        let mut day = today.minus_days(cut_off_min / 1440).max(opened);
        while day < today && self.status(zone, day, cut_off_min, now) != DayStatus::Open {
            day = day.plus_days(1);
        }
        day
    }

    /// The report whose time is nearly over, with its deadline.
    fn soon(&self, zone: Zone, days: (Day, Day), cut_off_min: u32, now: Moment) -> Option<(Day, Moment)> {
        let due = self.due(zone, days, cut_off_min, now);
        let deadline = super::deadline(zone, due, cut_off_min);
        let is_soon = self.status(zone, due, cut_off_min, now) == DayStatus::Open && deadline.secs_since(now) <= SOON_MIN * 60;
        is_soon.then_some((due, deadline))
    }

    /// How many reports want somebody now: those that are missing, and the one whose time is nearly over.
    pub fn wanted(&self, zone: Zone, days: (Day, Day), cut_off_min: u32, now: Moment) -> usize {
        self.missing(zone, days, cut_off_min, now).len() + usize::from(self.soon(zone, days, cut_off_min, now).is_some())
    }

    /// The report that wants signing first, with its deadline: the one whose time is nearly over, else the last that is missing.
    pub fn pressing(&self, zone: Zone, days: (Day, Day), cut_off_min: u32, now: Moment) -> Option<(Day, Moment)> {
        let soon = self.soon(zone, days, cut_off_min, now);
        soon.or_else(|| {
            let day = *self.missing(zone, days, cut_off_min, now).last()?;
            Some((day, super::deadline(zone, day, cut_off_min)))
        })
    }

    /// The days between two, both included, whose report is missing at a moment.
    pub fn missing(&self, zone: Zone, (first, last): (Day, Day), cut_off_min: u32, now: Moment) -> Vec<Day> {
        let days = u32::try_from(last.days_since(first)).map_or(0, |days| days + 1);
        let days = (0..days).map(|number| first.plus_days(number));
        days.filter(|day| self.status(zone, *day, cut_off_min, now) == DayStatus::Missing)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_signed_twice_has_two_versions_whatever_they_took_themselves_for() {
        let (monday, tuesday) = (Day::default(), Day::default().plus_days(1));
        // Day, version and number as they were signed; version and number that they have.
        for (signed, have) in [
            (vec![(monday, 1, 1), (tuesday, 1, 2)], vec![(1, 1), (1, 2)]),
            (vec![(monday, 1, 1), (monday, 2, 2)], vec![(1, 1), (2, 2)]),
            (vec![(monday, 1, 1), (monday, 1, 1)], vec![(1, 1), (2, 2)]),
            (vec![(monday, 1, 1), (tuesday, 1, 1), (monday, 2, 2)], vec![(1, 1), (1, 2), (2, 3)]),
            (vec![(monday, 1, 1), (monday, 1, 1), (monday, 2, 2)], vec![(1, 1), (2, 2), (3, 3)]),
            (vec![(monday, 1, 4), (tuesday, 1, 7)], vec![(1, 4), (1, 7)]),
        ] {
            let mut book = ReportBook::default();
            let mut found = Vec::new();
            for (no, (day, version, number)) in (1..).zip(&signed) {
                let (day, version, number) = (*day, *version, *number);
                let body = Signed {
                    day,
                    version,
                    number,
                    ..Signed::default()
                };
                let note = Note {
                    id: EntryId(uuid::Uuid::from_u128(no)),
                    seq: 1,
                    at: Moment(1),
                    noted: crate::domain::daybook::Noted::Signed(body.clone()),
                };
                book.take_signed(&note, &body);
                found.extend(book.latest(day).map(|kept| (kept.note.version, kept.note.number)));
            }
            assert_eq!(found, have, "{signed:?}");
        }
    }

    /// The report of 9 and 10 February until 16:00 the same day, nobody having signed one.
    #[test]
    fn what_is_nearly_over_presses_before_what_is_missing() -> Result<(), Box<dyn std::error::Error>> {
        let (zone, book) = (Zone::DEFAULT, ReportBook::default());
        let days: (Day, Day) = ("2020-02-09".parse()?, "2020-02-10".parse()?);
        for (minute, pressing, wanted) in [
            (8 * 60, days.0, 1),
            (14 * 60 + 59, days.0, 1),
            (15 * 60, days.1, 2),
            (16 * 60, days.1, 2),
            (16 * 60 + 1, days.1, 2),
        ] {
            let now = zone.start_of(days.1).plus_minutes(minute);
            let found = book.pressing(zone, days, 16 * 60, now);
            assert_eq!(found.map(|(day, _)| day), Some(pressing), "{minute}");
            assert_eq!(book.wanted(zone, days, 16 * 60, now), wanted, "{minute}");
        }
        let now = zone.start_of(days.0).plus_minutes(8 * 60);
        assert_eq!(book.pressing(zone, (days.0, days.0), 16 * 60, now), None, "there is time");
        Ok(())
    }
}
