//! What stands on a sheet: its columns, and the rows of who or what is known already.

use crate::domain::day::Day;
use crate::domain::going_out::State;
use crate::domain::health::Health;
use crate::domain::person::{self, Person, Status};
use crate::domain::site::Plan;
use crate::station::table::{Column, Table};
use crate::ui::{Scene, fonts};

/// A sheet to write on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Who passed the gate, with a temperature.
    #[default]
    Gate,
    /// Who isolates, mornings and evenings.
    Rounds,
    /// Who comes back to the plant.
    Returns,
    Outings,
    Disinfection,
}

impl Kind {
    pub const ALL: [Self; 5] = [Self::Gate, Self::Rounds, Self::Returns, Self::Outings, Self::Disinfection];

    /// The tail of its language key, and its name in file names.
    pub fn key(self) -> &'static str {
        match self {
            Self::Gate => "gate",
            Self::Rounds => "rounds",
            Self::Returns => "returns",
            Self::Outings => "outings",
            Self::Disinfection => "disinfection",
        }
    }

    /// Whether its rows are people, who stand in an order.
    pub(super) fn names_people(self) -> bool {
        self != Self::Disinfection
    }

    fn columns(self) -> &'static [Wide] {
        match self {
            Self::Gate => GATE,
            Self::Rounds => ROUNDS,
            Self::Returns => RETURNS,
            Self::Outings => OUTINGS,
            Self::Disinfection => DISINFECTION,
        }
    }
}

/// The tail of the language key of a column, with its share of the width.
type Wide = (&'static str, u16);

const GATE: &[Wide] = &[
    ("no", 5),
    ("number", 9),
    ("name", 10),
    ("place", 18),
    ("direction", 8),
    ("time", 9),
    ("temperature", 9),
    ("mask", 7),
    ("note", 14),
];
const ROUNDS: &[Wide] = &[
    ("no", 4),
    ("number", 7),
    ("name", 8),
    ("quarters", 14),
    ("day", 7),
    ("morning-time", 8),
    ("morning-temperature", 8),
    ("evening-time", 8),
    ("evening-temperature", 8),
    ("symptoms", 16),
    ("by", 9),
];
const RETURNS: &[Wide] = &[
    ("no", 4),
    ("name", 8),
    ("number", 7),
    ("phone", 11),
    ("from", 16),
    ("returned", 9),
    ("vehicle", 14),
    ("contact", 10),
    ("symptoms", 10),
    ("temperature", 7),
    ("signed", 9),
];
const OUTINGS: &[Wide] = &[
    ("no", 4),
    ("number", 7),
    ("name", 8),
    ("place", 13),
    ("destination", 17),
    ("reason", 13),
    ("left", 8),
    ("due", 10),
    ("approved", 9),
    ("back", 8),
];
const DISINFECTION: &[Wide] = &[
    ("no", 5),
    ("where", 20),
    ("agent", 14),
    ("strength", 11),
    ("first", 10),
    ("first-by", 10),
    ("second", 10),
    ("second-by", 10),
    ("checked", 10),
];

/// In which order people stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    Department,
    Badge,
}

/// The sheet that somebody wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub kind: Kind,
    /// With everybody who is known, before the blank rows.
    pub filled: bool,
    pub order: Order,
    /// Of those who pass the gate, only who is planned for a shift of the day.
    pub on_duty: bool,
    pub day: Day,
    pub blanks: u16,
}

/// Where is disinfected on a site that has written down no places, by the tails of their language keys (the national guide of 21 February 2020, clause 6).
const PLACES: [&str; 8] = ["gate", "canteen", "kitchen", "dormitory", "washroom", "office", "bus", "handles"];

/// The sheet as it is printed.
pub fn table(scene: &Scene<'_>, wanted: &Wanted) -> Table {
    let text = scene.text;
    let columns = wanted.kind.columns();
    let titled = |(key, width): &Wide| Column {
        title: scene.word("sheets-col", key),
        width: *width,
    };
    let mut rows = if wanted.filled { filled(scene, wanted) } else { Vec::new() };
    rows.extend((0..wanted.blanks).map(|_| Vec::new()));
    for (row, no) in rows.iter_mut().zip(1..) {
        row.insert(0, no.to_string());
    }
    let card = &scene.view.card;
    Table {
        face: fonts::REGULAR_FACE,
        lang: text.lang().tag().to_owned(),
        site: [card.site.as_str(), &card.station].join(" "),
        title: scene.word("sheets-kind", wanted.kind.key()),
        note: text.with("sheets-note", &[("day", &wanted.day.to_string())]),
        columns: columns.iter().map(titled).collect(),
        rows,
        foot: text.get("sheets-foot").to_owned(),
        landscape: !matches!(wanted.kind, Kind::Gate | Kind::Disinfection),
    }
}

/// The rows of what is known, without their numbers.
fn filled(scene: &Scene<'_>, wanted: &Wanted) -> Vec<Vec<String>> {
    if wanted.kind == Kind::Disinfection {
        return places(scene, wanted.day);
    }
    // Families, who have no department, stand at the end.
    let mut people: Vec<&Person> = scene.view.roster.people().iter().collect();
    match wanted.order {
        Order::Department => people.sort_by_key(|person| (person.department.is_empty(), &person.department, &person.team, person.number())),
        Order::Badge => people.sort_by_key(|person| person.number()),
    }
    if wanted.kind == Kind::Gate && wanted.on_duty {
        people.retain(|person| scene.view.daybook.duty.shift_on(person, wanted.day).is_some());
    }
    let row = |person: &&Person| row(scene, wanted.kind, person, scene.view.health(person.id));
    people.iter().filter_map(row).collect()
}

/// The places of the site with what is done at each on that day, two times a row; a place without a plan stands by its name.
fn places(scene: &Scene<'_>, day: Day) -> Vec<Vec<String>> {
    let book = &scene.view.daybook.site;
    if book.places().next().is_none() {
        return PLACES.iter().map(|place| vec![scene.word("sheets-place", place)]).collect();
    }
    let mut rows = Vec::new();
    for place in book.places() {
        let plans: Vec<&Plan> = book.plans().filter(|plan| plan.place == place.id).collect();
        if plans.is_empty() {
            rows.push(vec![place.name.clone()]);
        }
        for plan in plans.into_iter().filter(|plan| plan.measure.disinfects()) {
            let times = plan.rhythm.on(day, scene.view.card.zone).len();
            rows.extend((0..times.div_ceil(2)).map(|_| planned(scene, &place.name, plan)));
        }
    }
    rows
}

/// `一楼洗手间 · 物体表面消毒`, the agent, `500 mg/L`.
fn planned(scene: &Scene<'_>, place: &str, plan: &Plan) -> Vec<String> {
    let place = [place, &scene.word("measure", plan.measure.key())].join(" · ");
    let strength = match plan.how.mg_per_l {
        0 => String::new(),
        mg_per_l => format!("{mg_per_l} mg/L"),
    };
    vec![place, plan.how.agent.clone(), strength]
}

/// Somebody's row; nothing for who has no place on the sheet.
fn row(scene: &Scene<'_>, kind: Kind, person: &Person, health: Option<&Health>) -> Option<Vec<String>> {
    let (number, name) = (person.number().to_owned(), person.name.clone());
    match kind {
        Kind::Gate => {
            let listed = person.status == Status::Active && person.kind != person::Kind::Visitor;
            listed.then(|| vec![number, name, person.work()])
        }
        Kind::Rounds => {
            let health = health?;
            let isolation = health.isolation()?;
            let clock = isolation.clock(&health.readings, scene.view.day);
            let quarters = scene.word("quarters", isolation.quarters.key());
            let place = [quarters, isolation.place.clone()].join(" ");
            Some(vec![number, name, place, format!("{} / {}", clock.number, clock.of)])
        }
        Kind::Returns => (person.status == Status::Away).then(|| vec![name, number, person.phone.clone()]),
        Kind::Outings => {
            let outing = health?.outing(scene.now)?;
            let goes = matches!(outing.state(scene.now), State::Approved | State::Out | State::Overdue);
            goes.then(|| {
                let left = outing.left.map(|(at, _)| scene.clock(at)).unwrap_or_default();
                let due = scene.view.card.zone.date_time(outing.due);
                let (destination, reason) = (outing.destination.clone(), outing.reason.clone());
                vec![number, name, person.work(), destination, reason, left, due]
            })
        }
        Kind::Disinfection => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::station::demo::{Plan as Invented, demo};
    use crate::station::{Station, SystemClock};
    use crate::ui::text::{Lang, Text};

    type Checked = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn every_sheet_of_the_invented_plant_is_printed_in_three_languages() -> Checked {
        let folder = tempfile::tempdir()?;
        let plan = Invented {
            people: 300,
            days: 12,
            ..Invented::default()
        };
        demo(folder.path(), &plan, &|_| {})?;
        let station = Station::open(folder.path(), Box::new(SystemClock))?;
        let view = station.view()?;
        for lang in Lang::ALL {
            let text = Text::new(lang);
            let scene = Scene {
                view: &view,
                text: &text,
                now: station.now(),
            };
            for (kind, filled) in Kind::ALL.into_iter().flat_map(|kind| [(kind, false), (kind, true)]) {
                let wanted = Wanted {
                    kind,
                    filled,
                    order: Order::Department,
                    on_duty: false,
                    day: view.day,
                    blanks: 25,
                };
                let table = table(&scene, &wanted);
                assert_eq!(table.rows.len() > 25, filled, "{kind:?}");
                let said = table.columns.iter().map(|column| &column.title);
                for said in said.chain([&table.title, &table.note, &table.foot]) {
                    assert!(!said.is_empty() && !said.contains("sheets-") && !said.contains('{'), "{said}");
                }
                assert!(table.rows.iter().all(|row| row.len() <= table.columns.len()));
                let path = folder.path().join(format!("{}-{}-{filled}.pdf", lang.tag(), kind.key()));
                station.print_table(&table, &path)?;
                assert!(std::fs::metadata(&path)?.len() > 3_000);
            }
        }
        Ok(())
    }

    #[test]
    fn people_stand_by_department_or_by_badge() -> Checked {
        let folder = tempfile::tempdir()?;
        let plan = Invented {
            people: 80,
            days: 1,
            ..Invented::default()
        };
        demo(folder.path(), &plan, &|_| {})?;
        let station = Station::open(folder.path(), Box::new(SystemClock))?;
        let (view, text) = (station.view()?, Text::new(Lang::ZhHans));
        let scene = Scene {
            view: &view,
            text: &text,
            now: station.now(),
        };
        let column = |order, at: usize| {
            let wanted = Wanted {
                kind: Kind::Gate,
                filled: true,
                order,
                on_duty: false,
                day: view.day,
                blanks: 0,
            };
            let rows = table(&scene, &wanted).rows;
            rows.into_iter().filter_map(|row| row.get(at).cloned()).collect::<Vec<_>>()
        };
        assert!(column(Order::Badge, 1).is_sorted());
        assert!(!column(Order::Department, 1).is_sorted());
        let lives = |row: &String| row.contains("宿舍");
        assert!(!column(Order::Badge, 3).iter().any(lives), "a row of the sheet is one line");
        assert_eq!(column(Order::Badge, 1).len(), column(Order::Department, 1).len());
        Ok(())
    }

    #[test]
    fn sheets_know_the_places_and_the_duty_of_the_site() -> Checked {
        let folder = tempfile::tempdir()?;
        let plan = Invented {
            people: 80,
            days: 2,
            ..Invented::default()
        };
        demo(folder.path(), &plan, &|_| {})?;
        let station = Station::open(folder.path(), Box::new(SystemClock))?;
        let (mut view, text) = (station.view()?, Text::new(Lang::ZhHans));
        let rows = |view: &crate::station::View, kind, on_duty| {
            let scene = Scene {
                view,
                text: &text,
                now: station.now(),
            };
            let wanted = Wanted {
                kind,
                filled: true,
                order: Order::Badge,
                on_duty,
                day: view.day,
                blanks: 0,
            };
            table(&scene, &wanted).rows
        };
        let place = view.daybook.site.places().next().ok_or("a place")?.name.clone();
        let known = rows(&view, Kind::Disinfection, false);
        assert!(known.iter().any(|row| row.get(1).is_some_and(|said| said.starts_with(&place))));
        assert!(
            known
                .iter()
                .any(|row| row.get(3).is_some_and(|strength| strength.ends_with("mg/L")))
        );
        let (all, on_duty) = (rows(&view, Kind::Gate, false).len(), rows(&view, Kind::Gate, true).len());
        assert!(0 < on_duty && on_duty < all, "{on_duty} of {all}");
        view.daybook = std::sync::Arc::default();
        assert_eq!(
            rows(&view, Kind::Disinfection, false).len(),
            PLACES.len(),
            "an empty site has the usual places"
        );
        Ok(())
    }
}
