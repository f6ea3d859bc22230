//! DHIS2 tracker JSON, for `POST /api/tracker` of version 2.37 and later: the flat form with `trackedEntities`, `enrollments`, `events`.
//!
//! Every DHIS2 server has ids of its own; a mapping file says them (an example is in `assets/dhis2-example.toml`). Ids of people,
//! enrollments and events are made from ours, so that sending the same days again changes nothing. Measurements that were taken back
//! are left out: tracker has no status for them.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Deserialize;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use super::{Elements, Observed, Subject};

/// Which ids of a server our fields go to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    program: String,
    program_stage: String,
    tracked_entity_type: String,
    /// By the unit somebody belongs to; `default` for everybody else.
    org_units: BTreeMap<String, String>,
    /// Of `employee`, `badge`, `name`.
    #[serde(default)]
    attributes: BTreeMap<String, String>,
    /// Of `celsius`, `site`, `instrument`, `station`, `attempt`, `verdict`, `direction`.
    data_elements: BTreeMap<String, String>,
    /// Codes of the server for ours: `values.verdict.clear = "CLEAR"`.
    #[serde(default)]
    values: BTreeMap<String, BTreeMap<String, String>>,
}

const ATTRIBUTES: [&str; 3] = ["employee", "badge", "name"];
const ELEMENTS: [&str; 7] = ["celsius", "site", "instrument", "station", "attempt", "verdict", "direction"];

/// What is wrong with a mapping file.
#[derive(Debug, Error)]
pub enum MappingError {
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The text and line where it cannot be read.
    #[error("{0}")]
    Text(#[from] toml::de::Error),
    /// A field that is not exported.
    #[error("{0}")]
    Field(String),
    /// Not an id of DHIS2: a letter and ten letters or digits.
    #[error("{field} = {id}")]
    Id { field: String, id: String },
    /// Nothing says where the temperature goes.
    #[error("data_elements.celsius")]
    NoCelsius,
    /// Somebody's unit is not in the mapping, and there is no default.
    #[error("org_units.{0}")]
    Unit(String),
}

impl MappingError {
    /// The stable code, also the tail of the language key that says it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io(_) => "mapping-io",
            Self::Text(_) => "mapping-text",
            Self::Field(_) => "mapping-field",
            Self::Id { .. } => "mapping-id",
            Self::NoCelsius => "mapping-celsius",
            Self::Unit(_) => "mapping-unit",
        }
    }
}

impl Mapping {
    /// Reads a mapping and holds every id against the form that DHIS2 gives them.
    pub fn read(text: &str) -> Result<Self, MappingError> {
        let mapping: Self = toml::from_str(text)?;
        mapping.fields_are_known()?;
        let named = |table: &'static str, ids: &BTreeMap<String, String>| -> Vec<(String, String)> {
            ids.iter().map(|(field, id)| (format!("{table}.{field}"), id.clone())).collect()
        };
        let own = [
            ("program".to_owned(), mapping.program.clone()),
            ("program_stage".to_owned(), mapping.program_stage.clone()),
            ("tracked_entity_type".to_owned(), mapping.tracked_entity_type.clone()),
        ];
        let tables = [
            named("org_units", &mapping.org_units),
            named("attributes", &mapping.attributes),
            named("data_elements", &mapping.data_elements),
        ];
        match own.into_iter().chain(tables.into_iter().flatten()).find(|(_, id)| !is_id(id)) {
            Some((field, id)) => Err(MappingError::Id { field, id }),
            None if !mapping.data_elements.contains_key("celsius") => Err(MappingError::NoCelsius),
            None => Ok(mapping),
        }
    }

    fn fields_are_known(&self) -> Result<(), MappingError> {
        for (table, known, ids) in [
            ("attributes", &ATTRIBUTES[..], &self.attributes),
            ("data_elements", &ELEMENTS[..], &self.data_elements),
        ] {
            if let Some(field) = ids.keys().find(|field| !known.contains(&field.as_str())) {
                return Err(MappingError::Field(format!("{table}.{field}")));
            }
        }
        Ok(())
    }

    /// Where somebody of a unit is looked after.
    fn org_unit(&self, unit: &str) -> Result<&str, MappingError> {
        let found = self.org_units.get(unit).or_else(|| self.org_units.get("default"));
        found.map(String::as_str).ok_or_else(|| MappingError::Unit(unit.to_owned()))
    }

    /// The server's code for one of ours.
    fn value<'a>(&'a self, field: &str, ours: &'a str) -> &'a str {
        let theirs = self.values.get(field).and_then(|codes| codes.get(ours));
        theirs.map_or(ours, String::as_str)
    }

    fn pairs(&self, name: &str, ids: &BTreeMap<String, String>, fields: &[(&str, String)]) -> Vec<Value> {
        let pair = |(field, value): &(&str, String)| {
            let id = ids.get(*field).filter(|_| !value.is_empty())?;
            Some(Value::Object(Map::from_iter([
                (name.to_owned(), json!(id)),
                ("value".to_owned(), json!(self.value(field, value))),
            ])))
        };
        fields.iter().filter_map(pair).collect()
    }
}

fn is_id(id: &str) -> bool {
    id.len() == 11 && id.starts_with(|first: char| first.is_ascii_alphabetic()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// An id of the form of DHIS2 made from one of ours: the same for the same, for ever.
fn made(what: &str, id: uuid::Uuid) -> String {
    const SIGNS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let mut sha = Sha256::new();
    sha.update(what.as_bytes());
    sha.update(id.as_bytes());
    let digest: [u8; 32] = sha.finalize().into();
    let signs = digest.iter().take(11).enumerate().map(|(no, byte)| {
        let of = if no == 0 { 52 } else { SIGNS.len() };
        char::from(SIGNS[usize::from(*byte) % of])
    });
    signs.collect()
}

/// The local date and time of RFC 3339 without its offset: DHIS2 keeps the server's own time.
fn local(at: &str) -> &str {
    at.get(..19).unwrap_or(at)
}

/// Why a tracker file is not written.
#[derive(Debug, Error)]
pub enum TrackerError {
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error(transparent)]
    Mapping(#[from] MappingError),
}

/// The people: their entities first, then (after [`People::enrol`]) one enrollment each.
#[derive(Debug)]
pub struct People<'m, W: Write> {
    mapping: &'m Mapping,
    entities: Elements<W>,
}

/// Their enrollments in the program.
#[derive(Debug)]
pub struct Enrolled<'m, W: Write> {
    mapping: &'m Mapping,
    enrollments: Elements<W>,
}

/// Their measurements.
#[derive(Debug)]
pub struct Events<'m, W: Write> {
    mapping: &'m Mapping,
    events: Elements<W>,
}

impl<'m, W: Write> People<'m, W> {
    pub fn new(out: W, mapping: &'m Mapping) -> io::Result<Self> {
        Ok(Self {
            mapping,
            entities: Elements::begin(out, "{\"trackedEntities\":[")?,
        })
    }

    pub fn subject(&mut self, subject: &Subject<'_>) -> Result<(), TrackerError> {
        let fields = [
            ("employee", subject.employee.to_owned()),
            ("badge", subject.badge.to_owned()),
            ("name", subject.name.to_owned()),
        ];
        self.entities.push(&json!({
            "trackedEntity": made("person", subject.id.0),
            "trackedEntityType": self.mapping.tracked_entity_type,
            "orgUnit": self.mapping.org_unit(subject.unit)?,
            "attributes": self.mapping.pairs("attribute", &self.mapping.attributes, &fields),
        }))?;
        Ok(())
    }

    pub fn enrol(self) -> io::Result<Enrolled<'m, W>> {
        let Self { mapping, entities } = self;
        let out = entities.end("\n],\"enrollments\":[")?;
        Ok(Enrolled {
            mapping,
            enrollments: Elements { out, any: false },
        })
    }
}

impl<'m, W: Write> Enrolled<'m, W> {
    pub fn subject(&mut self, subject: &Subject<'_>) -> Result<(), TrackerError> {
        self.enrollments.push(&json!({
            "enrollment": made("enrollment", subject.id.0),
            "trackedEntity": made("person", subject.id.0),
            "program": self.mapping.program,
            "orgUnit": self.mapping.org_unit(subject.unit)?,
            "enrolledAt": local(subject.first),
            "occurredAt": local(subject.first),
            "status": "ACTIVE",
        }))?;
        Ok(())
    }

    pub fn measured(self) -> io::Result<Events<'m, W>> {
        let Self { mapping, enrollments } = self;
        let out = enrollments.end("\n],\"events\":[")?;
        Ok(Events {
            mapping,
            events: Elements { out, any: false },
        })
    }
}

impl<W: Write> Events<'_, W> {
    /// Writes a measurement; one that was taken back is passed over.
    pub fn observed(&mut self, one: &Observed<'_>) -> Result<(), TrackerError> {
        if one.corrected {
            return Ok(());
        }
        let fields = [
            ("celsius", one.celsius.to_string()),
            ("site", one.site.key().to_owned()),
            ("instrument", one.instrument.to_owned()),
            ("station", one.station.to_owned()),
            ("attempt", one.attempt.to_string()),
            ("verdict", one.verdict.key().to_owned()),
            ("direction", one.direction.key().to_owned()),
        ];
        self.events.push(&json!({
            "event": made("event", one.id.0),
            "enrollment": made("enrollment", one.person.0),
            "program": self.mapping.program,
            "programStage": self.mapping.program_stage,
            "orgUnit": self.mapping.org_unit(one.unit)?,
            "occurredAt": local(one.at),
            "status": "COMPLETED",
            "dataValues": self.mapping.pairs("dataElement", &self.mapping.data_elements, &fields),
        }))?;
        Ok(())
    }

    pub fn finish(self) -> io::Result<W> {
        self.events.end("\n]}\n")
    }
}
