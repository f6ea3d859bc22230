//! Duty (值班): who should be here on which shift, and who was, from the passages themselves.

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::daybook::Note;
use super::person::{Person, PersonId};

/// A shift of the site (班次).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    pub name: String,
    /// Minutes after midnight.
    pub from_min: u32,
    /// Minutes after the same midnight; more than 1440 is the day after.
    pub to_min: u32,
}

/// Who is on which shift on these days, both included. A later plan for the same people and days stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyPlan {
    pub from: Day,
    pub to: Day,
    /// The name of a shift of the site; empty for a day off.
    pub shift: String,
    /// Teams as the roster names them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub teams: Vec<String>,
    /// People named one by one; they go before their team.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<PersonId>,
}

/// Somebody who will not be on duty, and why (请假、缺勤); known for health as well.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    #[serde(skip)]
    pub person: PersonId,
    pub from: Day,
    pub to: Day,
    pub reason: String,
    /// How they are, in their own words or the superior's; empty where nobody has asked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub health: String,
}

/// Every duty plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DutyBook {
    plans: Vec<DutyPlan>,
}

impl DutyBook {
    pub(super) fn take(&mut self, _note: &Note, plan: &DutyPlan) {
        self.plans.push(plan.clone());
    }

    /// The name of the shift somebody is on; `None` on a day off, and where no plan names them.
    pub fn shift_on(&self, person: &Person, day: Day) -> Option<&str> {
        let names = |plan: &&DutyPlan| {
            (plan.from..=plan.to).contains(&day) && (plan.people.contains(&person.id) || plan.teams.contains(&person.team))
        };
        self.plans
            .iter()
            .rev()
            .find(names)
            .map(|plan| plan.shift.as_str())
            .filter(|shift| !shift.is_empty())
    }
}
