//! The consolidated report of a day (汇总日报): a line for every unit, their sum, and who is missing in it.

use super::stock::ItemLine;
use super::sums::{Line, Sums};
use crate::domain::day::Moment;
use crate::domain::report::{Head, Report};

/// A unit in a consolidated report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitReport {
    pub line: Line,
    /// The report as the unit sent it; `None` where nothing came, or nothing that can be read.
    pub report: Option<Report>,
    /// Of its text as it was signed: 64 hexadecimal digits; empty where nothing came.
    pub sha256: String,
}

/// A day of the whole group as a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consolidated {
    /// As headquarters calls itself.
    pub unit: String,
    pub station: String,
    /// Parallel to the lines of the sums.
    pub units: Vec<UnitReport>,
    pub sums: Sums,
    pub supplies: Vec<ItemLine>,
    /// Where the journal of headquarters stood.
    pub head: Head,
    /// When it was put together.
    pub at: Moment,
}
