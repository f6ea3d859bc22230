//! The duty plan: a week at a glance, a row for each team and for whoever is planned by name; a shift is a key.

use std::collections::BTreeMap;

use eframe::egui::{self, EventFilter, Id, Key, Modifiers, Ui};

use super::forms::Form;
use super::{Duty, Front, Tab, monday, nothing, person, tall_card, weekday};
use crate::domain::day::Day;
use crate::domain::duty::{DutyPlan, Shift, Whose};
use crate::domain::entry::EntryId;
use crate::domain::person::{PersonId, Status};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, DutyAsked};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, radius, size, space};
use crate::ui::widgets::{Button, Column, ListTable, gap, label, muted};

pub(super) const TABLE: &str = "duty-week";
/// Width of a row's name, and where the screen is narrow.
const NAME: f32 = 190.0;
const NARROW_NAME: f32 = 104.0;
/// A week with its dates needs so much.
const NARROW: f32 = 900.0;
const DIGITS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// The week as it stands.
#[derive(Debug, Default)]
pub(super) struct Plan {
    row: usize,
    day: usize,
    rows: Vec<Row>,
    chosen_by: Option<(Day, usize, usize)>,
    /// Who was asked for by name and has no plan of their own yet.
    pub(super) extra: Vec<PersonId>,
    /// The last plan made here, to be taken back.
    pub(super) last: Option<EntryId>,
}

/// A team, and how many are in it; or somebody by name.
#[derive(Debug)]
struct Row {
    whose: Whose,
    count: usize,
}

impl Plan {
    /// The teams of the roster, then who is planned by name in the week; worked out again only when something has changed.
    fn choose(&mut self, scene: &Scene<'_>, from: Day) {
        let now = (from, scene.view.changes, self.extra.len());
        if self.chosen_by == Some(now) {
            return;
        }
        let mut teams: BTreeMap<&str, usize> = BTreeMap::new();
        let roster = scene.view.roster.people();
        for person in roster
            .iter()
            .filter(|person| !person.team.is_empty() && person.status != Status::Left)
        {
            *teams.entry(&person.team).or_default() += 1;
        }
        let mut people = scene.view.daybook.duty.people_between(from, from.plus_days(6));
        people.extend(&self.extra);
        people.sort_by_key(|id| person(scene, *id).map(|person| (&person.team, &person.name)));
        people.dedup();
        let teams = teams.into_iter().map(|(team, count)| Row {
            whose: Whose::Team(team.to_owned()),
            count,
        });
        let people = people.into_iter().map(|person| Row {
            whose: Whose::Person(person),
            count: 1,
        });
        self.rows = teams.chain(people).collect();
        self.row = self.row.min(self.rows.len().saturating_sub(1));
        self.chosen_by = Some(now);
    }

    /// Repeats the week before for every row.
    pub(super) fn repeat(&self, from: Day) -> Action {
        let whose = self.rows.iter().map(|row| row.whose.clone()).collect();
        Action::Duty(DutyAsked::Repeat(whose, from))
    }

    /// Plans the cell that the keyboard stands on, and goes on to the next day.
    fn set(&mut self, from: Day, to: Planned<'_>) -> Option<Action> {
        let row = self.rows.get(self.row)?;
        let day = from.plus_days(u32::try_from(self.day).unwrap_or(0));
        let mut plan = DutyPlan {
            from: day,
            to: day,
            ..DutyPlan::default()
        };
        match to {
            Planned::On(shift) => shift.clone_into(&mut plan.shift),
            Planned::Off => {}
            Planned::Cleared => plan.cleared = true,
        }
        match &row.whose {
            Whose::Team(team) => plan.teams.push(team.clone()),
            Whose::Person(person) => plan.people.push(*person),
        }
        self.day = (self.day + 1).min(6);
        Some(Action::Duty(DutyAsked::Plan(plan)))
    }
}

/// What a key or a button puts into a cell.
#[derive(Clone, Copy)]
enum Planned<'a> {
    On(&'a str),
    Off,
    Cleared,
}

impl Duty {
    pub(super) fn plan(&mut self, ui: &mut Ui, scene: &Scene<'_>, day: Day, actions: &mut Actions) {
        let from = monday(day);
        self.plan.choose(scene, from);
        let mut put = self.shifts(ui, scene);
        gap(ui, space::S);
        if self.front.is_none() && ui.memory(|memory| memory.has_focus(Id::unique(TABLE))) {
            put = put.or_else(|| pressed(ui, &scene.view.settings.daily.shifts));
            self.sideways(ui);
        }
        actions.extend(put.and_then(|put| self.plan.set(from, put)));
        tall_card(ui, |ui| {
            if self.plan.rows.is_empty() {
                return nothing(ui, scene.text.get("duty-no-teams"), Icon::Users);
            }
            self.week(ui, scene, from, actions);
        });
    }

    /// The shifts with their keys. Answers the one pressed.
    fn shifts<'a>(&mut self, ui: &mut Ui, scene: &Scene<'a>) -> Option<Planned<'a>> {
        let text = scene.text;
        let mut put = None;
        ui.horizontal_wrapped(|ui| {
            for (no, shift) in (1..=DIGITS.len()).zip(&scene.view.settings.daily.shifts) {
                let word = format!("{} {}", shift.name, hours(shift));
                if Button::secondary(&word).key(&no.to_string()).show(ui).clicked() {
                    put = Some(Planned::On(&shift.name));
                }
            }
            if Button::secondary(text.get("duty-off")).key("0").show(ui).clicked() {
                put = Some(Planned::Off);
            }
            if Button::quiet(text.get("duty-clear")).key("Del").show(ui).clicked() {
                put = Some(Planned::Cleared);
            }
            if Button::quiet(text.get("duty-shifts"))
                .icon(Icon::Settings)
                .key("F4")
                .show(ui)
                .clicked()
            {
                self.front = Some(Front::Form(Form::shifts(scene)));
            }
        });
        self.fresh |= put.is_some();
        put
    }

    fn sideways(&mut self, ui: &Ui) {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowRight) {
            self.plan.day = (self.plan.day + 1).min(6);
        }
        if pressed(Key::ArrowLeft) {
            self.plan.day = self.plan.day.saturating_sub(1);
        }
    }

    fn week(&mut self, ui: &mut Ui, scene: &Scene<'_>, from: Day, actions: &mut Actions) {
        let days: Vec<Day> = (0..7).map(|day| from.plus_days(day)).collect();
        let narrow = ui.available_width() < NARROW;
        let titles: Vec<String> = days.iter().map(|day| title(scene, *day, narrow)).collect();
        let name = if narrow { NARROW_NAME } else { NAME };
        let width = ((ui.available_width() - name) / 7.0 - space::S - 2.0).max(52.0);
        let name = Column {
            title: scene.text.get("duty-whose"),
            width: name,
            right: false,
        };
        let days_of = titles.iter().map(|title| Column {
            title,
            width,
            right: false,
        });
        let columns: Vec<Column<'_>> = std::iter::once(name).chain(days_of).collect();
        let table = ListTable {
            id: TABLE,
            columns: &columns,
            rows: self.plan.rows.len(),
        };
        let (mut cursor, mut under) = (self.plan.row, None);
        let (rows, here) = (&self.plan.rows, (self.plan.row, self.plan.day));
        let pointer = ui.input(|input| input.pointer.interact_pos());
        let sentence = |row: usize| rows.get(row).map_or_else(String::new, |row| spoken(scene, row, &days));
        let opened = table.show_kept(ui, &mut cursor, sentence, |ui, at, column| {
            let Some(row) = rows.get(at) else { return };
            let Some(no) = column.checked_sub(1) else {
                return named(ui, scene, row, narrow);
            };
            if pointer.is_some_and(|pointer| ui.max_rect().contains(pointer)) {
                under = Some(no);
            }
            cell(ui, scene, (&row.whose, days[no]), (at, no) == here);
        });
        // Left and right move within the week, and not to the next control.
        let id = Id::unique(TABLE);
        let arrows = EventFilter {
            vertical_arrows: true,
            horizontal_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
        self.plan.row = cursor;
        let by_key = ui.input(|input| input.key_pressed(Key::Enter));
        match (opened, by_key) {
            (Some(row), true) => self.open_row(row, &days, actions),
            (Some(_), false) => {
                self.plan.day = under.unwrap_or(self.plan.day);
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            (None, _) => {}
        }
    }

    /// Somebody's page, or the attendance of a team on the day that the keyboard stands on.
    fn open_row(&mut self, row: usize, days: &[Day], actions: &mut Actions) {
        match self.plan.rows.get(row).map(|row| &row.whose) {
            Some(Whose::Person(person)) => actions.push(Action::Open(*person)),
            Some(Whose::Team(team)) => {
                self.roll.team(team);
                self.day = days.get(self.plan.day).copied();
                (self.tab, self.fresh) = (Tab::Attended, true);
            }
            None => {}
        }
    }
}

/// `02-07 周五`, and whether that is today; where it is narrow the weekday alone.
fn title(scene: &Scene<'_>, day: Day, narrow: bool) -> String {
    let title = weekday(scene, day);
    if narrow {
        return title.rsplit(' ').next().unwrap_or_default().to_owned();
    }
    if day == scene.view.day {
        format!("{title} · {}", scene.text.get("people-today"))
    } else {
        title
    }
}

/// `08:00–16:00`.
fn hours(shift: &Shift) -> String {
    format!("{}–{}", clock(shift.from_min), clock(shift.to_min))
}

/// `08:00`; the end of a day is `24:00`.
pub(super) fn clock(minute: u32) -> String {
    let minute = if minute > 24 * 60 { minute - 24 * 60 } else { minute };
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// What a key puts into a cell.
fn pressed<'a>(ui: &Ui, shifts: &'a [Shift]) -> Option<Planned<'a>> {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::Num0) {
        return Some(Planned::Off);
    }
    if pressed(Key::Delete) || pressed(Key::Backspace) {
        return Some(Planned::Cleared);
    }
    let (_, shift) = DIGITS.into_iter().zip(shifts).find(|(key, _)| pressed(*key))?;
    Some(Planned::On(&shift.name))
}

fn named(ui: &mut Ui, scene: &Scene<'_>, row: &Row, narrow: bool) {
    match &row.whose {
        Whose::Team(team) => {
            label(ui, team, theme::regular(size::BODY));
            let count: u64 = row.count.try_into().unwrap_or_default();
            let said = scene.text.count("count-people", count, &[]);
            muted(ui, &if narrow { count.to_string() } else { said }, size::LABEL);
        }
        Whose::Person(id) => {
            if let Some(person) = person(scene, *id) {
                label(ui, &person.name, theme::regular(size::BODY));
                muted(ui, &[person.number(), &person.team].join(" "), size::LABEL);
            }
        }
    }
}

/// What stands in a cell, and whether it is the row's own and not that of its team.
fn planned<'a>(scene: &Scene<'a>, whose: &Whose, day: Day) -> Option<(&'a str, bool)> {
    let book = &scene.view.daybook.duty;
    let own = book.of(whose, day).map(|shift| (shift, true));
    let of_team = || match whose {
        Whose::Person(id) => Some((book.of_team(&person(scene, *id)?.team, day)?, false)),
        Whose::Team(_) => None,
    };
    own.or_else(of_team)
}

fn cell(ui: &mut Ui, scene: &Scene<'_>, (whose, day): (&Whose, Day), here: bool) {
    if here {
        let rect = ui.max_rect().shrink2(egui::vec2(1.0, 3.0));
        ui.painter()
            .rect_stroke(rect, radius::TAG, theme::focus_ring(ui), egui::StrokeKind::Inside);
    }
    ui.add_space(space::S);
    match planned(scene, whose, day) {
        Some(("", _)) => muted(ui, scene.text.get("duty-off-short"), size::BODY),
        Some((shift, true)) => label(ui, shift, theme::regular(size::BODY)),
        Some((shift, false)) => muted(ui, &format!("({shift})"), size::BODY),
        None => muted(ui, "–", size::BODY),
    };
}

/// A row as one sentence: whose, and the shifts of the week.
fn spoken(scene: &Scene<'_>, row: &Row, days: &[Day]) -> String {
    let name = match &row.whose {
        Whose::Team(team) => team.clone(),
        Whose::Person(id) => person(scene, *id).map(|person| person.name.clone()).unwrap_or_default(),
    };
    let of = |day: &Day| match planned(scene, &row.whose, *day) {
        Some(("", _)) => scene.text.get("duty-off-short"),
        Some((shift, _)) => shift,
        None => "–",
    };
    let week: Vec<&str> = days.iter().map(of).collect();
    format!("{name} {}", week.join(" "))
}
