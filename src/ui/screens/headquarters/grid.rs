//! Units by days, worked out once a change: which line is which unit, and what wants somebody before the rest.

use chrono::Datelike as _;
use eframe::egui::{Align, Layout, Ui, vec2};

use super::age;
use super::cells::{At, Cells};
use super::mark::{self, Mark};
use crate::domain::day::Day;
use crate::domain::group::{Grid, GridRow, Group, Unit, UnitId};
use crate::domain::report::DayStatus;
use crate::ui::Scene;
use crate::ui::action::Action;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{card, label};

/// How many days it goes back.
const DAYS: u32 = 365;

/// A day over its column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DayTitle {
    pub day: Day,
    pub month: String,
    pub number: String,
}

/// A unit and its days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UnitLine {
    pub unit: UnitId,
    /// The newest last, one a day of the sheet.
    pub marks: Vec<Mark>,
    /// How old what is known of it is.
    pub age: String,
    /// Older than it should be.
    pub stale: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    Region { name: String, said: String },
    Unit(UnitLine),
}

/// Everything that the grid draws.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sheet {
    pub days: Vec<DayTitle>,
    pub lines: Vec<Line>,
    /// Over the names, and over how old it is.
    pub titles: [String; 2],
}

impl Sheet {
    /// The days of every unit up to today.
    pub(super) fn of(scene: &Scene<'_>, group: &Group) -> Self {
        let today = scene.view.day;
        let opened = group.units().iter().filter_map(Unit::first_day).min().unwrap_or(today);
        let from = opened.clamp(today.minus_days(DAYS - 1), today);
        Self::new(scene, &group.grid(from, today, scene.now))
    }

    /// Units under the headings of their regions, in the order of the grid.
    pub(super) fn new(scene: &Scene<'_>, grid: &Grid) -> Self {
        let days = grid.rows.first().map_or(0, |row| row.cells.len());
        let mut lines = Vec::new();
        for rows in grid.rows.chunk_by(|one, next| one.region == next.region) {
            let name = super::region(scene, rows.first().and_then(|row| row.region));
            let said = said(scene, rows);
            lines.push(Line::Region { name, said });
            lines.extend(rows.iter().map(|row| Line::Unit(UnitLine::of(scene, row))));
        }
        let title = |no: usize| {
            let day = grid.from.plus_days(u32::try_from(no).unwrap_or_default());
            DayTitle {
                day,
                month: scene.text.count("hq-month", day.0.month().into(), &[]),
                number: day.0.day().to_string(),
            }
        };
        Self {
            lines,
            days: (0..days).map(title).collect(),
            titles: ["hq-unit", "hq-age"].map(|key| scene.text.get(key).to_owned()),
        }
    }

    /// The unit of a line, where it is not the heading of a region.
    pub(super) fn unit(&self, line: usize) -> Option<&UnitLine> {
        match self.lines.get(line)? {
            Line::Unit(unit) => Some(unit),
            Line::Region { .. } => None,
        }
    }

    /// The line of a unit.
    pub(super) fn line_of(&self, unit: &UnitId) -> Option<usize> {
        (0..self.lines.len()).find(|line| self.unit(*line).is_some_and(|found| found.unit == *unit))
    }

    /// The unit so many units above or below a line; the last one there is.
    pub(super) fn beside(&self, line: usize, units: usize, below: bool) -> usize {
        let is_unit = |line: &usize| self.unit(*line).is_some();
        let found = if below {
            (line + 1..self.lines.len()).filter(is_unit).take(units).last()
        } else {
            (0..line.min(self.lines.len())).rev().filter(is_unit).take(units).last()
        };
        found.unwrap_or(line)
    }

    /// A cell as one sentence.
    pub(super) fn sentence(&self, scene: &Scene<'_>, at: At) -> String {
        let Some((unit, title)) = self.unit(at.line).zip(self.days.get(at.day)) else {
            return String::new();
        };
        let word = mark::word(scene, unit.marks.get(at.day).copied().flatten());
        [unit.unit.name(), &title.day.to_string(), &word].join(" ")
    }

    /// How many units have their day of today in each state, in the order of the states.
    fn today(&self) -> Vec<(DayStatus, usize)> {
        let last = |status| {
            let units = (0..self.lines.len()).filter_map(|line| self.unit(line));
            units.filter(|unit| unit.marks.last().copied().flatten() == Some(status)).count()
        };
        let counted = DayStatus::ALL.into_iter().map(|status| (status, last(status)));
        counted.filter(|(_, count)| *count > 0).collect()
    }
}

impl UnitLine {
    fn of(scene: &Scene<'_>, row: &GridRow) -> Self {
        let (age, stale) = age::said(scene, row.known_until);
        Self {
            unit: row.unit.clone(),
            marks: row.cells.clone(),
            age,
            stale,
        }
    }
}

/// How many units a region has, and how many of them are missing.
fn said(scene: &Scene<'_>, rows: &[GridRow]) -> String {
    let count = |number: usize| u64::try_from(number).unwrap_or_default();
    let missing = rows.iter().filter(|row| row.is_missing()).count();
    let all = scene.text.count("hq-units", count(rows.len()), &[]);
    if missing == 0 {
        return all;
    }
    let missing = scene.text.count("hq-units-missing", count(missing), &[]);
    [all, missing].join(scene.text.get("word-comma"))
}

/// Draws the grid. Answers the unit and the day that were opened.
pub(super) fn ui(ui: &mut Ui, scene: &Scene<'_>, (sheet, cells): (&Sheet, &mut Cells)) -> Option<(UnitId, Day)> {
    let opened = card(ui, 8, |ui| {
        ui.set_min_size(ui.available_size() - vec2(0.0, 2.0));
        let told = !theme::is_low(ui);
        if told {
            ui.horizontal(|ui| {
                ui.spacing_mut().interact_size.y = 24.0;
                label(ui, &sheet.sentence(scene, cells.at), theme::bold(size::BODY));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| mark::legend(ui, scene));
            });
            ui.add_space(space::XS);
        }
        cells.ui(ui, scene, sheet)
    });
    let at = opened.inner?;
    Some((sheet.unit(at.line)?.unit.clone(), sheet.days.get(at.day)?.day))
}

/// What the units have sent of today, as tags: a word, its number, its colour.
pub(super) fn today(scene: &Scene<'_>, sheet: &Sheet) -> Vec<(theme::Tone, String)> {
    let said = |(status, count): (DayStatus, usize)| {
        let word = scene.word("report-status", status.key());
        (crate::ui::screens::report::tone(status), [word, count.to_string()].join(" "))
    };
    sheet.today().into_iter().map(said).collect()
}

/// Every unit's days, as a spreadsheet takes them.
pub(super) fn copy(scene: &Scene<'_>, sheet: &Sheet) -> Action {
    let days = sheet.days.iter().map(|title| title.day.to_string());
    let titles = std::iter::once(sheet.titles[0].clone()).chain(days).collect();
    let row = |unit: &UnitLine| {
        let words = unit.marks.iter().map(|mark| mark::word(scene, *mark));
        std::iter::once(unit.unit.name().to_owned()).chain(words).collect()
    };
    let units = (0..sheet.lines.len()).filter_map(|line| sheet.unit(line));
    Action::CopyRows(crate::domain::peer::Level::Counts, titles, units.map(row).collect())
}
