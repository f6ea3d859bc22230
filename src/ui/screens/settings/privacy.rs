//! Privacy (隐私): what is collected, how long it is kept, what is deleted.

use eframe::egui::{self, Key, Modifiers, RichText, Ui};

use super::plant::section;
use crate::domain::privacy::Item;
use crate::domain::retention::Category;
use crate::domain::settings::Settings;
use crate::station::purge::Preview;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, PrivacyAsked};
use crate::ui::icons::Icon;
use crate::ui::screens::Screen;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, Field, follow_keyboard, gap, label, muted, tag, toggle};

/// From this width on there are two columns.
const WIDE: f32 = 980.0;
/// Where the words of a row begin, and what a number of days takes.
const SWITCH: f32 = 168.0;
const KIND: f32 = 250.0;
const DAYS: f32 = 84.0;

/// What is being typed.
#[derive(Debug, Default)]
pub struct Privacy {
    draft: Option<Draft>,
    /// Somebody has pressed clear once.
    sure: bool,
}

#[derive(Debug)]
struct Draft {
    /// What the site had settled when the page was opened, and what it would be.
    before: Settings,
    settings: Settings,
    days: [String; Category::ALL.len()],
}

impl Draft {
    fn of(settings: &Settings) -> Self {
        Self {
            before: settings.clone(),
            settings: settings.clone(),
            days: Category::ALL.map(|category| settings.privacy.keep.days(category).to_string()),
        }
    }

    /// What was typed for a kind of record, where it can be.
    fn typed(&self, no: usize, category: Category) -> Option<u32> {
        let days = self.days.get(no)?.trim().parse().ok()?;
        (category.least()..=Category::MOST).contains(&days).then_some(days)
    }

    /// The settings as they would be; `None` as long as a number cannot be.
    fn settled(&self) -> Option<Settings> {
        let mut settings = self.settings.clone();
        for (no, category) in Category::ALL.into_iter().enumerate() {
            let days = self.typed(no, category)?;
            if days != settings.privacy.keep.days(category) {
                settings.privacy.keep.set(category, days);
            }
        }
        Some(settings)
    }
}

impl Privacy {
    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.draft = None;
            actions.push(Action::Show(Screen::Gate));
        }
        // Whoever else has settled something meanwhile has the last word.
        self.draft.take_if(|draft| draft.before != scene.view.settings);
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            if ui.available_width() > WIDE {
                ui.columns(2, |columns| {
                    if let [left, right] = columns {
                        self.collect(left, scene, actions);
                        holds(left, scene, actions);
                        self.clear(right, scene, actions);
                        self.keep(right, scene, actions);
                    }
                });
            } else {
                self.clear(ui, scene, actions);
                self.collect(ui, scene, actions);
                self.keep(ui, scene, actions);
                holds(ui, scene, actions);
            }
            follow_keyboard(ui);
        });
    }

    /// What people are asked for, with the purpose of each.
    fn collect(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let text = scene.text;
        let draft = self.draft.get_or_insert_with(|| Draft::of(&scene.view.settings));
        section(ui, text.get("privacy-collect"), |ui| {
            said(ui, text.get("privacy-collect-said"));
            gap(ui, space::XS);
            for item in Item::ALL {
                ui.horizontal(|ui| {
                    let left = ui.cursor().left();
                    let word = scene.word("privacy-item", item.key());
                    if toggle(ui, &word, draft.settings.asks_mut(item)).changed() {
                        actions.extend(draft.settled().map(Action::Settle));
                    }
                    ui.add_space((left + SWITCH - ui.cursor().left()).max(space::S));
                    said(ui, &scene.word("privacy-purpose", item.key()));
                });
            }
        });
    }

    /// For how many days each kind of record is kept.
    fn keep(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let text = scene.text;
        let draft = self.draft.get_or_insert_with(|| Draft::of(&scene.view.settings));
        section(ui, text.get("privacy-keep-title"), |ui| {
            said(ui, text.get("privacy-keep-said"));
            gap(ui, space::XS);
            let mut submitted = false;
            for (no, category) in Category::ALL.into_iter().enumerate() {
                let is_wrong = draft.typed(no, category).is_none();
                let least = category.least().to_string();
                ui.horizontal(|ui| {
                    let word = scene.word("privacy-keep", category.key());
                    kind(ui, &word);
                    if let Some(days) = draft.days.get_mut(no) {
                        let field = Field::new(&word, days).hide_label().numeric().width(DAYS).wrong(is_wrong);
                        submitted |= field.show(ui).submitted;
                    }
                    muted(ui, &text.with("privacy-days-least", &[("days", &least)]), size::LABEL);
                });
            }
            gap(ui, space::XS);
            if toggle(ui, text.get("privacy-at-night"), &mut draft.settings.privacy.at_night).changed() {
                actions.extend(draft.settled().map(Action::Settle));
            }
            gap(ui, space::S);
            let settled = draft.settled().filter(|settled| *settled != scene.view.settings);
            let save = Button::expected(text.get("do-save"), settled.is_some()).enabled(settled.is_some());
            let pressed = ui.horizontal(|ui| save.show(ui).clicked()).inner;
            if pressed || submitted {
                actions.extend(settled.map(Action::Settle));
            }
        });
    }

    /// What is due, and clearing it.
    fn clear(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let text = scene.text;
        let veil = &scene.view.veil;
        section(ui, text.get("privacy-clear"), |ui| {
            if let Some((done, all)) = veil.clearing {
                self.sure = false;
                let facts = [done.to_string(), all.to_string()];
                said(ui, &text.with("privacy-clearing", &[("done", &facts[0]), ("all", &facts[1])]));
                #[expect(clippy::cast_precision_loss, reason = "a bar is a few hundred points wide")]
                ui.add(egui::ProgressBar::new(done as f32 / all.max(1) as f32).desired_height(6.0));
                return;
            }
            let Some(preview) = &veil.due else {
                said(ui, text.get("privacy-clear-said"));
                gap(ui, space::S);
                ui.horizontal(|ui| {
                    if Button::primary(text.get("privacy-look")).icon(Icon::Search).show(ui).clicked() {
                        actions.push(Action::Privacy(PrivacyAsked::Look(None)));
                    }
                });
                return;
            };
            due(ui, scene, preview);
            gap(ui, space::S);
            self.decide(ui, scene, preview, actions);
        });
    }

    /// Two presses: what is cleared does not come back.
    fn decide(&mut self, ui: &mut Ui, scene: &Scene<'_>, preview: &Preview, actions: &mut Actions) {
        let text = scene.text;
        if self.sure {
            ui.label(
                RichText::new(text.get("privacy-sure"))
                    .font(theme::regular(size::BODY))
                    .color(theme::of(ui).ink(Tone::Isolate)),
            );
        }
        ui.horizontal(|ui| {
            let count = preview.count();
            if count > 0 {
                let word = if self.sure {
                    text.count("privacy-clear-now", count, &[])
                } else {
                    text.get("privacy-clear-do").to_owned()
                };
                if Button::primary(&word).show(ui).clicked() && std::mem::replace(&mut self.sure, true) {
                    self.sure = false;
                    actions.push(Action::Privacy(PrivacyAsked::Purge));
                }
            }
            if Button::secondary(text.get("do-cancel")).show(ui).clicked() {
                self.sure = false;
                actions.push(Action::Privacy(PrivacyAsked::Leave));
            }
        });
    }
}

/// How many of what, until which day; what stays; what else is to be known.
pub(in crate::ui) fn due(ui: &mut Ui, scene: &Scene<'_>, preview: &Preview) {
    let text = scene.text;
    if preview.count() == 0 {
        said(ui, text.get("privacy-nothing-due"));
    }
    for (category, until, count) in preview.due.iter().filter(|(.., count)| *count > 0) {
        ui.horizontal(|ui| {
            kind(ui, &scene.word("privacy-keep", category.key()));
            label(ui, &text.count("privacy-count", *count, &[]), theme::bold(size::BODY));
            muted(ui, &text.with("privacy-until", &[("day", &until.to_string())]), size::LABEL);
        });
    }
    gap(ui, space::XS);
    for (key, people) in [("privacy-open", &preview.open), ("privacy-held", &preview.held)] {
        if !people.is_empty() {
            let count = u64::try_from(people.len()).unwrap_or_default();
            said(ui, &text.count(key, count, &[]));
        }
    }
    if preview.count() > 0 {
        let kib = (preview.bytes / 1024).to_string();
        said(ui, &text.with("privacy-bytes", &[("kib", &kib)]));
        said(ui, text.get("privacy-backups-too"));
        let others: Vec<&str> = scene
            .view
            .exchange
            .peers
            .iter()
            .map(|peer| peer.peer.card.station.as_str())
            .collect();
        if !others.is_empty() {
            said(
                ui,
                &text.with("privacy-elsewhere", &[("stations", &others.join(text.get("word-comma")))]),
            );
        }
    }
}

/// Of whom nothing is cleared.
fn holds(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
    let text = scene.text;
    section(ui, text.get("privacy-holds"), |ui| {
        if scene.view.veil.holds.is_empty() {
            said(ui, text.get("privacy-holds-none"));
        }
        for held in &scene.view.veil.holds {
            let person = scene.view.roster.get(held.person);
            ui.horizontal(|ui| {
                let name = person.map_or("—", |person| person.name.as_str());
                label(ui, name, theme::regular(size::BODY));
                tag(ui, Tone::Report, text.get("privacy-hold-word"));
                muted(ui, &held.reason, size::BODY);
                if Button::quiet(text.get("privacy-lift")).show(ui).clicked() {
                    actions.push(Action::Privacy(PrivacyAsked::LiftHold(held.person)));
                }
            });
        }
    });
}

/// A kind of record, with what is said of it in one line with that of the others.
fn kind(ui: &mut Ui, word: &str) {
    let width = KIND.min(ui.available_width() * 0.5);
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.allocate_ui_with_layout(egui::vec2(width, theme::CONTROL), layout, |ui| {
        ui.set_min_width(width);
        let said = RichText::new(word).font(theme::regular(size::BODY)).color(theme::of(ui).text);
        ui.add(egui::Label::new(said).wrap());
    });
}

/// A sentence as wide as there is room.
fn said(ui: &mut Ui, said: &str) {
    let words = RichText::new(said).font(theme::regular(size::LABEL)).color(theme::of(ui).muted);
    ui.add(egui::Label::new(words).wrap());
}
