//! The register and the journal as rows.

use std::collections::BTreeMap;
use std::io::Write;

use super::{Count, ExportAsked, Filter, Key, Only, Progress, Reader, text};
use crate::domain::day::{Moment, rfc3339};
use crate::domain::disclosure::disclose;
use crate::domain::entry::{Entry, EntryId};
use crate::domain::peer::Level;
use crate::exchange::write::{Cell, Writer};
use crate::station::{Error, hexadecimal};
use crate::store::journal::Written;
use crate::store::lines::{self, Line};
use crate::store::{self, Store};

pub(super) const READINGS: &[Key] = &[
    ("id", 38.0),
    ("seq", 8.0),
    ("station", 12.0),
    ("at", 26.0),
    ("badge", 10.0),
    ("employee", 14.0),
    ("name", 12.0),
    ("celsius", 8.0),
    ("site", 10.0),
    ("instrument", 14.0),
    ("attempt", 8.0),
    ("verdict", 10.0),
    ("direction", 10.0),
    ("corrected_by", 38.0),
    ("entered_at", 26.0),
];
pub(super) const PASSAGES: &[Key] = &[
    ("id", 38.0),
    ("seq", 8.0),
    ("station", 12.0),
    ("at", 26.0),
    ("badge", 10.0),
    ("employee", 14.0),
    ("name", 12.0),
    ("direction", 10.0),
    ("verdict", 10.0),
    ("outing", 38.0),
    ("entered_at", 26.0),
];
pub(super) const JOURNAL: &[Key] = &[
    ("station", 38.0),
    ("seq", 8.0),
    ("id", 38.0),
    ("at", 26.0),
    ("actor", 8.0),
    ("kind", 18.0),
    ("subject", 38.0),
    ("body", 60.0),
    ("corrects", 38.0),
    ("hash", 66.0),
];

impl Reader {
    pub(super) fn passages<W: Write + Send>(
        &self,
        asked: &ExportAsked,
        writer: &mut Writer<W>,
        progress: Progress<'_>,
    ) -> Result<u64, Error> {
        let outings = outings(&self.store)?;
        let passed = |line: &Line| line.passed && line.corrected_by.is_none();
        let write = |writer: &mut Writer<W>, line: &Line, texts: &Texts, station: &str| {
            let outing = outings.get(&line.id).map(String::as_str).unwrap_or_default();
            passage(writer, line, texts, (station, outing))
        };
        self.lines(asked, writer, progress, passed, write)
    }

    pub(super) fn lines<W: Write + Send>(
        &self,
        asked: &ExportAsked,
        writer: &mut Writer<W>,
        progress: Progress<'_>,
        wanted: impl Fn(&Line) -> bool,
        write: impl Fn(&mut Writer<W>, &Line, &Texts, &str) -> Result<(), Error>,
    ) -> Result<u64, Error> {
        let span = self.span(asked);
        let stations = store::station::cards(&self.store)?;
        let mut count = Count::of(lines::count(&self.store, span)?, progress);
        let mut failed = None;
        let mut rows = 0;
        let mut texts = Texts::default();
        lines::each(&self.store, span, |line| {
            if wanted(line) {
                let station = stations.get(&line.chain).map_or(self.station.as_str(), |card| &card.station);
                texts.of(line);
                failed = write(writer, line, &texts, station).err();
                rows += 1;
            }
            failed = failed.take().or_else(|| count.another().err());
            Ok(failed.is_none())
        })?;
        failed.map_or(Ok(rows), Err)
    }

    pub(super) fn journal<W: Write + Send>(
        &self,
        asked: &ExportAsked,
        writer: &mut Writer<W>,
        progress: Progress<'_>,
    ) -> Result<u64, Error> {
        if let Some(Only::Journal(filter)) = &asked.only {
            return self.filtered(asked, filter, writer, progress);
        }
        let (from, to) = self.span(asked);
        let mut count = Count::of(store::journal::count(&self.store)?, progress);
        let mut failed = None;
        let mut rows = 0;
        store::journal::each_entry(&self.store, |entry| {
            if (from..to).contains(&entry.at) {
                failed = journal_row(writer, entry, asked.level).err();
                rows += 1;
            }
            failed = failed.take().or_else(|| count.another().err());
            Ok(failed.is_none())
        })?;
        failed.map_or(Ok(rows), Err)
    }

    /// The rows of the journal that a filter lets through, newest first, as the screen shows them.
    fn filtered<W: Write + Send>(
        &self,
        asked: &ExportAsked,
        filter: &Filter,
        writer: &mut Writer<W>,
        progress: Progress<'_>,
    ) -> Result<u64, Error> {
        let mut rows = Vec::new();
        store::audit::matching(&self.store, filter, |no| {
            rows.push(no);
            true
        })?;
        let mut count = Count::of(rows.len(), progress);
        for no in rows {
            if let Some(entry) = store::audit::row(&self.store, no)? {
                journal_row(writer, &entry, asked.level)?;
            }
            count.another()?;
        }
        Ok(count.done)
    }
}

/// What a line says of itself as text, in buffers that are used again.
#[derive(Default)]
pub(super) struct Texts {
    id: String,
    pub(super) at: String,
    /// When a line was entered that stood on paper first; empty for the others.
    pub(super) entered: String,
    shown: Option<(Moment, i32)>,
}

impl Texts {
    pub(super) fn of(&mut self, line: &Line) {
        let mut hyphened = [0; uuid::fmt::Hyphenated::LENGTH];
        let id: &str = line.id.0.hyphenated().encode_lower(&mut hyphened);
        id.clone_into(&mut self.id);
        if self.shown != Some((line.at, line.zone_min)) {
            self.at = rfc3339(line.at, line.zone_min);
            self.shown = Some((line.at, line.zone_min));
        }
        self.entered.clear();
        if line.is_late() {
            self.entered = rfc3339(line.entered, line.zone_min);
        }
    }
}

pub(super) fn reading<W: Write + Send>(writer: &mut Writer<W>, line: &Line, texts: &Texts, station: &str) -> Result<(), Error> {
    let corrected = line.corrected_by.map(|entry| entry.0.to_string()).unwrap_or_default();
    let celsius = line.celsius.map_or(Cell::Empty, |celsius| Cell::Number {
        value: celsius.degrees(),
        decimals: if celsius.0 % 10 == 0 { 1 } else { 2 },
    });
    let cells = [
        text(&texts.id),
        Cell::Integer(line.seq),
        text(station),
        text(&texts.at),
        text(&line.badge),
        text(&line.employee),
        text(&line.name),
        celsius,
        text(line.site.key()),
        text(&line.instrument),
        Cell::Integer(line.attempt.into()),
        text(line.verdict.key()),
        text(line.direction.key()),
        text(&corrected),
        text(&texts.entered),
    ];
    Ok(writer.row(&cells)?)
}

/// The outings by the lines of the register that began and ended them.
fn outings(store: &Store) -> Result<BTreeMap<EntryId, String>, Error> {
    let mut outings = BTreeMap::new();
    store::course::each(store, |event| {
        if let Entry::Outing(outing) = &event.entry
            && let Some(line) = outing.step.line()
        {
            outings.insert(line, outing.outing.to_string());
        }
    })?;
    Ok(outings)
}

fn passage<W: Write + Send>(writer: &mut Writer<W>, line: &Line, texts: &Texts, (station, outing): (&str, &str)) -> Result<(), Error> {
    let cells = [
        text(&texts.id),
        Cell::Integer(line.seq),
        text(station),
        text(&texts.at),
        text(&line.badge),
        text(&line.employee),
        text(&line.name),
        text(line.direction.key()),
        text(line.verdict.key()),
        text(outing),
        text(&texts.entered),
    ];
    Ok(writer.row(&cells)?)
}

/// An entry as it would leave the unit at a level; at `Full` as it stands here.
fn journal_row<W: Write + Send>(writer: &mut Writer<W>, written: &Written, level: Level) -> Result<(), Error> {
    let link = disclose(level, &written.link(), &written.hash);
    let entry = &Written {
        subject: link.subject,
        body: link.body,
        corrects: link.corrects,
        ..written.clone()
    };
    let (station, id) = (entry.chain.to_string(), entry.id.0.to_string());
    let at = rfc3339(entry.at, entry.zone_min);
    let subject = entry.subject.map(|person| person.to_string()).unwrap_or_default();
    let corrects = entry.corrects.map(|entry| entry.0.to_string()).unwrap_or_default();
    let hash = hexadecimal(&entry.hash);
    let cells = [
        text(&station),
        Cell::Integer(entry.seq),
        text(&id),
        text(&at),
        Cell::Integer(entry.actor),
        text(Entry::kind_name(entry.kind)),
        text(&subject),
        text(&entry.body),
        text(&corrects),
        text(&hash),
    ];
    Ok(writer.row(&cells)?)
}
