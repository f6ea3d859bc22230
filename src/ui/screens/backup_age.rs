//! How old the newest backup is, for the bar at the top and the settings: one calm line.

use eframe::egui::{RichText, Ui};

use super::stations::age::ago;
use crate::domain::thinning::Age;
use crate::ui::Scene;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::muted;

/// The line and what it means; `None` where nothing is known yet.
pub(super) fn said(scene: &Scene<'_>) -> Option<(Option<Tone>, String)> {
    let backups = &scene.view.backups;
    let age = backups.age(scene.now)?;
    if backups.remembered.failed.is_some() {
        return Some((Some(Tone::Isolate), scene.text.get("backup-top-failed").to_owned()));
    }
    let days = backups.last().map_or(0, |last| scene.now.secs_since(last) / 86_400);
    let old = |tone| (Some(tone), scene.text.count("backup-top-days", days.unsigned_abs(), &[]));
    Some(match age {
        Age::Fresh => {
            let ago = backups.last().map(|last| ago(scene, last)).unwrap_or_default();
            (None, scene.text.with("backup-top", &[("ago", &ago)]))
        }
        Age::Old => old(Tone::Recheck),
        Age::TooOld => old(Tone::Isolate),
    })
}

/// Draws it, from right to left. What is fine stands back, and gives way where the bar is full.
pub(super) fn top(ui: &mut Ui, scene: &Scene<'_>, room: f32) {
    let Some((tone, said)) = said(scene) else { return };
    ui.add_space(space::L);
    match tone {
        Some(tone) => {
            let ink = theme::of(ui).ink(tone);
            ui.label(RichText::new(said).font(theme::regular(size::LABEL)).color(ink));
            ui.label(Icon::HardDrive.text(size::LABEL).color(ink));
        }
        None if ui.available_width() > room => {
            muted(ui, &said, size::LABEL);
        }
        None => {}
    }
}
