//! How old what is known of a unit is.

use crate::domain::day::Moment;
use crate::ui::Scene;

/// Reports come once a day: what is older than a day and a half has missed one.
const STALE_MIN: i64 = 36 * 60;

/// In words, and whether it is older than it should be. `None` is what never came.
pub(super) fn said(scene: &Scene<'_>, until: Option<Moment>) -> (String, bool) {
    let Some(until) = until else {
        return (scene.text.get("hq-age-never").to_owned(), true);
    };
    let minutes = scene.now.secs_since(until).div_euclid(60);
    let (key, number) = match minutes {
        ..2 => ("hq-age-now", 0),
        2..60 => ("hq-age-minutes", minutes),
        60..2_880 => ("hq-age-hours", minutes / 60),
        2_880.. => ("hq-age-days", minutes / 1_440),
    };
    let said = scene.text.count(key, u64::try_from(number).unwrap_or_default(), &[]);
    (said, minutes > STALE_MIN)
}
