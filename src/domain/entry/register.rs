//! What goes into the register: readings, passages, refusals, visits.

use serde::{Deserialize, Serialize};

use crate::domain::day::Moment;
use crate::domain::person::PersonId;
use crate::domain::screening::{Direction, Verdict};
use crate::domain::temperature::{Celsius, Site};

/// A temperature as it was measured at the gate. When it lets the person pass it is the passage as well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    #[serde(skip)]
    pub person: PersonId,
    #[serde(rename = "c")]
    pub celsius: Celsius,
    #[serde(default, skip_serializing_if = "is_default")]
    pub site: Site,
    /// The name of the instrument; empty where none is chosen.
    #[serde(default, rename = "by", skip_serializing_if = "String::is_empty")]
    pub instrument: String,
    /// The first, second … reading of that person that day.
    #[serde(default = "one", rename = "n", skip_serializing_if = "is_one")]
    pub attempt: u8,
    #[serde(rename = "v")]
    pub verdict: Verdict,
    /// The codes of the reasons, worst first.
    #[serde(default, rename = "why", skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
    #[serde(default, rename = "to", skip_serializing_if = "is_default")]
    pub direction: Direction,
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub mask: bool,
    #[serde(default, rename = "where", skip_serializing_if = "is_default")]
    pub taken: Taken,
    /// When it happened, where that was written down on paper first and entered later (补录).
    #[serde(default, rename = "at", skip_serializing_if = "Option::is_none")]
    pub happened: Option<Moment>,
}

/// On which occasion somebody was measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Taken {
    /// At the gate, where a clear reading is the passage as well.
    #[default]
    Gate,
    /// In the clinic, or on its round.
    Clinic,
    /// By themselves, and told: on leave or at home.
    Own,
}

/// Somebody going through without a temperature being taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    #[serde(skip)]
    pub person: PersonId,
    #[serde(default, rename = "to", skip_serializing_if = "is_default")]
    pub direction: Direction,
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub mask: bool,
    /// When it happened, where that was written down on paper first and entered later (补录).
    #[serde(default, rename = "at", skip_serializing_if = "Option::is_none")]
    pub happened: Option<Moment>,
}

/// Somebody sent back by the guard (劝返).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    #[serde(skip)]
    pub person: PersonId,
    pub reason: String,
}

/// The short form at the window: a visitor, a contractor, a vehicle.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    #[serde(skip)]
    pub person: PersonId,
    /// Where they come from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub host: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub purpose: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub plate: String,
    /// Been with a confirmed or suspected case in the last 14 days.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub contact: bool,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn one() -> u8 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_one(value: &u8) -> bool {
    *value == 1
}

fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_true(value: &bool) -> bool {
    *value
}
