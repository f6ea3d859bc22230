//! What is filled in before the clinic: each form is read at every frame, and its button is enabled by what was read.

mod fields;

use eframe::egui::Ui;

use super::Clinic;
use crate::domain::clinic::{Choice, Decision, Finding};
use crate::domain::day::Day;
use crate::domain::declaration::Quarters;
use crate::domain::entry::EntryId;
use crate::domain::isolation::{Cause, CauseKind, Step};
use crate::domain::person::PersonId;
use crate::domain::rules::Authority;
use crate::domain::screening::Reason;
use crate::station::NewIsolation;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, CourseAsked};
use crate::ui::widgets::DateDraft;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Symptoms,
    /// One more cause: extends, or starts again.
    Cause,
    Move,
    Needs,
    Release,
    Decide,
    Open,
    TakeBack(EntryId),
    /// Whoever is looked for stands beside the list.
    Look,
}

impl What {
    fn key(self) -> &'static str {
        match self {
            Self::Symptoms => "symptoms",
            Self::Cause => "cause",
            Self::Move => "move",
            Self::Needs => "needs",
            Self::Release => "release",
            Self::Decide => "decide",
            Self::Open => "open",
            Self::TakeBack(_) => "take-back",
            Self::Look => "look",
        }
    }
}

/// A form as it stands. The fields are shared; each form shows its own.
#[derive(Clone, Debug)]
pub(super) struct Form {
    what: What,
    person: Option<PersonId>,
    find: String,
    marked: usize,
    choice: Choice,
    finding: Option<Finding>,
    cause: CauseKind,
    on: DateDraft,
    quarters: Quarters,
    place: String,
    note: String,
    symptoms: Vec<String>,
    by: Authority,
    fresh: bool,
}

impl Form {
    /// The form about somebody, with what is known already.
    pub(super) fn of(what: What, scene: &Scene<'_>, person: PersonId) -> Self {
        let mut form = Self::blank(what, scene);
        form.take(scene, person);
        form
    }

    pub(super) fn blank(what: What, scene: &Scene<'_>) -> Self {
        Self {
            what,
            person: None,
            find: String::new(),
            marked: 0,
            choice: Choice::Back,
            finding: None,
            cause: CauseKind::Travel,
            on: DateDraft::of(Some(scene.view.day)),
            quarters: Quarters::Home,
            place: String::new(),
            note: String::new(),
            symptoms: Vec::new(),
            by: Authority::Clinic,
            fresh: true,
        }
    }

    /// Somebody is chosen: what speaks for isolating them stands in the form already.
    fn take(&mut self, scene: &Scene<'_>, id: PersonId) {
        self.person = Some(id);
        self.fresh = true;
        let Some(person) = scene.view.roster.get(id) else { return };
        if !person.dormitory.is_empty() {
            (self.quarters, self.place) = (Quarters::Dormitory, person.dormitory.clone());
        }
        let Some(health) = scene.view.health(id) else { return };
        if let Some(screened) = health.screened(scene.view.at(scene.now), &[]) {
            for reason in screened.judgement.reasons.iter().rev() {
                self.caused_by(scene, reason);
            }
        }
        // Why somebody isolates is no reason for anything else: a release or a decision has its own, in the words of who makes it.
        if !matches!(self.what, What::Open | What::Cause) {
            self.note.clear();
        }
        let Some(isolation) = health.isolation() else { return };
        (self.quarters, self.place) = (isolation.quarters, isolation.place.clone());
        self.symptoms.clone_from(&isolation.symptoms);
        let today = scene.view.at(scene.now).today();
        match self.what {
            What::Needs => self.note.clone_from(&isolation.needs),
            What::Cause => (self.cause, self.on) = (CauseKind::Contact, DateDraft::of(Some(today))),
            What::Release if !isolation.unmet(&health.readings, today).is_empty() => {
                self.by = scene.view.settings.rules.authority.release_early;
            }
            What::Release => self.by = scene.view.settings.rules.authority.release,
            What::Symptoms | What::Move | What::Decide | What::Open | What::TakeBack(_) | What::Look => {}
        }
    }

    fn caused_by(&mut self, scene: &Scene<'_>, reason: &Reason) {
        if let Reason::RiskArea { place, last, .. } = reason {
            (self.cause, self.on, self.note) = (CauseKind::Travel, DateDraft::of(Some(*last)), scene.place(*place));
        }
        if let Reason::Exposed { last, .. } = reason {
            (self.cause, self.on) = (CauseKind::Contact, DateDraft::of(Some(*last)));
        }
    }

    /// The decision to isolate goes on to how.
    fn goes_on(&self) -> bool {
        self.what == What::Decide && self.choice == Choice::Isolate
    }

    fn day(&self, scene: &Scene<'_>) -> Result<Day, &'static str> {
        let day = self.on.day(scene.view.day).ok().flatten().ok_or("clinic-no-day")?;
        if day > scene.view.day { Err("clinic-day-ahead") } else { Ok(day) }
    }

    fn counted(&self, scene: &Scene<'_>) -> Result<Cause, &'static str> {
        let (rules, today) = (&scene.view.settings.rules, scene.view.day);
        let health = self.person.and_then(|person| scene.view.health(person));
        let placed = health.map_or(today, |health| health.placed(today));
        Ok(Cause::under(rules, self.cause, self.day(scene)?, placed, &self.note))
    }

    fn noted(&self) -> Result<String, &'static str> {
        let note = self.note.trim();
        if note.is_empty() {
            Err("clinic-no-reason")
        } else {
            Ok(note.to_owned())
        }
    }

    /// The symptoms ticked, and those written beside them.
    fn symptoms(&self, scene: &Scene<'_>) -> Vec<String> {
        let mut symptoms = self.symptoms.clone();
        for written in scene.view.settings.rules.symptoms_in(&self.find) {
            if !symptoms.contains(&written) {
                symptoms.push(written);
            }
        }
        symptoms
    }

    /// What saving would do, or the key of the sentence that says what is missing.
    fn asked(&self, scene: &Scene<'_>) -> Result<CourseAsked, &'static str> {
        let person = self.person.ok_or("clinic-no-person")?;
        let step = |step| Ok(CourseAsked::StepIsolation(person, step));
        match self.what {
            What::Symptoms => step(Step::Symptoms(self.symptoms(scene))),
            What::Cause => step(Step::Cause(self.counted(scene)?)),
            What::Move => step(Step::Moved {
                quarters: self.quarters,
                place: self.place.trim().to_owned(),
            }),
            What::Needs => step(Step::Needs(self.note.trim().to_owned())),
            What::Release => self.released(scene, person),
            What::Decide => Ok(CourseAsked::Decide(self.decision(scene, person)?)),
            What::Open => {
                let new = NewIsolation {
                    person,
                    quarters: self.quarters,
                    place: self.place.clone(),
                    cause: self.counted(scene)?,
                };
                if self.choice == Choice::Isolate {
                    return Ok(CourseAsked::Isolate(self.decision(scene, person)?, new));
                }
                Ok(CourseAsked::OpenIsolation(new))
            }
            What::TakeBack(event) => Ok(CourseAsked::TakeBack {
                person,
                event,
                reason: self.noted()?,
            }),
            What::Look => Err("clinic-no-person"),
        }
    }

    fn decision(&self, scene: &Scene<'_>, person: PersonId) -> Result<Decision, &'static str> {
        let reason = if self.choice == Choice::Back {
            self.note.trim().to_owned()
        } else {
            self.noted()?
        };
        Ok(Decision {
            person,
            choice: self.choice,
            symptoms: self.symptoms(scene),
            reason,
            finding: self.finding,
        })
    }

    fn released(&self, scene: &Scene<'_>, person: PersonId) -> Result<CourseAsked, &'static str> {
        let health = scene.view.health(person).ok_or("clinic-no-person")?;
        let isolation = health.isolation().ok_or("clinic-no-person")?;
        let early = !isolation.unmet(&health.readings, scene.view.at(scene.now).today()).is_empty();
        let authority = &scene.view.settings.rules.authority;
        let needed = if early { authority.release_early } else { authority.release };
        if self.by < needed {
            return Err("clinic-not-by");
        }
        let reason = if early { self.noted()? } else { self.note.trim().to_owned() };
        Ok(CourseAsked::Release {
            person,
            by: self.by,
            reason,
        })
    }
}

impl Clinic {
    /// The form that opens an isolation: about somebody, or about whoever is looked for.
    pub(super) fn ask_open(&mut self, scene: &Scene<'_>, person: Option<PersonId>) {
        self.form = Some(match person {
            Some(person) => Form::of(What::Open, scene, person),
            None => Form::blank(What::Open, scene),
        });
    }

    /// Looks for anybody.
    pub(super) fn ask_look(&mut self, scene: &Scene<'_>) {
        self.form = Some(Form::blank(What::Look, scene));
    }

    pub(super) fn forms(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let Some(mut form) = self.form.take() else { return };
        let before = actions.len();
        let (stays, submitted) = form.ui(ui, scene);
        if form.what == What::Look
            && let Some(person) = form.person
        {
            self.look_at(person);
            return;
        }
        if submitted && form.goes_on() {
            if let (Ok(decision), Some(person)) = (form.decision(scene, form.person.unwrap_or_default()), form.person) {
                let mut open = Form::of(What::Open, scene, person);
                let screened = scene.view.screened(scene.now, person);
                if screened.is_none_or(|screened| screened.until.is_none()) {
                    open.cause = CauseKind::Symptoms;
                }
                (open.choice, open.note) = (Choice::Isolate, decision.reason);
                open.symptoms = decision.symptoms;
                self.form = Some(open);
                return;
            }
        } else if submitted && let Ok(asked) = form.asked(scene) {
            if form.what == What::Open {
                self.follow = form.person;
            }
            actions.push(Action::Course(asked));
        }
        if stays && actions.len() == before {
            self.form = Some(form);
        } else {
            self.focus = true;
        }
    }
}
