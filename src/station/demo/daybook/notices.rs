//! What hangs at the gate.

use serde::Deserialize;

use crate::domain::day::Day;
use crate::domain::daybook::Noted;
use crate::domain::notices::{Notice, Showing, Spot, Standing};
use crate::station::demo::gate::Gate;

/// A notice of the plant, put up on the day of that number.
#[derive(Debug, Deserialize)]
struct Hung {
    on: u32,
    /// How many days it hangs; for good without it.
    days: Option<u32>,
    notice: Notice,
}

impl Gate<'_> {
    /// Puts up what is due, and turns the screen on when the first people come.
    pub(super) fn plan_notices(&mut self, day: Day) {
        for hung in shipped() {
            let from = self.first.plus_days(hung.on);
            let notice = Notice {
                from: Some(from),
                until: hung.days.map(|days| from.plus_days(days.saturating_sub(1))),
                ..hung.notice
            };
            if day == from {
                self.note(self.minute(day, 7 * 60 + 5), Noted::Notice(notice.clone()));
            }
            if notice.standing(day) == Standing::Up && notice.is_for(Spot::Gate) {
                let showing = Showing {
                    notice: notice.id,
                    title: notice.title,
                    spot: Spot::Gate,
                };
                self.note(self.minute(day, 7 * 60 + 20), Noted::Showing(showing));
            }
        }
    }
}

fn shipped() -> Vec<Hung> {
    serde_json::from_str(include_str!("../../../../assets/demo/notices.json")).expect("the shipped notices are read in a test")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_notices_are_read() {
        for hung in shipped() {
            assert_eq!(hung.notice, hung.notice.clone().tidy());
        }
        assert!(shipped().len() > 2);
    }
}
