//! Sheets (纸面): printed for when the power is out; typed in afterwards.

use eframe::egui::Ui;

use crate::ui::Scene;
use crate::ui::action::Actions;
use crate::ui::screens::frame::Hint;
use crate::ui::theme::size;
use crate::ui::widgets::muted;

/// The screen and what is being typed on it.
#[derive(Debug, Default)]
pub struct Sheets {}

impl Sheets {
    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, _actions: &mut Actions) {
        muted(ui, scene.text.get("rail-sheets"), size::BODY);
    }

    /// The keys that work here.
    pub fn hints<'a>(&self, _scene: &Scene<'a>) -> Vec<Hint<'a>> {
        Vec::new()
    }

    /// The screen was just come to.
    pub fn take_focus(&mut self) {}
}
