//! The names behind a number, or behind a row of what wants a person.

use eframe::egui::{self, Id, Key, Modifiers, Ui, vec2};

use super::charts::feverish;
use super::numbers::Figure;
use crate::domain::overview::was_out;
use crate::domain::person::PersonId;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions};
use crate::ui::screens::going_out::due;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Button, Column, ListTable, card, gap, heading, label, muted};

const LIST: &str = "overview-behind";

/// What the names stand behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Figure(Figure),
    /// People who should isolate: the return of each is where it is ordered.
    Owed(Vec<PersonId>),
    /// People who tried to pass while they isolate.
    Passing(Vec<PersonId>),
}

/// The list as it stands.
#[derive(Debug)]
pub(super) struct Behind {
    of: Of,
    rows: Vec<(PersonId, String)>,
    worked_out: Option<usize>,
    cursor: usize,
    fresh: bool,
}

impl Behind {
    pub(super) fn new(of: Of) -> Self {
        Self {
            of,
            rows: Vec::new(),
            worked_out: None,
            cursor: 0,
            fresh: true,
        }
    }

    /// Says whether it stays.
    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        if self.worked_out != Some(scene.view.changes) {
            self.rows = rows(scene, &self.of);
            self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
            self.worked_out = Some(scene.view.changes);
        }
        let mut back = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        ui.horizontal(|ui| {
            back |= Button::secondary(scene.text.get("do-back")).key("Esc").show(ui).clicked();
            gap(ui, space::S);
            heading(ui, &self.title(scene));
            let count = u64::try_from(self.rows.len()).unwrap_or_default();
            muted(ui, &scene.text.count("count-people", count, &[]), size::BODY);
        });
        gap(ui, space::S);
        let height = ui.available_height() - 18.0;
        card(ui, 8, |ui| {
            ui.set_min_size(vec2(ui.available_width(), height));
            if self.rows.is_empty() {
                gap(ui, height * 0.3);
                ui.vertical_centered(|ui| muted(ui, scene.text.get("overview-nobody"), size::SECOND));
            } else {
                self.table(ui, scene, actions);
            }
        });
        !back
    }

    fn title(&self, scene: &Scene<'_>) -> String {
        match &self.of {
            Of::Figure(figure) => scene.word("overview-number", figure.key()),
            Of::Owed(_) => scene.text.get("overview-owed").to_owned(),
            Of::Passing(_) => scene.text.get("overview-passing").to_owned(),
        }
    }

    fn table(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        if std::mem::take(&mut self.fresh) {
            ui.memory_mut(|memory| memory.request_focus(Id::unique(LIST)));
        }
        let columns = [
            ("field-name", 160.0),
            ("field-badge", 120.0),
            ("field-department", 270.0),
            ("overview-detail", 0.0),
        ];
        let columns = columns.map(|(title, width)| Column {
            title: scene.text.get(title),
            width,
            right: false,
        });
        let table = ListTable {
            id: LIST,
            columns: &columns,
            rows: self.rows.len(),
        };
        let mut cursor = self.cursor;
        let rows = &self.rows;
        let row = |no: usize| {
            rows.get(no)
                .and_then(|(person, said)| Some((scene.view.roster.get(*person)?, said)))
        };
        let sentence = |no| {
            row(no).map_or_else(String::new, |(person, said)| {
                [person.name.as_str(), person.number(), said].join(" ")
            })
        };
        let opened = table.show(ui, &mut cursor, None, sentence, |ui, no, column| {
            let Some((person, said)) = row(no) else { return };
            match column {
                0 => label(ui, &person.name, theme::name_font(ui, &person.name, size::BODY)),
                1 => muted(ui, person.number(), size::BODY),
                2 => muted(ui, &person.place(), size::BODY),
                _ => ui
                    .add(egui::Label::new(egui::RichText::new(said).font(theme::regular(size::BODY)).color(theme::of(ui).text)).truncate()),
            };
        });
        self.cursor = cursor;
        let opened = opened.and_then(|no| self.rows.get(no)).map(|(person, _)| *person);
        actions.extend(opened.map(|person| match self.of {
            Of::Figure(_) | Of::Passing(_) => Action::Open(person),
            Of::Owed(_) => Action::AskReturn(person),
        }));
    }
}

/// Who it is, with what is known of them.
fn rows(scene: &Scene<'_>, of: &Of) -> Vec<(PersonId, String)> {
    match of {
        Of::Figure(Figure::Fever) => {
            let found = feverish(scene).into_iter();
            found
                .map(|(person, celsius, at)| (person, [scene.celsius(celsius), scene.clock(at)].join(" · ")))
                .collect()
        }
        Of::Figure(Figure::Isolated) => isolated(scene).collect(),
        Of::Figure(Figure::Out) => out(scene),
        Of::Figure(Figure::Inside | Figure::Coverage | Figure::Supplies) => Vec::new(),
        Of::Owed(people) => people.iter().map(|person| (*person, why(scene, *person))).collect(),
        Of::Passing(people) => isolated(scene).filter(|(person, _)| people.contains(person)).collect(),
    }
}

/// Who isolates, the first to be free first: which day it is, until when, and where.
fn isolated(scene: &Scene<'_>) -> impl Iterator<Item = (PersonId, String)> {
    let board = scene.view.board(scene.now).into_iter();
    board.map(move |observed| {
        let (day, last) = (observed.clock.number.to_string(), scene.day(observed.clock.last));
        let place = scene.word("quarters", observed.quarters.key());
        let facts = [("day", day.as_str()), ("last", &last), ("where", &place)];
        (observed.person, scene.text.with("overview-isolated", &facts))
    })
}

/// Who is out, who should have been back longest first.
fn out(scene: &Scene<'_>) -> Vec<(PersonId, String)> {
    let outings = scene.view.standings().values().flat_map(|health| &health.outings);
    let mut out: Vec<_> = outings.filter(|outing| was_out(outing, scene.now).is_some()).collect();
    out.sort_by_key(|outing| outing.due);
    let said =
        |outing: &crate::domain::going_out::Outing| [outing.destination.clone(), due(scene, outing, outing.state(scene.now))].join(" · ");
    out.into_iter().map(|outing| (outing.person, said(outing))).collect()
}

/// Why somebody should isolate.
fn why(scene: &Scene<'_>, person: PersonId) -> String {
    let screened = scene.view.screened(scene.now, person);
    screened
        .map(|screened| scene.reasons(&screened.judgement).join(scene.text.get("word-comma")))
        .unwrap_or_default()
}
