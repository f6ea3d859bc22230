//! What is asked for about the journal, done: an arm a line.

use eframe::egui::Context;

use super::Desk;
use crate::ui::action::JournalAsked;

impl Desk {
    pub(super) fn journal(&mut self, _ctx: &Context, asked: JournalAsked) {
        match asked {}
    }
}
