//! A questionnaire coming in (摸排): who answered, which way, and what the rules say of each, before anything is written.

use eframe::egui::{self, Ui};

use super::list::{place, tagged};
use crate::station::Refused;
use crate::station::bring_returns::{Asked, Preview};
use crate::ui::Scene;
use crate::ui::action::{Action, BringAsked};
use crate::ui::screens::bring::Brings;
use crate::ui::text::Text;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{gap, label, muted};

const ROW: f32 = 28.0;
/// How high the list of what comes may become.
const LIST: f32 = 200.0;

impl Brings for Preview {
    type Field = Asked;
    const WORDS: [&'static str; 2] = ["returns-import-title", "returns-import-what"];

    fn asked(asked: BringAsked<Asked>) -> Action {
        Action::Questionnaire(asked)
    }

    fn fields() -> Vec<Asked> {
        Asked::all().collect()
    }

    fn good(&self) -> usize {
        self.rows.len()
    }

    fn refused(&self) -> &[Refused] {
        &self.refused
    }

    fn counted(&self, text: &Text) -> String {
        let figures = [
            ("good", self.rows.len()),
            ("known", self.known()),
            ("twice", self.duplicates.len()),
            ("refused", self.refused.len()),
        ];
        let figures = figures.map(|(name, number)| (name, number.to_string()));
        let figures: Vec<(&str, &str)> = figures.iter().map(|(name, number)| (*name, number.as_str())).collect();
        text.with("returns-import-found", &figures)
    }

    fn shown(&self, ui: &mut Ui, scene: &Scene<'_>) {
        gap(ui, space::S);
        ui.scope(|ui| rows(ui, scene, self));
    }
}

fn rows(ui: &mut Ui, scene: &Scene<'_>, preview: &Preview) {
    let all = preview.rows.len() + preview.duplicates.len();
    let area = egui::ScrollArea::vertical()
        .id_salt("answers")
        .max_height(LIST)
        .auto_shrink([false, true]);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.spacing_mut().interact_size.y = ROW;
    area.show_rows(ui, ROW, all, |ui, range| {
        for at in range {
            ui.horizontal(|ui| row(ui, scene, preview, at));
        }
    });
}

/// A row that is taken; after all of them those that a later one stands for.
fn row(ui: &mut Ui, scene: &Scene<'_>, preview: &Preview, at: usize) {
    if let Some(brings) = preview.rows.get(at) {
        tagged(ui, scene, brings.screened.judgement.verdict);
        label(ui, &brings.person.name, theme::regular(size::BODY));
        let places: Vec<String> = brings.declaration.stays.iter().map(|stay| place(scene, stay)).collect();
        let day = scene.day(brings.declaration.return_date);
        let known = if brings.known { "" } else { scene.text.get("returns-import-new") };
        let parts = [brings.person.number(), &places.join(" → "), &day, known];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        muted(ui, &parts.join(" · "), size::LABEL);
    } else if let Some(twice) = at.checked_sub(preview.rows.len()).and_then(|at| preview.duplicates.get(at)) {
        let row = twice.row.to_string();
        let said = match twice.of.map(|of| of.to_string()) {
            Some(of) => scene
                .text
                .with("returns-import-twice", &[("row", &row), ("of", &of), ("name", &twice.name)]),
            None => scene.text.with("returns-import-older", &[("row", &row), ("name", &twice.name)]),
        };
        muted(ui, &said, size::LABEL);
    }
}
