//! Accounts (账号): who may sign in, and as what.

use eframe::egui::Ui;

use crate::ui::Scene;
use crate::ui::action::Actions;

/// What is being typed.
#[derive(Debug, Default)]
pub struct Accounts;

impl Accounts {
    pub fn ui(&mut self, _ui: &mut Ui, _scene: &Scene<'_>, _actions: &mut Actions) {}
}
