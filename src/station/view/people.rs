//! What the view knows of somebody today, and of whom somebody waits for.

use crate::domain::day::Moment;
use crate::domain::person::PersonId;
use crate::domain::rulebook::TemperatureRule;
use crate::domain::screening::{Earlier, VisitAnswer};
use crate::domain::temperature::Celsius;

/// Somebody's day so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Today {
    pub inside: bool,
    /// Today's readings that no correction has replaced, oldest first.
    pub earlier: Vec<Earlier>,
    pub visit: Option<VisitAnswer>,
}

impl Today {
    /// Whether a reading counts: one that is too low measures nobody.
    pub fn is_measured(&self, rule: &TemperatureRule) -> bool {
        self.earlier.iter().any(|earlier| !rule.is_low(earlier.celsius))
    }
}

/// Somebody who waits for a second measurement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub person: PersonId,
    pub name: String,
    pub celsius: Celsius,
    /// From when they may be measured again.
    pub from: Moment,
}

/// Somebody whom the clinic has to see: waiting for a second measurement, or sent by the gate, and not decided about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued {
    pub person: PersonId,
    /// Today's readings that nobody has answered, oldest first; never empty.
    pub readings: Vec<Earlier>,
    /// From when they may be measured again; `None` where they need not be.
    pub again_from: Option<Moment>,
}
