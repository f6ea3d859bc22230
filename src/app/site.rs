//! What that screen asks for, done: an arm a line.

use eframe::egui::Context;

use super::Desk;
use crate::station::Changed;
use crate::ui::action::SiteAsked;

impl Desk {
    pub(super) fn site(&mut self, ctx: &Context, asked: SiteAsked) {
        match asked {
            SiteAsked::Strike(note, reason) => {
                self.write(ctx, Changed::Daybook, |station| station.strike(note, &reason), |_| {});
            }
        }
    }
}
