//! Out: people, the register, their course and the journal as tables, read through a connection of their own while the gate
//! goes on.

mod course;
mod dictionary;
mod duty;
mod foreign;
mod level;
mod lines;
pub(super) mod noted;
mod rounds;
mod supplies;

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use course::{ISOLATIONS, JUDGED, OUTINGS, RETURNS};
use duty::DUTY;
pub use foreign::{Foreign, ForeignAsked};
use lines::{JOURNAL, PASSAGES, READINGS, Texts, reading};
use rounds::ROUNDS;
use supplies::{MOVES, SUPPLIES};

use super::{Clock as _, Error, Permit, SystemClock, contacts, demo_clock};
use crate::domain::audit::Exported;
use crate::domain::contacts::Evidence;
use crate::domain::day::{Day, Moment, Zone, rfc3339};
use crate::domain::peer::Level;
use crate::domain::person::{Person, PersonId};
use crate::domain::rights::Right;
use crate::domain::settings::Settings;
use crate::exchange::write::{Cell, Column, Writer, to_file, tsv};
pub use crate::exchange::write::{Format, UnknownFormat};
pub use crate::store::audit::Filter;
use crate::store::station::Identity;
use crate::store::{self, Access, Store};

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
    /// Everybody's day on duty; without days every day that was planned, until today.
    Duty,
    /// Where every item in stock stands on one day, [`ExportAsked::to`] or today.
    Supplies,
    /// What was received, issued, counted and written off.
    Moves,
    /// Rounds at the places of the site: disinfection, ventilation.
    Rounds,
    Journal,
    /// Everybody judged on one day, [`ExportAsked::to`] or today: the command line's `judge`.
    Judged,
    /// Who has been near the one person of [`ExportAsked::only`].
    Contacts,
}

/// A column: its key in scripts, and its width in characters.
pub(super) type Key = (&'static str, f64);

/// The words of a table in somebody's language.
pub trait Words {
    /// What people call a column.
    fn title(&self, key: &str) -> String;

    /// What the language files say under a key.
    fn say(&self, key: &str) -> String;

    /// An evidence of contact as a sentence.
    fn said(&self, zone: Zone, evidence: &Evidence) -> String;
}

/// Keys and codes as they are, for programs.
#[derive(Clone, Copy, Debug)]
pub struct Codes;

impl Words for Codes {
    fn title(&self, key: &str) -> String {
        key.to_owned()
    }

    fn say(&self, key: &str) -> String {
        key.to_owned()
    }

    fn said(&self, _: Zone, evidence: &Evidence) -> String {
        evidence.code().to_owned()
    }
}

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
    pub const ALL: [Self; 8] = [
        Self::People,
        Self::Readings,
        Self::Passages,
        Self::Returns,
        Self::Outings,
        Self::Isolations,
        Self::Rounds,
        Self::Journal,
    ];

    /// The tables of the store.
    pub const STORE: [Self; 2] = [Self::Supplies, Self::Moves];

    /// Its name on the command line and in file names.
    pub fn key(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Readings => "readings",
            Self::Passages => "passages",
            Self::Returns => "returns",
            Self::Outings => "outings",
            Self::Isolations => "isolations",
            Self::Duty => "duty",
            Self::Supplies => "supplies",
            Self::Moves => "moves",
            Self::Rounds => "rounds",
            Self::Journal => "journal",
            Self::Judged => "judge",
            Self::Contacts => "contacts",
        }
    }

    /// What somebody has to be allowed who takes it out.
    pub fn right(self, level: Level) -> Right {
        match self {
            Self::Journal => Right::Audit,
            Self::Supplies => Right::ExportCounts,
            _ if level == Level::Counts => Right::ExportCounts,
            Self::People
            | Self::Readings
            | Self::Passages
            | Self::Returns
            | Self::Outings
            | Self::Isolations
            | Self::Duty
            | Self::Moves
            | Self::Rounds
            | Self::Judged
            | Self::Contacts => Right::ExportNames,
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
            Self::Duty => DUTY,
            Self::Supplies => SUPPLIES,
            Self::Moves => MOVES,
            Self::Rounds => ROUNDS,
            Self::Journal => JOURNAL,
            Self::Judged => JUDGED,
            Self::Contacts => contacts::COLUMNS,
        }
    }

    fn titled(self, words: &dyn Words) -> Vec<Column> {
        let column = |(key, width): &Key| Column {
            key,
            title: words.title(key),
            width: *width,
        };
        self.columns().iter().map(column).collect()
    }
}

/// What an export is narrowed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Only {
    /// These people, in this order; in every table that goes by people.
    People(Vec<PersonId>),
    /// These reports of going out, in the table of them.
    Outings(Vec<Uuid>),
    /// What the journal's screen is narrowed to, in the table of the journal.
    Journal(Box<Filter>),
}

/// An export that somebody asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportAsked {
    pub what: What,
    pub format: Format,
    /// The first and last day at the site, both included; without them everything.
    pub from: Option<Day>,
    pub to: Option<Day>,
    /// The rows of a list, instead of everything.
    pub only: Option<Only>,
    /// How much of people is shown; `Counts` is refused where every row is about somebody.
    pub level: Level,
    /// What it is for. It stands beside the table and in the journal.
    pub purpose: String,
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
    pub(super) settings: Settings,
    now: Moment,
    pub(super) chain: Uuid,
    /// Who answers for what leaves: the on-duty entry of the station, 0 where nobody does.
    actor: i64,
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
            chain: card.chain,
            actor: 0,
            station: card.station,
        })
    }

    /// Whoever is on duty answers for what leaves from now on.
    pub fn for_duty(self) -> Result<Self, Error> {
        let actor = store::station::identity(&self.store)?.actor;
        Ok(Self { actor, ..self })
    }

    /// Notes what leaves, before it does, for the journal.
    pub(super) fn note(&self, exported: Exported) -> Result<(), Error> {
        // A medium that nobody can write to keeps no trace of what is saved from it.
        if self.store.access() == Access::ReadOnly {
            return Ok(());
        }
        noted::leave(self.store.folder(), (self.chain, self.actor), self.now, exported)
    }

    /// Writes a table to its file, whole, or not there; and its data dictionary beside it. Answers how many rows. `Permit`: whoever
    /// asks may take it out.
    pub fn export(&self, _: &Permit, asked: &ExportAsked, words: &dyn Words, progress: Progress<'_>) -> Result<u64, Error> {
        let columns = asked.what.titled(words);
        let rows = to_file(
            &asked.path,
            asked.format,
            &columns,
            asked.what.key(),
            |writer: &mut Writer<&File>| self.let_out(asked, writer, words, progress),
        )?;
        dictionary::write(asked, words, &self.conditions(asked, words), &asked.path)?;
        Ok(rows)
    }

    /// Writes a table to a stream: the command line's standard output.
    pub fn stream<W: Write + Send>(
        &self,
        _: &Permit,
        asked: &ExportAsked,
        words: &dyn Words,
        out: W,
        progress: Progress<'_>,
    ) -> Result<u64, Error> {
        let mut writer = Writer::new(asked.format, out, &asked.what.titled(words), asked.what.key())?;
        let rows = self.let_out(asked, &mut writer, words, progress)?;
        writer.finish()?;
        Ok(rows)
    }

    /// Fills a table at its level, says beside it what it is for, and notes that it leaves.
    fn let_out<W: Write + Send>(
        &self,
        asked: &ExportAsked,
        writer: &mut Writer<W>,
        words: &dyn Words,
        progress: Progress<'_>,
    ) -> Result<u64, Error> {
        if asked.level == Level::Counts && asked.what.is_about_people() {
            return Err(Error::CountsOnly);
        }
        writer.veil(asked.level, asked.what.tells());
        writer.about(&words.say("export-about"), &self.conditions(asked, words));
        let rows = self.fill(asked, writer, words, progress)?;
        self.note(Exported {
            what: asked.what.key().to_owned(),
            format: asked.format.key().to_owned(),
            level: asked.level,
            purpose: noted::purpose(&asked.purpose),
            rows,
        })?;
        Ok(rows)
    }

    /// What stands beside a table: its level, what it is for, when it was made.
    fn conditions(&self, asked: &ExportAsked, words: &dyn Words) -> [[String; 2]; 3] {
        let level = words.say(&format!("export-level-{}", asked.level.key()));
        let made = rfc3339(self.now, self.zone.offset_min(self.now));
        [
            [words.say("export-level"), level],
            [words.say("export-purpose"), noted::purpose(&asked.purpose)],
            [words.say("export-made"), made],
        ]
    }

    fn fill<W: Write + Send>(
        &self,
        asked: &ExportAsked,
        writer: &mut Writer<W>,
        words: &dyn Words,
        progress: Progress<'_>,
    ) -> Result<u64, Error> {
        match asked.what {
            What::People => self.people(asked, writer, progress),
            What::Readings => self.lines(asked, writer, progress, |line| line.celsius.is_some(), reading),
            What::Passages => self.passages(asked, writer, progress),
            What::Returns => self.returns(asked, writer, progress),
            What::Outings => self.outings(asked, writer, progress),
            What::Isolations => self.isolations(asked, writer, progress),
            What::Duty => self.duty(asked, writer, progress),
            What::Supplies => self.supplies(asked, writer),
            What::Moves => self.moves(asked, writer, progress),
            What::Rounds => self.rounds(asked, writer, progress),
            What::Journal => self.journal(asked, writer, progress),
            What::Judged => self.judged(asked, writer, progress),
            What::Contacts => self.contacts(asked, writer, words, progress),
        }
    }

    fn span(&self, asked: &ExportAsked) -> (Moment, Moment) {
        self.days(asked.from, asked.to)
    }

    /// From the beginning of one day to the end of another, both where they are given.
    fn days(&self, from: Option<Day>, to: Option<Day>) -> (Moment, Moment) {
        let from = from.map_or(Moment(i64::MIN), |day| self.zone.start_of(day));
        let to = to.map_or(Moment(i64::MAX), |day| self.zone.span(day, day).1);
        (from, to)
    }

    /// The people asked for, or everybody.
    fn chosen(&self, asked: &ExportAsked) -> Result<Vec<Person>, Error> {
        let mut everybody = Vec::new();
        store::people::each(&self.store, |person| everybody.push(person))?;
        if let Some(Only::People(only)) = &asked.only {
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
pub(super) struct Count<'a> {
    pub(super) done: u64,
    all: u64,
    progress: Progress<'a>,
}

impl<'a> Count<'a> {
    pub(super) fn of(all: impl TryInto<u64>, progress: Progress<'a>) -> Self {
        Self {
            done: 0,
            all: all.try_into().unwrap_or_default(),
            progress,
        }
    }

    pub(super) fn another(&mut self) -> Result<(), Error> {
        self.done += 1;
        let asks = self.done.is_multiple_of(1024) && (self.progress)(self.done, self.all);
        if asks { Err(Error::Stopped) } else { Ok(()) }
    }
}

pub(super) fn text(text: &str) -> Cell<'_> {
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
