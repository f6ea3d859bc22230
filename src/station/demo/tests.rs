//! The same seed, the same plant; and a plant that the station itself could have written.

use std::cell::RefCell;
use std::collections::BTreeMap;

use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::domain::day::rfc3339;
use crate::domain::declaration::Quarters;
use crate::domain::entry::{EntryId, Reading, Taken};
use crate::domain::going_out::{self, OutingStep, State};
use crate::domain::health::Health;
use crate::domain::isolation::{self, IsolationStep};
use crate::domain::rules::Authority;
use crate::domain::screening::{Direction, Verdict};
use crate::domain::temperature::Site;
use crate::station::{FixedClock, LateLine, NewIsolation, NewOuting, NewReading, Opening, SystemClock};
use crate::store::journal::{self, Written};
use crate::store::{self, Store};

type Failed = Box<dyn std::error::Error>;
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
    let (mut invented, ..) = made(&plan(400, 8, 4)?)?;
    let originals = entries(&mut invented.store)?;
    for kind in [
        "reading",
        "passage",
        "refusal",
        "visit",
        "withdrawn",
        "on-duty",
        "declared",
        "outing",
        "isolation",
        "decided",
    ] {
        assert!(originals.iter().any(|written| Entry::kind_name(written.kind) == kind), "no {kind}");
    }
    let (folder, clock) = (tempfile::tempdir()?, FixedClock::default());
    let mut station = None;
    let mut replay = Replay::default();
    let mut expected = Vec::new();
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
        let corrects = original.corrects.and_then(|id| replay.lines.get(&id).copied());
        if let Some(id) = replay.again(station, entry, corrects)? {
            replay.lines.insert(original.id, id);
        }
        let body = replay.renamed(original.entry()?).encode()?;
        expected.push((original.seq, original.at, original.zone_min, original.actor, original.subject, body));
    }
    let mut station = station.ok_or("no card")?;
    let again: Vec<_> = entries(&mut station.store)?
        .into_iter()
        .skip(1)
        .map(|written| {
            (
                written.seq,
                written.at,
                written.zone_min,
                written.actor,
                written.subject,
                written.body,
            )
        })
        .collect();
    for (expected, again) in expected.iter().zip(&again) {
        assert_eq!(expected, again);
    }
    assert_eq!(expected.len(), again.len());
    Ok(())
}

/// What passed in the hour without power was entered after it, in the order in which it happened.
#[test]
fn an_hour_of_the_plant_is_entered_later() -> Checked {
    let (mut station, ..) = made(&plan(400, 8, 4)?)?;
    let mut happened = Vec::new();
    for written in entries(&mut station.store)? {
        if let Some(line) = late(&written.entry()?) {
            assert!(line.at < written.at);
            happened.push(line.at);
        }
    }
    assert!(happened.len() > 3 && happened.is_sorted(), "{happened:?}");
    Ok(())
}

/// Who isolates neither passes the gate nor is let out of it, and the month has everything that a month has.
#[test]
fn the_month_is_whole_and_nobody_passes_who_isolates() -> Checked {
    let (mut station, ..) = made(&plan(1_200, 30, 1)?)?;
    let zone = station.card().zone;
    let mut courses = std::collections::BTreeMap::<_, Health>::new();
    for written in entries(&mut station.store)? {
        let (entry, at) = (written.entry()?, written.at);
        let Some(subject) = entry.subject() else { continue };
        let health = courses.entry(subject).or_default();
        let clear = |reading: &Reading| reading.verdict == Verdict::Clear && reading.taken == Taken::Gate;
        let passes = matches!(&entry, Entry::Passage(_)) || matches!(&entry, Entry::Reading(reading) if clear(reading));
        assert!(!passes || health.isolation().is_none(), "{subject} at {}", zone.date_time(at));
        health.take(at, zone, &entry);
    }
    let now = station.now();
    let count = |holds: &dyn Fn(&Health) -> bool| courses.values().filter(|health| holds(health)).count();
    for (what, counted, range) in [
        ("returned", count(&|health| health.declared.is_some()), 120..260),
        ("isolating", count(&|health| health.isolation().is_some()), 15..40),
        (
            "released",
            count(&|health| health.isolations.iter().any(|one| !one.is_open())),
            12..70,
        ),
        (
            "released early",
            count(&|health| {
                health
                    .isolations
                    .iter()
                    .any(|one| one.released.as_ref().is_some_and(|release| release.early))
            }),
            1..12,
        ),
        (
            "extended",
            count(&|health| health.isolations.iter().any(|one| one.rows.len() > 1)),
            1..20,
        ),
        (
            "out",
            count(&|health| health.outings.iter().any(|one| one.state(now) == State::Back)),
            120..400,
        ),
        (
            "refused",
            count(&|health| health.outings.iter().any(|one| one.state(now) == State::Refused)),
            2..60,
        ),
        (
            "asked",
            count(&|health| health.outings.iter().any(|one| one.trip.is_some())),
            120..400,
        ),
        ("decided", count(&|health| !health.decisions.is_empty()), 5..80),
    ] {
        assert!(range.contains(&counted), "{what}: {counted}");
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

/// What the station called the things of the invented journal.
#[derive(Default)]
struct Replay {
    lines: BTreeMap<EntryId, EntryId>,
    courses: BTreeMap<Uuid, Uuid>,
}

impl Replay {
    /// Does an entry again. `None` where the station had written it with the line before.
    fn again(&mut self, station: &mut Station, entry: Entry, corrects: Option<EntryId>) -> Result<Option<EntryId>, Failed> {
        if let Some(late) = late(&entry) {
            return Ok(Some(station.enter_late(&late)?.id));
        }
        Ok(Some(match entry {
            Entry::OnDuty(duty) => station.hand_over(&duty.name)?.id,
            Entry::PersonSaved(person) => station.save_person(person)?.id,
            Entry::Reading(reading) if reading.taken == Taken::Gate => station.record_reading(anew(reading))?.id,
            Entry::Reading(reading) => {
                let taken = reading.taken;
                station.measure(anew(reading), taken)?.id
            }
            Entry::Passage(passage) => {
                let passed = station.let_through(passage.person, Direction::Out, passage.mask)?;
                passed.map_err(|judgement| format!("{judgement:?}"))?.id
            }
            Entry::Refusal(refusal) => station.refuse(refusal.person, &refusal.reason)?.id,
            Entry::Visit(visit) => station.register_visit(visit)?.id,
            Entry::Withdrawn(withdrawn) => station.withdraw(corrects.ok_or("corrects nothing")?, &withdrawn.reason)?.id,
            Entry::Declared(form) => station.declare(form, Vec::new())?.id,
            Entry::Decided(decision) => station.decide(decision)?.id,
            Entry::Isolation(step) => self.isolation(station, step)?,
            Entry::Outing(step) => return self.outing(station, step),
            other @ (Entry::StationOpened(_)
            | Entry::SettingsChanged(_)
            | Entry::PeopleStaged(_)
            | Entry::PeopleTaken(_)
            | Entry::ImportAbandoned(_)
            | Entry::PhotoTaken(_)
            | Entry::InstrumentSaved(_)
            | Entry::InstrumentChecked(_)
            | Entry::DeclarationsStaged(_)
            | Entry::Absent(_)
            | Entry::Noted(_)
            | Entry::Keyed(_)
            | Entry::PeerSaved(_)
            | Entry::Continued(_)
            | Entry::AccountSaved(_)
            | Entry::Audited(_)) => {
                let changes = matches!(other, Entry::SettingsChanged(_));
                let id = station.write(&other, None)?.id;
                if changes {
                    station.identity = store::station::identity(&station.store)?;
                }
                id
            }
        }))
    }

    fn isolation(&mut self, station: &mut Station, step: IsolationStep) -> Result<EntryId, Failed> {
        let person = step.person;
        let (quarters, place, cause) = match step.step {
            isolation::Step::Opened {
                quarters, place, cause, ..
            } => (quarters, place, cause),
            isolation::Step::Cause(cause) => (Quarters::default(), String::new(), cause),
            isolation::Step::Released { by, reason, .. } => return Ok(station.release(person, by, &reason)?.id),
            other @ (isolation::Step::Moved { .. } | isolation::Step::Needs(_) | isolation::Step::Symptoms(_)) => {
                return Ok(station.step_isolation(person, other)?.id);
            }
        };
        let done = station.open_isolation(NewIsolation {
            person,
            quarters,
            place,
            cause,
        })?;
        self.courses.insert(step.isolation, done.value);
        Ok(done.id)
    }

    fn outing(&mut self, station: &mut Station, step: OutingStep) -> Result<Option<EntryId>, Failed> {
        let (person, outing) = (step.person, self.courses.get(&step.outing).copied());
        let known = || outing.ok_or("no outing");
        Ok(Some(match step.step {
            going_out::Step::Filed {
                destination,
                code,
                reason,
                due,
            } => {
                let new = NewOuting {
                    person,
                    destination,
                    code,
                    reason,
                    due,
                };
                let done = station.file_outing(&new, None)?;
                self.courses.insert(step.outing, done.value);
                done.id
            }
            going_out::Step::Decided { approved, by, reason } => station.decide_outing(person, known()?, approved, by, &reason)?.id,
            going_out::Step::Extended { due, reason } => station.extend_outing(person, known()?, due, Authority::Headquarters, &reason)?.id,
            going_out::Step::Asked(trip) => station.ask_trip(person, known()?, trip)?.id,
            going_out::Step::Cancelled { reason } => station.cancel_outing(person, known()?, Authority::Headquarters, &reason)?.id,
            going_out::Step::Left { .. } | going_out::Step::Back { .. } => return Ok(None),
        }))
    }

    /// The entry with the names that the station gave.
    fn renamed(&self, mut entry: Entry) -> Entry {
        let course = |id: &mut Uuid| *id = self.courses.get(id).copied().unwrap_or(*id);
        if let Entry::Isolation(step) = &mut entry {
            course(&mut step.isolation);
        } else if let Entry::Outing(step) = &mut entry {
            course(&mut step.outing);
            if let going_out::Step::Left { line } | going_out::Step::Back { line } = &mut step.step {
                *line = self.lines.get(line).copied().unwrap_or(*line);
            }
        }
        entry
    }
}

/// The line of paper that an entry is, where it is one.
fn late(entry: &Entry) -> Option<LateLine> {
    if let Entry::Reading(reading) = entry {
        return Some(LateLine {
            person: reading.person,
            at: reading.happened?,
            celsius: Some(reading.celsius),
            site: reading.site,
            instrument: reading.instrument.clone(),
            direction: reading.direction,
            mask: reading.mask,
            taken: reading.taken,
        });
    }
    let Entry::Passage(passage) = entry else { return None };
    Some(LateLine {
        person: passage.person,
        at: passage.happened?,
        celsius: None,
        site: Site::default(),
        instrument: String::new(),
        direction: passage.direction,
        mask: passage.mask,
        taken: Taken::Gate,
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
