//! What is asked for about backups, done: an arm a line.

use eframe::egui::Context;

use super::Desk;
use crate::ui::action::BackupsAsked;

impl Desk {
    pub(super) fn backups(&mut self, _ctx: &Context, asked: BackupsAsked) {
        match asked {}
    }
}
