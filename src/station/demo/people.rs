//! Who works at the invented plant, lives with those who do, carries its ore, and calls at its gate.

use std::collections::BTreeMap;

use super::random::Random;
use super::words::Words;
use crate::domain::person::{Kind, Person, PersonId, Status};

const HOUSES: usize = 3;
const ROOMS_PER_FLOOR: usize = 12;
const BEDS_PER_ROOM: usize = 4;

/// When somebody works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rota {
    /// One of the three teams that change shifts.
    Team(u8),
    /// Every day, by day.
    Days,
    /// Whenever they come.
    Free,
    /// By lorry, in and out again.
    Haulier,
}

/// Somebody, and what the plant does not write down about them.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) person: Person,
    pub(super) rota: Rota,
    /// Their usual temperature at the forehead, in hundredths of a degree.
    pub(super) usual: i32,
    /// Why they come, where the window asks.
    pub(super) purpose: String,
    pub(super) plate: String,
    /// One of those who sit at the gate; they come first.
    pub(super) guard: bool,
    /// Comes back from home in these weeks.
    pub(super) returns: bool,
    /// For family: whose, by the place in the roster.
    pub(super) with: Option<usize>,
}

/// Of a thousand people, how many are workers and how many come from outside; the others are family.
const WORKERS: usize = 780;
const CONTRACTORS: usize = 80;
const VISITORS: usize = 40;

/// Everybody, in the order of the roster; visitors come last.
pub(super) fn invent(words: &Words, count: usize, random: &mut Random, id: impl FnMut() -> PersonId) -> Vec<Member> {
    let contractors = count * CONTRACTORS / 1_000;
    let visitors = count * VISITORS / 1_000;
    let family = count * (1_000 - WORKERS - CONTRACTORS - VISITORS) / 1_000;
    let workers = count - contractors - visitors - family;
    let mut crowd = Crowd {
        words,
        random,
        id,
        everybody: Vec::with_capacity(count),
        badges: 0,
        rooms: BTreeMap::new(),
    };
    for number in 0..workers {
        crowd.worker(number);
    }
    for _ in 0..family {
        crowd.relative(workers);
    }
    for _ in 0..contractors {
        crowd.contractor(workers);
    }
    for _ in 0..visitors {
        crowd.visitor(workers);
    }
    crowd.everybody
}

struct Crowd<'a, I> {
    words: &'a Words,
    random: &'a mut Random,
    id: I,
    everybody: Vec<Member>,
    badges: usize,
    /// How many beds of a house are taken.
    rooms: BTreeMap<usize, usize>,
}

impl<I: FnMut() -> PersonId> Crowd<'_, I> {
    fn worker(&mut self, number: usize) {
        let guard = number < self.words.guards.len();
        let (department, rota) = if guard {
            (
                self.words.guard_department.clone(),
                Rota::Team(u8::try_from(number % 3).unwrap_or(0)),
            )
        } else {
            self.department()
        };
        let team = match rota {
            Rota::Team(team) => self.words.teams[usize::from(team) % 3].clone(),
            Rota::Days | Rota::Free | Rota::Haulier => self.words.day_team.clone(),
        };
        let name = match self.words.guards.get(number) {
            Some(name) => name.clone(),
            None => self.words.name(self.random),
        };
        let (status, returns) = if guard { (Status::Active, false) } else { self.status() };
        let person = Person {
            badge: if guard || !self.random.chance(300) {
                self.badge()
            } else {
                String::new()
            },
            employee: format!("N{}{:04}", self.random.between(2006, 2019), number + 1),
            name,
            status,
            department,
            team,
            dormitory: if self.random.chance(6_000) { self.bed() } else { String::new() },
            ..self.somebody(Kind::Worker)
        };
        self.add(person, rota, String::new());
        if let Some(worker) = self.everybody.last_mut() {
            worker.returns = returns;
        }
    }

    fn relative(&mut self, workers: usize) {
        let with = self.random.below(workers);
        let Some((host, returns)) = self.everybody.get(with).map(|host| (host.person.clone(), host.returns)) else {
            return;
        };
        let relation = self.random.word(&self.words.relations).to_owned();
        let same_name = relation == self.words.child && !self.random.chance(500);
        let person = Person {
            badge: self.badge(),
            name: if same_name {
                self.words.name_like(&host.name, self.random)
            } else {
                self.words.name(self.random)
            },
            status: if returns { host.status } else { Status::Active },
            dormitory: host.dormitory,
            host: host.name,
            note: relation,
            ..self.somebody(Kind::Family)
        };
        self.add(person, Rota::Free, String::new());
        if let Some(relative) = self.everybody.last_mut() {
            relative.with = Some(with);
        }
    }

    fn contractor(&mut self, workers: usize) {
        let unit = self.random.word(&self.words.contractor_units).to_owned();
        let (rota, purpose) = if unit == self.words.haulier {
            (Rota::Haulier, self.words.haul.clone())
        } else {
            (Rota::Days, String::new())
        };
        let person = Person {
            badge: self.badge(),
            name: self.words.name(self.random),
            unit,
            host: self.host(workers).map(|host| host.name).unwrap_or_default(),
            ..self.somebody(Kind::Contractor)
        };
        self.add(person, rota, purpose);
    }

    fn visitor(&mut self, workers: usize) {
        let (unit, purpose) = self.words.caller(self.random);
        let person = Person {
            name: self.words.name(self.random),
            unit,
            host: self.host(workers).map(|host| host.name).unwrap_or_default(),
            ..self.somebody(Kind::Visitor)
        };
        self.add(person, Rota::Free, purpose);
    }

    fn somebody(&mut self, kind: Kind) -> Person {
        Person {
            id: (self.id)(),
            kind,
            phone: self.words.phone(self.random),
            ..Person::default()
        }
    }

    fn add(&mut self, person: Person, rota: Rota, purpose: String) {
        let plate = if rota == Rota::Haulier || (person.kind == Kind::Visitor && self.random.chance(6_000)) {
            self.words.plate(self.random)
        } else {
            String::new()
        };
        let guard = self.everybody.len() < self.words.guards.len();
        self.everybody.push(Member {
            person,
            rota,
            usual: 3630 + self.random.bell(8),
            purpose,
            plate,
            guard,
            returns: false,
            with: None,
        });
    }

    fn department(&mut self) -> (String, Rota) {
        let Some(department) = self.random.weighted(&self.words.departments, |department| department.weight) else {
            return (String::new(), Rota::Days);
        };
        let rota = if self.random.below(100) < department.day {
            Rota::Days
        } else {
            Rota::Team(u8::try_from(self.random.below(3)).unwrap_or(0))
        };
        (department.name.clone(), rota)
    }

    /// Whether they are here when the station opens, and whether they come back in these weeks.
    fn status(&mut self) -> (Status, bool) {
        match self.random.below(100) {
            0 => (Status::Left, false),
            1..=3 => (Status::Away, false),
            4..=23 => (Status::Away, true),
            _ => (Status::Active, false),
        }
    }

    fn host(&mut self, workers: usize) -> Option<Person> {
        self.everybody.get(self.random.below(workers)).map(|host| host.person.clone())
    }

    fn badge(&mut self) -> String {
        self.badges += 1;
        format!("{:04}", self.badges)
    }

    /// A bed in one of the houses, which fill up room by room and floor by floor.
    fn bed(&mut self) -> String {
        let house = self.random.below(HOUSES) + 1;
        let bed = self.rooms.entry(house).or_default();
        let room = *bed / BEDS_PER_ROOM;
        *bed += 1;
        format!(
            "{house} {} {}{:02}",
            self.words.dormitory,
            room / ROOMS_PER_FLOOR + 1,
            room % ROOMS_PER_FLOOR + 1
        )
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use uuid::Uuid;

    use super::*;

    fn plant(count: usize) -> Vec<Member> {
        let mut number = 0;
        invent(&Words::shipped(), count, &mut Random::new(1), || {
            number += 1;
            PersonId(Uuid::from_u128(number))
        })
    }

    #[test]
    fn badges_and_employee_numbers_belong_to_one_person() {
        let plant = plant(1_200);
        assert_eq!(plant.len(), 1_200);
        for number in [|person: &Person| person.badge.clone(), |person: &Person| person.employee.clone()] {
            let all: Vec<String> = plant
                .iter()
                .map(|member| number(&member.person))
                .filter(|number| !number.is_empty())
                .collect();
            assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        }
        let without = plant
            .iter()
            .filter(|member| member.person.kind == Kind::Worker && member.person.badge.is_empty());
        assert!((10..50).contains(&without.count()));
    }

    #[test]
    fn it_looks_like_a_plant() {
        let plant = plant(1_200);
        let of = |kind| plant.iter().filter(|member| member.person.kind == kind).count();
        assert_eq!(Kind::ALL.map(of), [936, 120, 48, 96]);
        assert_eq!(plant.iter().filter(|member| member.guard).count(), 3);
        let names: BTreeSet<&str> = plant.iter().map(|member| member.person.name.as_str()).collect();
        assert!((1_000..1_195).contains(&names.len()), "{} names", names.len());
        assert!(plant.iter().any(|member| member.person.dormitory.starts_with("3 号宿舍 ")));
        let mut beds = BTreeMap::<&str, usize>::new();
        for member in plant.iter().filter(|member| member.person.kind == Kind::Worker) {
            *beds.entry(&member.person.dormitory).or_default() += 1;
        }
        beds.remove("");
        assert!(beds.values().all(|beds| *beds <= BEDS_PER_ROOM));
        for status in Status::ALL {
            assert!(plant.iter().any(|member| member.person.status == status));
        }
    }

    #[test]
    fn a_handful_of_people_is_a_plant_as_well() {
        for count in 0..30 {
            assert_eq!(plant(count).len(), count);
        }
    }
}
