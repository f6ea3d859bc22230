//! Out: people, readings, passages and the journal as tables, read through a connection of their own while the gate goes on.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::{Error, hexadecimal};
use crate::domain::day::{Day, Moment, Zone, rfc3339};
use crate::domain::entry::{Entry, EntryId};
use crate::domain::person::{Person, PersonId};
use crate::exchange::write::{Cell, Column, Writer, to_file, tsv};
pub use crate::exchange::write::{Format, UnknownFormat};
use crate::store::journal::Written;
use crate::store::lines::{self, Line};
use crate::store::{self, Store};

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    People,
    Readings,
    Passages,
    Journal,
}

/// A column: its key in scripts, and its width in characters.
type Key = (&'static str, f64);

const PEOPLE: &[Key] = &[
    ("id", 38.0),
    ("badge", 10.0),
    ("employee", 14.0),
    ("name", 12.0),
    ("kind", 10.0),
    ("unit", 16.0),
    ("department", 16.0),
    ("team", 10.0),
    ("dormitory", 16.0),
    ("phone", 16.0),
    ("status", 10.0),
    ("host", 12.0),
    ("note", 24.0),
];
const READINGS: &[Key] = &[
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
];
const PASSAGES: &[Key] = &[
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
];
const JOURNAL: &[Key] = &[
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

impl What {
    pub const ALL: [Self; 4] = [Self::People, Self::Readings, Self::Passages, Self::Journal];

    /// Its name on the command line and in file names.
    pub fn key(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Readings => "readings",
            Self::Passages => "passages",
            Self::Journal => "journal",
        }
    }

    fn columns(self) -> &'static [Key] {
        match self {
            Self::People => PEOPLE,
            Self::Readings => READINGS,
            Self::Passages => PASSAGES,
            Self::Journal => JOURNAL,
        }
    }

    /// The table's columns, titled by `title(key)`.
    pub fn titled(self, title: &dyn Fn(&str) -> String) -> Vec<Column> {
        let column = |(key, width): &Key| Column {
            key,
            title: title(key),
            width: *width,
        };
        self.columns().iter().map(column).collect()
    }
}

/// An export that somebody asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportAsked {
    pub what: What,
    pub format: Format,
    /// The first and last day at the site, both included; without them everything.
    pub from: Option<Day>,
    pub to: Option<Day>,
    /// Only these people, in this order.
    pub only: Option<Vec<PersonId>>,
    pub path: PathBuf,
}

/// Told the rows written and the rows in all, now and then; answers whether to stop.
pub type Progress<'a> = &'a dyn Fn(u64, u64) -> bool;

/// A station's data, opened for reading only.
#[derive(Debug)]
pub struct Reader {
    pub(super) store: Store,
    pub(super) zone: Zone,
    station: String,
    chain: uuid::Uuid,
}

impl Reader {
    /// Opens beside a station that is at work. `NoStation` where there is none.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let store = Store::open_reader(folder)?;
        let card = store::station::identity(&store)?.card;
        Ok(Self {
            store,
            zone: card.zone,
            station: card.station,
            chain: card.chain,
        })
    }

    /// Writes a table to its file; whole, or not there. Answers how many rows.
    pub fn export(&self, asked: &ExportAsked, columns: &[Column], progress: Progress<'_>) -> Result<u64, Error> {
        to_file(
            &asked.path,
            asked.format,
            columns,
            asked.what.key(),
            |writer: &mut Writer<&File>| self.fill(asked, writer, progress),
        )
    }

    /// Writes a table to a stream: the command line's standard output.
    pub fn stream<W: Write + Send>(&self, asked: &ExportAsked, columns: &[Column], out: W, progress: Progress<'_>) -> Result<u64, Error> {
        let mut writer = Writer::new(asked.format, out, columns, asked.what.key())?;
        let rows = self.fill(asked, &mut writer, progress)?;
        writer.finish()?;
        Ok(rows)
    }

    fn fill<W: Write + Send>(&self, asked: &ExportAsked, writer: &mut Writer<W>, progress: Progress<'_>) -> Result<u64, Error> {
        match asked.what {
            What::People => self.people(asked, writer, progress),
            What::Readings => self.lines(asked, writer, progress, |line| line.celsius.is_some(), reading),
            What::Passages => {
                let outings = outings(&self.store)?;
                let passed = |line: &Line| line.passed && line.corrected_by.is_none();
                let write = |writer: &mut Writer<W>, line: &Line, texts: &Texts, station: &str| {
                    let outing = outings.get(&line.id).map(String::as_str).unwrap_or_default();
                    passage(writer, line, texts, (station, outing))
                };
                self.lines(asked, writer, progress, passed, write)
            }
            What::Journal => self.journal(asked, writer, progress),
        }
    }

    fn span(&self, asked: &ExportAsked) -> (Moment, Moment) {
        let from = asked.from.map_or(Moment(i64::MIN), |day| self.zone.start_of(day));
        let to = asked.to.map_or(Moment(i64::MAX), |day| self.zone.span(day, day).1);
        (from, to)
    }

    fn people<W: Write + Send>(&self, asked: &ExportAsked, writer: &mut Writer<W>, progress: Progress<'_>) -> Result<u64, Error> {
        let mut everybody = Vec::new();
        store::people::each(&self.store, |person| everybody.push(person))?;
        if let Some(only) = &asked.only {
            let places: std::collections::HashMap<_, _> = only.iter().zip(0_usize..).collect();
            everybody.retain(|person| places.contains_key(&person.id));
            everybody.sort_by_key(|person| places.get(&person.id).copied());
        }
        let mut count = Count::of(everybody.len(), progress);
        for person in &everybody {
            row(writer, person)?;
            count.another()?;
        }
        Ok(count.done)
    }

    fn lines<W: Write + Send>(
        &self,
        asked: &ExportAsked,
        writer: &mut Writer<W>,
        progress: Progress<'_>,
        wanted: impl Fn(&Line) -> bool,
        write: impl Fn(&mut Writer<W>, &Line, &Texts, &str) -> Result<(), Error>,
    ) -> Result<u64, Error> {
        let span = self.span(asked);
        let mut count = Count::of(lines::count(&self.store, span)?, progress);
        let mut failed = None;
        let mut rows = 0;
        let mut texts = Texts::default();
        lines::each(&self.store, span, |line| {
            if wanted(line) {
                let foreign = (line.chain != self.chain).then(|| line.chain.to_string());
                texts.of(line);
                failed = write(writer, line, &texts, foreign.as_deref().unwrap_or(&self.station)).err();
                rows += 1;
            }
            failed = failed.take().or_else(|| count.another().err());
            Ok(failed.is_none())
        })?;
        failed.map_or(Ok(rows), Err)
    }

    fn journal<W: Write + Send>(&self, asked: &ExportAsked, writer: &mut Writer<W>, progress: Progress<'_>) -> Result<u64, Error> {
        let (from, to) = self.span(asked);
        let mut count = Count::of(store::journal::count(&self.store)?, progress);
        let mut failed = None;
        let mut rows = 0;
        store::journal::each_entry(&self.store, |entry| {
            if (from..to).contains(&entry.at) {
                failed = journal_row(writer, entry).err();
                rows += 1;
            }
            failed = failed.take().or_else(|| count.another().err());
            Ok(failed.is_none())
        })?;
        failed.map_or(Ok(rows), Err)
    }
}

/// What a line says of itself as text, in buffers that are used again.
#[derive(Default)]
struct Texts {
    id: String,
    at: String,
    shown: Option<(Moment, i32)>,
}

impl Texts {
    fn of(&mut self, line: &Line) {
        let mut hyphened = [0; uuid::fmt::Hyphenated::LENGTH];
        let id: &str = line.id.0.hyphenated().encode_lower(&mut hyphened);
        id.clone_into(&mut self.id);
        if self.shown != Some((line.at, line.zone_min)) {
            self.at = rfc3339(line.at, line.zone_min);
            self.shown = Some((line.at, line.zone_min));
        }
    }
}

/// Counts rows, and asks now and then whether to go on.
struct Count<'a> {
    done: u64,
    all: u64,
    progress: Progress<'a>,
}

impl<'a> Count<'a> {
    fn of(all: impl TryInto<u64>, progress: Progress<'a>) -> Self {
        Self {
            done: 0,
            all: all.try_into().unwrap_or_default(),
            progress,
        }
    }

    fn another(&mut self) -> Result<(), Error> {
        self.done += 1;
        let asks = self.done.is_multiple_of(1024) && (self.progress)(self.done, self.all);
        if asks { Err(Error::Stopped) } else { Ok(()) }
    }
}

fn text(text: &str) -> Cell<'_> {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

fn row<W: Write + Send>(writer: &mut Writer<W>, person: &Person) -> Result<(), Error> {
    let id = person.id.to_string();
    Ok(writer.row(&cells(&id, person))?)
}

/// People as rows for the clipboard, guarded like a file.
pub fn people_as_tsv<'a>(people: impl Iterator<Item = &'a Person>, title: &dyn Fn(&str) -> String) -> String {
    let titles: Vec<String> = PEOPLE.iter().skip(1).map(|(key, _)| title(key)).collect();
    let rows = people.map(|person| {
        let [_, known @ ..] = cells("", person);
        known
    });
    tsv(&titles, rows)
}

fn cells<'a>(id: &'a str, person: &'a Person) -> [Cell<'a>; 13] {
    [
        text(id),
        text(&person.badge),
        text(&person.employee),
        text(&person.name),
        text(person.kind.key()),
        text(&person.unit),
        text(&person.department),
        text(&person.team),
        text(&person.dormitory),
        text(&person.phone),
        text(person.status.key()),
        text(&person.host),
        text(&person.note),
    ]
}

fn reading<W: Write + Send>(writer: &mut Writer<W>, line: &Line, texts: &Texts, station: &str) -> Result<(), Error> {
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
    ];
    Ok(writer.row(&cells)?)
}

fn journal_row<W: Write + Send>(writer: &mut Writer<W>, entry: &Written) -> Result<(), Error> {
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
