//! What is asked for about the data of people.

use crate::domain::person::{Kind, Person, PersonId};
use crate::domain::privacy::Item;
use crate::domain::screening::VisitAnswer;
use crate::domain::temperature::Celsius;

/// Something to be done about masking, retention, somebody's own data.
#[derive(Clone, Debug, PartialEq)]
pub enum PrivacyAsked {
    /// The page of the settings.
    Open,
    /// See what is due: of everybody, or what may go when one person wishes it.
    Look(Option<PersonId>),
    /// Clear what was seen to be due.
    Purge,
    /// Forget what was seen.
    Leave,
    /// See a number whole for a minute.
    Reveal {
        person: PersonId,
        item: Item,
        reason: String,
    },
    /// Nothing of somebody is cleared.
    Hold {
        person: PersonId,
        reason: String,
    },
    LiftHold(PersonId),
    /// Save what somebody wanted put right about themselves.
    Correct(Box<Person>),
    /// Everything about somebody, for themselves.
    Extract(PersonId),
    /// Judge a visitor of whom nothing is kept.
    Decide {
        kind: Kind,
        answer: VisitAnswer,
        celsius: Option<Celsius>,
    },
    /// The queue sees no names, or does again.
    Curtain,
}
