//! The form: who, when, where to, the journey, the questions, the household; judged while it is typed.

use eframe::egui::{Id, Ui};

use super::draft::{Draft, Fault, Leg, Read, Spot};
use super::parts::{WORD, date_id, say_faults, word};
use super::who::{Answered, Who};
use super::{answers, household, journey, list};
use crate::domain::day::Day;
use crate::domain::declaration::Quarters;
use crate::domain::person::PersonId;
use crate::domain::privacy::Item;
use crate::domain::returns::{MOST_STAYS, Screened, cause};
use crate::domain::screening::Verdict;
use crate::station::NewIsolation;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, CourseAsked};
use crate::ui::screens::{Filter, Screen};
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Button, gap, heading, label, muted, segments};

/// Which form comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    Open(PersonId),
    /// For somebody not chosen yet, by what is typed of them.
    Blank(String),
}

impl Turn {
    pub(super) fn person(&self) -> Option<PersonId> {
        match self {
            Self::Open(person) => Some(*person),
            Self::Blank(_) => None,
        }
    }
}

/// What the draft stands for and what the rules say of it, kept until either changes.
#[derive(Debug)]
pub(super) struct Formed {
    by: (Draft, usize, Day),
    pub(super) read: Read,
    pub(super) screened: Screened,
}

/// A form as it stands on the screen.
#[derive(Debug)]
pub(super) struct Form {
    who: Who,
    draft: Draft,
    /// As it was opened: what differs from it was begun here.
    opened: Draft,
    /// The changes of the view that it was opened at.
    seen: usize,
    formed: Option<Formed>,
    crowded: bool,
    focus: Option<Id>,
}

impl Form {
    pub(super) fn blank(scene: &Scene<'_>) -> Self {
        Self::new(scene, Who::default(), Draft::blank(None, scene.view.day))
    }

    pub(super) fn of(scene: &Scene<'_>, person: PersonId) -> Self {
        let who = scene.view.roster.get(person).map(Who::of).unwrap_or_default();
        Self::new(scene, who, Draft::of(scene.view, person))
    }

    fn new(scene: &Scene<'_>, who: Who, draft: Draft) -> Self {
        Self {
            who,
            opened: draft.clone(),
            draft,
            seen: scene.view.changes,
            formed: None,
            crowded: false,
            focus: None,
        }
    }

    pub(super) fn person(&self) -> Option<PersonId> {
        self.draft.person
    }

    /// What was begun and not registered.
    pub(super) fn begun(self) -> Option<(Option<PersonId>, Draft)> {
        (self.draft != self.opened).then_some((self.draft.person, self.draft))
    }

    /// Goes on with what was begun before.
    pub(super) fn go_on(&mut self, draft: Draft) {
        self.draft = draft;
    }

    /// Asks for somebody by what is typed.
    pub(super) fn ask(&mut self, typed: String) {
        self.who.text = typed;
        self.take_focus();
    }

    pub(super) fn take_focus(&mut self) {
        self.focus = Some(Who::id());
    }

    pub(super) fn declared(&mut self, person: PersonId) {
        if self.draft.person == Some(person) {
            self.opened = self.draft.clone();
            self.seen = usize::MAX;
        }
    }

    /// Reads again what is shown where nothing was begun, and forms the verdict where anything has changed.
    pub(super) fn refresh(&mut self, scene: &Scene<'_>) {
        let view = scene.view;
        if self.seen != view.changes && self.draft == self.opened {
            let draft = match self.draft.person {
                Some(person) => Draft::of(view, person),
                None => Draft::blank(None, view.day),
            };
            (self.draft, self.opened) = (draft.clone(), draft);
            self.seen = view.changes;
        }
        let is_formed = |formed: &Formed| formed.by.0 == self.draft && (formed.by.1, formed.by.2) == (view.changes, view.day);
        if !self.formed.as_ref().is_some_and(is_formed) {
            self.formed = Some(self.form(scene));
        }
    }

    fn form(&self, scene: &Scene<'_>) -> Formed {
        let view = scene.view;
        let read = self.draft.read(&view.settings.rules, view.day);
        let judged = |member: &crate::station::Member| {
            let screened = view.screen(scene.now, &member.declaration, &[]);
            (member.name.clone(), screened.judgement.verdict)
        };
        let family: Vec<(String, Verdict)> = read.members.iter().map(judged).collect();
        Formed {
            by: (self.draft.clone(), view.changes, view.day),
            screened: view.screen(scene.now, &read.declaration, &family),
            read,
        }
    }

    pub(super) fn formed(&self) -> Option<&Formed> {
        self.formed.as_ref()
    }

    /// Whether nothing is written yet that a verdict could rest on.
    pub(super) fn is_empty(&self, scene: &Scene<'_>) -> bool {
        self.draft == Draft::blank(None, scene.view.day)
    }

    /// Whether what is shown is what was declared.
    pub(super) fn is_registered(&self, scene: &Scene<'_>) -> bool {
        let declared = |person| scene.view.health(person).is_some_and(|health| health.declared.is_some());
        self.draft == self.opened && self.draft.person.is_some_and(declared)
    }

    /// Whether it can be registered as it stands.
    pub(super) fn is_ready(&self, scene: &Scene<'_>) -> bool {
        let sound = self.formed.as_ref().is_some_and(|formed| formed.read.faults.is_empty());
        sound && self.draft.person.is_some() && !self.is_registered(scene)
    }

    pub(super) fn register(&mut self, scene: &Scene<'_>, actions: &mut Actions) {
        self.refresh(scene);
        if self.is_ready(scene) {
            self.declare(actions);
        }
    }

    pub(super) fn declare(&self, actions: &mut Actions) {
        if let Some(Formed { read, .. }) = &self.formed {
            let declaration = Box::new(read.declaration.clone());
            actions.push(Action::Course(CourseAsked::Declare(declaration, read.members.clone())));
        }
    }

    /// The isolation that the registered verdict asks for, while none is open.
    pub(super) fn isolation(&self, scene: &Scene<'_>) -> Option<NewIsolation> {
        let person = self.draft.person?;
        let health = scene.view.health(person)?;
        if !self.is_registered(scene) || health.isolation().is_some() {
            return None;
        }
        let declared = &health.declared.as_ref()?.1;
        let screened = scene.view.screened(scene.now, person)?;
        let mut cause = cause(&scene.view.settings.rules, declared, &screened)?;
        cause.note = declared.way();
        Some(NewIsolation {
            person,
            quarters: declared.quarters,
            place: String::new(),
            cause,
        })
    }

    pub(super) fn isolate(&self, scene: &Scene<'_>, actions: &mut Actions) {
        let new = self.isolation(scene);
        actions.extend(new.map(|new| Action::Course(CourseAsked::OpenIsolation(new))));
    }

    /// One more segment with the keyboard in it; one that is still empty is taken first.
    pub(super) fn add_leg(&mut self) {
        let legs = &mut self.draft.legs;
        if legs.last().is_none_or(|last| *last != Leg::default()) {
            self.crowded = legs.len() >= MOST_STAYS;
            if self.crowded {
                return;
            }
            legs.push(Leg::default());
        }
        self.focus = Some(journey::place_id(legs.len() - 1));
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) -> Option<Turn> {
        let faults = self.formed.as_ref().map(|formed| formed.read.faults.clone()).unwrap_or_default();
        heading(ui, scene.text.get("returns-title"));
        let turn = self.about(ui, scene, actions);
        self.returning(ui, scene, &faults);
        let asked = journey::ui(ui, scene, &mut self.draft.legs, &faults, self.crowded);
        asked.take_away(&mut self.draft.legs);
        if asked.add {
            self.add_leg();
        }
        self.crowded &= self.draft.legs.len() >= MOST_STAYS;
        answers::ui(ui, scene, &mut self.draft.answers, &faults);
        if scene.view.settings.asks(Item::Household) {
            household::ui(ui, scene, &mut self.draft.relatives, &faults);
        }
        gap(ui, space::L);
        if let Some(id) = self.focus.take() {
            ui.memory_mut(|memory| memory.request_focus(id));
            ui.ctx().request_repaint();
        }
        self.refresh(scene);
        turn
    }

    /// Who it is about, and how to call them.
    fn about(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) -> Option<Turn> {
        let text = scene.text;
        let mut answered = Answered::Nothing;
        ui.horizontal(|ui| {
            word(ui, text.get("returns-person"));
            let width = (ui.available_width() * 0.42).max(180.0);
            answered = self.who.show(ui, scene, self.draft.person.is_some(), width);
            let person = self.draft.person.and_then(|id| scene.view.roster.get(id));
            if let Some(person) = person {
                muted(ui, &person.department, size::LABEL);
                word(ui, text.get("word-phone"));
                let phone = scene.phone(person);
                let shown = if phone.is_empty() { text.get("returns-no-phone") } else { &phone };
                label(ui, shown, theme::regular(size::BODY));
            }
        });
        if self.draft.person.is_none() && self.who.is_unknown(scene) {
            ui.horizontal(|ui| {
                ui.add_space(WORD + space::S);
                muted(ui, text.get("returns-unknown"), size::LABEL);
                if Button::quiet(text.get("people-new")).show(ui).clicked() {
                    actions.push(Action::Show(Screen::People(Filter::All)));
                }
            });
        }
        self.answered(scene, answered)
    }

    fn answered(&mut self, scene: &Scene<'_>, answered: Answered) -> Option<Turn> {
        match answered {
            // Another name than the one chosen: another form, so that nobody gets the journey of somebody else.
            Answered::Typed if self.draft.person.is_some() => Some(Turn::Blank(self.who.text.clone())),
            Answered::Typed | Answered::Nothing => None,
            // What was written before anybody was chosen is theirs.
            Answered::Chosen(person) if self.draft != self.opened => {
                self.draft.person = Some(person);
                self.who = scene.view.roster.get(person).map(Who::of).unwrap_or_default();
                self.focus_date();
                None
            }
            Answered::Chosen(person) => Some(Turn::Open(person)),
        }
    }

    /// Somebody is chosen: the keyboard goes on to the day of the return.
    pub(super) fn focus_date(&mut self) {
        self.focus = Some(date_id(Spot::Return, "returns-date"));
    }

    /// When they return, and where they would isolate.
    fn returning(&mut self, ui: &mut Ui, scene: &Scene<'_>, faults: &[Fault]) {
        let text = scene.text;
        ui.horizontal(|ui| {
            word(ui, text.get("returns-date"));
            let name = text.get("returns-date");
            let id = date_id(Spot::Return, "returns-date");
            self.draft.returns.show_in_row(ui, name, scene.view.day, 128.0, id);
            if let Ok(Some(day)) = self.draft.returns.day(scene.view.day) {
                muted(ui, &list::day_word(scene, day), size::LABEL);
            }
        });
        say_faults(ui, scene, Spot::Return, faults, WORD + space::S);
        ui.horizontal(|ui| {
            word(ui, text.get("returns-quarters"));
            let words = Quarters::ALL.map(|quarters| (quarters, scene.word("quarters", quarters.key())));
            let choices: Vec<(Quarters, &str)> = words.iter().map(|(quarters, word)| (*quarters, word.as_str())).collect();
            segments(ui, text.get("returns-quarters"), &mut self.draft.quarters, &choices);
        });
    }
}
