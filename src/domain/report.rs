//! The daily report (日报告、零报告): its figures, what does not balance, and what was signed.
//!
//! [`count`] counts a day from plain values; a [`Report`] is what came of it, and once it is signed its text is frozen. Nobody
//! changes a signed report: a correction is the next version, with what is different (rules.md, "Reports").

mod book;
pub mod count;
mod figures;
mod numbers;

use serde::{Deserialize, Serialize};

pub use book::{Clause, DayStatus, Kept, ReportBook, SOON_MIN, Signed, Unusual};
pub use figures::{Change, Counted, Figure, Figures};
pub use numbers::Numbers;

use super::day::{Day, Moment, Zone};
use super::person::PersonId;

/// Where the journal stood when a report was counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub seq: i64,
    /// 64 hexadecimal digits.
    pub hash: String,
}

/// People whom the sum does not count, or counts twice: `roster` is not the sum of where people are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imbalance {
    /// `absent`: nothing says where they are. `leave-on-duty`, `away-on-duty`, `isolated-on-duty`: two things say where.
    pub code: String,
    pub people: Vec<PersonId>,
}

/// Something unusual in a report: `hospital`, `two-fevers`, `refused` of a person, or a `note` with what somebody wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    pub code: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

impl Happening {
    /// The codes that say something of one person.
    pub const OF_SOMEBODY: [&str; 3] = ["hospital", "two-fevers", "refused"];
}

/// What is held of something at the end of the day, in thousandths of its unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    pub name: String,
    pub unit: String,
    pub held: i64,
    pub per_day: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_left: Option<u32>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub low: bool,
    #[serde(default)]
    pub needed: i64,
}

/// Who answers for a report, and when it was signed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// 1, and one more with each correction of the same day.
    pub version: u32,
    /// The how-manyeth report of this station.
    pub number: u32,
    /// An explicit zero report: nothing that matters has happened, and somebody says so.
    pub zero: bool,
    pub reporter: String,
    pub approver: String,
    /// The gates that it covers.
    pub gates: Vec<String>,
    pub at: Moment,
    /// What is different from the version before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

/// A day of one unit in figures. The same facts give the same text, byte for byte.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub day: Day,
    pub unit: String,
    pub station: String,
    /// The rules it was counted under, with their edition.
    pub rule: String,
    pub head: Head,
    pub figures: Figures,
    pub imbalances: Vec<Imbalance>,
    pub unusual: Vec<Happening>,
    pub supplies: Vec<Held>,
    /// `None` as long as nobody has signed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Signature>,
}

impl Report {
    /// 0 where nobody has signed it.
    pub fn version(&self) -> u32 {
        self.signature.as_ref().map_or(0, |signature| signature.version)
    }

    pub fn is_zero(&self) -> bool {
        self.signature.as_ref().is_some_and(|signature| signature.zero)
    }

    /// Whether a zero report can be signed: the figures that matter are all zero.
    pub fn may_be_zero(&self) -> bool {
        Figure::MATTER.iter().all(|figure| self.figures.number(*figure) == 0)
    }

    /// Whether two reports tell the same, whoever signed them and when.
    pub fn says_the_same(&self, other: &Self) -> bool {
        (&self.figures, &self.imbalances, &self.unusual, &self.supplies)
            == (&other.figures, &other.imbalances, &other.unusual, &other.supplies)
    }
}

/// Until when the report of a day is sent: `cut_off_min` minutes after its midnight.
pub fn deadline(zone: Zone, day: Day, cut_off_min: u32) -> Moment {
    zone.start_of(day).plus_minutes(cut_off_min.into())
}

/// Why a report, or its layout, is not kept or not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSigned {
    #[error("the day has not come")]
    Future,
    #[error("the station was not open yet")]
    BeforeOpening,
    #[error("the day is signed already")]
    Already,
    #[error("there is no report to correct")]
    Nothing,
    #[error("nothing has changed since it was signed")]
    Same,
    #[error("something has happened: no zero report")]
    NotZero,
    #[error("the signed text is not what its hash says")]
    Damaged,
    #[error("the layout has no columns, or one that nothing is known of")]
    Layout,
    #[error("no layout of that name")]
    NoLayout,
    #[error("no consolidated report is made of a layout with a line for every person")]
    PeopleLayout,
    #[error("only headquarters has units below it")]
    NotHeadquarters,
    #[error("headquarters has no report of its own, only that of its units together")]
    OnlyGroup,
}

impl NotSigned {
    /// The stable code, also the tail of the language key that says it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Future => "report-future",
            Self::BeforeOpening => "report-before-opening",
            Self::Already => "report-signed",
            Self::Nothing => "report-unsigned",
            Self::Same => "report-same",
            Self::NotZero => "report-not-zero",
            Self::Damaged => "report-damaged",
            Self::Layout => "report-layout",
            Self::NoLayout => "report-no-layout",
            Self::PeopleLayout => "report-people-layout",
            Self::NotHeadquarters => "report-not-headquarters",
            Self::OnlyGroup => "report-only-group",
        }
    }
}
