//! Today: every round with its time and state; Enter does the next one, the checker ticks it off afterwards.

use eframe::egui::{self, Key, Modifiers, Ui};
use uuid::Uuid;

use super::front::Front;
use super::{Opens, Tab};
use crate::domain::day::{Day, Moment};
use crate::domain::entry::EntryId;
use crate::domain::guide::Share;
use crate::domain::site::{Doing, How, Outcome, Record, State, Task};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, SiteAsked};
use crate::ui::icons::Icon;
use crate::ui::papers::rounds::said;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, Column, ListTable, card, gap, label, muted, segments, tag};

pub(super) const HINTS: &[(&str, &str, Key, Modifiers)] = &[
    ("Enter", "round-do", Key::Enter, Modifiers::NONE),
    ("F2", "round-do-other", Key::F2, Modifiers::NONE),
    ("F5", "round-check", Key::F5, Modifiers::NONE),
    ("F7", "round-skip", Key::F7, Modifiers::NONE),
    ("F9", "round-undo", Key::F9, Modifiers::NONE),
    ("F3", "do-filter", Key::F3, Modifiers::NONE),
    ("Alt ←", "round-day-before", Key::ArrowLeft, Modifiers::ALT),
    ("Ctrl P", "round-print", Key::P, Modifiers::COMMAND),
    ("Ctrl E", "do-export", Key::E, Modifiers::COMMAND),
];

const COLUMNS: [(&str, f32); 6] = [
    ("round-due", 96.0),
    ("word-status", 200.0),
    ("round-place", 180.0),
    ("round-measure", 116.0),
    ("round-how", 320.0),
    ("round-who", 0.0),
];

/// Which of them there is room for, what can be looked up in the form left out first; the last one takes the rest.
fn fitting(width: f32) -> &'static [usize] {
    match width {
        ..660.0 => &[0, 1, 2, 3],
        ..1000.0 => &[0, 1, 2, 3, 5],
        _ => &[0, 1, 2, 3, 4, 5],
    }
}

/// Which rounds the list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shown {
    #[default]
    Open,
    Unchecked,
    All,
}

impl Shown {
    const ALL: [(Self, &'static str); 3] = [
        (Self::Open, "round-open"),
        (Self::Unchecked, "round-unchecked"),
        (Self::All, "round-all"),
    ];

    fn holds(self, state: State) -> bool {
        match self {
            Self::Open => state.is_open(),
            Self::Unchecked => state == State::Unchecked,
            Self::All => true,
        }
    }
}

/// A round in the list, as it stood when the list was worked out.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) plan: Uuid,
    pub(super) due: Moment,
    pub(super) place: String,
    pub(super) measure: String,
    pub(super) how: How,
    pub(super) executor: String,
    pub(super) checker: String,
    state: State,
    /// When it was done, or why not.
    said: String,
    /// The last note about it.
    note: Option<EntryId>,
}

/// The rounds of a day.
#[derive(Debug, Default)]
pub(super) struct Today {
    /// Another day than today.
    day: Option<Day>,
    shown: Shown,
    rows: Vec<Row>,
    counts: [usize; State::ALL.len()],
    /// Of the day alone.
    done: Share,
    cursor: usize,
    /// Another day is shown: the arrow that did it has taken the keyboard from the list.
    pub(super) turned: bool,
    /// Who checked last, to check the next one as well.
    checker: String,
    of: Option<(usize, i64, Option<Day>, Shown)>,
}

impl Today {
    pub(super) fn overdue(&self) -> usize {
        if self.day.is_none() { self.count(State::Overdue) } else { 0 }
    }

    fn count(&self, state: State) -> usize {
        let at = State::ALL.iter().position(|known| *known == state);
        at.and_then(|at| self.counts.get(at)).copied().unwrap_or_default()
    }

    /// The list goes on to the next row where the one that was written stays in it.
    pub(super) fn written(&mut self) {
        if self.shown == Shown::All {
            self.cursor += 1;
        }
    }

    /// Keeps in mind who checks, to offer the same name for the next round.
    pub(super) fn remember(&mut self, actions: &Actions) {
        for action in actions {
            if let Action::Site(SiteAsked::Check { by, .. }) = action {
                self.checker.clone_from(by);
            }
        }
    }

    /// Works the list out again where something has changed or a minute has passed.
    pub(super) fn refresh(&mut self, scene: &Scene<'_>) {
        let now = (scene.view.changes, scene.now.0.div_euclid(60_000), self.day, self.shown);
        if self.of == Some(now) {
            return;
        }
        let zone = scene.view.card.zone;
        let day = self.day.unwrap_or(scene.view.day);
        let from = if self.day.is_none() { day.minus_days(1) } else { day };
        let mut tasks = scene.view.daybook.site.tasks(zone.span(from, day), zone);
        let since = scene.now.plus_minutes(-24 * 60);
        let of_today = |task: &Task<'_>| zone.day_of(task.due) == day;
        // Of yesterday only what somebody still has to do.
        let open = |task: &Task<'_>| matches!(task.state(scene.now), State::Overdue | State::Unchecked) && task.due >= since;
        tasks.retain(|task| of_today(task) || open(task));
        self.done = Share::count(tasks.iter().filter(|task| of_today(task) && !task.extra), |task| {
            task.record.is_some_and(Record::is_done)
        });
        self.counts = [0; State::ALL.len()];
        for task in &tasks {
            if let Some(count) = self.counts.get_mut(task.state(scene.now) as usize) {
                *count += 1;
            }
        }
        tasks.retain(|task| self.shown.holds(task.state(scene.now)));
        if self.shown == Shown::Open {
            tasks.sort_by_key(|task| (task.state(scene.now), task.due));
        }
        self.rows = tasks.iter().map(|task| Row::of(scene, task)).collect();
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        self.of = Some(now);
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, may: bool, actions: &mut Actions) -> Option<Opens> {
        let mut opens = if may { self.keys(ui, scene, actions) } else { None };
        self.bar(ui, scene);
        gap(ui, space::S);
        let height = ui.available_height() - 18.0;
        card(ui, 8, |ui| {
            ui.set_min_size(egui::vec2(ui.available_width(), height));
            if self.rows.is_empty() {
                opens = self.nothing(ui, scene).map(Opens::Tab).or_else(|| opens.take());
            } else if self.table(ui, scene) && may && opens.is_none() {
                opens = self.act(scene, actions);
            }
        });
        opens
    }

    fn bar(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let text = scene.text;
        ui.horizontal(|ui| {
            let choices = Shown::ALL.map(|(shown, key)| (shown, text.get(key)));
            if segments(ui, text.get("do-filter"), &mut self.shown, &choices) {
                self.cursor = 0;
            }
            gap(ui, space::S);
            let day = self.day.unwrap_or(scene.view.day);
            label(ui, &scene.day(day), theme::bold(size::BODY));
            let facts = [("done", self.done.done.to_string()), ("all", self.done.of.to_string())];
            let facts: Vec<(&str, &str)> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
            muted(ui, &text.with("round-summary", &facts), size::BODY);
            for state in [State::Overdue, State::Due, State::Unchecked, State::Skipped] {
                let count = self.count(state);
                if count > 0 {
                    let said = format!("{} {count}", scene.word("round-state", state.key()));
                    tag(ui, tone(state), &said);
                }
            }
        });
    }

    /// The rows. Says whether one was opened.
    fn table(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> bool {
        let fitting = fitting(ui.available_width());
        let column = |at: usize| {
            let (title, width) = COLUMNS[at];
            Column {
                title: scene.text.get(title),
                width: if fitting.last() == Some(&at) { 0.0 } else { width },
                right: false,
            }
        };
        let columns: Vec<Column<'_>> = fitting.iter().map(|at| column(*at)).collect();
        let table = ListTable {
            id: Tab::Today.key(),
            columns: &columns,
            rows: self.rows.len(),
        };
        let rows = &self.rows;
        let sentence = |no: usize| rows.get(no).map_or_else(String::new, |row| row.spoken(scene));
        let opened = table.show(ui, &mut self.cursor, None, sentence, |ui, no, column| {
            if let (Some(row), Some(column)) = (rows.get(no), fitting.get(column)) {
                row.cell(ui, scene, *column);
            }
        });
        opened.is_some() && ui.input(|input| input.key_pressed(Key::Enter))
    }

    fn keys(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) -> Option<Opens> {
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::NONE, Key::F3) {
            let at = Shown::ALL.iter().position(|(shown, _)| *shown == self.shown).unwrap_or_default();
            (self.shown, self.cursor) = (Shown::ALL[(at + 1) % Shown::ALL.len()].0, 0);
        }
        let day = self.day.unwrap_or(scene.view.day);
        if pressed(Modifiers::ALT, Key::ArrowLeft) {
            self.turn(scene, day.minus_days(1));
        }
        if pressed(Modifiers::ALT, Key::ArrowRight) {
            self.turn(scene, day.plus_days(1));
        }
        if pressed(Modifiers::COMMAND, Key::P) {
            return Some(Front::print(scene, day).into());
        }
        if pressed(Modifiers::COMMAND, Key::E) {
            return Some(Front::export(scene, day).into());
        }
        let row = self.rows.get(self.cursor)?;
        if pressed(Modifiers::NONE, Key::F2) && (row.state.is_open() || row.state == State::Skipped) {
            return Some(Front::round(scene, row, scene.now).into());
        }
        if pressed(Modifiers::NONE, Key::F7) && row.state.is_open() {
            return Some(Front::skip(row).into());
        }
        if pressed(Modifiers::NONE, Key::F5) && matches!(row.state, State::Unchecked | State::Done) {
            let checker = if row.checker.is_empty() { &self.checker } else { &row.checker };
            return Some(Front::check(row, checker).into());
        }
        if pressed(Modifiers::NONE, Key::F9)
            && let Some(note) = row.note
        {
            actions.push(Action::Site(SiteAsked::Strike(note, String::new())));
        }
        None
    }

    fn turn(&mut self, scene: &Scene<'_>, day: Day) {
        self.turned = true;
        self.day = (day != scene.view.day).then_some(day);
        self.cursor = 0;
        if self.day.is_some() {
            self.shown = Shown::All;
        }
    }

    /// Enter: done as planned by whoever is on duty; of another day, when it was done is asked first.
    fn act(&self, scene: &Scene<'_>, actions: &mut Actions) -> Option<Opens> {
        let row = self.rows.get(self.cursor)?;
        if row.state == State::Unchecked {
            let checker = if row.checker.is_empty() { &self.checker } else { &row.checker };
            return Some(Front::check(row, checker).into());
        }
        if !row.state.is_open() {
            return None;
        }
        let nobody = scene.view.on_duty.is_empty() && row.executor.is_empty();
        if self.day.is_some() || nobody {
            return Some(Front::round(scene, row, row.due.min(scene.now)).into());
        }
        let executor = if scene.view.on_duty.is_empty() {
            row.executor.clone()
        } else {
            scene.view.on_duty.clone()
        };
        let doing = Doing {
            how: row.how.clone(),
            executor,
            ..Doing::default()
        };
        actions.push(Action::Site(SiteAsked::Do {
            plan: row.plan,
            due: row.due,
            doing,
        }));
        None
    }

    /// Nothing to show: nothing is planned, or everything is done.
    fn nothing(&self, ui: &mut Ui, scene: &Scene<'_>) -> Option<Tab> {
        let text = scene.text;
        gap(ui, ui.available_height() * 0.3);
        let planned = self.counts.iter().sum::<usize>() > 0;
        let mut to = None;
        ui.vertical_centered(|ui| {
            ui.label(Icon::CircleCheck.text(size::VERDICT).color(theme::of(ui).line));
            muted(
                ui,
                text.get(if planned { "round-nothing-open" } else { "round-nothing" }),
                size::SECOND,
            );
            if !planned && Button::primary(text.get("round-to-plans")).show(ui).clicked() {
                to = Some(Tab::Plans);
            }
        });
        to
    }
}

impl Row {
    fn of(scene: &Scene<'_>, task: &Task<'_>) -> Self {
        let state = task.state(scene.now);
        let doing = task.record.and_then(Record::doing);
        let said = match task.record.map(|record| (&record.outcome, record.at)) {
            Some((Outcome::Done(doing), at)) => {
                let checked = task.record.and_then(|record| record.checked.as_ref());
                let checked = checked.map(|(_, by)| scene.text.with("round-checked-by", &[("name", by)]));
                let extra = task.extra.then(|| scene.text.get("round-extra").to_owned());
                [Some(scene.clock(at)), extra, Some(doing.note.clone()), checked]
                    .into_iter()
                    .flatten()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(" · ")
            }
            Some((Outcome::Skipped { reason, .. }, _)) => reason.clone(),
            None if state == State::Overdue => late(scene, task.due),
            None => String::new(),
        };
        Self {
            plan: task.plan.id,
            due: task.due,
            place: task.place.name.clone(),
            measure: scene.word("measure", task.plan.measure.key()),
            how: doing.map_or_else(|| task.plan.how.clone(), |doing| doing.how.clone()),
            executor: doing.map_or_else(|| task.plan.executor.clone(), |doing| doing.executor.clone()),
            checker: task.plan.checker.clone(),
            state,
            said,
            note: task.record.map(Record::last_note),
        }
    }

    pub(super) fn when(&self, scene: &Scene<'_>) -> String {
        let day = scene.view.card.zone.day_of(self.due);
        if day == scene.view.day {
            scene.clock(self.due)
        } else {
            [scene.day(day), scene.clock(self.due)].join(" ")
        }
    }

    fn who(&self) -> String {
        let both = [self.executor.as_str(), &self.checker].into_iter().filter(|name| !name.is_empty());
        both.collect::<Vec<_>>().join(" / ")
    }

    /// A row as one sentence.
    fn spoken(&self, scene: &Scene<'_>) -> String {
        let state = scene.word("round-state", self.state.key());
        [
            self.when(scene),
            self.place.clone(),
            self.measure.clone(),
            said(scene, &self.how),
            self.who(),
            state,
            self.said.clone(),
        ]
        .join(" ")
    }

    fn cell(&self, ui: &mut Ui, scene: &Scene<'_>, column: usize) {
        let regular = theme::regular(size::BODY);
        match column {
            0 => {
                label(ui, &self.when(scene), regular);
            }
            1 => {
                tag(ui, tone(self.state), &scene.word("round-state", self.state.key()));
                muted(ui, &self.said, size::LABEL);
            }
            2 => {
                label(ui, &self.place, theme::name_font(ui, &self.place, size::BODY));
            }
            3 => {
                label(ui, &self.measure, regular);
            }
            4 => {
                muted(ui, &said(scene, &self.how), size::BODY);
            }
            _ => {
                muted(ui, &self.who(), size::BODY);
            }
        }
    }
}

/// `已过 2 小时`
fn late(scene: &Scene<'_>, due: Moment) -> String {
    let minutes = scene.now.secs_since(due) / 60;
    let (key, count) = if minutes < 60 {
        ("round-late-minutes", minutes)
    } else {
        ("round-late-hours", minutes / 60)
    };
    scene.text.count(key, count.unsigned_abs(), &[])
}

fn tone(state: State) -> Tone {
    match state {
        State::Overdue => Tone::Isolate,
        State::Due => Tone::Recheck,
        State::Unchecked => Tone::Report,
        State::Done => Tone::Clear,
        State::Later | State::Skipped => Tone::Refuse,
    }
}
