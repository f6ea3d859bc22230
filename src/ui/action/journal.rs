//! What is asked for about the journal.

use uuid::Uuid;

use crate::station::out::Filter;
use crate::station::{Jump, PaperHead};

/// Something to be done about the journal.
#[derive(Clone, Debug, PartialEq)]
pub enum JournalAsked {
    /// Find the rows that a filter lets through.
    List(Filter),
    /// Read these rows, by their numbers.
    Rows(Vec<i64>),
    /// Show everything about the entry in a row.
    Open(i64),
    /// Go to a number or a day in a chain, this station's own without one.
    Jump(Option<Uuid>, Jump),
    /// Check the record, and hold it against heads from paper.
    Check(Vec<PaperHead>),
}
