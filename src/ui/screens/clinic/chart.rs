//! The curve of one person: readings as points, the threshold as a line, the days of isolation as a band.

use std::ops::RangeInclusive;

use eframe::egui::{Color32, Sense, Ui};
use egui_plot::{GridMark, HLine, Line, LineStyle, MarkerShape, Plot, PlotBounds, PlotPoints, PlotUi, Points, Span};

use crate::domain::day::{Day, Moment};
use crate::domain::measured::{Cell, Measured};
use crate::domain::temperature::Celsius;
use crate::ui::Scene;
use crate::ui::theme::{self, Palette, Tone};

const HEIGHT: f32 = 140.0;
const DAY_MS: f64 = 86_400_000.0;
/// A quiet line that everybody knows: a normal temperature.
const NORMAL: Celsius = Celsius(3650);

/// What is drawn.
pub(super) struct Curve<'a> {
    pub(super) readings: &'a [Measured],
    /// The first day of the picture and the day after its last.
    pub(super) span: (Day, Day),
    /// The days of the latest isolation so far, from day 0.
    pub(super) isolated: Option<(Moment, Moment)>,
    /// Whether a reading is due now.
    pub(super) due: bool,
}

/// Milliseconds as days, exact enough for a picture.
fn days(ms: i64) -> f64 {
    f64::from(i32::try_from(ms.div_euclid(1000)).unwrap_or(i32::MAX)) * 1000.0 / DAY_MS
}

impl Curve<'_> {
    pub(super) fn show(&self, ui: &mut Ui, scene: &Scene<'_>) {
        let palette = theme::of(ui);
        let zone = scene.view.card.zone;
        let (first, end) = self.span;
        let start = zone.start_of(first);
        let x = move |at: Moment| days(at.0 - start.0);
        let width = f64::from(i32::try_from(end.days_since(first)).unwrap_or(1));
        let threshold = scene.view.settings.temperature.threshold;
        let warmest = self.readings.iter().map(|one| one.celsius).max().unwrap_or(threshold);
        let top = warmest.max(threshold).degrees() + 0.5;
        let coldest = self.readings.iter().map(|one| one.celsius).min().unwrap_or(NORMAL);
        let bottom = coldest.min(NORMAL).degrees() - 0.5;
        let unit = scene.view.settings.unit;
        let marks = [NORMAL, threshold].map(Celsius::degrees);
        let (from, until) = (scene.day(first), scene.day(end.minus_days(1)));
        let plot = Plot::new("clinic-curve")
            .height(HEIGHT)
            .sense(Sense::hover())
            .allow_drag(false)
            .allow_zoom(false)
            .allow_scroll(false)
            .allow_boxed_zoom(false)
            .allow_double_click_reset(false)
            .show_x(false)
            .show_y(false)
            .show_grid(false)
            .y_axis_min_width(44.0)
            .x_grid_spacer(move |_| {
                [0.0, (width - 1.0).max(1.0)]
                    .map(|value| GridMark { value, step_size: width })
                    .to_vec()
            })
            .y_grid_spacer(move |_| marks.map(|value| GridMark { value, step_size: 10.0 }).to_vec())
            .x_axis_formatter(move |mark: GridMark, _: &RangeInclusive<f64>| if mark.value > 0.5 { until.clone() } else { from.clone() })
            .y_axis_formatter(move |mark: GridMark, _: &RangeInclusive<f64>| {
                let near = if (mark.value - threshold.degrees()).abs() < 0.01 {
                    threshold
                } else {
                    NORMAL
                };
                near.shown(unit)
            });
        let picture = Picture {
            band: self
                .isolated
                .map(|(from, to)| x(from).max(0.0)..=x(to).min(width))
                .filter(|band| !band.is_empty()),
            due: self.due.then(|| x(scene.now)),
            threshold: threshold.degrees(),
            groups: groups(self.readings, x),
            bounds: PlotBounds::from_min_max([0.0, bottom], [width, top]),
        };
        let shown = plot.show(ui, |plot| picture.draw(plot, palette));
        let count = u64::try_from(self.readings.len()).unwrap_or_default();
        let said = scene.text.count("clinic-curve", count, &[]);
        ui.ctx()
            .accesskit_node_builder(shown.response.id, |node| node.set_label(said.as_str()));
    }
}

/// What stands in the picture, in days and degrees.
struct Picture {
    band: Option<RangeInclusive<f64>>,
    due: Option<f64>,
    threshold: f64,
    groups: Groups,
    bounds: PlotBounds,
}

impl Picture {
    fn draw(self, plot: &mut PlotUi<'_>, palette: &Palette) {
        // The plot remembers the bounds of whoever was drawn before.
        plot.set_plot_bounds(self.bounds);
        if let Some(band) = self.band {
            plot.span(Span::new("", band).fill(palette.soft(Tone::Isolate)).border_width(0.0));
        }
        let line = HLine::new("", self.threshold).color(palette.ink(Tone::Isolate)).width(1.5);
        plot.hline(line.style(LineStyle::dashed_dense()));
        plot.line(Line::new("", PlotPoints::from(self.groups.all)).color(palette.accent).width(2.0));
        let points = |points: Vec<[f64; 2]>, shape, ink: Color32, radius| {
            Points::new("", PlotPoints::from(points))
                .shape(shape)
                .color(ink)
                .radius(radius)
                .filled(true)
        };
        plot.points(points(self.groups.normal, MarkerShape::Circle, palette.accent, 4.0));
        plot.points(points(self.groups.fever, MarkerShape::Up, palette.ink(Tone::Isolate), 7.0));
        plot.points(points(self.groups.low, MarkerShape::Down, palette.ink(Tone::Recheck), 6.0));
        if let Some(due) = self.due {
            let ring = points(vec![[due, NORMAL.degrees()]], MarkerShape::Circle, palette.ink(Tone::Recheck), 6.0);
            plot.points(ring.filled(false));
        }
    }
}

/// The readings as points, by what they say.
#[derive(Default)]
struct Groups {
    all: Vec<[f64; 2]>,
    normal: Vec<[f64; 2]>,
    fever: Vec<[f64; 2]>,
    low: Vec<[f64; 2]>,
}

fn groups(readings: &[Measured], x: impl Fn(Moment) -> f64) -> Groups {
    let mut groups = Groups::default();
    for one in readings {
        let point = [x(one.at), one.celsius.degrees()];
        groups.all.push(point);
        match one.state {
            Cell::Fever => groups.fever.push(point),
            Cell::Low => groups.low.push(point),
            Cell::Normal | Cell::Missed | Cell::Due | Cell::Later | Cell::Before => groups.normal.push(point),
        }
    }
    groups
}
