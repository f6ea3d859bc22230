//! What was done for somebody, newest first: the register and the course in one line of time.

use eframe::egui::{self, Layout, Ui};
use uuid::Uuid;

use super::Clinic;
use super::forms::{Form, What};
use crate::domain::chain::Turn;
use crate::domain::day::{Day, Moment};
use crate::domain::entry::{Entry, EntryId};
use crate::domain::isolation::{Effect, Isolation, IsolationStep, Step};
use crate::domain::measured::Measured;
use crate::domain::person::PersonId;
use crate::station::{Event, Line};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, CourseAsked};
use crate::ui::screens::gate::verdict_word;
use crate::ui::theme::{self, size};
use crate::ui::widgets::{Button, label, muted};

/// How many rows are drawn; the page of the person has all of them.
const SHOWN: usize = 40;

/// What is known of somebody's past, and when it was asked for.
#[derive(Debug, Default)]
pub(super) struct Past {
    asked: Option<(PersonId, usize)>,
    person: Option<PersonId>,
    events: Vec<Event>,
    lines: Vec<Line>,
}

impl Past {
    pub(super) fn of(person: PersonId, events: Vec<Event>, lines: Vec<Line>, asked: &Self) -> Self {
        Self {
            asked: asked.asked,
            person: Some(person),
            events,
            lines,
        }
    }

    /// The readings since a day that nobody has taken back, oldest first.
    pub(super) fn readings(&self, scene: &Scene<'_>, from: Day) -> Vec<Measured> {
        let (settings, zone) = (&scene.view.settings, scene.view.card.zone);
        let since = zone.start_of(from);
        let lines = self.lines.iter().rev();
        let lines = lines.filter(|line| line.corrected_by.is_none() && line.at >= since);
        lines
            .filter_map(|line| Some((line.at, line.celsius?)))
            .map(|(at, celsius)| Measured::of(&settings.rules, &settings.temperature, zone, at, celsius))
            .collect()
    }

    /// Whose it is.
    pub(super) fn person(&self) -> Option<PersonId> {
        self.person
    }

    /// Asks for it, once a person and a change.
    pub(super) fn ask(&mut self, scene: &Scene<'_>, person: PersonId, actions: &mut Actions) {
        let now = Some((person, scene.view.changes));
        if self.asked != now {
            self.asked = now;
            actions.push(Action::Course(CourseAsked::Look(person)));
        }
    }
}

/// A row: when, its number, what was done, and the event that can be taken back.
struct Row {
    at: Moment,
    chain: Uuid,
    seq: i64,
    turn: Turn,
    said: String,
    event: Option<EntryId>,
}

impl Clinic {
    pub(super) fn past(&mut self, ui: &mut Ui, scene: &Scene<'_>, person: PersonId) {
        if self.past.person() != Some(person) {
            return;
        }
        muted(ui, scene.text.get("clinic-past"), size::LABEL);
        ui.spacing_mut().item_spacing.y = 2.0;
        let mut taken = None;
        for row in rows(scene, &self.past) {
            ui.horizontal(|ui| {
                muted(ui, &stamp(scene, row.at), size::LABEL);
                let button = Button::quiet(scene.text.get("clinic-take-back"));
                ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                    if row.event.is_some() && button.show(ui).clicked() {
                        taken = row.event;
                    }
                    ui.with_layout(Layout::left_to_right(egui::Align::Center).with_main_wrap(true), |ui| {
                        label(ui, &row.said, theme::regular(size::LABEL));
                        let number = scene.text.with("clinic-number", &[("seq", &row.seq.to_string())]);
                        let number = scene.at_station(row.chain, number);
                        muted(ui, &[&number, scene.view.ruled(row.turn)].join(" · "), size::LABEL);
                    });
                });
            });
        }
        if let Some(event) = taken {
            self.form = Some(Form::of(What::TakeBack(event), scene, person));
        }
    }
}

/// `02-07 08:01`
fn stamp(scene: &Scene<'_>, at: Moment) -> String {
    let day = scene.view.card.zone.day_of(at);
    format!("{} {}", scene.day(day), scene.clock(at))
}

fn rows(scene: &Scene<'_>, past: &Past) -> Vec<Row> {
    let lines = past.lines.iter().take(SHOWN).map(|line| Row {
        at: line.at,
        chain: line.chain,
        seq: line.seq,
        turn: line.turn(),
        said: measured(scene, line),
        event: None,
    });
    let events = past.events.iter().take(SHOWN).map(|event| Row {
        at: event.at,
        chain: event.chain,
        seq: event.seq,
        turn: (event.at, event.chain, event.seq),
        said: said(scene, &event.entry),
        event: matches!(event.entry, Entry::Isolation(_) | Entry::Decided(_)).then_some(event.id),
    });
    let mut rows: Vec<Row> = lines.chain(events).collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.at, row.seq)));
    rows.truncate(SHOWN);
    rows
}

pub(in crate::ui) fn measured(scene: &Scene<'_>, line: &Line) -> String {
    let word = verdict_word(scene, line);
    let late = scene.late(line).unwrap_or_default();
    let said = match line.celsius {
        Some(celsius) => [scene.celsius(celsius), word, late].join(" "),
        None => [word.as_str(), &line.reason, &late].join(" "),
    };
    said.trim_end().to_owned()
}

pub(in crate::ui) fn said(scene: &Scene<'_>, entry: &Entry) -> String {
    if let Entry::Isolation(step) = entry {
        return step_said(scene, step);
    }
    if let Entry::Absent(absence) = entry {
        let days = [absence.from, absence.to].map(|day| scene.day(day));
        let told = [absence.reason.as_str(), &absence.health]
            .into_iter()
            .filter(|part| !part.is_empty());
        let what = told.collect::<Vec<_>>().join(" · ");
        return scene
            .text
            .with("event-absent", &[("what", &what), ("from", &days[0]), ("to", &days[1])]);
    }
    let Entry::Decided(decision) = entry else {
        return scene.word("event", Entry::kind_name(entry.kind()));
    };
    let choice = scene.word("choice", decision.choice.key());
    let symptoms = scene.symptoms(&decision.symptoms);
    let parts = [choice.as_str(), &decision.reason, &symptoms];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    scene.text.with("event-decided", &[("what", &parts.join(" · "))])
}

fn step_said(scene: &Scene<'_>, step: &IsolationStep) -> String {
    let caused = |effect, cause: &crate::domain::isolation::Cause| {
        let row = crate::domain::isolation::ClockRow {
            on: cause.event,
            cause: cause.clone(),
            effect,
        };
        format!("{} {}", scene.day(cause.event), super::person::cause(scene, &row))
    };
    let (key, what) = match &step.step {
        Step::Opened { cause, .. } => {
            let place = Isolation::open(cause.event, step).map(|opened| super::person::quarters(scene, &opened));
            (
                "event-opened",
                [place.unwrap_or_default(), caused(Effect::Starts, cause)].join(" · "),
            )
        }
        Step::Cause(cause) => {
            let kind = scene.word("cause", cause.kind.key());
            let parts = [scene.day(cause.event), kind, cause.note.clone()];
            ("event-cause", parts.join(" "))
        }
        Step::Moved { quarters, place } => {
            let kind = scene.word("quarters", quarters.key());
            ("event-moved", [kind.as_str(), place].join(" "))
        }
        Step::Needs(needs) if needs.is_empty() => return scene.text.get("event-no-needs").to_owned(),
        Step::Needs(needs) => ("event-needs", needs.clone()),
        Step::Symptoms(symptoms) if symptoms.is_empty() => return scene.text.get("event-no-symptoms").to_owned(),
        Step::Symptoms(symptoms) => ("event-symptoms", scene.symptoms(symptoms)),
        Step::Released { early, by, reason } => {
            let key = if *early { "event-released-early" } else { "event-released" };
            let by = scene.word("authority", by.key());
            (key, [by.as_str(), reason].join(" "))
        }
    };
    scene.text.with(key, &[("what", what.trim())])
}
