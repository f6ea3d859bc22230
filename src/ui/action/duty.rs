//! What the screen of that name asks for.

use super::BringAsked;
use crate::domain::day::Day;
use crate::domain::duty::{Absence, DutyPlan, Whose};
use crate::domain::entry::EntryId;
use crate::station::NewReading;
use crate::station::bring_duty::Planned;

/// Something to be done for this area.
#[derive(Clone, Debug, PartialEq)]
pub enum DutyAsked {
    /// Counts a day: who was here, who was measured.
    Look(Day),
    Plan(DutyPlan),
    /// Repeats the seven days before, for those who have no plan.
    Repeat(Vec<Whose>, Day),
    /// Why somebody is away; and what they measured themselves.
    Absent(Absence, Option<NewReading>),
    Bring(BringAsked<Planned>),
    /// Takes a plan back.
    Strike(EntryId),
}
