//! What that screen asks for, done: an arm a line.

use eframe::egui::Context;

use super::Desk;
use crate::station::Changed;
use crate::ui::action::SheetsAsked;

impl Desk {
    pub(super) fn sheets(&mut self, ctx: &Context, asked: SheetsAsked) {
        match asked {
            SheetsAsked::Strike(note, reason) => {
                self.write(ctx, Changed::Daybook, |station| station.strike(note, &reason), |_| {});
            }
        }
    }
}
