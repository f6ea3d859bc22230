//! Backups (备份): what is there, proving the newest, putting one back.

use eframe::egui::Ui;

use crate::ui::Scene;
use crate::ui::action::Actions;

/// What is being typed.
#[derive(Debug, Default)]
pub struct Backups;

impl Backups {
    pub fn ui(&mut self, _ui: &mut Ui, _scene: &Scene<'_>, _actions: &mut Actions) {}
}
