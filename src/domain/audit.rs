//! What is written down about the record itself: who saw what is masked, what left, what was deleted, refused, put back.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::day::Day;
use super::entry::Entry;
use super::kinds::kinds;
use super::peer::Level;
use super::person::PersonId;
use super::privacy::{Held, Requested};
use super::screening::Verdict;

kinds! {
    /// What is written down about the record itself.
    Audited:
    91 "revealed" Revealed(Revealed),
    92 "exported" Exported(Exported),
    93 "purged" Purged(Purged),
    94 "denied" Denied(Denied),
    95 "restored" Restored(Restored),
    96 "unkept" Unkept(Unkept),
    97 "held" Held(Held),
    98 "requested" Requested(Requested),
}

/// Each is an entry.
macro_rules! entries {
    ($($body:ident),*) => { $(impl From<$body> for Entry {
        fn from(body: $body) -> Self {
            Self::Audited(Audited::$body(body))
        }
    })* };
}

entries!(Revealed, Exported, Purged, Denied, Restored, Unkept, Held, Requested);

/// Somebody saw what is masked on the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revealed {
    pub person: PersonId,
    /// `document` or `phone`.
    pub what: String,
    pub reason: String,
}

/// Data left the program as a file or on paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exported {
    /// The stable name of the table or page.
    pub what: String,
    pub format: String,
    pub level: Level,
    pub purpose: String,
    pub rows: u64,
}

/// What was kept no longer was deleted for good.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purged {
    /// By category: its stable name, until which day (included), how many.
    pub what: Vec<(String, Day, u64)>,
}

/// Something was tried that the account may not do, or a sign-in failed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Denied {
    /// The stable name of the right, or `sign-in`.
    pub right: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Uuid>,
}

/// A backup took the place of the database.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restored {
    /// The name of the file, without its folder.
    pub file: String,
    /// How many entries of the own chain that were there before are not in it.
    pub lost: u64,
}

/// Somebody was judged and let in or sent back, and nothing about them was kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unkept {
    pub verdict: Verdict,
}
