//! The figures of a day by unit, by region and in all: who is in the sum, and who is not.

use std::cmp::Ordering;

use eframe::egui::{self, Id, Ui, vec2};

use super::mark;
use crate::domain::day::Day;
use crate::domain::group::sums::{FAMILIES, STAFF};
use crate::domain::group::{Group, Sums, Total, UnitId};
use crate::domain::report::{DayStatus, Figure, Numbers};
use crate::ui::action::Action;
use crate::ui::screens::report;
use crate::ui::text::Lang;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Column, ListTable, Sorting, card, gap, label, muted, segments, tag};
use crate::ui::{Scene, forms};

pub(super) const TABLE: &str = "headquarters-sums";
const NAME: f32 = 190.0;
const STATUS: f32 = 92.0;
/// The least and the most width of a figure under its title.
const FIGURE: (f32, f32) = (64.0, 132.0);
/// How many units are named that are not in the sum.
const NAMED: usize = 6;

/// Figures that are read together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Set {
    Staff,
    Families,
    Health,
    Traffic,
    Measures,
}

impl Set {
    const ALL: [Self; 5] = [Self::Staff, Self::Health, Self::Families, Self::Traffic, Self::Measures];

    fn key(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Families => "families",
            Self::Health => "health",
            Self::Traffic => "traffic",
            Self::Measures => "measures",
        }
    }

    fn figures(self) -> &'static [Figure] {
        match self {
            Self::Staff => &STAFF,
            Self::Families => &FAMILIES,
            Self::Health => &[
                Figure::Fever,
                Figure::ToClinic,
                Figure::ToHospital,
                Figure::IsolationNew,
                Figure::Released,
            ],
            Self::Traffic => &[
                Figure::ReturnedToday,
                Figure::ReturnedTotal,
                Figure::OutToday,
                Figure::CrossRegion,
                Figure::Visitors,
                Figure::Vehicles,
                Figure::PassagesIn,
                Figure::PassagesOut,
            ],
            Self::Measures => &[
                Figure::Readings,
                Figure::Measured,
                Figure::Coverage,
                Figure::RoundsDue,
                Figure::RoundsDone,
            ],
        }
    }
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    name: String,
    /// The unit, where it is one: the rows of all and of a region stand for several.
    unit: Option<UnitId>,
    status: Option<DayStatus>,
    /// Beside the name of a sum: how many units are in it.
    counted: String,
    /// `None` where nothing was sent.
    numbers: Option<Numbers>,
}

/// The table as it stands.
#[derive(Debug)]
pub(super) struct Table {
    set: Set,
    /// Which columns of a set that does not fit into the window.
    part: usize,
    /// How many parts it was last shown in.
    parts: usize,
    sorting: Sorting,
    cursor: usize,
    shown: Option<Shown>,
}

#[derive(Debug)]
struct Shown {
    of: (Day, usize, Lang),
    /// All, then every region where there are several.
    sums: Vec<Row>,
    units: Vec<Row>,
    /// By what the units stand in order.
    sorted: Option<(Set, usize, Sorting)>,
    said: (Tone, String),
}

impl Default for Table {
    fn default() -> Self {
        Self {
            set: Set::Staff,
            part: 0,
            parts: 1,
            sorting: Sorting {
                column: 1,
                descending: false,
            },
            cursor: 0,
            shown: None,
        }
    }
}

impl Table {
    /// The next figures: the next part of the set, or the next set.
    pub(super) fn next_set(&mut self) {
        if self.part + 1 < self.parts {
            self.part += 1;
            return;
        }
        let at = Set::ALL.iter().position(|set| *set == self.set).unwrap_or_default();
        (self.set, self.part) = (Set::ALL[(at + 1) % Set::ALL.len()], 0);
    }

    pub(super) fn forget(&mut self) {
        self.shown = None;
    }

    /// Draws the day. Answers the unit that was opened.
    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, (group, day): (&Group, Day)) -> Option<UnitId> {
        self.work_out(scene, group, day);
        card(ui, 8, |ui| {
            ui.set_min_size(ui.available_size() - vec2(0.0, 2.0));
            let shown = self.split(ui, scene);
            self.head(ui, scene);
            gap(ui, space::XS);
            self.table(ui, scene, shown)
        })
        .inner
    }

    /// All its figures as a spreadsheet takes them, as they stand in order.
    pub(super) fn copy(&self, scene: &Scene<'_>) -> Option<Action> {
        let shown = self.shown.as_ref()?;
        let titles = ["hq-unit", "word-status"].map(|key| scene.text.get(key).to_owned());
        let figures = Figure::ALL.iter().map(|figure| scene.word("figure", figure.key()));
        let row = |row: &Row| {
            let figures = Figure::ALL.iter().map(|figure| number(row, *figure));
            [row.name.clone(), status(scene, row)].into_iter().chain(figures).collect()
        };
        let rows = shown.sums.iter().chain(&shown.units).map(row).collect();
        Some(Action::CopyRows(
            crate::domain::peer::Level::Counts,
            titles.into_iter().chain(figures).collect(),
            rows,
        ))
    }

    fn work_out(&mut self, scene: &Scene<'_>, group: &Group, day: Day) {
        let of = (day, scene.view.changes, scene.text.lang());
        if self.shown.as_ref().is_none_or(|shown| shown.of != of) {
            let sums = group.sums(day, scene.now);
            self.shown = Some(Shown {
                of,
                sums: totals(scene, &sums),
                units: units(&sums),
                sorted: None,
                said: said(scene, &sums),
            });
        }
    }

    fn head(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let words = Set::ALL.map(|set| (set, scene.word("hq-set", set.key())));
        let choices = words.each_ref().map(|(set, word)| (*set, word.as_str()));
        ui.horizontal_wrapped(|ui| {
            if segments(ui, scene.text.get("hq-sets"), &mut self.set, &choices) {
                self.part = 0;
            }
            if self.parts > 1 {
                let words: Vec<String> = (1..=self.parts).map(|part| format!("{part} / {}", self.parts)).collect();
                let choices: Vec<(usize, &str)> = words.iter().map(String::as_str).enumerate().collect();
                segments(ui, scene.text.get("hq-columns"), &mut self.part, &choices);
            }
            if let Some(shown) = &self.shown {
                gap(ui, space::S);
                tag(ui, shown.said.0, &shown.said.1);
            }
        });
    }

    /// The figures in sight, and how wide each is at least: a set that does not fit is shown in parts.
    fn split(&mut self, ui: &Ui, scene: &Scene<'_>) -> (&'static [Figure], f32) {
        let figures = self.set.figures();
        let least = widest(ui, scene, figures);
        let parts: Vec<&[Figure]> = figures.chunks(fits(room(ui), least, figures.len())).collect();
        self.parts = parts.len();
        self.part = self.part.min(self.parts.saturating_sub(1));
        (parts.get(self.part).copied().unwrap_or_default(), least)
    }

    fn table(&mut self, ui: &mut Ui, scene: &Scene<'_>, (figures, least): (&[Figure], f32)) -> Option<UnitId> {
        self.sort(figures);
        let width = (room(ui) / count(figures.len()).max(1.0) - space::S).clamp(least - space::S, FIGURE.1);
        let titles: Vec<String> = figures.iter().map(|figure| scene.word("figure", figure.key())).collect();
        let named = [(scene.text.get("hq-unit"), NAME), (scene.text.get("word-status"), STATUS)];
        let named = named.map(|(title, width)| Column {
            title,
            width,
            right: false,
        });
        let numbers = titles.iter().map(|title| Column { title, width, right: true });
        let columns: Vec<Column<'_>> = named.into_iter().chain(numbers).collect();
        let Some(shown) = &self.shown else { return None };
        let row = |no: usize| shown.sums.get(no).or_else(|| shown.units.get(no.checked_sub(shown.sums.len())?));
        let table = ListTable {
            id: TABLE,
            columns: &columns,
            rows: shown.sums.len() + shown.units.len(),
        };
        let (mut cursor, mut sorting) = (self.cursor, self.sorting);
        let sentence = |no| row(no).map(|row| spoken(scene, row, figures)).unwrap_or_default();
        let opened = table.show(ui, &mut cursor, Some(&mut sorting), sentence, |ui, no, column| {
            if let Some(row) = row(no) {
                cell(
                    ui,
                    scene,
                    row,
                    (column, column.checked_sub(2).and_then(|at| figures.get(at)).copied()),
                );
            }
        });
        let opened = opened.and_then(|no| row(no)?.unit.clone());
        (self.cursor, self.sorting) = (cursor, sorting);
        opened
    }

    /// Puts the units in order, once a change. What was not sent stands last whichever way.
    fn sort(&mut self, figures: &[Figure]) {
        let by = (self.set, self.part, self.sorting);
        let Some(shown) = self.shown.as_mut().filter(|shown| shown.sorted != Some(by)) else {
            return;
        };
        let Sorting { column, descending } = self.sorting;
        let turned = |order: Ordering| if descending { order.reverse() } else { order };
        let figure = column.checked_sub(2).and_then(|at| figures.get(at)).copied();
        let urgency = |row: &Row| row.status.map_or(DayStatus::CALM, DayStatus::urgency);
        shown.units.sort_by(|one, other| {
            let order = match (column, figure) {
                (0, _) => turned(one.name.cmp(&other.name)),
                (_, None) => turned(urgency(one).cmp(&urgency(other))),
                (_, Some(figure)) => {
                    let [a, b] = [one, other].map(|row| row.numbers.as_ref().map(|numbers| numbers.get(figure)));
                    match (a, b) {
                        // The largest first: that is what is looked for.
                        (Some(a), Some(b)) => turned(b.cmp(&a)),
                        (None, None) => Ordering::Equal,
                        (None, Some(_)) => Ordering::Greater,
                        (Some(_), None) => Ordering::Less,
                    }
                }
            };
            order.then_with(|| one.name.cmp(&other.name))
        });
        shown.sorted = Some(by);
    }
}

/// What is left for figures beside the name and the status.
fn room(ui: &Ui) -> f32 {
    ui.available_width() - NAME - STATUS - 40.0
}

/// How many figures stand side by side in so much room.
fn fits(room: f32, least: f32, figures: usize) -> usize {
    (1..=figures).rev().find(|many| count(*many) * least <= room).unwrap_or(1)
}

/// How much room a figure needs for its title and the arrow of its order.
fn widest(ui: &Ui, scene: &Scene<'_>, figures: &[Figure]) -> f32 {
    let width = |figure: &Figure| {
        let word = scene.word("figure", figure.key());
        let galley = ui
            .painter()
            .layout_no_wrap(word, theme::regular(size::LABEL), egui::Color32::PLACEHOLDER);
        galley.size().x + space::XL
    };
    figures.iter().map(width).fold(FIGURE.0, f32::max)
}

fn count(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}

fn totals(scene: &Scene<'_>, sums: &Sums) -> Vec<Row> {
    let row = |name: String, total: &Total| Row {
        name,
        unit: None,
        status: None,
        counted: format!("{} / {}", total.counted.len(), total.of()),
        numbers: (!total.counted.is_empty()).then(|| total.numbers.clone()),
    };
    let all = row(scene.text.get("hq-all").to_owned(), &sums.total);
    let several = sums.regions.len() > 1;
    let regions = sums.regions.iter().filter(|_| several);
    let regions = regions.map(|(region, total)| row(super::region(scene, *region), total));
    std::iter::once(all).chain(regions).collect()
}

fn units(sums: &Sums) -> Vec<Row> {
    let row = |line: &crate::domain::group::Line| Row {
        name: line.unit.name().to_owned(),
        unit: Some(line.unit.clone()),
        status: Some(line.status),
        counted: String::new(),
        numbers: line.numbers.clone(),
    };
    sums.lines.iter().map(row).collect()
}

/// `14 of 16 units; missing: …; not due yet: …`. Who still has time is not missing.
fn said(scene: &Scene<'_>, sums: &Sums) -> (Tone, String) {
    let (text, total) = (scene.text, &sums.total);
    let (counted, of) = (total.counted.len().to_string(), total.of().to_string());
    let mut said = text.with("hq-counted", &[("counted", &counted), ("of", &of)]);
    let mut tone = Tone::Clear;
    for (key, open, means) in [("hq-absent", false, Tone::Recheck), ("hq-awaited", true, Tone::Report)] {
        let lines = sums.lines.iter().filter(|line| line.numbers.is_none());
        let lines = lines.filter(|line| (line.status == DayStatus::Open) == open);
        let names: Vec<&str> = lines.map(|line| line.unit.name()).collect();
        if !names.is_empty() {
            tone = if tone == Tone::Clear { means } else { tone };
            said = text.with(key, &[("counted", &said), ("names", &named(scene, &names))]);
        }
    }
    (tone, said)
}

/// The first of the names, and how many there are in all.
fn named(scene: &Scene<'_>, names: &[&str]) -> String {
    let first = names[..names.len().min(NAMED)].join(scene.text.get("word-comma"));
    if names.len() <= NAMED {
        return first;
    }
    let all = u64::try_from(names.len()).unwrap_or_default();
    scene.text.count("hq-and-more", all, &[("names", &first)])
}

fn status(scene: &Scene<'_>, row: &Row) -> String {
    match row.status {
        Some(status) => mark::word(scene, Some(status)),
        None => row.counted.clone(),
    }
}

/// A figure as it is read; nothing where nothing was sent.
fn number(row: &Row, figure: Figure) -> String {
    row.numbers
        .as_ref()
        .map(|numbers| forms::number(figure, numbers.get(figure)))
        .unwrap_or_default()
}

fn spoken(scene: &Scene<'_>, row: &Row, figures: &[Figure]) -> String {
    let said = figures
        .iter()
        .map(|figure| [scene.word("figure", figure.key()), number(row, *figure)].join(" "));
    let names = [row.name.clone(), status(scene, row)];
    let none = row.numbers.is_none();
    names.into_iter().chain(said.filter(|_| !none)).collect::<Vec<_>>().join(" ")
}

fn cell(ui: &mut Ui, scene: &Scene<'_>, row: &Row, (column, figure): (usize, Option<Figure>)) {
    let sum = row.unit.is_none();
    let font = if sum { theme::bold(size::BODY) } else { theme::regular(size::BODY) };
    match (column, figure) {
        (0, _) => {
            label(ui, &row.name, font);
        }
        (_, Some(_)) if row.numbers.is_none() => {
            muted(ui, "—", size::BODY);
        }
        (_, Some(figure)) => {
            let wants = Figure::MATTER.contains(&figure) && row.numbers.as_ref().is_some_and(|numbers| numbers.get(figure) > 0);
            let palette = theme::of(ui);
            let ink = if wants { palette.ink(Tone::Clinic) } else { palette.text };
            ui.label(egui::RichText::new(number(row, figure)).font(font).color(ink));
        }
        (_, None) => match row.status {
            Some(status) => drop(tag(ui, report::tone(status), &mark::word(scene, Some(status)))),
            None => drop(muted(ui, &row.counted, size::BODY)),
        },
    }
}

/// The table has the keyboard from the next frame on.
pub(super) fn take_focus(ui: &Ui) {
    ui.memory_mut(|memory| memory.request_focus(Id::unique(TABLE)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_is_in_one_set() {
        for figure in Figure::ALL {
            let sets = Set::ALL.iter().filter(|set| set.figures().contains(figure));
            assert_eq!(sets.count(), 1, "{}", figure.key());
        }
    }

    #[test]
    fn as_many_columns_as_fit() {
        for (room, figures, expected) in [(880.0, 10, 10), (440.0, 10, 5), (10.0, 10, 1), (5000.0, 2, 2)] {
            assert_eq!(fits(room, 88.0, figures), expected, "{room}");
        }
    }
}
