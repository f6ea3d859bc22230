//! What that screen asks for, done: an arm a line.

use eframe::egui::Context;

use super::Desk;
use crate::station::Changed;
use crate::ui::action::DutyAsked;

impl Desk {
    pub(super) fn duty(&mut self, ctx: &Context, asked: DutyAsked) {
        match asked {
            DutyAsked::Strike(note, reason) => {
                self.write(ctx, Changed::Daybook, |station| station.strike(note, &reason), |_| {});
            }
        }
    }
}
