//! What is asked for about the journal.

/// Something to be done about the journal.
#[derive(Clone, Debug, PartialEq)]
pub enum JournalAsked {}
