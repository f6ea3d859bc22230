//! A year of a small plant: what is due goes, from the raw bytes too; what is kept is there; the chain holds.

use std::path::Path;

use uuid::Uuid;

use super::*;
use crate::domain::declaration::Quarters;
use crate::domain::entry::Visit;
use crate::domain::isolation::{Cause, CauseKind};
use crate::domain::person::{Kind, Person};
use crate::domain::rules::Authority;
use crate::domain::screening::Direction;
use crate::domain::temperature::{Celsius, Site};
use crate::domain::thinning::Why;
use crate::station::Station;
use crate::station::{FixedClock, NewIsolation, NewReading, Opening};

type Checked = Result<(), Box<dyn std::error::Error>>;

/// 7 February 2020, 08:00 in Shanghai.
const MORNING: Moment = Moment(1_581_033_600_000);
const DAY_MIN: i64 = 24 * 60;

struct Plant {
    station: Station,
    clock: FixedClock,
    folder: tempfile::TempDir,
}

impl Plant {
    fn open() -> Result<Self, Box<dyn std::error::Error>> {
        let (folder, clock) = (tempfile::tempdir()?, FixedClock::default());
        clock.set(MORNING);
        let mut station = Station::init(folder.path(), Opening::tested("东门"), Box::new(clock.clone()))?;
        let mut settings = station.settings().clone();
        settings.ask_document = true;
        station.change_settings(settings)?;
        Ok(Self { station, clock, folder })
    }

    fn on(&self, day: i64) {
        self.clock.set(MORNING.plus_minutes(day * DAY_MIN));
    }

    fn somebody(&mut self, no: u32, kind: Kind, name: &str) -> Result<PersonId, Error> {
        let badge = if kind == Kind::Visitor { String::new() } else { format!("{no:04}") };
        let person = Person {
            id: PersonId(Uuid::from_u128(u128::from(no))),
            badge,
            name: name.into(),
            kind,
            phone: format!("1380013{no:04}"),
            document: format!("E{no:08}"),
            dormitory: format!("{no} 号楼"),
            ..Person::default()
        };
        Ok(self.station.save_person(person)?.value)
    }

    fn measure(&mut self, person: PersonId, hundredths: i32, direction: Direction) -> Result<(), Error> {
        self.station.record_reading(NewReading {
            person,
            celsius: Celsius(hundredths),
            site: Site::Forehead,
            instrument: String::new(),
            direction,
            mask: true,
        })?;
        Ok(())
    }

    fn plan(&self, wished: Option<PersonId>) -> Result<Purging, Error> {
        Reader::open(self.folder.path())?.plan_purge(wished, self.station.now(), &|_, _| false)
    }

    fn purge(&mut self, wished: Option<PersonId>) -> Result<Purging, Error> {
        let mut purging = self.plan(wished)?;
        self.station.begin_purge(&mut purging)?;
        while self.station.purge_slice(&mut purging)? {}
        assert!(self.station.finish_purge(&purging)?, "nobody reads");
        Ok(purging)
    }

    /// Whether a text stands in any file of the data folder, as it is written in UTF-8.
    /// Whether it stands in a file as it is, or sealed in the database.
    fn says(&self, text: &str) -> Result<bool, Box<dyn std::error::Error>> {
        let sealed = self.station.store.sealed_texts()?;
        Ok(says(self.folder.path(), text.as_bytes())? || sealed.iter().any(|said| said.contains(text)))
    }

    fn count(purging: &Purging, category: Category) -> u64 {
        let mut due = purging.preview.due.iter();
        due.find(|(one, ..)| *one == category).map_or(0, |(.., count)| *count)
    }
}

fn says(folder: &Path, text: &[u8]) -> Result<bool, std::io::Error> {
    for file in std::fs::read_dir(folder)? {
        let path = file?.path();
        let said = if path.is_dir() {
            says(&path, text)?
        } else {
            let bytes = std::fs::read(&path)?;
            bytes.windows(text.len()).any(|window| window == text)
        };
        if said {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A plant in its year: two workers of whom one leaves, a family of visitors, a fever, an isolation.
struct Year {
    plant: Plant,
    stayer: PersonId,
    leaver: PersonId,
    visitor: PersonId,
    feverish: PersonId,
}

impl Year {
    fn lived() -> Result<Self, Box<dyn std::error::Error>> {
        let mut plant = Plant::open()?;
        let roster = ["冯留下", "褚走了"].into_iter().zip(1..);
        let mut import = plant.station.begin_import()?;
        let people = roster.map(|(name, no): (&str, u32)| {
            let person = Person {
                id: PersonId(Uuid::from_u128(no.into())),
                badge: format!("{no:04}"),
                name: name.into(),
                phone: format!("1390013{no:04}"),
                ..Person::default()
            };
            (no, person)
        });
        plant.station.stage(&mut import, people.collect())?;
        plant.station.take_import(&import, "花名册.csv")?;
        let [stayer, leaver] = [1, 2].map(|no| PersonId(Uuid::from_u128(no)));
        plant.somebody(2, Kind::Worker, "褚走了")?;
        let visitor = plant.somebody(3, Kind::Visitor, "卫来访")?;
        let feverish = plant.somebody(4, Kind::Visitor, "蒋发热")?;
        for person in [visitor, feverish] {
            plant.station.register_visit(Visit {
                person,
                purpose: "送货到三号仓".into(),
                plate: "贵C12345".into(),
                ..Visit::default()
            })?;
        }
        plant.measure(visitor, 3650, Direction::In)?;
        plant.measure(feverish, 3820, Direction::In)?;
        for day in 0..120 {
            plant.on(day);
            for person in [stayer, leaver] {
                plant.measure(person, 3640, Direction::In)?;
                plant.clock.set(plant.station.now().plus_minutes(8 * 60));
                plant.measure(person, 3640, Direction::Out)?;
            }
        }
        plant.on(130);
        let known = plant.known(leaver)?.ok_or("nobody")?;
        plant.station.take_photo(leaver, b"a picture of somebody")?;
        plant.station.save_person(Person {
            status: Status::Left,
            ..known
        })?;
        plant.on(230);
        Ok(Self {
            plant,
            stayer,
            leaver,
            visitor,
            feverish,
        })
    }
}

#[test]
fn what_is_due_is_gone_from_every_byte_and_the_chain_holds() -> Checked {
    let Year {
        mut plant,
        stayer,
        leaver,
        visitor,
        feverish,
    } = Year::lived()?;
    let gone = [
        "卫来访",
        "13800130003",
        "E00000003",
        "贵C12345",
        "送货到三号仓",
        "13800130002",
        "13900130002",
        "E00000002",
    ];
    for text in gone {
        assert!(plant.says(text)?, "{text} was written");
    }
    let purging = plant.purge(None)?;
    for (category, count) in [
        (Category::Readings, 481),
        (Category::Flagged, 0),
        (Category::Visits, 3),
        (Category::Left, 1),
    ] {
        assert_eq!(Plant::count(&purging, category), count, "{category:?}");
    }
    for text in gone.into_iter().chain(["a picture of somebody", "褚走了"]) {
        assert!(!plant.says(text)?, "{text} is gone");
    }
    for text in ["冯留下", "13900130001", "蒋发热", "13800130004"] {
        assert!(plant.says(text)?, "{text} is kept");
    }
    assert!(plant.known(visitor)?.is_none() && plant.known(leaver)?.is_none());
    assert!(plant.known(stayer)?.is_some() && plant.known(feverish)?.is_some());
    let checked = plant.station.check()?;
    assert!(checked.holds(), "{checked:?}");
    assert!(checked.purged > 480 && checked.purged == checked.redacted);
    assert_eq!(plant.plan(None)?.preview.count(), 0, "nothing is due twice");
    assert!(matches!(
        plant.station.begin_purge(&mut plant.plan(None)?),
        Err(Error::NothingToWrite)
    ));
    Ok(())
}

#[test]
fn whoever_is_isolated_or_held_keeps_everything() -> Checked {
    let Year {
        mut plant,
        stayer,
        leaver,
        visitor,
        ..
    } = Year::lived()?;
    let today = plant.zone_day();
    let rules = plant.station.settings().rules.clone();
    let isolation = NewIsolation {
        person: stayer,
        quarters: Quarters::Central,
        place: "隔离点".into(),
        cause: Cause::under(&rules, CauseKind::Contact, today, today, ""),
    };
    plant.station.open_isolation(isolation)?;
    plant.station.hold(leaver, "劳动争议")?;
    let purging = plant.purge(None)?;
    assert_eq!((purging.preview.open.len(), purging.preview.held.len()), (1, 1));
    assert_eq!(Plant::count(&purging, Category::Readings), 1, "only the visitor's");
    assert!(plant.says("13800130002")? && !plant.says("卫来访")?);
    assert!(plant.known(visitor)?.is_none());
    plant.station.release(stayer, Authority::Supervisor, "误判")?;
    plant.station.lift_hold(leaver)?;
    assert_eq!(Plant::count(&plant.purge(None)?, Category::Readings), 480);
    assert!(!plant.says("13800130002")? && plant.station.check()?.holds());
    Ok(())
}

impl Plant {
    fn known(&self, person: PersonId) -> Result<Option<Person>, Error> {
        Ok(crate::store::register::person(&self.station.store, person)?)
    }

    fn zone_day(&self) -> Day {
        self.station.card().zone.day_of(self.station.now())
    }
}

#[test]
fn what_was_taken_back_does_not_count_again() -> Checked {
    let mut plant = Plant::open()?;
    let person = plant.somebody(1, Kind::Worker, "冯留下")?;
    plant.measure(person, 3820, Direction::In)?;
    let wrong = plant.station.timeline(person)?.first().ok_or("no line")?.id;
    plant.station.withdraw(wrong, "看错了人")?;
    plant.on(60);
    assert_eq!(
        plant.plan(None)?.preview.count(),
        0,
        "a fever is kept for a year, and so is that it was none"
    );
    plant.on(400);
    let purging = plant.purge(None)?;
    assert_eq!(Plant::count(&purging, Category::Flagged), 2);
    assert!(plant.station.timeline(person)?.is_empty() && plant.station.check()?.holds());
    Ok(())
}

#[test]
fn a_wish_clears_one_person_alone() -> Checked {
    let Year {
        mut plant,
        leaver,
        visitor,
        ..
    } = Year::lived()?;
    plant.on(150);
    let purging = plant.purge(Some(leaver))?;
    assert_eq!(Plant::count(&purging, Category::Readings), 240);
    assert!(!plant.says("13800130002")? && plant.says("卫来访")?);
    assert!(plant.known(visitor)?.is_some() && plant.station.check()?.holds());
    Ok(())
}

#[test]
fn a_bundle_brings_nothing_again_that_was_cleared() -> Checked {
    use crate::domain::chain::{GENESIS, SignedHead, Slice};
    use crate::store::exchange;

    let mut north = Plant::open()?;
    let person = north.somebody(3, Kind::Visitor, "卫来访")?;
    north.measure(person, 3650, Direction::In)?;
    let chain = north.station.card().chain;
    let head = exchange::heads(&north.station.store)?.into_iter().next().ok_or("no head")?;
    let mut links = Vec::new();
    exchange::links(&north.station.store, chain, (1, head.seq), &mut |link, _| {
        links.push(link);
        Ok::<_, Error>(())
    })?;
    let slice = Slice {
        chain,
        before: GENESIS,
        links,
        signed: SignedHead { head, signature: [0; 64] },
    };
    let mut south = Plant::open()?;
    let merged = south.station.store.merge(&slice, chain, MORNING)?;
    assert_eq!((merged.taken, merged.quarantined), (5, 0));
    south.on(400);
    south.purge(None)?;
    assert!(!south.says("卫来访")?);
    let merged = south.station.store.merge(&slice, chain, MORNING)?;
    assert_eq!((merged.renewed, merged.taken, merged.quarantined), (0, 0, 0));
    assert!(!south.says("卫来访")? && south.station.check()?.holds());
    Ok(())
}

#[test]
fn of_whom_nothing_is_kept_nothing_is_written() -> Checked {
    use crate::domain::screening::{Verdict, VisitAnswer};

    let mut plant = Plant::open()?;
    let answer = |contact| VisitAnswer { contact };
    for (contact, celsius, verdict) in [
        (false, 3650, Verdict::Clear),
        (false, 3820, Verdict::Recheck),
        (true, 3650, Verdict::Refuse),
    ] {
        let done = plant
            .station
            .decide_unkept(Kind::Visitor, answer(contact), Some(Celsius(celsius)))?;
        assert_eq!(done.value.verdict, verdict);
    }
    assert!(plant.station.people()?.is_empty() && plant.station.check()?.holds());
    Ok(())
}

/// A backup was put in the place of the file between looking and clearing, or while it was cleared.
#[test]
fn a_plan_is_of_the_file_that_was_looked_through() -> Checked {
    let mut plant = Year::lived()?.plant;
    let mut old = plant.plan(None)?;
    let mut begun = plant.plan(None)?;
    plant.station.begin_purge(&mut begun)?;
    assert!(plant.station.owes_renewed_backup()?, "copies hold what is being cleared");
    let made = plant.station.plan_backup(Why::Restore)?.run(&|_, _| true)?;
    let path = plant.folder.path().join("backups").join(made.kept.file());
    let prepared = plant.station.plan_restore(&path, None)?.prepare(&|_, _| true)?;
    plant.station.restore(&prepared, &made)?;
    let refused = [
        plant.station.begin_purge(&mut old).err(),
        plant.station.purge_slice(&mut begun).err(),
    ];
    assert!(refused.iter().all(|error| matches!(error, Some(Error::Stopped))), "{refused:?}");
    plant.purge(None)?;
    Ok(())
}
