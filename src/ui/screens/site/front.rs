//! What is asked in front of the screen, and what becomes of it: each a form, read into one thing to be done.

use eframe::egui::Ui;
use uuid::Uuid;

use super::form::{Came, Form, clock};
use super::read::{
    days, hours, read_doing, read_food, read_how, read_leaves, read_limits, read_plan, read_slot, read_tenths, required, tenths,
};
use super::today::Row;
use crate::domain::day::{Day, Moment};
use crate::domain::peer::Level;
use crate::domain::site::{How, Meal, Measure, Meeting, Method, Often, Place, PlaceKind, Plan, Room, Slot};
use crate::station::out::Format;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, SiteAsked};

/// A form, and what it is about.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Front {
    form: Form,
    asks: Asks,
}

#[derive(Clone, Debug, PartialEq)]
enum Asks {
    Do(Uuid, Moment),
    Skip(Uuid, Moment),
    Check(Uuid, Moment),
    Place(Place),
    /// A plan, and the measure whose usual strength stands in the form.
    Plan(Box<Plan>, usize),
    Retire(Box<SiteAsked>),
    Slot(Slot),
    Food,
    Room,
    Meeting,
    Remark(u8),
    Limits,
    Print,
    Export,
}

fn words<T: Copy>(scene: &Scene<'_>, area: &str, all: &[T], key: impl Fn(T) -> &'static str) -> Vec<String> {
    all.iter().map(|one| scene.word(area, key(*one))).collect()
}

fn at<T: PartialEq>(all: &[T], one: &T) -> usize {
    all.iter().position(|known| known == one).unwrap_or_default()
}

/// Empty for nothing.
fn shown(number: u32) -> String {
    if number == 0 { String::new() } else { number.to_string() }
}

impl Front {
    /// A round, with what may be other than planned.
    pub(super) fn round(scene: &Scene<'_>, row: &Row, done_at: Moment) -> Self {
        Self::doing(scene, (row.plan, row.due), about(scene, row), (&row.how, &row.executor), done_at)
    }

    /// A round besides the times of its plan.
    pub(super) fn now(scene: &Scene<'_>, plan: &Plan, place: &str) -> Self {
        let about = [place.to_owned(), scene.word("measure", plan.measure.key())].join(" · ");
        Self::doing(scene, (plan.id, scene.now), about, (&plan.how, &plan.executor), scene.now)
    }

    fn doing(scene: &Scene<'_>, (plan, due): (Uuid, Moment), about: String, (known, executor): (&How, &str), done_at: Moment) -> Self {
        let executor = match (scene.view.on_duty.as_str(), executor) {
            (on_duty, "") => on_duty,
            (_, executor) => executor,
        };
        let zone = scene.view.card.zone;
        let form = Form::new("round-do", about).text("round-executor", executor);
        let form = how(scene, form, known)
            .number("round-day", zone.day_of(done_at).to_string())
            .number("round-time", zone.hour_minute(done_at))
            .text("round-note", "");
        Self {
            form,
            asks: Asks::Do(plan, due),
        }
    }

    pub(super) fn skip(row: &Row) -> Self {
        Self {
            form: Form::new("round-skip", [row.place.as_str(), &row.measure].join(" · ")).text("word-reason", ""),
            asks: Asks::Skip(row.plan, row.due),
        }
    }

    pub(super) fn check(row: &Row, checker: &str) -> Self {
        let about = [row.place.as_str(), &row.measure, &row.executor].join(" · ");
        Self {
            form: Form::new("round-check", about).text("round-checker", checker),
            asks: Asks::Check(row.plan, row.due),
        }
    }

    pub(super) fn place(scene: &Scene<'_>, place: Place) -> Self {
        let kinds = words(scene, "place-kind", PlaceKind::ALL, PlaceKind::key);
        let form = Form::new("place-title", "")
            .text("place-name", place.name.as_str())
            .hint(scene.text.get("place-name-hint"))
            .choice("place-kind", kinds, at(PlaceKind::ALL, &place.kind));
        Self {
            form,
            asks: Asks::Place(place),
        }
    }

    pub(super) fn plan(scene: &Scene<'_>, plan: Plan, place: &str) -> Self {
        let measures = words(scene, "measure", Measure::ALL, Measure::key);
        let chosen = at(Measure::ALL, &plan.measure);
        let (times, every, from, to) = match &plan.rhythm.often {
            Often::At(times) => {
                let times: Vec<String> = times.iter().map(|time| clock(*time)).collect();
                (times.join(" "), String::new(), String::new(), String::new())
            }
            Often::Every { minutes, from_min, to_min } => (String::new(), hours(*minutes), clock(*from_min), clock(*to_min)),
        };
        let weekdays: String = ('1'..='7')
            .zip(0_u8..)
            .filter(|(_, bit)| plan.rhythm.weekdays & (1 << bit) != 0)
            .map(|(digit, _)| digit)
            .collect();
        let text = scene.text;
        let form = Form::new("plan-title", place)
            .choice("round-measure", measures, chosen)
            .number("plan-times", times)
            .hint("8:00 18:00")
            .number("plan-weekdays", if weekdays.len() == 7 { String::new() } else { weekdays })
            .hint(text.get("plan-weekdays-hint"))
            .number("plan-every", every)
            .hint(text.get("plan-every-hint"))
            .number("plan-grace", plan.grace_min.to_string())
            .number("plan-from", from)
            .number("plan-to", to);
        let form = how(scene, form, &plan.how)
            .text("round-executor", plan.executor.as_str())
            .half()
            .hint(text.get("plan-executor-hint"))
            .text("round-checker", plan.checker.as_str())
            .half();
        Self {
            form,
            asks: Asks::Plan(Box::new(plan), chosen),
        }
    }

    /// Asks before something is no longer done.
    pub(super) fn retire(about: &str, asked: SiteAsked) -> Self {
        Self {
            form: Form::new("plan-retire", about),
            asks: Asks::Retire(Box::new(asked)),
        }
    }

    pub(super) fn slot(scene: &Scene<'_>, slot: Slot) -> Self {
        let meals = words(scene, "meal", Meal::ALL, Meal::key);
        let (from, to) = if slot.seats > 0 {
            (clock(slot.from_min), clock(slot.to_min))
        } else {
            (String::new(), String::new())
        };
        let form = Form::new("canteen-slot", "")
            .choice("canteen-meal", meals, at(Meal::ALL, &slot.meal))
            .number("plan-from", from)
            .hint("11:30")
            .number("plan-to", to)
            .hint("12:00")
            .number("canteen-seats", shown(slot.seats))
            .text("canteen-groups", slot.groups.join("、"))
            .hint(scene.text.get("canteen-groups-hint"));
        Self {
            form,
            asks: Asks::Slot(slot),
        }
    }

    pub(super) fn food(scene: &Scene<'_>) -> Self {
        let hour = scene.view.card.zone.hour(scene.now);
        let meal = match hour {
            3..10 => Meal::Breakfast,
            10..15 => Meal::Lunch,
            15..21 => Meal::Supper,
            _ => Meal::Night,
        };
        let meals = words(scene, "meal", Meal::ALL, Meal::key);
        let form = Form::new("canteen-keep", "")
            .choice("canteen-meal", meals, at(Meal::ALL, &meal))
            .text("canteen-dish", "")
            .number("canteen-grams", scene.view.settings.site.sample_grams.to_string())
            .text("canteen-by", scene.view.on_duty.as_str())
            .half();
        Self { form, asks: Asks::Food }
    }

    /// A room, with the names of who lives in it.
    pub(super) fn room(room: &Room, names: &str) -> Self {
        let form = Form::new("room-title", names)
            .text("room-name", room.name.as_str())
            .number("room-area", tenths(room.tenths))
            .hint("18.5");
        Self { form, asks: Asks::Room }
    }

    pub(super) fn meeting(scene: &Scene<'_>) -> Self {
        let zone = scene.view.card.zone;
        let aired = vec![scene.text.get("word-yes").to_owned(), scene.text.get("word-no").to_owned()];
        let form = Form::new("meeting-new", "")
            .text("meeting-name", "")
            .text("meeting-room", "")
            .number("round-day", scene.view.day.to_string())
            .number("round-time", zone.hour_minute(scene.now))
            .number("meeting-people", "")
            .number("round-length", "")
            .choice("meeting-aired", aired, 0);
        Self { form, asks: Asks::Meeting }
    }

    pub(super) fn remark(scene: &Scene<'_>, clause: u8, known: &str) -> Self {
        let about = scene.word("guide-text", &clause.to_string());
        Self {
            form: Form::new("guide-remark", about).text("guide-remark", known),
            asks: Asks::Remark(clause),
        }
    }

    pub(super) fn limits(scene: &Scene<'_>) -> Self {
        let limits = &scene.view.settings.site;
        let form = Form::new("limits-title", "")
            .number("limits-room-people", limits.room_people.to_string())
            .number("limits-room-each", tenths(limits.room_tenths))
            .number("limits-meeting-people", limits.meeting_people.to_string())
            .number("limits-meeting-minutes", limits.meeting_minutes.to_string())
            .number("limits-sample-grams", limits.sample_grams.to_string())
            .number("limits-sample-hours", limits.sample_hours.to_string());
        Self { form, asks: Asks::Limits }
    }

    pub(super) fn print(scene: &Scene<'_>, day: Day) -> Self {
        let form = Form::new("round-print", scene.text.get("round-print-about"))
            .number("export-from", day.to_string())
            .number("export-to", day.to_string());
        Self { form, asks: Asks::Print }
    }

    pub(super) fn export(scene: &Scene<'_>, day: Day) -> Self {
        let formats = Format::ALL.iter().map(|format| format.key().to_uppercase()).collect();
        let levels = Level::ALL.iter().map(|level| scene.word("export-level", level.key())).collect();
        let form = Form::new("export-title", scene.text.get("round-sheet"))
            .number("export-from", day.to_string())
            .number("export-to", day.to_string())
            .choice("export-format", formats, 1)
            .choice("export-level", levels, 1)
            .text("export-purpose", "")
            .text("export-path", "")
            .hint(scene.text.get("round-export-hint"));
        Self { form, asks: Asks::Export }
    }

    /// Says whether it stays.
    pub(super) fn ui(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        let does = match &self.asks {
            Asks::Do(..) => "round-do",
            Asks::Skip(..) => "round-skip",
            Asks::Check(..) => "round-check",
            Asks::Retire(_) => "plan-retire",
            Asks::Print => "round-print",
            Asks::Export => "do-export",
            Asks::Place(_) | Asks::Plan(..) | Asks::Slot(_) | Asks::Food | Asks::Room | Asks::Meeting | Asks::Remark(_) | Asks::Limits => {
                "do-save"
            }
        };
        let came = self.form.ui(ui, scene, scene.text.get(does));
        self.follow_the_measure(scene);
        if came == Came::Sent {
            match self.read(scene) {
                Ok(asked) => {
                    self.form.fault = None;
                    actions.push(Action::Site(asked));
                }
                Err(key) => {
                    let what = scene.text.get(key);
                    self.form.fault = Some(scene.text.with("measures-unclear", &[("what", what)]));
                }
            }
        }
        came != Came::Closed
    }

    /// Another measure brings its usual strength, time and way, where nobody has changed those of the one before.
    fn follow_the_measure(&mut self, scene: &Scene<'_>) {
        let Asks::Plan(_, before) = &mut self.asks else { return };
        let chosen = self.form.chosen("round-measure");
        if chosen == *before {
            return;
        }
        let usual = |at: usize| usual(scene, Measure::ALL.get(at).copied().unwrap_or_default());
        let untouched = read_how(&self.form).is_ok_and(|how| how == usual(*before));
        *before = chosen;
        if untouched {
            let how = usual(chosen);
            self.form.set("round-agent", &how.agent);
            self.form.set("round-strength", &shown(how.mg_per_l));
            self.form.set("round-length", &shown(how.minutes));
            self.form.choose("round-method", at(Method::ALL, &how.method));
        }
    }

    /// What the station is asked for; the name of the field that cannot be used.
    fn read(&self, scene: &Scene<'_>) -> Result<SiteAsked, &'static str> {
        let form = &self.form;
        let (near, zone) = (scene.view.day, scene.view.card.zone);
        Ok(match &self.asks {
            Asks::Do(plan, due) => SiteAsked::Do {
                plan: *plan,
                due: *due,
                doing: read_doing(form, scene)?,
            },
            Asks::Skip(plan, due) => SiteAsked::Skip {
                plan: *plan,
                due: *due,
                reason: required(form, "word-reason")?,
            },
            Asks::Check(plan, due) => SiteAsked::Check {
                plan: *plan,
                due: *due,
                by: required(form, "round-checker")?,
            },
            Asks::Place(place) => SiteAsked::SavePlace(Place {
                name: required(form, "place-name")?,
                kind: PlaceKind::ALL.get(form.chosen("place-kind")).copied().unwrap_or_default(),
                ..place.clone()
            }),
            Asks::Plan(plan, _) => SiteAsked::SavePlan(read_plan(form, plan)?),
            Asks::Retire(asked) => asked.as_ref().clone(),
            Asks::Slot(slot) => SiteAsked::SaveSlot(read_slot(form, slot)?),
            Asks::Food => SiteAsked::KeepSample(read_food(form)?),
            Asks::Room => SiteAsked::SaveRoom(Room {
                name: required(form, "room-name")?,
                tenths: read_tenths(form.get("room-area")).ok_or("room-area")?,
            }),
            Asks::Meeting => SiteAsked::HoldMeeting(Meeting {
                title: required(form, "meeting-name")?,
                room: form.get("meeting-room").to_owned(),
                from: zone.at(form.day("round-day", near)?, form.time("round-time")?),
                minutes: form.count("round-length")?,
                people: form.count("meeting-people")?,
                aired: form.chosen("meeting-aired") == 0,
            }),
            Asks::Remark(clause) => SiteAsked::Remark(*clause, form.get("guide-remark").to_owned()),
            Asks::Limits => SiteAsked::Limit(read_limits(form)?),
            Asks::Print => {
                let (from, to) = days(form, near)?;
                SiteAsked::Print(from, to)
            }
            Asks::Export => SiteAsked::Export {
                days: days(form, near)?,
                format: Format::ALL.get(form.chosen("export-format")).copied().unwrap_or(Format::Xlsx),
                path: form.get("export-path").to_owned(),
                leaves: read_leaves(form)?,
            },
        })
    }
}

fn about(scene: &Scene<'_>, row: &Row) -> String {
    [row.place.as_str(), &row.measure, &row.when(scene)].join(" · ")
}

/// The usual way of a measure, with the name that its agent has in the language chosen.
pub(super) fn usual(scene: &Scene<'_>, measure: Measure) -> How {
    let how = How::usual(measure);
    let agent = if how.mg_per_l > 0 { scene.text.get("plan-agent") } else { "" };
    How {
        agent: agent.to_owned(),
        ..how
    }
}

/// With what, how strong, how long, in which way.
fn how(scene: &Scene<'_>, form: Form, how: &How) -> Form {
    form.text("round-agent", how.agent.as_str())
        .half()
        .number("round-strength", shown(how.mg_per_l))
        .number("round-length", shown(how.minutes))
        .choice(
            "round-method",
            words(scene, "method", Method::ALL, Method::key),
            at(Method::ALL, &how.method),
        )
        .half()
}
