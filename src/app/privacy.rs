//! What is asked for about masking, retention, somebody's own data, done: an arm a line.

use eframe::egui::Context;

use super::Desk;
use crate::ui::action::PrivacyAsked;

impl Desk {
    pub(super) fn privacy(&mut self, _ctx: &Context, asked: PrivacyAsked) {
        match asked {}
    }
}
