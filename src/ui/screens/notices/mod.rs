//! Notices (宣传): kept here, shown on the second window.

use eframe::egui::Ui;

use crate::ui::Scene;
use crate::ui::action::Actions;
use crate::ui::screens::frame::Hint;
use crate::ui::theme::size;
use crate::ui::widgets::muted;

/// The screen and what is being typed on it.
#[derive(Debug, Default)]
pub struct Notices {}

impl Notices {
    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, _actions: &mut Actions) {
        muted(ui, scene.text.get("rail-notices"), size::BODY);
    }

    /// The keys that work here.
    pub fn hints<'a>(&self, _scene: &Scene<'a>) -> Vec<Hint<'a>> {
        Vec::new()
    }

    /// The screen was just come to.
    pub fn take_focus(&mut self) {}
}
