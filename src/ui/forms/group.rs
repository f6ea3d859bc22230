//! The consolidated report in a layout: a line for every unit where a report has a line for its day, and the sum below.

use super::{Form, FormColumn, FormValue, group_title, named, own_or, rows, signature_title, title, titled, value};
use crate::domain::group::consolidated::{Consolidated, UnitReport};
use crate::domain::group::help::Help;
use crate::domain::group::{ItemLine, UnitId};
use crate::domain::layout::{Layout, LayoutColumn, Rows};
use crate::domain::report::{Figure, Happening, Report};
use crate::domain::supplies::amount::amount;
use crate::ui::{Scene, fonts};

/// How many digits of a report's hash its line shows.
const DIGITS: usize = 12;
/// As wide as the name of a unit usually is.
const NAME: u16 = 18;

/// The form of a layout for a whole group; `None` where its rows are people, whom not every unit names.
pub fn group_form(scene: &Scene<'_>, layout: &Layout, all: &Consolidated) -> Option<Form> {
    if !matches!(layout.rows, Rows::Days(_)) {
        return None;
    }
    // Of one day there is nothing to say in every line: the column of the day is that of the unit.
    let kept: Vec<&LayoutColumn> = layout.columns.iter().filter(|column| column.key != "date").collect();
    let shown = Layout {
        columns: kept.iter().map(|column| (*column).clone()).collect(),
        ..layout.clone()
    };
    let signed = FormColumn {
        title: scene.text.get("group-signed-hash").to_owned(),
        width: 16,
        ..FormColumn::default()
    };
    let columns = [unit_column(scene)]
        .into_iter()
        .chain(kept.iter().map(|column| titled(scene, column)));
    Some(Form {
        face: fonts::REGULAR_FACE,
        lang: scene.text.lang().tag().to_owned(),
        title: title(scene, layout),
        subtitle: own_or(&layout.subtitle, || scene.text.get("group-consolidated").to_owned()),
        facts: facts(scene, layout, all),
        columns: columns.chain([signed]).collect(),
        rows: all.units.iter().map(|unit| row(scene, &shown, unit)).collect(),
        sums: sums(scene, &shown, all),
        named: named_remark(scene, all),
        remarks: remarks(scene, layout, all),
        signatures: signatures(scene, layout),
        foot: foot(scene, all),
        at: all.at,
    })
}

fn unit_column(scene: &Scene<'_>) -> FormColumn {
    FormColumn {
        title: scene.word("column", "unit"),
        group: group_title(scene, ""),
        width: NAME,
        ..FormColumn::default()
    }
}

fn facts(scene: &Scene<'_>, layout: &Layout, all: &Consolidated) -> Vec<(String, String)> {
    vec![
        (named(scene, "report-unit"), own_or(&layout.unit, || all.unit.clone())),
        (named(scene, "report-day"), all.sums.day.to_string()),
        (named(scene, "group-in-sum"), of(scene, all)),
    ]
}

/// `14 of 16 units`
fn of(scene: &Scene<'_>, all: &Consolidated) -> String {
    let total = &all.sums.total;
    let (counted, of) = (total.counted.len().to_string(), total.of().to_string());
    scene.text.with("group-of-units", &[("counted", &counted), ("of", &of)])
}

fn row(scene: &Scene<'_>, layout: &Layout, unit: &UnitReport) -> Vec<FormValue> {
    let name = unit.line.unit.name();
    let Some(report) = &unit.report else {
        let status = scene.word("report-status", unit.line.status.key());
        let said = scene.text.with("group-unit-not-in", &[("unit", name), ("status", &status)]);
        let empty = layout.columns.iter().map(|_| FormValue::Empty);
        return [FormValue::text(said)].into_iter().chain(empty).chain([FormValue::Empty]).collect();
    };
    let hash = unit.sha256.get(..DIGITS).unwrap_or(&unit.sha256);
    let figures = rows::day(scene, layout, &told(scene, report));
    let (first, last) = (FormValue::text(name), FormValue::text(hash));
    [first].into_iter().chain(figures).chain([last]).collect()
}

/// Every figure of the group; what is no figure has no sum.
fn sums(scene: &Scene<'_>, layout: &Layout, all: &Consolidated) -> Vec<FormValue> {
    let cell = |column: &LayoutColumn| match Figure::from_key(&column.key) {
        Some(figure) if !all.sums.total.counted.is_empty() => value(figure, all.sums.total.numbers.get(figure)),
        Some(_) | None => FormValue::Empty,
    };
    let first = FormValue::text(scene.text.with("group-sum", &[("of", &of(scene, all))]));
    let cells = layout.columns.iter().map(cell);
    [first].into_iter().chain(cells).chain([FormValue::Empty]).collect()
}

fn remarks(scene: &Scene<'_>, layout: &Layout, all: &Consolidated) -> Vec<(String, String)> {
    let text = scene.text;
    let absent: Vec<&str> = all.sums.total.absent.iter().map(UnitId::name).collect();
    let mut remarks = Vec::new();
    if !absent.is_empty() {
        remarks.push((named(scene, "group-not-in-sum"), absent.join(text.get("word-comma"))));
    }
    let unusual: Vec<String> = all.units.iter().filter_map(|unit| unusual_of(scene, unit)).collect();
    let said = match unusual.as_slice() {
        [] => text.get("report-nothing-unusual").to_owned(),
        all => all.join(text.get("report-and")),
    };
    remarks.push((named(scene, "report-unusual"), said));
    let low: Vec<String> = all.supplies.iter().filter_map(|line| supply(scene, line)).collect();
    if !low.is_empty() {
        remarks.push((named(scene, "report-supplies"), low.join(text.get("report-and"))));
    }
    if !layout.note.is_empty() {
        remarks.push((named(scene, "report-note"), layout.note.clone()));
    }
    remarks
}

/// Which of the remarks may name people: what happened in the units, where something did.
fn named_remark(scene: &Scene<'_>, all: &Consolidated) -> Option<usize> {
    let happened = all.units.iter().any(|unit| unusual_of(scene, unit).is_some());
    happened.then_some(usize::from(!all.sums.total.absent.is_empty()))
}

/// What a unit tells besides its figures, with its name; `None` where that is nothing.
fn unusual_of(scene: &Scene<'_>, unit: &UnitReport) -> Option<String> {
    let said = happened(scene, unit.report.as_ref()?);
    let facts = [("unit", unit.line.unit.name()), ("said", &*said.join(scene.text.get("word-comma")))];
    (!said.is_empty()).then(|| scene.text.with("group-unit-says", &facts))
}

/// What happened, a sentence each. A unit may say that somebody was sent to hospital and not who.
fn happened(scene: &Scene<'_>, report: &Report) -> Vec<String> {
    let said = report.unusual.iter().filter_map(|happening| {
        let said = super::unusual(scene, happening);
        let of_somebody = || {
            let key = format!("report-unusual-{}", happening.code);
            scene.text.with(&key, &[("name", scene.text.get("group-somebody"))])
        };
        if said.is_empty() {
            Happening::OF_SOMEBODY.contains(&&*happening.code).then(of_somebody)
        } else {
            Some(said)
        }
    });
    said.collect()
}

/// The report with what happened in words already, and without what it does not say of whom.
fn told(scene: &Scene<'_>, report: &Report) -> Report {
    let note = |text| Happening {
        code: "note".to_owned(),
        person: None,
        text,
    };
    let mut told = report.clone();
    told.unusual = happened(scene, report).into_iter().map(note).collect();
    told.imbalances.retain(|imbalance| !imbalance.people.is_empty());
    told
}

/// Who is low of something and who could help; `None` where nobody is.
fn supply(scene: &Scene<'_>, line: &ItemLine) -> Option<String> {
    let comma = scene.text.get("word-comma");
    let low: Vec<&str> = line
        .holdings
        .iter()
        .filter(|holding| holding.shelf.low)
        .map(|holding| holding.unit.name())
        .collect();
    if low.is_empty() {
        return None;
    }
    let facts = [("item", line.name.as_str()), ("units", &*low.join(comma))];
    let said = scene.text.with("group-low", &facts);
    let helps: Vec<String> = line.helps.iter().filter_map(|help| help_said(scene, line, help)).collect();
    Some([vec![said], helps].concat().join(comma))
}

/// `A could give B 300 of it`; `None` where the places are not of this line.
pub fn help_said(scene: &Scene<'_>, line: &ItemLine, help: &Help) -> Option<String> {
    let (from, to) = (line.holdings.get(help.from)?, line.holdings.get(help.to)?);
    let amount = amount(help.amount);
    let facts: [(&str, &str); 4] = [
        ("from", from.unit.name()),
        ("to", to.unit.name()),
        ("amount", &amount),
        ("measure", &line.measure),
    ];
    Some(scene.text.with("group-could-help", &facts))
}

fn signatures(scene: &Scene<'_>, layout: &Layout) -> Vec<(String, String)> {
    let colon = scene.text.get("report-colon");
    let names = layout.signatures.iter();
    names
        .map(|name| ([&signature_title(scene, name), colon].concat(), String::new()))
        .collect()
}

/// Whose it is, and where the journal of headquarters stood.
fn foot(scene: &Scene<'_>, all: &Consolidated) -> String {
    let (seq, hash) = (all.head.seq.to_string(), all.head.hash.get(..16).unwrap_or(&all.head.hash));
    let facts: [(&str, &str); 4] = [
        ("station", &all.station),
        ("at", &scene.view.card.zone.date_time(all.at)),
        ("seq", &seq),
        ("hash", hash),
    ];
    scene.text.with("group-foot", &facts)
}
