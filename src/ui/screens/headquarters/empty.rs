//! What stands where there is nothing to show yet: what to do first.

use eframe::egui::{self, Align, Layout, Ui};

use crate::ui::Scene;
use crate::ui::action::{Action, Actions};
use crate::ui::icons::Icon;
use crate::ui::screens::Screen;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Button, card, gap, label, muted};

/// What stands where there is nothing.
pub(super) fn nothing(ui: &mut Ui, icon: Icon, said: &str) {
    gap(ui, ui.available_height() * 0.3);
    ui.vertical_centered(|ui| {
        ui.label(icon.text(size::VERDICT).color(theme::of(ui).line));
        muted(ui, said, size::SECOND);
    });
}

/// No unit reports here yet: what to do first.
pub(super) fn first_steps(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
    const STEPS: [&str; 3] = ["hq-step-card", "hq-step-enrol", "hq-step-folder"];
    const WIDTH: f32 = 560.0;
    gap(ui, (ui.available_height() * 0.16).min(120.0));
    ui.vertical_centered(|ui| {
        ui.set_max_width(WIDTH);
        card(ui, 24, |ui| {
            ui.set_width((WIDTH - 48.0).min(ui.available_width()));
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                label(ui, scene.text.get("hq-nobody"), theme::bold(size::FIGURE));
                gap(ui, space::S);
                for (no, key) in STEPS.iter().enumerate() {
                    ui.horizontal_top(|ui| {
                        label(ui, &format!("{}.", no + 1), theme::bold(size::BODY));
                        let said = egui::RichText::new(scene.text.get(key)).font(theme::regular(size::BODY));
                        ui.add(egui::Label::new(said.color(theme::of(ui).text)).wrap());
                    });
                }
                gap(ui, space::M);
                let go = Button::primary(scene.text.get("rail-stations")).icon(Icon::Globe).key("Alt S");
                if go.show(ui).clicked() {
                    actions.push(Action::Show(Screen::Stations));
                }
            });
        });
    });
}
