//! The report itself (外出报备): destination, reason, back by; the destination is judged as it is typed.

use chrono::NaiveTime;
use eframe::egui::{Id, Key, Modifiers, RichText, Ui};

use crate::domain::dates::read_time;
use crate::domain::day::Moment;
use crate::domain::going_out;
use crate::domain::person::PersonId;
use crate::domain::region::Code;
use crate::domain::rules::Authority;
use crate::domain::screening::{Judgement, Reason};
use crate::station::NewOuting;
use crate::ui::Scene;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{DateDraft, Field, PlaceDraft, gap, label, muted, tag};

/// By when somebody has to be back: a day and a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui::screens) struct DueDraft {
    day: DateDraft,
    time: String,
}

impl DueDraft {
    /// The next 18:00.
    pub(super) fn evening(scene: &Scene<'_>) -> Self {
        let (zone, today) = (scene.view.card.zone, scene.view.day);
        let evening = NaiveTime::from_hms_opt(18, 0, 0).unwrap_or_default();
        let over = zone.at(today, evening) <= scene.now;
        let day = if over { today.plus_days(1) } else { today };
        Self::of(scene, zone.at(day, evening))
    }

    /// A moment that is known already.
    pub(super) fn of(scene: &Scene<'_>, at: Moment) -> Self {
        let zone = scene.view.card.zone;
        Self {
            day: DateDraft::of(Some(zone.day_of(at))),
            time: zone.hour_minute(at),
        }
    }

    /// The moment typed, or the key of the sentence that says why there is none.
    pub(super) fn read(&self, scene: &Scene<'_>) -> Result<Moment, &'static str> {
        let day = self.day.day(scene.view.day).ok().flatten().ok_or("outing-no-day")?;
        let time = read_time(&self.time).ok_or("outing-no-time")?;
        let due = scene.view.card.zone.at(day, time);
        if due <= scene.now { Err("error-due-past") } else { Ok(due) }
    }

    fn day_id() -> Id {
        Id::unique("outing-day")
    }

    /// Gives its first field the keyboard.
    pub(super) fn take_focus(ui: &Ui) {
        focus(ui, Self::day_id());
    }

    /// Both fields in a row. Says whether Enter was pressed in the last one.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, tried: bool) -> bool {
        let text = scene.text;
        let time_id = Id::unique("outing-time");
        let mut submitted = false;
        ui.horizontal_top(|ui| {
            let (near, said) = (scene.view.day, text.get("outing-no-day"));
            let day = self.day.show(ui, text.get("outing-due-day"), near, said, 180.0, Self::day_id());
            let fault = self.read(scene).err().filter(|fault| tried && *fault != "outing-no-day");
            let fault = fault.map(|key| text.get(key));
            let time = Field::new(text.get("outing-due-time"), &mut self.time).width(120.0).id(time_id);
            submitted = time.numeric().error(fault).show(ui).submitted;
            if day.submitted {
                focus(ui, time_id);
            }
        });
        submitted
    }
}

/// A report being filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui::screens) struct ReportForm {
    place: PlaceDraft,
    reason: String,
    due: DueDraft,
    tried: bool,
}

impl ReportForm {
    pub(in crate::ui::screens) fn new(scene: &Scene<'_>) -> Self {
        Self {
            place: PlaceDraft::default(),
            reason: String::new(),
            due: DueDraft::evening(scene),
            tried: false,
        }
    }

    /// Gives the destination the keyboard.
    pub(in crate::ui::screens) fn take_focus(ui: &Ui) {
        focus(ui, Id::unique("outing-place"));
    }

    /// The fields and what the rules say of the destination for somebody of that authority. Enter goes on from field to field;
    /// says whether it was pressed in the last one.
    pub(in crate::ui::screens) fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, by: Authority) -> bool {
        let text = scene.text;
        let reason_id = Id::unique("outing-reason");
        let (name, id) = (text.get("outing-destination"), Id::unique("outing-place"));
        let place = self.place.show(ui, name, scene.script(), 500.0, id);
        self.judged(ui, scene, by);
        let reason = Field::new(text.get("outing-reason"), &mut self.reason).width(500.0).id(reason_id);
        let reason = reason.show(ui);
        let submitted = self.due.show(ui, scene, self.tried);
        if place.submitted {
            focus(ui, reason_id);
        }
        if reason.submitted {
            DueDraft::take_focus(ui);
        }
        submitted
    }

    fn judged(&self, ui: &mut Ui, scene: &Scene<'_>, by: Authority) {
        let text = scene.text;
        if self.place.text.trim().is_empty() {
            let key = if self.tried {
                "error-destination-missing"
            } else {
                "outing-destination-hint"
            };
            muted(ui, text.get(key), size::LABEL);
            return;
        }
        let (reasons, decides) = judged(scene, &self.place.text, self.place.code());
        ui.horizontal(|ui| {
            destination_tags(ui, scene, &reasons);
            let key = if by >= decides { "outing-at-once" } else { "outing-waits" };
            let authority = scene.word("authority", decides.key());
            muted(ui, &text.with(key, &[("authority", &authority)]), size::BODY);
        });
        sentences(ui, scene, reasons);
    }

    /// The report of somebody, where everything in it can be used.
    pub(in crate::ui::screens) fn read(&mut self, scene: &Scene<'_>, person: PersonId) -> Option<NewOuting> {
        self.tried = true;
        let due = self.due.read(scene).ok()?;
        let destination = self.place.text.trim().to_owned();
        (!destination.is_empty()).then(|| NewOuting {
            person,
            destination,
            code: self.place.code(),
            reason: self.reason.trim().to_owned(),
            due,
        })
    }
}

/// Ctrl+Enter: done, from whatever field.
pub(in crate::ui::screens) fn at_once(ui: &Ui) -> bool {
    ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter))
}

/// Gives a field the keyboard, once it is drawn: one that has it while Enter is down, or is drawn for the first time, lets it go again.
pub(in crate::ui::screens) fn focus(ui: &Ui, id: Id) {
    ui.memory_mut(|memory| memory.request_focus(id));
}

/// Why the station has not taken what was filed.
pub(in crate::ui::screens) fn said(ui: &mut Ui, refused: Option<&str>) {
    if let Some(refused) = refused {
        gap(ui, space::S);
        let said = RichText::new(refused).font(theme::regular(size::BODY));
        ui.label(said.color(theme::of(ui).ink(Tone::Isolate)));
    }
}

/// What the rules say of a destination, a word each.
pub(super) fn destination_tags(ui: &mut Ui, scene: &Scene<'_>, reasons: &[Reason]) {
    for reason in reasons {
        let tone = if matches!(reason, Reason::Destination { .. }) {
            Tone::Isolate
        } else if matches!(reason, Reason::AskPlace { .. }) {
            Tone::Ask
        } else {
            Tone::Report
        };
        tag(ui, tone, &scene.word("reason-short", reason.code()));
    }
}

/// The reasons of a destination, a sentence each.
pub(super) fn sentences(ui: &mut Ui, scene: &Scene<'_>, reasons: Vec<Reason>) {
    for said in scene.reasons(&Judgement::of(reasons)) {
        label(ui, &said, theme::regular(size::BODY));
    }
    gap(ui, space::XS);
}

/// Where a report leads, judged today.
pub(super) fn judged(scene: &Scene<'_>, destination: &str, code: Option<Code>) -> (Vec<Reason>, Authority) {
    going_out::judge(&scene.view.settings.rules, destination, code, scene.view.day)
}
