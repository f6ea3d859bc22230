//! A day as the station has counted it: as it was signed, and as it stands.

use crate::domain::day::Day;
use crate::domain::report::{Change, Report as Counted};

/// What the station has counted for this screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    pub day: Day,
    /// As they were signed, or as they stand where nobody has; the last one is the day's own.
    pub reports: Vec<Counted>,
    /// The day as it stands now.
    pub standing: Counted,
}

impl Shown {
    /// The day as it was signed, or as it stands.
    pub(super) fn issued(&self) -> &Counted {
        self.reports.last().unwrap_or(&self.standing)
    }

    pub(super) fn is_signed(&self) -> bool {
        self.issued().signature.is_some()
    }

    /// What is different now from what was signed.
    pub(super) fn changes(&self) -> Vec<Change> {
        self.issued().figures.changes_to(&self.standing.figures)
    }

    /// Whether there is something to correct.
    pub(super) fn is_outdated(&self) -> bool {
        self.is_signed() && !self.issued().says_the_same(&self.standing)
    }
}
