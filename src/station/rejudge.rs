//! Everybody judged again: who changes verdict under other rules, and who should isolate and does not yet.

use super::everybody::Roster;
use super::{Error, Station, View};
use crate::domain::chain::Turn;
use crate::domain::classes::{Class, Classes};
use crate::domain::day::Moment;
use crate::domain::health::{At, Health, Standings};
use crate::domain::person::PersonId;
use crate::domain::returns::Screened;
use crate::domain::rules::Rules;
use crate::domain::screening::Verdict;

/// Somebody whose verdict is another under other rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub person: PersonId,
    pub name: String,
    pub before: Verdict,
    pub after: Verdict,
}

impl Station {
    /// The rules by their names, each with the turn after which they were in force at the site: what was judged keeps the rule it was
    /// judged under, because the journals keep both in their order.
    pub(super) fn rulebooks(&self) -> Result<Vec<(Option<Turn>, String)>, Error> {
        Ok(crate::store::station::rulebooks(&self.store)?)
    }
}

impl View {
    /// The name of the rules that were in force at the site when it was an entry's turn: `cn-2020-02 +1`.
    pub fn ruled(&self, turn: Turn) -> &str {
        let after = self.rulebooks.partition_point(|(since, _)| *since < Some(turn));
        let book = after.checked_sub(1).and_then(|at| self.rulebooks.get(at));
        book.map(|(_, title)| title.as_str()).unwrap_or_default()
    }

    /// The verdicts of those in somebody's household, by their names.
    pub(super) fn household(&self, at: At<'_>, health: &Health) -> Vec<(String, Verdict)> {
        let name = |id| Some(self.roster.get(id)?.name.clone());
        household(&self.standings, health, at, &name)
    }

    /// What the declaration of somebody and of their family says now; `None` for who never declared.
    pub fn screened(&self, now: Moment, person: PersonId) -> Option<Screened> {
        let (health, at) = (self.health(person)?, self.at(now));
        health.declared.as_ref()?;
        health.screened(at, &self.household(at, health))
    }

    /// Who would change verdict under `rules`, the worst first.
    pub fn rejudged(&self, rules: &Rules, now: Moment) -> Vec<Change> {
        let (old, new) = (self.at(now), At { rules, ..self.at(now) });
        let changes = self.standings().iter().filter_map(|(person, health)| {
            let (before, after) = (verdict(&self.standings, health, old), verdict(&self.standings, health, new));
            (before != after).then(|| Change {
                person: *person,
                name: self.roster.get(*person).map(|person| person.name.clone()).unwrap_or_default(),
                before,
                after,
            })
        });
        let mut changes: Vec<Change> = changes.collect();
        changes.sort_by(|one, other| (one.after, &one.name).cmp(&(other.after, &other.name)));
        changes
    }

    /// Looks again whether one person, and whoever declared them as family, should isolate and does not.
    pub(super) fn owe(&mut self, now: Moment, person: PersonId) {
        let names = |(_, health): &(&PersonId, &Health)| health.household().contains(&person);
        let related: Vec<PersonId> = self.standings.iter().filter(names).map(|(id, _)| *id).collect();
        for person in related.into_iter().chain([person]) {
            let owes = self
                .health(person)
                .is_some_and(|health| owes(&self.standings, health, self.at(now)));
            match self.owed.binary_search(&person) {
                Ok(place) if !owes => drop(self.owed.remove(place)),
                Err(place) if owes => self.owed.insert(place, person),
                Ok(_) | Err(_) => {}
            }
        }
    }

    /// Judges everybody again: under changed rules, and when the site's day turns.
    pub(super) fn judge_all(&mut self, now: Moment) {
        let at = self.at(now);
        (self.owed, self.classes) = (owed(&self.standings, at), classes(&self.roster, &self.standings, at));
    }

    /// Puts one person into their class again.
    pub(super) fn classify(&mut self, now: Moment, person: PersonId) {
        if let Some(known) = self.roster.get(person) {
            let class = Class::of(self.at(now), known, self.standings.get(&person));
            self.classes.put(known, class);
        }
    }
}

/// Who should isolate by what they declared, and whom nobody has ordered to, by their id: the list to work through after a change
/// of rules.
pub(super) fn owed(standings: &Standings, at: At<'_>) -> Vec<PersonId> {
    let owed = standings.iter().filter(|(_, health)| owes(standings, health, at));
    owed.map(|(person, _)| *person).collect()
}

fn owes(standings: &Standings, health: &Health, at: At<'_>) -> bool {
    health.isolation().is_none() && verdict(standings, health, at) == Verdict::Isolate
}

/// The verdicts of those in somebody's household, by the names that `name` knows.
pub(super) fn household(
    standings: &Standings,
    health: &Health,
    at: At<'_>,
    name: &dyn Fn(PersonId) -> Option<String>,
) -> Vec<(String, Verdict)> {
    let members = health.household().iter();
    let weighed = members.filter_map(|id| Some((name(*id)?, health.weighs(at, standings.get(id)?)?)));
    weighed.collect()
}

fn verdict(standings: &Standings, health: &Health, at: At<'_>) -> Verdict {
    let household = household(standings, health, at, &|_| Some(String::new()));
    let screened = health.screened(at, &household);
    screened.map_or(Verdict::Clear, |screened| screened.judgement.verdict)
}

/// Everybody in their class.
pub(super) fn classes(roster: &Roster, standings: &Standings, at: At<'_>) -> Classes {
    let mut classes = Classes::default();
    for person in roster.people() {
        classes.put(person, Class::of(at, person, standings.get(&person.id)));
    }
    classes
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::clinic::{Choice, Decision};
    use crate::domain::day::Zone;
    use crate::domain::declaration::{Answer, Declaration, Stay};
    use crate::domain::entry::Taken;
    use crate::domain::person::{Person, Status};
    use crate::domain::rules::{Level, RiskArea};
    use crate::domain::screening::{Direction, Reason};
    use crate::domain::temperature::{Celsius, Site};

    use crate::station::{FixedClock, Member, NewReading, Opening, Station};

    type Checked = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn what_was_judged_keeps_the_rule_it_was_judged_under() -> Checked {
        let folder = tempfile::tempdir()?;
        let clock = FixedClock::default();
        clock.set(Moment(1_581_033_600_000));
        let mut station = Station::init(folder.path(), Opening::tested("南门"), Box::new(clock))?;
        let person = PersonId(Uuid::now_v7());
        station.save_person(Person {
            id: person,
            name: "张双".into(),
            ..Person::default()
        })?;
        let today = Zone::DEFAULT.day_of(station.now());
        let mut made = Vec::new();
        for edition in 0..3_u16 {
            if edition > 0 {
                let mut settings = station.settings().clone();
                settings.rules.exposure.look_back_days += 1;
                station.change_settings(settings)?;
            }
            // Settings that are no rule change nothing about it.
            let settings = station.settings().clone();
            station.change_settings(settings)?;
            let (now, chain) = (station.now(), station.card().chain);
            let turn = |seq| (now, chain, seq);
            let declared = turn(station.declare(Declaration::blank(person, today, today), Vec::new())?.seq);
            let measured = turn(station.measure(reading(person), Taken::Clinic)?.seq);
            let decided = turn(station.decide(decision(person))?.seq);
            made.push([declared, measured, decided]);
        }
        let titles = ["cn-2020-02", "cn-2020-02 +1", "cn-2020-02 +2"];
        let view = station.view()?;
        for (numbers, title) in made.iter().zip(titles) {
            assert!(numbers.iter().all(|turn| view.ruled(*turn) == title), "{numbers:?} {title}");
        }
        assert!(station.check()?.holds());
        Ok(())
    }

    fn reading(person: PersonId) -> NewReading {
        NewReading {
            person,
            celsius: Celsius(3_650),
            site: Site::Forehead,
            instrument: String::new(),
            direction: Direction::In,
            mask: true,
        }
    }

    fn decision(person: PersonId) -> Decision {
        Decision {
            person,
            choice: Choice::Observe,
            symptoms: Vec::new(),
            reason: "乏力".into(),
            finding: None,
        }
    }

    #[test]
    fn the_gate_counts_the_household_as_the_returns_do() -> Checked {
        let folder = tempfile::tempdir()?;
        let clock = FixedClock::default();
        clock.set(Moment(1_581_033_600_000));
        let mut station = Station::init(folder.path(), Opening::tested("南门"), Box::new(clock.clone()))?;
        let person = PersonId(Uuid::now_v7());
        let worker = Person {
            id: person,
            badge: "0231".into(),
            name: "张双".into(),
            status: Status::Away,
            ..Person::default()
        };
        station.save_person(worker.clone())?;
        let today = Zone::DEFAULT.day_of(station.now());
        let form = |person| Declaration {
            contact: Answer::No,
            unwell: Answer::No,
            ..Declaration::blank(person, today, today)
        };
        let ill = Declaration {
            unwell: Answer::Yes,
            symptoms: vec!["fever".into()],
            ..form(PersonId::default())
        };
        let wife = Member {
            person: None,
            name: "李敏".into(),
            relation: "配偶".into(),
            declaration: ill,
        };
        station.declare(form(person), vec![wife])?;
        let codes = |station: &Station| {
            let view = station.view()?;
            let screened = view.screened(station.now(), person).ok_or("screened")?.judgement;
            let judged = view.judge(station.now(), &worker, Direction::In, Some(Celsius(3650)));
            assert_eq!(screened, judged, "the list and the guard agree");
            Ok::<_, Box<dyn std::error::Error>>(judged.reasons.iter().map(Reason::code).collect::<Vec<_>>())
        };
        assert_eq!(codes(&station)?, ["household"]);
        let reading = NewReading {
            person,
            celsius: Celsius(3650),
            site: Site::Forehead,
            instrument: String::new(),
            direction: Direction::In,
            mask: true,
        };
        assert_eq!(station.record_reading(reading.clone())?.value.verdict, Verdict::Ask);
        clock.set(station.now().plus_minutes(1));
        station.decide(Decision {
            person,
            choice: Choice::Back,
            symptoms: Vec::new(),
            reason: String::new(),
            finding: None,
        })?;
        assert!(codes(&station)?.is_empty(), "the clinic has seen them");
        assert_eq!(station.record_reading(reading)?.value.verdict, Verdict::Clear);
        Ok(())
    }

    #[test]
    fn a_new_risk_area_names_who_changes_and_the_change_is_an_entry() -> Checked {
        let folder = tempfile::tempdir()?;
        let clock = FixedClock::default();
        clock.set(Moment(1_581_033_600_000));
        let opening = Opening::tested("南门");
        let mut station = Station::init(folder.path(), opening, Box::new(clock))?;
        let person = PersonId(Uuid::now_v7());
        station.save_person(Person {
            id: person,
            badge: "0231".into(),
            name: "张双".into(),
            ..Person::default()
        })?;
        let today = Zone::DEFAULT.day_of(station.now());
        let stay = Stay {
            text: "浙江温州".into(),
            code: Some("3303".parse()?),
            from: Some(today.minus_days(9)),
            to: Some(today.minus_days(3)),
            ..Stay::default()
        };
        let form = Declaration {
            stays: vec![stay],
            contact: Answer::No,
            unwell: Answer::No,
            ..Declaration::blank(person, today, today)
        };
        assert_eq!(station.declare(form, Vec::new())?.value.screened.judgement.verdict, Verdict::Clear);
        let view = station.view()?;
        let mut settings = station.settings().clone();
        settings.rules.areas.push(RiskArea {
            code: "3303".parse()?,
            level: Level::High,
            from: "2020-01-20".parse()?,
            until: None,
            source: "浙江省通告".into(),
        });
        let changes = view.rejudged(&settings.rules, station.now());
        assert_eq!(
            changes.iter().map(|change| (change.before, change.after)).collect::<Vec<_>>(),
            [(Verdict::Clear, Verdict::Isolate)]
        );
        assert!(view.owed().is_empty());
        station.change_settings(settings)?;
        assert_eq!(station.settings().rules.title(), "cn-2020-02 +1");
        assert_eq!(station.view()?.owed(), [person]);
        assert!(station.check()?.holds());
        Ok(())
    }
}
