//! Daily reports: counted, signed, frozen, corrected; and the layouts that they are issued in.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{Done, Error, Station, hexadecimal};
use crate::domain::day::{Day, Moment};
use crate::domain::daybook::Noted;
use crate::domain::entry::EntryError;
use crate::domain::layout::Layout;
use crate::domain::names::clean_name;
use crate::domain::report::count::{ABOUT_MIDNIGHT_MIN, Facts, count};
use crate::domain::report::{Figures, Head, Kept, NotSigned, Report, Signature, Signed, Unusual};
use crate::domain::rights::Right;
use crate::domain::settings::{Role, StationCard};
use crate::store;

/// What somebody signs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signing {
    pub day: Day,
    pub reporter: String,
    pub approver: String,
    /// The gates that the report covers; every station of the site where none is named.
    pub gates: Vec<String>,
    pub zero: bool,
    /// Signed again, in place of the version that counts now.
    pub corrects: bool,
}

impl Station {
    /// The report of a day as it stands now.
    pub fn report(&self, day: Day) -> Result<Report, Error> {
        self.report_at(day, self.now())
    }

    pub(super) fn report_at(&self, day: Day, now: Moment) -> Result<Report, Error> {
        let card = self.card();
        let (from, end) = card.zone.span(day, day);
        let now = now.min(Moment(end.0 - 1));
        let settings = store::station::settings_before(&self.store, Moment(now.0 + 1))?;
        let people = store::people::before(&self.store, end)?;
        let standings = super::health::standings(&self.store, &settings, card.zone, end)?;
        let lines = store::report::lines(&self.store, (from, end))?;
        let eve = store::report::lines(&self.store, (from.plus_minutes(-ABOUT_MIDNIGHT_MIN), from))?;
        let plates = store::report::plates(&self.store, (from, end))?;
        let facts = Facts {
            day,
            zone: card.zone,
            settings: &settings,
            now,
            people: &people,
            standings: &standings,
            lines: &lines,
            eve: &eve,
            plates: &plates,
            daybook: &*self.daybook()?,
        };
        let (seq, hash) = store::report::head(&self.store, self.identity.chain)?;
        let hash = hexadecimal(&hash);
        Ok(count(&facts, card.plant(), &card.station, Head { seq, hash }))
    }

    /// A version of a day's report as it was signed, the latest without a number; `None` where nobody has signed it.
    pub fn signed(&self, day: Day, version: Option<u32>) -> Result<Option<Report>, Error> {
        let daybook = self.daybook()?;
        let book = &daybook.reports;
        let versions = book.versions(day);
        let wanted = |signed: &Kept<Signed>| version.is_none_or(|version| signed.note.version == version);
        let Some(at) = versions.iter().rposition(wanted) else {
            return Ok(None);
        };
        let mut report = read(&versions[at].note)?;
        let (signed, figures) = (&versions[at].note, report.figures.clone());
        if let Some(signature) = report.signature.as_mut().filter(|signature| signature.version != signed.version) {
            // Signed at another station, which did not know of the version before.
            (signature.version, signature.number) = (signed.version, signed.number);
            let before = at.checked_sub(1).map(|before| read(&versions[before].note)).transpose()?;
            signature.changes = before.map_or_else(Vec::new, |before| Figures::changes_to(&before.figures, &figures));
        }
        Ok(Some(report))
    }

    /// The report of a day as it was signed, or as it stands where nobody has.
    pub fn issue(&self, day: Day) -> Result<Report, Error> {
        self.signed(day, None)?.map_or_else(|| self.report(day), Ok)
    }

    /// The reports of so many days, the last one last.
    pub fn issue_days(&self, last: Day, days: u16) -> Result<Vec<Report>, Error> {
        let first = self.first_day()?;
        let days = (0..u32::from(days.max(1))).rev().map(|back| last.minus_days(back));
        let days = days.filter(|day| *day >= first || *day == last);
        days.map(|day| self.issue(day)).collect()
    }

    /// The day the first station of the site was opened.
    pub fn first_day(&self) -> Result<Day, Error> {
        Ok(self.card().zone.day_of(store::station::opened(&self.store)?))
    }

    /// Signs the report of a day: from then on it is frozen, byte for byte.
    pub fn sign(&mut self, signing: &Signing) -> Result<Done<Report>, Error> {
        self.need(Right::Sign)?;
        let at = self.now();
        let (report, signed) = self.freeze(signing, at)?;
        Ok(self.write_at(at, &Noted::Signed(signed).into(), None)?.with(report))
    }

    /// The report as it would be signed at a moment, with its text and hash.
    pub(super) fn freeze(&self, signing: &Signing, at: Moment) -> Result<(Report, Signed), Error> {
        let (reporter, approver) = (clean_name(&signing.reporter)?, clean_name(&signing.approver)?);
        if signing.day > self.card().zone.day_of(at) {
            return Err(NotSigned::Future.into());
        }
        if signing.day < self.first_day()? {
            return Err(NotSigned::BeforeOpening.into());
        }
        let daybook = self.daybook()?;
        let book = &daybook.reports;
        let mut report = self.report_at(signing.day, at)?;
        if signing.zero && !report.may_be_zero() {
            return Err(NotSigned::NotZero.into());
        }
        let before = self.signed(signing.day, None)?;
        let changes = may_replace(before.as_ref(), &report, signing)?;
        let signature = Signature {
            version: before.map_or(0, |before| before.version()) + 1,
            number: book.next_number(),
            zero: signing.zero,
            reporter,
            approver,
            gates: self.covered(signing)?,
            at,
            changes,
        };
        report.signature = Some(signature.clone());
        let text = serde_json::to_string(&report).map_err(unreadable)?;
        let signed = Signed {
            day: signing.day,
            version: signature.version,
            number: signature.number,
            zero: signature.zero,
            reporter: signature.reporter,
            approver: signature.approver,
            sha256: hexadecimal(&Sha256::digest(text.as_bytes())),
            text,
        };
        Ok((report, signed))
    }

    /// The gates that a report covers: those that are named, else every station of the site.
    fn covered(&self, signing: &Signing) -> Result<Vec<String>, Error> {
        let named = signing.gates.iter().map(|gate| gate.trim()).filter(|gate| !gate.is_empty());
        let named: Vec<String> = named.map(str::to_owned).collect();
        if !named.is_empty() {
            return Ok(named);
        }
        Ok(gates(self.card(), &store::station::cards(&self.store)?))
    }

    /// Notes something unusual that the report of a day tells.
    pub fn note_unusual(&mut self, day: Day, text: &str) -> Result<Done<()>, Error> {
        self.need(Right::RunDay)?;
        let text = text.trim().to_owned();
        if text.is_empty() {
            return Err(Error::ReasonMissing);
        }
        self.note(Noted::Unusual(Unusual { day, text }), None)
    }

    /// Saves a layout, in place of the one with its id.
    pub fn save_layout(&mut self, layout: Layout) -> Result<Done<()>, Error> {
        self.need(Right::ChangeRules)?;
        if !layout.is_usable() {
            return Err(NotSigned::Layout.into());
        }
        self.note(Noted::Layout(layout), None)
    }
}

/// What the stations of the same site and unit are called: this one, then the others by name.
pub(super) fn gates(own: &StationCard, cards: &BTreeMap<Uuid, StationCard>) -> Vec<String> {
    let same = |card: &&StationCard| (&card.site, &card.unit) == (&own.site, &own.unit) && card.role != Role::Headquarters;
    let others: BTreeSet<&str> = cards.values().filter(same).map(|card| card.station.as_str()).collect();
    let others = others.into_iter().filter(|name| *name != own.station);
    std::iter::once(own.station.as_str()).chain(others).map(str::to_owned).collect()
}

/// What is different from the version before; an error where nothing may be signed.
fn may_replace(before: Option<&Report>, now: &Report, signing: &Signing) -> Result<Vec<crate::domain::report::Change>, NotSigned> {
    match before {
        None if signing.corrects => Err(NotSigned::Nothing),
        None => Ok(Vec::new()),
        Some(_) if !signing.corrects => Err(NotSigned::Already),
        Some(before) if before.says_the_same(now) && before.is_zero() == signing.zero => Err(NotSigned::Same),
        Some(before) => Ok(Figures::changes_to(&before.figures, &now.figures)),
    }
}

/// Reads a signed report back. What was kept is what its hash says, or it is not shown at all.
fn read(signed: &Signed) -> Result<Report, Error> {
    if hexadecimal(&Sha256::digest(signed.text.as_bytes())) != signed.sha256 {
        return Err(NotSigned::Damaged.into());
    }
    serde_json::from_str(&signed.text).map_err(unreadable)
}

fn unreadable(error: serde_json::Error) -> Error {
    Error::Store(EntryError::from(error).into())
}

#[cfg(test)]
mod tests;
