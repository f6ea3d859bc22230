//! What is asked for about keys.

use crate::station::KeyPlace;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeysAsked {
    /// What protects the data on this PC.
    Look,
    /// Keep the keys elsewhere on this PC.
    Move(KeyPlace),
    /// Make a new field key and seal everything with it.
    Renew,
}
