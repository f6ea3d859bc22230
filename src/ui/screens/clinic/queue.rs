//! Who waits: for a second measurement, or sent by the gate and not decided about.

use eframe::egui::Ui;

use super::Clinic;
use super::board::TABLE;
use crate::domain::person::Person;
use crate::domain::screening::{Direction, Verdict};
use crate::station::Queued;
use crate::ui::Scene;
use crate::ui::sentences::tone;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Column, ListTable, label, muted, tag};

const COLUMNS: [(&str, f32); 5] = [
    ("field-name", 148.0),
    ("clinic-waits", 84.0),
    ("clinic-first", 84.0),
    ("clinic-now", 112.0),
    ("word-reason", 0.0),
];

impl Clinic {
    /// The rows. Answers the one that was opened.
    pub(super) fn queue(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> Option<usize> {
        let columns = COLUMNS.map(|(title, width)| Column {
            title: scene.text.get(title),
            width,
            right: false,
        });
        let table = ListTable {
            id: TABLE,
            columns: &columns,
            rows: self.lists.queue.len(),
        };
        let lists = &self.lists;
        let row = |no: usize| {
            let queued = lists.queue.get(no)?;
            Some((scene.view.roster.get(queued.person)?, queued))
        };
        let sentence = |no| row(no).map_or_else(String::new, |(person, queued)| spoken(scene, person, queued));
        table.show_kept(ui, &mut self.cursor, sentence, |ui, no, column| {
            if let Some((person, queued)) = row(no) {
                cell(ui, scene, (person, queued), column);
            }
        })
    }
}

/// A row as one sentence.
fn spoken(scene: &Scene<'_>, person: &Person, queued: &Queued) -> String {
    let (said, _) = state(scene, queued);
    [
        person.name.as_str(),
        person.number(),
        &waits(scene, queued),
        &first(scene, queued),
        &said,
    ]
    .join(" ")
}

/// Since when somebody waits, in minutes.
fn waits(scene: &Scene<'_>, queued: &Queued) -> String {
    let since = queued.readings.first().map_or(scene.now, |reading| reading.at);
    let minutes = scene.now.secs_since(since).max(0) / 60;
    scene.text.with("clinic-minutes", &[("minutes", &minutes.to_string())])
}

fn first(scene: &Scene<'_>, queued: &Queued) -> String {
    let first = queued
        .readings
        .first()
        .map(|reading| reading.celsius.shown(scene.view.settings.unit));
    first.unwrap_or_default()
}

/// What is to be done with them.
fn state(scene: &Scene<'_>, queued: &Queued) -> (String, Tone) {
    match (queued.again_from, queued.readings.last().map(|last| last.verdict)) {
        (Some(from), _) if from <= scene.now => (scene.text.get("gate-due").to_owned(), Tone::Recheck),
        (Some(from), _) => {
            let said = scene.text.with("gate-remaining", &[("time", &scene.remaining(from))]);
            (said, Tone::Refuse)
        }
        (None, Some(Verdict::Clear)) => (scene.text.get("clinic-now-decide").to_owned(), Tone::Clear),
        (None, _) => (scene.text.get("clinic-now-decide").to_owned(), Tone::Clinic),
    }
}

fn cell(ui: &mut Ui, scene: &Scene<'_>, (person, queued): (&Person, &Queued), column: usize) {
    let regular = theme::regular(size::BODY);
    match column {
        0 => {
            ui.spacing_mut().item_spacing.x = space::XS;
            label(ui, &person.name, theme::name_font(ui, &person.name, size::BODY));
            muted(ui, person.number(), size::BODY);
        }
        1 => {
            label(ui, &waits(scene, queued), regular);
        }
        2 => {
            let tone = queued.readings.first().map_or(Tone::Refuse, |reading| tone(reading.verdict));
            tag(ui, tone, &first(scene, queued));
        }
        3 => {
            let (said, tone) = state(scene, queued);
            tag(ui, tone, &said);
        }
        4 => {
            muted(ui, &why(scene, person), size::BODY);
        }
        _ => {}
    }
}

/// Why they may not pass, in a few words.
fn why(scene: &Scene<'_>, person: &Person) -> String {
    let judgement = scene.view.judge(scene.now, person, Direction::In, None);
    let short = judgement.reasons.iter().map(|reason| scene.word("reason-short", reason.code()));
    short.collect::<Vec<_>>().join(" · ")
}
