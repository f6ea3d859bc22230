//! Going out (外出报备): open reports, overdue first.

use eframe::egui::Ui;

use crate::ui::Scene;
use crate::ui::action::Actions;

/// The screen as it stands.
#[derive(Debug, Default)]
pub struct GoingOut {
    fresh: bool,
}

impl GoingOut {
    /// The screen has just been opened: its first field takes the keyboard.
    pub fn take_focus(&mut self) {
        self.fresh = true;
    }

    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, _actions: &mut Actions) {
        self.fresh = false;
        crate::ui::widgets::heading(ui, scene.text.get("rail-going-out"));
    }
}
