//! The gate: one box, one verdict. What is typed is judged at every frame and written only on Enter.

mod controls;
mod forms;
mod listen;
mod outing;
mod person;
mod side;

use std::collections::VecDeque;

use eframe::egui::{self, Id, Key, Modifiers, Ui};

use crate::domain::ask::{self, Asked};
use crate::domain::day::Moment;
use crate::domain::person::{Kind, Person, PersonId};
use crate::domain::scanner::Collector;
use crate::domain::screening::{Direction, Judgement};
use crate::domain::temperature::{self, Celsius, Site, TemperatureError, Unit};
use crate::station::NewReading;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, PrivacyAsked};
use crate::ui::screens::Photo;
use crate::ui::text::Text;
use crate::ui::theme::{self, space};
use crate::ui::widgets::card;
use forms::Form;
pub(super) use side::verdict_word;

/// The id of the one box, so that it gets the keyboard back.
fn box_id() -> Id {
    Id::unique("gate-box")
}

/// How much room the window leaves: a large text size takes it away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Room {
    Ample,
    Compact,
    Tight,
}

impl Room {
    fn of(ui: &Ui) -> Self {
        if theme::is_low(ui) {
            Self::Tight
        } else if ui.ctx().content_rect().height() < 660.0 {
            Self::Compact
        } else {
            Self::Ample
        }
    }

    /// One of three values in points.
    fn pick(self, ample: f32, compact: f32, tight: f32) -> f32 {
        match self {
            Self::Ample => ample,
            Self::Compact => compact,
            Self::Tight => tight,
        }
    }
}

/// What was written last, shown until the next person.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    pub judgement: Judgement,
    pub direction: Direction,
    pub celsius: Option<Celsius>,
    pub seq: i64,
    pub at: Moment,
}

/// The gate as it stands on the screen.
#[derive(Default)]
pub struct Gate {
    draft: String,
    person: Option<PersonId>,
    /// Chosen by hand; until then it is guessed.
    direction: Option<Direction>,
    site: Option<Site>,
    no_mask: bool,
    instrument: String,
    outcome: Option<Outcome>,
    /// Which of the people found is marked.
    marked: Option<usize>,
    /// What the box said back, where it could not be used.
    answer: Option<String>,
    form: Option<Form>,
    /// What was filed in this frame, to come back where it cannot be.
    sent: Option<Form>,
    collector: Collector,
    /// Codes and drafts to be taken, in order.
    entered: VecDeque<Entered>,
    focus: bool,
    photo: Photo,
}

/// What has been handed to the gate.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Entered {
    /// Enter in the box.
    Typed(String),
    /// A whole code; never a temperature, whatever its digits.
    Scanned(String),
}

/// What the box stands for right now.
struct Reading<'a> {
    person: Option<&'a Person>,
    /// More than one, or one that is not certain.
    found: Vec<&'a Person>,
    celsius: Option<Result<Celsius, TemperatureError>>,
    site: Option<Site>,
}

impl Gate {
    pub fn new() -> Self {
        Self {
            focus: true,
            ..Self::default()
        }
    }

    /// Whether a form stands before the gate.
    pub fn has_form(&self) -> bool {
        self.form.is_some()
    }

    /// Gives the one box the keyboard in the next frame.
    pub fn take_focus(&mut self) {
        self.focus = true;
    }

    /// Somebody was chosen elsewhere: from the list, or from a page.
    pub fn choose(&mut self, person: PersonId) {
        *self = Self {
            person: Some(person),
            collector: std::mem::take(&mut self.collector),
            instrument: std::mem::take(&mut self.instrument),
            entered: std::mem::take(&mut self.entered),
            site: self.site,
            photo: std::mem::take(&mut self.photo),
            focus: true,
            ..Self::default()
        };
    }

    /// Shows what was written.
    pub fn written(&mut self, person: PersonId, outcome: Outcome) {
        self.choose(person);
        self.outcome = Some(outcome);
    }

    /// Puts back what could not be written.
    pub fn put_back(&mut self, person: PersonId, draft: String) {
        self.choose(person);
        self.draft = draft;
    }

    /// The photo of whoever stands here, where there is one.
    pub fn show_photo(&mut self, photo: Photo) {
        self.photo = photo;
    }

    /// A photo was changed: it is loaded again.
    pub fn forget_photo(&mut self) {
        self.photo = Photo::default();
    }

    /// Opens the short form for somebody who is not known.
    pub fn ask_visit(&mut self, scene: &Scene<'_>) {
        // Only who comes as a guest has a visit; a worker in front of the guard is left alone.
        let person = self
            .read(scene)
            .person
            .filter(|person| matches!(person.kind, Kind::Visitor | Kind::Contractor))
            .cloned();
        let draft = std::mem::take(&mut self.draft);
        self.form = Some(Form::visit(person, &draft));
    }

    /// The form that was filed comes back and says why it could not be. Says whether there was one.
    pub fn refused(&mut self, said: &str) -> bool {
        self.form = self.sent.take();
        if let Some(form) = &mut self.form {
            form.refused(said);
        }
        self.form.is_some()
    }

    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        self.sent = None;
        if self.form.is_none() {
            self.keys(ui, scene, actions);
        }
        while self.form.is_none() && actions.is_empty() {
            let Some(entered) = self.entered.pop_front() else { break };
            match entered {
                Entered::Typed(text) => self.submit(scene, &text, actions),
                Entered::Scanned(code) => self.scanned(scene, &code),
            }
        }
        let side = side::width(ui);
        if side > 0.0 {
            egui::Panel::right("gate-side")
                .exact_size(side)
                .resizable(false)
                .show_separator_line(false)
                .frame(egui::Frame::NONE)
                .show(ui, |ui| {
                    side::draw(ui, scene, actions);
                });
        }
        egui::CentralPanel::no_frame().show(ui, |ui| {
            self.one_box(ui, scene);
            if side > 0.0 {
                ui.add_space(space::S);
            } else {
                ui.spacing_mut().item_spacing.y = space::XS;
                side::line(ui, scene, actions);
            }
            let margin: i8 = match Room::of(ui) {
                Room::Ample => 20,
                Room::Compact => 12,
                Room::Tight => 8,
            };
            let height = ui.available_height() - 2.0 * f32::from(margin) - 2.0;
            card(ui, margin, |ui| {
                ui.set_min_size(egui::vec2(ui.available_width(), height));
                self.before_the_guard(ui, scene, actions);
            });
        });
        self.forms(ui, scene, actions);
        if !self.entered.is_empty() {
            ui.ctx().request_repaint();
        }
    }

    /// Keys that work wherever the keyboard is, and the scanner.
    fn keys(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) {
        self.listen(ui, scene);
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::F2) {
            self.no_mask = !self.no_mask;
        }
        if pressed(Key::F3) {
            let sites = &scene.view.settings.temperature.sites;
            let now = self.site.unwrap_or_else(|| scene.view.settings.temperature.usual_site());
            let at = sites.iter().position(|site| *site == now).map_or(0, |at| at + 1);
            self.site = sites.get(at).or_else(|| sites.first()).copied();
        }
        if pressed(Key::F8) {
            self.next_instrument(scene);
        }
        if pressed(Key::F4) {
            self.ask_visit(scene);
        }
        if pressed(Key::F5) {
            self.go(scene, Direction::In, actions);
        }
        if pressed(Key::F6) {
            self.go(scene, Direction::Out, actions);
        }
        if pressed(Key::F7) {
            self.ask_refusal(scene);
        }
        if pressed(Key::F9) {
            self.take_report(scene, actions);
        }
        if pressed(Key::F11) {
            actions.push(Action::Privacy(PrivacyAsked::Curtain));
        }
        if pressed(Key::Escape) {
            self.step_back();
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Z))
            && let Some(last) = scene.view.last_line()
        {
            actions.push(Action::TakeBack(last.id));
        }
    }

    /// The thermometer that readings are written with; a word for none.
    pub fn instrument<'a>(&'a self, text: &'a Text) -> &'a str {
        if self.instrument.is_empty() {
            text.get("gate-no-instrument")
        } else {
            &self.instrument
        }
    }

    /// The next thermometer in use, and none after the last.
    fn next_instrument(&mut self, scene: &Scene<'_>) {
        let names = scene
            .view
            .instruments
            .iter()
            .filter(|row| !row.instrument.retired)
            .map(|row| &row.instrument);
        let mut after = names.skip_while(|instrument| !self.instrument.is_empty() && instrument.name != self.instrument);
        let next = if self.instrument.is_empty() { after.next() } else { after.nth(1) };
        self.site = next.map(|instrument| instrument.site).or(self.site);
        self.instrument = next.map(|instrument| instrument.name.clone()).unwrap_or_default();
    }

    fn ask_refusal(&mut self, scene: &Scene<'_>) {
        if let Some(person) = self.read(scene).person {
            self.form = Some(Form::refusal(person.id));
        }
    }

    fn step_back(&mut self) {
        if self.draft.is_empty() {
            self.person = None;
            self.outcome = None;
        }
        self.draft.clear();
        self.direction = None;
        self.answer = None;
        self.marked = None;
        self.focus = true;
    }

    /// What the box stands for.
    fn read<'a>(&self, scene: &Scene<'a>) -> Reading<'a> {
        self.read_text(scene, &self.draft)
    }

    fn read_text<'a>(&self, scene: &Scene<'a>, text: &str) -> Reading<'a> {
        let roster = &scene.view.roster;
        let unit = scene.view.settings.unit;
        let chosen = self.person.and_then(|id| roster.get(id));
        let Asked {
            who,
            temperature,
            site,
            could_be_temperature,
        } = ask::parse(text);
        let known = (!who.is_empty()).then(|| roster.certain(&who)).flatten();
        let open = chosen.filter(|_| self.outcome.is_none());
        let warm = |text: &str| temperature::parse(text, unit);
        // A number by itself is the temperature of whoever stands here, unless it is somebody's whole number.
        let numbered = known.is_some_and(|person| person.badge == who || person.employee == who);
        if could_be_temperature && open.is_some() && !numbered && !looks_like_a_badge(&who, unit) {
            return Reading {
                person: open,
                found: Vec::new(),
                celsius: Some(warm(&who)),
                site,
            };
        }
        let person = if who.is_empty() { chosen } else { known };
        let found = if person.is_none() && !who.is_empty() {
            roster.find(&who, 8).into_iter().map(|(_, person)| person).collect()
        } else {
            Vec::new()
        };
        Reading {
            person,
            found,
            celsius: temperature.as_deref().map(warm),
            site,
        }
    }

    /// A scan: somebody stands here now, or nobody is known by it.
    fn scanned(&mut self, scene: &Scene<'_>, code: &str) {
        if let Some(person) = scene.view.roster.certain(code) {
            self.choose(person.id);
        } else {
            self.step_back();
            self.step_back();
            code.clone_into(&mut self.draft);
            // A badge that two people carry is no answer: both are shown, and the guard points at one.
            let whole = scene.view.roster.find(code, 8).into_iter().filter(|(hit, _)| hit.exact);
            let several = whole.count() > 1;
            let nobody = (!several).then(|| scene.text.with("gate-nobody", &[("text", code)]));
            self.answer = nobody;
        }
    }

    /// Enter: takes what the box holds.
    fn submit(&mut self, scene: &Scene<'_>, text: &str, actions: &mut Actions) {
        let reading = self.read_text(scene, text);
        let marked = self.marked.and_then(|marked| reading.found.get(marked));
        let Some(person) = reading.person.or_else(|| marked.copied()) else {
            if reading.found.len() > 1 {
                // Two people match: nobody is taken until one of them is pointed at.
                self.marked = Some(0);
                text.clone_into(&mut self.draft);
            } else if !text.trim().is_empty() {
                self.answer = Some(scene.text.with("gate-nobody", &[("text", text.trim())]));
                text.clone_into(&mut self.draft);
            }
            return;
        };
        let (id, site) = (person.id, reading.site);
        match reading.celsius {
            Some(Ok(celsius)) => {
                text.clone_into(&mut self.draft);
                self.record(scene, person, celsius, site, actions);
            }
            Some(Err(error)) => {
                self.person = Some(id);
                text.clone_into(&mut self.draft);
                self.answer = Some(refused(scene, text, error));
            }
            None if self.person == Some(id) && text.trim().is_empty() => {
                // Enter with nothing typed lets out who is on the way out, asks who is back, and never writes twice.
                if self.outcome.is_none() {
                    match self.heading(scene, person) {
                        Direction::Out => self.go(scene, Direction::Out, actions),
                        Direction::In => drop(self.ask_first(scene, person, Direction::In, None)),
                    }
                }
            }
            None => self.choose(id),
        }
    }

    /// The direction that Enter will write.
    fn heading(&self, scene: &Scene<'_>, person: &Person) -> Direction {
        let guessed = Direction::guess(scene.view.today(person.id).inside);
        self.direction.unwrap_or(guessed)
    }

    /// Writes a reading, unless something has to be asked before: then the temperature waits in the box.
    fn record(&mut self, scene: &Scene<'_>, person: &Person, celsius: Celsius, site: Option<Site>, actions: &mut Actions) {
        if self.ask_first(scene, person, self.heading(scene, person), Some(celsius)) {
            return;
        }
        actions.push(Action::Record(NewReading {
            person: person.id,
            celsius,
            site: site.or(self.site).unwrap_or_else(|| scene.view.settings.temperature.usual_site()),
            instrument: self.instrument.clone(),
            direction: self.heading(scene, person),
            mask: !self.no_mask,
        }));
        self.draft.clear();
    }

    /// In or out by its own key: with the temperature that stands in the box, or without one.
    fn go(&mut self, scene: &Scene<'_>, direction: Direction, actions: &mut Actions) {
        let reading = self.read(scene);
        let (Some(person), site) = (reading.person, reading.site) else {
            return;
        };
        if self.outcome.is_some() && reading.celsius.is_none() && self.person == Some(person.id) {
            return;
        }
        self.direction = Some(direction);
        match reading.celsius {
            Some(Ok(celsius)) => self.record(scene, person, celsius, site, actions),
            Some(Err(error)) => self.answer = Some(refused(scene, &self.draft, error)),
            None if self.ask_first(scene, person, direction, None) => {}
            None => {
                actions.push(Action::LetThrough {
                    person: person.id,
                    direction,
                    mask: !self.no_mask,
                });
                self.draft.clear();
            }
        }
    }
}

/// Digits alone that are no temperature in the site's own unit: an unknown badge `9999` is not 99.99 °F.
fn looks_like_a_badge(number: &str, unit: Unit) -> bool {
    let digits = number.bytes().all(|byte| byte.is_ascii_digit());
    let marked = match unit {
        Unit::Celsius => format!("{number}c"),
        Unit::Fahrenheit => format!("{number}f"),
    };
    let own = temperature::parse(&marked, unit).is_ok();
    digits && !own && (number.len() == 4 || temperature::parse(number, unit).is_ok())
}

/// Why what was typed is no temperature that can be recorded.
pub(in crate::ui::screens) fn refused(scene: &Scene<'_>, text: &str, error: TemperatureError) -> String {
    match error {
        TemperatureError::NotANumber => scene.text.with("gate-not-a-number", &[("text", text.trim())]),
        TemperatureError::Implausible(celsius) => {
            let (celsius, least, most) = (scene.celsius(celsius), scene.celsius(Celsius::LEAST), scene.celsius(Celsius::MOST));
            scene
                .text
                .with("gate-implausible", &[("celsius", &celsius), ("least", &least), ("most", &most)])
        }
    }
}
