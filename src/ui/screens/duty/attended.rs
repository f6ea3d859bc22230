//! Attendance: who came, late, not at all, and who has not left.

use std::collections::HashSet;

use eframe::egui::{self, Id, Key, Ui};

use super::{Duty, nothing, person, tall_card};
use crate::domain::attendance::State;
use crate::domain::coverage::Row;
use crate::domain::day::Moment;
use crate::domain::person::{Person, PersonId};
use crate::station::DutyDay;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Column, Field, ListTable, gap, label, muted, segments, tag};

pub(super) const TABLE: &str = "duty-attended";
pub(super) const SEARCH: &str = "duty-search";

/// What wants somebody first.
const ORDER: [State; 7] = [
    State::Absent,
    State::Late,
    State::StillInside,
    State::Excused,
    State::Isolated,
    State::Came,
    State::NotYet,
];
/// The states that can be looked at alone; the others are seldom asked for.
const SHOWN: [Option<State>; 6] = [
    None,
    Some(State::Absent),
    Some(State::Late),
    Some(State::StillInside),
    Some(State::Excused),
    Some(State::Isolated),
];

/// The list of attendance as it stands.
#[derive(Debug, Default)]
pub(super) struct Roll {
    pub(super) query: String,
    only: Option<State>,
    cursor: usize,
    /// The rows shown, and what they were chosen by.
    shown: Vec<usize>,
    chosen_by: Option<(String, Option<State>)>,
}

impl Roll {
    /// The day was counted again.
    pub(super) fn recount(&mut self) {
        self.chosen_by = None;
    }

    /// Shows only those in a state.
    pub(super) fn only(&mut self, state: State) {
        (self.only, self.cursor) = (Some(state), 0);
        self.query.clear();
    }

    /// Shows one team.
    pub(super) fn team(&mut self, team: &str) {
        (self.only, self.cursor) = (None, 0);
        team.clone_into(&mut self.query);
    }

    /// Takes the search back, where the list is shown and there is one. Says whether there was.
    pub(super) fn clear(&mut self, shown: bool) -> bool {
        let searched = shown && (!self.query.is_empty() || self.only.is_some());
        if searched {
            self.query.clear();
            self.only = None;
        }
        searched
    }

    /// Whoever the list stands on.
    pub(super) fn chosen(&self, found: &DutyDay) -> Option<PersonId> {
        self.row(found, self.cursor).map(|row| row.person)
    }

    fn row<'a>(&self, found: &'a DutyDay, at: usize) -> Option<&'a Row> {
        found.coverage.rows.get(*self.shown.get(at)?)
    }

    /// The rows that the list shows, chosen again only when something has changed.
    fn choose(&mut self, scene: &Scene<'_>, found: &DutyDay) {
        let now = (self.query.trim().to_owned(), self.only);
        if self.chosen_by.as_ref() == Some(&now) {
            return;
        }
        let hits: HashSet<PersonId> = match now.0.as_str() {
            "" => HashSet::new(),
            query => scene
                .view
                .roster
                .find(query, usize::MAX)
                .into_iter()
                .map(|(_, person)| person.id)
                .collect(),
        };
        let fits = |row: &Row| {
            let sought =
                now.0.is_empty() || hits.contains(&row.person) || person(scene, row.person).is_some_and(|who| is_of(who, row, &now.0));
            sought && self.only.is_none_or(|only| only == row.attended.state)
        };
        let rows = found.coverage.rows.iter().enumerate().filter(|(_, row)| fits(row));
        let mut shown: Vec<(usize, usize)> = rows.map(|(no, row)| (rank(row), no)).collect();
        shown.sort_unstable();
        self.shown = shown.into_iter().map(|(_, no)| no).collect();
        self.cursor = self.cursor.min(self.shown.len().saturating_sub(1));
        self.chosen_by = Some(now);
    }
}

fn rank(row: &Row) -> usize {
    ORDER.iter().position(|state| *state == row.attended.state).unwrap_or(ORDER.len())
}

/// Whether a row is of the department, team or shift that is searched for.
fn is_of(person: &Person, row: &Row, query: &str) -> bool {
    [&person.department, &person.team, &row.shift]
        .into_iter()
        .any(|word| word.contains(query))
}

/// Below this width only what the supervisor asks for first is shown.
const NARROW: f32 = 800.0;
/// The columns that a narrow list leaves out.
const WIDE_ONLY: [&str; 4] = ["field-department", "field-team", "duty-left", "duty-readings"];
const COLUMNS: [(&str, f32); 10] = [
    ("word-name", 88.0),
    ("people-number", 104.0),
    ("field-department", 128.0),
    ("field-team", 76.0),
    ("field-shift", 68.0),
    ("word-status", 104.0),
    ("duty-came", 60.0),
    ("duty-left", 60.0),
    ("duty-readings", 64.0),
    ("duty-why", 0.0),
];

impl Duty {
    pub(super) fn attended(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        self.search(ui, scene);
        self.roll.choose(scene, &self.found);
        gap(ui, space::S);
        tall_card(ui, |ui| {
            if self.roll.shown.is_empty() {
                let key = if self.found.coverage.rows.is_empty() {
                    "duty-none"
                } else {
                    "duty-none-found"
                };
                return nothing(ui, scene.text.get(key), Icon::Calendar);
            }
            self.rows(ui, scene, actions);
        });
    }

    /// The search, and which states are shown: in two rows where one is too narrow.
    fn search(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        if ui.available_width() < NARROW {
            self.field(ui, scene);
            self.states(ui, scene, false);
        } else {
            ui.horizontal(|ui| {
                self.field(ui, scene);
                self.states(ui, scene, true);
            });
        }
    }

    fn field(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let text = scene.text;
        let search = Field::new(text.get("do-search"), &mut self.roll.query).hide_label();
        let search = search.hint(text.get("duty-search")).width(240.0).id(Id::unique(SEARCH)).show(ui);
        let down = search.response.has_focus() && ui.input(|input| input.key_pressed(Key::ArrowDown));
        if search.submitted || down {
            ui.memory_mut(|memory| memory.request_focus(Id::unique(TABLE)));
        }
    }

    fn states(&mut self, ui: &mut Ui, scene: &Scene<'_>, counted: bool) {
        let text = scene.text;
        let words = SHOWN.map(|state| {
            let count = state.map_or(self.found.coverage.rows.len(), |state| self.found.coverage.count(state));
            let word = state.map_or_else(|| text.get("people-all").to_owned(), |state| scene.word("duty-state", state.key()));
            (state, if counted { format!("{word} {count}") } else { word })
        });
        let choices: Vec<(Option<State>, &str)> = words.iter().map(|(state, word)| (*state, word.as_str())).collect();
        if segments(ui, text.get("do-filter"), &mut self.roll.only, &choices) {
            self.roll.cursor = 0;
        }
    }

    fn rows(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let narrow = ui.available_width() < NARROW;
        let kept = (0..).zip(COLUMNS).filter(|(_, (title, _))| !(narrow && WIDE_ONLY.contains(title)));
        let (shown, columns): (Vec<usize>, Vec<Column<'_>>) = kept
            .map(|(no, (title, width))| {
                (
                    no,
                    Column {
                        title: scene.text.get(title),
                        width,
                        right: false,
                    },
                )
            })
            .unzip();
        let table = ListTable {
            id: TABLE,
            columns: &columns,
            rows: self.roll.shown.len(),
        };
        let mut cursor = self.roll.cursor;
        let this = &*self;
        let row = |at: usize| {
            let row = this.roll.row(&this.found, at)?;
            Some((person(scene, row.person)?, row))
        };
        let sentence = |at| row(at).map_or_else(String::new, |(person, row)| spoken(scene, person, row));
        let opened = table.show(ui, &mut cursor, None, sentence, |ui, at, column| {
            if let Some((person, row)) = row(at) {
                cell(ui, scene, (person, row), shown.get(column).copied().unwrap_or(column));
            }
        });
        let opened = opened.and_then(row).map(|(person, _)| person.id);
        self.roll.cursor = cursor;
        actions.extend(opened.map(Action::Open));
    }
}

/// The state in words; how late somebody was stands with it.
fn state(scene: &Scene<'_>, row: &Row) -> String {
    let word = scene.word("duty-state", row.attended.state.key());
    match row.attended.late_min {
        0 => word,
        minutes => format!("{word} {}", scene.text.count("duty-minutes", minutes.into(), &[])),
    }
}

fn tone(state: State) -> Option<Tone> {
    match state {
        State::Absent => Some(Tone::Clinic),
        State::Late | State::StillInside => Some(Tone::Recheck),
        State::Isolated => Some(Tone::Isolate),
        State::Excused => Some(Tone::Report),
        State::NotYet | State::Came => None,
    }
}

fn spoken(scene: &Scene<'_>, person: &Person, row: &Row) -> String {
    [
        person.name.as_str(),
        person.number(),
        &person.team,
        &row.shift,
        &state(scene, row),
        &row.reason,
    ]
    .join(" ")
}

fn cell(ui: &mut Ui, scene: &Scene<'_>, (person, row): (&Person, &Row), column: usize) {
    let clock = |at: Option<Moment>| at.map(|at| scene.clock(at)).unwrap_or_default();
    let department = if person.department.is_empty() {
        &person.unit
    } else {
        &person.department
    };
    match column {
        0 => {
            label(ui, &person.name, theme::regular(size::BODY));
        }
        1 => {
            muted(ui, person.number(), size::BODY);
        }
        2 => {
            muted(ui, department, size::BODY);
        }
        3 => {
            muted(ui, &person.team, size::BODY);
        }
        4 if row.shift.is_empty() => {
            muted(ui, "–", size::BODY);
        }
        4 => {
            label(ui, &row.shift, theme::regular(size::BODY));
        }
        5 => match tone(row.attended.state) {
            Some(tone) => {
                tag(ui, tone, &state(scene, row));
            }
            None => {
                muted(ui, &state(scene, row), size::BODY);
            }
        },
        6 => {
            label(ui, &clock(row.attended.came_at), theme::regular(size::BODY));
        }
        7 => {
            label(ui, &clock(row.attended.left_at), theme::regular(size::BODY));
        }
        8 => readings(ui, row),
        _ => {
            let said = [row.reason.as_str(), &row.health].into_iter().filter(|said| !said.is_empty());
            muted(ui, &said.collect::<Vec<_>>().join(" · "), size::BODY);
        }
    }
}

/// How often somebody was measured; none of who is due stands out.
fn readings(ui: &mut Ui, row: &Row) {
    let attended = &row.attended;
    let number = attended.readings.to_string();
    if attended.state.is_due() && !attended.measured {
        let ink = theme::of(ui).ink(Tone::Recheck);
        ui.label(egui::RichText::new(number).font(theme::bold(size::BODY)).color(ink));
    } else {
        muted(ui, &number, size::BODY);
    }
}
