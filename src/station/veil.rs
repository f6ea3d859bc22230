//! What of people the screens of this PC show just now: no part of the record.

use super::purge::Preview;
use crate::domain::day::Moment;
use crate::domain::person::PersonId;
use crate::domain::privacy::{Held, Item};

/// What of people the screens of this PC show just now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Veil {
    /// The queue looks on: no names at the gate.
    pub curtain: bool,
    /// A number that is shown whole, and until when.
    pub revealed: Option<(PersonId, Item, Moment)>,
    /// What is due and could be cleared, as far as somebody has looked.
    pub due: Option<Preview>,
    /// How far a clearing is.
    pub clearing: Option<(u64, u64)>,
    /// Of whom nothing is cleared.
    pub holds: Vec<Held>,
}
