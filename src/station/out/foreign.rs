//! Readings in the formats of other people's programs.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use super::{Count, Progress, Reader, Texts, What, noted};
use crate::domain::audit::Exported;
use crate::domain::day::{Day, rfc3339};
use crate::domain::peer::Level;
use crate::domain::person::{Person, PersonId};
use crate::exchange::observations::dhis2::{Mapping, MappingError, People, TrackerError};
use crate::exchange::observations::fhir::Bundle;
use crate::exchange::observations::{Observed, Subject};
use crate::exchange::write::{WriteError, in_place};
use crate::station::{Error, Permit};
use crate::store::lines::{self, Line};
use crate::store::{self, StoreError};

/// Whose format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// HL7 FHIR R4, a Bundle of Observations.
    Fhir,
    /// DHIS2 tracker JSON by a mapping file.
    Dhis2(PathBuf),
}

impl Foreign {
    /// The word for it on the command line.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Fhir => "fhir",
            Self::Dhis2(_) => "dhis2",
        }
    }
}

/// Readings that somebody asks for in another program's format.
#[derive(Clone, Debug, PartialEq)]
pub struct ForeignAsked {
    pub format: Foreign,
    /// Masked: people are told apart by their id only. `Counts` is refused, for a reading is always about one person.
    pub level: Level,
    /// What it is for.
    pub purpose: String,
    /// The first and last day at the site, both included; without them everything.
    pub from: Option<Day>,
    pub to: Option<Day>,
    pub path: PathBuf,
}

/// Somebody who was measured, and when first.
struct Measured {
    person: Person,
    first: String,
}

impl Measured {
    fn subject(&self, level: Level) -> Subject<'_> {
        let shown = |text| if level == Level::Full { text } else { "" };
        Subject {
            id: self.person.id,
            employee: shown(self.person.employee.as_str()),
            badge: shown(self.person.badge.as_str()),
            name: shown(self.person.name.as_str()),
            unit: &self.person.unit,
            first: &self.first,
        }
    }
}

type Everyone = BTreeMap<PersonId, Measured>;

impl Reader {
    /// Writes readings to a file; whole, or not there. Answers how many.
    pub fn export_foreign(&self, permit: &Permit, asked: &ForeignAsked, progress: Progress<'_>) -> Result<u64, Error> {
        in_place(&asked.path, |aside| self.stream_foreign(permit, asked, aside, progress))
    }

    /// Writes readings to a stream: the command line's standard output.
    pub fn stream_foreign(&self, _: &Permit, asked: &ForeignAsked, out: impl Write, progress: Progress<'_>) -> Result<u64, Error> {
        if asked.level == Level::Counts {
            return Err(Error::CountsOnly);
        }
        let out = BufWriter::new(out);
        let people = self.measured(asked)?;
        let rows = match &asked.format {
            Foreign::Fhir => self.fhir(asked, &people, out, progress),
            Foreign::Dhis2(path) => {
                let text = std::fs::read_to_string(path).map_err(MappingError::Io)?;
                self.dhis2(asked, &Mapping::read(&text)?, &people, out, progress)
            }
        }?;
        self.note(Exported {
            what: What::Readings.key().to_owned(),
            format: asked.format.key().to_owned(),
            level: asked.level,
            purpose: noted::purpose(&asked.purpose),
            rows,
        })?;
        Ok(rows)
    }

    fn fhir(&self, asked: &ForeignAsked, people: &Everyone, out: impl Write, progress: Progress<'_>) -> Result<u64, Error> {
        let made = rfc3339(self.now, self.zone.offset_min(self.now));
        let mut bundle = Bundle::new(out, &made).map_err(failed)?;
        for one in people.values() {
            bundle.subject(&one.subject(asked.level)).map_err(failed)?;
        }
        let rows = self.each_observed(asked, people, progress, |one| bundle.observed(one).map_err(failed))?;
        bundle.finish().and_then(|mut out| out.flush()).map_err(failed)?;
        Ok(rows)
    }

    fn dhis2(
        &self,
        asked: &ForeignAsked,
        mapping: &Mapping,
        people: &Everyone,
        out: impl Write,
        progress: Progress<'_>,
    ) -> Result<u64, Error> {
        let mut entities = People::new(out, mapping).map_err(failed)?;
        for one in people.values() {
            entities.subject(&one.subject(asked.level))?;
        }
        let mut enrolled = entities.enrol().map_err(failed)?;
        for one in people.values() {
            enrolled.subject(&one.subject(asked.level))?;
        }
        let mut events = enrolled.measured().map_err(failed)?;
        let rows = self.each_observed(asked, people, progress, |one| Ok(events.observed(one)?))?;
        events.finish().and_then(|mut out| out.flush()).map_err(failed)?;
        Ok(rows)
    }

    /// Whom the readings are about.
    fn measured(&self, asked: &ForeignAsked) -> Result<Everyone, Error> {
        let mut first = BTreeMap::new();
        lines::each(&self.store, self.days(asked.from, asked.to), |line| {
            if line.celsius.is_some() {
                first.entry(line.person).or_insert_with(|| rfc3339(line.at, line.zone_min));
            }
            Ok(true)
        })?;
        let mut people = BTreeMap::new();
        store::people::each(&self.store, |person| {
            if let Some(first) = first.remove(&person.id) {
                people.insert(person.id, Measured { person, first });
            }
        })?;
        // Whoever is not in the list any more is told apart by their id.
        people.extend(first.into_iter().map(|(id, first)| {
            let person = Person { id, ..Person::default() };
            (id, Measured { person, first })
        }));
        Ok(people)
    }

    fn each_observed(
        &self,
        asked: &ForeignAsked,
        people: &Everyone,
        progress: Progress<'_>,
        mut each: impl FnMut(&Observed<'_>) -> Result<(), Error>,
    ) -> Result<u64, Error> {
        let span = self.days(asked.from, asked.to);
        let stations = store::station::cards(&self.store)?;
        let mut count = Count::of(lines::count(&self.store, span)?, progress);
        let (mut texts, mut rows, mut outcome) = (Texts::default(), 0, Ok(()));
        lines::each(&self.store, span, |line| {
            let unit = people.get(&line.person).map_or("", |one| one.person.unit.as_str());
            texts.of(line);
            let station = stations.get(&line.chain).map_or(self.station.as_str(), |card| &card.station);
            if let Some(one) = observed(line, &texts, (unit, station)) {
                rows += 1;
                outcome = each(&one);
            }
            if outcome.is_ok() {
                outcome = count.another();
            }
            Ok::<_, StoreError>(outcome.is_ok())
        })?;
        outcome.map(|()| rows)
    }
}

fn observed<'a>(line: &'a Line, texts: &'a Texts, (unit, station): (&'a str, &'a str)) -> Option<Observed<'a>> {
    Some(Observed {
        id: line.id,
        person: line.person,
        unit,
        at: &texts.at,
        entered: &texts.entered,
        celsius: line.celsius?,
        site: line.site,
        instrument: &line.instrument,
        station,
        attempt: line.attempt,
        verdict: line.verdict,
        direction: line.direction,
        corrected: line.corrected_by.is_some(),
    })
}

fn failed(error: io::Error) -> Error {
    WriteError::Io(error).into()
}

impl From<TrackerError> for Error {
    fn from(error: TrackerError) -> Self {
        match error {
            TrackerError::Io(error) => failed(error),
            TrackerError::Mapping(error) => Self::Mapping(error),
        }
    }
}
