//! Staff and families by class (全面统计、分类管理): one class a person, the worst that holds.

use std::collections::BTreeMap;

use super::going_out::{State, is_elsewhere};
use super::health::{At, Health};
use super::person::{Kind, Person, PersonId, Status};
use super::screening::{Direction, Reason};

/// What somebody counts as, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// In isolation now.
    Isolating,
    /// In an area of risk within the look-back, and not in isolation.
    RiskArea,
    /// With a case within the look-back.
    Contact,
    Symptoms,
    /// Away, or out of the site's own region.
    Elsewhere,
    /// Isolated before, and free since.
    Released,
    Normal,
}

impl Class {
    pub const ALL: [Self; 7] = [
        Self::Isolating,
        Self::RiskArea,
        Self::Contact,
        Self::Symptoms,
        Self::Elsewhere,
        Self::Released,
        Self::Normal,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::Isolating => "isolating",
            Self::RiskArea => "risk-area",
            Self::Contact => "contact",
            Self::Symptoms => "symptoms",
            Self::Elsewhere => "elsewhere",
            Self::Released => "released",
            Self::Normal => "normal",
        }
    }

    /// The class of somebody; `None` for who is neither staff nor family, or belongs here no longer.
    pub fn of(at: At<'_>, person: &Person, health: Option<&Health>) -> Option<Self> {
        let counted = matches!(person.kind, Kind::Worker | Kind::Family) && person.status != Status::Left;
        counted.then(|| health.map_or_else(|| unknown(person), |health| Self::by(at, person, health)))
    }

    fn by(at: At<'_>, person: &Person, health: &Health) -> Self {
        let reasons = health.standing(at, person, Direction::In, &[]);
        let worst = reasons.iter().filter_map(Self::by_reason).min();
        worst.unwrap_or_else(|| {
            if is_out_of_region(at, health) {
                Self::Elsewhere
            } else if person.status == Status::Active && health.isolations.iter().any(|isolation| !isolation.is_open()) {
                Self::Released
            } else {
                unknown(person)
            }
        })
    }

    fn by_reason(reason: &Reason) -> Option<Self> {
        if matches!(reason, Reason::Isolated { .. }) {
            Some(Self::Isolating)
        } else if matches!(reason, Reason::RiskArea { .. }) {
            Some(Self::RiskArea)
        } else if matches!(reason, Reason::Exposed { .. }) {
            Some(Self::Contact)
        } else {
            matches!(reason, Reason::Symptoms { .. }).then_some(Self::Symptoms)
        }
    }
}

fn unknown(person: &Person) -> Class {
    match person.status {
        Status::Away => Class::Elsewhere,
        Status::Active | Status::Left => Class::Normal,
    }
}

fn is_out_of_region(at: At<'_>, health: &Health) -> bool {
    let out = health
        .outing(at.now)
        .filter(|outing| matches!(outing.state(at.now), State::Out | State::Overdue));
    out.and_then(|outing| outing.code).is_some_and(|code| is_elsewhere(at.rules, code))
}

/// Everybody's class, counted: staff and family apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Classes {
    of: BTreeMap<PersonId, (Kind, Class)>,
    counts: BTreeMap<(Kind, Class), u64>,
}

impl Classes {
    /// Puts somebody into their class; `None` takes them out of the count.
    pub fn put(&mut self, person: &Person, class: Option<Class>) {
        let now = class.map(|class| (person.kind, class));
        let before = match now {
            Some(now) => self.of.insert(person.id, now),
            None => self.of.remove(&person.id),
        };
        if let Some(count) = before.and_then(|before| self.counts.get_mut(&before)) {
            *count -= 1;
        }
        if let Some(now) = now {
            *self.counts.entry(now).or_default() += 1;
        }
    }

    pub fn get(&self, person: PersonId) -> Option<Class> {
        self.of.get(&person).map(|(_, class)| *class)
    }

    /// How many of a kind are in a class.
    pub fn count(&self, kind: Kind, class: Class) -> u64 {
        self.counts.get(&(kind, class)).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::day::{Day, Moment, Zone};
    use crate::domain::declaration::{Answer, Declaration, Quarters, Stay};
    use crate::domain::entry::Entry;
    use crate::domain::isolation::{Cause, CauseKind, IsolationStep, Step};
    use crate::domain::rulebook::Rulebook;
    use crate::domain::rules::{Authority, Rules};

    type Checked = Result<(), Box<dyn std::error::Error>>;

    fn declared(place: &str, contact: Answer, unwell: Answer, today: Day) -> Declaration {
        let stay = Stay {
            text: place.to_owned(),
            code: place.parse().ok(),
            from: Some(today.minus_days(9)),
            to: Some(today.minus_days(2)),
            ..Stay::default()
        };
        Declaration {
            contact,
            unwell,
            stays: vec![stay],
            ..Declaration::blank(PersonId::default(), today, today)
        }
    }

    fn course(entries: &[Entry]) -> Health {
        let mut health = Health::default();
        for (entry, at) in entries.iter().zip(0..) {
            health.take(Moment(at), Zone::DEFAULT, entry);
        }
        health
    }

    fn isolation(rules: &Rules, today: Day) -> [Entry; 2] {
        let step = |step| {
            Entry::Isolation(IsolationStep {
                person: PersonId::default(),
                isolation: Uuid::nil(),
                step,
            })
        };
        let opened = Step::Opened {
            quarters: Quarters::Site,
            place: String::new(),
            cause: Cause::under(rules, CauseKind::Travel, today, today, ""),
            rule: rules.title(),
        };
        let released = Step::Released {
            early: true,
            by: Authority::Supervisor,
            reason: String::new(),
        };
        [step(opened), step(released)]
    }

    #[test]
    fn the_worst_that_holds() -> Checked {
        let rules = Rulebook::shipped().rules;
        let today: Day = "2020-02-20".parse()?;
        let at = At {
            rules: &rules,
            zone: Zone::DEFAULT,
            now: Zone::DEFAULT.start_of(today),
        };
        let form = |place, contact, unwell| Entry::Declared(declared(place, contact, unwell, today));
        let (no, yes) = (Answer::No, Answer::Yes);
        let [opened, released] = isolation(&rules, today);
        for (entries, class) in [
            (vec![form("5201", no, no)], Class::Normal),
            (vec![form("4201", yes, yes)], Class::RiskArea),
            (vec![form("5201", yes, yes)], Class::Contact),
            (vec![form("5201", no, yes)], Class::Symptoms),
            (vec![form("5201", yes, no), opened.clone()], Class::Isolating),
            (vec![form("5201", no, no), opened, released], Class::Released),
        ] {
            let person = Person::default();
            assert_eq!(Class::of(at, &person, Some(&course(&entries))), Some(class));
        }
        for (kind, status, class) in [
            (Kind::Worker, Status::Away, Some(Class::Elsewhere)),
            (Kind::Family, Status::Active, Some(Class::Normal)),
            (Kind::Worker, Status::Left, None),
            (Kind::Visitor, Status::Active, None),
        ] {
            let person = Person {
                kind,
                status,
                ..Person::default()
            };
            assert_eq!(Class::of(at, &person, None), class);
        }
        Ok(())
    }

    #[test]
    fn one_class_a_person_however_often_it_changes() {
        let mut classes = Classes::default();
        let person = Person::default();
        for class in [
            Some(Class::Normal),
            Some(Class::Isolating),
            Some(Class::Isolating),
            None,
            Some(Class::Released),
        ] {
            classes.put(&person, class);
            let all: u64 = Class::ALL.map(|class| classes.count(Kind::Worker, class)).iter().sum();
            assert_eq!((all, classes.get(person.id)), (u64::from(class.is_some()), class));
        }
    }
}
