//! Backups of real files, put back, and what is refused.

mod faults;
mod keys;
mod kills;
mod traces;

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use uuid::Uuid;

use super::{BackupView, Kept, Made, Prepared, Restoring, restore_into};
use crate::domain::day::Moment;
use crate::domain::person::{Person, PersonId};
use crate::domain::screening::Direction;
use crate::domain::settings::{Role, Settings};
use crate::domain::temperature::{Celsius, Site};
use crate::domain::thinning::{Age, Why};
use crate::station::exchange::Intake;
use crate::station::{Clock as _, Error, FixedClock, NewReading, Opening, Station};
use crate::store::backup::tamper;
use crate::store::{DATABASE, Store};

type Checked = Result<(), Box<dyn std::error::Error>>;
type Got<T> = Result<T, Box<dyn std::error::Error>>;

/// 7 February 2020, 09:00 in Shanghai.
const MORNING: Moment = Moment(1_581_037_200_000);

/// A place with stations and a clock.
struct Place {
    place: TempDir,
    clock: FixedClock,
}

impl Place {
    fn new() -> Got<Self> {
        let clock = FixedClock::default();
        clock.set(MORNING);
        Ok(Self {
            place: tempfile::tempdir()?,
            clock,
        })
    }

    fn folder(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    fn init(&self, name: &str, role: Role) -> Got<Station> {
        let opening = Opening {
            role,
            ..Opening::tested(name)
        };
        Ok(Station::init(&self.folder(name), opening, Box::new(self.clock.clone()))?)
    }

    /// A gate with somebody who comes in every day.
    fn gate(&self) -> Got<Station> {
        let mut station = self.init("南门", Role::Gate)?;
        station.hand_over("王建国")?;
        station.save_person(person(1))?;
        Ok(station)
    }

    fn open(&self, name: &str) -> Got<Station> {
        Ok(Station::open(&self.folder(name), Box::new(self.clock.clone()))?)
    }

    fn later(&self, secs: i64) {
        self.clock.set(self.clock.now().plus_secs(secs));
    }
}

fn person(number: u128) -> Person {
    Person {
        id: PersonId(Uuid::from_u128(number)),
        badge: format!("A{number}"),
        name: "张双".into(),
        ..Person::default()
    }
}

fn measure(station: &mut Station) -> Checked {
    station.record_reading(NewReading {
        person: PersonId(Uuid::from_u128(1)),
        celsius: Celsius(3650),
        site: Site::Forehead,
        instrument: String::new(),
        direction: Direction::In,
        mask: true,
    })?;
    Ok(())
}

fn back_up(station: &mut Station, why: Why) -> Got<Made> {
    let made = station.plan_backup(why)?.run(&|_, _| true);
    station.note_backup(&made)?;
    Ok(made?)
}

fn prepare(station: &mut Station, path: &Path) -> Result<Prepared, Error> {
    station.plan_restore(path, None)?.prepare(&|_, _| true)
}

/// Puts a backup back as the window does.
fn restore(station: &mut Station, path: &Path) -> Got<Prepared> {
    let prepared = prepare(station, path)?;
    let before = back_up(station, Why::Restore)?;
    station.restore(&prepared, &before)?;
    Ok(prepared)
}

fn files(folder: &Path) -> Got<Vec<String>> {
    let mut names = Vec::new();
    for file in fs::read_dir(folder)? {
        names.push(file?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

fn view(station: &Station) -> Got<BackupView> {
    let mut view = BackupView::default();
    station.follow_backups(&mut view, Some(station.shelf()?.list()))?;
    Ok(view)
}

#[test]
fn a_backup_is_one_proved_file_and_says_what_it_is() -> Checked {
    let place = Place::new()?;
    let mut station = place.gate()?;
    assert_eq!(view(&station)?.age(place.clock.now()), None, "there is none yet");
    let made = back_up(&mut station, Why::HandOver)?;
    assert_eq!(files(&place.folder("南门").join("backups"))?, ["gatehouse-20200207-010000.db"]);
    let seen = view(&station)?;
    let entries = station.check()?.entries;
    let kept = seen.lists.here.first().ok_or("no backup")?;
    assert_eq!(
        (kept.says, kept.at, kept.path == made.kept.path),
        (Some((Why::HandOver, entries)), MORNING, true)
    );
    assert!(!seen.is_written && !station.is_backup_due(&seen));
    place.later(3_600 * 80);
    assert_eq!(view(&station)?.age(place.clock.now()), Some(Age::Fresh), "nothing is missing in it");
    measure(&mut station)?;
    let seen = view(&station)?;
    assert_eq!(
        (seen.age(place.clock.now()), station.is_backup_due(&seen)),
        (Some(Age::TooOld), true)
    );
    Ok(())
}

#[test]
fn older_ones_go_only_after_the_newer_one_is_proved() -> Checked {
    let place = Place::new()?;
    let mut station = place.gate()?;
    for _ in 0..60 {
        measure(&mut station)?;
        back_up(&mut station, Why::Hourly)?;
        place.later(3_600);
    }
    let here = view(&station)?.lists.here;
    assert!((25..=27).contains(&here.len()), "24 hours and the days before: {}", here.len());
    let newest = here.first().map(Kept::file);
    // One that cannot be made deletes nothing.
    place.later(400 * 24 * 3_600);
    let making = station.plan_backup(Why::Hourly)?;
    assert!(matches!(making.run(&|_, _| false), Err(Error::Stopped)) || files(&place.folder("南门").join("backups"))?.len() < 5);
    assert!(view(&station)?.lists.here.iter().any(|kept| Some(kept.file()) == newest));
    Ok(())
}

#[test]
fn a_preview_says_what_would_be_lost_and_a_restore_puts_it_back() -> Checked {
    let place = Place::new()?;
    let mut station = place.gate()?;
    measure(&mut station)?;
    let old = back_up(&mut station, Why::ByHand)?.kept.path;
    let before = station.digest()?;
    place.later(3_600);
    station.hand_over("李敏")?;
    measure(&mut station)?;
    measure(&mut station)?;
    station.save_person(person(2))?;
    station.change_settings(Settings {
        ask_document: true,
        ..Settings::default()
    })?;
    let chain = station.card().chain;
    let prepared = restore(&mut station, &old)?;
    let lost = prepared.lost.as_ref().ok_or("nothing to hold it against")?;
    assert_eq!((lost.own, lost.others, lost.gained), (5, 0, 0));
    let by: Vec<_> = lost.by.iter().map(|(what, count)| (*what, *count)).collect();
    assert_eq!(by, [("other", 1), ("people", 1), ("readings", 2), ("settings", 1)]);
    assert_eq!(
        (lost.who.clone(), lost.span),
        (
            vec!["李敏".to_owned(), "王建国".to_owned()],
            Some((place.clock.now(), place.clock.now()))
        )
    );
    assert!(
        station.card().chain != chain && station.on_duty().is_empty(),
        "a new chain, and the guard is asked again"
    );
    assert!(station.check()?.holds() && !station.settings().ask_document);
    assert_eq!(station.people()?.len(), 1);
    assert_ne!(station.digest()?, before, "the entry about it is new");
    let files = files(&place.folder("南门").join("backups"))?;
    assert!(files.iter().any(|file| file.starts_with("before-restore-")), "{files:?}");
    // And back again.
    let kept = view(&station)?
        .lists
        .here
        .into_iter()
        .find(|kept| kept.why() == Why::Restore)
        .ok_or("no copy")?;
    let prepared = restore(&mut station, &kept.path)?;
    assert_eq!(prepared.lost.map(|lost| lost.gained), Some(5));
    assert!(station.check()?.holds() && station.settings().ask_document);
    assert_eq!(station.people()?.len(), 2);
    Ok(())
}

#[test]
fn what_others_hold_of_the_old_chain_comes_back() -> Checked {
    let place = Place::new()?;
    let (mut south, mut north) = (place.gate()?, place.init("北门", Role::Gate)?);
    south.enrol(north.own_card()?)?;
    north.enrol(south.own_card()?)?;
    let share = place.folder("share");
    fs::create_dir_all(&share)?;
    let old = back_up(&mut south, Why::ByHand)?.kept.path;
    measure(&mut south)?;
    measure(&mut south)?;
    let exchange = |stations: &mut [&mut Station]| -> Checked {
        for _ in 0..6 {
            for station in &mut *stations {
                place.later(2);
                station.exchange_through(&share, &mut Intake::default())?;
            }
        }
        Ok(())
    };
    exchange(&mut [&mut south, &mut north])?;
    restore(&mut south, &old)?;
    assert_eq!(south.view()?.recent.len(), 0, "both readings are gone");
    measure(&mut south)?;
    exchange(&mut [&mut south, &mut north])?;
    assert_eq!((south.view()?.recent.len(), north.view()?.recent.len()), (3, 3));
    assert_eq!(south.digest()?, north.digest()?);
    assert_eq!(
        south.exchange_view()?.quarantined.len() + north.exchange_view()?.quarantined.len(),
        0
    );
    assert!(south.check()?.holds() && north.check()?.holds());
    Ok(())
}

#[test]
fn a_second_place_gets_sealed_copies_that_the_paper_opens_on_another_machine() -> Checked {
    let place = Place::new()?;
    let mut station = place.gate()?;
    let stick = place.folder("stick");
    assert_eq!(
        station.set_second_place(&stick).err().map(|error| error.code()),
        Some("backup-second-missing")
    );
    fs::create_dir_all(&stick)?;
    let paper = station.set_second_place(&stick)?;
    let made = back_up(&mut station, Why::Hourly)?;
    assert!(matches!(made.second, Some(Ok(()))));
    let seen = view(&station)?;
    let there = seen.lists.there.first().ok_or("nothing there")?;
    assert_eq!(
        (there.file(), there.says),
        ("gatehouse-20200207-010000.db.age".to_owned(), made.kept.says)
    );
    assert!(!fs::read(&there.path)?.windows(6).any(|bytes| bytes == "张双".as_bytes()));
    // Another machine has nothing but the stick and the paper.
    let other = place.folder("other");
    let without = Restoring::into_folder(&other, &there.path, None)?.prepare(&|_, _| true);
    assert_eq!(without.err().map(|error| error.code()), Some("backup-sealed-for-others"));
    let prepared = Restoring::into_folder(&other, &there.path, Some(&paper.text))?.prepare(&|_, _| true)?;
    assert!(prepared.lost.is_none() && prepared.station.station == "南门");
    restore_into(&other, &prepared, place.clock.now())?;
    let [ours, theirs] = [&place.folder("南门"), &other].map(|folder| crate::store::secrets::read(folder, "field.key"));
    assert_eq!(ours?, theirs?, "what is sealed in it can be read there");
    let mut moved = place.open("other")?;
    assert!(moved.check()?.holds() && moved.people()?.len() == 1);
    assert!(moved.card().chain != station.card().chain && moved.own_card()?.keys != station.own_card()?.keys);
    Ok(())
}

#[test]
fn a_stick_that_is_not_in_is_said_and_gets_what_it_lacks_when_it_is_back() -> Checked {
    let place = Place::new()?;
    let mut station = place.gate()?;
    let stick = place.folder("stick");
    fs::create_dir_all(&stick)?;
    station.set_second_place(&stick)?;
    fs::rename(&stick, place.folder("pocket"))?;
    let made = back_up(&mut station, Why::Hourly)?;
    assert!(matches!(made.second, Some(Err(_))));
    let second = view(&station)?.remembered.second.ok_or("forgotten")?;
    assert_eq!((second.failed.as_deref(), second.done), (Some("backup-second-missing"), None));
    assert!(!stick.exists(), "nothing is made in its stead");
    assert!(station.plan_backup(Why::Hourly)?.catches_up().is_none());
    fs::rename(place.folder("pocket"), &stick)?;
    let caught = station.plan_backup(Why::Hourly)?.catches_up().ok_or("nothing to do")?;
    station.note_second(&caught)?;
    let seen = view(&station)?;
    assert_eq!(
        (seen.lists.there.len(), seen.remembered.second.and_then(|second| second.failed)),
        (1, None)
    );
    assert!(station.plan_backup(Why::Hourly)?.catches_up().is_none(), "it has it now");
    Ok(())
}

#[test]
fn after_a_purge_no_older_copy_is_left_anywhere() -> Checked {
    let place = Place::new()?;
    let mut station = place.gate()?;
    let stick = place.folder("stick");
    fs::create_dir_all(&stick)?;
    station.set_second_place(&stick)?;
    for _ in 0..3 {
        back_up(&mut station, Why::Hourly)?;
        place.later(60);
    }
    station.renew_backups()?;
    let seen = view(&station)?;
    for list in [&seen.lists.here, &seen.lists.there] {
        let whys: Vec<Why> = list.iter().map(Kept::why).collect();
        assert_eq!(whys, [Why::Purge]);
    }
    Ok(())
}

#[test]
fn the_drill_proves_the_newest_backup_and_finds_one_that_is_not() -> Checked {
    let place = Place::new()?;
    let mut station = place.gate()?;
    let none = station.plan_backup(Why::ByHand)?.drill();
    assert_eq!(none.err().map(|error| error.code()), Some("backup-nothing"));
    measure(&mut station)?;
    let made = back_up(&mut station, Why::ByHand)?;
    let drilled = station.plan_backup(Why::ByHand)?.drill()?;
    assert_eq!((drilled.fault.clone(), drilled.is_same, drilled.holds()), (None, Some(true), true));
    station.note_drill(drilled)?;
    place.later(31 * 24 * 3_600);
    assert!(view(&station)?.is_drill_due(place.clock.now()));
    measure(&mut station)?;
    assert_eq!(
        station.plan_backup(Why::ByHand)?.drill()?.is_same,
        None,
        "something was written since"
    );
    let mut bytes = fs::read(&made.kept.path)?;
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4_096].fill(0x5a);
    fs::write(&made.kept.path, bytes)?;
    assert!(!station.plan_backup(Why::ByHand)?.drill()?.holds());
    let left = files(&place.folder("南门"))?;
    assert!(!left.iter().any(|file| file.contains(".part")), "{left:?}");
    Ok(())
}

#[test]
fn what_is_not_ours_is_refused_with_its_sentence() -> Checked {
    let place = Place::new()?;
    let mut station = place.gate()?;
    let mut other = place.init("北门", Role::Gate)?;
    let foreign = back_up(&mut other, Why::ByHand)?.kept.path;
    let own = back_up(&mut station, Why::ByHand)?.kept.path;
    let text = place.folder("text.db");
    fs::write(&text, "no database")?;
    let edit = |name: &str, sql: &str| -> Got<PathBuf> {
        let path = place.folder(name);
        fs::copy(&own, &path)?;
        tamper(&path, sql)?;
        Ok(path)
    };
    let newer = edit("newer.db", "PRAGMA user_version = 99")?;
    let trigger = edit(
        "trigger.db",
        "CREATE TRIGGER x AFTER INSERT ON preference BEGIN DELETE FROM photo; END",
    )?;
    let forged = edit(
        "forged.db",
        "DROP TRIGGER entry_is_never_changed; UPDATE entry SET at_ms = at_ms + 1 WHERE seq = 2",
    )?;
    let damaged = place.folder("damaged.db");
    let mut bytes = fs::read(&own)?;
    bytes[8_192..12_288].fill(7);
    fs::write(&damaged, bytes)?;
    let before = fs::read(place.folder("南门").join(DATABASE))?;
    for (path, code) in [
        (&foreign, "backup-other-key"),
        (&text, "backup-not-a-backup"),
        (&newer, "backup-newer"),
        (&trigger, "backup-not-a-backup"),
        (&forged, "backup-not-a-backup"),
        (&damaged, "backup-damaged"),
    ] {
        let refused = prepare(&mut station, path).err().ok_or("it was taken")?;
        assert_eq!(refused.code(), code, "{}", path.display());
    }
    assert_eq!(fs::read(place.folder("南门").join(DATABASE))?, before);
    Ok(())
}

#[test]
fn nothing_that_is_saved_while_the_old_state_is_copied_is_lost() -> Checked {
    let place = Place::new()?;
    let mut station = place.gate()?;
    let old = back_up(&mut station, Why::ByHand)?.kept.path;
    let prepared = prepare(&mut station, &old)?;
    let before = back_up(&mut station, Why::Restore)?;
    measure(&mut station)?;
    assert_eq!(
        station.restore(&prepared, &before).err().map(|error| error.code()),
        Some("backup-meanwhile")
    );
    assert!(station.check()?.holds() && station.view()?.recent.len() == 1);
    Ok(())
}

#[test]
fn an_older_file_is_copied_before_it_climbs() -> Checked {
    let place = Place::new()?;
    drop(place.gate()?);
    let folder = place.folder("南门");
    // As a file stood before the last step of the ladder.
    let seventh = "DROP TABLE account; DROP TABLE sign_in; DROP TABLE seal; DROP INDEX entry_sealed; DROP INDEX entry_access;
                   ALTER TABLE redacted DROP COLUMN purged; PRAGMA user_version = 6";
    tamper(&folder.join(DATABASE), seventh)?;
    let mut station = place.open("南门")?;
    assert_eq!(station.people()?.len(), 1);
    let here = view(&station)?.lists.here;
    let whys: Vec<Why> = here.iter().map(Kept::why).collect();
    assert_eq!(whys, [Why::Climb]);
    let kept = here.first().ok_or("no copy")?;
    assert!(!Store::open_copy(&kept.path, &folder)?.is_newest()?, "as it was");
    let prepared = restore(&mut station, &kept.path.clone())?;
    assert!(
        prepared.lost.is_some_and(|lost| !lost.is_any()) && station.check()?.holds(),
        "and it can be put back"
    );
    Ok(())
}
