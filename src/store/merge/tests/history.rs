//! Invented histories of several stations: every kind of entry, about the same few people, with moments that coincide.

use uuid::Uuid;

use crate::domain::chain::{GENESIS, Hash, Head, Link, SignedHead, Slice};
use crate::domain::clinic::{Choice, Decision};
use crate::domain::day::{Day, Moment, Zone};
use crate::domain::daybook::{Noted, Struck};
use crate::domain::declaration::{Declaration, Quarters};
use crate::domain::duty::Absence;
use crate::domain::entry::{
    DeclarationsStaged, Entry, EntryError, EntryId, ImportAbandoned, Instrument, InstrumentCheck, OnDuty, Passage, PeopleStaged,
    PeopleTaken, PhotoTaken, Reading, Refusal, Taken, Visit, Withdrawn,
};
use crate::domain::going_out::{OutingStep, Step};
use crate::domain::isolation::{self, IsolationStep};
use crate::domain::peer::{Card, Continued, Keys, Peer, Relation};
use crate::domain::person::{Person, PersonId};
use crate::domain::screening::{Direction, Verdict};
use crate::domain::settings::{Role, Settings, StationCard};
use crate::domain::supplies::Item;
use crate::domain::temperature::{Celsius, Site, Unit};

/// A kind of entry that no program knows yet.
const FUTURE: i64 = 998;

/// Numbers that are the same for the same seed, on every machine.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end.max(1)
    }

    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    fn small(&mut self) -> u32 {
        u32::try_from(self.below(200)).unwrap_or(0)
    }
}

/// What one station has written.
#[derive(Clone)]
pub(super) struct Chain {
    pub(super) id: Uuid,
    pub(super) links: Vec<Link>,
    pub(super) hashes: Vec<Hash>,
}

impl Chain {
    pub(super) fn new(number: u128) -> Self {
        Self {
            id: Uuid::from_u128(0xc4a1 << 64 | number),
            links: Vec::new(),
            hashes: Vec::new(),
        }
    }

    pub(super) fn len(&self) -> i64 {
        i64::try_from(self.links.len()).unwrap_or(i64::MAX)
    }

    pub(super) fn write(&mut self, at: i64, entry: &Entry, corrects: Option<EntryId>) -> Result<EntryId, EntryError> {
        Ok(self.put(at, (entry.kind(), entry.subject(), entry.encode()?), corrects))
    }

    /// Writes whatever is said to be of a kind.
    pub(super) fn put(&mut self, at: i64, (kind, subject, body): (i64, Option<PersonId>, String), corrects: Option<EntryId>) -> EntryId {
        let seq = self.len() + 1;
        let id = EntryId(Uuid::from_u128(self.id.as_u128() << 20 | u128::from(seq.unsigned_abs())));
        let link = Link {
            seq,
            id,
            at: Moment(at),
            zone_min: 480,
            actor: 0,
            kind,
            subject,
            body,
            corrects,
            redacted: None,
        };
        self.hashes.push(link.digest(self.id, &self.before(seq)));
        self.links.push(link);
        id
    }

    /// The hash before a number.
    pub(super) fn before(&self, seq: i64) -> Hash {
        let at = usize::try_from(seq - 2).ok();
        at.and_then(|at| self.hashes.get(at)).copied().unwrap_or(GENESIS)
    }

    pub(super) fn head(&self) -> Head {
        Head {
            chain: self.id,
            seq: self.len(),
            hash: self.before(self.len() + 1),
        }
    }

    /// The entries `from` to `to`, both included, each as `shown`.
    pub(super) fn slice(&self, (from, to): (i64, i64), shown: impl Fn(&Link, Hash) -> Link) -> Slice {
        let both = self.links.iter().zip(&self.hashes);
        let within = both.filter(|(link, _)| (from..=to).contains(&link.seq));
        Slice {
            chain: self.id,
            before: self.before(from),
            links: within.map(|(link, hash)| shown(link, *hash)).collect(),
            signed: SignedHead {
                head: self.head(),
                signature: [7; 64],
            },
        }
    }

    pub(super) fn whole(&self, from: i64, to: i64) -> Slice {
        self.slice((from, to), |link, _| link.clone())
    }
}

/// A link of which nothing is said but that it was.
pub(super) fn withheld(link: &Link, hash: Hash) -> Link {
    Link {
        subject: None,
        body: String::new(),
        corrects: None,
        redacted: Some(hash),
        ..link.clone()
    }
}

/// A link with a body that says less: here, somebody without a badge.
pub(super) fn masked(link: &Link, hash: Hash) -> Link {
    let entry = Entry::decode(link.kind, link.subject, &link.body);
    let body = match entry {
        Ok(Entry::PersonSaved(person)) => Entry::PersonSaved(hidden(&person)).encode(),
        Ok(Entry::PeopleStaged(staged)) => Entry::PeopleStaged(PeopleStaged {
            people: staged.people.iter().map(hidden).collect(),
            ..staged
        })
        .encode(),
        Ok(Entry::PeopleTaken(taken)) => Entry::PeopleTaken(PeopleTaken {
            file: String::new(),
            ..taken
        })
        .encode(),
        Ok(Entry::Refusal(refusal)) => Entry::Refusal(Refusal {
            reason: String::new(),
            ..refusal
        })
        .encode(),
        Ok(Entry::Visit(visit)) => Entry::Visit(Visit {
            plate: String::new(),
            ..visit
        })
        .encode(),
        _ => Ok(link.body.clone()),
    };
    Link {
        body: body.unwrap_or_default(),
        redacted: Some(hash),
        ..link.clone()
    }
}

fn hidden(person: &Person) -> Person {
    Person {
        badge: String::new(),
        name: "＊".into(),
        ..person.clone()
    }
}

/// Four stations, each with so many entries or a few more.
pub(super) fn history(seed: u64, entries: i64) -> Result<Vec<Chain>, EntryError> {
    let mut random = Random(seed);
    let mut chains: Vec<Chain> = (1..=4).map(Chain::new).collect();
    let ids: Vec<Uuid> = chains.iter().map(|chain| chain.id).collect();
    for (number, chain) in chains.iter_mut().enumerate() {
        chain.write(1_000, &Entry::StationOpened(card(chain.id, number)), None)?;
        let mut writer = Writer {
            random: &mut random,
            ids: &ids,
            most: entries,
            imports: 0,
        };
        while chain.len() < entries {
            writer.write_another(chain)?;
        }
    }
    Ok(chains)
}

fn card(chain: Uuid, number: usize) -> StationCard {
    StationCard {
        chain,
        site: "能矿锰业".into(),
        unit: String::new(),
        station: format!("{number} 号门"),
        role: Role::Gate,
        zone: Zone::DEFAULT,
        demo: false,
    }
}

struct Writer<'a> {
    random: &'a mut Random,
    ids: &'a [Uuid],
    most: i64,
    imports: u128,
}

impl Writer<'_> {
    /// One more thing happens: an entry, or those of a roster or a questionnaire that belong together.
    fn write_another(&mut self, chain: &mut Chain) -> Result<(), EntryError> {
        let at = self.moment();
        match self.random.below(30) {
            0 => self.roster(chain)?,
            1 => self.questionnaire(chain)?,
            2 => {
                let future = (FUTURE, Some(self.person()), "{}".to_owned());
                let corrects = Some(self.any_entry());
                chain.put(at, future, corrects);
            }
            3..8 => {
                let entry = self.correction();
                let corrects = Some(self.any_entry());
                chain.write(at, &entry, corrects)?;
            }
            8..13 => {
                let entry = self.general();
                chain.write(at, &entry, None)?;
            }
            13..19 => {
                let entry = self.course();
                chain.write(at, &entry, None)?;
            }
            _ => {
                let entry = self.gate();
                chain.write(at, &entry, None)?;
            }
        }
        Ok(())
    }

    /// Moments are few, so that many entries have the same; and they do not follow the numbers.
    fn moment(&mut self) -> i64 {
        2_000 + i64::from(self.random.small() % 12)
    }

    fn person(&mut self) -> PersonId {
        PersonId(Uuid::from_u128(0x9e_0000 + self.random.below(6) as u128))
    }

    /// Any entry of any station, also one that is never written.
    fn any_entry(&mut self) -> EntryId {
        let chain = self.ids[self.random.below(self.ids.len())];
        let seq = self.random.below(usize::try_from(self.most).unwrap_or(1)) + 1;
        EntryId(Uuid::from_u128(chain.as_u128() << 20 | seq as u128))
    }

    fn known(&mut self) -> Person {
        Person {
            id: self.person(),
            badge: format!("{:04}", self.random.below(50)),
            name: format!("张{}", self.random.below(9)),
            ..Person::default()
        }
    }

    fn next_import(&mut self, chain: &Chain) -> Uuid {
        self.imports += 1;
        Uuid::from_u128(chain.id.as_u128() << 8 | self.imports)
    }

    /// A roster comes in two slices; it is taken, given up, or left lying.
    fn roster(&mut self, chain: &mut Chain) -> Result<(), EntryError> {
        let import = self.next_import(chain);
        for _ in 0..2 {
            let people = (0..3).map(|_| self.known()).collect();
            chain.write(self.moment(), &Entry::PeopleStaged(PeopleStaged { import, people }), None)?;
        }
        self.decide(chain, import)
    }

    fn questionnaire(&mut self, chain: &mut Chain) -> Result<(), EntryError> {
        let import = self.next_import(chain);
        let declarations = (0..2).map(|_| (self.person(), self.declaration())).collect();
        let staged = DeclarationsStaged { import, declarations };
        chain.write(self.moment(), &Entry::DeclarationsStaged(staged), None)?;
        self.decide(chain, import)
    }

    fn decide(&mut self, chain: &mut Chain, import: Uuid) -> Result<(), EntryError> {
        let entry = match self.random.below(4) {
            0 => Entry::ImportAbandoned(ImportAbandoned { import }),
            1 => return Ok(()),
            _ => Entry::PeopleTaken(PeopleTaken {
                import,
                file: "花名册.xlsx".into(),
                taken: 6,
                refused: 0,
            }),
        };
        chain.write(self.moment(), &entry, None).map(drop)
    }

    fn declaration(&mut self) -> Declaration {
        let day = Day::default().plus_days(self.random.small());
        Declaration::blank(self.person(), day, day)
    }

    fn correction(&mut self) -> Entry {
        if self.random.below(2) == 0 {
            Entry::Noted(Noted::Struck(Struck::default()))
        } else {
            Entry::Withdrawn(Withdrawn {
                person: self.person(),
                reason: String::new(),
            })
        }
    }

    /// What happens at a gate.
    fn gate(&mut self) -> Entry {
        let (person, direction) = (self.person(), self.direction());
        let happened = (self.random.below(4) == 0).then(|| Moment(self.moment()));
        match self.random.below(6) {
            0 => Entry::PersonSaved(self.known()),
            1 => Entry::Passage(Passage {
                person,
                direction,
                mask: true,
                happened,
            }),
            2 => Entry::Refusal(Refusal {
                person,
                reason: "无证".into(),
            }),
            3 => Entry::Visit(Visit {
                person,
                plate: format!("贵A{}", self.random.below(99)),
                ..Visit::default()
            }),
            _ => Entry::Reading(Reading {
                person,
                celsius: Celsius(3_600 + i32::try_from(self.random.small()).unwrap_or(0)),
                site: Site::Forehead,
                instrument: String::new(),
                attempt: 1,
                verdict: if self.random.below(4) == 0 {
                    Verdict::Recheck
                } else {
                    Verdict::Clear
                },
                reasons: Vec::new(),
                direction,
                mask: true,
                taken: Taken::Gate,
                happened,
            }),
        }
    }

    fn direction(&mut self) -> Direction {
        if self.random.below(2) == 0 { Direction::In } else { Direction::Out }
    }

    /// What is declared, reported, ordered and decided about somebody.
    fn course(&mut self) -> Entry {
        let person = self.person();
        match self.random.below(6) {
            0 => Entry::Declared(self.declaration()),
            1 => Entry::Isolation(IsolationStep {
                person,
                isolation: Uuid::from_u128(5),
                step: isolation::Step::Moved {
                    quarters: Quarters::default(),
                    place: format!("{}", self.random.below(9)),
                },
            }),
            2 => Entry::Decided(Decision {
                person,
                choice: Choice::ALL[self.random.below(Choice::ALL.len())],
                symptoms: Vec::new(),
                reason: String::new(),
                finding: None,
            }),
            3 => Entry::Absent(Absence {
                person,
                reason: "病假".into(),
                ..Absence::default()
            }),
            _ => Entry::Outing(OutingStep {
                person,
                outing: Uuid::from_u128(6),
                step: self.outing(),
            }),
        }
    }

    fn outing(&mut self) -> Step {
        let line = self.any_entry();
        match self.random.below(3) {
            0 => Step::Left { line },
            1 => Step::Back { line },
            _ => Step::Cancelled { reason: String::new() },
        }
    }

    /// What is about nobody in particular, or about a thing; and photos.
    fn general(&mut self) -> Entry {
        let name = format!("{} 号枪", self.random.below(2));
        match self.random.below(9) {
            0 => Entry::InstrumentSaved(Instrument {
                name,
                site: Site::ALL[self.random.below(Site::ALL.len())],
                retired: self.random.below(2) == 0,
            }),
            1 => Entry::InstrumentChecked(InstrumentCheck {
                name,
                reference: Celsius(3_700),
                shown: Celsius(3_690),
            }),
            2 | 3 => Entry::PhotoTaken(PhotoTaken {
                person: self.person(),
                sha256: format!("{:064x}", self.random.small()),
            }),
            4 => Entry::SettingsChanged(Settings {
                unit: if self.random.below(2) == 0 {
                    Unit::Celsius
                } else {
                    Unit::Fahrenheit
                },
                ..Settings::default()
            }),
            5 => Entry::OnDuty(OnDuty {
                name: format!("王{}", self.random.below(9)),
                ..OnDuty::default()
            }),
            6 => Entry::PeerSaved(self.peer()),
            7 => Entry::Noted(Noted::Item(Item {
                id: Uuid::from_u128(3),
                name: "口罩".into(),
                ..Item::default()
            })),
            _ if self.random.below(2) == 0 => Entry::Keyed(Keys::default()),
            _ => Entry::Continued(Continued {
                chain: Uuid::from_u128(4),
                ..Continued::default()
            }),
        }
    }

    fn peer(&mut self) -> Peer {
        let number = self.random.below(self.ids.len());
        Peer {
            card: Card::of(&card(self.ids[number], number), Keys::default()),
            relation: Relation::Site,
            revoked: (self.random.below(3) == 0).then(|| "丢失".into()),
        }
    }
}
