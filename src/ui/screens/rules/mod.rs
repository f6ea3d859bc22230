//! The rulebook on the screen: risk areas, days and who decides, with who changes verdict before anything is saved.

mod draft;

use eframe::egui::{self, Align, Id, Key, Layout, Modifiers, ScrollArea, Ui};

use crate::domain::rulebook::Rulebook;
use crate::domain::rules::{Authority, Counting, Level, Reporters, Start};
use crate::domain::settings::Settings;
use crate::station::rejudge::Change;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions};
use crate::ui::icons::Icon;
use crate::ui::sentences::tone;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, Field, card, follow_keyboard, gap, heading, label, muted, segments, tag, toggle};
use draft::{AreaDraft, Draft, counts};

/// How many of those who change are named; the others are counted.
const NAMED: usize = 40;

/// The rules being changed, and what that would do.
#[derive(Debug)]
pub struct RulesPage {
    draft: Draft,
    /// What the preview was made for.
    judged: Option<(Settings, usize)>,
    preview: Vec<Change>,
}

impl RulesPage {
    pub fn new(scene: &Scene<'_>) -> Self {
        Self {
            draft: Draft::of(&scene.view.settings, &|code| scene.place(code)),
            judged: None,
            preview: Vec::new(),
        }
    }

    /// Says whether the page stays open.
    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        let settled = self.draft.read(scene.view.day);
        self.judge(scene, settled.as_ref());
        let mut stays = true;
        let height = ui.available_height();
        ui.horizontal_top(|ui| {
            let width = ui.available_width();
            let side = (width * 0.3).clamp(300.0, 420.0);
            let left = egui::vec2(width - side - space::L, height);
            ui.allocate_ui_with_layout(left, Layout::top_down(Align::Min), |ui| {
                card(ui, 20, |ui| self.editor(ui, scene));
            });
            ui.vertical(|ui| stays = self.side(ui, scene, settled, actions));
        });
        stays && !ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
    }

    /// Judges everybody again, once for every change of what is typed.
    fn judge(&mut self, scene: &Scene<'_>, settled: Option<&Settings>) {
        let Some(settings) = settled else { return };
        let now = (settings.clone(), scene.view.changes);
        if self.judged.as_ref() != Some(&now) {
            self.preview = scene.view.rejudged(&settings.rules, scene.now);
            self.judged = Some(now);
        }
    }

    fn editor(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        ui.set_width(ui.available_width());
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            self.book(ui, scene);
            self.exposure(ui, scene);
            self.areas(ui, scene);
            self.counting(ui, scene);
            self.going_out(ui, scene);
            self.authority(ui, scene);
            follow_keyboard(ui);
        });
    }

    fn book(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        heading(ui, scene.text.get("rules-title"));
        ui.horizontal(|ui| {
            muted(ui, &self.draft.settings.rules.title(), size::BODY);
            for book in Rulebook::all() {
                let said = scene.text.with("rules-adopt", &[("book", &book.rules.name)]);
                if book.rules.name != self.draft.settings.rules.name && Button::quiet(&said).show(ui).clicked() {
                    self.draft.adopt(book, &|code| scene.place(code));
                }
            }
        });
        gap(ui, space::S);
    }

    fn exposure(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let text = scene.text;
        label(ui, text.get("rules-exposure"), theme::bold(size::SECOND));
        let rule = &mut self.draft.settings.rules.exposure;
        ui.horizontal(|ui| {
            Field::new(text.get("rules-look-back"), &mut self.draft.look_back)
                .numeric()
                .width(120.0)
                .show(ui);
            titled(ui, text.get("rules-isolate-from"), |ui| {
                levels(ui, scene, text.get("rules-isolate-from"), &mut rule.isolate_from);
            });
            titled(ui, "", |ui| {
                toggle(ui, text.get("rules-transit"), &mut rule.transit_counts);
            });
        });
        muted(ui, &rule.source, size::LABEL);
        gap(ui, space::M);
    }

    fn areas(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let text = scene.text;
        let today = scene.view.day;
        ui.horizontal(|ui| {
            label(ui, text.get("rules-areas"), theme::bold(size::SECOND));
            let add = Button::quiet(text.get("rules-area-add"))
                .icon(Icon::Plus)
                .key("Ctrl N")
                .show(ui)
                .clicked();
            if add || ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::N)) {
                self.draft.areas.insert(0, AreaDraft::blank(today));
                ui.memory_mut(|memory| memory.request_focus(Id::unique(("area-place", self.draft.areas.len() - 1))));
            }
        });
        let mut removed = None;
        let count = self.draft.areas.len();
        for (at, area) in self.draft.areas.iter_mut().enumerate() {
            // Numbered from the end, so that a new one on top moves nobody's keyboard.
            if area_row(ui, scene, area, count - 1 - at) {
                removed = Some(at);
            }
        }
        if let Some(at) = removed {
            self.draft.areas.remove(at);
        }
        gap(ui, space::S);
    }

    fn counting(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let text = scene.text;
        label(ui, text.get("rules-counting"), theme::bold(size::SECOND));
        for ((key, count), days) in counts(&mut self.draft.settings.rules).into_iter().zip(&mut self.draft.days) {
            let name = scene.word("cause", key);
            ui.push_id(key, |ui| {
                ui.horizontal(|ui| {
                    Field::new(&text.with("rules-days", &[("cause", &name)]), days)
                        .numeric()
                        .width(150.0)
                        .show(ui);
                    titled(ui, "", |ui| {
                        let words = Counting::ALL.map(|counting| (counting, scene.word("counting", counting.key())));
                        let choices: Vec<_> = words.iter().map(|(counting, word)| (*counting, word.as_str())).collect();
                        segments(ui, &name, &mut count.counting, &choices);
                    });
                    titled(ui, "", |ui| {
                        let starts = [
                            (Start::Event, text.get("rules-start-event")),
                            (Start::Placement, text.get("rules-start-placement")),
                        ];
                        segments(ui, &format!("{name} {}", text.get("rules-start")), &mut count.start, &starts);
                    });
                });
            });
        }
        gap(ui, space::M);
    }

    fn going_out(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let text = scene.text;
        label(ui, text.get("rules-going-out"), theme::bold(size::SECOND));
        ui.horizontal(|ui| {
            self.draft
                .home
                .show(ui, text.get("rules-home"), scene.script(), 220.0, Id::unique("rules-home"));
            titled(ui, text.get("rules-reporters"), |ui| {
                let words = Reporters::ALL.map(|who| (who, scene.word("rules-reporters", who.key())));
                let choices: Vec<_> = words.iter().map(|(who, word)| (*who, word.as_str())).collect();
                segments(
                    ui,
                    text.get("rules-reporters"),
                    &mut self.draft.settings.rules.going_out.reporters,
                    &choices,
                );
            });
        });
        gap(ui, space::M);
    }

    fn authority(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        label(ui, scene.text.get("rules-authority"), theme::bold(size::SECOND));
        let authority = &mut self.draft.settings.rules.authority;
        let rows = [
            ("rules-outing-local", &mut authority.outing_local),
            ("rules-outing-region", &mut authority.outing_region),
            ("rules-outing-risk", &mut authority.outing_risk),
            ("rules-release", &mut authority.release),
            ("rules-release-early", &mut authority.release_early),
        ];
        let words = Authority::ALL.map(|who| (who, scene.word("authority", who.key())));
        let choices: Vec<_> = words.iter().map(|(who, word)| (*who, word.as_str())).collect();
        for (key, value) in rows {
            muted(ui, scene.text.get(key), size::LABEL);
            segments(ui, scene.text.get(key), value, &choices);
        }
    }

    /// What saving would do, and the button; says whether the page stays open.
    fn side(&self, ui: &mut Ui, scene: &Scene<'_>, settled: Option<Settings>, actions: &mut Actions) -> bool {
        let text = scene.text;
        let changed = settled.as_ref().is_some_and(|settings| *settings != scene.view.settings);
        let mut stays = true;
        card(ui, 20, |ui| {
            ui.set_width(ui.available_width());
            label(ui, text.get("rules-preview"), theme::bold(size::SECOND));
            match (&settled, changed, self.preview.len()) {
                (None, ..) => ui.label(egui::RichText::new(text.get("rules-unusable")).color(theme::of(ui).ink(Tone::Isolate))),
                (Some(_), false, _) => muted(ui, text.get("rules-unchanged"), size::BODY),
                (Some(_), true, 0) => muted(ui, text.get("rules-nobody"), size::BODY),
                (Some(_), true, count) => label(ui, &text.count("rules-changes", count as u64, &[]), theme::regular(size::BODY)),
            };
            gap(ui, space::S);
            let save = Button::primary(text.get("do-save"))
                .key("Ctrl Enter")
                .enabled(changed)
                .show(ui)
                .clicked();
            let pressed = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
            if let Some(settings) = settled.filter(|_| changed && (save || pressed)) {
                actions.push(Action::Settle(settings));
                // The edition counts up with the saving, and is read again from the view.
                stays = false;
            }
            gap(ui, space::S);
            if changed {
                changes(ui, scene, &self.preview, actions);
            }
        });
        gap(ui, space::M);
        owed(ui, scene, actions);
        stays
    }
}

/// One risk area; says whether it is taken away.
fn area_row(ui: &mut Ui, scene: &Scene<'_>, area: &mut AreaDraft, number: usize) -> bool {
    let (text, today) = (scene.text, scene.view.day);
    let id = |name: &'static str| Id::unique((name, number));
    let unreadable = text.get("date-unreadable");
    let mut removed = false;
    ui.horizontal(|ui| {
        area.place
            .show(ui, text.get("rules-area-place"), scene.script(), 190.0, id("area-place"));
        titled(ui, text.get("rules-level"), |ui| {
            levels(ui, scene, &format!("{} {}", text.get("rules-level"), number + 1), &mut area.level);
        });
        area.from
            .show(ui, text.get("rules-from"), today, unreadable, 120.0, id("area-from"));
        area.until
            .show(ui, text.get("rules-until"), today, unreadable, 120.0, id("area-until"));
    });
    ui.horizontal(|ui| {
        Field::new(text.get("rules-source"), &mut area.source)
            .width(500.0)
            .id(id("area-source"))
            .show(ui);
        titled(ui, "", |ui| {
            removed = Button::quiet(text.get("do-remove")).show(ui).clicked();
        });
    });
    gap(ui, space::S);
    removed
}

/// A choice under its word, on one line with the fields beside it.
fn titled(ui: &mut Ui, word: &str, content: impl FnOnce(&mut Ui)) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        muted(ui, word, size::LABEL);
        content(ui);
    });
}

fn levels(ui: &mut Ui, scene: &Scene<'_>, name: &str, level: &mut Level) {
    let words = Level::ALL.map(|level| (level, scene.word("level", level.key())));
    let choices: Vec<_> = words.iter().map(|(level, word)| (*level, word.as_str())).collect();
    segments(ui, name, level, &choices);
}

/// Who changes verdict: from, to. Pressing a name opens the person.
fn changes(ui: &mut Ui, scene: &Scene<'_>, preview: &[Change], actions: &mut Actions) {
    ScrollArea::vertical()
        .id_salt("changes")
        .max_height(240.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for change in preview.iter().take(NAMED) {
                ui.horizontal(|ui| {
                    if Button::quiet(&change.name).show(ui).clicked() {
                        actions.push(Action::Open(change.person));
                    }
                    tag(ui, tone(change.before), &scene.word("verdict", change.before.key()));
                    muted(ui, "→", size::BODY);
                    tag(ui, tone(change.after), &scene.word("verdict", change.after.key()));
                });
            }
            if preview.len() > NAMED {
                muted(
                    ui,
                    &scene.text.count("rules-more", (preview.len() - NAMED) as u64, &[]),
                    size::LABEL,
                );
            }
        });
}

/// Who should isolate and does not: the list to work through.
fn owed(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
    let people = scene.view.owed();
    card(ui, 20, |ui| {
        ui.set_width(ui.available_width());
        label(ui, scene.text.get("rules-owed"), theme::bold(size::SECOND));
        if people.is_empty() {
            muted(ui, scene.text.get("rules-owed-nobody"), size::BODY);
        }
        ScrollArea::vertical().id_salt("owed").auto_shrink([false, true]).show(ui, |ui| {
            for person in people.iter().filter_map(|id| scene.view.roster.get(*id)).take(NAMED) {
                let said = [person.name.as_str(), person.number()].join(" ");
                if Button::quiet(&said).show(ui).clicked() {
                    actions.push(Action::Open(person.id));
                }
            }
        });
    });
}
