//! How old what is known of a unit is.

use crate::domain::day::Moment;
use crate::domain::group::is_stale;
use crate::ui::Scene;
use crate::ui::screens::stations::age::ago;

/// In words, and whether it is older than it should be. `None` is what never came.
pub(super) fn said(scene: &Scene<'_>, until: Option<Moment>) -> (String, bool) {
    let said = until.map_or_else(|| scene.text.get("hq-age-never").to_owned(), |until| ago(scene, until));
    (said, is_stale(until, scene.now))
}
