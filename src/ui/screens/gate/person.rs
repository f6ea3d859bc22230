//! Who stands before the guard, and what the rules say of them.

use eframe::egui::{self, Key, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use super::outing::Asks;
use super::{Entered, Gate, Reading, Room, box_id};
use crate::domain::person::Person;
use crate::domain::screening::{Direction, Judgement, Reason, Verdict};
use crate::domain::temperature::Celsius;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions};
use crate::ui::icons::Icon;
use crate::ui::sentences::tone;
use crate::ui::theme::{self, CONTROL, Tone, radius, size, space};
use crate::ui::widgets::{Button, Field, Plate, avatar, gap, label, muted};

impl Gate {
    /// The one box, 64 points high, with its own ring.
    pub(super) fn one_box(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let palette = theme::of(ui);
        let focused = ui.memory(|memory| memory.has_focus(box_id()));
        let edge = if focused { theme::focus_ring(ui) } else { theme::line(ui) };
        let frame = egui::Frame::new()
            .fill(palette.surface)
            .stroke(edge)
            .corner_radius(radius::CARD)
            .inner_margin(egui::Margin::symmetric(
                16,
                match Room::of(ui) {
                    Room::Ample => 7,
                    Room::Compact => 2,
                    Room::Tight => 0,
                },
            ));
        frame.show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(Icon::Search.text(size::FIGURE).color(palette.muted));
                let name = scene.text.get("gate-box");
                let mut draft = std::mem::take(&mut self.draft);
                let output = Field::new(name, &mut draft)
                    .hide_label()
                    .bare()
                    .hint(scene.text.get("gate-box-hint"))
                    .large(size::FIGURE, 48.0)
                    .width(ui.available_width())
                    .id(box_id())
                    .show(ui);
                self.draft = draft;
                if output.response.changed() {
                    self.answer = None;
                    self.marked = None;
                }
                if std::mem::take(&mut self.focus) {
                    output.response.request_focus();
                }
                if output.submitted {
                    self.entered.push_back(Entered::Typed(std::mem::take(&mut self.draft)));
                    self.focus = true;
                    ui.ctx().request_repaint();
                }
            });
        });
    }

    /// The card below the box: nobody, several people, or the one.
    pub(super) fn before_the_guard(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let reading = self.read(scene);
        if let Some(answer) = &self.answer {
            let ink = theme::of(ui).ink(Tone::Isolate);
            ui.label(RichText::new(answer).font(theme::regular(size::SECOND)).color(ink));
            gap(ui, space::S);
        }
        match reading.person {
            Some(person) => self.one_person(ui, scene, person, &reading, actions),
            None if reading.found.is_empty() => self.nobody(ui, scene),
            None => self.several(ui, scene, &reading.found),
        }
    }

    fn nobody(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let empty = scene.view.roster.people().is_empty();
        let key = match (empty, self.draft.is_empty()) {
            (true, _) => "gate-empty-roster",
            (false, true) => "gate-ready",
            (false, false) => "gate-unknown",
        };
        gap(ui, ui.available_height() * 0.32);
        ui.vertical_centered(|ui| {
            let icon = if self.draft.is_empty() { Icon::Gate } else { Icon::Search };
            ui.label(icon.text(size::VERDICT).color(theme::of(ui).line));
            gap(ui, space::M);
            muted(ui, scene.text.get(key), size::SECOND);
            gap(ui, space::M);
            if Button::secondary(scene.text.get("gate-visit"))
                .icon(Icon::UserPlus)
                .key("F4")
                .show(ui)
                .clicked()
            {
                self.ask_visit(scene);
            }
        });
    }

    fn several(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &[&Person]) {
        let (up, down) = ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(egui::Modifiers::NONE, key);
            (pressed(Key::ArrowUp), pressed(Key::ArrowDown))
        });
        let last = found.len().saturating_sub(1);
        if down || up {
            self.marked = Some(
                self.marked
                    .map_or(0, |marked| if down { marked + 1 } else { marked.saturating_sub(1) })
                    .min(last),
            );
        }
        muted(
            ui,
            &scene
                .text
                .count("gate-several", u64::try_from(found.len()).unwrap_or_default(), &[]),
            size::BODY,
        );
        let shared = |one: &&Person| found.iter().any(|other| one.shares_number(other));
        if found.iter().any(shared) {
            let ink = theme::of(ui).ink(Tone::Isolate);
            let said = RichText::new(scene.text.get("gate-shared")).font(theme::regular(size::SECOND));
            ui.label(said.color(ink));
        }
        for (no, person) in found.iter().enumerate() {
            if candidate(ui, scene, person, Some(no) == self.marked) {
                self.choose(person.id);
            }
        }
    }

    fn one_person(&mut self, ui: &mut Ui, scene: &Scene<'_>, person: &Person, reading: &Reading<'_>, actions: &mut Actions) {
        let photo = self.photo.of(person.id).filter(|_| !scene.is_covered()).cloned();
        let called = scene.name(&person.name);
        let room = Room::of(ui);
        ui.horizontal(|ui| {
            if avatar(ui, photo.as_ref(), &called, room.pick(96.0, 54.0, 36.0)).clicked() {
                actions.push(Action::Open(person.id));
            }
            gap(ui, room.pick(space::M, space::S, 0.0));
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                let name = room.pick(size::NAME, 28.0, size::SECOND);
                label(ui, &called, theme::name_font(ui, &called, name));
                let place = if scene.is_covered() { String::new() } else { person.place() };
                let number = scene.number(person.number());
                let parts = [number.as_str(), &place].into_iter().filter(|part| !part.is_empty());
                let second = room.pick(size::SECOND, size::BODY, size::LABEL);
                muted(ui, &parts.collect::<Vec<_>>().join(" · "), second);
                if room == Room::Ample {
                    muted(ui, &standing(scene, person), second);
                }
            });
        });
        gap(ui, room.pick(space::S, 0.0, 0.0));
        let below = if super::controls::is_narrow(ui, scene) && room != Room::Tight {
            112.0
        } else {
            60.0
        };
        let height = (ui.available_height() - below - room.pick(space::L, space::S, 0.0)).max(72.0);
        self.plate(ui, scene, person, reading, height);
        gap(ui, room.pick(space::S, 0.0, 0.0));
        self.controls(ui, scene, person, reading, actions);
    }

    fn plate(&self, ui: &mut Ui, scene: &Scene<'_>, person: &Person, reading: &Reading<'_>, height: f32) {
        let outcome = self
            .outcome
            .as_ref()
            .filter(|_| reading.celsius.is_none() && self.person == Some(person.id));
        let heading = outcome.map_or_else(|| self.heading(scene, person), |outcome| outcome.direction);
        let celsius = outcome.map_or_else(|| reading.celsius.and_then(Result::ok), |outcome| outcome.celsius);
        let judgement = outcome.map_or_else(
            || scene.view.judge(scene.now, person, heading, celsius),
            |outcome| outcome.judgement.clone(),
        );
        if outcome.is_none() && awaits_reading(&judgement) {
            return wait(ui, scene, height);
        }
        let mut lines = warmth(scene, person, &judgement, celsius, outcome.is_some());
        lines.push(match outcome {
            Some(saved) => {
                let (at, seq) = (scene.view.card.zone.time(saved.at), saved.seq.to_string());
                scene.text.with("gate-saved", &[("at", &at), ("seq", &seq)])
            }
            None => scene
                .text
                .get(Asks::of(&judgement).map_or("gate-press-enter", Asks::hint))
                .to_owned(),
        });
        let mut reasons = scene.reasons(&judgement);
        if reasons.is_empty() {
            let key = if celsius.is_some() {
                "gate-no-reasons"
            } else {
                "gate-nothing-against"
            };
            reasons.push(scene.text.get(key).to_owned());
        }
        if judgement.reasons.iter().any(asks_return) {
            reasons.push(scene.text.get("returns-at-gate").to_owned());
        }
        let direction = scene.word("direction", heading.key());
        let word = if judgement.verdict == Verdict::Clear {
            scene.text.with("gate-clear", &[("direction", &direction)])
        } else {
            scene.word("verdict", judgement.verdict.key())
        };
        let tone = tone(judgement.verdict);
        Plate {
            tone,
            word: &word,
            lines: &lines,
            reasons: &reasons,
            height,
        }
        .show(ui);
    }

    pub(crate) fn needs_photo(&self, scene: &Scene<'_>) -> Option<crate::domain::person::PersonId> {
        let person = self.read(scene).person?.id;
        self.photo.lacks(person).then_some(person)
    }
}

/// Whether the form of the return answers it.
fn asks_return(reason: &Reason) -> bool {
    matches!(
        reason,
        Reason::Undeclared | Reason::AskPlace { .. } | Reason::AskDate { .. } | Reason::AskContact | Reason::AskSymptoms
    )
}

/// Coming in, and nothing speaks against it but that nobody has measured yet.
fn awaits_reading(judgement: &Judgement) -> bool {
    judgement.reasons.len() == 1 && judgement.reasons.iter().all(|reason| matches!(reason, Reason::NoReading))
}

fn wait(ui: &mut Ui, scene: &Scene<'_>, height: f32) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let said = scene.text.get("gate-measure");
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, said));
    let palette = theme::of(ui);
    ui.painter().rect_filled(rect, radius::CARD, palette.accent_soft);
    let left = egui::pos2(rect.left() + 28.0 + 36.0, rect.center().y - 10.0);
    Icon::Thermometer.paint(ui.painter(), left, 72.0, palette.accent);
    let at = left + vec2(36.0 + space::XL, 0.0);
    ui.painter()
        .text(at, egui::Align2::LEFT_CENTER, said, theme::bold(size::NAME + 8.0), palette.accent);
    let hint = scene.text.get("gate-measure-hint");
    let below = egui::pos2(rect.left() + 28.0, rect.center().y + 56.0);
    ui.painter()
        .text(below, egui::Align2::LEFT_CENTER, hint, theme::regular(size::SECOND), palette.muted);
}

/// A line of somebody found. Says whether it was pressed.
fn candidate(ui: &mut Ui, scene: &Scene<'_>, person: &Person, marked: bool) -> bool {
    let palette = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), CONTROL + 8.0), Sense::click());
    let place = if scene.is_covered() { String::new() } else { person.place() };
    let kind = scene.word("kind", person.kind.key());
    let (name, number) = (scene.name(&person.name), scene.number(person.number()));
    let said = [name.as_str(), &number, &kind, &place].join(" ");
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, marked, &said));
    if marked || response.hovered() {
        ui.painter().rect_filled(rect, radius::FIELD, palette.accent_soft);
    }
    let text = |x: f32, said: &str, font: egui::FontId, ink| {
        let at = egui::pos2(rect.left() + x, rect.center().y);
        ui.painter()
            .with_clip_rect(rect)
            .text(at, egui::Align2::LEFT_CENTER, said, font, ink);
    };
    text(16.0, &name, theme::name_font(ui, &name, size::SECOND), palette.text);
    text(180.0, &number, theme::regular(size::BODY), palette.text);
    text(300.0, &kind, theme::regular(size::BODY), palette.muted);
    text(400.0, &place, theme::regular(size::BODY), palette.muted);
    response.clicked()
}

/// The word on a button that lets somebody pass.
pub(super) fn pass_key(direction: Direction) -> &'static str {
    match direction {
        Direction::In => "F5",
        Direction::Out => "F6",
    }
}

/// Kind, whose guest, and whether they are inside.
fn standing(scene: &Scene<'_>, person: &Person) -> String {
    let mut parts = vec![scene.word("kind", person.kind.key())];
    if !(person.host.is_empty() || scene.is_covered()) {
        parts.push(scene.text.with("gate-host", &[("host", &person.host)]));
    }
    let inside = scene.view.today(person.id).inside;
    parts.push(scene.text.get(if inside { "gate-inside" } else { "gate-outside" }).to_owned());
    parts.join(" · ")
}

fn warmth(scene: &Scene<'_>, person: &Person, judgement: &Judgement, celsius: Option<Celsius>, written: bool) -> Vec<String> {
    let Some(celsius) = celsius else { return Vec::new() };
    let rule = &scene.view.settings.temperature;
    let key = if rule.is_fever(celsius) {
        "gate-warm"
    } else if rule.is_low(celsius) {
        "gate-cold"
    } else {
        "gate-normal"
    };
    let attempt = scene.view.today(person.id).earlier.len() + usize::from(!written);
    let shown = scene.celsius(celsius);
    let mut lines = vec![scene.text.with(key, &[("celsius", &shown)])];
    if judgement.verdict != Verdict::Ask && attempt > 1 {
        lines.push(scene.text.with("gate-attempt", &[("attempt", &attempt.to_string())]));
    }
    lines
}
