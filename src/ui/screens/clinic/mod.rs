//! The clinic: who waits, who isolates, what is due; and for whoever is chosen what can be done.

mod board;
mod chart;
mod forms;
mod import;
mod lists;
mod past;
mod person;
mod queue;
mod round;
mod tabs;

use eframe::egui::{self, Id, Key, Modifiers, Ui};

use crate::domain::day::Moment;
use crate::domain::entry::{EntryId, Taken};
use crate::domain::health::Health;
use crate::domain::person::PersonId;
use crate::domain::screening::{Direction, Judgement, Reason, Verdict};
use crate::domain::temperature::{self, Celsius, Site};
use crate::domain::ward::Part;
use crate::station::bring_readings::{Measurements, Preview};
use crate::station::{Done, Event, Line, NewReading};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, CourseAsked};
use crate::ui::icons::Icon;
use crate::ui::papers::Paper;
use crate::ui::screens::Screen;
use crate::ui::screens::bring::Bring;
use crate::ui::screens::people::Working;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{card, follow_keyboard, gap, muted};
use forms::{Form, What};
use lists::{Lists, Tab};
use past::Past;
pub(in crate::ui) use past::{measured, said};
use round::Round;

/// Below this width the list and whoever is chosen stand under each other.
const NARROW: f32 = 860.0;
/// Height of the list above whoever is chosen.
const LIST: f32 = 300.0;

/// Whether there is no room beside each other.
fn is_narrow(ui: &Ui) -> bool {
    ui.available_width() < NARROW
}

/// A temperature being typed for whoever is chosen.
#[derive(Debug, Default)]
struct Typing {
    text: String,
    answer: Option<String>,
    begun: bool,
    /// Measured a moment ago, and asked again.
    again: bool,
}

/// The screen as it stands.
#[derive(Debug)]
pub struct Clinic {
    tab: Tab,
    lists: Lists,
    cursor: usize,
    /// Somebody who was looked for and stands on no list; until the list is used again.
    looked: Option<PersonId>,
    /// Somebody whom the list goes to when it is next worked out.
    follow: Option<PersonId>,
    typing: Option<Typing>,
    form: Option<Form>,
    round: Option<Round>,
    /// A sheet of measurements that is taken in.
    import: Option<Box<Bring<Preview>>>,
    past: Past,
    focus: bool,
}

impl Default for Clinic {
    fn default() -> Self {
        Self {
            tab: Tab::Ward(Part::All),
            lists: Lists::default(),
            cursor: 0,
            looked: None,
            follow: None,
            typing: None,
            form: None,
            round: None,
            import: None,
            past: Past::default(),
            focus: true,
        }
    }
}

/// The field that a temperature is typed into.
fn field_id() -> Id {
    Id::unique("clinic-temperature")
}

/// What a reading of the clinic is written as.
fn measure(person: PersonId, celsius: Celsius, site: Site, taken: Taken) -> Action {
    let reading = NewReading {
        person,
        celsius,
        site,
        instrument: String::new(),
        // It lets nobody through; the way out is the one that asks for nothing.
        direction: Direction::Out,
        mask: true,
    };
    Action::Course(CourseAsked::Measure(reading, taken))
}

/// From when a second measurement counts as one, and whether this one came before that.
#[derive(Clone, Copy, Debug)]
struct Wait {
    from: Moment,
    early: bool,
}

impl Wait {
    /// What a reading has to wait for; `None` where it waits for nothing.
    fn of(judgement: &Judgement) -> Option<Self> {
        judgement.reasons.iter().find_map(|reason| {
            if let Reason::Fever { again_from, .. } = reason {
                Some((*again_from, false))
            } else if let Reason::Early { again_from } = reason {
                Some((*again_from, true))
            } else {
                None
            }
            .map(|(from, early)| Self { from, early })
        })
    }

    fn is_over(self, scene: &Scene<'_>) -> bool {
        self.from <= scene.now
    }

    /// How long it is still to wait, and from when to measure again.
    fn said(self, scene: &Scene<'_>, celsius: Celsius) -> String {
        if self.is_over(scene) {
            return scene.text.get("clinic-wait-over").to_owned();
        }
        let key = if self.early { "clinic-wait-early" } else { "clinic-wait" };
        let facts = [
            ("celsius", scene.celsius(celsius)),
            ("rule", scene.rule()),
            ("time", scene.remaining(self.from)),
            ("from", scene.clock(self.from)),
        ];
        let facts: Vec<(&str, &str)> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
        scene.text.with(key, &facts)
    }
}

/// `37.8 °C 达到发热线`: why it is asked again.
fn said_of(scene: &Scene<'_>, celsius: Celsius) -> String {
    let rule = &scene.view.settings.temperature;
    let key = if rule.is_low(celsius) { "clinic-again-low" } else { "clinic-again" };
    let facts = [("celsius", scene.celsius(celsius)), ("rule", scene.rule())];
    let facts: Vec<(&str, &str)> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    scene.text.with(key, &facts)
}

impl Clinic {
    /// The screen has just been opened: the list takes the keyboard, and who waits is shown first.
    pub fn take_focus(&mut self) {
        self.focus = true;
    }

    /// A reading is saved: on to the next, or once more for a fever.
    pub fn measured(&mut self, scene: &Scene<'_>, person: PersonId, celsius: Celsius, done: &Done<Judgement>) {
        if let Some(round) = &mut self.round {
            round.measured(scene, person, celsius, done);
            return;
        }
        let again = self.typing.as_ref().is_some_and(|typing| typing.again);
        let isolated = scene.view.health(person).and_then(Health::isolation).is_some();
        let wait = Wait::of(&done.value).filter(|wait| !wait.is_over(scene));
        if isolated && (wait.is_some() || (done.value.verdict == Verdict::Recheck && !again)) {
            let answer = wait.map_or_else(|| said_of(scene, celsius), |wait| wait.said(scene, celsius));
            self.typing = Some(Typing {
                answer: Some(answer),
                again: true,
                ..Typing::default()
            });
            return;
        }
        self.typing = None;
        self.focus = true;
        let before = self.cursor;
        self.lists.refresh(scene);
        if self.lists.person(self.tab, before) == Some(person) && self.tab != Tab::Recheck {
            self.cursor = before + 1;
        }
    }

    /// A reading of the round was taken back.
    pub fn taken_back(&mut self, entry: EntryId) {
        if let Some(round) = &mut self.round {
            round.taken_back(entry);
        }
    }

    /// What was asked for about somebody's past.
    pub fn show_past(&mut self, person: PersonId, events: Vec<Event>, lines: Vec<Line>) {
        self.past = Past::of(person, events, lines, &self.past);
    }

    /// What a sheet of measurements would bring.
    pub fn preview(&mut self, brought: &Measurements, preview: Preview) {
        self.import = Some(Box::new(Bring::found(brought, preview)));
    }

    /// A sheet of measurements is taken in.
    pub fn imported(&mut self) {
        self.import = None;
    }

    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, working: Option<Working>, actions: &mut Actions) {
        self.lists.refresh(scene);
        if let Some(round) = &mut self.round {
            if !round.ui(ui, scene, &self.lists.board, actions) {
                self.round = None;
                self.focus = true;
            }
            return;
        }
        self.follow();
        if let Some(mut import) = self.import.take() {
            self.import = import.ui(ui, scene, working, actions).then_some(import);
        } else if self.form.is_none() {
            self.keys(ui, scene, actions);
        }
        if let Some(person) = self.chosen() {
            self.past.ask(scene, person, actions);
        }
        self.tabs(ui, scene);
        gap(ui, space::S);
        if is_narrow(ui) {
            self.in_one_column(ui, scene, actions);
        } else {
            self.side_by_side(ui, scene, actions);
        }
        self.forms(ui, scene, actions);
    }

    /// On a small window, or with large letters: the list, and whoever is chosen under it.
    fn in_one_column(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        egui::ScrollArea::vertical()
            .id_salt("clinic-all")
            .auto_shrink(false)
            .show(ui, |ui| {
                card(ui, 8, |ui| {
                    ui.set_min_width(ui.available_width());
                    ui.set_height(LIST);
                    self.list(ui, scene);
                });
                if let Some(person) = self.chosen().and_then(|id| scene.view.roster.get(id)) {
                    card(ui, 16, |ui| {
                        ui.set_min_width(ui.available_width());
                        self.sheet(ui, scene, person, actions);
                    });
                }
                follow_keyboard(ui);
            });
    }

    fn side_by_side(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let width = (ui.available_width() * 0.36).clamp(280.0, 416.0);
        let frame = egui::Frame::new().inner_margin(egui::Margin {
            left: 16,
            ..egui::Margin::ZERO
        });
        egui::Panel::right("clinic-person")
            .exact_size(width)
            .resizable(false)
            .show_separator_line(false)
            .frame(frame)
            .show(ui, |ui| self.person(ui, scene, actions));
        egui::CentralPanel::no_frame().show(ui, |ui| {
            let height = ui.available_height() - 18.0;
            card(ui, 8, |ui| {
                ui.set_min_size(egui::vec2(ui.available_width(), height));
                self.list(ui, scene);
            });
        });
    }

    fn list(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        if self.lists.count(self.tab) == 0 {
            empty(ui, scene, self.tab);
            return;
        }
        let before = self.cursor;
        let opened = match self.tab {
            Tab::Recheck => self.queue(ui, scene),
            Tab::Ward(part) => self.board(ui, scene, part),
        };
        if self.cursor != before {
            (self.typing, self.looked) = (None, None);
        }
        let by_key = ui.input(|input| input.key_pressed(Key::Enter));
        if opened.is_some() && by_key && self.form.is_none() {
            self.typing = Some(Typing::default());
        }
        let clicked = opened.is_some() && !by_key;
        if clicked {
            self.looked = None;
        }
        if (std::mem::take(&mut self.focus) || clicked) && self.form.is_none() && self.typing.is_none() {
            ui.memory_mut(|memory| memory.request_focus(Id::unique(board::TABLE)));
        }
    }

    /// Whoever the list stands on.
    fn chosen(&self) -> Option<PersonId> {
        self.looked.or_else(|| self.lists.person(self.tab, self.cursor))
    }

    /// Somebody who was looked for: the list goes to them where they stand on it.
    fn look_at(&mut self, person: PersonId) {
        let row = self.lists.row(self.tab, person);
        self.looked = row.is_none().then_some(person);
        self.cursor = row.unwrap_or(self.cursor);
        (self.typing, self.focus) = (None, true);
    }

    fn show_tab(&mut self, tab: Tab) {
        (self.tab, self.cursor, self.typing, self.focus) = (tab, 0, None, true);
        self.looked = None;
    }

    /// Keeps the cursor on the list, and goes to whoever was opened just now.
    fn follow(&mut self) {
        if let Some(person) = self.follow
            && let Some(row) = self.lists.row(Tab::Ward(Part::All), person)
        {
            self.show_tab(Tab::Ward(Part::All));
            (self.cursor, self.follow) = (row, None);
        }
        self.cursor = self.cursor.min(self.lists.count(self.tab).saturating_sub(1));
    }

    fn begin_round(&mut self, scene: &Scene<'_>) {
        self.typing = None;
        self.round = Some(Round::begin(scene, &self.lists.board));
    }

    fn keys(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        for (key, forward) in [(Key::ArrowRight, true), (Key::ArrowLeft, false)] {
            if pressed(Modifiers::COMMAND, key) {
                self.show_tab(self.tab.beside(forward));
            }
        }
        if pressed(Modifiers::COMMAND, Key::N) {
            let waiting = self.chosen().filter(|_| self.looked.is_some() || self.tab == Tab::Recheck);
            self.ask_open(scene, waiting);
        }
        if pressed(Modifiers::COMMAND, Key::I) {
            self.import = Some(Box::default());
        }
        if pressed(Modifiers::COMMAND, Key::F) {
            self.ask_look(scene);
        }
        if pressed(Modifiers::NONE, Key::F9) {
            self.begin_round(scene);
        }
        if pressed(Modifiers::NONE, Key::Escape) {
            if self.typing.take().is_none() && self.looked.take().is_none() {
                actions.push(Action::Show(Screen::Gate));
            }
            self.focus = true;
        }
        let Some(person) = self.chosen() else { return };
        // An empty list hears no Enter for whoever was looked for.
        if self.lists.count(self.tab) == 0 && self.typing.is_none() && pressed(Modifiers::NONE, Key::Enter) {
            self.typing = Some(Typing::default());
        }
        let isolated = scene.view.health(person).and_then(Health::isolation).is_some();
        let forms = [
            (Key::F2, What::Decide, true),
            (Key::F3, What::Needs, isolated),
            (Key::F4, What::Cause, isolated),
            (Key::F5, What::Move, isolated),
            (Key::F6, if isolated { What::Symptoms } else { What::Decide }, true),
            (Key::F8, What::Release, isolated),
        ];
        if isolated && pressed(Modifiers::COMMAND, Key::P) {
            actions.push(Action::Print(Paper::Order(person)));
        }
        for (key, what, may) in forms {
            if may && pressed(Modifiers::NONE, key) {
                self.form = Some(Form::of(what, scene, person));
            }
        }
    }

    /// Enter in the temperature field.
    fn submit(&mut self, scene: &Scene<'_>, person: PersonId, actions: &mut Actions) {
        let Some(typing) = &mut self.typing else { return };
        if typing.text.trim().is_empty() {
            self.typing = None;
            self.focus = true;
            return;
        }
        match temperature::parse(&typing.text, scene.view.settings.unit) {
            Ok(celsius) => {
                let site = scene.view.settings.temperature.usual_site();
                actions.push(measure(person, celsius, site, Taken::Clinic));
            }
            Err(error) => typing.answer = Some(crate::ui::screens::gate::refused(scene, &typing.text, error)),
        }
    }
}

fn empty(ui: &mut Ui, scene: &Scene<'_>, tab: Tab) {
    gap(ui, ui.available_height() * 0.3);
    ui.vertical_centered(|ui| {
        ui.label(Icon::CircleCheck.text(size::VERDICT).color(theme::of(ui).line));
        let key = if tab == Tab::Recheck {
            "clinic-queue-empty"
        } else {
            "clinic-list-empty"
        };
        muted(ui, scene.text.get(key), size::SECOND);
    });
}
