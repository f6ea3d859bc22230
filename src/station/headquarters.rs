//! Headquarters: the group as the entries of its units tell, and what they sent, looked into.

use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::{Error, Station, hexadecimal};
use crate::domain::day::Day;
use crate::domain::daybook::Noted;
use crate::domain::entry::{Entry, EntryId};
use crate::domain::group::consolidated::{Consolidated, UnitReport};
use crate::domain::group::{Grid, Group, ItemLine, KINDS, Line, Member, Sent, Sums, Unit, UnitId, UnitNote};
use crate::domain::person::Person;
use crate::domain::report::{Change, DayStatus, Figure, Head, NotSigned, Report, Signed};
use crate::domain::settings::Role;
use crate::store;
use crate::store::ledger::{self, Ledger};

/// The group as far as it has been read. It is the sum of its entries in any order, so it only ever reads on.
#[derive(Debug, Default)]
pub(super) struct Grouped {
    group: Arc<Group>,
    /// The last row of the ledger that was read.
    read: i64,
}

impl Grouped {
    /// Takes what came since; begins anew where a station was enrolled or revoked.
    fn catch_up(&mut self, members: &[Member], ledger: &dyn Ledger) -> Result<(), Error> {
        if !self.group.is_of(members) {
            *self = Self {
                group: Arc::new(Group::of(members)),
                read: 0,
            };
        }
        let group = Arc::make_mut(&mut self.group);
        group.hear(members);
        self.read = ledger.notes(&KINDS, self.read, &mut |note| group.take(&note))?;
        Ok(())
    }
}

/// Whether a report is what its unit signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Byte for byte.
    AsSigned,
    /// The unit took the people out before it sent it: the figures are its word, the hash is that of the whole.
    Masked,
    /// The text is not what its hash says.
    Damaged,
}

impl Stands {
    /// The stable word of scripts and language keys.
    pub fn key(self) -> &'static str {
        match self {
            Self::AsSigned => "as-signed",
            Self::Masked => "masked",
            Self::Damaged => "damaged",
        }
    }
}

/// A version of a report as a unit sent it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentReport {
    pub sent: Sent,
    /// What is different from the version before.
    pub changes: Vec<Change>,
    /// `None` where the text cannot be read.
    pub report: Option<Report>,
    pub stands: Stands,
}

/// A day of a unit with everything that it sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentDay {
    pub day: Day,
    /// `None` before the unit's first station was opened.
    pub status: Option<DayStatus>,
    /// The first version of it came after its time.
    pub late: bool,
    /// The first one first.
    pub versions: Vec<SentReport>,
}

/// Who is behind a figure, as far as the unit says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Behind {
    pub number: u64,
    /// How many people the report lists there; none where the unit sends counts only.
    pub listed: usize,
    /// Those of them who are known here by name.
    pub people: Vec<Person>,
}

impl Station {
    /// Every unit that reports here; none where this is no headquarters.
    pub fn group(&self) -> Result<Arc<Group>, Error> {
        if self.card().role != Role::Headquarters {
            return Ok(Arc::default());
        }
        let members = ledger::members(&self.store)?;
        let mut grouped = self.grouped.borrow_mut();
        grouped.catch_up(&members, self.ledger()?)?;
        Ok(Arc::clone(&grouped.group))
    }

    /// Brings a group that somebody holds up to date. It is let go first: a group that nobody holds need not be copied. Where it
    /// cannot be read, it stays as far as it has been.
    pub(super) fn follow_group(&self, held: &mut Arc<Group>) -> Result<(), Error> {
        *held = Arc::default();
        let followed = self.group();
        *held = Arc::clone(&self.grouped.borrow().group);
        followed.map(drop)
    }

    /// Every unit's days between two, both included.
    pub fn grid(&self, from: Day, to: Day) -> Result<Grid, Error> {
        Ok(self.group()?.grid(from, to, self.now()))
    }

    /// The figures of a day over all units.
    pub fn sums(&self, day: Day) -> Result<Sums, Error> {
        Ok(self.group()?.sums(day, self.now()))
    }

    /// The supplies of all units at the end of a day, and who could help whom.
    pub fn group_supplies(&self, day: Day) -> Result<Vec<ItemLine>, Error> {
        Ok(self.group()?.supplies(day))
    }

    /// What a unit sent of a day: every version, read again and compared with its hash. `None` where there is no such unit.
    pub fn sent(&self, unit: &UnitId, day: Day) -> Result<Option<SentDay>, Error> {
        let group = self.group()?;
        let Some(unit) = group.unit(unit) else {
            return Ok(None);
        };
        let mut versions = Vec::new();
        for (sent, changes) in versions_of(unit, day) {
            let (report, stands) = self.read_sent(sent.id)?;
            versions.push(SentReport {
                report: report.map(|report| numbered(report, &sent, &changes)),
                sent,
                changes,
                stands,
            });
        }
        Ok(Some(SentDay {
            day,
            status: unit.status(day, self.now()),
            late: unit.was_late(day),
            versions,
        }))
    }

    /// Who is behind a figure of a report that was sent.
    pub fn people_behind(&self, report: EntryId, figure: Figure) -> Result<Behind, Error> {
        let (report, _) = self.read_sent(report)?;
        let Some(figures) = report.map(|report| report.figures) else {
            return Ok(Behind::default());
        };
        let ids: Vec<_> = figures.behind(figure).collect();
        Ok(Behind {
            number: figures.number(figure),
            listed: ids.len(),
            people: self.ledger()?.people(&ids)?,
        })
    }

    /// The reports of all units that are not what their hash says: which unit, which day.
    pub fn damaged_reports(&self) -> Result<Vec<(UnitId, Day)>, Error> {
        let (group, mut damaged) = (self.group()?, Vec::new());
        self.ledger()?.notes(&[75], 0, &mut |note| {
            let unit = group.units().iter().find(|unit| unit.has(note.chain));
            if let (Some(unit), Some(signed)) = (unit, signed(&note))
                && stands(&note, signed) == Stands::Damaged
            {
                damaged.push((unit.id().clone(), signed.day));
            }
        })?;
        Ok(damaged)
    }

    /// The consolidated report of a day. `NotHeadquarters` at a station of another kind, `Future` for a day that has not come.
    pub fn consolidated(&self, day: Day) -> Result<Consolidated, Error> {
        if self.card().role != Role::Headquarters {
            return Err(NotSigned::NotHeadquarters.into());
        }
        let (now, card) = (self.now(), self.card());
        if day > card.zone.day_of(now) {
            return Err(NotSigned::Future.into());
        }
        let group = self.group()?;
        let sums = group.sums(day, now);
        let units = sums.lines.iter().map(|line| self.unit_report(&group, line, day));
        let units = units.collect::<Result<Vec<_>, Error>>()?;
        let (seq, hash) = store::report::head(&self.store, self.identity.chain)?;
        Ok(Consolidated {
            unit: if card.unit.is_empty() { &card.site } else { &card.unit }.clone(),
            station: card.station.clone(),
            units,
            sums,
            supplies: group.supplies(day),
            head: Head {
                seq,
                hash: hexadecimal(&hash),
            },
            at: now,
        })
    }

    fn unit_report(&self, group: &Group, line: &Line, day: Day) -> Result<UnitReport, Error> {
        let mut unit = UnitReport {
            line: line.clone(),
            report: None,
            sha256: String::new(),
        };
        let latest = group.unit(&line.unit).and_then(|unit| versions_of(unit, day).pop());
        if let Some((sent, changes)) = latest {
            let (report, _) = self.read_sent(sent.id)?;
            unit.report = report.map(|report| numbered(report, &sent, &changes));
            unit.sha256 = sent.sha256;
        }
        Ok(unit)
    }

    /// The text of a report as it came, and whether it is what was signed.
    fn read_sent(&self, id: EntryId) -> Result<(Option<Report>, Stands), Error> {
        let note = self.ledger()?.note(id)?;
        let read = note.as_ref().and_then(|note| Some((note, signed(note)?)));
        Ok(read.map_or((None, Stands::Damaged), |(note, signed)| {
            (serde_json::from_str(&signed.text).ok(), stands(note, signed))
        }))
    }
}

/// The versions of a unit's day, each with what is different from the one before.
fn versions_of(unit: &Unit, day: Day) -> Vec<(Sent, Vec<Change>)> {
    let versions = unit.versions(day);
    let before = std::iter::once(None).chain(versions.iter().map(Some));
    let changes: Vec<_> = versions
        .iter()
        .zip(before)
        .map(|(sent, before)| before.map(|before| sent.changes_from(before)))
        .collect();
    versions
        .into_iter()
        .zip(changes)
        .map(|(sent, changes)| (sent, changes.unwrap_or_default()))
        .collect()
}

/// A report under the version that its unit counts, as [`Station::signed`] tells it there: its station did not know of the one before.
fn numbered(mut report: Report, sent: &Sent, changes: &[Change]) -> Report {
    if let Some(signature) = report.signature.as_mut().filter(|signature| signature.version != sent.version) {
        (signature.version, signature.number) = (sent.version, sent.number);
        signature.changes = changes.to_vec();
    }
    report
}

fn signed(note: &UnitNote) -> Option<&Signed> {
    if let Entry::Noted(Noted::Signed(signed)) = &note.entry {
        Some(signed)
    } else {
        None
    }
}

fn stands(note: &UnitNote, signed: &Signed) -> Stands {
    if hexadecimal(&Sha256::digest(signed.text.as_bytes())) == signed.sha256 {
        Stands::AsSigned
    } else if note.redacted {
        Stands::Masked
    } else {
        Stands::Damaged
    }
}

#[cfg(test)]
mod tests;
