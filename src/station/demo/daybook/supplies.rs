//! What comes into the store and what is used.

use crate::domain::day::Day;
use crate::station::demo::gate::Gate;

impl Gate<'_> {
    pub(super) fn plan_supplies(&mut self, _day: Day) {}
}
