//! What is asked in front of the list: a new report, a reason to refuse, more time, taking a report back.

use eframe::egui::{Id, Ui};
use uuid::Uuid;

use super::report::{DueDraft, ReportForm, at_once, focus, said};
use super::who::Who;
use crate::domain::going_out::Outing;
use crate::domain::person::PersonId;
use crate::domain::rules::Authority;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, CourseAsked};
use crate::ui::theme::{size, space};
use crate::ui::widgets::{Button, Dialog, Field, gap, muted};

/// A dialog of this screen, with what is typed into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Front {
    asks: Asks,
    fresh: bool,
    tried: bool,
    /// Why the station has not taken it.
    refused: Option<String>,
}

/// What becomes of a dialog after it was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    Stays,
    /// The station is asked; where it refuses, the dialog comes back.
    Sent,
    Closed,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Asks {
    Report(Who, ReportForm),
    Refuse(About, String),
    Extend(About, DueDraft, String),
    Cancel(About, String),
}

/// The report that is decided about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct About {
    person: PersonId,
    outing: Uuid,
}

impl From<&Outing> for About {
    fn from(outing: &Outing) -> Self {
        Self {
            person: outing.person,
            outing: outing.id,
        }
    }
}

impl Front {
    fn new(asks: Asks) -> Self {
        Self {
            asks,
            fresh: true,
            tried: false,
            refused: None,
        }
    }

    /// It could not be written: it stands here again, and says why.
    pub(super) fn refused(&mut self, said: &str) {
        (self.refused, self.fresh) = (Some(said.to_owned()), true);
    }

    pub(super) fn report(scene: &Scene<'_>) -> Self {
        Self::new(Asks::Report(Who::default(), ReportForm::new(scene)))
    }

    pub(super) fn refuse(outing: &Outing) -> Self {
        Self::new(Asks::Refuse(outing.into(), String::new()))
    }

    /// From the time that stands, or the next evening where that is over.
    pub(super) fn extend(scene: &Scene<'_>, outing: &Outing) -> Self {
        let due = if outing.due > scene.now {
            DueDraft::of(scene, outing.due)
        } else {
            DueDraft::evening(scene)
        };
        Self::new(Asks::Extend(outing.into(), due, String::new()))
    }

    pub(super) fn cancel(outing: &Outing) -> Self {
        Self::new(Asks::Cancel(outing.into(), String::new()))
    }

    pub(super) fn ui(&mut self, ui: &Ui, scene: &Scene<'_>, role: Authority, actions: &mut Actions) -> Turn {
        let text = scene.text;
        let (title, does, key) = match &self.asks {
            Asks::Report(..) => ("outing-new", "outing-file", "Ctrl Enter"),
            Asks::Refuse(..) => ("outing-refuse", "outing-refuse", "Enter"),
            Asks::Extend(..) => ("outing-extend", "outing-extend", "Enter"),
            Asks::Cancel(..) => ("outing-cancel", "outing-cancel", "Enter"),
        };
        let mut close = false;
        let escaped = Dialog::new(text.get(title)).show(ui.ctx(), |ui| {
            let at_once = at_once(ui);
            let submitted = self.fields(ui, scene, role);
            said(ui, self.refused.as_deref());
            gap(ui, space::M);
            ui.horizontal(|ui| {
                let pressed = Button::primary(text.get(does)).key(key).show(ui).clicked();
                if pressed || submitted || at_once {
                    self.tried = true;
                    actions.extend(self.asked(scene, role).map(Action::Course));
                }
                close = Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
            });
        });
        self.fresh = false;
        let asked = actions.iter().any(|action| matches!(action, Action::Course(_)));
        match (asked, escaped || close) {
            (true, _) => Turn::Sent,
            (false, true) => Turn::Closed,
            (false, false) => Turn::Stays,
        }
    }

    /// The fields. Says whether Enter was pressed in the last one.
    fn fields(&mut self, ui: &mut Ui, scene: &Scene<'_>, role: Authority) -> bool {
        let text = scene.text;
        match &mut self.asks {
            Asks::Report(who, report) => {
                let nobody = self.tried.then(|| text.get("outing-nobody"));
                let chosen = who.show(ui, scene, scene.text.get("outing-who"), nobody);
                let submitted = report.ui(ui, scene, role);
                if chosen {
                    ReportForm::take_focus(ui);
                }
                if self.fresh {
                    Who::take_focus(ui);
                }
                submitted
            }
            Asks::Refuse(about, reason) => {
                named(ui, scene, about.person);
                let missing = (self.tried && reason.trim().is_empty()).then(|| text.get("error-reason-missing"));
                self::reason(ui, scene, reason, missing, self.fresh)
            }
            Asks::Extend(about, due, reason) => {
                named(ui, scene, about.person);
                let timed = due.show(ui, scene, self.tried);
                let submitted = self::reason(ui, scene, reason, None, false);
                if timed {
                    focus(ui, reason_id());
                }
                if self.fresh {
                    DueDraft::take_focus(ui);
                }
                submitted
            }
            Asks::Cancel(about, reason) => {
                named(ui, scene, about.person);
                self::reason(ui, scene, reason, None, self.fresh)
            }
        }
    }

    /// What the station is asked for, where everything typed can be used.
    fn asked(&mut self, scene: &Scene<'_>, role: Authority) -> Option<CourseAsked> {
        match &mut self.asks {
            Asks::Report(who, report) => {
                let new = report.read(scene, who.person.unwrap_or_default())?;
                who.person.map(|_| CourseAsked::FileOuting(new, Some(role)))
            }
            Asks::Refuse(about, reason) => (!reason.trim().is_empty()).then(|| CourseAsked::DecideOuting {
                person: about.person,
                outing: about.outing,
                approved: false,
                by: role,
                reason: reason.clone(),
            }),
            Asks::Extend(about, due, reason) => due.read(scene).ok().map(|due| CourseAsked::ExtendOuting {
                person: about.person,
                outing: about.outing,
                due,
                by: role,
                reason: reason.clone(),
            }),
            Asks::Cancel(about, reason) => Some(CourseAsked::CancelOuting {
                person: about.person,
                outing: about.outing,
                by: role,
                reason: reason.clone(),
            }),
        }
    }
}

fn reason_id() -> Id {
    Id::unique("outing-why")
}

/// Why. Says whether Enter was pressed in it.
fn reason(ui: &mut Ui, scene: &Scene<'_>, draft: &mut String, error: Option<&str>, fresh: bool) -> bool {
    let field = Field::new(scene.text.get("word-reason"), draft).width(500.0).error(error);
    let output = field.id(reason_id()).show(ui);
    if fresh {
        output.response.request_focus();
    }
    output.submitted
}

fn named(ui: &mut Ui, scene: &Scene<'_>, person: PersonId) {
    if let Some(person) = scene.view.roster.get(person) {
        muted(ui, &super::who::named(person), size::SECOND);
    }
}
