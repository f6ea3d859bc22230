//! What hangs at the gate.

use crate::domain::day::Day;
use crate::station::demo::gate::Gate;

impl Gate<'_> {
    pub(super) fn plan_notices(&mut self, _day: Day) {}
}
