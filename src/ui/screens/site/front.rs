//! What is asked in front of the screen, and what becomes of it: each a form, read into one thing to be done.

use eframe::egui::Ui;
use uuid::Uuid;

use super::form::{Came, Form, clock, minute};
use super::today::Row;
use crate::domain::day::{Day, Moment};
use crate::domain::site::canteen::Food;
use crate::domain::site::{Doing, How, Meal, Measure, Meeting, Method, Often, Place, PlaceKind, Plan, Rhythm, Room, SiteLimits, Slot};
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
        let executor = match (scene.view.on_duty.as_str(), row.executor.as_str()) {
            (on_duty, "") => on_duty,
            (_, executor) => executor,
        };
        let zone = scene.view.card.zone;
        let form = Form::new("round-do", about(scene, row)).text("round-executor", executor);
        let form = how(scene, form, &row.how)
            .number("round-day", zone.day_of(done_at).to_string())
            .number("round-time", zone.hour_minute(done_at))
            .text("round-note", "");
        Self {
            form,
            asks: Asks::Do(row.plan, row.due),
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
        let (from, to) = if slot.to_min > 0 {
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
        let form = Form::new("export-title", scene.text.get("round-sheet"))
            .number("export-from", day.to_string())
            .number("export-to", day.to_string())
            .choice("export-format", formats, 1)
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

fn read_how(form: &Form) -> Result<How, &'static str> {
    Ok(How {
        agent: form.get("round-agent").to_owned(),
        mg_per_l: form.count("round-strength")?,
        minutes: form.count("round-length")?,
        method: Method::ALL.get(form.chosen("round-method")).copied().unwrap_or_default(),
    })
}

fn read_doing(form: &Form, scene: &Scene<'_>) -> Result<Doing, &'static str> {
    let (near, zone) = (scene.view.day, scene.view.card.zone);
    let at = zone.at(form.day("round-day", near)?, form.time("round-time")?);
    // The minute that was shown is now.
    let now = zone.date_time(at) == zone.date_time(scene.now);
    Ok(Doing {
        how: read_how(form)?,
        executor: form.get("round-executor").to_owned(),
        done_at: (!now).then_some(at),
        note: form.get("round-note").to_owned(),
    })
}

fn read_limits(form: &Form) -> Result<SiteLimits, &'static str> {
    Ok(SiteLimits {
        room_people: form.count("limits-room-people")?,
        room_tenths: read_tenths(form.get("limits-room-each")).ok_or("limits-room-each")?,
        meeting_people: form.count("limits-meeting-people")?,
        meeting_minutes: form.count("limits-meeting-minutes")?,
        sample_grams: form.count("limits-sample-grams")?,
        sample_hours: form.count("limits-sample-hours")?,
    })
}

fn read_slot(form: &Form, slot: &Slot) -> Result<Slot, &'static str> {
    Ok(Slot {
        meal: Meal::ALL.get(form.chosen("canteen-meal")).copied().unwrap_or_default(),
        from_min: form.minute("plan-from")?,
        to_min: form.minute("plan-to")?,
        seats: form.count("canteen-seats")?,
        groups: list(form.get("canteen-groups")),
        ..slot.clone()
    })
}

fn read_food(form: &Form) -> Result<Food, &'static str> {
    Ok(Food {
        meal: Meal::ALL.get(form.chosen("canteen-meal")).copied().unwrap_or_default(),
        dish: required(form, "canteen-dish")?,
        grams: form.count("canteen-grams")?,
        by: form.get("canteen-by").to_owned(),
    })
}

fn read_plan(form: &Form, plan: &Plan) -> Result<Plan, &'static str> {
    let often = if form.get("plan-every").is_empty() {
        let times: Option<Vec<u32>> = form.get("plan-times").split_whitespace().map(minute).collect();
        Often::At(times.filter(|times| !times.is_empty()).ok_or("plan-times")?)
    } else {
        Often::Every {
            minutes: read_hours(form.get("plan-every")).ok_or("plan-every")?,
            from_min: form.minute("plan-from")?,
            to_min: form.minute("plan-to")?,
        }
    };
    let plan = Plan {
        measure: Measure::ALL.get(form.chosen("round-measure")).copied().unwrap_or_default(),
        rhythm: Rhythm {
            often,
            weekdays: read_weekdays(form.get("plan-weekdays")).ok_or("plan-weekdays")?,
        },
        how: read_how(form)?,
        executor: form.get("round-executor").to_owned(),
        checker: form.get("round-checker").to_owned(),
        grace_min: form.count("plan-grace")?,
        ..plan.clone()
    };
    if !plan.checker.is_empty() && plan.checker == plan.executor {
        return Err("round-checker");
    }
    if plan.is_possible() { Ok(plan) } else { Err("plan-times") }
}

fn required(form: &Form, key: &'static str) -> Result<String, &'static str> {
    match form.get(key) {
        "" => Err(key),
        typed => Ok(typed.to_owned()),
    }
}

fn days(form: &Form, near: Day) -> Result<(Day, Day), &'static str> {
    let (from, to) = (form.day("export-from", near)?, form.day("export-to", near)?);
    if from <= to { Ok((from, to)) } else { Err("export-to") }
}

/// `采矿一队、甲班`, `采矿一队, 甲班`.
fn list(typed: &str) -> Vec<String> {
    let parts = typed.split(['、', '，', ',', ';', '；']).map(str::trim);
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// A bit a day; every day where nothing is typed. `1` is Monday.
fn read_weekdays(typed: &str) -> Option<u8> {
    if typed.is_empty() {
        return Some(Rhythm::EVERY_DAY);
    }
    typed.chars().filter(|c| !c.is_whitespace()).try_fold(0, |days, digit| {
        let day = digit.to_digit(10).filter(|day| (1..=7).contains(day))?;
        Some(days | 1 << (day - 1))
    })
}

/// `2`, `1.5`: hours as minutes.
fn read_hours(typed: &str) -> Option<u32> {
    Some(read_tenths(typed)? * 6)
}

fn hours(minutes: u32) -> String {
    tenths(minutes / 6)
}

/// `18`, `18.5` as tenths.
fn read_tenths(typed: &str) -> Option<u32> {
    let (whole, rest) = typed.split_once('.').unwrap_or((typed, ""));
    let tenth = match rest.len() {
        0 => 0,
        1 => rest.parse::<u32>().ok()?,
        _ => return None,
    };
    whole.parse::<u32>().ok()?.checked_mul(10)?.checked_add(tenth)
}

/// `18.5`, `18`; empty for nothing.
pub(super) fn tenths(tenths: u32) -> String {
    match (tenths / 10, tenths % 10) {
        (0, 0) => String::new(),
        (whole, 0) => whole.to_string(),
        (whole, tenth) => format!("{whole}.{tenth}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_they_are_typed() {
        for (typed, expected) in [("18", Some(180)), ("18.5", Some(185)), ("18.55", None), ("", None), ("大", None)] {
            assert_eq!(read_tenths(typed), expected, "{typed}");
        }
        assert_eq!((tenths(185), tenths(180), tenths(0)), ("18.5".into(), "18".into(), String::new()));
        assert_eq!((read_hours("2"), read_hours("1.5")), (Some(120), Some(90)));
        for (typed, expected) in [("", Some(127)), ("12345", Some(31)), ("67", Some(96)), ("8", None), ("1-5", None)] {
            assert_eq!(read_weekdays(typed), expected, "{typed}");
        }
        assert_eq!(list("采矿一队、甲班, "), ["采矿一队", "甲班"]);
    }
}
