//! What is written down about the record itself: who saw what is masked, what left, what was deleted, refused, put back.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::day::Day;
use super::entry::Entry;
use super::peer::Level;
use super::person::PersonId;
use super::privacy::{Held, Requested};
use super::screening::Verdict;

/// Declares what can be written down so: number and name in the journal, variant, body. Only ever added to.
macro_rules! audited {
    ($($number:literal $name:literal $variant:ident),* $(,)?) => {
        /// What is written down about the record itself.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Audited { $($variant($variant)),* }

        impl Audited {
            /// The stable number of its kind in the journal.
            pub fn kind(&self) -> i64 {
                match self { $(Self::$variant(_) => $number),* }
            }

            /// The stable name of a kind in exports, where it is one of these.
            pub fn kind_name(kind: i64) -> Option<&'static str> {
                match kind { $($number => Some($name),)* _ => None }
            }

            /// The body as it is kept and hashed.
            pub fn encode(&self) -> serde_json::Result<String> {
                match self { $(Self::$variant(body) => serde_json::to_string(body)),* }
            }

            /// Reads it back; `None` where the kind is not one of these.
            pub fn decode(kind: i64, body: &str) -> Option<serde_json::Result<Self>> {
                match kind { $($number => Some(serde_json::from_str(body).map(Self::$variant)),)* _ => None }
            }
        }

        $(impl From<$variant> for Entry {
            fn from(body: $variant) -> Self {
                Self::Audited(Audited::$variant(body))
            }
        })*
    };
}

audited! {
    91 "revealed" Revealed,
    92 "exported" Exported,
    93 "purged" Purged,
    94 "denied" Denied,
    95 "restored" Restored,
    96 "unkept" Unkept,
    97 "held" Held,
    98 "requested" Requested,
}

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
