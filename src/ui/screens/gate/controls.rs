//! The bottom row: the temperature, where it was taken, the mask, and the three ways to decide.

use eframe::egui::{self, Align, Layout, RichText, Ui};

use super::person::pass_key;
use super::{Gate, Reading, Room};
use crate::domain::person::Person;
use crate::domain::screening::Direction;
use crate::domain::temperature::Site;
use crate::ui::Scene;
use crate::ui::action::Actions;
use crate::ui::theme::{self, radius, size, space};
use crate::ui::widgets::{Button, segments, toggle};

impl Gate {
    pub(super) fn controls(&mut self, ui: &mut Ui, scene: &Scene<'_>, person: &Person, reading: &Reading<'_>, actions: &mut Actions) {
        let written = self
            .outcome
            .as_ref()
            .filter(|_| reading.celsius.is_none())
            .map(|outcome| outcome.direction);
        let heading = written.unwrap_or_else(|| self.heading(scene, person));
        let narrow = is_narrow(ui, scene);
        // The smallest row keeps what has to be pressed; mask and site have their keys.
        let tight = Room::of(ui) == Room::Tight;
        ui.horizontal(|ui| {
            self.temperature(ui, scene, reading);
            if !tight {
                self.measured(ui, scene, reading);
            }
            if !narrow || tight {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| self.decide(ui, scene, heading, actions));
            }
        });
        if narrow && !tight {
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| self.decide(ui, scene, heading, actions));
        }
    }

    /// Where the temperature was taken, and whether a mask is worn.
    fn measured(&mut self, ui: &mut Ui, scene: &Scene<'_>, reading: &Reading<'_>) {
        let rule = &scene.view.settings.temperature;
        let words: Vec<(Site, String)> = rule.sites.iter().map(|site| (*site, scene.word("site", site.key()))).collect();
        let choices: Vec<(Site, &str)> = words.iter().map(|(site, word)| (*site, word.as_str())).collect();
        let mut site = reading.site.or(self.site).unwrap_or_else(|| rule.usual_site());
        if segments(ui, scene.text.get("gate-site"), &mut site, &choices) {
            self.site = Some(site);
        }
        let mut mask = !self.no_mask;
        if toggle(ui, scene.text.get("word-mask"), &mut mask).changed() {
            self.no_mask = !mask;
        }
    }

    /// In, out, back: from the right, so that they stand at the edge.
    fn decide(&mut self, ui: &mut Ui, scene: &Scene<'_>, heading: Direction, actions: &mut Actions) {
        if Button::secondary(scene.text.get("gate-refuse"))
            .key("F7")
            .width(76.0)
            .show(ui)
            .clicked()
        {
            self.ask_refusal(scene);
        }
        for direction in [Direction::Out, Direction::In] {
            let word = scene.word("direction", direction.key());
            let button = Button::expected(&word, direction == heading).key(pass_key(direction)).width(76.0);
            if button.show(ui).clicked() {
                self.go(scene, direction, actions);
            }
        }
    }

    fn temperature(&self, ui: &mut Ui, scene: &Scene<'_>, reading: &Reading<'_>) {
        let palette = theme::of(ui);
        let unit = scene.view.settings.unit;
        let written = self.outcome.as_ref().and_then(|outcome| outcome.celsius);
        let celsius = reading
            .celsius
            .and_then(Result::ok)
            .or_else(|| written.filter(|_| reading.celsius.is_none()));
        let frame = egui::Frame::new()
            .fill(palette.sunken)
            .stroke(theme::line(ui))
            .corner_radius(radius::FIELD);
        frame.inner_margin(egui::Margin::symmetric(12, 4)).show(ui, |ui| {
            let number = celsius.map_or_else(|| "––.–".to_owned(), |celsius| celsius.shown(unit));
            let ink = if celsius.is_some() { palette.text } else { palette.muted };
            ui.label(RichText::new(number).font(theme::bold(size::FIGURE + 8.0)).color(ink));
            ui.label(RichText::new(unit.symbol()).font(theme::regular(size::LABEL)).color(palette.muted));
            ui.add_space(space::XS);
            ui.label(RichText::new(scene.rule()).font(theme::regular(size::LABEL)).color(palette.muted));
        });
    }
}

/// Whether the row has to stand in two lines: words are longer in some languages than in others.
pub(super) fn is_narrow(ui: &Ui, scene: &Scene<'_>) -> bool {
    let sites = scene
        .view
        .settings
        .temperature
        .sites
        .iter()
        .map(|site| scene.word("site", site.key()));
    let directions = [Direction::In, Direction::Out].map(|direction| scene.word("direction", direction.key()));
    let others = ["gate-refuse", "word-mask"].map(|key| scene.text.get(key).to_owned());
    let words: Vec<String> = sites.chain(directions).chain(others).collect();
    let padding: f32 = words.iter().map(|_| 38.0).sum();
    let galley = ui
        .painter()
        .layout_no_wrap(words.concat(), theme::regular(size::BODY), theme::of(ui).text);
    ui.available_width() < 190.0 + galley.size().x + padding
}
