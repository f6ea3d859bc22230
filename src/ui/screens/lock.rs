//! Handing the desk over: who answers for what is written from now on. Nothing of the lists is seen behind it.

use eframe::egui::{self, Ui};

use crate::ui::Scene;
use crate::ui::action::{Action, Actions};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Button, Field, card, gap, heading, muted};

/// The page that asks who is on duty.
#[derive(Clone, Debug, Default)]
pub struct Lock {
    name: String,
    asked: bool,
}

impl Lock {
    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        ui.vertical_centered(|ui| {
            gap(ui, ui.available_height() * 0.25);
            ui.set_max_width(440.0);
            ui.label(Icon::Lock.text(size::NAME).color(theme::of(ui).accent));
            gap(ui, space::S);
            card(ui, 24, |ui| {
                ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| self.questions(ui, scene, actions));
            });
        });
    }

    fn questions(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        ui.set_width(ui.available_width());
        heading(ui, &scene.view.card.station);
        let last = scene.view.on_duty.as_str();
        if !last.is_empty() {
            muted(ui, &scene.text.with("lock-last", &[("name", last)]), size::BODY);
        }
        let field = Field::new(scene.text.get("lock-name"), &mut self.name)
            .hint(last)
            .width(380.0)
            .show(ui);
        if !std::mem::replace(&mut self.asked, true) {
            field.response.request_focus();
        }
        gap(ui, space::S);
        let name = if self.name.trim().is_empty() { last } else { self.name.trim() };
        let pressed = Button::primary(scene.text.get("do-sign-in"))
            .key("Enter")
            .enabled(!name.is_empty())
            .show(ui)
            .clicked();
        if !name.is_empty() && (pressed || field.submitted) {
            actions.push(Action::SignIn(name.to_owned()));
        }
    }
}
