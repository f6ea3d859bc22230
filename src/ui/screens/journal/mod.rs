//! The journal (流水) for the auditor: everything that was ever written, as it was written.

use eframe::egui::Ui;

use crate::ui::Scene;
use crate::ui::action::Actions;

/// What is shown of the journal.
#[derive(Debug, Default)]
pub struct Journal;

impl Journal {
    pub fn ui(&mut self, _ui: &mut Ui, _scene: &Scene<'_>, _actions: &mut Actions) {}
}
