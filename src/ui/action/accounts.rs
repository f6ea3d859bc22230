//! What is asked for about accounts, signing in, stepping up.

/// Something to be done about accounts, signing in, stepping up.
#[derive(Clone, Debug, PartialEq)]
pub enum AccountsAsked {}
