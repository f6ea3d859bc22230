//! What the clinic decides about somebody whom the gate has sent.

use serde::{Deserialize, Serialize};

use super::person::PersonId;

/// Back to work, watched, isolated, or to hospital.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Choice {
    Back,
    Observe,
    Isolate,
    Hospital,
}

impl Choice {
    pub const ALL: [Self; 4] = [Self::Back, Self::Observe, Self::Isolate, Self::Hospital];

    pub fn key(self) -> &'static str {
        match self {
            Self::Back => "back",
            Self::Observe => "observe",
            Self::Isolate => "isolate",
            Self::Hospital => "hospital",
        }
    }
}

/// A decision with its reason; who made it is the one on duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    #[serde(skip)]
    pub person: PersonId,
    pub choice: Choice,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub symptoms: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}
