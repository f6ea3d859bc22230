//! What is asked for about accounts, signing in, stepping up, done: an arm a line.

use eframe::egui::Context;

use super::Desk;
use crate::ui::action::AccountsAsked;

impl Desk {
    pub(super) fn accounts(&mut self, _ctx: &Context, asked: AccountsAsked) {
        match asked {}
    }
}
