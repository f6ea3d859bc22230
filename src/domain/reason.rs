//! Every reason that speaks against letting somebody pass, with the fact behind it.

use super::day::{Day, Moment};
use super::region::Code;
use super::returns::Contradiction;
use super::rules::{Authority, Level};
use super::screening::Verdict;
use super::temperature::Celsius;

/// One thing that speaks against letting somebody pass, with the fact behind it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// No longer belongs here.
    Left,
    /// A visitor or contractor whose visit today has not been written down.
    NoVisit,
    /// A visitor who has been with a confirmed or suspected case.
    Contact,
    /// Sent to the clinic earlier the same day.
    SentToClinic { at: Moment },
    /// Two fever readings.
    SecondFever { first: Celsius, second: Celsius },
    /// A first fever reading.
    Fever { celsius: Celsius, again_from: Moment },
    /// Measured again before the interval was over.
    Early { again_from: Moment },
    /// Too low to be a body temperature.
    Low { celsius: Celsius },
    /// Nobody comes in without a normal reading (guide of 21 February 2020, clause 3).
    NoReading,
    /// In isolation: day so many, until the last day.
    Isolated { day: i64, last: Day },
    /// In an area of risk within the look-back; isolates until `ends`.
    RiskArea {
        place: Code,
        area: Code,
        level: Level,
        last: Day,
        ends: Day,
        source: String,
    },
    /// With a confirmed or suspected case within the look-back; isolates until `ends`.
    Exposed { last: Day, ends: Day },
    /// Symptoms declared, by the keys of the rulebook.
    Symptoms { symptoms: Vec<String> },
    /// In an area of risk on days that nobody wrote down.
    AskDate { place: Code },
    /// A place that nothing resolves, or that is wider than an area of risk in it.
    AskPlace { text: String },
    /// The question about contacts is open.
    AskContact,
    /// The question about symptoms is open.
    AskSymptoms,
    /// Dates that cannot be.
    Contradiction { what: Contradiction },
    /// A family member of the same declaration who isolates or goes to the clinic.
    Household { name: String, verdict: Verdict },
    /// Away until now, and has declared nothing (返厂登记).
    Undeclared,
    /// Back from an outing, and not asked yet where, whom and by what.
    TripAsked { destination: String },
    /// Goes out without having reported it (外出报备).
    NoReport,
    /// The report waits for somebody's decision.
    Undecided { authority: Authority },
    /// The report was refused.
    ReportRefused { by: Authority, reason: String },
    /// The destination lies in an area of risk.
    Destination { place: Code, area: Code },
    /// The destination lies outside the site's own region.
    CrossRegion { place: Code },
}

impl Reason {
    /// The stable code in exports and language files.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::NoVisit => "no-visit",
            Self::Contact | Self::Exposed { .. } => "contact",
            Self::SentToClinic { .. } => "sent-to-clinic",
            Self::SecondFever { .. } => "second-fever",
            Self::Fever { .. } => "fever",
            Self::Early { .. } => "early",
            Self::Low { .. } => "low",
            Self::NoReading => "no-reading",
            Self::Isolated { .. } => "isolated",
            Self::RiskArea { .. } => "risk-area",
            Self::Symptoms { .. } => "symptoms",
            Self::AskDate { .. } => "ask-date",
            Self::AskPlace { .. } => "ask-place",
            Self::AskContact => "ask-contact",
            Self::AskSymptoms => "ask-symptoms",
            Self::Contradiction { .. } => "contradiction",
            Self::Household { .. } => "household",
            Self::Undeclared => "undeclared",
            Self::TripAsked { .. } => "trip",
            Self::NoReport => "no-report",
            Self::Undecided { .. } => "undecided",
            Self::ReportRefused { .. } => "report-refused",
            Self::Destination { .. } => "destination",
            Self::CrossRegion { .. } => "cross-region",
        }
    }

    pub(super) fn verdict(&self) -> Verdict {
        match self {
            Self::Left | Self::Contact => Verdict::Refuse,
            Self::Isolated { .. } | Self::RiskArea { .. } | Self::Exposed { .. } => Verdict::Isolate,
            Self::SentToClinic { .. } | Self::SecondFever { .. } | Self::Symptoms { .. } => Verdict::Clinic,
            Self::Fever { .. } | Self::Early { .. } | Self::Low { .. } => Verdict::Recheck,
            Self::NoVisit
            | Self::NoReading
            | Self::AskDate { .. }
            | Self::AskPlace { .. }
            | Self::AskContact
            | Self::AskSymptoms
            | Self::Contradiction { .. }
            | Self::Household { .. }
            | Self::Undeclared
            | Self::TripAsked { .. } => Verdict::Ask,
            Self::NoReport | Self::Undecided { .. } | Self::ReportRefused { .. } | Self::Destination { .. } | Self::CrossRegion { .. } => {
                Verdict::Report
            }
        }
    }

    /// The last day that it isolates until, where it does.
    pub fn last_day(&self) -> Option<Day> {
        match self {
            Self::Isolated { last, .. } => Some(*last),
            Self::RiskArea { ends, .. } | Self::Exposed { ends, .. } => Some(*ends),
            Self::Left
            | Self::NoVisit
            | Self::Contact
            | Self::SentToClinic { .. }
            | Self::SecondFever { .. }
            | Self::Fever { .. }
            | Self::Early { .. }
            | Self::Low { .. }
            | Self::NoReading
            | Self::Symptoms { .. }
            | Self::AskDate { .. }
            | Self::AskPlace { .. }
            | Self::AskContact
            | Self::AskSymptoms
            | Self::Contradiction { .. }
            | Self::Household { .. }
            | Self::Undeclared
            | Self::TripAsked { .. }
            | Self::NoReport
            | Self::Undecided { .. }
            | Self::ReportRefused { .. }
            | Self::Destination { .. }
            | Self::CrossRegion { .. } => None,
        }
    }
}
