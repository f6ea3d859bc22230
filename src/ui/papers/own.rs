//! What is kept about somebody, on paper for themselves, in plain words.

use super::{fact, page};
use crate::domain::audit::Audited;
use crate::domain::declaration::Declaration;
use crate::domain::entry::Entry;
use crate::domain::going_out::Step;
use crate::domain::privacy::Item;
use crate::domain::retention::Category;
use crate::station::own_data::OwnData;
use crate::station::{Event, Line, Sheet};
use crate::ui::Scene;
use crate::ui::screens::clinic;

/// The page.
pub fn own_data(scene: &Scene<'_>, data: &OwnData) -> Sheet {
    let text = scene.text;
    let heading = |key: &str| text.get(key).to_owned();
    let of = |wanted: fn(&Entry) -> bool| -> Vec<String> {
        let events = data.course.iter().filter(|event| wanted(&event.entry));
        events.map(|event| event_said(scene, event)).collect()
    };
    let sections = vec![
        (
            heading("privacy-paper-why"),
            vec![text.get("privacy-paper-purpose").to_owned(), terms(scene)],
        ),
        (
            heading("privacy-paper-lines"),
            data.lines.iter().map(|line| line_said(scene, line)).collect(),
        ),
        (
            heading("privacy-paper-visits"),
            data.visits
                .iter()
                .map(|(at, visit)| {
                    let parts = [&visit.from, &visit.unit, &visit.host, &visit.purpose, &visit.plate];
                    let parts: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
                    format!("{}  {}", scene.view.card.zone.date_time(*at), parts.join(" · "))
                })
                .collect(),
        ),
        (heading("privacy-paper-declared"), of(|entry| matches!(entry, Entry::Declared(_)))),
        (heading("privacy-paper-outings"), of(|entry| matches!(entry, Entry::Outing(_)))),
        (
            heading("privacy-paper-clinic"),
            of(|entry| matches!(entry, Entry::Isolation(_) | Entry::Decided(_) | Entry::Absent(_))),
        ),
        (heading("privacy-paper-access"), access(scene, data)),
        (
            heading("privacy-paper-rights"),
            vec![text.get("privacy-paper-rights-said").to_owned()],
        ),
    ];
    page(
        scene,
        "privacy-paper-title",
        facts(scene, data),
        sections,
        &["privacy-sign-person", "privacy-sign-station"],
    )
}

fn facts(scene: &Scene<'_>, data: &OwnData) -> Vec<(String, String)> {
    let person = &data.person;
    let photo = if data.has_photo {
        scene.text.get("word-yes")
    } else {
        scene.text.get("word-no")
    };
    vec![
        fact(scene, "word-name", &person.name),
        fact(scene, "field-badge", &person.badge),
        fact(scene, "field-employee", &person.employee),
        fact(scene, "word-kind", &scene.word("kind", person.kind.key())),
        fact(scene, "word-status", &scene.word("status", person.status.key())),
        fact(scene, "papers-place", &person.place()),
        fact(scene, "field-phone", &person.phone),
        fact(scene, "field-document", &person.document),
        fact(scene, "field-host", &person.host),
        fact(scene, "field-note", &person.note),
        fact(scene, "word-photo", &photo),
    ]
}

/// For how long what is here is kept.
fn terms(scene: &Scene<'_>) -> String {
    let keep = &scene.view.settings.privacy.keep;
    let term = |category: Category| {
        let days = keep.days(category).to_string();
        scene.text.with(
            "privacy-term",
            &[("what", &scene.word("privacy-keep", category.key())), ("days", &days)],
        )
    };
    let terms: Vec<String> = Category::ALL.into_iter().map(term).collect();
    terms.join(scene.text.get("word-comma"))
}

fn line_said(scene: &Scene<'_>, line: &Line) -> String {
    let at = scene.view.card.zone.date_time(line.at);
    scene.at_station(line.chain, format!("{at}  {}", clinic::measured(scene, line)))
}

fn event_said(scene: &Scene<'_>, event: &Event) -> String {
    let at = scene.view.card.zone.date_time(event.at);
    let said = if let Entry::Declared(form) = &event.entry {
        declared(scene, form)
    } else if let Entry::Outing(outing) = &event.entry {
        stepped(scene, &outing.step)
    } else {
        clinic::said(scene, &event.entry)
    };
    format!("{at}  {said}")
}

fn declared(scene: &Scene<'_>, form: &Declaration) -> String {
    let stays: Vec<&str> = form.stays.iter().map(|stay| stay.text.as_str()).collect();
    let parts = [
        form.return_date.to_string(),
        stays.join(scene.text.get("word-comma")),
        form.vehicle.clone(),
        form.contact_note.clone(),
        scene.symptoms(&form.symptoms),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn stepped(scene: &Scene<'_>, step: &Step) -> String {
    let word = scene.word("privacy-outing", step_key(step));
    let more = match step {
        Step::Filed { destination, reason, .. } => [destination.as_str(), reason].join(" "),
        Step::Decided { reason, .. } | Step::Extended { reason, .. } | Step::Cancelled { reason } => reason.clone(),
        Step::Asked(trip) => [trip.places.as_str(), &trip.whom, &trip.means].join(" "),
        Step::Left { .. } | Step::Back { .. } => String::new(),
    };
    [word, more].join(" ").trim().to_owned()
}

fn step_key(step: &Step) -> &'static str {
    match step {
        Step::Filed { .. } => "filed",
        Step::Decided { approved: true, .. } => "approved",
        Step::Decided { approved: false, .. } => "refused",
        Step::Extended { .. } => "extended",
        Step::Left { .. } => "left",
        Step::Back { .. } => "back",
        Step::Asked(_) => "asked",
        Step::Cancelled { .. } => "cancelled",
    }
}

/// Who saw what, what was held, what was asked for.
fn access(scene: &Scene<'_>, data: &OwnData) -> Vec<String> {
    let said = |audited: &Audited| match audited {
        Audited::Revealed(one) => {
            let item = Item::ALL.into_iter().find(|item| item.key() == one.what);
            let what = item.map_or_else(|| one.what.clone(), |item| scene.word("privacy-item", item.key()));
            scene
                .text
                .with("privacy-paper-revealed", &[("what", &what), ("reason", &one.reason)])
        }
        Audited::Held(one) if one.lifted => scene.text.get("privacy-paper-lifted").to_owned(),
        Audited::Held(one) => scene.text.with("privacy-paper-held", &[("reason", &one.reason)]),
        Audited::Requested(one) => {
            let wish = scene.word("privacy-wish", one.wish.key());
            [wish, one.note.clone()].join(" ").trim().to_owned()
        }
        Audited::Exported(_) | Audited::Purged(_) | Audited::Denied(_) | Audited::Restored(_) | Audited::Unkept(_) => String::new(),
    };
    let row = |(at, audited, who): &(crate::domain::day::Moment, Audited, String)| {
        let at = scene.view.card.zone.date_time(*at);
        [at, who.clone(), said(audited)].join("  ")
    };
    data.access.iter().map(row).collect()
}
