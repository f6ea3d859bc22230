//! The fields of each form, and the keys that move in them: arrows choose, Enter saves.

use eframe::egui::{Id, Key, Modifiers, Ui};

use super::super::person::conditions;
use super::{Form, What};
use crate::domain::clinic::{Choice, Finding};
use crate::domain::declaration::Quarters;
use crate::domain::isolation::CauseKind;
use crate::domain::person::Person;
use crate::domain::rules::Authority;
use crate::ui::Scene;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Button, Dialog, Field, gap, label, muted, segments, toggle};

impl Form {
    /// Says whether the form stays open, and whether it was submitted.
    pub(super) fn ui(&mut self, ui: &Ui, scene: &Scene<'_>) -> (bool, bool) {
        let text = scene.text;
        let (mut close, mut submitted) = (false, false);
        let title = scene.word("clinic-form", self.what.key());
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let turn = i32::from(pressed(Key::ArrowDown)) - i32::from(pressed(Key::ArrowUp));
        let escaped = Dialog::new(&title).width(640.0).show(ui.ctx(), |ui| {
            if let Some(person) = self.person.and_then(|id| scene.view.roster.get(id)) {
                muted(
                    ui,
                    &[person.name.as_str(), person.number(), &person.department].join(" "),
                    size::SECOND,
                );
                submitted = self.body(ui, scene, turn);
            } else {
                self.search(ui, scene, turn);
            }
            gap(ui, space::M);
            let asked = self.asked(scene);
            let ready = asked.is_ok() || (self.goes_on() && self.noted().is_ok());
            ui.horizontal(|ui| {
                // Who is looked for is shown as soon as somebody is chosen; there is nothing to save.
                if self.what != What::Look {
                    let word = text.get(if self.goes_on() { "clinic-goes-on" } else { "do-save" });
                    let save = Button::primary(word).key("Enter").enabled(ready).show(ui);
                    submitted = ready && (submitted || save.clicked());
                }
                close = Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
                if let Err(key) = asked
                    && !ready
                {
                    muted(ui, text.get(key), size::BODY);
                }
            });
        });
        (!(escaped || close), submitted)
    }

    /// The fields of this form. Says whether Enter was pressed in one of them.
    fn body(&mut self, ui: &mut Ui, scene: &Scene<'_>, turn: i32) -> bool {
        match self.what {
            What::Symptoms => self.unwell(ui, scene),
            What::Cause => {
                let kinds = self.kinds(ui, scene, turn);
                self.dates(ui, scene);
                kinds
            }
            What::Move => {
                step(&mut self.quarters, &Quarters::ALL, turn);
                self.quarters(ui, scene);
                self.line(ui, scene, "clinic-place")
            }
            What::Needs => self.line(ui, scene, "clinic-needs-what"),
            What::Release => self.release(ui, scene, turn),
            What::Decide => {
                step(&mut self.choice, &Choice::ALL, turn);
                choose(
                    ui,
                    scene,
                    ("clinic-decision", "choice"),
                    &mut self.choice,
                    &Choice::ALL,
                    Choice::key,
                );
                let unwell = self.unwell(ui, scene);
                let submitted = self.line(ui, scene, "word-reason") || unwell;
                self.finding(ui, scene);
                submitted
            }
            What::Open => {
                let mut submitted = self.kinds(ui, scene, turn);
                self.quarters(ui, scene);
                submitted |= Field::new(scene.text.get("clinic-place"), &mut self.place)
                    .width(500.0)
                    .show(ui)
                    .submitted;
                self.dates(ui, scene);
                submitted
            }
            What::TakeBack(_) => self.line(ui, scene, "word-reason"),
            What::Look => false,
        }
    }

    /// Whether it is the disease itself; nothing where the decision says nothing about it.
    fn finding(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let all = [None].into_iter().chain(Finding::ALL.map(Some)).collect::<Vec<_>>();
        let key = |finding: Option<Finding>| finding.map_or("none", Finding::key);
        choose(ui, scene, ("clinic-finding", "finding"), &mut self.finding, &all, key);
    }

    /// The one field of a small form.
    fn line(&mut self, ui: &mut Ui, scene: &Scene<'_>, name: &str) -> bool {
        let draft = if self.what == What::Move { &mut self.place } else { &mut self.note };
        let field = Field::new(scene.text.get(name), draft).width(500.0).show(ui);
        if std::mem::take(&mut self.fresh) {
            field.response.request_focus();
        }
        field.submitted
    }

    /// The kind of the cause, its day and a note.
    fn kinds(&mut self, ui: &mut Ui, scene: &Scene<'_>, turn: i32) -> bool {
        let text = scene.text;
        step(&mut self.cause, &CauseKind::ALL, turn);
        choose(
            ui,
            scene,
            ("clinic-cause", "cause"),
            &mut self.cause,
            &CauseKind::ALL,
            CauseKind::key,
        );
        let mut submitted = false;
        ui.horizontal_top(|ui| {
            let (name, said) = (scene.word("clinic-event", self.cause.key()), text.get("clinic-no-day"));
            let on = self.on.show(ui, &name, scene.view.day, said, 200.0, Id::unique("clinic-event-day"));
            if std::mem::take(&mut self.fresh) {
                on.response.request_focus();
            }
            submitted |= on.submitted;
            submitted |= Field::new(text.get("clinic-note"), &mut self.note).width(292.0).show(ui).submitted;
        });
        submitted
    }

    fn quarters(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        choose(
            ui,
            scene,
            ("clinic-quarters", "quarters"),
            &mut self.quarters,
            &Quarters::ALL,
            Quarters::key,
        );
    }

    /// Both dates, while the day is typed.
    fn dates(&self, ui: &mut Ui, scene: &Scene<'_>) {
        let Ok(cause) = self.counted(scene) else { return };
        let last = cause.last_day();
        let facts = [
            ("day", cause.counting.number(cause.event, scene.view.day).to_string()),
            ("of", cause.days.to_string()),
            ("last", scene.day(last)),
            ("free", scene.day(last.plus_days(1))),
        ];
        let facts: Vec<(&str, &str)> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
        gap(ui, space::XS);
        label(ui, &scene.text.with("clinic-standing", &facts), theme::bold(size::SECOND));
        let rule = scene.view.settings.rules.title();
        let rule = [scene.word("counting", cause.counting.key()), rule].join(" · ");
        muted(ui, &rule, size::LABEL);
    }

    /// Symptoms to tick, and a field that reads them as people write them.
    fn unwell(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> bool {
        ui.horizontal_wrapped(|ui| {
            for symptom in &scene.view.settings.rules.symptoms {
                let mut has = self.symptoms.contains(&symptom.key);
                if toggle(ui, &scene.word("symptom", &symptom.key), &mut has).changed() {
                    self.symptoms.retain(|known| *known != symptom.key);
                    if has {
                        self.symptoms.push(symptom.key.clone());
                    }
                }
            }
        });
        let field = Field::new(scene.text.get("clinic-symptoms-written"), &mut self.find)
            .width(500.0)
            .show(ui);
        if std::mem::take(&mut self.fresh) {
            field.response.request_focus();
        }
        let all = self.symptoms(scene);
        if !self.find.trim().is_empty() {
            muted(ui, &scene.symptoms(&all), size::BODY);
        }
        field.submitted
    }

    fn release(&mut self, ui: &mut Ui, scene: &Scene<'_>, turn: i32) -> bool {
        const MAY: [Authority; 3] = [Authority::Clinic, Authority::Supervisor, Authority::Headquarters];
        let health = self.person.and_then(|person| scene.view.health(person));
        let Some((health, isolation)) = health.and_then(|health| Some((health, health.isolation()?))) else {
            return false;
        };
        let unmet = isolation.unmet(&health.readings, scene.view.at(scene.now).today());
        conditions(ui, scene, isolation, &unmet);
        if !unmet.is_empty() {
            let needed = scene.word("authority", scene.view.settings.rules.authority.release_early.key());
            label(
                ui,
                &scene.text.with("clinic-early", &[("authority", &needed)]),
                theme::regular(size::BODY),
            );
        }
        if let Some(own) = scene.view.accounts.authority() {
            self.by = own;
        } else {
            step(&mut self.by, &MAY, turn);
            choose(ui, scene, ("clinic-by", "authority"), &mut self.by, &MAY, Authority::key);
        }
        self.line(ui, scene, "word-reason")
    }

    /// Looks for somebody: an arrow and Enter choose.
    fn search(&mut self, ui: &mut Ui, scene: &Scene<'_>, turn: i32) {
        let field = Field::new(scene.text.get("do-search"), &mut self.find)
            .hint(scene.text.get("people-search"))
            .width(500.0)
            .show(ui);
        if std::mem::take(&mut self.fresh) {
            field.response.request_focus();
        }
        if field.response.changed() {
            self.marked = 0;
        }
        let found: Vec<&Person> = scene
            .view
            .roster
            .find(self.find.trim(), 6)
            .into_iter()
            .map(|(_, person)| person)
            .collect();
        let last = found.len().saturating_sub(1);
        self.marked = self
            .marked
            .saturating_add_signed(isize::try_from(turn).unwrap_or_default())
            .min(last);
        let mut chosen = field.submitted.then_some(self.marked);
        for (no, person) in found.iter().enumerate() {
            let said = [person.name.as_str(), person.number(), &person.place()].join(" ");
            if Button::expected(&said, no == self.marked).width(500.0).show(ui).clicked() {
                chosen = Some(no);
            }
        }
        if let Some(person) = chosen.and_then(|no| found.get(no)) {
            self.find.clear();
            self.take(scene, person.id);
        }
    }
}

/// The next of a few values, by the arrow keys.
fn step<T: Copy + PartialEq>(value: &mut T, all: &[T], turn: i32) {
    let at = all.iter().position(|one| one == value).unwrap_or_default();
    let to = at
        .saturating_add_signed(isize::try_from(turn).unwrap_or_default())
        .min(all.len() - 1);
    *value = all.get(to).copied().unwrap_or(*value);
}

/// One of a few values by their words.
fn choose<T: Copy + PartialEq>(
    ui: &mut Ui,
    scene: &Scene<'_>,
    (name, area): (&str, &str),
    value: &mut T,
    all: &[T],
    key: fn(T) -> &'static str,
) {
    let words: Vec<(T, String)> = all.iter().map(|one| (*one, scene.word(area, key(*one)))).collect();
    let choices: Vec<(T, &str)> = words.iter().map(|(one, word)| (*one, word.as_str())).collect();
    segments(ui, scene.text.get(name), value, &choices);
}
