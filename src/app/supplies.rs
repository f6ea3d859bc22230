//! What that screen asks for, done: an arm a line.

use eframe::egui::Context;

use super::Desk;
use crate::station::Changed;
use crate::ui::action::SuppliesAsked;

impl Desk {
    pub(super) fn supplies(&mut self, ctx: &Context, asked: SuppliesAsked) {
        match asked {
            SuppliesAsked::Strike(note, reason) => {
                self.write(ctx, Changed::Daybook, |station| station.strike(note, &reason), |_| {});
            }
        }
    }
}
