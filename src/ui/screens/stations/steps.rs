//! Where nobody is known yet: what to do first, in three steps.

use eframe::egui::{self, RichText, Ui, vec2};

use super::{Does, Stations, icon};
use crate::ui::Scene;
use crate::ui::action::Actions;
use crate::ui::theme::{self, radius, size, space};
use crate::ui::widgets::{Button, gap, heading, muted};

/// What is done, its word, the key that does it, and why.
const STEPS: [(Does, &str, &str, &str); 3] = [
    (Does::AddFolder, "stations-add-folder", "F4", "stations-step-folder"),
    (Does::OwnCard, "stations-own-card", "F3", "stations-step-card"),
    (Does::Enrol, "stations-enrol", "Ctrl N", "stations-step-enrol"),
];

impl Stations {
    pub(super) fn steps(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let area = egui::ScrollArea::vertical().id_salt("stations-steps").auto_shrink(false);
        let pressed = area
            .show(ui, |ui| {
                gap(ui, space::S);
                heading(ui, scene.text.get("stations-alone"));
                muted(ui, scene.text.get("stations-alone-how"), size::BODY);
                gap(ui, space::M);
                let mut pressed = None;
                for (no, step) in (1..).zip(STEPS) {
                    pressed = one(ui, scene, no, step).or(pressed);
                    gap(ui, space::M);
                }
                pressed
            })
            .inner;
        if let Some(does) = pressed {
            self.does(scene, does, actions);
        }
    }
}

/// A step with its number; answers what was pressed.
fn one(ui: &mut Ui, scene: &Scene<'_>, no: u8, (does, word, key, why): (Does, &str, &str, &str)) -> Option<Does> {
    let palette = theme::of(ui);
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(32.0, 32.0), egui::Sense::hover());
        ui.painter().rect_filled(rect, radius::FIELD, palette.accent_soft);
        let number = no.to_string();
        let (font, center) = (theme::bold(size::SECOND), egui::Align2::CENTER_CENTER);
        ui.painter().text(rect.center(), center, number, font, palette.accent);
        ui.add_space(space::S);
        ui.vertical(|ui| {
            let why = RichText::new(scene.text.get(why))
                .font(theme::regular(size::BODY))
                .color(palette.text);
            ui.add(egui::Label::new(why).wrap());
            gap(ui, space::XS);
            let button = Button::secondary(scene.text.get(word)).icon(icon(does)).key(key);
            button.show(ui).clicked().then_some(does)
        })
        .inner
    })
    .inner
}
