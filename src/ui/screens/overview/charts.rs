//! The four charts, made of the view and the days before.

use super::chart::{Chart, Look, Series};
use super::numbers::{is_due, many};
use crate::domain::coverage::{Coverage, Part};
use crate::domain::day::Moment;
use crate::domain::overview::{Covered, by_hour, coverage, fever_by_day, isolation_by_day, worst_first};
use crate::domain::person::PersonId;
use crate::station::Planned;
use crate::station::overview::{DAYS, Past};
use crate::ui::Scene;
use crate::ui::theme::Tone;

/// The charts in their reading order.
pub(super) fn charts(scene: &Scene<'_>, past: Option<&Past>, planned: &Planned) -> Vec<Chart> {
    vec![
        readings(scene, past),
        isolation(scene),
        departments(scene, &covered(scene, planned[0].as_ref())),
        fever(scene, past),
    ]
}

fn chart(scene: &Scene<'_>, key: &'static str, labels: Vec<String>, series: Vec<Series>) -> Chart {
    let card = &scene.view.card;
    let at = card.zone.date_time(scene.now);
    Chart {
        key,
        from: [card.site.as_str(), &card.station, &at].join(" "),
        title: scene.word("overview-chart", key),
        unit: scene.word("overview-unit", key),
        latest: labels.len().saturating_sub(1),
        labels,
        series,
        across: false,
    }
}

fn readings(scene: &Scene<'_>, past: Option<&Past>) -> Chart {
    let (text, zone) = (scene.text, scene.view.card.zone);
    let today = scene
        .view
        .days_so_far()
        .flat_map(|(_, today)| today.earlier.iter().map(|earlier| earlier.at));
    let before = past.iter().flat_map(|past| &past.yesterday.lines);
    let before = before.filter(|line| line.celsius.is_some()).map(|line| line.at);
    let series = |word, look, moments: Vec<Moment>| Series::new(text.get(word), look, by_hour(zone, moments).into());
    let labels = (0..24).map(|hour| format!("{hour:02}:00")).collect();
    let series = vec![
        series("overview-today", (Look::Bars, None), today.collect()),
        series("overview-yesterday", (Look::Faint, None), before.collect()),
    ];
    Chart {
        latest: usize::try_from(zone.hour(scene.now)).unwrap_or_default(),
        ..chart(scene, "readings", labels, series)
    }
}

fn fever(scene: &Scene<'_>, past: Option<&Past>) -> Chart {
    let day = scene.view.day;
    let mut readings = past.map(|past| past.fevers.clone()).unwrap_or_default();
    readings.extend(feverish(scene).into_iter().map(|(person, ..)| (day, person)));
    let rows = fever_by_day(&readings, day, DAYS);
    let labels = rows.iter().map(|(day, _)| scene.day(*day)).collect();
    let counts = rows.into_iter().map(|(_, count)| count).collect();
    let word = scene.word("overview-chart", "fever-people");
    chart(
        scene,
        "fever",
        labels,
        vec![Series::new(&word, (Look::Bars, Some(Tone::Clinic)), counts)],
    )
}

/// Who had a fever today: the warmest reading of each, and when; the latest first.
pub(super) fn feverish(scene: &Scene<'_>) -> Vec<(PersonId, crate::domain::temperature::Celsius, Moment)> {
    let rule = &scene.view.settings.temperature;
    let found = scene.view.days_so_far().filter_map(|(person, today)| {
        let warmest = today.earlier.iter().max_by_key(|earlier| earlier.celsius)?;
        rule.is_fever(warmest.celsius).then_some((person, warmest.celsius, warmest.at))
    });
    let mut found: Vec<_> = found.collect();
    found.sort_by_key(|(_, _, at)| std::cmp::Reverse(*at));
    found
}

fn isolation(scene: &Scene<'_>) -> Chart {
    let isolations = scene.view.standings().values().flat_map(|health| &health.isolations);
    let rows = isolation_by_day(isolations, scene.view.day, DAYS);
    let series = |word, look, values: Vec<u32>| Series::new(scene.text.get(word), look, values);
    let labels = rows.iter().map(|row| scene.day(row.day)).collect();
    let series = vec![
        series("overview-held", (Look::Line, None), rows.iter().map(|row| row.held).collect()),
        series(
            "overview-opened",
            (Look::Bars, Some(Tone::Isolate)),
            rows.iter().map(|row| row.opened).collect(),
        ),
        series(
            "overview-released",
            (Look::Hollow, Some(Tone::Clear)),
            rows.iter().map(|row| row.released).collect(),
        ),
    ];
    chart(scene, "isolation", labels, series)
}

/// Coverage by department of everybody who is on duty by the plan; without a plan, of everybody inside who is to be measured.
fn covered(scene: &Scene<'_>, planned: Option<&Coverage>) -> Vec<Covered> {
    if let Some(coverage) = planned {
        let of = |part: &Part| Covered {
            department: part.name.clone(),
            due: many(part.due),
            measured: many(part.measured()),
        };
        return worst_first(coverage.departments.iter().map(of).collect());
    }
    let inside = scene
        .view
        .days_so_far()
        .filter(|(person, today)| today.inside && is_due(scene, *person, scene.view.day));
    let rule = &scene.view.settings.temperature;
    let due = inside.filter_map(|(person, today)| Some((scene.view.roster.get(person)?.department.as_str(), today.is_measured(rule))));
    coverage(due)
}

fn departments(scene: &Scene<'_>, covered: &[Covered]) -> Chart {
    let text = scene.text;
    let named = |one: &Covered| match one.department.as_str() {
        "" => text.get("overview-no-department").to_owned(),
        name => name.to_owned(),
    };
    let told = |word, values: Vec<u32>| Series::new(text.get(word), (Look::Told, None), values);
    let percent = Series {
        sign: "%",
        ..Series::new(
            text.get("overview-covered"),
            (Look::Bars, None),
            covered.iter().map(Covered::percent).collect(),
        )
    };
    let series = vec![
        percent,
        told("overview-due", covered.iter().map(|one| one.due).collect()),
        told("overview-measured", covered.iter().map(|one| one.measured).collect()),
    ];
    Chart {
        across: true,
        latest: 0,
        ..chart(scene, "coverage", covered.iter().map(named).collect(), series)
    }
}
