//! Headquarters.

use eframe::egui::Ui;

use crate::ui::Scene;
use crate::ui::action::Actions;
use crate::ui::screens::frame::Hint;
use crate::ui::theme::size;
use crate::ui::widgets::muted;

/// The screen as it stands.
#[derive(Debug, Default)]
pub struct Headquarters {
    fresh: bool,
}

impl Headquarters {
    /// The screen was just come to.
    pub fn take_focus(&mut self) {
        self.fresh = true;
    }

    /// Whether something is being typed.
    pub fn has_form(&self) -> bool {
        false
    }

    /// The keys that work here.
    pub fn hints<'a>(&self, _scene: &Scene<'a>) -> Vec<Hint<'a>> {
        Vec::new()
    }

    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, _actions: &mut Actions) {
        muted(ui, scene.text.get("rail-headquarters"), size::BODY);
        self.fresh = false;
    }
}
