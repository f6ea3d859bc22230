//! Pages to print, in the words of the language chosen: the slip of somebody who returns, the order of isolation, its end.

pub mod own;
pub mod recovery;
pub mod rounds;

use super::Scene;
use super::fonts;
use crate::domain::day::Day;
use crate::domain::health::Health;
use crate::domain::isolation::{Clock, Isolation, Release};
use crate::domain::notices::Notice;
use crate::domain::person::{Person, PersonId};
use crate::station::Sheet;

/// What can be printed about somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// 告知单: the verdict on a declaration, with both dates and what to do.
    Slip(PersonId),
    /// 隔离通知书
    Order(PersonId),
    /// 解除隔离证明
    Release(PersonId),
}

impl Paper {
    /// Its name in file names.
    pub fn key(self) -> &'static str {
        match self {
            Self::Slip(_) => "slip",
            Self::Order(_) => "order",
            Self::Release(_) => "release",
        }
    }

    pub fn person(self) -> PersonId {
        match self {
            Self::Slip(person) | Self::Order(person) | Self::Release(person) => person,
        }
    }
}

/// The papers that there are about somebody now.
pub fn offered(scene: &Scene<'_>, person: PersonId) -> Vec<Paper> {
    let Some(health) = scene.view.health(person) else {
        return Vec::new();
    };
    let mut papers = Vec::new();
    if health.declared.is_some() {
        papers.push(Paper::Slip(person));
    }
    if health.isolation().is_some() {
        papers.push(Paper::Order(person));
    }
    if health.isolations.last().is_some_and(|isolation| isolation.released.is_some()) {
        papers.push(Paper::Release(person));
    }
    papers
}

/// The page, or nothing where there is nothing to say: no declaration, no isolation, no release.
pub fn sheet(scene: &Scene<'_>, paper: Paper) -> Option<Sheet> {
    let person = scene.view.roster.get(paper.person())?;
    let health = scene.view.health(person.id)?;
    match paper {
        Paper::Slip(_) => slip(scene, person, health),
        Paper::Order(_) => order(scene, person, health),
        Paper::Release(_) => release(scene, person, health),
    }
}

fn slip(scene: &Scene<'_>, person: &Person, health: &Health) -> Option<Sheet> {
    let (_, form) = health.declared.as_ref()?;
    let screened = scene.view.screened(scene.now, person.id)?;
    let verdict = screened.judgement.verdict.key();
    let mut facts = who(scene, person);
    facts.extend([
        fact(scene, "papers-return-date", &form.return_date),
        fact(scene, "papers-way", &form.way()),
        fact(scene, "papers-vehicle", &form.vehicle),
        fact(scene, "papers-verdict", &scene.word("verdict", verdict)),
    ]);
    if let Some((last, free)) = screened.until {
        facts.extend(both_dates(scene, last, free));
    }
    let reasons = scene.reasons(&screened.judgement);
    let numbered = reasons.iter().zip(1..).map(|(reason, number)| format!("{number}. {reason}"));
    let todo = scene.text.with(&format!("papers-do-{verdict}"), &[]);
    let sections = vec![
        (scene.text.get("papers-reasons").to_owned(), numbered.collect()),
        (scene.text.get("papers-todo").to_owned(), vec![todo]),
    ];
    Some(page(
        scene,
        "papers-slip",
        facts,
        sections,
        &["papers-sign-self", "papers-sign-registrar"],
    ))
}

fn order(scene: &Scene<'_>, person: &Person, health: &Health) -> Option<Sheet> {
    let isolation = health.isolation()?;
    let clock = isolation.clock(&health.readings, scene.view.day);
    let mut facts = who(scene, person);
    facts.extend(ordered(scene, isolation, clock));
    let rules = [
        "papers-order-stay",
        "papers-order-measure",
        "papers-order-symptoms",
        "papers-order-needs",
        "papers-order-release",
    ];
    let rules = rules.into_iter().zip(1..);
    let rules = rules.map(|(key, number)| format!("{number}. {}", scene.text.get(key))).collect();
    let sections = vec![
        (scene.text.get("papers-reasons").to_owned(), causes(scene, isolation)),
        (scene.text.get("papers-order-rules").to_owned(), rules),
    ];
    Some(page(
        scene,
        "papers-order",
        facts,
        sections,
        &["papers-sign-self", "papers-sign-clinic"],
    ))
}

fn release(scene: &Scene<'_>, person: &Person, health: &Health) -> Option<Sheet> {
    let isolation = health.isolations.last()?;
    let Release { on, early, by, reason } = isolation.released.as_ref()?;
    let clock = isolation.clock(&health.readings, *on);
    let mut facts = who(scene, person);
    facts.extend(ordered(scene, isolation, clock));
    facts.push(fact(scene, "papers-released-on", on));
    facts.push(fact(scene, "papers-released-by", &scene.word("authority", by.key())));
    let mut said = vec![
        scene
            .text
            .get(if *early { "papers-release-early" } else { "papers-release-over" })
            .to_owned(),
    ];
    if !reason.is_empty() {
        said.push(scene.text.with("papers-release-reason", &[("reason", reason)]));
    }
    said.push(scene.text.get("papers-release-care").to_owned());
    let sections = vec![(scene.text.get("papers-release-said").to_owned(), said)];
    Some(page(
        scene,
        "papers-release",
        facts,
        sections,
        &["papers-sign-clinic", "papers-sign-supervisor"],
    ))
}

/// What a shift leader reads out (班前会宣读), in large type.
pub fn read_out(scene: &Scene<'_>, notice: &Notice) -> Sheet {
    let said = notice.read_out().lines().filter(|line| !line.trim().is_empty());
    let said = said.map(str::to_owned).collect();
    let mut facts = Vec::new();
    if !notice.code.is_empty() {
        facts.push(fact(scene, "notices-code", &notice.code));
    }
    let sheet = page(
        scene,
        "notices-read",
        facts,
        vec![(notice.title.clone(), said)],
        &["papers-sign-reader"],
    );
    Sheet { large: true, ..sheet }
}

fn who(scene: &Scene<'_>, person: &Person) -> Vec<(String, String)> {
    let kind = scene.word("kind", person.kind.key());
    let facts = [
        fact(scene, "word-name", &person.name),
        fact(scene, "papers-number", &person.number()),
        fact(scene, "papers-place", &[kind, person.place()].join(" ")),
        fact(scene, "word-phone", &person.phone),
    ];
    facts.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

fn ordered(scene: &Scene<'_>, isolation: &Isolation, clock: Clock) -> Vec<(String, String)> {
    let quarters = scene.word("quarters", isolation.quarters.key());
    let mut facts = vec![
        fact(scene, "papers-quarters", &[quarters, isolation.place.clone()].join(" ")),
        fact(scene, "papers-opened", &isolation.opened),
        fact(scene, "papers-days", &clock.of),
    ];
    facts.extend(both_dates(scene, clock.last, clock.free));
    facts.push(fact(scene, "papers-rule", &isolation.rule));
    facts
}

fn both_dates(scene: &Scene<'_>, last: Day, free: Day) -> [(String, String); 2] {
    [
        fact(scene, "papers-last-day", &format!("{last} 24:00")),
        fact(scene, "papers-free-day", &free),
    ]
}

/// Every cause with its event and how many days it is counted.
fn causes(scene: &Scene<'_>, isolation: &Isolation) -> Vec<String> {
    let said = |row: &crate::domain::isolation::ClockRow| {
        let cause = &row.cause;
        let (event, last, days) = (cause.event.to_string(), cause.last_day().to_string(), cause.days.to_string());
        let facts: [(&str, &str); 4] = [("event", &event), ("last", &last), ("days", &days), ("note", &cause.note)];
        scene.text.with(&format!("papers-cause-{}", cause.kind.key()), &facts)
    };
    isolation.rows.iter().map(said).collect()
}

fn fact(scene: &Scene<'_>, key: &str, value: &impl ToString) -> (String, String) {
    (scene.text.get(key).to_owned(), value.to_string().trim().to_owned())
}

fn page(scene: &Scene<'_>, title: &str, facts: Vec<(String, String)>, sections: Vec<(String, Vec<String>)>, signatures: &[&str]) -> Sheet {
    let text = scene.text;
    let card = &scene.view.card;
    let at = card.zone.date_time(scene.now);
    Sheet {
        face: fonts::REGULAR_FACE,
        lang: text.lang().tag().to_owned(),
        site: card.site.clone(),
        title: text.get(title).to_owned(),
        facts: facts.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
        sections: sections.into_iter().filter(|(_, said)| !said.is_empty()).collect(),
        code: None,
        signatures: signatures.iter().map(|key| text.get(key).to_owned()).collect(),
        foot: format!("{} · {at}", card.station),
        large: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::station::demo::{Plan, demo};
    use crate::station::{Station, SystemClock};
    use crate::ui::text::{Lang, Text};

    type Checked = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn every_paper_of_the_invented_plant_is_printed_in_three_languages() -> Checked {
        let folder = tempfile::tempdir()?;
        let plan = Plan {
            people: 300,
            days: 20,
            ..Plan::default()
        };
        demo(folder.path(), &plan, &|_| {})?;
        let station = Station::open(folder.path(), Box::new(SystemClock))?;
        let view = station.view()?;
        let of = |holds: &dyn Fn(&Health) -> bool| view.standings().iter().find(|(_, health)| holds(health)).map(|(person, _)| *person);
        let isolating = of(&|health| health.declared.is_some() && health.isolation().is_some()).ok_or("nobody isolates")?;
        let released = of(&|health| health.isolations.last().is_some_and(|last| !last.is_open())).ok_or("nobody is free")?;
        for lang in Lang::ALL {
            let text = Text::new(lang);
            let scene = Scene {
                view: &view,
                text: &text,
                now: station.now(),
            };
            for paper in [Paper::Slip(isolating), Paper::Order(isolating), Paper::Release(released)] {
                let sheet = sheet(&scene, paper).ok_or("no sheet")?;
                let facts = sheet.facts.iter().flat_map(|(name, value)| [name, value]);
                for said in facts.chain(sheet.sections.iter().flat_map(|(_, said)| said)) {
                    assert!(!said.is_empty() && !said.contains("papers-") && !said.contains('{'), "{said}");
                }
                let name = format!("{}-{}.pdf", lang.tag(), paper.key());
                let path = folder.path().join("print").join(name);
                station.print(&sheet, &path)?;
                assert!(std::fs::metadata(&path)?.len() > 5_000);
            }
            assert_eq!(sheet(&scene, Paper::Order(released)), None);
        }
        Ok(())
    }
}
