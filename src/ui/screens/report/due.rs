//! Which report is due, until when, and which are missing.

use crate::domain::day::Day;
use crate::domain::report::{DayStatus, SOON_MIN, deadline};
use crate::ui::Scene;
use crate::ui::theme::Tone;

fn cut_off(scene: &Scene<'_>) -> u32 {
    scene.view.settings.daily.cut_off_min
}

/// How the report of a day stands now.
pub(super) fn status(scene: &Scene<'_>, day: Day) -> DayStatus {
    let book = &scene.view.daybook.reports;
    book.status(scene.view.card.zone, day, cut_off(scene), scene.now)
}

/// The day whose report is due next: the first one that has still time, else today.
pub(super) fn day(scene: &Scene<'_>) -> Day {
    let view = scene.view;
    let days = (view.opened, view.day);
    view.daybook.reports.due(view.card.zone, days, cut_off(scene), scene.now)
}

/// How many days nobody has reported although their time is over.
pub(super) fn missing(scene: &Scene<'_>) -> u64 {
    let view = scene.view;
    let days = view
        .daybook
        .reports
        .missing(view.card.zone, (view.opened, view.day), cut_off(scene), scene.now);
    u64::try_from(days.len()).unwrap_or_default()
}

fn minutes_left(scene: &Scene<'_>, day: Day) -> i64 {
    let deadline = deadline(scene.view.card.zone, day, cut_off(scene));
    deadline.secs_since(scene.now).div_euclid(60)
}

/// How the report of a day stands, in a tone and a sentence: with a countdown as long as there is time.
pub(super) fn said(scene: &Scene<'_>, day: Day) -> (Tone, String) {
    let status = status(scene, day);
    if status != DayStatus::Open {
        return (tone(status), scene.word("report-status", status.key()));
    }
    let minutes = minutes_left(scene, day);
    let left = format!("{}:{:02}", minutes / 60, minutes % 60);
    let at = deadline(scene.view.card.zone, day, cut_off(scene));
    let at = if scene.view.card.zone.day_of(at) == scene.view.day {
        scene.clock(at)
    } else {
        [scene.day(scene.view.card.zone.day_of(at)), scene.clock(at)].join(" ")
    };
    let tone = if minutes <= SOON_MIN { Tone::Recheck } else { Tone::Report };
    (tone, scene.text.with("report-countdown", &[("left", &left), ("at", &at)]))
}

pub(in crate::ui::screens) fn tone(status: DayStatus) -> Tone {
    match status {
        DayStatus::Open => Tone::Report,
        DayStatus::Missing => Tone::Isolate,
        DayStatus::Reported | DayStatus::Zero => Tone::Clear,
        DayStatus::Late => Tone::Recheck,
        DayStatus::Corrected => Tone::Ask,
    }
}
