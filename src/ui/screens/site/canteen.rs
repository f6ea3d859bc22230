//! The canteen: times to eat with their seats, who has none, and the food kept back.

use std::collections::BTreeMap;

use eframe::egui::{self, Id, Key, Modifiers, Ui};
use uuid::Uuid;

use super::form::clock;
use super::front::Front;
use super::{Opens, Tab};
use crate::domain::day::Moment;
use crate::domain::entry::EntryId;
use crate::domain::guide::Share;
use crate::domain::site::Slot;
use crate::domain::site::canteen::{Group, Kept, groups, unseated};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, SiteAsked};
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Column, ListTable, card, gap, heading, label, muted, tag};

pub(super) const HINTS: &[(&str, &str, Key, Modifiers)] = &[
    ("Enter", "do-edit", Key::Enter, Modifiers::NONE),
    ("F4", "canteen-slot", Key::F4, Modifiers::NONE),
    ("F8", "plan-retire", Key::F8, Modifiers::NONE),
    ("Ctrl N", "canteen-keep", Key::N, Modifiers::COMMAND),
    ("F9", "round-undo", Key::F9, Modifiers::NONE),
    ("F6", "canteen-other", Key::F6, Modifiers::NONE),
];

const SLOTS: [(&str, f32); 5] = [
    ("canteen-meal", 64.0),
    ("word-time", 120.0),
    ("canteen-people", 96.0),
    ("word-status", 104.0),
    ("canteen-groups", 0.0),
];
const SAMPLES: [(&str, f32); 4] = [
    ("canteen-dish", 160.0),
    ("canteen-grams", 64.0),
    ("canteen-until", 110.0),
    ("word-status", 0.0),
];
/// The list of food kept back.
const KEPT: &str = "canteen-kept";
/// How many samples the list goes back.
const SHOWN: usize = 60;

/// The canteen.
#[derive(Debug, Default)]
pub(super) struct Canteen {
    slots: Vec<(Slot, u32)>,
    without: Vec<String>,
    samples: Vec<Kept>,
    pub(super) slots_within: Share,
    pub(super) groups_seated: Share,
    pub(super) samples_kept: Share,
    slot: usize,
    sample: usize,
    /// The food kept back has the keyboard, and is what a small window shows.
    at_kept: bool,
    of: Option<usize>,
}

impl Canteen {
    /// Times over their seats, groups without a time, food to throw away.
    pub(super) fn wanted(&self) -> usize {
        let gaps = [self.slots_within, self.groups_seated, self.samples_kept].map(|share| share.of - share.done);
        usize::try_from(gaps.iter().sum::<u64>()).unwrap_or_default()
    }

    pub(super) fn refresh(&mut self, scene: &Scene<'_>) {
        if self.of == Some(scene.view.changes) {
            return;
        }
        let book = &scene.view.daybook.site;
        let groups: BTreeMap<Group, u32> = groups(scene.view.roster.people());
        let slots = book.slots();
        self.slots = slots.iter().map(|slot| ((*slot).clone(), slot.people(&groups))).collect();
        let left = unseated(&slots, &groups);
        let said = |(meal, group, people): &(_, &Group, u32)| {
            let meal: crate::domain::site::Meal = *meal;
            let facts = [
                ("meal", scene.word("meal", meal.key())),
                ("group", group.name()),
                ("people", people.to_string()),
            ];
            let facts: Vec<(&str, &str)> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
            scene.text.with("canteen-without", &facts)
        };
        self.without = left.iter().map(said).collect();
        self.slots_within = Share::count(&self.slots, |(slot, people)| *people <= slot.seats);
        let all = if slots.is_empty() { 0 } else { groups.len() };
        let without: std::collections::BTreeSet<&Group> = left.iter().map(|(_, group, _)| *group).collect();
        self.groups_seated = Share {
            done: u64::try_from(all - without.len().min(all)).unwrap_or_default(),
            of: u64::try_from(all).unwrap_or_default(),
        };
        let limits = &scene.view.settings.site;
        let still: Vec<&Kept> = book.samples().filter(|kept| kept.discarded.is_none()).collect();
        self.samples_kept = Share::count(still.iter(), |kept| {
            !kept.is_to_discard(limits, scene.now) && !kept.is_too_small(limits)
        });
        // What is to be thrown away stands first, then the newest.
        let gone = book.samples().filter(|kept| kept.discarded.is_some());
        let (due, fresh): (Vec<&Kept>, Vec<&Kept>) = still.into_iter().partition(|kept| kept.is_to_discard(limits, scene.now));
        self.samples = due.into_iter().chain(fresh).chain(gone).take(SHOWN).cloned().collect();
        self.slot = self.slot.min(self.slots.len().saturating_sub(1));
        self.sample = self.sample.min(self.samples.len().saturating_sub(1));
        self.of = Some(scene.view.changes);
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, may: bool, actions: &mut Actions) -> Option<Opens> {
        let mut front = if may { self.keys(ui, scene, actions) } else { None };
        let height = ui.available_height() - 26.0;
        let half = (ui.available_width() - space::L) * 0.44;
        let beside = ui.available_width() > 800.0;
        if beside {
            egui::Panel::right("canteen-panel")
                .exact_size(half)
                .resizable(false)
                .show_separator_line(false)
                .frame(egui::Frame::NONE)
                .show(ui, |ui| {
                    front = self.part(ui, scene, (true, height), may, actions).or_else(|| front.take());
                });
        }
        let margin = egui::Margin {
            right: if beside { 16 } else { 0 },
            ..egui::Margin::ZERO
        };
        let left = egui::CentralPanel::no_frame().frame(egui::Frame::NONE.inner_margin(margin));
        left.show(ui, |ui| {
            let kept = !beside && self.at_kept;
            front = self.part(ui, scene, (kept, height), may, actions).or_else(|| front.take());
        });
        front.map(Opens::from)
    }

    fn part(&mut self, ui: &mut Ui, scene: &Scene<'_>, (kept, height): (bool, f32), may: bool, actions: &mut Actions) -> Option<Front> {
        let content = |ui: &mut Ui| {
            ui.set_min_size(egui::vec2(ui.available_width(), height));
            if kept {
                self.kept(ui, scene, may, actions)
            } else {
                self.eating(ui, scene, may)
            }
        };
        card(ui, 12, content).inner
    }

    fn keys(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) -> Option<Front> {
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let id = Uuid::now_v7();
        if pressed(Modifiers::NONE, Key::F4) {
            return Some(Front::slot(scene, Slot { id, ..Slot::default() }));
        }
        if pressed(Modifiers::COMMAND, Key::N) {
            return Some(Front::food(scene));
        }
        if pressed(Modifiers::NONE, Key::F8)
            && let Some((slot, _)) = self.slots.get(self.slot)
        {
            let about = [scene.word("meal", slot.meal.key()), span(slot)].join(" ");
            let retired = Slot {
                retired: true,
                ..slot.clone()
            };
            return Some(Front::retire(&about, SiteAsked::SaveSlot(retired)));
        }
        if pressed(Modifiers::NONE, Key::F6) {
            self.at_kept = !self.at_kept;
            let table = if self.at_kept { KEPT } else { Tab::Canteen.key() };
            ui.memory_mut(|memory| memory.request_focus(Id::unique(table)));
        }
        let on_samples = ui.memory(|memory| memory.has_focus(Id::unique(KEPT)));
        if on_samples
            && pressed(Modifiers::NONE, Key::F9)
            && let Some(note) = self.samples.get(self.sample).map(|kept| kept.note)
        {
            actions.push(strike(note));
        }
        None
    }

    /// The times to eat, and below who has none.
    fn eating(&mut self, ui: &mut Ui, scene: &Scene<'_>, may: bool) -> Option<Front> {
        let text = scene.text;
        heading(ui, text.get("canteen-slots"));
        if self.slots.is_empty() {
            muted(ui, text.get("canteen-no-slots"), size::BODY);
            return None;
        }
        if !self.without.is_empty() {
            ui.horizontal_wrapped(|ui| {
                tag(ui, Tone::Recheck, text.get("canteen-without-title"));
                for said in &self.without {
                    label(ui, said, theme::regular(size::BODY));
                }
            });
            gap(ui, space::XS);
        }
        let columns = columns(scene, &SLOTS);
        let table = ListTable {
            id: Tab::Canteen.key(),
            columns: &columns,
            rows: self.slots.len(),
        };
        let slots = &self.slots;
        let sentence = |no: usize| {
            slots
                .get(no)
                .map_or_else(String::new, |(slot, people)| slot_cells(scene, slot, *people).join(" "))
        };
        let opened = table.show(ui, &mut self.slot, None, sentence, |ui, no, column| {
            let Some((slot, people)) = slots.get(no) else { return };
            let cells = slot_cells(scene, slot, *people);
            let said = cells.get(column).map_or("", String::as_str);
            if column == 3 {
                tag(ui, if *people > slot.seats { Tone::Isolate } else { Tone::Clear }, said);
            } else {
                label(ui, said, theme::regular(size::BODY));
            }
        });
        let opened = opened.filter(|_| may && ui.input(|input| input.key_pressed(Key::Enter)))?;
        self.slots.get(opened).map(|(slot, _)| Front::slot(scene, slot.clone()))
    }

    /// The food kept back; Enter throws away what has been kept long enough.
    fn kept(&mut self, ui: &mut Ui, scene: &Scene<'_>, may: bool, actions: &mut Actions) -> Option<Front> {
        let text = scene.text;
        heading(ui, text.get("canteen-samples"));
        let limits = &scene.view.settings.site;
        let (grams, hours) = (limits.sample_grams.to_string(), limits.sample_hours.to_string());
        muted(
            ui,
            &text.with("canteen-samples-rule", &[("grams", &grams), ("hours", &hours)]),
            size::LABEL,
        );
        if self.samples.is_empty() {
            muted(ui, text.get("canteen-no-samples"), size::BODY);
            return None;
        }
        let columns = columns(scene, &SAMPLES);
        let table = ListTable {
            id: KEPT,
            columns: &columns,
            rows: self.samples.len(),
        };
        let samples = &self.samples;
        let sentence = |no: usize| samples.get(no).map_or_else(String::new, |kept| sample_cells(scene, kept).join(" "));
        let opened = table.show(ui, &mut self.sample, None, sentence, |ui, no, column| {
            let Some(kept) = samples.get(no) else { return };
            let cells = sample_cells(scene, kept);
            let said = cells.get(column).map_or("", String::as_str);
            if column == 3 {
                tag(ui, sample_tone(scene, kept), said);
            } else {
                label(ui, said, theme::regular(size::BODY));
            }
        });
        let opened = opened.filter(|_| may && ui.input(|input| input.key_pressed(Key::Enter)))?;
        let kept = self.samples.get(opened).filter(|kept| kept.discarded.is_none())?;
        actions.push(Action::Site(SiteAsked::DiscardSample(kept.id)));
        None
    }
}

fn strike(note: EntryId) -> Action {
    Action::Site(SiteAsked::Strike(note, String::new()))
}

fn columns<'a, const N: usize>(scene: &Scene<'a>, columns: &[(&'static str, f32); N]) -> [Column<'a>; N] {
    columns.map(|(title, width)| Column {
        title: scene.text.get(title),
        width,
        right: false,
    })
}

fn span(slot: &Slot) -> String {
    format!("{}–{}", clock(slot.from_min), clock(slot.to_min))
}

fn slot_cells(scene: &Scene<'_>, slot: &Slot, people: u32) -> [String; 5] {
    let key = if people > slot.seats { "canteen-over" } else { "canteen-fits" };
    [
        scene.word("meal", slot.meal.key()),
        span(slot),
        format!("{people} / {}", slot.seats),
        scene.text.get(key).to_owned(),
        slot.groups.join(scene.text.get("word-comma")),
    ]
}

fn sample_cells(scene: &Scene<'_>, kept: &Kept) -> [String; 4] {
    let limits = &scene.view.settings.site;
    let key = if kept.discarded.is_some() {
        "canteen-discarded"
    } else if kept.is_to_discard(limits, scene.now) {
        "canteen-to-discard"
    } else if kept.is_too_small(limits) {
        "canteen-too-small"
    } else {
        "canteen-is-kept"
    };
    [
        format!("{} {}", scene.word("meal", kept.food.meal.key()), kept.food.dish),
        format!("{} g", kept.food.grams),
        when(scene, kept.until(limits)),
        scene.text.get(key).to_owned(),
    ]
}

fn sample_tone(scene: &Scene<'_>, kept: &Kept) -> Tone {
    let limits = &scene.view.settings.site;
    if kept.discarded.is_some() {
        Tone::Refuse
    } else if kept.is_to_discard(limits, scene.now) {
        Tone::Recheck
    } else if kept.is_too_small(limits) {
        Tone::Isolate
    } else {
        Tone::Clear
    }
}

fn when(scene: &Scene<'_>, at: Moment) -> String {
    let day = scene.view.card.zone.day_of(at);
    [scene.day(day), scene.clock(at)].join(" ")
}
