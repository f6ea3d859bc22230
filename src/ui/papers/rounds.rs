//! The record sheet of disinfection and other rounds (消毒记录表) for the days asked for.

use crate::domain::day::Day;
use crate::domain::disclosure::Tells;
use crate::domain::site::{How, Outcome, Record, State, Task};
use crate::station::{Form, FormColumn, FormValue};
use crate::ui::{Scene, fonts};

const COLUMNS: [(&str, u16); 9] = [
    ("round-date", 7),
    ("round-due", 7),
    ("round-place", 19),
    ("round-measure", 13),
    ("round-how", 34),
    ("round-done-at", 7),
    ("round-executor", 10),
    ("round-checker", 10),
    ("round-note", 20),
];

/// Every round that was due on these days, both included.
pub fn sheet(scene: &Scene<'_>, from: Day, to: Day) -> Form {
    let (text, card) = (scene.text, &scene.view.card);
    let tasks = scene.view.daybook.site.tasks(card.zone.span(from, to), card.zone);
    let days = if from == to { from.to_string() } else { format!("{from} – {to}") };
    let signature = |key| ([text.get(key), text.get("report-colon")].concat(), String::new());
    let column = |(key, width): (&str, u16)| FormColumn {
        title: text.get(key).to_owned(),
        width,
        tells: match key {
            "round-executor" | "round-checker" => Tells::Name,
            "round-note" => Tells::Identity,
            _ => Tells::Nothing,
        },
        ..FormColumn::default()
    };
    Form {
        face: fonts::REGULAR_FACE,
        lang: text.lang().tag().to_owned(),
        title: text.get("round-sheet").to_owned(),
        subtitle: [card.site.as_str(), &card.station, &days].join(" · "),
        columns: COLUMNS.map(column).to_vec(),
        rows: tasks.iter().map(|task| row(scene, task)).collect(),
        signatures: ["round-executor", "round-checker", "papers-sign-supervisor"]
            .map(signature)
            .to_vec(),
        foot: [text.get("round-sheet"), &card.zone.date_time(scene.now)].join(" · "),
        at: scene.now,
        ..Form::default()
    }
}

fn row(scene: &Scene<'_>, task: &Task<'_>) -> Vec<FormValue> {
    let how = task.record.and_then(Record::doing).map_or(&task.plan.how, |doing| &doing.how);
    let done = task.record.filter(|record| record.is_done());
    let checker = task.record.and_then(|record| record.checked.as_ref());
    let (by, note) = match task.record.map(|record| &record.outcome) {
        Some(Outcome::Done(doing)) => (doing.executor.clone(), doing.note.clone()),
        Some(Outcome::Skipped { reason, by }) => (by.clone(), scene.text.with("round-skipped", &[("reason", reason)])),
        None if task.state(scene.now) == State::Overdue => (String::new(), scene.word("round-state", State::Overdue.key())),
        // What is still to come is filled in by hand.
        None => (String::new(), String::new()),
    };
    let said = [
        scene.day(scene.view.card.zone.day_of(task.due)),
        scene.clock(task.due),
        task.place.name.clone(),
        scene.word("measure", task.plan.measure.key()),
        self::said(scene, how),
        done.map(|record| scene.clock(record.at)).unwrap_or_default(),
        by,
        checker.map(|(_, by)| by.clone()).unwrap_or_default(),
        note,
    ];
    said.into_iter().map(FormValue::text).collect()
}

/// `84 消毒液 500 mg/L · 30 分钟 · 喷洒`
pub fn said(scene: &Scene<'_>, how: &How) -> String {
    let mut parts = Vec::new();
    let strength = if how.mg_per_l > 0 {
        format!("{} {} mg/L", how.agent, how.mg_per_l)
    } else {
        how.agent.clone()
    };
    parts.push(strength.trim().to_owned());
    if how.minutes > 0 {
        parts.push(scene.text.with("round-minutes", &[("minutes", &how.minutes.to_string())]));
    }
    parts.push(scene.word("method", how.method.key()));
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}
