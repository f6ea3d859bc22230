//! Rounds, canteen, dormitories, meetings.

use crate::domain::day::Day;
use crate::station::demo::gate::Gate;

impl Gate<'_> {
    pub(super) fn plan_site(&mut self, _day: Day) {}
}
