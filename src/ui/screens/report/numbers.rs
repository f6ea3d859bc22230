//! The figures of the day opened: what was signed, what stands now, and who is behind each number.

use eframe::egui::{self, Id, Ui};

use super::{Report, Shown, focus};
use crate::domain::person::PersonId;
use crate::domain::report::{Figure, Report as Counted};
use crate::ui::action::{Action, Actions};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, Column, ListTable, gap, label, muted};
use crate::ui::{Scene, forms};

const LIST: &str = "report-figures";
const NAMES: &str = "report-names";

/// The list of figures, or of the people behind one.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers {
    cursor: usize,
    opened: Option<(Row, usize)>,
    /// On a narrow window they stand in place of the page.
    shown: bool,
}

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    /// Where the sum is not the roster, by its place in the report.
    Imbalance(usize),
    Figure(Figure),
}

impl Row {
    fn all(report: &Counted) -> Vec<Self> {
        let imbalances = (0..report.imbalances.len()).map(Self::Imbalance);
        imbalances.chain(Figure::ALL.iter().copied().map(Self::Figure)).collect()
    }

    fn word(self, scene: &Scene<'_>, report: &Counted) -> String {
        match self {
            Self::Imbalance(at) => forms::imbalances(scene, report).nth(at).unwrap_or_default(),
            Self::Figure(figure) => scene.word("figure", figure.key()),
        }
    }

    fn number(self, report: &Counted) -> String {
        match self {
            Self::Imbalance(_) => String::new(),
            Self::Figure(figure) => forms::number(figure, report.figures.number(figure)),
        }
    }

    fn people(self, report: &Counted) -> Vec<PersonId> {
        match self {
            Self::Imbalance(at) => report.imbalances.get(at).map(|one| one.people.clone()).unwrap_or_default(),
            Self::Figure(figure) => report.figures.behind(figure).collect(),
        }
    }
}

impl Numbers {
    /// Back to the figures, and on a narrow window from these to the page. Says whether there was something to step back from.
    pub(super) fn close(&mut self, narrow: bool) -> bool {
        self.opened.take().is_some() || (narrow && std::mem::take(&mut self.shown))
    }

    /// On a narrow window: the page, or its numbers.
    pub(super) fn toggle(&mut self) {
        self.shown = !self.shown;
    }

    pub(super) fn is_hidden(&self) -> bool {
        !self.shown
    }
}

impl Report {
    /// The figures, and what can be done with the day.
    pub(super) fn panel(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let Some(shown) = self.current(scene) else { return };
        let low = theme::is_low(ui);
        let buttons = if low { 0.0 } else { buttons_height(&shown) };
        let room = (ui.available_height() - buttons).max(120.0);
        ui.allocate_ui(egui::vec2(ui.available_width(), room), |ui| {
            ui.set_min_height(room);
            match self.numbers.opened {
                Some((row, cursor)) => self.names(ui, scene, (&shown, row), cursor, actions),
                None => self.figures(ui, scene, &shown),
            }
        });
        if !low {
            self.buttons(ui, scene, &shown);
        }
    }

    fn figures(&mut self, ui: &mut Ui, scene: &Scene<'_>, shown: &Shown) {
        let text = scene.text;
        let (report, now) = (shown.issued(), &shown.standing);
        let rows = Row::all(report);
        let compared = shown.is_outdated();
        let mut columns = vec![
            Column {
                title: text.get("report-figure"),
                width: 0.0,
                right: false,
            },
            Column {
                title: text.get(if shown.is_signed() { "report-as-signed" } else { "report-now" }),
                width: 76.0,
                right: true,
            },
        ];
        if compared {
            columns.push(Column {
                title: text.get("report-now"),
                width: 76.0,
                right: true,
            });
        }
        let table = ListTable {
            id: LIST,
            columns: &columns,
            rows: rows.len(),
        };
        if std::mem::take(&mut self.fresh) {
            focus(ui, Id::unique(LIST));
        }
        let row = |at: usize| rows.get(at).copied();
        let sentence = |at| {
            let said = row(at).map(|row| [row.word(scene, report), row.number(report)].join(" "));
            said.unwrap_or_default()
        };
        let opened = table.show(ui, &mut self.numbers.cursor, None, sentence, |ui, at, column| {
            if let Some(row) = row(at) {
                cell(ui, scene, (report, now), (row, column));
            }
        });
        if let Some(row) = opened.and_then(row)
            && !row.people(report).is_empty()
        {
            self.numbers.opened = Some((row, 0));
            focus(ui, Id::unique(NAMES));
        }
    }

    /// Who is behind a number; Enter shows their page.
    fn names(&mut self, ui: &mut Ui, scene: &Scene<'_>, (shown, row): (&Shown, Row), mut cursor: usize, actions: &mut Actions) {
        let text = scene.text;
        let report = shown.issued();
        let people = row.people(report);
        ui.horizontal(|ui| {
            if Button::quiet(text.get("do-back"))
                .icon(Icon::ChevronLeft)
                .key("Esc")
                .show(ui)
                .clicked()
            {
                self.numbers.opened = None;
                self.fresh = true;
            }
            let word = match row {
                Row::Figure(Figure::Coverage) => text.get("report-uncovered").to_owned(),
                Row::Figure(_) | Row::Imbalance(_) => row.word(scene, report),
            };
            label(ui, &word, theme::bold(size::BODY));
            let count = u64::try_from(people.len()).unwrap_or_default();
            muted(ui, &text.count("count-people", count, &[]), size::BODY);
        });
        let columns = [("word-name", 92.0), ("column-number", 84.0), ("column-department", 0.0)].map(|(title, width)| Column {
            title: text.get(title),
            width,
            right: false,
        });
        let table = ListTable {
            id: NAMES,
            columns: &columns,
            rows: people.len(),
        };
        let person = |at: usize| people.get(at).and_then(|id| scene.view.roster.get(*id));
        let sentence = |at| {
            person(at).map_or_else(String::new, |person| {
                [person.name.as_str(), person.number(), &person.department].join(" ")
            })
        };
        let opened = table.show(ui, &mut cursor, None, sentence, |ui, at, column| {
            let Some(person) = person(at) else {
                muted(ui, text.get("report-unknown-person"), size::BODY);
                return;
            };
            match column {
                0 => label(ui, &person.name, theme::name_font(ui, &person.name, size::BODY)),
                1 => muted(ui, person.number(), size::BODY),
                _ => muted(ui, &person.department, size::BODY),
            };
        });
        if let Some((_, at)) = &mut self.numbers.opened {
            *at = cursor;
        }
        if let Some(id) = opened.and_then(|at| people.get(at)) {
            actions.push(Action::Open(*id));
        }
    }

    /// Sign or correct, a zero report where there may be one, a note; export and print.
    fn buttons(&mut self, ui: &mut Ui, scene: &Scene<'_>, shown: &Shown) {
        let text = scene.text;
        gap(ui, space::XS);
        let stands = shown.is_signed() && !shown.is_outdated();
        if !stands {
            ui.horizontal(|ui| {
                if Button::expected(text.get(self.signs()), !shown.is_signed())
                    .icon(Icon::Check)
                    .key("F9")
                    .show(ui)
                    .clicked()
                {
                    self.sign(scene, false);
                }
                if shown.standing.may_be_zero() && Button::secondary(text.get("report-zero")).key("F6").show(ui).clicked() {
                    self.sign(scene, true);
                }
            });
        }
        ui.horizontal(|ui| {
            if Button::secondary(text.get("report-note-unusual")).key("F4").show(ui).clicked() {
                self.front = Some(super::Front::unusual(shown.day));
            }
            if Button::secondary(text.get("do-export")).key("Ctrl E").show(ui).clicked() {
                self.export(scene);
            }
        });
    }
}

fn buttons_height(shown: &Shown) -> f32 {
    let rows = if shown.is_signed() && !shown.is_outdated() { 1.0 } else { 2.0 };
    rows * (theme::CONTROL + space::S) + space::S
}

fn cell(ui: &mut Ui, scene: &Scene<'_>, (report, now): (&Counted, &Counted), (row, column): (Row, usize)) {
    let palette = theme::of(ui);
    let changed = row.number(report) != row.number(now);
    match column {
        0 => {
            let imbalance = matches!(row, Row::Imbalance(_));
            if imbalance {
                ui.label(Icon::Triangle.text(size::BODY).color(palette.ink(Tone::Recheck)));
            }
            let ink = if imbalance { palette.ink(Tone::Recheck) } else { palette.text };
            ui.label(
                egui::RichText::new(row.word(scene, report))
                    .font(theme::regular(size::BODY))
                    .color(ink),
            );
        }
        1 => {
            label(ui, &row.number(report), theme::bold(size::BODY));
        }
        _ => {
            let ink = if changed { palette.ink(Tone::Ask) } else { palette.muted };
            let said = if changed {
                ["→ ", &row.number(now)].concat()
            } else {
                row.number(now)
            };
            ui.label(egui::RichText::new(said).font(theme::regular(size::BODY)).color(ink));
        }
    }
}
