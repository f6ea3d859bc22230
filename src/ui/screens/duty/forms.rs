//! What is asked in front of the lists: why somebody is away, which shifts the site has, whom to plan by name.

use eframe::egui::{Id, Key, Modifiers, Ui};

use super::plan::clock;
use crate::domain::dates::read_time;
use crate::domain::day::Day;
use crate::domain::duty::{Absence, Shift};
use crate::domain::person::{Person, PersonId};
use crate::domain::screening::Direction;
use crate::domain::settings::Settings;
use crate::domain::temperature::{self, Celsius, TemperatureError};
use crate::station::NewReading;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, DutyAsked};
use crate::ui::icons::Icon;
use crate::ui::screens::going_out::who::Who;
use crate::ui::theme::{size, space};
use crate::ui::widgets::{Button, DateDraft, Dialog, Field, gap, muted};
use chrono::Timelike as _;

const WIDTH: f32 = 500.0;
const HALF: f32 = 246.0;

/// A dialog of this screen, with what is typed into it.
#[derive(Debug)]
pub(super) struct Form {
    asks: Asks,
    fresh: bool,
    tried: bool,
}

#[derive(Debug)]
enum Asks {
    Absence(Box<Away>),
    Shifts(Shifts),
    /// Whom to plan by name.
    Somebody(Who),
}

/// An absence as it is typed.
#[derive(Debug)]
struct Away {
    who: Who,
    from: DateDraft,
    to: DateDraft,
    reason: String,
    health: String,
    celsius: String,
}

/// The shifts as they are typed: name, from, to.
#[derive(Debug)]
struct Shifts {
    rows: Vec<[String; 3]>,
    grace: String,
    /// A row that takes the keyboard once it is drawn.
    added: Option<usize>,
}

impl Form {
    fn new(asks: Asks) -> Self {
        Self {
            asks,
            fresh: true,
            tried: false,
        }
    }

    /// Why somebody is away, with what is known of it.
    pub(super) fn absence(scene: &Scene<'_>, person: Option<&Person>, day: Day) -> Self {
        let health = person.and_then(|person| scene.view.health(person.id));
        let known = crate::domain::coverage::absence(health, day);
        Self::new(Asks::Absence(Box::new(Away {
            who: person.map(Who::of).unwrap_or_default(),
            from: DateDraft::of(Some(known.map_or(day, |known| known.from))),
            to: DateDraft::of(Some(known.map_or(day, |known| known.to))),
            reason: known.map(|known| known.reason.clone()).unwrap_or_default(),
            health: known.map(|known| known.health.clone()).unwrap_or_default(),
            celsius: String::new(),
        })))
    }

    pub(super) fn shifts(scene: &Scene<'_>) -> Self {
        let daily = &scene.view.settings.daily;
        let row = |shift: &Shift| [shift.name.clone(), clock(shift.from_min), clock(shift.to_min)];
        Self::new(Asks::Shifts(Shifts {
            rows: daily.shifts.iter().map(row).collect(),
            grace: daily.grace_min.to_string(),
            added: None,
        }))
    }

    pub(super) fn somebody() -> Self {
        Self::new(Asks::Somebody(Who::default()))
    }

    /// Draws it. Says whether it stays. Who is to be planned by name is added to `extra`.
    pub(super) fn ui(&mut self, ui: &Ui, scene: &Scene<'_>, extra: &mut Vec<PersonId>, actions: &mut Actions) -> bool {
        let title = match &self.asks {
            Asks::Absence(_) => "duty-absent-title",
            Asks::Shifts(_) => "duty-shifts",
            Asks::Somebody(_) => "duty-somebody",
        };
        let (fresh, mut close) = (std::mem::take(&mut self.fresh), false);
        let escaped = Dialog::new(scene.text.get(title)).show(ui.ctx(), |ui| {
            close = match &mut self.asks {
                Asks::Absence(away) => away.ui(ui, scene, (fresh, &mut self.tried), actions),
                Asks::Shifts(shifts) => shifts.ui(ui, scene, fresh, actions),
                Asks::Somebody(who) => somebody(ui, scene, who, (fresh, &mut self.tried), extra),
            };
        });
        !(close || escaped)
    }
}

/// Save and cancel. Answers which was pressed: saving with the key as well.
fn buttons(ui: &mut Ui, scene: &Scene<'_>, ready: bool) -> (bool, bool) {
    gap(ui, space::M);
    let by_key = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    ui.horizontal(|ui| {
        let save = Button::primary(scene.text.get("do-save")).key("Ctrl Enter").enabled(ready);
        let saved = save.show(ui).clicked() || (ready && by_key);
        let cancelled = Button::secondary(scene.text.get("do-cancel")).key("Esc").show(ui).clicked();
        (saved, cancelled)
    })
    .inner
}

fn reason_id() -> Id {
    Id::unique("duty-reason")
}

impl Away {
    /// Says whether to close. Once written the desk closes it: what is refused stays typed.
    fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, (fresh, tried): (bool, &mut bool), actions: &mut Actions) -> bool {
        let (text, near) = (scene.text, scene.view.day);
        let nobody = tried.then(|| text.get("returns-who-first"));
        let chosen = self.who.show(ui, scene, text.get("duty-who"), nobody);
        let missing = (*tried && self.reason.trim().is_empty()).then(|| text.get("error-reason-missing"));
        let reason = Field::new(text.get("word-reason"), &mut self.reason).hint(text.get("duty-reason-hint"));
        let mut submitted = reason.error(missing).width(WIDTH).id(reason_id()).show(ui).submitted;
        ui.horizontal_top(|ui| {
            let said = text.get("export-no-day");
            let (from, to) = (Id::unique("duty-from"), Id::unique("duty-to"));
            submitted |= self.from.show(ui, text.get("export-from"), near, said, HALF, from).submitted;
            submitted |= self.to.show(ui, text.get("export-to"), near, said, HALF, to).submitted;
        });
        let health = Field::new(text.get("duty-health"), &mut self.health).hint(text.get("duty-health-hint"));
        submitted |= health.width(WIDTH).show(ui).submitted;
        self.focus(ui, fresh, chosen);
        let told = self.told(scene);
        let wrong = told
            .err()
            .map(|error| crate::ui::screens::gate::refused(scene, &self.celsius, error));
        let celsius = Field::new(text.get("duty-told"), &mut self.celsius)
            .numeric()
            .error(wrong.as_deref());
        submitted |= celsius.width(HALF).show(ui).submitted;
        let (saved, cancelled) = buttons(ui, scene, true);
        if saved || submitted {
            *tried = true;
            actions.extend(self.asked(scene));
        }
        cancelled
    }

    /// The first field that is empty has the keyboard. It is asked for once it is drawn.
    fn focus(&self, ui: &Ui, fresh: bool, chosen: bool) {
        if fresh && self.who.person.is_none() {
            Who::take_focus(ui);
        } else if fresh || chosen {
            ui.memory_mut(|memory| memory.request_focus(reason_id()));
        }
    }

    fn told(&self, scene: &Scene<'_>) -> Result<Option<Celsius>, TemperatureError> {
        let typed = self.celsius.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        temperature::parse(typed, scene.view.settings.unit).map(Some)
    }

    /// What is to be written; nothing while something is missing.
    fn asked(&self, scene: &Scene<'_>) -> Option<Action> {
        let near = scene.view.day;
        let person = self.who.person?;
        let (from, to) = (self.from.day(near).ok()??, self.to.day(near).ok()??);
        let told = self.told(scene).ok()?;
        if self.reason.trim().is_empty() {
            return None;
        }
        let absence = Absence {
            person,
            from,
            to,
            reason: self.reason.clone(),
            health: self.health.clone(),
        };
        let told = told.map(|celsius| NewReading {
            person,
            celsius,
            site: scene.view.settings.temperature.usual_site(),
            instrument: String::new(),
            // It lets nobody through; the way out is the one that asks for nothing.
            direction: Direction::Out,
            mask: true,
        });
        Some(Action::Duty(DutyAsked::Absent(absence, told)))
    }
}

impl Shifts {
    /// Says whether to close.
    fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, fresh: bool, actions: &mut Actions) -> bool {
        let text = scene.text;
        muted(ui, text.get("duty-shifts-what"), size::BODY);
        let mut added = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::N));
        for (no, [name, from, to]) in self.rows.iter_mut().enumerate() {
            let wrong = shift([&*name, from, to]).is_none() && !name.trim().is_empty();
            ui.horizontal(|ui| {
                let id = Id::unique(("duty-shift", no));
                let field = Field::new(text.get("duty-shift-name"), name).hide_label();
                let output = field.hint(text.get("duty-shift-name")).width(220.0).id(id).show(ui);
                if (fresh && no == 0) || self.added == Some(no) {
                    output.response.request_focus();
                    self.added = None;
                }
                for (key, draft) in [("duty-shift-from", from), ("duty-shift-to", to)] {
                    let field = Field::new(text.get(key), draft).hide_label().hint(text.get(key)).numeric();
                    field.wrong(wrong).width(110.0).show(ui);
                }
            });
        }
        added |= Button::quiet(text.get("duty-shift-new"))
            .icon(Icon::Plus)
            .key("Ctrl N")
            .show(ui)
            .clicked();
        if added {
            self.added = Some(self.rows.len());
            self.rows.push(Default::default());
        }
        gap(ui, space::S);
        Field::new(text.get("duty-grace"), &mut self.grace).numeric().width(110.0).show(ui);
        let settled = self.settled(&scene.view.settings);
        if settled.is_none() {
            muted(ui, text.get("duty-shifts-unusable"), size::LABEL);
        }
        let (saved, cancelled) = buttons(ui, scene, settled.is_some());
        actions.extend(settled.filter(|_| saved).map(Action::Settle));
        saved || cancelled
    }

    /// The settings with these shifts, where each can be one; a row without a name is left out.
    fn settled(&self, settings: &Settings) -> Option<Settings> {
        let named = self.rows.iter().filter(|[name, ..]| !name.trim().is_empty());
        let shifts: Vec<Shift> = named.map(|[name, from, to]| shift([name, from, to])).collect::<Option<_>>()?;
        let twice = (1..shifts.len()).any(|no| shifts[..no].iter().any(|other| other.name == shifts[no].name));
        if twice || shifts.is_empty() {
            return None;
        }
        let mut settings = settings.clone();
        settings.daily.shifts = shifts;
        settings.daily.grace_min = self.grace.trim().parse().ok().filter(|grace| *grace < 24 * 60)?;
        Some(settings)
    }
}

/// A shift as it is typed; one that ends before it begins ends on the next day.
fn shift([name, from, to]: [&str; 3]) -> Option<Shift> {
    let (from_min, to_min) = (minute(from)?, minute(to)?);
    let shift = Shift {
        name: name.trim().to_owned(),
        from_min,
        to_min: if to_min <= from_min { to_min + 24 * 60 } else { to_min },
    };
    shift.holds().then_some(shift)
}

/// Minutes after midnight; the end of a day is 24:00.
fn minute(typed: &str) -> Option<u32> {
    let typed = typed.trim();
    if matches!(typed, "24:00" | "2400" | "24") {
        return Some(24 * 60);
    }
    read_time(typed).map(|time| time.num_seconds_from_midnight() / 60)
}

/// Says whether to close.
fn somebody(ui: &mut Ui, scene: &Scene<'_>, who: &mut Who, (fresh, tried): (bool, &mut bool), extra: &mut Vec<PersonId>) -> bool {
    let submitted = who.show(
        ui,
        scene,
        scene.text.get("duty-who"),
        tried.then(|| scene.text.get("returns-who-first")),
    );
    if fresh {
        Who::take_focus(ui);
    }
    let (saved, cancelled) = buttons(ui, scene, true);
    if saved || submitted {
        *tried = true;
        extra.extend(who.person);
        return who.person.is_some();
    }
    cancelled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shift_as_it_is_typed() {
        for (typed, expected) in [
            (["早班", "8:00", "16:00"], Some((480, 960))),
            (["中班", "1600", "24:00"], Some((960, 1440))),
            (["中班", "16:00", "0:00"], Some((960, 1440))),
            (["夜班", "22:00", "6:00"], Some((1320, 1800))),
            (["夜班", "0", "8"], Some((0, 480))),
            (["全天", "8:00", "8:00"], Some((480, 1920))),
            (["", "8:00", "16:00"], None),
            (["早班", "24:00", "8:00"], None),
            (["早班", "", "16:00"], None),
        ] {
            let read = shift(typed).map(|shift| (shift.from_min, shift.to_min));
            assert_eq!(read, expected, "{typed:?}");
        }
        assert_eq!([0, 480, 1440, 1800].map(clock), ["00:00", "08:00", "24:00", "06:00"]);
    }

    #[test]
    fn two_shifts_of_one_name_are_not_saved() {
        let mut shifts = Shifts {
            rows: [["早班", "8", "16"], ["", "", ""]].map(|row| row.map(str::to_owned)).to_vec(),
            grace: "5".into(),
            added: None,
        };
        let settled = |shifts: &Shifts| shifts.settled(&Settings::default()).map(|settings| settings.daily.shifts.len());
        assert_eq!(settled(&shifts), Some(1));
        shifts.rows.push(["早班", "9", "17"].map(str::to_owned));
        assert_eq!(settled(&shifts), None);
        shifts.rows.clear();
        assert_eq!(settled(&shifts), None, "a site without a shift could plan nobody");
    }
}
