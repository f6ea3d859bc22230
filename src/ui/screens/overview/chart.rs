//! A chart: numbers with their labels, drawn the same on the screen and into a picture, told in words, and copied as rows.

use std::ops::RangeInclusive;

use eframe::egui::{self, Align2, Color32, Rect, RichText, Sense, Stroke, StrokeKind, TextStyle, Ui, vec2};
use egui_plot::{
    Bar, BarChart, GridMark, Line, MarkerShape, Plot, PlotBounds, PlotPoint, PlotPoints, PlotTransform, PlotUi, Points, Span, Text,
};

use crate::ui::theme::{self, Palette, Tone, size, space};
use crate::ui::widgets::{label, muted};

/// What a row of numbers is drawn as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Bars,
    /// Bars without a filling.
    Hollow,
    Line,
    /// A line that stands back: an earlier day.
    Faint,
    /// Told and copied, not drawn.
    Told,
}

/// One row of numbers, a number a label.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    pub name: String,
    pub look: Look,
    /// The meaning of its colour; `None` for the accent.
    pub tone: Option<Tone>,
    /// `None` where nothing is known: not drawn, and never taken for zero.
    pub values: Vec<Option<u32>>,
    /// What stands after a number: `%`.
    pub sign: &'static str,
}

/// A chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Names it in a file's name.
    pub key: &'static str,
    pub title: String,
    pub unit: String,
    /// Where and when it was drawn: said on a picture, which goes elsewhere.
    pub from: String,
    pub labels: Vec<String>,
    pub series: Vec<Series>,
    /// The bars lie, each behind its label: for names.
    pub across: bool,
    /// Which label speaks while nothing is pointed at.
    pub latest: usize,
}

/// Where a chart was drawn, to find what is pointed at.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct Drawn {
    pub(super) rect: Rect,
    transform: PlotTransform,
}

/// The room that a label below an axis needs, in points.
const LABEL_WIDTH: f64 = 56.0;

/// How high a title with its buttons is.
const HEAD: f32 = 32.0;

/// A number of a position, which there are never many of.
fn at(no: usize) -> f64 {
    u32::try_from(no).map_or(f64::MAX, f64::from)
}

impl Chart {
    /// Title and unit, and what `buttons` puts at the right in so much room.
    pub(in crate::ui) fn head(&self, ui: &mut Ui, room: f32, buttons: impl FnOnce(&mut Ui)) {
        ui.spacing_mut().interact_size.y = HEAD;
        ui.horizontal(|ui| {
            ui.set_min_height(HEAD);
            label(ui, &self.title, theme::bold(size::BODY));
            let left = ui.available_width() - room;
            let unit = ui
                .painter()
                .layout_no_wrap(self.unit.clone(), theme::regular(size::LABEL), Color32::PLACEHOLDER);
            if unit.size().x < left {
                muted(ui, &self.unit, size::LABEL);
            }
            ui.add_space((ui.available_width() - room).max(0.0));
            buttons(ui);
        });
    }

    /// Each row of numbers by its mark and name; with its number where a label is named.
    pub(in crate::ui) fn legend(&self, ui: &mut Ui, no: Option<usize>) {
        ui.spacing_mut().interact_size.y = size::LABEL;
        ui.horizontal(|ui| {
            // As high as its words, so that the first mark stands in their middle.
            ui.set_min_height(size::LABEL * 1.45);
            ui.spacing_mut().item_spacing.x = space::XS;
            if let Some(at) = no.and_then(|no| self.labels.get(no)) {
                label(ui, at, theme::bold(size::LABEL));
                ui.add_space(space::S);
            }
            for series in self.series.iter().filter(|series| no.is_some() || series.look != Look::Told) {
                swatch(ui, series);
                let said = no.map_or_else(|| series.name.clone(), |no| series.said(no));
                label(ui, &said, theme::regular(size::LABEL));
                ui.add_space(space::S);
            }
        });
    }

    /// The numbers at a label as one sentence.
    pub(super) fn said(&self, no: usize) -> String {
        let label = self.labels.get(no).cloned().unwrap_or_default();
        std::iter::once(label)
            .chain(self.series.iter().map(|series| series.said(no)))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The whole chart in words: every label with its numbers.
    pub(super) fn told(&self) -> String {
        let all = (0..self.labels.len()).map(|no| self.said(no));
        format!("{} {}: {}", self.title, self.unit, all.collect::<Vec<_>>().join("; "))
    }

    /// The numbers as rows of a spreadsheet under their titles.
    pub(super) fn rows(&self) -> (Vec<String>, Vec<Vec<String>>) {
        let names = self.series.iter().map(|series| format!("{}{}", series.name, series.sign));
        let titles = std::iter::once(self.title.clone()).chain(names);
        let row = |(no, label): (usize, &String)| {
            let number = |series: &Series| series.value(no).map(|value| value.to_string()).unwrap_or_default();
            let numbers = self.series.iter().map(number);
            std::iter::once(label.clone()).chain(numbers).collect()
        };
        (titles.collect(), self.labels.iter().enumerate().map(row).collect())
    }

    /// The picture itself, as wide as there is room, with a label marked.
    pub(in crate::ui) fn plot(&self, ui: &mut Ui, height: f32, marked: Option<usize>) -> Drawn {
        let palette = theme::of(ui);
        let width = ui.available_width();
        ui.scope(|ui| {
            // The plot writes its axes in the body's size.
            ui.style_mut().text_styles.insert(TextStyle::Body, theme::regular(size::LABEL));
            let shown = self.shown(height);
            let plot = self
                .quiet(height, palette.line)
                .y_axis_min_width(if self.across { self.widest(ui) } else { 32.0 });
            let plot = if self.across {
                self.across(plot, shown)
            } else {
                self.upright(plot, width)
            };
            let bounds = self.bounds(shown, width);
            let response = plot.show(ui, |plot| {
                plot.set_plot_bounds(bounds);
                if let Some(no) = marked {
                    let (span, middle) = (Span::new("", 0.0..=0.0), at(no));
                    let span = if self.across {
                        span.range(-middle - 0.5..=-middle + 0.5).axis(egui_plot::Axis::Y)
                    } else {
                        span.range(middle - 0.5..=middle + 0.5)
                    };
                    plot.span(span.fill(palette.accent_soft).border_width(0.0));
                }
                for series in &self.series {
                    self.draw(plot, series, palette);
                }
            });
            Drawn {
                rect: response.response.rect,
                transform: response.transform,
            }
        })
        .inner
    }

    /// A plot that nothing moves: neither the wheel nor a drag.
    fn quiet(&self, height: f32, grid: Color32) -> Plot<'_> {
        Plot::new(self.key)
            .height(height)
            .sense(Sense::hover())
            .allow_drag(false)
            .allow_zoom(false)
            .allow_scroll(false)
            .allow_boxed_zoom(false)
            .allow_double_click_reset(false)
            .show_background(false)
            .grid_color(grid)
            .grid_fade(0.0)
            .show_x(false)
            .show_y(false)
            .show_crosshair(false)
            .label_formatter(|_| None)
    }

    /// Labels below, numbers at the left.
    fn upright<'a>(&'a self, plot: Plot<'a>, width: f32) -> Plot<'a> {
        let fits = (LABEL_WIDTH / self.each(width)).ceil().max(1.0);
        let (count, first) = (at(self.labels.len()), at(self.latest) % fits);
        let step = step(self.most());
        let top = self.top();
        plot.show_grid([false, true])
            .x_grid_spacer(move |_| marks(first, fits, count - 1.0))
            .y_grid_spacer(move |_| marks(0.0, step, top))
            .x_axis_formatter(|mark: GridMark, _: &RangeInclusive<f64>| self.label(mark.value))
            .y_axis_formatter(|mark: GridMark, _: &RangeInclusive<f64>| format!("{:.0}", mark.value))
    }

    /// Labels at the left, the first on top; percent below.
    fn across<'a>(&'a self, plot: Plot<'a>, shown: f64) -> Plot<'a> {
        plot.show_grid([true, false])
            .x_grid_spacer(|_| marks(0.0, 50.0, 100.0))
            .y_grid_spacer(move |_| marks(1.0 - shown, 1.0, 0.0))
            .x_axis_formatter(|mark: GridMark, _: &RangeInclusive<f64>| format!("{:.0}%", mark.value))
            .y_axis_formatter(|mark: GridMark, _: &RangeInclusive<f64>| self.label(-mark.value))
    }

    /// What is in sight.
    fn bounds(&self, shown: f64, width: f32) -> PlotBounds {
        if self.across {
            PlotBounds::from_min_max([0.0, 0.4 - shown], [122.0, 0.6])
        } else {
            // The last label has as much room as half of it needs.
            let beyond = (0.35 * LABEL_WIDTH / self.each(width)).max(0.6);
            PlotBounds::from_min_max([-0.6, 0.0], [at(self.labels.len()) - 1.0 + beyond, self.top()])
        }
    }

    /// How many points a label has where they stand below.
    fn each(&self, width: f32) -> f64 {
        (f64::from(width) - 44.0).max(LABEL_WIDTH) / at(self.labels.len()).max(1.0)
    }

    /// How many rows fit where the bars lie; the first are the ones that matter.
    fn shown(&self, height: f32) -> f64 {
        let fits = (f64::from(height - 24.0) / 20.0).floor().max(1.0);
        at(self.labels.len()).min(fits).max(1.0)
    }

    fn label(&self, place: f64) -> String {
        let found = (0..self.labels.len()).find(|no| (at(*no) - place).abs() < 0.25);
        found.and_then(|no| self.labels.get(no)).cloned().unwrap_or_default()
    }

    fn widest(&self, ui: &Ui) -> f32 {
        let width = |label: &String| {
            let font = theme::regular(size::LABEL);
            ui.painter().layout_no_wrap(label.clone(), font, Color32::PLACEHOLDER).size().x
        };
        self.labels.iter().map(width).fold(32.0, f32::max) + space::S
    }

    fn most(&self) -> u32 {
        let drawn = self.series.iter().filter(|series| series.look != Look::Told);
        drawn.flat_map(|series| &series.values).flatten().copied().max().unwrap_or(0).max(1)
    }

    fn top(&self) -> f64 {
        f64::from(self.most()) * 1.12
    }

    /// Bars of several rows stand side by side.
    fn draw(&self, plot: &mut PlotUi<'_>, series: &Series, palette: &Palette) {
        let ink = series.ink(palette);
        match series.look {
            Look::Bars | Look::Hollow => {
                let beside = self.series.iter().any(|other| other.look == Look::Hollow);
                let (shift, width) = match (beside, series.look) {
                    (false, _) => (0.0, 0.7),
                    (true, Look::Hollow) => (0.2, 0.36),
                    (true, _) => (-0.2, 0.36),
                };
                plot.bar_chart(self.bars(series, ink, (shift, width)));
                if self.across {
                    for (no, value) in series.known() {
                        let said = RichText::new(series.written(no)).font(theme::regular(size::LABEL));
                        let place = PlotPoint::new(f64::from(value) + 2.0, -at(no));
                        plot.text(Text::new("", place, said).color(palette.text).anchor(Align2::LEFT_CENTER));
                    }
                }
            }
            Look::Line | Look::Faint => {
                for run in series.runs() {
                    plot.line(Line::new("", run).color(ink).width(2.0).allow_hover(false));
                }
                if series.look == Look::Line {
                    let dots = Points::new("", series.points()).shape(MarkerShape::Circle);
                    plot.points(dots.color(ink).radius(2.5).filled(true).allow_hover(false));
                }
            }
            Look::Told => {}
        }
    }

    fn bars(&self, series: &Series, ink: Color32, (shift, width): (f64, f64)) -> BarChart {
        let hollow = series.look == Look::Hollow;
        let fill = if hollow { Color32::TRANSPARENT } else { ink.gamma_multiply(0.75) };
        let edge = if hollow { Stroke::new(1.5, ink) } else { Stroke::NONE };
        let bar = |(no, value): (usize, u32)| {
            let place = if self.across { -at(no) } else { at(no) + shift };
            Bar::new(place, f64::from(value)).width(width).fill(fill).stroke(edge)
        };
        let some = series.known().filter(|(_, value)| *value > 0);
        let chart = BarChart::new("", some.map(bar).collect()).allow_hover(false);
        if self.across { chart.horizontal() } else { chart }
    }
}

impl Series {
    pub(in crate::ui) fn new(name: &str, (look, tone): (Look, Option<Tone>), values: Vec<impl Into<Option<u32>>>) -> Self {
        Self {
            name: name.to_owned(),
            look,
            tone,
            values: values.into_iter().map(Into::into).collect(),
            sign: "",
        }
    }

    fn value(&self, no: usize) -> Option<u32> {
        self.values.get(no).copied().flatten()
    }

    fn written(&self, no: usize) -> String {
        self.value(no)
            .map_or_else(|| "—".to_owned(), |value| format!("{value}{}", self.sign))
    }

    fn said(&self, no: usize) -> String {
        format!("{} {}", self.name, self.written(no))
    }

    fn ink(&self, palette: &Palette) -> Color32 {
        match (self.look, self.tone) {
            (Look::Faint, _) => palette.muted,
            (_, Some(tone)) => palette.ink(tone),
            (_, None) => palette.accent,
        }
    }

    /// The numbers that there are, each with its place.
    fn known(&self) -> impl Iterator<Item = (usize, u32)> {
        self.values.iter().enumerate().filter_map(|(no, value)| Some((no, (*value)?)))
    }

    fn points(&self) -> PlotPoints<'static> {
        self.known().map(|(no, value)| [at(no), f64::from(value)]).collect()
    }

    /// The numbers that follow each other: a line is broken where nothing is known.
    fn runs(&self) -> Vec<PlotPoints<'static>> {
        let mut runs: Vec<Vec<[f64; 2]>> = vec![Vec::new()];
        for (no, value) in self.values.iter().enumerate() {
            match (value, runs.last_mut()) {
                (Some(value), Some(run)) => run.push([at(no), f64::from(*value)]),
                (None, Some(run)) if run.is_empty() => {}
                (_, _) => runs.push(Vec::new()),
            }
        }
        runs.into_iter().filter(|run| !run.is_empty()).map(PlotPoints::from).collect()
    }
}

impl Drawn {
    /// The label that a point of the screen stands at.
    pub(super) fn pointed(&self, chart: &Chart, pos: egui::Pos2) -> Option<usize> {
        let point = self.transform.value_from_position(pos);
        let place = if chart.across { -point.y } else { point.x };
        (0..chart.labels.len()).find(|no| (at(*no) - place).abs() <= 0.5)
    }
}

/// Marks from the first on, none after the last. Their step is told large, for the plot fades what stands close.
fn marks(first: f64, step: f64, last: f64) -> Vec<GridMark> {
    let mark = |no: u32| first + f64::from(no) * step;
    let marks = (0..200).map(mark).take_while(|value| *value <= last + 0.01);
    marks.map(|value| GridMark { value, step_size: 1e6 }).collect()
}

/// A round step by which an axis up to `most` has two to five numbers.
fn step(most: u32) -> f64 {
    let wanted = f64::from(most) / 4.0;
    let tens = 10_f64.powf(wanted.max(1.0).log10().floor());
    let round = [1.0, 2.0, 5.0, 10.0].into_iter().map(|by| by * tens);
    round.into_iter().find(|step| *step >= wanted).unwrap_or(tens).max(1.0)
}

/// The mark of a row of numbers, as it is drawn.
fn swatch(ui: &mut Ui, series: &Series) {
    if series.look == Look::Told {
        return;
    }
    let ink = series.ink(theme::of(ui));
    let (rect, _) = ui.allocate_exact_size(vec2(12.0, 12.0), Sense::hover());
    let square = rect.shrink(1.0);
    match series.look {
        Look::Bars => drop(ui.painter().rect_filled(square, 2, ink.gamma_multiply(0.75))),
        Look::Hollow => drop(ui.painter().rect_stroke(square, 2, Stroke::new(1.5, ink), StrokeKind::Inside)),
        Look::Line | Look::Faint | Look::Told => {
            ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(2.0, ink));
            if series.look == Look::Line {
                ui.painter().circle_filled(rect.center(), 2.5, ink);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_has_few_and_round_numbers() {
        for (most, expected) in [(1, 1.0), (3, 1.0), (8, 2.0), (38, 10.0), (404, 200.0), (1200, 500.0)] {
            assert!((step(most) - expected).abs() < f64::EPSILON, "{most}: {}", step(most));
        }
    }

    #[test]
    fn a_chart_is_told_and_copied_whole() {
        let told = Series {
            sign: "%",
            ..Series::new("覆盖", (Look::Bars, None), vec![50, 100])
        };
        let chart = Chart {
            key: "coverage",
            title: "部门".into(),
            unit: "%".into(),
            from: String::new(),
            labels: vec!["选矿".into(), "机关".into()],
            series: vec![told, Series::new("应测", (Look::Told, None), vec![4, 1])],
            across: true,
            latest: 0,
        };
        assert_eq!(chart.told(), "部门 %: 选矿 覆盖 50% 应测 4; 机关 覆盖 100% 应测 1");
        let (titles, rows) = chart.rows();
        assert_eq!(titles, ["部门", "覆盖%", "应测"]);
        assert_eq!(rows, [["选矿", "50", "4"], ["机关", "100", "1"]]);
    }

    #[test]
    fn what_is_not_known_is_no_zero() {
        let values = vec![None, Some(2), Some(0), None, None, Some(5), None];
        let series = Series::new("发热", (Look::Line, None), values);
        assert_eq!(series.runs().len(), 2, "the line is broken");
        assert_eq!((series.said(0), series.said(2)), ("发热 —".to_owned(), "发热 0".to_owned()));
        assert_eq!(series.known().collect::<Vec<_>>(), [(1, 2), (2, 0), (5, 5)]);
    }
}
