//! A line of the list, in words.

use eframe::egui::Ui;

use crate::domain::account::Strength;
use crate::domain::audit::Audited;
use crate::domain::rights::Right;
use crate::station::AuditRow;
use crate::ui::Scene;
use crate::ui::text::thousands;
use crate::ui::theme::{self, Tone, size};
use crate::ui::widgets::{label, muted, tag};

/// A row as one sentence.
pub(super) fn spoken(scene: &Scene<'_>, row: &AuditRow) -> String {
    let parts = [
        scene.view.card.zone.date_time(row.at),
        place(row.station.as_str(), row.seq),
        scene.word("entry", row.kind),
        person(scene, row),
        row.answered.clone(),
    ];
    let states = states(scene, row).into_iter().map(|(_, word)| word);
    let told = row.audited.iter().map(|audited| told(scene, audited));
    parts
        .into_iter()
        .chain(states)
        .chain(told)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// `南门 1,204`
pub(super) fn place(station: &str, seq: i64) -> String {
    let seq = thousands(usize::try_from(seq).unwrap_or_default());
    if station.is_empty() { seq } else { format!("{station} {seq}") }
}

/// The name of whom an entry is about, where they are in the list.
pub(super) fn person(scene: &Scene<'_>, row: &AuditRow) -> String {
    let person = row.person.and_then(|person| scene.view.roster.get(person));
    person.map(|person| person.name.clone()).unwrap_or_default()
}

pub(super) fn states(scene: &Scene<'_>, row: &AuditRow) -> Vec<(Tone, String)> {
    let word = |key: &str| scene.text.with(key, &[]);
    let gone = row.gone.map(|gone| (Tone::Recheck, word(&format!("journal-gone-{}", gone.key()))));
    let corrected = row.is_corrected.then(|| (Tone::Report, word("journal-corrected")));
    let unsure = (row.strength == Strength::Unconfirmed).then(|| (Tone::Recheck, word("journal-unconfirmed")));
    [gone, corrected, unsure].into_iter().flatten().collect()
}

/// What an entry about the record itself says, in one line.
fn told(scene: &Scene<'_>, audited: &Audited) -> String {
    let with = |kind: &str, facts: &[(&str, &str)]| scene.text.with(&format!("journal-told-{kind}"), facts);
    let count = |count: u64| thousands(usize::try_from(count).unwrap_or_default());
    match audited {
        Audited::Revealed(one) => {
            let person = scene.view.roster.get(one.person).map_or("", |person| person.name.as_str());
            let what = scene.word("word", &one.what);
            with("revealed", &[("person", person), ("what", &what), ("reason", &one.reason)])
        }
        Audited::Exported(one) => {
            let (what, level) = (scene.word("export-what", &one.what), scene.word("export-level", one.level.key()));
            let facts: [(&str, &str); 5] = [
                ("what", &what),
                ("format", &one.format),
                ("level", &level),
                ("rows", &count(one.rows)),
                ("purpose", &one.purpose),
            ];
            with("exported", &facts)
        }
        Audited::Purged(one) => with("purged", &[("count", &count(one.what.iter().map(|(_, _, count)| count).sum()))]),
        Audited::Denied(one) => right(scene, &one.right),
        Audited::Restored(one) => with("restored", &[("file", &one.file), ("lost", &count(one.lost))]),
        Audited::Held(one) => {
            let person = scene.view.roster.get(one.person).map_or("", |person| person.name.as_str());
            let key = if one.lifted { "lifted" } else { "held" };
            with(key, &[("person", person), ("reason", &one.reason)])
        }
        Audited::Requested(one) => {
            let person = scene.view.roster.get(one.person).map_or("", |person| person.name.as_str());
            let what = scene.word("privacy-wish", one.wish.key());
            with("requested", &[("person", person), ("what", &what)])
        }
        Audited::Unkept(one) => scene.word("verdict", one.verdict.key()),
    }
}

/// What was denied: a right, or signing in.
fn right(scene: &Scene<'_>, key: &str) -> String {
    if Right::ALL.iter().any(|right| right.key() == key) {
        scene.word("right", key)
    } else {
        scene.text.get("journal-told-sign-in").to_owned()
    }
}

pub(super) fn cell(ui: &mut Ui, scene: &Scene<'_>, row: &AuditRow, title: &str) {
    let body = theme::regular(size::BODY);
    match title {
        "journal-col-at" => {
            muted(ui, &scene.view.card.zone.date_time(row.at), size::BODY);
        }
        "journal-col-seq" => {
            label(ui, &place(&row.station, row.seq), body);
        }
        "journal-col-kind" => {
            label(ui, &scene.word("entry", row.kind), theme::bold(size::BODY));
        }
        "journal-col-person" => {
            label(ui, &person(scene, row), body);
        }
        "journal-col-answered" => {
            label(ui, &row.answered, body);
        }
        _ => {
            for (tone, word) in states(scene, row) {
                tag(ui, tone, &word);
            }
            if let Some(audited) = &row.audited {
                muted(ui, &told(scene, audited), size::BODY);
            }
        }
    }
}
