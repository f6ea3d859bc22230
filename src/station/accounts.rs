//! Who is signed in, and what they may do.

use uuid::Uuid;

use super::{Error, Station};
use crate::domain::account::{AccountRole, Strength};
use crate::domain::day::Moment;
use crate::domain::rights::Right;

/// Somebody signed in with an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub account: Uuid,
    pub role: AccountRole,
    pub strength: Strength,
    /// When they last gave their passphrase.
    pub proved: Moment,
}

impl Station {
    /// Asks whether whoever is signed in may do this. A station without accounts permits everything.
    pub fn need(&mut self, right: Right) -> Result<(), Error> {
        match &self.session {
            Some(session) if !session.role.may(right) => Err(Error::NotAllowed(right)),
            Some(_) | None => Ok(()),
        }
    }
}
