//! Fever and isolation, day by day: of all units, or of the one that is chosen.

use eframe::egui::{Id, Rect, Ui, vec2};

use crate::domain::day::Day;
use crate::domain::group::{Curve, Group, UnitId};
use crate::domain::report::Figure;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions};
use crate::ui::screens::overview::{Chart, Look, Series, framed};
use crate::ui::text::Lang;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Column, ListTable, label, muted};

pub(super) const TABLE: &str = "headquarters-curves";
const DAYS: u32 = 30;
const LIST: f32 = 392.0;
/// How high a chart is at least, and the list.
const LEAST: f32 = 240.0;

/// A unit, or all of them, with its days.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    name: String,
    unit: Option<UnitId>,
    fever: Vec<Option<u64>>,
    isolated: Vec<Option<u64>>,
    /// How many units are in it, day by day; of one unit nothing.
    counted: Vec<u32>,
}

/// How many days before the last one a day is.
fn before(scene: &Scene<'_>, at: Day) -> usize {
    usize::try_from(scene.view.day.days_since(at)).unwrap_or_default()
}

/// The number of a day, so many days before the last one.
fn number(points: &[Option<u64>], before: usize) -> Option<u64> {
    points.iter().rev().nth(before).copied().flatten()
}

/// The list and the two charts as they stand.
#[derive(Debug, Default)]
pub(super) struct Curves {
    cursor: usize,
    marks: [Option<usize>; 2],
    chosen: usize,
    shown: Option<Shown>,
}

#[derive(Debug)]
struct Shown {
    of: (usize, Lang, Day),
    /// All of them first.
    rows: Vec<Row>,
    /// Those of a row of the list.
    charts: Option<(usize, [Chart; 2])>,
}

impl Curves {
    pub(super) fn forget(&mut self) {
        self.shown = None;
    }

    /// The numbers of the chart that was used last.
    pub(super) fn copy(&self) -> Option<Action> {
        let (_, charts) = self.shown.as_ref()?.charts.as_ref()?;
        charts.get(self.chosen).map(framed::copy)
    }

    /// Draws them; the list has the numbers of the day `at`. Answers the unit that was opened.
    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, (group, at): (&Group, Day), actions: &mut Actions) -> Option<UnitId> {
        let of = (scene.view.changes, scene.text.lang(), at);
        if self.shown.as_ref().is_none_or(|shown| shown.of != of) {
            let rows = rows(scene, group, at);
            self.shown = Some(Shown { of, rows, charts: None });
        }
        let mut shown = self.shown.take()?;
        let opened = super::parted(ui, LIST, [2.0 * LEAST + space::M, LEAST], |ui, charts, list| {
            let opened = super::within(ui, list, |ui| table(ui, scene, (&shown.rows, at), &mut self.cursor));
            self.cursor = self.cursor.min(shown.rows.len().saturating_sub(1));
            self.charts(ui, scene, (&mut shown, at), (charts, actions));
            opened
        });
        let opened = opened.and_then(|row| shown.rows.get(row)?.unit.clone());
        self.shown = Some(shown);
        opened
    }

    /// The two charts of the chosen row, one below the other.
    fn charts(&mut self, ui: &mut Ui, scene: &Scene<'_>, (shown, at): (&mut Shown, Day), (charts, actions): (Rect, &mut Actions)) {
        let drawn = match shown.charts.take() {
            Some((row, drawn)) if row == self.cursor => Some(drawn),
            Some(_) | None => shown.rows.get(self.cursor).map(|row| charts_of(scene, row, at)),
        };
        if let Some(drawn) = drawn {
            let high = vec2(charts.width(), (charts.height() - space::M) / 2.0);
            for (no, chart) in drawn.iter().enumerate() {
                let down = if no == 0 { 0.0 } else { high.y + space::M };
                let rect = Rect::from_min_size(charts.min + vec2(0.0, down), high);
                if framed::show(ui, scene, chart, (rect, &mut self.marks[no]), actions) {
                    self.chosen = no;
                }
            }
            shown.charts = Some((self.cursor, drawn));
        }
    }
}

/// All units together, then each; who has most in isolation first.
fn rows(scene: &Scene<'_>, group: &Group, at: Day) -> Vec<Row> {
    let (from, to) = days(scene);
    let back = before(scene, at);
    let of = |figure| group.curves(figure, from, to);
    let both = of(Figure::Fever).into_iter().zip(of(Figure::InIsolation));
    let row = |(fever, isolated): (Curve, Curve)| Row {
        name: fever.unit.name().to_owned(),
        unit: Some(fever.unit),
        fever: fever.points,
        isolated: isolated.points,
        counted: Vec::new(),
    };
    let mut units: Vec<Row> = both.map(row).collect();
    units.sort_by_key(|row| std::cmp::Reverse((number(&row.fever, back), number(&row.isolated, back))));
    let days = units.first().map_or(0, |row| row.fever.len());
    let all = Row {
        name: scene.text.get("hq-all").to_owned(),
        unit: None,
        fever: (0..days).map(|day| sum(units.iter().map(|row| row.fever[day]))).collect(),
        isolated: (0..days).map(|day| sum(units.iter().map(|row| row.isolated[day]))).collect(),
        counted: (0..days)
            .map(|day| many(units.iter().filter(|row| row.fever[day].is_some()).count()))
            .collect(),
    };
    std::iter::once(all).chain(units).collect()
}

fn days(scene: &Scene<'_>) -> (Day, Day) {
    (scene.view.day.minus_days(DAYS - 1), scene.view.day)
}

/// What was sent, added up; `None` where nobody has sent anything.
fn sum(points: impl Iterator<Item = Option<u64>>) -> Option<u64> {
    points.flatten().fold(None, |sum, point| Some(sum.unwrap_or(0) + point))
}

fn many(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn charts_of(scene: &Scene<'_>, row: &Row, at: Day) -> [Chart; 2] {
    let drawn = |points: &[Option<u64>]| -> Vec<Option<u32>> {
        let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        points.iter().map(|point| point.map(small)).collect()
    };
    let counted = || {
        let told = Series::new(scene.text.get("hq-units-in"), (Look::Told, None), row.counted.clone());
        (!row.counted.is_empty()).then_some(told)
    };
    let word = |figure: Figure| scene.word("figure", figure.key());
    let fever = Series::new(&word(Figure::Fever), (Look::Bars, Some(Tone::Clinic)), drawn(&row.fever));
    let isolated = Series::new(&word(Figure::InIsolation), (Look::Line, None), drawn(&row.isolated));
    [("fever", Figure::Fever, fever), ("isolation", Figure::InIsolation, isolated)].map(|(key, figure, series)| {
        let (from, _) = days(scene);
        let labels: Vec<String> = (0..DAYS).map(|no| scene.day(from.plus_days(no))).collect();
        Chart {
            key,
            title: [row.name.clone(), word(figure)].join(" · "),
            unit: scene.text.get("hq-chart-unit").to_owned(),
            from: [scene.view.card.site.clone(), scene.view.card.zone.date_time(scene.now)].join(" · "),
            latest: labels.len().saturating_sub(1 + before(scene, at)),
            labels,
            series: std::iter::once(series).chain(counted()).collect(),
            across: false,
        }
    })
}

/// Draws the list. Answers the row that was opened.
fn table(ui: &mut Ui, scene: &Scene<'_>, (rows, at): (&[Row], Day), cursor: &mut usize) -> Option<usize> {
    let (back, day) = (before(scene, at), at.to_string());
    muted(ui, &scene.text.with("hq-numbers-of", &[("day", &day)]), size::LABEL);
    let words = [Figure::Fever, Figure::InIsolation].map(|figure| scene.word("figure", figure.key()));
    let columns = [
        (scene.text.get("hq-unit"), 0.0, false),
        (words[0].as_str(), 84.0, true),
        (words[1].as_str(), 96.0, true),
    ];
    let columns = columns.map(|(title, width, right)| Column { title, width, right });
    let table = ListTable {
        id: TABLE,
        columns: &columns,
        rows: rows.len(),
    };
    let said = |points: &[Option<u64>]| number(points, back).map_or_else(|| "—".to_owned(), |number| number.to_string());
    let sentence = |no: usize| {
        let row = rows.get(no);
        row.map(|row| {
            [&row.name, &words[0], &said(&row.fever), &words[1], &said(&row.isolated)]
                .map(String::as_str)
                .join(" ")
        })
        .unwrap_or_default()
    };
    table.show_kept(ui, cursor, sentence, |ui, no, column| {
        let Some(row) = rows.get(no) else { return };
        let font = if row.unit.is_none() {
            theme::bold(size::BODY)
        } else {
            theme::regular(size::BODY)
        };
        let word = match column {
            0 => row.name.clone(),
            1 => said(&row.fever),
            _ => said(&row.isolated),
        };
        label(ui, &word, font);
    })
}

/// The list has the keyboard from the next frame on.
pub(super) fn take_focus(ui: &Ui) {
    ui.memory_mut(|memory| memory.request_focus(Id::unique(TABLE)));
}
