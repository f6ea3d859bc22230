//! What the clinic decides about somebody whom the gate has sent.

use serde::{Deserialize, Serialize};

use super::day::Moment;
use super::person::PersonId;
use super::screening::{Earlier, Verdict};
use super::temperature::Celsius;

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

/// What was found about somebody, where it is about the disease itself (疑似、确诊、排除).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Finding {
    Suspected,
    Confirmed,
    Excluded,
}

impl Finding {
    pub const ALL: [Self; 3] = [Self::Suspected, Self::Confirmed, Self::Excluded];

    pub fn key(self) -> &'static str {
        match self {
            Self::Suspected => "suspected",
            Self::Confirmed => "confirmed",
            Self::Excluded => "excluded",
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
    /// The last one of somebody stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<Finding>,
}

/// Today's readings that the clinic still has to answer: from the first one after its last decision that asks for a second
/// measurement or sends here. Empty where nothing is open.
///
/// Who has passed the gate since is done; so is who isolates and was measured normal again, for nothing lets them through.
pub fn unanswered(earlier: &[Earlier], decided: Option<Moment>, isolated: bool) -> &[Earlier] {
    let asks = |reading: &Earlier| {
        let after = decided.is_none_or(|decided| reading.at > decided);
        after && matches!(reading.verdict, Verdict::Recheck | Verdict::Clinic)
    };
    let done = earlier
        .last()
        .is_some_and(|last| last.verdict == Verdict::Clear && (last.passed || isolated));
    match earlier.iter().position(asks) {
        Some(first) if !done => &earlier[first..],
        Some(_) | None => &[],
    }
}

/// The warmest of the last fevers: what somebody waits for.
pub fn warmest(earlier: &[Earlier]) -> Option<Celsius> {
    let again = earlier.iter().rev().take_while(|earlier| earlier.verdict == Verdict::Recheck);
    again.map(|earlier| earlier.celsius).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_waits_until_the_clinic_has_decided_or_the_gate_let_pass() {
        let reading = |at, verdict, passed| Earlier {
            at: Moment(at),
            celsius: Celsius(3760),
            verdict,
            passed,
        };
        let fever = reading(10, Verdict::Recheck, false);
        let (sent, normal, through) = (
            reading(20, Verdict::Clinic, false),
            reading(20, Verdict::Clear, false),
            reading(20, Verdict::Clear, true),
        );
        for (earlier, decided, isolated, open) in [
            (vec![], None, false, 0),
            (vec![fever], None, false, 1),
            (vec![fever, sent], None, false, 2),
            (vec![fever, sent], Some(15), false, 1),
            (vec![fever, sent], Some(20), false, 0),
            (vec![fever, normal], None, false, 2),
            (vec![fever, normal], None, true, 0),
            (vec![fever, through], None, false, 0),
        ] {
            assert_eq!(
                unanswered(&earlier, decided.map(Moment), isolated).len(),
                open,
                "{earlier:?} {decided:?}"
            );
        }
    }
}
