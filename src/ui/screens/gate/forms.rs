//! The short forms at the window: a visit, and a reason for sending somebody back.

use eframe::egui::Ui;
use uuid::Uuid;

use super::Gate;
use super::outing::{OutingForm, TripForm};
use crate::domain::entry::Visit;
use crate::domain::person::{Kind, Person, PersonId};
use crate::domain::privacy::Item;
use crate::domain::screening::VisitAnswer;
use crate::domain::temperature;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, PrivacyAsked};
use crate::ui::theme::{size, space};
use crate::ui::widgets::{Button, Dialog, Field, gap, label, muted, segments, toggle};

/// What is being filled in before the gate.
#[derive(Clone, Debug)]
pub(super) enum Form {
    Visit(Box<VisitForm>),
    Refusal { person: PersonId, reason: String, fresh: bool },
    Outing(Box<OutingForm>),
    Trip(Box<TripForm>),
}

/// Who, from where, unit, host, purpose, plate, and the contact question.
#[derive(Clone, Debug)]
pub(super) struct VisitForm {
    person: Person,
    visit: Visit,
    /// Not answered until somebody has asked.
    contact: Option<bool>,
    /// Nothing is kept of them but the verdict.
    unkept: bool,
    /// The temperature of somebody of whom nothing is kept.
    warmth: String,
    fresh: bool,
    tried: bool,
}

impl Form {
    /// The form for somebody known, or for somebody new by the name that was typed.
    pub(super) fn visit(known: Option<Person>, typed: &str) -> Self {
        let typed = typed.trim();
        let name = if typed.chars().any(char::is_numeric) { "" } else { typed };
        // A number that is masked everywhere else is not shown here either: left empty it stays.
        let known = known.map(|known| Person {
            phone: String::new(),
            document: String::new(),
            ..known
        });
        let person = known.unwrap_or_else(|| Person {
            id: PersonId(Uuid::now_v7()),
            name: name.to_owned(),
            kind: Kind::Visitor,
            ..Person::default()
        });
        let visit = Visit {
            person: person.id,
            unit: person.unit.clone(),
            host: person.host.clone(),
            ..Visit::default()
        };
        Self::Visit(Box::new(VisitForm {
            person,
            visit,
            contact: None,
            unkept: false,
            warmth: String::new(),
            fresh: true,
            tried: false,
        }))
    }

    pub(super) fn refusal(person: PersonId) -> Self {
        Self::Refusal {
            person,
            reason: String::new(),
            fresh: true,
        }
    }
}

impl Gate {
    pub(super) fn forms(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let Some(mut form) = self.form.take() else { return };
        let before = actions.len();
        let stays = match &mut form {
            Form::Visit(visit) => visit.ui(ui, scene, actions),
            Form::Refusal { person, reason, fresh } => refusal(ui, scene, *person, reason, fresh, actions),
            Form::Outing(outing) => outing.ui(ui, scene, actions),
            Form::Trip(trip) => trip.ui(ui, scene, actions),
        };
        let asked = actions.len() > before;
        if stays && !asked {
            self.form = Some(form);
        } else {
            self.focus = true;
            self.sent = asked.then_some(form);
        }
    }
}

impl VisitForm {
    /// Says whether the form stays open.
    fn ui(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        let text = scene.text;
        let mut close = false;
        let escaped = Dialog::new(text.get("visit-title")).width(600.0).show(ui.ctx(), |ui| {
            let kinds = [Kind::Visitor, Kind::Contractor].map(|kind| (kind, scene.word("kind", kind.key())));
            let choices: Vec<(Kind, &str)> = kinds.iter().map(|(kind, word)| (*kind, word.as_str())).collect();
            ui.horizontal(|ui| {
                segments(ui, text.get("word-kind"), &mut self.person.kind, &choices);
                toggle(ui, text.get("privacy-unkept"), &mut self.unkept);
            });
            gap(ui, space::XS);
            let mut submitted = if self.unkept {
                muted(ui, text.get("privacy-unkept-said"), size::LABEL);
                self.warmth(ui, scene)
            } else {
                self.who(ui, scene)
            };
            gap(ui, space::XS);
            label(ui, text.get("visit-contact"), crate::ui::theme::regular(size::BODY));
            let answers = [(Some(false), text.get("word-no")), (Some(true), text.get("word-yes"))];
            segments(ui, text.get("visit-contact"), &mut self.contact, &answers);
            if self.tried && self.contact.is_none() {
                muted(ui, text.get("visit-contact-missing"), size::LABEL);
            }
            gap(ui, space::M);
            ui.horizontal(|ui| {
                submitted |= Button::primary(text.get("do-save")).key("Enter").show(ui).clicked();
                close = Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
            });
            if submitted {
                self.submit(scene, actions);
            }
        });
        !(escaped || close)
    }

    /// Who they are and why they come. Says whether Enter was pressed.
    fn who(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> bool {
        let text = scene.text;
        let asks = |item| scene.view.settings.asks(item);
        let mut submitted = false;
        let nameless = self.tried && self.person.name.trim().is_empty();
        ui.horizontal(|ui| {
            let error = nameless.then(|| text.get("visit-name-missing"));
            let name = Field::new(text.get("word-name"), &mut self.person.name).error(error).show(ui);
            if std::mem::take(&mut self.fresh) {
                name.response.request_focus();
            }
            submitted |= name.submitted;
            if asks(Item::Phone) {
                let known = scene.view.roster.get(self.person.id).map(|known| scene.phone(known));
                let phone = Field::new(text.get("word-phone"), &mut self.person.phone).numeric();
                submitted |= phone.hint(&known.unwrap_or_default()).show(ui).submitted;
            }
        });
        ui.horizontal(|ui| {
            submitted |= Field::new(text.get("visit-from"), &mut self.visit.from).show(ui).submitted;
            submitted |= Field::new(text.get("visit-unit"), &mut self.visit.unit).show(ui).submitted;
        });
        ui.horizontal(|ui| {
            submitted |= Field::new(text.get("visit-host"), &mut self.visit.host).show(ui).submitted;
            submitted |= Field::new(text.get("visit-purpose"), &mut self.visit.purpose).show(ui).submitted;
        });
        ui.horizontal(|ui| {
            if asks(Item::Plate) {
                submitted |= Field::new(text.get("visit-plate"), &mut self.visit.plate).show(ui).submitted;
            }
            if asks(Item::Document) {
                let known = scene.view.roster.get(self.person.id).map(|known| scene.document(known));
                let document = Field::new(text.get("field-document"), &mut self.person.document);
                submitted |= document.hint(&known.unwrap_or_default()).show(ui).submitted;
            }
        });
        submitted
    }

    /// The temperature of somebody of whom nothing is kept. Says whether Enter was pressed.
    fn warmth(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> bool {
        let wrong = self.tried && temperature::parse(&self.warmth, scene.view.settings.unit).is_err();
        let error = wrong.then(|| scene.text.with("gate-not-a-number", &[("text", self.warmth.trim())]));
        let field = Field::new(scene.text.get("word-temperature"), &mut self.warmth).numeric();
        let field = field.error(error.as_deref()).show(ui);
        if std::mem::take(&mut self.fresh) {
            field.response.request_focus();
        }
        field.submitted
    }

    fn submit(&mut self, scene: &Scene<'_>, actions: &mut Actions) {
        self.tried = true;
        let Some(contact) = self.contact else { return };
        if self.unkept {
            let Ok(celsius) = temperature::parse(&self.warmth, scene.view.settings.unit) else {
                return;
            };
            actions.push(Action::Privacy(PrivacyAsked::Decide {
                kind: self.person.kind,
                answer: VisitAnswer { contact },
                celsius: Some(celsius),
            }));
            return;
        }
        if self.person.name.trim().is_empty() {
            return;
        }
        self.person.unit.clone_from(&self.visit.unit);
        self.person.host.clone_from(&self.visit.host);
        let mut person = self.person.clone();
        if let Some(known) = scene.view.roster.get(person.id) {
            for (typed, known) in [(&mut person.phone, &known.phone), (&mut person.document, &known.document)] {
                if typed.trim().is_empty() {
                    typed.clone_from(known);
                }
            }
        }
        actions.push(Action::Register {
            person,
            visit: Visit {
                contact,
                ..self.visit.clone()
            },
        });
    }
}

fn refusal(ui: &Ui, scene: &Scene<'_>, person: PersonId, reason: &mut String, fresh: &mut bool, actions: &mut Actions) -> bool {
    let text = scene.text;
    let mut close = false;
    let escaped = Dialog::new(text.get("refusal-title")).show(ui.ctx(), |ui| {
        if let Some(person) = scene.view.roster.get(person) {
            muted(
                ui,
                &[scene.name(&person.name), scene.number(person.number())].join(" "),
                size::SECOND,
            );
        }
        ui.horizontal_wrapped(|ui| {
            for key in ["refusal-no-pass", "refusal-no-mask", "refusal-symptoms", "refusal-not-expected"] {
                if Button::secondary(text.get(key)).show(ui).clicked() {
                    text.get(key).clone_into(reason);
                }
            }
        });
        let field = Field::new(text.get("word-reason"), reason).width(500.0).show(ui);
        if std::mem::take(fresh) {
            field.response.request_focus();
        }
        gap(ui, space::M);
        ui.horizontal(|ui| {
            let ready = !reason.trim().is_empty();
            let pressed = Button::primary(text.get("gate-refuse"))
                .key("Enter")
                .enabled(ready)
                .show(ui)
                .clicked();
            if ready && (pressed || field.submitted) {
                let reason = reason.trim().to_owned();
                actions.push(Action::Refuse { person, reason });
            }
            close = Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
        });
    });
    !(escaped || close)
}
