//! What the headquarters screen asks for, done: an arm a line.

use eframe::egui::Context;

use super::Desk;
use crate::ui::action::HeadquartersAsked;

impl Desk {
    pub(super) fn headquarters(&mut self, _ctx: &Context, asked: HeadquartersAsked) {
        tracing::debug!(?asked, "asked of headquarters");
    }
}
