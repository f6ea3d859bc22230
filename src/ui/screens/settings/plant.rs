//! This PC (language, theme, text size) and the site (temperature, scanner, thermometers).

use eframe::egui::{self, Key, Modifiers, Ui};

use crate::domain::entry::Instrument;
use crate::domain::rulebook::Operator;
use crate::domain::settings::Settings;
use crate::domain::temperature::{self, Celsius, Site, Unit};
use crate::station::InstrumentRow;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions};
use crate::ui::icons::Icon;
use crate::ui::screens::Screen;
use crate::ui::screens::rules::RulesPage;
use crate::ui::text::Lang;
use crate::ui::theme::{self, Scheme, Tone, size, space};
use crate::ui::widgets::{Button, Field, card, follow_keyboard, gap, label, muted, segments, tag, toggle};

/// The temperatures of the settings as they are typed.
#[derive(Clone, Debug)]
struct Draft {
    settings: Settings,
    threshold: String,
    floor: String,
    minutes: String,
}

/// What is being typed.
#[derive(Debug, Default)]
pub(super) struct Plant {
    draft: Option<Draft>,
    instrument: Instrument,
    /// Which thermometer is being checked, what the reference says, what it says.
    check: Option<(String, String, String)>,
    rules: Option<Box<RulesPage>>,
}

impl Plant {
    /// Whether the rulebook has the whole page.
    pub(super) fn has_page(&self) -> bool {
        self.rules.is_some()
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, look: (Scheme, u16), actions: &mut Actions) {
        if let Some(rules) = &mut self.rules {
            if !rules.ui(ui, scene, actions) {
                self.rules = None;
                // The temperatures may have changed with the book.
                self.draft = None;
            }
            return;
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F9)) {
            self.rules = Some(Box::new(RulesPage::new(scene)));
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            actions.push(Action::Show(Screen::Gate));
        }
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let wide = ui.available_width() > 1100.0;
            if wide {
                ui.columns(2, |columns| {
                    if let [left, right] = columns {
                        this_pc(left, scene, look, actions);
                        self.rulebook(left, scene);
                        self.site(left, scene, actions);
                        self.instruments(right, scene, actions);
                    }
                });
            } else {
                this_pc(ui, scene, look, actions);
                self.rulebook(ui, scene);
                self.site(ui, scene, actions);
                self.instruments(ui, scene, actions);
            }
            follow_keyboard(ui);
        });
    }

    fn rulebook(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        section(ui, scene.text.get("rules-title"), |ui| {
            ui.horizontal(|ui| {
                label(ui, &scene.view.settings.rules.title(), theme::regular(size::BODY));
                if Button::secondary(scene.text.get("rules-open")).key("F9").show(ui).clicked() {
                    self.rules = Some(Box::new(RulesPage::new(scene)));
                }
            });
        });
    }

    fn site(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let text = scene.text;
        let draft = self.draft.get_or_insert_with(|| Draft::of(&scene.view.settings));
        section(ui, text.get("settings-site"), |ui| {
            let unit = &mut draft.settings.unit;
            if segments(
                ui,
                text.get("settings-unit"),
                unit,
                &[(Unit::Celsius, "°C"), (Unit::Fahrenheit, "°F")],
            ) {
                *draft = Draft::of(&draft.settings);
            }
            ui.horizontal_top(|ui| {
                let rule = &mut draft.settings.temperature;
                ui.vertical(|ui| {
                    muted(ui, text.get("settings-operator"), size::LABEL);
                    segments(
                        ui,
                        text.get("settings-operator"),
                        &mut rule.operator,
                        &[(Operator::AtLeast, "≥"), (Operator::Above, ">")],
                    );
                });
                Field::new(text.get("settings-threshold"), &mut draft.threshold)
                    .numeric()
                    .width(120.0)
                    .show(ui);
                Field::new(text.get("settings-floor"), &mut draft.floor)
                    .numeric()
                    .width(120.0)
                    .show(ui);
                Field::new(text.get("settings-minutes"), &mut draft.minutes)
                    .numeric()
                    .width(120.0)
                    .show(ui);
            });
            sites(ui, scene, &mut draft.settings.temperature.sites);
            ui.horizontal_top(|ui| {
                Field::new(text.get("settings-prefix"), &mut draft.settings.scanner.prefix)
                    .width(120.0)
                    .show(ui);
                Field::new(text.get("settings-suffix"), &mut draft.settings.scanner.suffix)
                    .width(120.0)
                    .show(ui);
            });
            gap(ui, space::S);
            let settled = draft.settled();
            let changed = settled.as_ref().is_some_and(|settings| *settings != scene.view.settings);
            if settled.is_none() {
                ui.label(egui::RichText::new(text.get("settings-unusable")).color(theme::of(ui).ink(Tone::Isolate)));
            }
            ui.horizontal(|ui| {
                if Button::primary(text.get("do-save")).enabled(changed).show(ui).clicked()
                    && let Some(settings) = settled
                {
                    actions.push(Action::Settle(settings));
                }
            });
        });
    }

    fn instruments(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let text = scene.text;
        section(ui, text.get("instruments-title"), |ui| {
            if scene.view.instruments.is_empty() {
                muted(ui, text.get("instruments-empty"), size::BODY);
            }
            for row in &scene.view.instruments {
                ui.push_id(&row.instrument.name, |ui| self.instrument_row(ui, scene, row, actions));
            }
            gap(ui, space::S);
            muted(ui, text.get("gate-site"), size::LABEL);
            let words = Site::ALL.map(|site| (site, scene.word("site", site.key())));
            let choices: Vec<(Site, &str)> = words.iter().map(|(site, word)| (*site, word.as_str())).collect();
            segments(ui, text.get("gate-site"), &mut self.instrument.site, &choices);
            ui.horizontal_top(|ui| {
                let name = Field::new(text.get("instruments-name"), &mut self.instrument.name)
                    .width(180.0)
                    .show(ui);
                ui.vertical(|ui| {
                    gap(ui, 22.0);
                    let named = !self.instrument.name.trim().is_empty();
                    let pressed = Button::secondary(text.get("do-add"))
                        .icon(Icon::Plus)
                        .enabled(named)
                        .show(ui)
                        .clicked();
                    if named && (pressed || name.submitted) {
                        actions.push(Action::SaveInstrument(std::mem::take(&mut self.instrument)));
                    }
                });
            });
        });
    }

    fn instrument_row(&mut self, ui: &mut Ui, scene: &Scene<'_>, row: &InstrumentRow, actions: &mut Actions) {
        let text = scene.text;
        let name = &row.instrument.name;
        ui.horizontal(|ui| {
            ui.label(Icon::Thermometer.text(size::BODY).color(theme::of(ui).muted));
            label(ui, name, theme::bold(size::BODY));
            muted(ui, &scene.word("site", row.instrument.site.key()), size::BODY);
            match row.checked {
                Some((at, reference, shown)) if scene.view.card.zone.day_of(at) == scene.view.day => {
                    let off = Celsius(shown.0 - reference.0);
                    let tone = if off.0.abs() <= LARGEST_ERROR { Tone::Clear } else { Tone::Recheck };
                    tag(
                        ui,
                        tone,
                        &text.with(
                            "instruments-checked",
                            &[("at", &scene.clock(at)), ("off", &format!("{:+.1}", off.degrees()))],
                        ),
                    );
                }
                Some(_) | None => {
                    tag(ui, Tone::Recheck, text.get("instruments-unchecked"));
                }
            }
            if Button::quiet(text.get("instruments-check")).show(ui).clicked() {
                self.check = Some((name.clone(), String::new(), String::new()));
            }
        });
        let Some((_, reference, shown)) = self.check.as_mut().filter(|(checked, ..)| checked == name) else {
            return;
        };
        let mut done = false;
        ui.horizontal_top(|ui| {
            Field::new(text.get("instruments-reference"), reference)
                .numeric()
                .width(120.0)
                .show(ui);
            let last = Field::new(text.get("instruments-shown"), shown).numeric().width(120.0).show(ui);
            let unit = scene.view.settings.unit;
            let read = |draft: &str| temperature::parse(draft, unit).ok();
            ui.vertical(|ui| {
                gap(ui, 22.0);
                let (reference, shown) = (read(reference), read(shown));
                let ready = reference.is_some() && shown.is_some();
                let pressed = Button::primary(text.get("do-save")).enabled(ready).show(ui).clicked();
                if let (true, Some(reference), Some(shown)) = (pressed || last.submitted, reference, shown) {
                    let name = name.clone();
                    actions.push(Action::CheckInstrument { name, reference, shown });
                    done = true;
                }
            });
        });
        if done {
            self.check = None;
        }
    }
}

/// What a clinical infrared thermometer may be off by, in hundredths of a degree (GB/T 21417.1: 0.2 °C in the ear's range, 0.3 outside).
const LARGEST_ERROR: i32 = 30;

impl Draft {
    fn of(settings: &Settings) -> Self {
        let rule = &settings.temperature;
        Self {
            threshold: rule.threshold.shown(settings.unit),
            floor: rule.floor.shown(settings.unit),
            minutes: rule.recheck_minutes.to_string(),
            settings: settings.clone(),
        }
    }

    /// The settings, where everything typed is a number.
    fn settled(&self) -> Option<Settings> {
        let read = |draft: &str| temperature::parse(draft, self.settings.unit).ok();
        let mut settings = self.settings.clone();
        let rule = &mut settings.temperature;
        rule.threshold = read(&self.threshold)?;
        rule.floor = read(&self.floor)?;
        rule.recheck_minutes = self.minutes.trim().parse().ok()?;
        Some(settings)
    }
}

/// The sites of measurement in use, in the order they were chosen.
fn sites(ui: &mut Ui, scene: &Scene<'_>, sites: &mut Vec<Site>) {
    muted(ui, scene.text.get("settings-sites"), size::LABEL);
    ui.horizontal_wrapped(|ui| {
        for site in Site::ALL {
            let mut used = sites.contains(&site);
            if toggle(ui, &scene.word("site", site.key()), &mut used).changed() {
                sites.retain(|other| *other != site);
                if used {
                    sites.push(site);
                }
            }
        }
    });
}

fn this_pc(ui: &mut Ui, scene: &Scene<'_>, (scheme, percent): (Scheme, u16), actions: &mut Actions) {
    let text = scene.text;
    section(ui, text.get("settings-this-pc"), |ui| {
        muted(ui, text.get("word-language"), size::LABEL);
        let mut lang = text.lang();
        if segments(
            ui,
            text.get("word-language"),
            &mut lang,
            &Lang::ALL.map(|lang| (lang, lang.own_name())),
        ) {
            actions.push(Action::Speak(lang));
        }
        ui.horizontal(|ui| {
            let mut chosen = scheme;
            let themes = [(Scheme::Light, text.get("word-light")), (Scheme::Dark, text.get("word-dark"))];
            let dressed = segments(ui, text.get("settings-theme"), &mut chosen, &themes);
            let mut size = percent;
            let sizes = [(100, "100 %"), (125, "125 %"), (150, "150 %"), (200, "200 %")];
            if segments(ui, text.get("word-text-size"), &mut size, &sizes) || dressed {
                actions.push(Action::Dress(chosen, size));
            }
        });
    });
}

pub(super) fn section(ui: &mut Ui, title: &str, content: impl FnOnce(&mut Ui)) {
    card(ui, 20, |ui| {
        ui.set_width(ui.available_width());
        label(ui, title, theme::bold(size::SECOND));
        gap(ui, space::XS);
        content(ui);
    });
    gap(ui, space::S);
}
