//! Forms filled in: a layout and the reports of its days, in the words of the language chosen.

mod group;
mod rows;

use super::text::Text;
use super::{Scene, fonts};
use crate::domain::disclosure::Tells;
use crate::domain::layout::{GROUPS, Layout, LayoutColumn, Rows, SIGNATURES};
use crate::domain::peer::Level;
use crate::domain::report::{Figure, Happening, Report, Signature};
pub use group::{group_form, help_said};

pub use crate::station::{Form, FormColumn, FormValue, percent};

/// The title of a layout: its own, or the word for it.
pub fn title(scene: &Scene<'_>, layout: &Layout) -> String {
    own_or(&layout.title, || scene.word("layout", &layout.name))
}

/// The title of a column: its own, or the word for its key.
pub fn column_title(scene: &Scene<'_>, column: &LayoutColumn) -> String {
    own_or(&column.title, || key_word(scene, &column.key))
}

/// The word for what a column can hold.
pub fn key_word(scene: &Scene<'_>, key: &str) -> String {
    let area = if Figure::from_key(key).is_some() { "figure" } else { "column" };
    scene.word(area, key)
}

/// The title of a group, by its word where it is one that ships.
pub fn group_title(scene: &Scene<'_>, group: &str) -> String {
    if GROUPS.contains(&group) {
        scene.word("report-group", group)
    } else {
        group.to_owned()
    }
}

/// Who signs, by its word where it is one that ships.
pub fn signature_title(scene: &Scene<'_>, name: &str) -> String {
    if SIGNATURES.contains(&name) {
        scene.word("report-sign", name)
    } else {
        name.to_owned()
    }
}

/// A number as it is read: coverage as a part, everything else as it is.
pub fn number(figure: Figure, number: u64) -> String {
    value(figure, number).shown()
}

fn value(figure: Figure, number: u64) -> FormValue {
    if figure == Figure::Coverage {
        return FormValue::Percent(number);
    }
    FormValue::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

/// Something unusual, as a sentence.
pub fn unusual(scene: &Scene<'_>, happening: &Happening) -> String {
    let name = happening.person.and_then(|person| scene.view.roster.get(person));
    match name {
        Some(person) => scene
            .text
            .with(&format!("report-unusual-{}", happening.code), &[("name", &person.name)]),
        None => happening.text.clone(),
    }
}

/// The form of a layout; the last of the reports is the one that it is about.
pub fn form(scene: &Scene<'_>, layout: &Layout, reports: &[Report]) -> Option<Form> {
    let report = reports.last()?;
    let rows = rows::rows(scene, layout, reports);
    Some(Form {
        face: fonts::REGULAR_FACE,
        lang: scene.text.lang().tag().to_owned(),
        title: title(scene, layout),
        subtitle: layout.subtitle.clone(),
        facts: facts(scene, layout, report),
        columns: layout.columns.iter().map(|column| titled(scene, column)).collect(),
        sums: sums(scene, layout, &rows),
        rows,
        named: (matches!(layout.rows, Rows::Days(_)) && !report.unusual.is_empty()).then_some(0),
        remarks: remarks(scene, layout, report),
        signatures: signatures(scene, layout, report),
        foot: foot(scene, report),
        at: report.signature.as_ref().map_or(scene.now, |signature| signature.at),
    })
}

/// A word with its colon.
fn named(scene: &Scene<'_>, key: &str) -> String {
    [scene.text.get(key), scene.text.get("report-colon")].concat()
}

fn own_or(own: &str, word: impl FnOnce() -> String) -> String {
    if own.is_empty() { word() } else { own.to_owned() }
}

fn titled(scene: &Scene<'_>, column: &LayoutColumn) -> FormColumn {
    FormColumn {
        title: column_title(scene, column),
        group: group_title(scene, &column.group),
        width: column.width,
        number: Figure::from_key(&column.key).is_some() || column.key == "no",
        tells: tells(&column.key),
    }
}

/// What a column tells of somebody. Who signs a report answers for it and is named.
fn tells(key: &str) -> Tells {
    match key {
        "name" => Tells::Name,
        "phone" => Tells::Phone,
        "from" => Tells::Place,
        "number" | "dormitory" | "vehicle" | "symptoms" | "place" | "remark" => Tells::Identity,
        _ => Tells::Nothing,
    }
}

/// What stands on every page of what leaves: its level, and what it is for.
pub fn leaves(text: &Text, level: Level, purpose: &str) -> String {
    let word = text.with(&format!("export-level-{}", level.key()), &[]);
    let key = if purpose.is_empty() { "export-foot" } else { "export-foot-purpose" };
    text.with(key, &[("level", &word), ("purpose", purpose)])
}

fn facts(scene: &Scene<'_>, layout: &Layout, report: &Report) -> Vec<(String, String)> {
    let text = scene.text;
    let unit = own_or(&layout.unit, || report.unit.clone());
    let mut facts = vec![
        (named(scene, "report-unit"), unit),
        (named(scene, "report-day"), report.day.to_string()),
    ];
    let (name, said) = match &report.signature {
        Some(signature) => ("report-number", signed_as(scene, signature)),
        None => ("report-state", text.get("report-as-it-stands").to_owned()),
    };
    facts.push((named(scene, name), said));
    facts
}

/// `12（第 2 版）`
fn signed_as(scene: &Scene<'_>, signature: &Signature) -> String {
    let (number, version) = (signature.number.to_string(), signature.version.to_string());
    let facts: [(&str, &str); 2] = [("number", &number), ("version", &version)];
    let key = if signature.zero {
        "report-numbered-zero"
    } else {
        "report-numbered"
    };
    scene.text.with(key, &facts)
}

/// What the columns add up to, where one of them is to be added up.
fn sums(scene: &Scene<'_>, layout: &Layout, rows: &[Vec<FormValue>]) -> Vec<FormValue> {
    if rows.len() < 2 || !layout.columns.iter().any(|column| column.sum) {
        return Vec::new();
    }
    let sum = |at: usize| {
        let numbers = rows.iter().filter_map(|row| match row.get(at) {
            Some(FormValue::Integer(number)) => Some(*number),
            Some(FormValue::Empty | FormValue::Text(_) | FormValue::Percent(_)) | None => None,
        });
        FormValue::Integer(numbers.sum())
    };
    let cell = |(at, column): (usize, &LayoutColumn)| match (column.sum, at) {
        (true, _) => sum(at),
        (false, 0) => FormValue::text(scene.text.get("report-sum")),
        (false, _) => FormValue::Empty,
    };
    layout.columns.iter().enumerate().map(cell).collect()
}

fn remarks(scene: &Scene<'_>, layout: &Layout, report: &Report) -> Vec<(String, String)> {
    let text = scene.text;
    let mut remarks = Vec::new();
    if matches!(layout.rows, Rows::Days(_)) {
        remarks.push((named(scene, "report-unusual"), unusual_of(scene, report)));
        remarks.extend(imbalances(scene, report).map(|said| (named(scene, "report-unbalanced"), said)));
        if !report.supplies.is_empty() {
            remarks.push((named(scene, "report-supplies"), supplies(scene, report)));
        }
    }
    if report.is_zero() {
        let gates = report
            .signature
            .as_ref()
            .map(|signature| signature.gates.join(text.get("word-comma")));
        let said = text.with("report-zero-said", &[("gates", &gates.unwrap_or_default())]);
        remarks.push((named(scene, "report-zero"), said));
    }
    if !layout.note.is_empty() {
        remarks.push((named(scene, "report-note"), layout.note.clone()));
    }
    remarks
}

fn unusual_of(scene: &Scene<'_>, report: &Report) -> String {
    let said: Vec<String> = report.unusual.iter().map(|happening| unusual(scene, happening)).collect();
    if said.is_empty() {
        return scene.text.get("report-nothing-unusual").to_owned();
    }
    said.join(scene.text.get("report-and"))
}

/// Where the sum is not the roster, a sentence each.
pub fn imbalances<'a>(scene: &Scene<'a>, report: &'a Report) -> impl Iterator<Item = String> {
    let scene = *scene;
    report.imbalances.iter().map(move |imbalance| {
        let count = u64::try_from(imbalance.people.len()).unwrap_or_default();
        scene.text.count(&format!("report-imbalance-{}", imbalance.code), count, &[])
    })
}

fn supplies(scene: &Scene<'_>, report: &Report) -> String {
    let said = report.supplies.iter().map(|held| {
        let amount = thousandths(held.held);
        let mut facts: Vec<(&str, &str)> = vec![("name", &held.name), ("amount", &amount), ("unit", &held.unit)];
        let days = held.days_left.map(|days| days.to_string());
        match &days {
            Some(days) => {
                facts.push(("days", days));
                scene.text.with("report-held-days", &facts)
            }
            None => scene.text.with("report-held", &facts),
        }
    });
    said.collect::<Vec<_>>().join(scene.text.get("report-and"))
}

/// `12.5` of 12500 thousandths.
fn thousandths(amount: i64) -> String {
    let (whole, rest) = (amount / 1000, (amount % 1000).abs());
    if rest == 0 {
        return whole.to_string();
    }
    let digits = format!("{rest:03}");
    format!("{whole}.{}", digits.trim_end_matches('0'))
}

fn signatures(scene: &Scene<'_>, layout: &Layout, report: &Report) -> Vec<(String, String)> {
    let signed = |name: &str| match (&report.signature, name) {
        (Some(signature), "reporter") => signature.reporter.clone(),
        (Some(signature), "approver") => signature.approver.clone(),
        (_, _) => String::new(),
    };
    let names = layout.signatures.iter();
    let colon = scene.text.get("report-colon");
    names
        .map(|name| ([&signature_title(scene, name), colon].concat(), signed(name)))
        .collect()
}

/// Whose it is, when it was signed, and where the journal stood then.
fn foot(scene: &Scene<'_>, report: &Report) -> String {
    let zone = scene.view.card.zone;
    let at = report.signature.as_ref().map(|signature| zone.date_time(signature.at));
    let seq = report.head.seq.to_string();
    let hash = report.head.hash.get(..16).unwrap_or(&report.head.hash);
    let facts: [(&str, &str); 4] = [
        ("station", &report.station),
        ("at", at.as_deref().unwrap_or_default()),
        ("seq", &seq),
        ("hash", hash),
    ];
    let key = if report.signature.is_some() {
        "report-foot-signed"
    } else {
        "report-foot"
    };
    scene.text.with(key, &facts)
}
