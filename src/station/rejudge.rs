//! Everybody judged again: who changes verdict under other rules, and who should isolate and does not yet.

use super::View;
use crate::domain::day::Moment;
use crate::domain::health::{At, Health};
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

impl View {
    /// The verdicts of those in somebody's household, by their names.
    pub(super) fn household(&self, at: At<'_>, health: &Health) -> Vec<(String, Verdict)> {
        let members = health.household().iter().filter_map(|id| {
            let verdict = health.weighs(at, self.health(*id)?)?;
            Some((self.roster.get(*id)?.name.clone(), verdict))
        });
        members.collect()
    }

    /// What the declaration of somebody and of their family says now; `None` for who never declared.
    pub fn screened(&self, now: Moment, person: PersonId) -> Option<Screened> {
        let (health, at) = (self.health(person)?, self.at(now));
        health.declared.as_ref()?;
        health.screened(at, &self.household(at, health))
    }

    fn verdict(&self, at: At<'_>, health: &Health) -> Verdict {
        let screened = health.screened(at, &self.household(at, health));
        screened.map_or(Verdict::Clear, |screened| screened.judgement.verdict)
    }

    /// Who would change verdict under `rules`, the worst first.
    pub fn rejudged(&self, rules: &Rules, now: Moment) -> Vec<Change> {
        let (old, new) = (self.at(now), At { rules, ..self.at(now) });
        let changes = self.standings().iter().filter_map(|(person, health)| {
            let (before, after) = (self.verdict(old, health), self.verdict(new, health));
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

    /// Who should isolate by what they declared, and whom nobody has ordered to: the list to work through after a change of rules.
    pub fn to_isolate(&self, now: Moment) -> Vec<PersonId> {
        let at = self.at(now);
        let owed = self
            .standings()
            .iter()
            .filter(|(_, health)| health.isolation().is_none() && self.verdict(at, health) == Verdict::Isolate);
        owed.map(|(person, _)| *person).collect()
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::clinic::{Choice, Decision};
    use crate::domain::day::Zone;
    use crate::domain::declaration::{Answer, Declaration, Stay};
    use crate::domain::person::{Person, Status};
    use crate::domain::rules::{Level, RiskArea};
    use crate::domain::screening::{Direction, Reason};
    use crate::domain::temperature::{Celsius, Site};

    use crate::station::{FixedClock, Member, NewReading, Opening, Station};

    type Checked = Result<(), Box<dyn std::error::Error>>;

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
        assert!(view.to_isolate(station.now()).is_empty());
        station.change_settings(settings)?;
        assert_eq!(station.settings().rules.title(), "cn-2020-02 +1");
        assert_eq!(station.view()?.to_isolate(station.now()), [person]);
        assert!(station.check()?.holds());
        Ok(())
    }
}
