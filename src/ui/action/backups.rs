//! What is asked for about backups.

/// Something to be done about backups.
#[derive(Clone, Debug, PartialEq)]
pub enum BackupsAsked {}
