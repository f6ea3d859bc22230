//! Keys (密钥): what is protected by what on this PC.

use eframe::egui::Ui;

use crate::ui::Scene;
use crate::ui::action::Actions;

/// What is being typed.
#[derive(Debug, Default)]
pub struct Keys;

impl Keys {
    pub fn ui(&mut self, _ui: &mut Ui, _scene: &Scene<'_>, _actions: &mut Actions) {}
}
