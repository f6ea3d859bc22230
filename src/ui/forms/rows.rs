//! The rows of a form: a day each, or a person each.

use super::{FormValue, imbalances, unusual, value};
use crate::domain::health::Health;
use crate::domain::isolation::Isolation;
use crate::domain::layout::{Layout, Rows};
use crate::domain::person::{Person, PersonId};
use crate::domain::report::{Figure, Report};
use crate::ui::Scene;

pub(super) fn rows(scene: &Scene<'_>, layout: &Layout, reports: &[Report]) -> Vec<Vec<FormValue>> {
    match layout.rows {
        Rows::Days(_) => reports.iter().map(|report| day(scene, layout, report)).collect(),
        Rows::People(figure) => {
            let report = reports.last();
            let mut people: Vec<PersonId> = report.into_iter().flat_map(|report| report.figures.behind(figure)).collect();
            let order = |id: &PersonId| {
                let person = scene.view.roster.get(*id);
                person.map(|person| (person.department.clone(), person.number().to_owned(), *id))
            };
            people.sort_by_cached_key(order);
            let numbered = people.into_iter().zip(1..);
            let row = |(person, no)| report.map(|report| self::person(scene, layout, report, (person, no)));
            numbered.filter_map(row).collect()
        }
    }
}

pub(super) fn day(scene: &Scene<'_>, layout: &Layout, report: &Report) -> Vec<FormValue> {
    let cell = |key: &str| match Figure::from_key(key) {
        Some(figure) => value(figure, report.figures.number(figure)),
        None => FormValue::text(of_day(scene, report, key)),
    };
    layout.columns.iter().map(|column| cell(&column.key)).collect()
}

fn of_day(scene: &Scene<'_>, report: &Report, key: &str) -> String {
    let signed = |said: &dyn Fn(&crate::domain::report::Signature) -> String| report.signature.as_ref().map(said);
    match key {
        "date" => report.day.to_string(),
        "version" => report.version().to_string(),
        "signed_at" => signed(&|signature| scene.view.card.zone.date_time(signature.at)).unwrap_or_default(),
        "reporter" => signed(&|signature| signature.reporter.clone()).unwrap_or_default(),
        "approver" => signed(&|signature| signature.approver.clone()).unwrap_or_default(),
        "gates" => signed(&|signature| signature.gates.join(scene.text.get("word-comma"))).unwrap_or_else(|| report.station.clone()),
        _ => {
            let happened = report.unusual.iter().map(|happening| unusual(scene, happening));
            let said: Vec<String> = happened.chain(imbalances(scene, report)).collect();
            said.join(scene.text.get("report-and"))
        }
    }
}

fn person(scene: &Scene<'_>, layout: &Layout, report: &Report, (id, no): (PersonId, i64)) -> Vec<FormValue> {
    let (known, health) = (scene.view.roster.get(id), scene.view.health(id));
    // The isolation that the report speaks of, where another one was opened since.
    let mut isolations = health.map_or(&[][..], |health| &health.isolations).iter();
    let isolation = isolations.rfind(|isolation| isolation.opened <= report.day);
    let cell = |key: &str| match key {
        "no" => FormValue::Integer(no),
        "kind" => FormValue::text(known.map(|person| scene.word("kind", person.kind.key())).unwrap_or_default()),
        "from" | "return_date" | "vehicle" | "symptoms" => {
            FormValue::text(health.map(|health| declared(scene, health, key)).unwrap_or_default())
        }
        "quarters" | "place" | "cause" | "started" | "last_day" | "free_day" => {
            let said = health
                .zip(isolation)
                .map(|(health, isolation)| isolated(scene, report, (health, isolation), key));
            FormValue::text(said.unwrap_or_default())
        }
        _ => FormValue::text(known.map(|person| of_person(person, key)).unwrap_or_default()),
    };
    layout.columns.iter().map(|column| cell(&column.key)).collect()
}

fn of_person<'a>(person: &'a Person, key: &str) -> &'a str {
    match key {
        "name" => &person.name,
        "number" => person.number(),
        "unit" => &person.unit,
        "department" => &person.department,
        "team" => &person.team,
        "dormitory" => &person.dormitory,
        "phone" => &person.phone,
        _ => "",
    }
}

fn declared(scene: &Scene<'_>, health: &Health, key: &str) -> String {
    let Some((_, form)) = &health.declared else {
        return String::new();
    };
    match key {
        "from" => form.way(),
        "return_date" => form.return_date.to_string(),
        "vehicle" => form.vehicle.clone(),
        _ => scene.symptoms(&form.symptoms),
    }
}

fn isolated(scene: &Scene<'_>, report: &Report, (health, isolation): (&Health, &Isolation), key: &str) -> String {
    let clock = isolation.clock(&health.readings, report.day);
    match key {
        "quarters" => scene.word("quarters", isolation.quarters.key()),
        "place" => isolation.place.clone(),
        "cause" => scene.word("cause", isolation.ordered().kind.key()),
        "started" => isolation.opened.to_string(),
        "last_day" => clock.last.to_string(),
        _ => clock.free.to_string(),
    }
}
