//! What happens at the plant from day to day.

use std::collections::BTreeSet;

use gatehouse::domain::account::AccountRole;
use gatehouse::domain::declaration::{Declaration, Quarters};
use gatehouse::domain::entry::Visit;
use gatehouse::domain::isolation::{Cause, CauseKind};
use gatehouse::domain::person::{Kind, Person, PersonId, Status};
use gatehouse::domain::privacy::Item;
use gatehouse::domain::rights::Right;
use gatehouse::domain::rules::Authority;
use gatehouse::domain::screening::Direction;
use gatehouse::domain::temperature::{Celsius, Site};
use gatehouse::station::out::What;
use gatehouse::station::{NewIsolation, NewOuting, NewReading};
use uuid::Uuid;

use super::Size;
use super::site::{Gate, Plant};
use super::traces::Traces;
use crate::figures::many;
use crate::{Made, Tested};

/// Workers by their numbers: who leaves early and late, who declares, is isolated, goes out, has a fever. Nobody else is special.
const LEAVE_EARLY: [u32; 4] = [0, 1, 2, 3];
const LEAVE_LATE: [u32; 3] = [4, 5, 6];
const DECLARE_EARLY: [u32; 2] = [3, 10];
const DECLARE_LATE: [u32; 2] = [11, 12];
const ISOLATED: [u32; 2] = [13, 14];
const GOES_OUT: u32 = 15;
const FEVERISH: u32 = 16;

/// For how many days the usual terms keep a reading or a visit, who has left, and a declaration or a fever.
const SHORT: i64 = 30;
const LEFT: i64 = 90;
const YEAR: i64 = 365;

/// Somebody who can be told from everybody else by any of these texts.
#[derive(Clone, Debug)]
pub(crate) struct Who {
    pub(crate) id: PersonId,
    name: String,
    badge: String,
    phone: String,
    document: String,
    kind: Kind,
}

impl Who {
    pub(crate) fn person(&self) -> Person {
        Person {
            id: self.id,
            badge: self.badge.clone(),
            name: self.name.clone(),
            phone: self.phone.clone(),
            document: self.document.clone(),
            kind: self.kind,
            ..Person::default()
        }
    }

    /// What is drawn on their photo.
    fn photo(&self) -> String {
        format!("a picture of {}", self.document)
    }
}

pub(crate) fn worker(no: u32) -> Who {
    Who {
        id: PersonId(Uuid::from_u128(0x7000_8000_0000_0000_0000 + u128::from(no))),
        name: format!("祁{}工", char::from_u32(0x5100 + no).unwrap_or('双')),
        badge: format!("W{no:05}"),
        phone: format!("1397701{no:04}"),
        document: format!("GE52{no:06}"),
        kind: Kind::Worker,
    }
}

fn visitor(no: u32) -> Who {
    Who {
        id: PersonId(Uuid::from_u128(0x7000_8000_0001_0000_0000 + u128::from(no))),
        name: format!("鄢{}客", char::from_u32(0x6100 + no).unwrap_or('双')),
        badge: String::new(),
        phone: format!("1387702{no:04}"),
        document: format!("GV52{no:06}"),
        kind: Kind::Visitor,
    }
}

/// Somebody of whom something has to go.
#[derive(Clone, Debug)]
pub(crate) struct Due {
    pub(crate) who: Who,
    /// Something else is kept of them, and so their name.
    name_stays: bool,
}

impl Due {
    pub(crate) fn texts(&self) -> Vec<String> {
        let Who { name, phone, document, .. } = &self.who;
        let mut texts = vec![phone.clone(), document.clone()];
        texts.extend((self.who.kind == Kind::Worker).then(|| self.who.photo()));
        texts.extend((!self.name_stays).then(|| name.clone()));
        texts
    }
}

/// What has happened so far.
#[derive(Default)]
pub(crate) struct Lived {
    /// The day of each reading, and whether it was clear.
    pub(crate) readings: Vec<(i64, bool)>,
    /// Who has left or visited, and on which day.
    pub(crate) left: Vec<(i64, Who)>,
    visits: u32,
    looked: BTreeSet<PersonId>,
    pub(crate) gone: Traces,
    pub(crate) cleared: u64,
    pub(crate) searched: usize,
}

impl Lived {
    /// One day, and the backups of its evening.
    pub(crate) fn day(&mut self, plant: &mut Plant, day: i64) -> Tested {
        let number = day / plant.size.every;
        plant.morning(day);
        for gate in [&mut plant.south, &mut plant.north] {
            gate.sign_in(AccountRole::Guard)?;
        }
        self.gate(plant, day)?;
        self.visit(plant, day)?;
        self.event(plant, day, number)?;
        if number % 10 == 0 {
            office(plant)?;
        }
        for gate in plant.all() {
            gate.back_up()?;
        }
        if number % 9 == 0 {
            // Within the hour nothing is due; after it a backup of its own.
            plant.later(3_600);
            self.measure(&mut plant.south, FEVERISH + 1, 3650, day)?;
            plant.south.back_up()?;
        }
        if number % 5 == 0 {
            plant.meet()?;
        }
        Ok(())
    }

    /// Those whose turn it is come in, by one gate or the other.
    fn gate(&mut self, plant: &mut Plant, day: i64) -> Tested {
        let every = many(3, 1);
        for no in FEVERISH + 1..plant.size.people {
            if (i64::from(no) + day) % every == 0 {
                let gate = if no % 2 == 0 { &mut plant.south } else { &mut plant.north };
                self.measure(gate, no, 3620 + i32::try_from(no % 60)?, day)?;
                plant.later(2);
            }
        }
        for no in LEAVE_EARLY.into_iter().chain(LEAVE_LATE) {
            if !self.left.iter().any(|(_, who)| who.id == worker(no).id) {
                self.measure(&mut plant.north, no, 3640, day)?;
            }
        }
        Ok(())
    }

    fn measure(&mut self, gate: &mut Gate, no: u32, hundredths: i32, day: i64) -> Tested {
        gate.station().record_reading(reading(worker(no).id, hundredths, Direction::In))?;
        self.readings.push((day, hundredths < 3730));
        Ok(())
    }

    fn visit(&mut self, plant: &mut Plant, day: i64) -> Tested {
        let who = visitor(self.visits);
        let gate = if self.visits.is_multiple_of(2) {
            &mut plant.south
        } else {
            &mut plant.north
        };
        gate.station().save_person(who.person())?;
        gate.station().register_visit(Visit {
            person: who.id,
            purpose: "送货".into(),
            plate: format!("贵C{:05}", self.visits),
            ..Visit::default()
        })?;
        gate.station().record_reading(reading(who.id, 3650, Direction::In))?;
        self.readings.push((day, true));
        self.visits += 1;
        self.left.push((day, who));
        Ok(())
    }

    /// What happens once.
    fn event(&mut self, plant: &mut Plant, day: i64, number: i64) -> Tested {
        match number {
            1 => {
                for no in LEAVE_EARLY.into_iter().chain(LEAVE_LATE) {
                    let jpeg = [b"\xff\xd8\xff\xe0".as_slice(), worker(no).photo().as_bytes()].concat();
                    plant.south.station().take_photo(worker(no).id, &jpeg)?;
                }
                declare(plant, &DECLARE_EARLY)?;
                self.measure(&mut plant.south, FEVERISH, 3850, day)?;
            }
            2 => isolate(plant)?,
            3 => self.go_out(plant)?,
            5 => self.leave(plant, day, &LEAVE_EARLY)?,
            6 => release(plant)?,
            20 => declare(plant, &DECLARE_LATE)?,
            25 => self.leave(plant, day, &LEAVE_LATE)?,
            _ => {}
        }
        Ok(())
    }

    fn leave(&mut self, plant: &mut Plant, day: i64, who: &[u32]) -> Tested {
        // The other gate has the same person; who is said to have left there was said so after everything else about them.
        plant.meet()?;
        for no in who {
            let person = Person {
                status: Status::Left,
                ..worker(*no).person()
            };
            plant.north.station().save_person(person)?;
            self.left.push((day, worker(*no)));
        }
        Ok(())
    }

    fn go_out(&mut self, plant: &mut Plant) -> Tested {
        let outing = NewOuting {
            person: worker(GOES_OUT).id,
            destination: "贵州遵义".into(),
            code: "520302".parse().ok(),
            reason: "看病".into(),
            due: plant.now().plus_minutes(300),
        };
        plant.south.sign_in(AccountRole::Supervisor)?;
        plant.south.station().file_outing(&outing, Some(Authority::Supervisor))?;
        plant.south.sign_in(AccountRole::Guard)?;
        for direction in [Direction::Out, Direction::In] {
            plant.later(1_200);
            plant
                .south
                .station()
                .record_reading(reading(worker(GOES_OUT).id, 3640, direction))?;
            // What an outing rests on, and the passage by which somebody is inside, are not due with the rest.
            self.readings.push((plant.size.days, true));
        }
        Ok(())
    }

    /// Of whom something has to be gone on a day.
    pub(crate) fn due(&self, today: i64) -> Vec<Due> {
        let is_due = |(day, who): &&(i64, Who)| {
            let term = if who.kind == Kind::Visitor { SHORT } else { LEFT };
            day + term < today
        };
        let declared = worker(DECLARE_EARLY[0]).id;
        let due = self.left.iter().filter(is_due).map(|(_, who)| Due {
            who: who.clone(),
            name_stays: who.id == declared && today <= YEAR + 10,
        });
        due.collect()
    }

    /// Of whom something is due that was not looked for before.
    pub(crate) fn newly_due(&mut self, today: i64) -> Vec<Due> {
        let due = self.due(today);
        due.into_iter().filter(|due| self.looked.insert(due.who.id)).collect()
    }

    /// How many people are kept on a day.
    pub(crate) fn people(&self, size: Size, today: i64) -> Made<usize> {
        let gone = self.due(today).iter().filter(|due| !due.name_stays).count();
        Ok(usize::try_from(size.people + self.visits)? - gone)
    }

    /// Everybody who ever was here.
    pub(crate) fn everybody(&self, size: Size) -> Traces {
        let (workers, visitors) = ((0..size.people).map(worker), (0..self.visits).map(visitor));
        let all: Vec<_> = workers.chain(visitors).map(|who| Due { who, name_stays: false }).collect();
        let mut traces = Traces::default();
        traces.add(&all);
        traces
    }

    /// How many readings are kept on a day.
    pub(crate) fn kept(&self, today: i64) -> Made<u64> {
        let stays = |(day, is_clear): &&(i64, bool)| day + if *is_clear { SHORT } else { YEAR } >= today;
        Ok(u64::try_from(self.readings.iter().filter(stays).count())?)
    }

    /// Readings that no backup has: those that the other gate has heard of come back. The last one nobody has heard of.
    pub(crate) fn after_the_last_backup(&mut self, plant: &mut Plant) -> Tested {
        plant.later(600);
        plant.south.sign_in(AccountRole::Guard)?;
        for no in 20..25 {
            self.measure(&mut plant.south, no, 3650, plant.size.days)?;
        }
        plant.meet()?;
        plant.south.station().record_reading(reading(worker(25).id, 3650, Direction::In))?;
        Ok(())
    }
}

fn reading(person: PersonId, hundredths: i32, direction: Direction) -> NewReading {
    NewReading {
        person,
        celsius: Celsius(hundredths),
        site: Site::Forehead,
        instrument: String::new(),
        direction,
        mask: true,
    }
}

fn declare(plant: &mut Plant, who: &[u32]) -> Tested {
    let today = plant.today();
    plant.south.sign_in(AccountRole::Clinic)?;
    for no in who {
        let blank = Declaration::blank(worker(*no).id, today, today);
        plant.south.station().declare(blank, Vec::new())?;
    }
    plant.south.sign_in(AccountRole::Guard)
}

fn isolate(plant: &mut Plant) -> Tested {
    let today = plant.today();
    plant.south.sign_in(AccountRole::Clinic)?;
    let rules = plant.south.station().settings().rules.clone();
    for no in ISOLATED {
        plant.south.station().open_isolation(NewIsolation {
            person: worker(no).id,
            quarters: Quarters::Central,
            place: "隔离点".into(),
            cause: Cause::under(&rules, CauseKind::Contact, today, today, ""),
        })?;
    }
    plant.south.sign_in(AccountRole::Guard)
}

/// One of the two; the other one stays isolated all the year.
fn release(plant: &mut Plant) -> Tested {
    plant.south.sign_in(AccountRole::Supervisor)?;
    plant
        .south
        .station()
        .release(worker(ISOLATED[0]).id, Authority::Supervisor, "满14天")?;
    plant.south.sign_in(AccountRole::Guard)
}

/// The clinic looks a number up, a guard tries what is not theirs, a table with names goes out.
fn office(plant: &mut Plant) -> Tested {
    let south = &mut plant.south;
    south.sign_in(AccountRole::Clinic)?;
    south.station().reveal(worker(ISOLATED[1]).id, Item::Phone, "联系本人")?;
    south.sign_in(AccountRole::Guard)?;
    assert!(south.station().may_export(Right::ExportNames).is_err(), "not a guard's");
    super::rows(south, What::People)?;
    south.sign_in(AccountRole::Guard)
}
