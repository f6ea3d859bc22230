//! The figures of a report by their stable names, each with the people behind it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::domain::person::PersonId;

/// Declares the figures in the order in which forms name them: variant and stable name (cli.md).
macro_rules! figures {
    ($($variant:ident $key:literal),* $(,)?) => {
        /// A figure of the daily report.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Figure { $(#[serde(rename = $key)] $variant),* }

        impl Figure {
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable name in exports and language files.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),* }
            }

            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

figures! {
    Roster "roster",
    OnDuty "on_duty",
    OnLeave "on_leave",
    Away "away",
    ReturnedToday "returned_today",
    ReturnedTotal "returned_total",
    NotReturned "not_returned",
    FromRiskArea "from_risk_area",
    Contacts "contacts",
    InIsolation "in_isolation",
    IsolationNew "isolation_new",
    Released "released",
    Fever "fever",
    ToClinic "to_clinic",
    ToHospital "to_hospital",
    Suspected "suspected",
    Confirmed "confirmed",
    FamilyTotal "family_total",
    FamilyInIsolation "family_in_isolation",
    OutToday "out_today",
    CrossRegion "cross_region",
    Visitors "visitors",
    Vehicles "vehicles",
    PassagesIn "passages_in",
    PassagesOut "passages_out",
    Readings "readings",
    Measured "measured",
    Coverage "coverage",
    RoundsDue "rounds_due",
    RoundsDone "rounds_done",
}

impl Figure {
    /// Where everybody on the roster is, each in one place: their sum is the roster.
    pub const BALANCE: [Self; 5] = [Self::OnDuty, Self::OnLeave, Self::InIsolation, Self::NotReturned, Self::Away];

    /// What has to be nothing for a zero report. Isolation after a journey is the rule, and no case.
    pub const MATTER: [Self; 5] = [Self::Fever, Self::ToClinic, Self::ToHospital, Self::Suspected, Self::Confirmed];
}

/// A number and who is behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Coverage in ten-thousandths; everything else counted one by one.
    #[serde(rename = "n")]
    number: u64,
    /// Places in the list of people of these figures.
    #[serde(rename = "p", default, skip_serializing_if = "Vec::is_empty")]
    people: Vec<u32>,
}

/// What is different in a version: a figure before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub figure: Figure,
    pub before: u64,
    pub after: u64,
}

/// Every figure of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Everybody behind any of them, once: a plant is named thirty times otherwise.
    people: Vec<PersonId>,
    counts: BTreeMap<Figure, Counted>,
}

impl Figures {
    /// The figures of these people; `numbers` are those that count something else than people.
    pub(super) fn of(behind: &BTreeMap<Figure, BTreeSet<PersonId>>, numbers: &BTreeMap<Figure, u64>) -> Self {
        let everybody: BTreeSet<PersonId> = behind.values().flatten().copied().collect();
        let people: Vec<PersonId> = everybody.into_iter().collect();
        let place = |person: &PersonId| people.binary_search(person).ok().and_then(|at| u32::try_from(at).ok());
        let counted = |figure: Figure| {
            let people: Vec<u32> = behind.get(&figure).into_iter().flatten().filter_map(place).collect();
            let number = numbers.get(&figure).copied();
            let number = number.unwrap_or_else(|| u64::try_from(people.len()).unwrap_or(u64::MAX));
            Counted { number, people }
        };
        let counts = Figure::ALL.iter().map(|figure| (*figure, counted(*figure))).collect();
        Self { people, counts }
    }

    /// Coverage in ten-thousandths; everything else counted one by one.
    pub fn number(&self, figure: Figure) -> u64 {
        self.counts.get(&figure).map_or(0, |counted| counted.number)
    }

    /// Who is behind a figure, by id.
    pub fn behind(&self, figure: Figure) -> impl Iterator<Item = PersonId> {
        let places = self.counts.get(&figure).map_or(&[][..], |counted| &counted.people);
        places
            .iter()
            .filter_map(|place| self.people.get(usize::try_from(*place).ok()?).copied())
    }

    /// How many people are behind a figure.
    pub fn count_behind(&self, figure: Figure) -> usize {
        self.counts.get(&figure).map_or(0, |counted| counted.people.len())
    }

    /// The numbers alone.
    #[must_use]
    pub fn without_people(mut self) -> Self {
        self.people.clear();
        for counted in self.counts.values_mut() {
            counted.people.clear();
        }
        self
    }

    /// The figures that are different now.
    pub fn changes_to(&self, now: &Self) -> Vec<Change> {
        let change = |figure: &Figure| Change {
            figure: *figure,
            before: self.number(*figure),
            after: now.number(*figure),
        };
        let changes = Figure::ALL.iter().map(change);
        changes.filter(|change| change.before != change.after).collect()
    }
}
