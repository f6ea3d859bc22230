//! What the stations screen asks for, done: an arm a line.

use eframe::egui::Context;

use super::Desk;
use crate::ui::action::StationsAsked;

impl Desk {
    pub(super) fn stations(&mut self, _ctx: &Context, asked: StationsAsked) {
        tracing::debug!(?asked, "asked of stations");
    }
}
