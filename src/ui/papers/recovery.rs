//! The recovery key on paper: as text and as a code, with what it is for.

use super::page;
use crate::station::backup::RecoveryPaper;
use crate::station::{Sheet, qr};
use crate::ui::Scene;

/// The page to be printed once and locked away.
pub fn sheet(scene: &Scene<'_>, paper: &RecoveryPaper) -> Sheet {
    let text = scene.text;
    let card = &scene.view.card;
    let facts = vec![
        (text.get("recovery-station").to_owned(), card.station.clone()),
        (text.get("recovery-made").to_owned(), card.zone.date_time(scene.now)),
        (text.get("recovery-folder").to_owned(), paper.folder.display().to_string()),
    ];
    let sections = vec![
        (
            text.get("recovery-what").to_owned(),
            ["recovery-opens", "recovery-lock-away", "recovery-lost"]
                .map(|key| text.get(key).to_owned())
                .to_vec(),
        ),
        (text.get("recovery-key").to_owned(), vec![paper.text.clone()]),
    ];
    Sheet {
        code: qr::modules(&paper.text),
        ..page(scene, "recovery-title", facts, sections, &["recovery-kept-by"])
    }
}
