//! What the shift did and what the next one finds (交接班).

use eframe::egui::Ui;

use crate::station::ShiftCount;
use crate::ui::Scene;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{card, gap, label, muted, tag};

/// How high a row is.
const ROW: f32 = 28.0;

pub(super) fn ui(ui: &mut Ui, scene: &Scene<'_>, shift: &ShiftCount) {
    let figures = scene.view.figures;
    let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    card(ui, 24, |ui| {
        ui.set_width(ui.available_width());
        let name = if shift.name.is_empty() {
            scene.text.get("lock-nobody")
        } else {
            &shift.name
        };
        label(ui, scene.text.get("lock-shift"), theme::bold(size::SECOND));
        let from = scene.view.card.zone.date_time(shift.from);
        muted(
            ui,
            &scene.text.with("lock-shift-from", &[("name", name), ("from", &from)]),
            size::BODY,
        );
        gap(ui, space::S);
        ui.spacing_mut().interact_size.y = ROW;
        for (word, number, tone) in [
            ("lock-shift-readings", shift.readings, None),
            ("lock-shift-fevers", shift.fevers, Some(Tone::Isolate)),
            ("lock-shift-refused", shift.refused, Some(Tone::Recheck)),
            ("lock-shift-waiting", count(scene.view.waiting.len()), Some(Tone::Recheck)),
            ("lock-shift-overdue", count(figures.overdue), Some(Tone::Recheck)),
            ("lock-shift-inside", count(figures.inside), None),
            ("lock-shift-notes", shift.notes, Some(Tone::Report)),
        ] {
            row(ui, scene.text.get(word), number, tone);
        }
    });
}

fn row(ui: &mut Ui, word: &str, number: u64, tone: Option<Tone>) {
    ui.horizontal(|ui| {
        muted(ui, word, size::BODY);
        let rest = eframe::egui::Layout::right_to_left(eframe::egui::Align::Center);
        ui.with_layout(rest, |ui| match tone.filter(|_| number > 0) {
            Some(tone) => tag(ui, tone, &number.to_string()),
            None => label(ui, &number.to_string(), theme::bold(size::BODY)),
        });
    });
}
