//! The board of those in isolation: which day, which dates, morning and evening, and what is to be done now.

use eframe::egui::{self, Align2, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::Clinic;
use crate::domain::measured::Cell;
use crate::domain::person::Person;
use crate::domain::ward::{Now, Observed, Part};
use crate::ui::Scene;
use crate::ui::theme::{self, Tone, radius, size, space};
use crate::ui::widgets::{Column, ListTable, label, muted, tag};

const COLUMNS: [(&str, f32); 6] = [
    ("field-name", 148.0),
    ("clinic-quarters", 62.0),
    ("clinic-days", 76.0),
    ("clinic-dates", 118.0),
    ("clinic-cells", 196.0),
    ("clinic-now", 0.0),
];

/// Where the keyboard moves among the rows.
pub(super) const TABLE: &str = "clinic-list";

impl Clinic {
    /// The rows. Answers the one that was opened.
    pub(super) fn board(&mut self, ui: &mut Ui, scene: &Scene<'_>, part: Part) -> Option<usize> {
        // The strokes of every reading give way first.
        let narrow = ui.available_width() < 700.0;
        let shown: Vec<(&str, f32)> = COLUMNS
            .into_iter()
            .filter(|(title, _)| !(narrow && *title == "clinic-cells"))
            .collect();
        let columns = shown.iter().map(|(title, width)| Column {
            title: scene.text.get(title),
            width: *width,
            right: false,
        });
        let columns: Vec<Column<'_>> = columns.collect();
        let table = ListTable {
            id: TABLE,
            columns: &columns,
            rows: self.lists.count(self.tab),
        };
        let lists = &self.lists;
        let row = |no| {
            let observed = lists.observed(part, no)?;
            Some((scene.view.roster.get(observed.person)?, observed))
        };
        let sentence = |no| row(no).map_or_else(String::new, |(person, observed)| spoken(scene, person, observed));
        table.show_kept(ui, &mut self.cursor, sentence, |ui, no, column| {
            if let Some((of, (title, _))) = row(no).zip(shown.get(column)) {
                cell(ui, scene, of, title);
            }
        })
    }
}

/// A row as one sentence.
fn spoken(scene: &Scene<'_>, person: &Person, observed: &Observed) -> String {
    let day = scene.text.with("clinic-day", &[("day", &observed.clock.number.to_string())]);
    let quarters = scene.word("quarters", observed.quarters.key());
    let now = scene.word("clinic-now", observed.now.key());
    [
        person.name.as_str(),
        person.number(),
        &quarters,
        &day,
        &dates(scene, observed),
        &now,
    ]
    .join(" ")
}

/// `02-07 → 02-08`, and `02-06 +1 → 02-08` where a missing reading has added a day.
fn dates(scene: &Scene<'_>, observed: &Observed) -> String {
    let (last, free) = (scene.day(observed.clock.planned), scene.day(observed.clock.free));
    match observed.clock.added() {
        0 => format!("{last} → {free}"),
        added => format!("{last} +{added} → {free}"),
    }
}

fn cell(ui: &mut Ui, scene: &Scene<'_>, (person, observed): (&Person, &Observed), title: &str) {
    match title {
        "field-name" => {
            ui.spacing_mut().item_spacing.x = space::XS;
            label(ui, &person.name, theme::name_font(ui, &person.name, size::BODY));
            muted(ui, person.number(), size::BODY);
        }
        "clinic-quarters" => {
            label(
                ui,
                &scene.word("quarters-short", observed.quarters.key()),
                theme::regular(size::BODY),
            );
        }
        "clinic-days" => {
            let said = scene.text.with("clinic-day", &[("day", &observed.clock.number.to_string())]);
            label(ui, &said, theme::regular(size::BODY));
        }
        "clinic-dates" => {
            label(ui, &dates(scene, observed), theme::regular(size::BODY));
        }
        "clinic-cells" => bars(ui, &observed.cells),
        "clinic-now" => {
            tag(ui, tone(observed.now), &scene.word("clinic-now", observed.now.key()));
        }
        _ => {}
    }
}

/// The colour of what is to be done.
pub(super) fn tone(now: Now) -> Tone {
    match now {
        Now::LastMissing | Now::LastFever | Now::LastLow | Now::Unwell => Tone::Isolate,
        Now::Hospital => Tone::Clinic,
        Now::EndsToday => Tone::Report,
        Now::Due(_) | Now::Missed(_) => Tone::Recheck,
        Now::Releasable | Now::Measured => Tone::Clear,
        Now::Later => Tone::Refuse,
    }
}

/// Morning and evening of each day as small bars: full and low for normal, full height for a fever, outlined for due, hollow for
/// missed, a dot before it was opened. Only the last days where there are more than fit.
fn bars(ui: &mut Ui, cells: &[[Cell; 2]]) {
    const STEP: f32 = 6.0;
    let flat: Vec<Cell> = cells.iter().flatten().copied().filter(|cell| *cell != Cell::Later).collect();
    let fits = ((ui.available_width() - 4.0) / STEP).max(1.0);
    let fits = (0..flat.len()).take_while(|no| no_to_x(*no) < fits).count();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    for (no, state) in flat.iter().skip(flat.len() - fits).enumerate() {
        let x = STEP.mul_add(no_to_x(no), rect.left() + 3.0);
        bar(ui, pos2(x, rect.center().y), *state);
    }
}

fn no_to_x(no: usize) -> f32 {
    u16::try_from(no).map_or(f32::MAX, f32::from)
}

fn bar(ui: &Ui, center: egui::Pos2, state: Cell) {
    let palette = theme::of(ui);
    let painter = ui.painter();
    let at = |height: f32, width: f32| Rect::from_center_size(center, vec2(width, height));
    let round = radius::TAG / 4;
    match state {
        Cell::Normal => {
            let low = at(14.0, 4.0).translate(vec2(0.0, 3.0));
            painter.rect_filled(low, round, palette.ink(Tone::Clear).gamma_multiply(0.6));
        }
        Cell::Fever => {
            painter.rect_filled(at(22.0, 4.0), round, palette.ink(Tone::Isolate));
        }
        Cell::Low => {
            let font = theme::bold(size::LABEL);
            painter.text(center, Align2::CENTER_CENTER, "↓", font, palette.ink(Tone::Recheck));
        }
        Cell::Missed => {
            let low = at(14.0, 4.0).translate(vec2(0.0, 3.0));
            painter.rect_stroke(low, round, Stroke::new(1.0, palette.muted), StrokeKind::Inside);
        }
        Cell::Due => {
            let ink = palette.ink(Tone::Recheck);
            painter.rect(
                at(22.0, 7.0).translate(vec2(1.0, 0.0)),
                round + 1,
                palette.soft(Tone::Recheck),
                Stroke::new(2.0, ink),
                StrokeKind::Inside,
            );
        }
        Cell::Before => {
            painter.circle_filled(center + vec2(0.0, 8.0), 1.0, palette.muted);
        }
        Cell::Later => {}
    }
}
