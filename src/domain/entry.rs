//! The journal's vocabulary: everything that can happen at a station.
//!
//! A body is compact JSON; a field that is missing has its default, so that old entries are read for ever. What
//! concerns one person carries that person as its subject, outside the body.

mod register;

pub use register::{Passage, Reading, Refusal, Taken, Visit};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::account::{Account, Strength};
use super::audit::Audited;
use super::clinic::Decision;
use super::daybook::Noted;
use super::declaration::Declaration;
use super::duty::Absence;
use super::going_out::OutingStep;
use super::isolation::IsolationStep;
use super::peer::{Continued, Keys, Peer};
use super::person::{Person, PersonId};
use super::settings::{Settings, StationCard};
use super::temperature::{Celsius, Site};

/// The same entry at every station.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntryId(pub Uuid);

/// A thermometer of the site, by the name written on it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instrument {
    pub name: String,
    pub site: Site,
    /// Taken out of use.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

/// A thermometer held against a reference at the start of a shift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstrumentCheck {
    pub name: String,
    pub reference: Celsius,
    pub shown: Celsius,
}

/// A slice of a roster on its way in. Nobody sees these people until the import is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleStaged {
    pub import: Uuid,
    pub people: Vec<Person>,
}

/// The switch that makes a staged roster visible, all of it at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleTaken {
    pub import: Uuid,
    pub file: String,
    pub taken: u32,
    pub refused: u32,
}

/// A slice of a questionnaire on its way in. Nobody sees these declarations until the import is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclarationsStaged {
    pub import: Uuid,
    pub declarations: Vec<(PersonId, Declaration)>,
}

/// A picture of somebody, by the hash of its JPEG bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoTaken {
    #[serde(skip)]
    pub person: PersonId,
    pub sha256: String,
}

/// Everything that can happen. Variants are only ever added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    StationOpened(StationCard),
    SettingsChanged(Settings),
    /// Who answers for the entries that follow (交接班).
    OnDuty(OnDuty),
    PersonSaved(Person),
    PeopleStaged(PeopleStaged),
    PeopleTaken(PeopleTaken),
    ImportAbandoned(ImportAbandoned),
    PhotoTaken(PhotoTaken),
    Reading(Reading),
    Passage(Passage),
    Refusal(Refusal),
    Visit(Visit),
    InstrumentSaved(Instrument),
    InstrumentChecked(InstrumentCheck),
    /// Takes back the entry it corrects; both stay on record.
    Withdrawn(Withdrawn),
    /// What a returning worker, or one of their family, declares (返厂登记).
    Declared(Declaration),
    DeclarationsStaged(DeclarationsStaged),
    Outing(OutingStep),
    Isolation(IsolationStep),
    /// What the clinic decides about somebody.
    Decided(Decision),
    /// Why somebody is not on duty.
    Absent(Absence),
    /// What the plant does for everybody.
    Noted(Noted),
    /// The keys that this station signs and opens with from now on.
    Keyed(Keys),
    /// Another station, as this one knows it.
    PeerSaved(Peer),
    /// This chain continues another one.
    Continued(Continued),
    /// Somebody who may sign in, or what has changed about them.
    AccountSaved(Account),
    /// What is written down about the record itself.
    Audited(Audited),
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnDuty {
    pub name: String,
    /// The account that they signed in with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Uuid>,
    #[serde(default, skip_serializing_if = "Strength::is_none")]
    pub strength: Strength,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportAbandoned {
    pub import: Uuid,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    #[serde(skip)]
    pub person: PersonId,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// Where on the screens something shows that an entry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// What the stations are called.
    Stations,
    /// Settings, and who is on duty.
    Settings,
    Person,
    /// A roster or a questionnaire that was taken.
    Import,
    /// A line of the register about somebody.
    Register,
    /// Something in somebody's course.
    Course,
    Instruments,
    Daybook,
}

impl Area {
    /// The area of an entry by its kind; `None` for what does not show: rows not taken yet, and how stations know each other.
    pub fn of(kind: i64) -> Option<Self> {
        match kind {
            1 => Some(Self::Stations),
            2 | 3 | 90 => Some(Self::Settings),
            10 | 14 => Some(Self::Person),
            12 => Some(Self::Import),
            20..=23 | 40 => Some(Self::Register),
            30 | 31 => Some(Self::Instruments),
            50 | 52..=55 => Some(Self::Course),
            60..=79 => Some(Self::Daybook),
            _ => None,
        }
    }
}

/// Why a body cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum EntryError {
    #[error("entry of an unknown kind {0}; a newer program wrote it")]
    Kind(i64),
    #[error("entry without its subject")]
    Subject,
    #[error("entry that cannot be read: {0}")]
    Body(#[from] serde_json::Error),
}

impl Entry {
    /// The stable number of its kind in the journal.
    pub fn kind(&self) -> i64 {
        match self {
            Self::StationOpened(_) => 1,
            Self::SettingsChanged(_) => 2,
            Self::OnDuty(_) => 3,
            Self::PersonSaved(_) => 10,
            Self::PeopleStaged(_) => 11,
            Self::PeopleTaken(_) => 12,
            Self::ImportAbandoned(_) => 13,
            Self::PhotoTaken(_) => 14,
            Self::Reading(_) => 20,
            Self::Passage(_) => 21,
            Self::Refusal(_) => 22,
            Self::Visit(_) => 23,
            Self::InstrumentSaved(_) => 30,
            Self::InstrumentChecked(_) => 31,
            Self::Withdrawn(_) => 40,
            Self::Declared(_) => 50,
            Self::DeclarationsStaged(_) => 51,
            Self::Outing(_) => 52,
            Self::Isolation(_) => 53,
            Self::Decided(_) => 54,
            Self::Absent(_) => 55,
            Self::Noted(noted) => noted.kind(),
            Self::Keyed(_) => 80,
            Self::PeerSaved(_) => 81,
            Self::Continued(_) => 82,
            Self::AccountSaved(_) => 90,
            Self::Audited(audited) => audited.kind(),
        }
    }

    /// The stable name of a kind in exports; `unknown` for one that a newer program wrote.
    pub fn kind_name(kind: i64) -> &'static str {
        match kind {
            1 => "station-opened",
            2 => "settings-changed",
            3 => "on-duty",
            10 => "person-saved",
            11 => "people-staged",
            12 => "people-taken",
            13 => "import-abandoned",
            14 => "photo-taken",
            20 => "reading",
            21 => "passage",
            22 => "refusal",
            23 => "visit",
            30 => "instrument-saved",
            31 => "instrument-checked",
            40 => "withdrawn",
            50 => "declared",
            51 => "declarations-staged",
            52 => "outing",
            53 => "isolation",
            54 => "decided",
            55 => "absent",
            80 => "keyed",
            81 => "peer-saved",
            82 => "continued",
            90 => "account-saved",
            other => Noted::kind_name(other).or_else(|| Audited::kind_name(other)).unwrap_or("unknown"),
        }
    }

    /// The person it concerns, where it is one.
    pub fn subject(&self) -> Option<PersonId> {
        match self {
            Self::PersonSaved(person) => Some(person.id),
            Self::PhotoTaken(PhotoTaken { person, .. })
            | Self::Reading(Reading { person, .. })
            | Self::Passage(Passage { person, .. })
            | Self::Refusal(Refusal { person, .. })
            | Self::Visit(Visit { person, .. })
            | Self::Withdrawn(Withdrawn { person, .. })
            | Self::Declared(Declaration { person, .. })
            | Self::Outing(OutingStep { person, .. })
            | Self::Isolation(IsolationStep { person, .. })
            | Self::Decided(Decision { person, .. })
            | Self::Absent(Absence { person, .. }) => Some(*person),
            Self::StationOpened(_)
            | Self::SettingsChanged(_)
            | Self::OnDuty(_)
            | Self::PeopleStaged(_)
            | Self::DeclarationsStaged(_)
            | Self::PeopleTaken(_)
            | Self::ImportAbandoned(_)
            | Self::InstrumentSaved(_)
            | Self::InstrumentChecked(_)
            | Self::Noted(_)
            | Self::Keyed(_)
            | Self::PeerSaved(_)
            | Self::Continued(_)
            | Self::AccountSaved(_)
            | Self::Audited(_) => None,
        }
    }

    /// The body as it is kept and hashed.
    pub fn encode(&self) -> Result<String, EntryError> {
        Ok(match self {
            Self::StationOpened(body) => serde_json::to_string(body),
            Self::SettingsChanged(body) => serde_json::to_string(body),
            Self::OnDuty(body) => serde_json::to_string(body),
            Self::PersonSaved(body) => serde_json::to_string(body),
            Self::PeopleStaged(body) => serde_json::to_string(body),
            Self::PeopleTaken(body) => serde_json::to_string(body),
            Self::ImportAbandoned(body) => serde_json::to_string(body),
            Self::PhotoTaken(body) => serde_json::to_string(body),
            Self::Reading(body) => serde_json::to_string(body),
            Self::Passage(body) => serde_json::to_string(body),
            Self::Refusal(body) => serde_json::to_string(body),
            Self::Visit(body) => serde_json::to_string(body),
            Self::InstrumentSaved(body) => serde_json::to_string(body),
            Self::InstrumentChecked(body) => serde_json::to_string(body),
            Self::Withdrawn(body) => serde_json::to_string(body),
            Self::Declared(body) => serde_json::to_string(body),
            Self::DeclarationsStaged(body) => serde_json::to_string(body),
            Self::Outing(body) => serde_json::to_string(body),
            Self::Isolation(body) => serde_json::to_string(body),
            Self::Decided(body) => serde_json::to_string(body),
            Self::Absent(body) => serde_json::to_string(body),
            Self::Noted(noted) => noted.encode(),
            Self::Keyed(body) => serde_json::to_string(body),
            Self::PeerSaved(body) => serde_json::to_string(body),
            Self::Continued(body) => serde_json::to_string(body),
            Self::AccountSaved(body) => serde_json::to_string(body),
            Self::Audited(audited) => audited.encode(),
        }?)
    }

    /// Reads an entry back from its kind, its subject and its body.
    pub fn decode(kind: i64, subject: Option<PersonId>, body: &str) -> Result<Self, EntryError> {
        let person = || subject.ok_or(EntryError::Subject);
        Ok(match kind {
            1 => Self::StationOpened(read(body)?),
            2 => Self::SettingsChanged(read(body)?),
            3 => Self::OnDuty(read(body)?),
            10 => Self::PersonSaved(read(body)?),
            11 => Self::PeopleStaged(read(body)?),
            12 => Self::PeopleTaken(read(body)?),
            13 => Self::ImportAbandoned(read(body)?),
            14 => Self::PhotoTaken(PhotoTaken {
                person: person()?,
                ..read(body)?
            }),
            20 => Self::Reading(Reading {
                person: person()?,
                ..read(body)?
            }),
            21 => Self::Passage(Passage {
                person: person()?,
                ..read(body)?
            }),
            22 => Self::Refusal(Refusal {
                person: person()?,
                ..read(body)?
            }),
            23 => Self::Visit(Visit {
                person: person()?,
                ..read(body)?
            }),
            30 => Self::InstrumentSaved(read(body)?),
            31 => Self::InstrumentChecked(read(body)?),
            40 => Self::Withdrawn(Withdrawn {
                person: person()?,
                ..read(body)?
            }),
            50 => Self::Declared(Declaration {
                person: person()?,
                ..read(body)?
            }),
            51 => Self::DeclarationsStaged(read(body)?),
            52 => Self::Outing(OutingStep {
                person: person()?,
                ..read(body)?
            }),
            53 => Self::Isolation(IsolationStep {
                person: person()?,
                ..read(body)?
            }),
            54 => Self::Decided(Decision {
                person: person()?,
                ..read(body)?
            }),
            55 => Self::Absent(Absence {
                person: person()?,
                ..read(body)?
            }),
            other => return Self::decode_general(other, body),
        })
    }

    /// Reads back what is about the plant or other stations.
    fn decode_general(kind: i64, body: &str) -> Result<Self, EntryError> {
        Ok(match kind {
            80 => Self::Keyed(read(body)?),
            81 => Self::PeerSaved(read(body)?),
            82 => Self::Continued(read(body)?),
            90 => Self::AccountSaved(read(body)?),
            other => match Noted::decode(other, body) {
                Some(noted) => Self::Noted(noted?),
                None => Self::Audited(Audited::decode(other, body).ok_or(EntryError::Kind(other))??),
            },
        })
    }
}

fn read<T: DeserializeOwned>(body: &str) -> Result<T, EntryError> {
    Ok(serde_json::from_str(body)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::screening::{Direction, Verdict};
    use crate::domain::temperature::{Celsius, Site};

    type Checked = Result<(), Box<dyn std::error::Error>>;

    fn reading() -> Reading {
        Reading {
            person: PersonId(Uuid::from_u128(7)),
            celsius: Celsius(3650),
            site: Site::Forehead,
            instrument: String::new(),
            attempt: 1,
            verdict: Verdict::Clear,
            reasons: Vec::new(),
            direction: Direction::In,
            mask: true,
            taken: Taken::Gate,
            happened: None,
        }
    }

    #[test]
    fn a_plain_reading_is_short() -> Checked {
        assert_eq!(Entry::Reading(reading()).encode()?, r#"{"c":3650,"v":"clear"}"#);
        Ok(())
    }

    #[test]
    fn what_is_written_is_read() -> Checked {
        let full = Reading {
            site: Site::Armpit,
            instrument: "G2".into(),
            attempt: 2,
            verdict: Verdict::Clinic,
            reasons: vec!["second-fever".into()],
            direction: Direction::Out,
            mask: false,
            ..reading()
        };
        let person = Person {
            id: PersonId(Uuid::from_u128(9)),
            name: "张双".into(),
            badge: "0231".into(),
            ..Person::default()
        };
        for entry in [
            Entry::Reading(reading()),
            Entry::Reading(full),
            Entry::PersonSaved(person.clone()),
            Entry::PeopleStaged(PeopleStaged {
                import: Uuid::from_u128(1),
                people: vec![person],
            }),
            Entry::SettingsChanged(Settings::default()),
            Entry::Visit(Visit {
                person: PersonId(Uuid::from_u128(3)),
                plate: "贵A12345".into(),
                ..Visit::default()
            }),
            Entry::Withdrawn(Withdrawn {
                person: PersonId(Uuid::from_u128(3)),
                reason: String::new(),
            }),
        ] {
            assert_eq!(Entry::decode(entry.kind(), entry.subject(), &entry.encode()?)?, entry);
            assert_ne!(Entry::kind_name(entry.kind()), "unknown");
        }
        Ok(())
    }

    #[test]
    fn what_is_not_known_is_said() {
        assert!(matches!(Entry::decode(999, None, "{}"), Err(EntryError::Kind(999))));
        assert!(matches!(
            Entry::decode(20, None, r#"{"c":3650,"v":"clear"}"#),
            Err(EntryError::Subject)
        ));
        assert!(matches!(Entry::decode(3, None, "{"), Err(EntryError::Body(_))));
    }
}
