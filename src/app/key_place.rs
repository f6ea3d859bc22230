//! What is asked for about keys, done: an arm a line.

use eframe::egui::Context;

use super::Desk;
use crate::ui::action::KeysAsked;

impl Desk {
    pub(super) fn key_place(&mut self, _ctx: &Context, asked: KeysAsked) {
        match asked {}
    }
}
