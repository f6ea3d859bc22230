//! Duty and coverage (值班考勤、测温全覆盖): who was measured and who is missing, who came, who is planned, and what is worth a look.

mod attended;
mod covered;
mod forms;
mod import;
mod plan;
mod signs;

use std::path::Path;

use chrono::Datelike as _;
use eframe::egui::{self, Id, Key, Modifiers, Ui, vec2};

use super::Screen;
use super::bring::Bring;
use super::export::Export;
use super::people::Working;
use crate::domain::day::Day;
use crate::domain::entry::EntryId;
use crate::domain::person::{Person, PersonId};
use crate::station::DutyDay;
use crate::station::bring_duty::{DutySheet, Preview};
use crate::station::out::What;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, DutyAsked};
use crate::ui::icons::Icon;
use crate::ui::screens::frame::Hint;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Button, card, gap, label, muted, segments};
use attended::Roll;
use covered::Covered;
use forms::Form;
use plan::Plan;

/// A view of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Covered,
    Attended,
    Plan,
    Signs,
}

impl Tab {
    const ALL: [Self; 4] = [Self::Covered, Self::Attended, Self::Plan, Self::Signs];

    fn key(self) -> &'static str {
        match self {
            Self::Covered => "duty-covered",
            Self::Attended => "duty-attended",
            Self::Plan => "duty-plan",
            Self::Signs => "duty-signs",
        }
    }

    /// The list that takes the keyboard.
    fn list(self) -> Id {
        Id::unique(match self {
            Self::Covered => covered::PARTS,
            Self::Attended => attended::TABLE,
            Self::Plan => plan::TABLE,
            Self::Signs => signs::LIST,
        })
    }

    fn beside(self, forward: bool) -> Self {
        let at = Self::ALL.iter().position(|tab| *tab == self).unwrap_or(0);
        let step = if forward { 1 } else { Self::ALL.len() - 1 };
        Self::ALL[(at + step) % Self::ALL.len()]
    }
}

/// What stands in front of the lists.
#[derive(Debug)]
enum Front {
    Form(Form),
    Import(Box<Bring<Preview>>),
    Export(Export),
}

/// The screen and what is being typed on it.
#[derive(Debug, Default)]
pub struct Duty {
    tab: Tab,
    /// The day looked at; today where none is chosen.
    day: Option<Day>,
    found: DutyDay,
    /// What was asked to be counted last, and after how many changes.
    asked: Option<(Day, usize)>,
    covered: Covered,
    roll: Roll,
    plan: Plan,
    front: Option<Front>,
    fresh: bool,
}

impl Duty {
    /// The screen was just come to.
    pub fn take_focus(&mut self) {
        (self.fresh, self.asked) = (true, None);
    }

    /// A day, counted.
    pub fn show(&mut self, found: DutyDay) {
        self.found = found;
        self.roll.recount();
    }

    /// A plan is kept under this number: it can be taken back.
    pub fn planned(&mut self, note: EntryId) {
        self.plan.last = Some(note);
    }

    /// An absence is written down.
    pub fn noted(&mut self) {
        (self.front, self.fresh) = (None, true);
    }

    /// Whether something is being filled in.
    pub fn has_form(&self) -> bool {
        matches!(self.front, Some(Front::Form(_)))
    }

    /// What a duty plan would bring.
    pub fn preview(&mut self, brought: &DutySheet, preview: Preview) {
        self.front = Some(Front::Import(Box::new(Bring::found(brought, preview))));
    }

    /// A duty plan is taken, or could not be.
    pub fn imported(&mut self) {
        (self.front, self.tab, self.fresh) = (None, Tab::Plan, true);
    }

    /// The place that was chosen in a dialog for an export.
    pub fn chose_path(&mut self, path: &Path) {
        if let Some(Front::Export(export)) = &mut self.front {
            export.chose_path(path);
        }
    }

    /// An export is written.
    pub fn exported(&mut self) {
        if matches!(self.front, Some(Front::Export(_))) {
            (self.front, self.fresh) = (None, true);
        }
    }

    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, working: Option<Working>, actions: &mut Actions) {
        let day = self.day.unwrap_or(scene.view.day);
        self.look(scene, day, actions);
        if self.front.is_none() {
            self.keys(ui, scene, day, actions);
        }
        let day = self.day.unwrap_or(scene.view.day);
        self.bar(ui, scene, day);
        gap(ui, space::S);
        match self.tab {
            Tab::Covered => self.covered(ui, scene, actions),
            Tab::Attended => self.attended(ui, scene, actions),
            Tab::Plan => self.plan(ui, scene, day, actions),
            Tab::Signs => self.signs(ui, scene),
        }
        if std::mem::take(&mut self.fresh) && self.front.is_none() {
            ui.memory_mut(|memory| memory.request_focus(self.tab.list()));
        }
        self.front(ui, scene, working, actions);
    }

    /// Has the day counted when it was not yet, or something has changed since. The plan itself needs no counting.
    fn look(&mut self, scene: &Scene<'_>, day: Day, actions: &mut Actions) {
        let now = (day, scene.view.changes);
        if self.tab != Tab::Plan && self.asked != Some(now) {
            self.asked = Some(now);
            actions.push(Action::Duty(DutyAsked::Look(day)));
        }
    }

    fn front(&mut self, ui: &Ui, scene: &Scene<'_>, working: Option<Working>, actions: &mut Actions) {
        let stays = match &mut self.front {
            None => return,
            Some(Front::Form(form)) => form.ui(ui, scene, &mut self.plan.extra, actions),
            Some(Front::Import(import)) => import.ui(ui, scene, working, actions),
            Some(Front::Export(export)) => export.ui(ui, scene, working, actions),
        };
        if !stays {
            (self.front, self.fresh) = (None, true);
        }
    }

    /// The views, the day, and what can be done.
    fn bar(&mut self, ui: &mut Ui, scene: &Scene<'_>, day: Day) {
        let text = scene.text;
        ui.horizontal(|ui| {
            let words = Tab::ALL.map(|tab| (tab, self.tab_word(scene, tab)));
            let choices: Vec<(Tab, &str)> = words.iter().map(|(tab, word)| (*tab, word.as_str())).collect();
            if segments(ui, text.get("rail-duty"), &mut self.tab, &choices) {
                self.fresh = true;
            }
            self.days(ui, scene, day);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| self.buttons(ui, scene, day));
        });
    }

    fn tab_word(&self, scene: &Scene<'_>, tab: Tab) -> String {
        let word = scene.text.get(tab.key());
        match self.found.hints.len() {
            count @ 1.. if tab == Tab::Signs => format!("{word} {count}"),
            _ => word.to_owned(),
        }
    }

    /// One day or one week back, which it is, and one on.
    fn days(&mut self, ui: &mut Ui, scene: &Scene<'_>, day: Day) {
        ui.add_space(space::S);
        let back = Button::quiet("‹").show(ui).on_hover_text(scene.text.get("duty-before"));
        back.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, scene.text.get("duty-before")));
        let said = if self.tab == Tab::Plan {
            let monday = monday(day);
            format!("{} – {}", scene.day(monday), scene.day(monday.plus_days(6)))
        } else {
            weekday(scene, day)
        };
        label(ui, &said, theme::bold(size::BODY));
        let on = Button::quiet("›").show(ui).on_hover_text(scene.text.get("duty-after"));
        on.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, scene.text.get("duty-after")));
        if back.clicked() {
            self.step(scene, false);
        }
        if on.clicked() {
            self.step(scene, true);
        }
        if day == scene.view.day {
            muted(ui, scene.text.get("people-today"), size::LABEL);
        }
    }

    fn step(&mut self, scene: &Scene<'_>, on: bool) {
        let (day, days) = (self.day.unwrap_or(scene.view.day), if self.tab == Tab::Plan { 7 } else { 1 });
        let day = if on { day.plus_days(days) } else { day.minus_days(days) };
        self.day = Some(day).filter(|day| *day != scene.view.day);
        self.fresh = true;
    }

    fn buttons(&mut self, ui: &mut Ui, scene: &Scene<'_>, day: Day) {
        let text = scene.text;
        if ui.available_width() < 280.0 {
            return;
        }
        if Button::quiet(text.get("do-export"))
            .icon(Icon::Download)
            .key("Ctrl E")
            .show(ui)
            .clicked()
        {
            self.ask_export(scene, day);
        }
        if self.tab == Tab::Plan {
            let import = Button::primary(text.get("do-import")).icon(Icon::Upload).key("Ctrl I");
            if import.show(ui).clicked() {
                self.front = Some(Front::Import(Box::default()));
            }
        } else if Button::primary(text.get("duty-absent-new")).key("F9").show(ui).clicked() {
            self.ask_absence(scene, day);
        }
    }

    fn ask_export(&mut self, scene: &Scene<'_>, day: Day) {
        self.front = Some(Front::Export(Export::of(scene, &[What::Duty], (day, day))));
    }

    fn ask_absence(&mut self, scene: &Scene<'_>, day: Day) {
        let person = match self.tab {
            Tab::Covered => self.covered.chosen(&self.found),
            Tab::Attended => self.roll.chosen(&self.found),
            Tab::Plan | Tab::Signs => None,
        };
        let person = person.and_then(|person| scene.view.roster.get(person));
        self.front = Some(Front::Form(Form::absence(scene, person, day)));
    }

    fn keys(&mut self, ui: &Ui, scene: &Scene<'_>, day: Day, actions: &mut Actions) {
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        for (key, forward) in [(Key::ArrowRight, true), (Key::ArrowLeft, false)] {
            if pressed(Modifiers::COMMAND, key) {
                (self.tab, self.fresh) = (self.tab.beside(forward), true);
            }
        }
        for (key, on) in [(Key::F5, false), (Key::F6, true)] {
            if pressed(Modifiers::NONE, key) {
                self.step(scene, on);
            }
        }
        if pressed(Modifiers::NONE, Key::F2) {
            (self.day, self.fresh) = (None, true);
        }
        if pressed(Modifiers::COMMAND, Key::E) {
            self.ask_export(scene, day);
        }
        if self.tab != Tab::Plan && pressed(Modifiers::NONE, Key::F9) {
            self.ask_absence(scene, day);
        }
        if self.tab == Tab::Attended && pressed(Modifiers::COMMAND, Key::F) {
            ui.memory_mut(|memory| memory.request_focus(Id::unique(attended::SEARCH)));
        }
        if self.tab == Tab::Plan {
            self.plan_keys(ui, scene, day, actions);
        }
        if pressed(Modifiers::NONE, Key::Escape) {
            let stepped = self.covered.back(self.tab == Tab::Covered) || self.roll.clear(self.tab == Tab::Attended);
            self.fresh = true;
            if !stepped {
                actions.push(Action::Show(Screen::Gate));
            }
        }
    }

    fn plan_keys(&mut self, ui: &Ui, scene: &Scene<'_>, day: Day, actions: &mut Actions) {
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::COMMAND, Key::I) {
            self.front = Some(Front::Import(Box::default()));
        }
        if pressed(Modifiers::NONE, Key::F4) {
            self.front = Some(Front::Form(Form::shifts(scene)));
        }
        if pressed(Modifiers::COMMAND, Key::N) {
            self.front = Some(Front::Form(Form::somebody()));
        }
        if pressed(Modifiers::NONE, Key::F7) {
            actions.push(self.plan.repeat(monday(day)));
        }
        if pressed(Modifiers::COMMAND, Key::Z) {
            actions.extend(self.plan.last.take().map(|note| Action::Duty(DutyAsked::Strike(note))));
        }
    }

    /// The keys that work here.
    pub fn hints<'a>(&self, scene: &Scene<'a>) -> Vec<Hint<'a>> {
        let text = scene.text;
        let (none, ctrl) = (Modifiers::NONE, Modifiers::COMMAND);
        let plan: [(&str, &str, Key, Modifiers); 5] = [
            ("F4", "duty-shifts", Key::F4, none),
            ("F7", "duty-repeat", Key::F7, none),
            ("Ctrl N", "duty-somebody", Key::N, ctrl),
            ("Ctrl I", "do-import", Key::I, ctrl),
            ("Ctrl Z", "keys-take-back", Key::Z, ctrl),
        ];
        let lists = [
            ("Enter", "do-open", Key::Enter, none),
            ("F9", "duty-absent-new", Key::F9, none),
            ("Ctrl F", "do-search", Key::F, ctrl),
        ];
        let own = match self.tab {
            Tab::Plan => &plan[..],
            Tab::Attended => &lists[..],
            Tab::Covered => &lists[..2],
            Tab::Signs => &lists[1..2],
        };
        let all = [
            ("F5", "duty-before", Key::F5, none),
            ("F6", "duty-after", Key::F6, none),
            ("F2", "people-today", Key::F2, none),
            ("Ctrl →", "duty-next", Key::ArrowRight, ctrl),
            ("Ctrl E", "do-export", Key::E, ctrl),
            ("Esc", "do-back", Key::Escape, none),
        ];
        let hints = own.iter().chain(&all);
        hints
            .map(|(cap, word, key, modifiers)| (*cap, text.get(word), *key, *modifiers))
            .collect()
    }
}

/// The Monday of a day's week.
fn monday(day: Day) -> Day {
    day.minus_days(day.0.weekday().num_days_from_monday())
}

/// `02-07 周五`.
fn weekday(scene: &Scene<'_>, day: Day) -> String {
    let number = day.0.weekday().number_from_monday().to_string();
    [scene.day(day), scene.word("duty-weekday", &number)].join(" ")
}

/// Somebody by name; nothing for who is no longer on the roster.
fn person<'a>(scene: &Scene<'a>, id: PersonId) -> Option<&'a Person> {
    scene.view.roster.get(id)
}

/// `采矿一队 · 甲班`.
fn place(person: &Person) -> String {
    let parts = [&person.unit, &person.department, &person.team]
        .into_iter()
        .filter(|part| !part.is_empty());
    parts.map(String::as_str).collect::<Vec<_>>().join(" · ")
}

/// What a list says when there is nothing in it.
fn nothing(ui: &mut Ui, said: &str, icon: Icon) {
    gap(ui, ui.available_height() * 0.25);
    ui.vertical_centered(|ui| {
        ui.label(icon.text(size::NAME).color(theme::of(ui).line));
        muted(ui, said, size::BODY);
    });
}

/// A card as high as what is left of the screen.
fn tall_card(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let height = ui.available_height() - 18.0;
    card(ui, 8, |ui| {
        ui.set_min_size(vec2(ui.available_width(), height));
        content(ui);
    });
}
