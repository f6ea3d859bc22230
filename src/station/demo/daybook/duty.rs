//! Shifts of the teams, and who is absent.

use crate::domain::day::Day;
use crate::station::demo::gate::Gate;

impl Gate<'_> {
    pub(super) fn plan_duty(&mut self, _day: Day) {}
}
