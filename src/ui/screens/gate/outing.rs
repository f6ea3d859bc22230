//! Going out at the gate: the report that is missing, and the questions on the way back.

use eframe::egui::{Id, Ui};
use uuid::Uuid;

use super::Gate;
use super::forms::Form;
use crate::domain::going_out::Trip;
use crate::domain::person::{Person, PersonId};
use crate::domain::rules::Authority;
use crate::domain::screening::{Direction, Judgement, Reason, Verdict};
use crate::domain::temperature::Celsius;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, CourseAsked};
use crate::ui::screens::going_out::report::{ReportForm, at_once, focus, said};
use crate::ui::theme::{size, space};
use crate::ui::widgets::{Button, Dialog, Field, gap, muted};

/// What has to be answered before somebody passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asks {
    Report,
    Trip,
}

impl Asks {
    /// What a judgement waits for, where nothing worse stands before it.
    pub(super) fn of(judgement: &Judgement) -> Option<Self> {
        let says = |wanted: fn(&Reason) -> bool| judgement.reasons.iter().any(wanted);
        if judgement.verdict == Verdict::Report && says(|reason| matches!(reason, Reason::NoReport)) {
            Some(Self::Report)
        } else if judgement.verdict == Verdict::Ask && says(|reason| matches!(reason, Reason::TripAsked { .. })) {
            Some(Self::Trip)
        } else {
            None
        }
    }

    /// The word for what Enter does.
    pub(super) fn hint(self) -> &'static str {
        match self {
            Self::Report => "gate-enter-report",
            Self::Trip => "gate-enter-trip",
        }
    }
}

/// The report of somebody in front of the guard.
#[derive(Clone, Debug)]
pub(super) struct OutingForm {
    person: PersonId,
    report: ReportForm,
    fresh: bool,
    refused: Option<String>,
}

/// The questions about a trip.
#[derive(Clone, Debug)]
pub(super) struct TripForm {
    person: PersonId,
    outing: Uuid,
    trip: Trip,
    fresh: bool,
    tried: bool,
    refused: Option<String>,
}

impl Gate {
    /// Opens what has to be answered before somebody passes. Says whether it did; nothing is written then.
    pub(super) fn ask_first(&mut self, scene: &Scene<'_>, person: &Person, direction: Direction, celsius: Option<Celsius>) -> bool {
        let judgement = scene.view.judge(scene.now, person, direction, celsius);
        self.form = match Asks::of(&judgement) {
            Some(Asks::Report) => Some(Form::outing(scene, person.id)),
            Some(Asks::Trip) => Form::trip(scene, person.id),
            None => None,
        };
        self.form.is_some()
    }

    /// F9: whoever comes back undeclared goes to the form of the return; others are asked about their trip, or report one.
    pub(super) fn take_report(&mut self, scene: &Scene<'_>, actions: &mut Actions) {
        let Some(person) = self.read(scene).person else { return };
        let judgement = scene.view.judge(scene.now, person, Direction::In, None);
        if !scene.view.today(person.id).inside && judgement.reasons.contains(&Reason::Undeclared) {
            actions.push(Action::AskReturn(person.id));
        } else {
            self.ask_outing(scene);
        }
    }

    /// Asks about the trip somebody is back from, or takes a report.
    pub(super) fn ask_outing(&mut self, scene: &Scene<'_>) {
        let Some(person) = self.read(scene).person else { return };
        let health = scene.view.health(person.id);
        let refused = if health.is_some_and(|health| health.isolation().is_some()) {
            Some("error-isolating")
        } else if health.is_some_and(|health| health.unasked().is_none() && health.outing(scene.now).is_some()) {
            Some("error-outing-open")
        } else {
            None
        };
        match refused {
            Some(key) => self.answer = Some(scene.text.get(key).to_owned()),
            None => self.form = Form::trip(scene, person.id).or_else(|| Some(Form::outing(scene, person.id))),
        }
    }
}

impl Form {
    fn outing(scene: &Scene<'_>, person: PersonId) -> Self {
        Self::Outing(Box::new(OutingForm {
            person,
            report: ReportForm::new(scene),
            fresh: true,
            refused: None,
        }))
    }

    fn trip(scene: &Scene<'_>, person: PersonId) -> Option<Self> {
        let outing = scene.view.health(person)?.unasked()?;
        let trip = Trip {
            places: outing.destination.clone(),
            ..Trip::default()
        };
        Some(Self::Trip(Box::new(TripForm {
            person,
            outing: outing.id,
            trip,
            fresh: true,
            tried: false,
            refused: None,
        })))
    }

    /// It could not be written: it stands here again, and says why.
    pub(super) fn refused(&mut self, said: &str) {
        let (refused, fresh) = match self {
            Self::Outing(outing) => (&mut outing.refused, &mut outing.fresh),
            Self::Trip(trip) => (&mut trip.refused, &mut trip.fresh),
            Self::Visit(_) | Self::Refusal { .. } => return,
        };
        (*refused, *fresh) = (Some(said.to_owned()), true);
    }
}

impl OutingForm {
    /// Says whether the form stays open.
    pub(super) fn ui(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        let text = scene.text;
        let mut close = false;
        let escaped = Dialog::new(text.get("outing-new")).show(ui.ctx(), |ui| {
            named(ui, scene, self.person);
            let at_once = at_once(ui);
            let submitted = self.report.ui(ui, scene, Authority::Guard);
            if std::mem::take(&mut self.fresh) {
                ReportForm::take_focus(ui);
            }
            said(ui, self.refused.as_deref());
            gap(ui, space::M);
            ui.horizontal(|ui| {
                let pressed = Button::primary(text.get("outing-file")).key("Ctrl Enter").show(ui).clicked();
                if pressed || submitted || at_once {
                    let new = self.report.read(scene, self.person);
                    actions.extend(new.map(|new| Action::Course(CourseAsked::FileOuting(new, Some(Authority::Guard)))));
                }
                close = Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
            });
        });
        !(escaped || close)
    }
}

impl TripForm {
    /// Says whether the form stays open.
    pub(super) fn ui(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        let text = scene.text;
        let mut close = false;
        let escaped = Dialog::new(text.get("trip-title")).show(ui.ctx(), |ui| {
            named(ui, scene, self.person);
            let submitted = at_once(ui) | self.fields(ui, scene);
            said(ui, self.refused.as_deref());
            gap(ui, space::M);
            ui.horizontal(|ui| {
                let pressed = Button::primary(text.get("do-save")).key("Ctrl Enter").show(ui).clicked();
                if pressed || submitted {
                    self.tried = true;
                    actions.extend(self.asked().map(Action::Course));
                }
                close = Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
            });
        });
        !(escaped || close)
    }

    /// Where, whom, by what. Enter goes on from field to field; says whether it was pressed in the last one.
    fn fields(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> bool {
        let text = scene.text;
        let missing = (self.tried && self.trip.places.trim().is_empty()).then(|| text.get("error-destination-missing"));
        let places = Field::new(text.get("trip-places"), &mut self.trip.places)
            .width(500.0)
            .error(missing);
        let places = places.show(ui);
        if std::mem::take(&mut self.fresh) {
            places.response.request_focus();
        }
        let (whom_id, means_id) = (Id::unique("trip-whom"), Id::unique("trip-means"));
        let whom = Field::new(text.get("trip-whom"), &mut self.trip.whom).width(500.0).id(whom_id);
        let whom = whom.show(ui);
        let means = Field::new(text.get("trip-means"), &mut self.trip.means).width(500.0).id(means_id);
        let means = means.hint(text.get("trip-means-hint")).show(ui);
        if places.submitted {
            focus(ui, whom_id);
        }
        if whom.submitted {
            focus(ui, means_id);
        }
        means.submitted
    }

    fn asked(&self) -> Option<CourseAsked> {
        (!self.trip.places.trim().is_empty()).then(|| CourseAsked::AskTrip {
            person: self.person,
            outing: self.outing,
            trip: self.trip.clone(),
        })
    }
}

fn named(ui: &mut Ui, scene: &Scene<'_>, person: PersonId) {
    if let Some(person) = scene.view.roster.get(person) {
        muted(
            ui,
            &[scene.name(&person.name), scene.number(person.number())].join(" "),
            size::SECOND,
        );
    }
}
