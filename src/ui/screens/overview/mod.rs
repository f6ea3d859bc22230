//! Overview (总览): what a supervisor sees at a glance.

use eframe::egui::Ui;

use crate::ui::Scene;
use crate::ui::action::Actions;
use crate::ui::screens::frame::Hint;
use crate::ui::theme::size;
use crate::ui::widgets::muted;

/// The screen and what is being typed on it.
#[derive(Debug, Default)]
pub struct Overview {}

impl Overview {
    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, _actions: &mut Actions) {
        muted(ui, scene.text.get("rail-overview"), size::BODY);
    }

    /// The keys that work here.
    pub fn hints<'a>(&self, _scene: &Scene<'a>) -> Vec<Hint<'a>> {
        Vec::new()
    }

    /// The screen was just come to.
    pub fn take_focus(&mut self) {}
}
