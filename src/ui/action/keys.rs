//! What is asked for about keys.

/// Something to be done about keys.
#[derive(Clone, Debug, PartialEq)]
pub enum KeysAsked {}
