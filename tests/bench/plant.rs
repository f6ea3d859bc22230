//! A station folder full of people and readings, made fast: through the journal, in large transactions.

use std::path::Path;

use gatehouse::domain::day::{Moment, Zone};
use gatehouse::domain::declaration::{Answer, Declaration, Stay};
use gatehouse::domain::entry::{DeclarationsStaged, Entry, EntryId, Instrument, PeopleStaged, PeopleTaken, Reading, Taken};
use gatehouse::domain::person::{Person, PersonId};
use gatehouse::domain::screening::{Direction, Verdict};
use gatehouse::domain::settings::Role;
use gatehouse::domain::temperature::{Celsius, Site};
use gatehouse::station::{Opening, Station, SystemClock};
use gatehouse::store::Store;
use gatehouse::store::journal::Stamp;
use gatehouse::store::station::{identity, write_many};
use serde::Deserialize;
use uuid::{Builder, Uuid};

use crate::Fault;

/// 6 February 2020, 06:00 in Shanghai.
const OPENED: Moment = Moment(1_580_940_000_000);
/// Everybody goes in and comes out again once a day.
const HALF_A_DAY: i64 = 12 * 60 * 60 * 1_000;
const SLICE: usize = 200;
const TRANSACTION: usize = 10_000;

/// The lists of `assets/demo/plant.toml` that make names, departments and thermometers.
#[derive(Deserialize)]
struct Words {
    surnames: Vec<(String, u32)>,
    first: String,
    second: String,
    departments: Vec<Named>,
    instruments: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

/// A station on the disk that is being filled.
pub(crate) struct Plant {
    store: Store,
    chain: i64,
    pub(crate) people: Vec<PersonId>,
    words: Words,
    random: Random,
    readings: usize,
}

impl Plant {
    /// Founds a station in an empty folder and takes a roster of so many people in.
    pub(crate) fn found(folder: &Path, people: usize) -> Result<Self, Fault> {
        let opening = Opening {
            site: "能矿锰业".into(),
            unit: String::new(),
            station: "南门".into(),
            role: Role::Gate,
            zone: Zone::DEFAULT,
            demo: false,
        };
        drop(Station::init(folder, opening, Box::new(SystemClock))?);
        let store = Store::open(folder)?;
        let mut plant = Self {
            chain: identity(&store)?.chain,
            store,
            people: Vec::with_capacity(people),
            words: toml::from_str(include_str!("../../assets/demo/plant.toml"))?,
            random: Random(1),
            readings: 0,
        };
        plant.take_roster(people)?;
        Ok(plant)
    }

    fn take_roster(&mut self, people: usize) -> Result<(), Fault> {
        let roster: Vec<Person> = (0..people).map(|number| self.person(number)).collect();
        self.people.extend(roster.iter().map(|person| person.id));
        let import = self.id(OPENED);
        let mut entries: Vec<Entry> = self.words.instruments.iter().map(instrument).collect();
        entries.extend(roster.chunks(SLICE).map(|people| {
            let people = people.to_vec();
            Entry::PeopleStaged(PeopleStaged { import, people })
        }));
        entries.push(Entry::PeopleTaken(PeopleTaken {
            import,
            file: "花名册.xlsx".into(),
            taken: u32::try_from(people)?,
            refused: 0,
        }));
        let entries: Vec<_> = entries.into_iter().map(|entry| (self.stamp(OPENED), entry)).collect();
        write_many(&mut self.store, self.chain, &entries)?;
        Ok(())
    }

    fn person(&mut self, number: usize) -> Person {
        let name = self.name();
        let department = self.random.below(self.words.departments.len());
        Person {
            id: PersonId(self.id(OPENED)),
            badge: format!("{:06}", number + 1),
            employee: format!("NK{:07}", self.random.below(10_000_000)),
            name,
            department: self.words.departments[department].name.clone(),
            phone: format!("138{:08}", self.random.below(100_000_000)),
            ..Person::default()
        }
    }

    /// A family name as common as it is, and a given name of one or two characters.
    fn name(&mut self) -> String {
        let all: u32 = self.words.surnames.iter().map(|(_, weight)| weight).sum();
        let mut left = self.random.below(all as usize);
        let surname = self.words.surnames.iter().find(|(_, weight)| {
            let here = left < *weight as usize;
            left = left.saturating_sub(*weight as usize);
            here
        });
        let mut name = surname.map(|(surname, _)| surname.clone()).unwrap_or_default();
        if self.random.below(4) > 0 {
            name.push_str(self.random.word(&self.words.first));
        }
        name.push_str(self.random.word(&self.words.second));
        name
    }

    /// Writes so many more readings: round after round everybody, in and out in turn, one in a hundred too warm.
    pub(crate) fn measure(&mut self, readings: usize) -> Result<(), Fault> {
        let end = self.readings + readings;
        while self.readings < end {
            let until = end.min(self.readings + TRANSACTION);
            let entries = (self.readings..until)
                .map(|number| self.reading(number))
                .collect::<Result<Vec<_>, _>>()?;
            write_many(&mut self.store, self.chain, &entries)?;
            self.readings = until;
        }
        Ok(())
    }

    /// Everybody declares where they have been, as a questionnaire brings it: one in twenty comes from Wuhan.
    pub(crate) fn declare(&mut self) -> Result<(), Fault> {
        let import = self.id(OPENED);
        let people = self.people.clone();
        let mut entries = Vec::with_capacity(people.len() / SLICE + 2);
        for slice in people.chunks(SLICE) {
            let declarations = slice.iter().map(|person| Ok((*person, self.declaration(*person)?)));
            let declarations = declarations.collect::<Result<Vec<_>, Fault>>()?;
            let staged = Entry::DeclarationsStaged(DeclarationsStaged { import, declarations });
            entries.push((self.stamp(OPENED), staged));
        }
        let taken = Entry::PeopleTaken(PeopleTaken {
            import,
            file: "问卷.xlsx".into(),
            taken: u32::try_from(people.len())?,
            refused: 0,
        });
        entries.push((self.stamp(OPENED), taken));
        write_many(&mut self.store, self.chain, &entries)?;
        Ok(())
    }

    fn declaration(&mut self, person: PersonId) -> Result<Declaration, Fault> {
        let filed = Zone::DEFAULT.day_of(OPENED);
        let returns = filed.plus_days(u32::try_from(self.random.below(20))?);
        let (place, code) = if self.random.below(20) == 0 {
            ("湖北武汉", "4201")
        } else {
            ("贵州遵义", "5203")
        };
        let stay = Stay {
            text: place.to_owned(),
            code: code.parse().ok(),
            from: Some(filed.minus_days(14)),
            to: Some(filed.minus_days(2)),
            ..Stay::default()
        };
        Ok(Declaration {
            stays: vec![stay],
            contact: Answer::No,
            unwell: Answer::No,
            ..Declaration::blank(person, returns, filed)
        })
    }

    fn reading(&mut self, number: usize) -> Result<(Stamp, Entry), Fault> {
        let (round, place) = (number / self.people.len(), number % self.people.len());
        let within = HALF_A_DAY * i64::try_from(place)? / i64::try_from(self.people.len())?;
        let at = Moment(OPENED.0 + HALF_A_DAY * i64::try_from(round)? + within);
        // 7919 is a prime: whoever the number of people has no such factor comes once a round, and not in the order of the roster.
        let person = self.people[place * 7_919 % self.people.len()];
        let warm = self.random.below(100) == 0;
        let gun = self.random.below(self.words.instruments.len());
        let reading = Reading {
            person,
            celsius: Celsius(if warm {
                3_740
            } else {
                3_610 + 10 * i32::try_from(self.random.below(9))?
            }),
            site: Site::Forehead,
            instrument: self.words.instruments[gun].name.clone(),
            attempt: if round % 2 == 0 { 1 } else { 2 },
            verdict: if warm { Verdict::Recheck } else { Verdict::Clear },
            reasons: warm.then(|| "fever".to_owned()).into_iter().collect(),
            direction: if round % 2 == 0 { Direction::In } else { Direction::Out },
            mask: true,
            taken: Taken::Gate,
            happened: None,
        };
        Ok((self.stamp(at), Entry::Reading(reading)))
    }

    fn stamp(&mut self, at: Moment) -> Stamp {
        Stamp {
            id: EntryId(self.id(at)),
            at,
            zone_min: Zone::DEFAULT.offset_min(at),
            actor: 0,
            corrects: None,
        }
    }

    /// In the form of version 7, as the station makes them.
    fn id(&mut self, at: Moment) -> Uuid {
        let bytes = (u128::from(self.random.draw()) << 64 | u128::from(self.random.draw())).to_be_bytes();
        let mut tail = [0; 10];
        tail.copy_from_slice(&bytes[..10]);
        Builder::from_unix_timestamp_millis(at.0.unsigned_abs(), &tail).into_uuid()
    }
}

fn instrument(gun: &Named) -> Entry {
    Entry::InstrumentSaved(Instrument {
        name: gun.name.clone(),
        site: Site::Forehead,
        retired: false,
    })
}

/// `SplitMix64`: the same plant every time.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to `end`, without it.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from((u128::from(self.draw()) * end as u128) >> 64).unwrap_or(0)
    }

    /// One of the words between blanks.
    fn word<'a>(&mut self, words: &'a str) -> &'a str {
        let count = words.split_whitespace().count();
        words.split_whitespace().nth(self.below(count)).unwrap_or_default()
    }
}
