//! Privacy (隐私): what is collected, how long it is kept, what is deleted.

use eframe::egui::Ui;

use crate::ui::Scene;
use crate::ui::action::Actions;

/// What is being typed.
#[derive(Debug, Default)]
pub struct Privacy;

impl Privacy {
    pub fn ui(&mut self, _ui: &mut Ui, _scene: &Scene<'_>, _actions: &mut Actions) {}
}
