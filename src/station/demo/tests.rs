//! The same seed, the same plant; and a plant that the station itself could have written.

use std::cell::RefCell;

use tempfile::TempDir;

use super::*;
use crate::domain::day::rfc3339;
use crate::domain::entry::{EntryId, Reading};
use crate::domain::screening::{Direction, Verdict};
use crate::station::{NewReading, Opening, SystemClock};
use crate::store::Store;
use crate::store::journal::{self, Written};

type Checked = Result<(), Box<dyn std::error::Error>>;

fn plan(people: u32, days: u32, seed: u64) -> Result<Plan, Box<dyn std::error::Error>> {
    Ok(Plan {
        people,
        days,
        seed,
        until: "2020-03-05".parse()?,
        zone: Zone::DEFAULT,
    })
}

fn made(plan: &Plan) -> Result<(Station, Made, TempDir), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let made = demo(folder.path(), plan, &|_| {})?;
    Ok((Station::open(folder.path(), Box::new(SystemClock))?, made, folder))
}

fn entries(store: &mut Store) -> Result<Vec<Written>, Error> {
    let mut entries = Vec::new();
    store.transact(|db| {
        journal::each(db, |written| {
            entries.push(written.clone());
            Ok(())
        })
    })?;
    Ok(entries)
}

#[test]
fn the_same_seed_gives_the_same_plant_byte_for_byte() -> Checked {
    let (mut one, made_one, _folder) = made(&plan(60, 5, 7)?)?;
    let (mut two, made_two, _other) = made(&plan(60, 5, 7)?)?;
    assert_eq!(made_one, made_two);
    assert_eq!(one.digest()?, two.digest()?);
    assert_eq!(entries(&mut one.store)?, entries(&mut two.store)?);
    let (three, ..) = made(&plan(60, 5, 8)?)?;
    assert_ne!(one.digest()?, three.digest()?);
    Ok(())
}

#[test]
fn the_chain_holds_and_the_numbers_are_plausible() -> Checked {
    let (mut station, made, _folder) = made(&plan(60, 5, 1)?)?;
    assert!(station.check()?.holds());
    assert!(station.card().demo);
    assert_eq!(station.people()?.len(), 60);
    assert!((150..350).contains(&made.readings), "{} readings", made.readings);
    assert_eq!(rfc3339(made.until, 480), "2020-03-05T08:30:00.000+08:00");
    let entries = entries(&mut station.store)?;
    assert!(entries.is_sorted_by_key(|written| written.at));
    assert!(
        entries
            .iter()
            .all(|written| written.at < made.until && written.id.0.get_version_num() == 7)
    );
    let mut inside = 0;
    for person in station.people()? {
        inside += usize::from(station.is_inside(person.id)?);
    }
    assert!((15..45).contains(&inside), "{inside} inside");
    Ok(())
}

#[test]
fn the_last_morning_is_alive() -> Checked {
    let (mut station, made, _folder) = made(&plan(1_200, 2, 1)?)?;
    let midnight = Zone::DEFAULT.start_of("2020-03-05".parse()?);
    let (mut passages, mut verdicts) = (0, Vec::new());
    for written in entries(&mut station.store)?.iter().filter(|written| written.at >= midnight) {
        if let Entry::Reading(reading) = written.entry()? {
            verdicts.push(reading.verdict);
        } else {
            passages += usize::from(Entry::kind_name(written.kind) == "passage");
        }
    }
    passages += verdicts.iter().filter(|verdict| **verdict == Verdict::Clear).count();
    assert!((300..1_200).contains(&passages), "{passages} passages");
    assert!(verdicts.contains(&Verdict::Recheck));
    assert!(verdicts.contains(&Verdict::Clinic));
    assert_eq!(made.people, 1_200);
    Ok(())
}

#[test]
fn a_used_folder_is_refused() -> Checked {
    let plan = plan(10, 1, 1)?;
    let (station, _, folder) = made(&plan)?;
    let digest = station.digest()?;
    drop(station);
    assert!(matches!(demo(folder.path(), &plan, &|_| {}), Err(Error::AlreadyOpened)));
    assert_eq!(Station::open(folder.path(), Box::new(SystemClock))?.digest()?, digest);
    Ok(())
}

#[test]
fn the_smallest_plants_are_plants() -> Checked {
    for (people, days) in [(0, 0), (1, 1), (3, 2), (20, 1)] {
        let parts = RefCell::new(Vec::new());
        let folder = tempfile::tempdir()?;
        demo(folder.path(), &plan(people, days, 1)?, &|part| parts.borrow_mut().push(part))?;
        assert_eq!(parts.borrow().len(), usize::try_from(days.max(1))?);
        let mut station = Station::open(folder.path(), Box::new(SystemClock))?;
        assert_eq!(station.people()?.len(), usize::try_from(people)?);
        assert!(station.check()?.holds());
    }
    Ok(())
}

#[test]
fn the_ends_of_the_calendar_are_survived() -> Checked {
    for until in [Day(chrono::NaiveDate::MIN), Day(chrono::NaiveDate::MAX)] {
        let folder = tempfile::tempdir()?;
        let plan = Plan { until, ..plan(10, 2, 1)? };
        assert_eq!(demo(folder.path(), &plan, &|_| {})?.days, 2);
    }
    Ok(())
}

/// The journal of the plant, done again through the station's own methods: the same verdicts, attempts and guards.
#[test]
fn the_station_judges_as_the_plant_does() -> Checked {
    let (mut invented, ..) = made(&plan(400, 4, 4)?)?;
    let originals = entries(&mut invented.store)?;
    for kind in ["reading", "passage", "refusal", "visit", "withdrawn", "on-duty"] {
        assert!(originals.iter().any(|written| Entry::kind_name(written.kind) == kind), "no {kind}");
    }
    let (folder, clock) = (tempfile::tempdir()?, FixedClock::default());
    let mut station = None;
    let mut ids = std::collections::BTreeMap::new();
    for original in &originals {
        clock.set(original.at);
        let entry = original.entry()?;
        let station: &mut Station = match (&mut station, &entry) {
            (Some(station), _) => station,
            (none, Entry::StationOpened(card)) => {
                let opened = Station::init(folder.path(), opening(card), Box::new(clock.clone()))?;
                *none = Some(opened);
                continue;
            }
            (None, _) => return Err("no card".into()),
        };
        ids.insert(
            original.id,
            again(station, entry, original.corrects.and_then(|id| ids.get(&id).copied()))?,
        );
    }
    let mut station = station.ok_or("no card")?;
    let said = |written: &Written| {
        (
            written.seq,
            written.at,
            written.zone_min,
            written.actor,
            written.subject,
            written.body.clone(),
        )
    };
    for (original, again) in originals.iter().zip(entries(&mut station.store)?).skip(1) {
        assert_eq!(said(original), said(&again));
    }
    Ok(())
}

fn opening(card: &StationCard) -> Opening {
    Opening {
        site: card.site.clone(),
        unit: card.unit.clone(),
        station: card.station.clone(),
        role: card.role,
        zone: card.zone,
        demo: card.demo,
    }
}

fn again(station: &mut Station, entry: Entry, corrects: Option<EntryId>) -> Result<EntryId, Box<dyn std::error::Error>> {
    Ok(match entry {
        Entry::OnDuty(duty) => station.hand_over(&duty.name)?.id,
        Entry::PersonSaved(person) => station.save_person(person)?.id,
        Entry::Reading(reading) => station.record_reading(anew(reading))?.id,
        Entry::Passage(passage) => {
            let passed = station.let_through(passage.person, Direction::Out, passage.mask)?;
            passed.map_err(|judgement| format!("{judgement:?}"))?.id
        }
        Entry::Refusal(refusal) => station.refuse(refusal.person, &refusal.reason)?.id,
        Entry::Visit(visit) => station.register_visit(visit)?.id,
        Entry::Withdrawn(withdrawn) => station.withdraw(corrects.ok_or("corrects nothing")?, &withdrawn.reason)?.id,
        other @ (Entry::StationOpened(_)
        | Entry::SettingsChanged(_)
        | Entry::PeopleStaged(_)
        | Entry::PeopleTaken(_)
        | Entry::ImportAbandoned(_)
        | Entry::PhotoTaken(_)
        | Entry::InstrumentSaved(_)
        | Entry::InstrumentChecked(_)
        | Entry::Declared(_)
        | Entry::DeclarationsStaged(_)
        | Entry::Outing(_)
        | Entry::Isolation(_)
        | Entry::Decided(_)) => station.write(&other, None)?.id,
    })
}

fn anew(reading: Reading) -> NewReading {
    NewReading {
        person: reading.person,
        celsius: reading.celsius,
        site: reading.site,
        instrument: reading.instrument,
        direction: reading.direction,
        mask: reading.mask,
    }
}
