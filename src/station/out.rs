//! Out: people, the register, their course and the journal as tables, read through a connection of their own while the gate
//! goes on.

mod course;
mod lines;

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use course::{ISOLATIONS, JUDGED, OUTINGS, RETURNS};
use lines::{JOURNAL, PASSAGES, READINGS, reading};

use super::{Clock as _, Error, SystemClock, demo_clock};
use crate::domain::day::{Day, Moment, Zone};
use crate::domain::person::{Person, PersonId};
use crate::domain::settings::Settings;
use crate::exchange::write::{Cell, Writer, to_file, tsv};
pub use crate::exchange::write::{Column, Format, UnknownFormat};
use crate::store::station::Identity;
use crate::store::{self, Store};

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    People,
    Readings,
    Passages,
    /// What everybody last declared, judged on the day of the return.
    Returns,
    Outings,
    Isolations,
    Journal,
    /// Everybody judged on one day, [`ExportAsked::to`] or today: the command line's `judge`.
    Judged,
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

impl What {
    /// The tables of people and of what happened.
    pub const ALL: [Self; 7] = [
        Self::People,
        Self::Readings,
        Self::Passages,
        Self::Returns,
        Self::Outings,
        Self::Isolations,
        Self::Journal,
    ];

    /// Its name on the command line and in file names.
    pub fn key(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Readings => "readings",
            Self::Passages => "passages",
            Self::Returns => "returns",
            Self::Outings => "outings",
            Self::Isolations => "isolations",
            Self::Journal => "journal",
            Self::Judged => "judge",
        }
    }

    fn columns(self) -> &'static [Key] {
        match self {
            Self::People => PEOPLE,
            Self::Readings => READINGS,
            Self::Passages => PASSAGES,
            Self::Returns => RETURNS,
            Self::Outings => OUTINGS,
            Self::Isolations => ISOLATIONS,
            Self::Journal => JOURNAL,
            Self::Judged => JUDGED,
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
    pub(super) settings: Settings,
    now: Moment,
}

impl Reader {
    /// Opens beside a station that is at work. `NoStation` where there is none.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let store = Store::open_reader(folder)?;
        let Identity { card, settings, .. } = store::station::identity(&store)?;
        let now = if card.demo { demo_clock(&store)?.now() } else { SystemClock.now() };
        Ok(Self {
            store,
            settings,
            now,
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
            What::Passages => self.passages(asked, writer, progress),
            What::Returns => self.returns(asked, writer, progress),
            What::Outings => self.outings(asked, writer, progress),
            What::Isolations => self.isolations(asked, writer, progress),
            What::Journal => self.journal(asked, writer, progress),
            What::Judged => self.judged(asked, writer, progress),
        }
    }

    fn span(&self, asked: &ExportAsked) -> (Moment, Moment) {
        let from = asked.from.map_or(Moment(i64::MIN), |day| self.zone.start_of(day));
        let to = asked.to.map_or(Moment(i64::MAX), |day| self.zone.span(day, day).1);
        (from, to)
    }

    /// The people asked for, or everybody.
    fn chosen(&self, asked: &ExportAsked) -> Result<Vec<Person>, Error> {
        let mut everybody = Vec::new();
        store::people::each(&self.store, |person| everybody.push(person))?;
        if let Some(only) = &asked.only {
            let places: std::collections::HashMap<_, _> = only.iter().zip(0_usize..).collect();
            everybody.retain(|person| places.contains_key(&person.id));
            everybody.sort_by_key(|person| places.get(&person.id).copied());
        }
        Ok(everybody)
    }

    fn people<W: Write + Send>(&self, asked: &ExportAsked, writer: &mut Writer<W>, progress: Progress<'_>) -> Result<u64, Error> {
        let everybody = self.chosen(asked)?;
        let mut count = Count::of(everybody.len(), progress);
        for person in &everybody {
            row(writer, person)?;
            count.another()?;
        }
        Ok(count.done)
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
