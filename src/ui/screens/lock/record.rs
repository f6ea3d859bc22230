//! Recording at a desk where nobody is signed in: a badge and a temperature go in, a verdict comes out, and no name.

use eframe::egui::{Id, Ui};

use crate::domain::ask;
use crate::domain::day::Moment;
use crate::domain::person::Person;
use crate::domain::screening::{Direction, Verdict};
use crate::domain::temperature;
use crate::station::{Done, NewReading};
use crate::ui::Scene;
use crate::ui::action::{AccountsAsked, Action, Actions};
use crate::ui::sentences::tone;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Field, Plate, card, gap, label, muted};

/// What was recorded last.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Recorded {
    /// How the badge ends.
    tail: String,
    verdict: Verdict,
    seq: i64,
    at: Moment,
}

/// The one box.
#[derive(Clone, Debug, Default)]
pub(super) struct Recorder {
    draft: String,
    /// The badge that was scanned; its temperature is waited for.
    carried: Option<String>,
    fault: Option<String>,
    last: Option<Recorded>,
    /// The keyboard is to begin here.
    first: bool,
    asked: bool,
}

impl Recorder {
    pub(super) fn first() -> Self {
        Self {
            first: true,
            ..Self::default()
        }
    }

    pub(super) fn is_first(&self) -> bool {
        self.first
    }

    pub(super) fn recorded(&mut self, tail: String, done: &Done<Verdict>) {
        self.draft.clear();
        self.carried = None;
        self.last = Some(Recorded {
            tail,
            verdict: done.value,
            seq: done.seq,
            at: done.at,
        });
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let text = scene.text;
        card(ui, 24, |ui| {
            ui.set_width(ui.available_width());
            label(ui, text.get("lock-record"), theme::bold(size::SECOND));
            muted(ui, text.get("lock-record-means"), size::BODY);
            gap(ui, space::S);
            let field = Field::new(text.get("lock-badge"), &mut self.draft)
                .numeric()
                .hint(if self.carried.is_some() { "36.5" } else { "0231 36.5" })
                .width(ui.available_width().min(380.0))
                .large(size::SECOND, 48.0)
                .error(self.fault.as_deref())
                .id(Id::unique("lock-record"))
                .show(ui);
            if self.first && !std::mem::replace(&mut self.asked, true) {
                field.response.request_focus();
            }
            if field.response.changed() {
                self.fault = None;
            }
            if field.submitted {
                self.enter(scene, actions);
            }
            if let Some(badge) = &self.carried {
                label(ui, &text.with("lock-now-temperature", &[("badge", badge)]), theme::bold(size::BODY));
            } else if let Some(last) = &self.last {
                gap(ui, space::M);
                answer(ui, scene, last);
            }
        });
    }

    /// Enter after a badge waits for the temperature, after both it is recorded.
    fn enter(&mut self, scene: &Scene<'_>, actions: &mut Actions) {
        let mut asked = ask::parse(&self.draft);
        if asked.who.is_empty() {
            return;
        }
        let mut person = carrying(scene, &asked.who);
        // A number by itself is the temperature of whoever was scanned, unless it is somebody's whole number.
        if let Some(badge) = self.carried.as_deref().filter(|_| person.is_none() && asked.temperature.is_none()) {
            person = carrying(scene, badge);
            asked.temperature = Some(std::mem::take(&mut asked.who));
        }
        let Some(person) = person else {
            self.fault = Some(scene.text.with("lock-nobody-carries", &[("badge", &asked.who)]));
            return;
        };
        let Some(read) = asked.temperature else {
            self.carried = Some(asked.who);
            self.draft.clear();
            return;
        };
        match temperature::parse(&read, scene.view.settings.unit) {
            Ok(celsius) => actions.push(Action::Accounts(AccountsAsked::Record(NewReading {
                person: person.id,
                celsius,
                site: asked.site.unwrap_or_else(|| scene.view.settings.temperature.usual_site()),
                instrument: String::new(),
                direction: Direction::guess(scene.view.today(person.id).inside),
                mask: true,
            }))),
            Err(error) => self.fault = Some(crate::ui::screens::gate::refused(scene, &read, error)),
        }
    }
}

/// Whoever has this number, whole: a name is not asked for here, so that nobody finds out names.
fn carrying<'a>(scene: &Scene<'a>, number: &str) -> Option<&'a Person> {
    let person = scene.view.roster.certain(number)?;
    (person.badge == number || person.employee == number).then_some(person)
}

fn answer(ui: &mut Ui, scene: &Scene<'_>, last: &Recorded) {
    Plate {
        tone: tone(last.verdict),
        word: &scene.word("verdict", last.verdict.key()),
        lines: std::slice::from_ref(&last.tail),
        reasons: &[],
        height: 96.0,
    }
    .show(ui);
    let at = scene.view.card.zone.time(last.at);
    let said = scene.text.with("top-saved", &[("at", &at), ("seq", &last.seq.to_string())]);
    let unconfirmed = scene.text.get("register-unconfirmed");
    muted(ui, &format!("{said} · {unconfirmed}"), size::BODY);
}
