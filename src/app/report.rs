//! What that screen asks for, done: an arm a line.

use eframe::egui::Context;

use super::Desk;
use crate::station::Changed;
use crate::ui::action::ReportAsked;

impl Desk {
    pub(super) fn report(&mut self, ctx: &Context, asked: ReportAsked) {
        match asked {
            ReportAsked::Strike(note, reason) => {
                self.write(ctx, Changed::Daybook, |station| station.strike(note, &reason), |_| {});
            }
        }
    }
}
