//! The form as the page that will be printed.

use std::sync::Arc;

use eframe::egui::{self, Align2, FontId, Galley, Rect, Role, ScrollArea, Sense, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::ui::forms::{Form, FormValue};
use crate::ui::theme::{self, size, space};

/// Between the letters of a cell and its lines.
const PAD: f32 = 4.0;
/// How many rows are drawn: a longer form is exported.
const MOST: usize = 200;

/// Draws the form, as wide as there is room or as its titles need.
pub(super) fn ui(ui: &mut Ui, form: &Form) {
    ScrollArea::both().id_salt("report-page").auto_shrink(false).show(ui, |ui| {
        let widths = widths(ui, form, ui.available_width() - 2.0 * space::L);
        let width: f32 = widths.iter().sum();
        let frame = egui::Frame::new().inner_margin(egui::Margin::same(12));
        frame.show(ui, |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = space::XS;
            titles(ui, form, width);
            let table = Table { form, widths: &widths };
            table.head(ui);
            for row in form.rows.iter().take(MOST) {
                table.row(ui, row);
            }
            if !form.sums.is_empty() {
                table.row(ui, &form.sums);
            }
            below(ui, form, width);
        });
    });
}

/// The columns share the width by what the layout gives them; none is narrower than its longest word of Latin letters or digits.
fn widths(ui: &Ui, form: &Form, room: f32) -> Vec<f32> {
    let all: f32 = form.columns.iter().map(|column| f32::from(column.width.max(1))).sum();
    let unit = room / all.max(1.0);
    let longest = |said: &str, font: &FontId| {
        let words = said.split_whitespace().filter(|word| word.is_ascii());
        let widths = words.map(|word| text(ui, word, font.clone(), f32::INFINITY).size().x);
        widths.fold(20.0_f32, f32::max)
    };
    let width = |(at, column): (usize, &crate::ui::forms::FormColumn)| {
        let cells = form.rows.iter().take(MOST).chain([&form.sums]).filter_map(|row| row.get(at));
        let cells = cells.map(|value| longest(&value.shown(), &font(column.number)));
        let least = cells.fold(longest(&column.title, &theme::bold(size::LABEL)), f32::max);
        (f32::from(column.width.max(1)) * unit).max(least + 2.0 * PAD + 1.0)
    };
    form.columns.iter().enumerate().map(width).collect()
}

/// The letters of a cell.
fn font(number: bool) -> FontId {
    theme::regular(if number { size::BODY } else { size::LABEL })
}

fn text(ui: &Ui, said: &str, font: FontId, wrap: f32) -> Arc<Galley> {
    let ink = theme::of(ui).text;
    ui.painter().layout(said.to_owned(), font, ink, wrap)
}

fn titles(ui: &mut Ui, form: &Form, width: f32) {
    let lines = [
        (form.title.as_str(), theme::bold(size::FIGURE)),
        (form.subtitle.as_str(), theme::regular(size::BODY)),
    ];
    for (said, font) in lines.into_iter().filter(|(said, _)| !said.is_empty()) {
        let galley = text(ui, said, font, width);
        let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, said));
        let at = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), rect).min;
        ui.painter().galley(at, galley, theme::of(ui).text);
    }
    ui.horizontal_wrapped(|ui| {
        for (name, value) in &form.facts {
            paragraph(ui, name, value);
            ui.add_space(space::L);
        }
    });
}

fn paragraph(ui: &mut Ui, name: &str, value: &str) {
    let palette = theme::of(ui);
    let mut job = egui::text::LayoutJob::default();
    for (said, ink) in [(name, palette.muted), (value, palette.text)] {
        job.append(said, 0.0, egui::TextFormat::simple(theme::regular(size::BODY), ink));
    }
    ui.label(job);
}

struct Table<'a> {
    form: &'a Form,
    widths: &'a [f32],
}

impl Table<'_> {
    fn width(&self, first: usize, count: usize) -> f32 {
        self.widths.iter().skip(first).take(count).sum()
    }

    fn left(&self, first: usize) -> f32 {
        self.widths.iter().take(first).sum()
    }

    fn titled(&self, ui: &Ui, at: usize) -> Arc<Galley> {
        let title = self.form.columns.get(at).map_or("", |column| &column.title);
        text(ui, title, theme::bold(size::LABEL), self.width(at, 1) - 2.0 * PAD)
    }

    /// The titles of the columns under those of their groups.
    fn head(&self, ui: &mut Ui) {
        let columns = 0..self.form.columns.len();
        let below = columns.map(|at| self.titled(ui, at).size().y).fold(0.0, f32::max) + 2.0 * PAD;
        let above = if self.form.has_groups() { 26.0 } else { 0.0 };
        let size = vec2(self.width(0, usize::MAX), above + below);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let titles: Vec<&str> = self.form.columns.iter().map(|column| column.title.as_str()).collect();
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, titles.join(" ")));
        for (first, count, group) in self.form.groups() {
            let left = rect.left() + self.left(first);
            let cell = |top: f32, at: usize, count: usize, height: f32| {
                let left = left + self.left(at) - self.left(first);
                Rect::from_min_size(pos2(left, rect.top() + top), vec2(self.width(at, count), height))
            };
            if group.is_empty() {
                paint(ui, cell(0.0, first, 1, above + below), self.titled(ui, first), true, true);
                continue;
            }
            let title = text(ui, group, theme::bold(theme::size::LABEL), self.width(first, count));
            paint(ui, cell(0.0, first, count, above), title, true, true);
            for at in first..first + count {
                paint(ui, cell(above, at, 1, below), self.titled(ui, at), true, true);
            }
        }
        ui.add_space(-space::XS);
    }

    fn row(&self, ui: &mut Ui, values: &[FormValue]) {
        let shown: Vec<String> = values.iter().map(FormValue::shown).collect();
        let laid = shown.iter().enumerate().map(|(at, said)| {
            let number = self.is_number(at);
            text(ui, said, font(number), self.width(at, 1) - 2.0 * PAD)
        });
        let laid: Vec<Arc<Galley>> = laid.collect();
        let tall = laid.iter().map(|galley| galley.size().y).fold(20.0, f32::max) + 2.0 * PAD;
        let size = Vec2::new(self.width(0, usize::MAX), tall);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, shown.join(" ")));
        for (at, galley) in laid.into_iter().enumerate() {
            let left = rect.left() + self.left(at);
            let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(self.width(at, 1), tall));
            paint(ui, cell, galley, self.is_number(at), false);
        }
        ui.add_space(-space::XS);
    }

    fn is_number(&self, at: usize) -> bool {
        self.form.columns.get(at).is_some_and(|column| column.number)
    }
}

/// A cell with its lines: numbers and titles in the middle, texts at the left.
fn paint(ui: &Ui, rect: Rect, galley: Arc<Galley>, centred: bool, title: bool) {
    let palette = theme::of(ui);
    let ground = if title { palette.sunken } else { palette.surface };
    let line = egui::Stroke::new(1.0, palette.muted);
    ui.painter().rect(rect, 0, ground, line, StrokeKind::Middle);
    let place = if centred { Align2::CENTER_CENTER } else { Align2::LEFT_CENTER };
    let at = place.align_size_within_rect(galley.size(), rect.shrink2(vec2(PAD, 0.0))).min;
    let lines = galley.rows.len();
    if centred && lines > 1 {
        // Each line of a title stands in the middle by itself.
        for row in &galley.rows {
            let x = rect.center().x - row.row.size.x / 2.0;
            let said = row.row.text();
            let font = theme::bold(size::LABEL);
            ui.painter()
                .text(pos2(x, at.y + row.pos.y), Align2::LEFT_TOP, said, font, palette.text);
        }
        return;
    }
    ui.painter().galley(at, galley, palette.text);
}

/// Remarks, and everybody who signs side by side.
fn below(ui: &mut Ui, form: &Form, width: f32) {
    ui.add_space(space::S);
    for (name, value) in &form.remarks {
        paragraph(ui, name, value);
    }
    ui.add_space(space::S);
    let each = width / f32::from(u16::try_from(form.signatures.len().max(1)).unwrap_or(1));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for (name, signed) in &form.signatures {
            ui.allocate_ui(vec2(each, 28.0), |ui| {
                ui.set_width(each);
                let (before, named) = (ui.cursor().left(), text(ui, name, theme::regular(size::BODY), f32::INFINITY));
                paragraph(ui, name, signed);
                let (from, y) = (before + named.size().x, ui.min_rect().bottom() + 2.0);
                ui.painter()
                    .hline(from..=before + each - space::L, y, egui::Stroke::new(1.0, theme::of(ui).muted));
            });
        }
    });
    crate::ui::widgets::muted(ui, &form.foot, size::LABEL);
}
