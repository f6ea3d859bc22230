//! Accounts (账号): who may do what here, and how they prove who they are.
//!
//! A station without accounts permits everything and says so on every screen. Accounts are entries of the journal: every station of
//! the site has the same ones, of two changes the later one stands.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What somebody is here for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AccountRole {
    /// Records at the gate (门卫).
    #[default]
    Guard,
    /// Measures, isolates, releases (医务).
    Clinic,
    /// Answers for the plant: rules, accounts, stations, reports (主管).
    Supervisor,
    /// Reads what the units send (总部).
    Headquarters,
    /// Reads the journal and changes nothing (审计).
    Auditor,
}

impl AccountRole {
    pub const ALL: [Self; 5] = [Self::Guard, Self::Clinic, Self::Supervisor, Self::Headquarters, Self::Auditor];

    pub fn key(self) -> &'static str {
        match self {
            Self::Guard => "guard",
            Self::Clinic => "clinic",
            Self::Supervisor => "supervisor",
            Self::Headquarters => "headquarters",
            Self::Auditor => "auditor",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }

    /// Whether a PIN is enough: it tells who did something, it keeps nobody out (ecosystem B5).
    pub fn has_pin(self) -> bool {
        self == Self::Guard
    }
}

/// Somebody who works with the program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    pub id: Uuid,
    pub name: String,
    pub role: AccountRole,
    /// Argon2id of the PIN or passphrase, as a PHC string; empty until they have chosen one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub secret: String,
    /// The badge that signs them in faster, where they have one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub badge: String,
    /// They choose a new PIN or passphrase when they sign in next.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub renew: bool,
    /// Signs in no more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

/// How sure it is who answers for an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// A name that was typed: there are no accounts.
    #[default]
    None,
    Pin,
    Passphrase,
    /// The station was locked, or nobody has proved who they are: somebody on duty recorded it.
    Unconfirmed,
}

impl Strength {
    pub fn key(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Pin => "pin",
            Self::Passphrase => "passphrase",
            Self::Unconfirmed => "unconfirmed",
        }
    }

    /// For `serde`: what old entries have without saying so.
    pub fn is_none(&self) -> bool {
        *self == Self::None
    }
}
