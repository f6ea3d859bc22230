//! The daily report (日报告、零报告): its figures, what does not balance, and what was signed.

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::daybook::Note;
use super::layout::Layout;

/// Something unusual that the report has to tell (异常情况).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unusual {
    pub day: Day,
    pub text: String,
}

/// A remark on a clause of the national guide: the evidence that no record holds, or why there is a gap.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// The number of the clause, 1 to 15.
    pub clause: u8,
    pub day: Day,
    pub text: String,
}

/// A report that was signed: frozen, byte for byte.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    pub day: Day,
    pub version: u32,
}

/// Every report that was signed, and what belongs into the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportBook {
    layouts: Vec<Layout>,
    unusual: Vec<Unusual>,
    clauses: Vec<Clause>,
    signed: Vec<Signed>,
}

impl ReportBook {
    pub(super) fn take_layout(&mut self, layout: &Layout) {
        self.layouts.push(layout.clone());
    }
    pub(super) fn take_unusual(&mut self, _note: &Note, unusual: &Unusual) {
        self.unusual.push(unusual.clone());
    }
    pub(super) fn take_clause(&mut self, _note: &Note, clause: &Clause) {
        self.clauses.push(clause.clone());
    }
    /// Every remark on a clause, oldest first.
    pub fn clauses(&self) -> &[Clause] {
        &self.clauses
    }
    pub(super) fn take_signed(&mut self, _note: &Note, signed: &Signed) {
        self.signed.push(signed.clone());
    }
}

impl ReportBook {
    /// Whether the report of a day has been signed.
    pub fn is_signed(&self, day: Day) -> bool {
        self.signed.iter().any(|signed| signed.day == day)
    }

    /// Whether any report has ever been signed.
    pub fn is_used(&self) -> bool {
        !self.signed.is_empty()
    }
}
