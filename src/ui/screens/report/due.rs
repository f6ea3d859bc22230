//! Which report is due, until when, and which are missing.

use crate::domain::day::Day;
use crate::domain::report::{DayStatus, deadline};
use crate::ui::Scene;
use crate::ui::theme::Tone;

/// From how many minutes before the cut-off a report that is not signed wants somebody.
const SOON_MIN: i64 = 60;

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
    let today = scene.view.day;
    let first = today.minus_days(cut_off(scene) / 1440).max(scene.view.opened);
    let mut day = first;
    while day < today {
        if status(scene, day) == DayStatus::Open {
            return day;
        }
        day = day.plus_days(1);
    }
    today
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

/// How many reports want somebody now: those that are missing, and the one whose time is nearly over.
pub(in crate::ui::screens) fn wanted(scene: &Scene<'_>) -> usize {
    let due = day(scene);
    let soon = status(scene, due) == DayStatus::Open && minutes_left(scene, due) <= SOON_MIN;
    usize::try_from(missing(scene)).unwrap_or_default() + usize::from(soon)
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

pub(super) fn tone(status: DayStatus) -> Tone {
    match status {
        DayStatus::Open => Tone::Report,
        DayStatus::Missing => Tone::Isolate,
        DayStatus::Reported | DayStatus::Zero => Tone::Clear,
        DayStatus::Late => Tone::Recheck,
        DayStatus::Corrected => Tone::Ask,
    }
}
