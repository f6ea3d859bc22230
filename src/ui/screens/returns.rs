//! Returning workers (返厂登记): who is expected, who came, and the form that judges while it is typed.

use eframe::egui::Ui;

use crate::ui::Scene;
use crate::ui::action::Actions;

/// The screen as it stands.
#[derive(Debug, Default)]
pub struct Returns {
    fresh: bool,
}

impl Returns {
    /// The screen has just been opened: its first field takes the keyboard.
    pub fn take_focus(&mut self) {
        self.fresh = true;
    }

    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, _actions: &mut Actions) {
        self.fresh = false;
        crate::ui::widgets::heading(ui, scene.text.get("rail-returns"));
    }
}
