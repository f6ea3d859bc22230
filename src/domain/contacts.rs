//! Who has been near somebody: found from what is already recorded, ranked, with the evidence (密切接触者排查).
//!
//! Pure: people, passages, outings and households are arguments. What weighs how much is a setting without an authority behind it.

use std::collections::{BTreeMap, BTreeSet};

use super::day::{Day, Moment, Zone};
use super::person::{Kind, Person, PersonId};
use super::region::Code;

/// How close in time two people pass the gate to have stood beside each other, in seconds (*setting*).
pub const BESIDE_SECS: i64 = 120;

/// Why somebody counts as a contact, strongest first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// Declared together, or family of the same worker.
    Household,
    /// The same room of a dormitory.
    Room { room: String },
    /// Went to the same place on the same day.
    Outing { place: String, day: Day },
    /// The same department and team, and both here on so many days.
    Shift { department: String, team: String, days: u32 },
    /// Passed the gate beside each other: how often, and when last.
    Passage { times: u32, last: Moment },
}

impl Evidence {
    /// The stable code in exports and language files.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Household => "household",
            Self::Room { .. } => "room",
            Self::Outing { .. } => "outing",
            Self::Shift { .. } => "shift",
            Self::Passage { .. } => "passage",
        }
    }

    fn weight(&self) -> u32 {
        match self {
            Self::Household => 100,
            Self::Room { .. } => 90,
            Self::Outing { .. } => 60,
            Self::Shift { days, .. } => 20 + (*days).min(14),
            Self::Passage { times, .. } => (5 * times).min(30),
        }
    }
}

/// Somebody who has been near, with everything that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub person: PersonId,
    /// Strongest first.
    pub evidence: Vec<Evidence>,
    /// Larger is nearer.
    pub weight: u32,
}

/// Somebody away from the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Away {
    pub person: PersonId,
    pub place: String,
    pub code: Option<Code>,
    pub from: Day,
    pub to: Day,
}

impl Away {
    fn is_same_place(&self, other: &Self) -> bool {
        match (self.code, other.code) {
            (Some(code), Some(again)) => code == again,
            (None, None) => self.place == other.place,
            (Some(_), None) | (None, Some(_)) => false,
        }
    }

    /// The first day that both were there.
    fn meets(&self, other: &Self) -> Option<Day> {
        let from = self.from.max(other.from);
        (from <= self.to.min(other.to) && self.is_same_place(other)).then_some(from)
    }
}

/// Everything known about a span of days.
#[derive(Clone, Debug, Default)]
pub struct Facts<'a> {
    pub zone: Zone,
    pub people: &'a [Person],
    /// Who went through the gate when, oldest first.
    pub passages: &'a [(Moment, PersonId)],
    pub away: &'a [Away],
    /// Who declared whom as their family.
    pub households: &'a [(PersonId, PersonId)],
}

/// Everybody who has been near `who`, nearest first.
pub fn contacts(who: &Person, facts: &Facts<'_>) -> Vec<Contact> {
    let mut found: BTreeMap<PersonId, Vec<Evidence>> = BTreeMap::new();
    let mut add = |person: PersonId, evidence: Evidence| {
        if person != who.id {
            found.entry(person).or_default().push(evidence);
        }
    };
    let days = days_here(facts);
    let mine = days.get(&who.id);
    for person in facts.people {
        if is_family(who, person, facts) {
            add(person.id, Evidence::Household);
        }
        if !who.dormitory.is_empty() && person.dormitory == who.dormitory {
            let room = person.dormitory.clone();
            add(person.id, Evidence::Room { room });
        }
        let together = mine
            .zip(days.get(&person.id))
            .map_or(0, |(mine, theirs)| mine.intersection(theirs).count());
        if together > 0 && shares_shift(who, person) {
            let (department, team) = (person.department.clone(), person.team.clone());
            let days = u32::try_from(together).unwrap_or(u32::MAX);
            add(person.id, Evidence::Shift { department, team, days });
        }
    }
    for own in facts.away.iter().filter(|away| away.person == who.id) {
        for other in facts.away {
            if let Some(day) = own.meets(other) {
                let place = other.place.clone();
                add(other.person, Evidence::Outing { place, day });
            }
        }
    }
    for (person, (times, last)) in beside(who.id, facts.passages) {
        add(person, Evidence::Passage { times, last });
    }
    ranked(found)
}

fn ranked(found: BTreeMap<PersonId, Vec<Evidence>>) -> Vec<Contact> {
    let contact = |(person, mut evidence): (PersonId, Vec<Evidence>)| {
        evidence.sort();
        evidence.dedup();
        let weight = evidence.iter().map(Evidence::weight).sum();
        Contact { person, evidence, weight }
    };
    let mut contacts: Vec<Contact> = found.into_iter().map(contact).collect();
    contacts.sort_by(|one, other| other.weight.cmp(&one.weight).then_with(|| one.evidence.cmp(&other.evidence)));
    contacts
}

/// On which days each passed the gate.
fn days_here(facts: &Facts<'_>) -> BTreeMap<PersonId, BTreeSet<Day>> {
    let mut days: BTreeMap<PersonId, BTreeSet<Day>> = BTreeMap::new();
    for (at, person) in facts.passages {
        days.entry(*person).or_default().insert(facts.zone.day_of(*at));
    }
    days
}

fn shares_shift(who: &Person, other: &Person) -> bool {
    !who.department.is_empty() && !who.team.is_empty() && who.department == other.department && who.team == other.team
}

/// By a declaration, in either direction or of the same worker; or by the name of the worker whose family they are.
fn is_family(who: &Person, other: &Person, facts: &Facts<'_>) -> bool {
    let of = |one: &Person, of: &Person| one.kind == Kind::Family && !one.host.is_empty() && one.host == of.name;
    let siblings = who.kind == Kind::Family && other.kind == Kind::Family && !who.host.is_empty() && who.host == other.host;
    let declared = |one: PersonId, two: PersonId| facts.households.contains(&(one, two)) || facts.households.contains(&(two, one));
    siblings || of(who, other) || of(other, who) || declared(who.id, other.id)
}

/// Who passed within [`BESIDE_SECS`] of somebody's own passages: how often, and when last.
fn beside(who: PersonId, passages: &[(Moment, PersonId)]) -> BTreeMap<PersonId, (u32, Moment)> {
    let mut found: BTreeMap<PersonId, (u32, Moment)> = BTreeMap::new();
    for (at, _) in passages.iter().filter(|(_, person)| *person == who) {
        let first = passages.partition_point(|(other, _)| other.secs_since(*at) < -BESIDE_SECS);
        let near = passages[first..]
            .iter()
            .take_while(|(other, _)| other.secs_since(*at) <= BESIDE_SECS);
        let mut met: BTreeSet<PersonId> = BTreeSet::new();
        for (_, person) in near {
            // Somebody typed twice within the minutes stood there once.
            if met.insert(*person) {
                let (times, last) = found.entry(*person).or_insert((0, *at));
                *times += 1;
                *last = (*last).max(*at);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    fn person(number: u128, room: &str, team: &str) -> Person {
        Person {
            id: PersonId(Uuid::from_u128(number)),
            name: format!("N{number}"),
            department: "D".into(),
            team: team.into(),
            dormitory: room.into(),
            ..Person::default()
        }
    }

    fn people() -> Vec<Person> {
        let known = [
            (1, "R1", "A"),
            (2, "R1", "B"),
            (3, "R2", "A"),
            (4, "", "B"),
            (5, "", ""),
            (6, "", ""),
        ];
        let mut people = known.map(|(number, room, team)| person(number, room, team));
        (people[5].kind, people[5].host) = (Kind::Family, "N1".into());
        people.to_vec()
    }

    #[test]
    fn everybody_near_with_the_evidence_nearest_first() -> Checked {
        let people = people();
        let id = |at: usize| people[at].id;
        let minute = |minutes: i64| Moment(0).plus_minutes(minutes);
        let passages = [
            (minute(0), id(0)),
            (minute(1), id(3)),
            (minute(1), id(3)),
            (minute(30), id(2)),
            (minute(500), id(0)),
            (minute(502), id(3)),
        ];
        let day: Day = "1970-01-02".parse()?;
        let away = [(0, 0), (4, 1), (3, 2)].map(|(at, after)| Away {
            person: id(at),
            place: "贵阳".into(),
            code: "5201".parse().ok(),
            from: day.plus_days(after),
            to: day.plus_days(after + 1),
        });
        let facts = Facts {
            people: &people,
            passages: &passages,
            away: &away,
            ..Facts::default()
        };
        let found = contacts(&people[0], &facts);
        let codes = |at: usize| -> Vec<&str> {
            let contact = found.iter().find(|contact| contact.person == id(at));
            contact.map_or_else(Vec::new, |contact| contact.evidence.iter().map(Evidence::code).collect())
        };
        assert_eq!(codes(1), ["room"]);
        assert_eq!(codes(2), ["shift"]);
        assert_eq!(codes(3), ["passage"]);
        assert_eq!(codes(4), ["outing"]);
        assert_eq!(codes(5), ["household"]);
        let order: Vec<PersonId> = found.iter().map(|contact| contact.person).collect();
        assert_eq!(order, [id(5), id(1), id(4), id(2), id(3)]);
        let last = found.iter().find(|contact| contact.person == id(3)).ok_or("3")?;
        assert_eq!(
            last.evidence,
            [Evidence::Passage {
                times: 2,
                last: minute(500)
            }]
        );
        Ok(())
    }

    #[test]
    fn nearness_is_mutual() {
        let people = [person(1, "R1", "A"), person(2, "R1", "A")];
        let passages = [(Moment(0), people[0].id), (Moment(1_000), people[1].id)];
        let facts = Facts {
            people: &people,
            passages: &passages,
            households: &[(people[0].id, people[1].id)],
            ..Facts::default()
        };
        let weights = people
            .each_ref()
            .map(|who| contacts(who, &facts).iter().map(|contact| contact.weight).sum::<u32>());
        assert_eq!(weights[0], weights[1]);
        assert!(weights[0] > 200);
    }

    #[test]
    fn empty_fields_are_nothing_in_common() {
        let people = [person(1, "", ""), person(2, "", "")];
        let passages = [(Moment(0), people[0].id), (Moment(10_000_000), people[1].id)];
        let facts = Facts {
            people: &people,
            passages: &passages,
            ..Facts::default()
        };
        assert_eq!(contacts(&people[0], &facts), []);
    }
}
