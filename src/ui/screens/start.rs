//! The first start: one page, a few answers, or an invented plant to try.

use eframe::egui::{self, Ui};

use crate::domain::day::Zone;
use crate::domain::settings::Role;
use crate::station::Opening;
use crate::ui::action::{Action, Actions};
use crate::ui::icons::Icon;
use crate::ui::text::{Lang, Text};
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Button, Field, card, gap, label, muted, segments};

/// A field that has to be filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Site,
    Station,
}

/// What the first page asks.
#[derive(Clone, Debug)]
pub struct Start {
    site: String,
    unit: String,
    station: String,
    role: Role,
    zone: String,
    /// The field that gets the keyboard in the next frame.
    wanted: Option<Wanted>,
    tried: bool,
}

impl Default for Start {
    fn default() -> Self {
        Self {
            site: String::new(),
            unit: String::new(),
            station: String::new(),
            role: Role::Gate,
            zone: Zone::DEFAULT.name().to_owned(),
            wanted: Some(Wanted::Site),
            tried: false,
        }
    }
}

impl Start {
    pub fn ui(&mut self, ui: &mut Ui, text: &Text, folder: &str, actions: &mut Actions) {
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.vertical_centered(|ui| {
                gap(ui, (ui.available_height() - 620.0).max(16.0) / 2.0);
                ui.set_max_width(560.0);
                ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                    ui.horizontal(|ui| {
                        ui.label(Icon::Gate.text(size::NAME).color(theme::of(ui).accent));
                        label(ui, text.get("app-name"), theme::bold(size::NAME));
                    });
                    muted(ui, text.get("start-what"), size::SECOND);
                    gap(ui, space::M);
                    card(ui, 24, |ui| self.questions(ui, text, actions));
                    gap(ui, space::S);
                    ui.horizontal(|ui| {
                        if Button::quiet(text.get("start-demo")).icon(Icon::Eye).show(ui).clicked() {
                            actions.push(Action::TryDemo);
                        }
                    });
                    muted(ui, &text.with("start-folder", &[("folder", folder)]), size::LABEL);
                });
            });
        });
    }

    fn questions(&mut self, ui: &mut Ui, text: &Text, actions: &mut Actions) {
        ui.set_width(ui.available_width());
        let languages = Lang::ALL.map(|lang| (lang, lang.own_name()));
        let mut lang = text.lang();
        if segments(ui, text.get("word-language"), &mut lang, &languages) {
            actions.push(Action::Speak(lang));
        }
        gap(ui, space::XS);
        let missing = text.get("start-missing");
        let fault = |draft: &str| (self.tried && draft.trim().is_empty()).then_some(missing);
        let (no_site, no_station) = (fault(&self.site), fault(&self.station));
        let mut submitted = false;
        ui.horizontal_top(|ui| {
            let site = Field::new(text.get("start-site"), &mut self.site)
                .hint(text.get("start-site-hint"))
                .error(no_site)
                .show(ui);
            if self.wanted.take_if(|wanted| *wanted == Wanted::Site).is_some() {
                site.response.request_focus();
            }
            submitted |= site.submitted;
            submitted |= Field::new(text.get("start-unit"), &mut self.unit)
                .hint(text.get("start-unit-hint"))
                .show(ui)
                .submitted;
        });
        ui.horizontal_top(|ui| {
            let station = Field::new(text.get("start-station"), &mut self.station)
                .hint(text.get("start-station-hint"))
                .error(no_station);
            let station = station.show(ui);
            if self.wanted.take_if(|wanted| *wanted == Wanted::Station).is_some() {
                station.response.request_focus();
            }
            submitted |= station.submitted;
            let unknown = (self.tried && self.zone.parse::<Zone>().is_err()).then(|| text.get("start-zone-unknown"));
            submitted |= Field::new(text.get("start-zone"), &mut self.zone).error(unknown).show(ui).submitted;
        });
        gap(ui, space::XS);
        muted(ui, text.get("start-role"), size::LABEL);
        let words = Role::ALL.map(|role| (role, text.with(&format!("role-{}", role.key()), &[])));
        let choices: Vec<(Role, &str)> = words.iter().map(|(role, word)| (*role, word.as_str())).collect();
        segments(ui, text.get("start-role"), &mut self.role, &choices);
        gap(ui, space::M);
        submitted |= Button::primary(text.get("start-found")).key("Enter").show(ui).clicked();
        if submitted {
            self.submit(actions);
        }
    }

    fn submit(&mut self, actions: &mut Actions) {
        self.tried = true;
        self.wanted = [(&self.site, Wanted::Site), (&self.station, Wanted::Station)]
            .into_iter()
            .find_map(|(draft, wanted)| draft.trim().is_empty().then_some(wanted));
        if let (None, Ok(zone)) = (self.wanted, self.zone.trim().parse()) {
            actions.push(Action::Found(Opening {
                site: self.site.trim().to_owned(),
                unit: self.unit.trim().to_owned(),
                station: self.station.trim().to_owned(),
                role: self.role,
                zone,
                demo: false,
            }));
        }
    }
}
