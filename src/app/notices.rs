//! What that screen asks for, done: an arm a line.

use eframe::egui::Context;

use super::Desk;
use crate::station::Changed;
use crate::ui::action::NoticesAsked;

impl Desk {
    pub(super) fn notices(&mut self, ctx: &Context, asked: NoticesAsked) {
        match asked {
            NoticesAsked::Strike(note, reason) => {
                self.write(ctx, Changed::Daybook, |station| station.strike(note, &reason), |_| {});
            }
        }
    }
}
