//! Stations that exchange with each other, in folders of their own.

mod copies;
mod offers;
mod trust;

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use uuid::Uuid;

use super::{Intake, Often, Piece, Route, card_from_text, card_text};
use crate::domain::day::Moment;
use crate::domain::parcel::Gap;
use crate::domain::peer::{Level, Relation};
use crate::domain::person::{Person, PersonId};
use crate::domain::screening::Direction;
use crate::domain::settings::Role;
use crate::domain::temperature::{Celsius, Site};
use crate::station::{Error, FixedClock, NewReading, Opening, Station};

type Checked = Result<(), Box<dyn std::error::Error>>;
type Made<T> = Result<T, Box<dyn std::error::Error>>;

/// 7 February 2020, 09:00 in Shanghai.
const MORNING: Moment = Moment(1_581_037_200_000);

/// Stations in one place, with a clock that they share.
struct Place {
    place: TempDir,
    clock: FixedClock,
}

impl Place {
    fn new() -> Made<Self> {
        let clock = FixedClock::default();
        clock.set(MORNING);
        let place = tempfile::tempdir()?;
        Ok(Self { place, clock })
    }

    fn folder(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    fn init(&self, name: &str, role: Role) -> Made<Station> {
        let opening = Opening {
            role,
            ..Opening::tested(name)
        };
        Ok(Station::init(&self.folder(name), opening, Box::new(self.clock.clone()))?)
    }

    fn gate(&self, name: &str) -> Made<Station> {
        self.init(name, Role::Gate)
    }

    fn open(&self, name: &str) -> Made<Station> {
        Ok(Station::open(&self.folder(name), Box::new(self.clock.clone()))?)
    }

    /// Time goes on, so that no two bundles are made at once.
    fn later(&self, minutes: i64) {
        use crate::station::Clock as _;
        self.clock.set(self.clock.now().plus_minutes(minutes));
    }

    /// One station writes a bundle for all it knows and the other reads it.
    fn carry(&self, from: &Station, to: &mut Station) -> Made<Intake> {
        self.later(1);
        let stick = self.folder("stick.gatehouse");
        from.plan_bundle(&[], Level::Full, false)?.write(&stick, &|_, _| false)?;
        let mut intake = Intake::default();
        to.read_bundle(&stick, &mut intake)?;
        Ok(intake)
    }

    /// Everybody exchanges through one folder until nothing happens any more; answers how often that was.
    fn settle(&self, folder: &Path, stations: &mut [&mut Station]) -> Made<usize> {
        use crate::station::Clock as _;
        fs::create_dir_all(folder)?;
        for round in 0..12 {
            let before = listing(folder)?;
            for station in &mut *stations {
                // A few seconds, as between two looks: nobody has to say that they are there.
                self.clock.set(self.clock.now().plus_secs(2));
                station.exchange_through(folder, &mut Intake::default())?;
            }
            if listing(folder)? == before {
                return Ok(round);
            }
        }
        Err("they never stop".into())
    }
}

/// The names of all files in a folder of bundles.
fn listing(folder: &Path) -> Made<Vec<String>> {
    let mut names = Vec::new();
    for station in fs::read_dir(folder)? {
        for file in fs::read_dir(station?.path())? {
            names.push(file?.path().display().to_string());
        }
    }
    names.sort();
    Ok(names)
}

fn bundles(folder: &Path) -> Made<Vec<String>> {
    let mut names = listing(folder)?;
    names.retain(|name| name.ends_with(super::ENDING));
    Ok(names)
}

/// Both sides compare the fingerprint.
fn befriend(one: &mut Station, other: &mut Station) -> Checked {
    one.enrol(other.own_card()?)?;
    other.enrol(one.own_card()?)?;
    Ok(())
}

fn person(number: u128, name: &str) -> Person {
    Person {
        id: PersonId(Uuid::from_u128(number)),
        badge: format!("A{number}"),
        name: name.into(),
        ..Person::default()
    }
}

fn measure(station: &mut Station, number: u128) -> Checked {
    station.record_reading(NewReading {
        person: PersonId(Uuid::from_u128(number)),
        celsius: Celsius(3650),
        site: Site::Forehead,
        instrument: String::new(),
        direction: Direction::In,
        mask: true,
    })?;
    Ok(())
}

/// Copies a data folder as somebody with a file manager does.
fn copy(from: &Path, to: &Path) -> Checked {
    fs::create_dir_all(to)?;
    for file in fs::read_dir(from)? {
        let file = file?;
        if file.file_type()?.is_file() {
            fs::copy(file.path(), to.join(file.file_name()))?;
        }
    }
    Ok(())
}

/// Whether all hold the same and nothing is wrong with it.
fn agree(stations: &mut [&mut Station]) -> Checked {
    let mut digests = Vec::new();
    for station in stations {
        assert!(station.check()?.holds());
        let view = station.exchange_view()?;
        assert_eq!((view.quarantined.len(), view.gaps.len()), (0, 0), "{}", station.card().station);
        digests.push(station.digest()?);
    }
    assert!(digests.iter().all(|digest| *digest == digests[0]), "{digests:?}");
    Ok(())
}

#[test]
fn keys_are_made_once_and_belong_to_the_owner_of_the_folder() -> Checked {
    let site = Place::new()?;
    let card = site.gate("南门")?.own_card()?;
    let path = site.folder("南门").join(crate::store::secrets::STATION_KEY);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&path)?.permissions().mode() & 0o777, 0o600);
    }
    assert_eq!(site.open("南门")?.own_card()?, card);
    assert_eq!(card_from_text(&card_text(&card))?, card);
    fs::remove_file(&path)?;
    let again = site.open("南门")?.own_card()?;
    assert!(again.keys != card.keys && again.chain == card.chain, "lost keys are made anew");
    assert!(site.open("南门")?.check()?.holds());
    Ok(())
}

#[test]
fn only_who_can_be_compared_is_enrolled() -> Checked {
    let site = Place::new()?;
    let (mut south, mut north) = (site.gate("南门")?, site.gate("北门")?);
    let card = north.own_card()?;
    assert!(matches!(south.enrol(south.own_card()?), Err(Error::OwnCard)));
    let mut elsewhere = card.clone();
    elsewhere.unit = "冶炼厂".into();
    let refused = south.enrol(elsewhere).err().ok_or("enrolled")?;
    let facts = refused.facts();
    assert_eq!(facts, [("ours", "锰矿".to_owned()), ("theirs", "锰矿 · 冶炼厂".to_owned())]);
    assert!(matches!(south.revoke(card.chain, "丢了"), Err(Error::UnknownStation)));
    south.enrol(card.clone())?;
    assert!(matches!(south.enrol(card.clone()), Err(Error::AlreadyEnrolled)));
    assert!(matches!(south.revoke(card.chain, " "), Err(Error::ReasonMissing)));
    assert_eq!(south.peers()?.first().map(|peer| peer.relation), Some(Relation::Site));
    north.enrol(south.own_card()?)?;
    south.revoke(card.chain, "电脑丢了")?;
    let refused = site.carry(&north, &mut south)?;
    assert_eq!(refused.bundles.first().map(super::take::Received::refusal), Some("bundle-revoked"));
    assert!(matches!(south.plan_bundle(&[], Level::Full, false), Err(Error::NobodyToSend)));
    south.enrol(card)?;
    assert!(site.carry(&north, &mut south)?.taken() > 0, "compared again");
    Ok(())
}

#[test]
fn changed_keys_are_an_alarm_until_somebody_compares_again() -> Checked {
    let site = Place::new()?;
    let (mut south, mut north) = (site.gate("南门")?, site.gate("北门")?);
    befriend(&mut south, &mut north)?;
    drop(north);
    fs::remove_file(site.folder("北门").join(crate::store::secrets::STATION_KEY))?;
    let north = site.open("北门")?;
    let refused = site.carry(&north, &mut south)?;
    assert_eq!(
        refused.bundles.first().map(super::take::Received::refusal),
        Some("bundle-changed-keys")
    );
    let alarms = south.exchange_view()?.changed_keys;
    assert_eq!(alarms, [north.own_card()?]);
    south.enrol(north.own_card()?)?;
    assert_eq!(south.exchange_view()?.changed_keys, []);
    assert!(site.carry(&north, &mut south)?.taken() > 0);
    Ok(())
}

#[test]
fn what_was_acknowledged_is_not_sent_again() -> Checked {
    let site = Place::new()?;
    let (mut south, mut north) = (site.gate("南门")?, site.gate("北门")?);
    befriend(&mut south, &mut north)?;
    south.save_person(person(1, "张双"))?;
    let first = site.carry(&south, &mut north)?;
    assert!(first.taken() > 0);
    site.carry(&north, &mut south)?;
    let state = south.exchange_view()?.peers.first().cloned().ok_or("a peer")?;
    assert_eq!((state.owed, state.skew_ms), (0, 0));
    assert_eq!(south.plan_bundle(&[], Level::Full, false)?.entries(), 0);
    measure(&mut south, 1)?;
    assert_eq!(south.plan_bundle(&[], Level::Full, false)?.entries(), 1);
    assert!(
        south.plan_bundle(&[], Level::Full, true)?.entries() > 1,
        "unless everything is wanted"
    );
    site.carry(&south, &mut north)?;
    agree(&mut [&mut south, &mut north])
}

#[test]
fn a_bundle_that_is_cut_short_is_finished_by_reading_it_again() -> Checked {
    let site = Place::new()?;
    let (mut south, mut north) = (site.gate("南门")?, site.gate("北门")?);
    befriend(&mut south, &mut north)?;
    for number in 1..=600 {
        south.save_person(person(number, "张双"))?;
    }
    let stick = site.folder("stick.gatehouse");
    south.plan_bundle(&[], Level::Full, false)?.write(&stick, &|_, _| false)?;
    for pieces in [1, 2, 3] {
        let mut intake = Intake::default();
        let mut left = pieces;
        let cut = north.plan_reading()?.read(&stick, "stick", &|_, _| false, &mut |piece| {
            left -= 1;
            left >= 0 && north.take_piece(piece, &mut intake).is_ok()
        });
        assert!(matches!(cut, Err(Error::Stopped)));
        assert!(north.check()?.holds());
    }
    let mut whole = Intake::default();
    north.read_bundle(&stick, &mut whole)?;
    let merged = whole.bundles.first().map(|bundle| bundle.merged).ok_or("a bundle")?;
    assert!(merged.known >= 512 && merged.taken > 0, "{merged:?}");
    site.carry(&north, &mut south)?;
    agree(&mut [&mut south, &mut north])
}

#[test]
fn a_full_disk_stops_the_reading_and_room_finishes_it() -> Checked {
    let site = Place::new()?;
    let (mut south, mut north) = (site.gate("南门")?, site.gate("北门")?);
    befriend(&mut south, &mut north)?;
    for number in 1..=600 {
        south.save_person(person(number, "张双"))?;
    }
    north.store.leave_room(30)?;
    let full = site.carry(&south, &mut north).err().ok_or("it had room")?;
    assert!(full.to_string().contains("full"), "{full}");
    let there = north.exchange_view()?.peers.first().map_or(0, |state| state.have);
    assert!((1..600).contains(&there), "whole slices are kept: {there}");
    north.store.leave_room(10_000)?;
    site.carry(&south, &mut north)?;
    site.carry(&north, &mut south)?;
    agree(&mut [&mut south, &mut north])
}

#[test]
fn three_gates_agree_through_a_folder_and_then_are_silent() -> Checked {
    let site = Place::new()?;
    let (mut south, mut north, mut clinic) = (site.gate("南门")?, site.gate("北门")?, site.init("诊室", Role::Clinic)?);
    let folder = site.folder("share");
    befriend(&mut south, &mut north)?;
    befriend(&mut south, &mut clinic)?;
    befriend(&mut north, &mut clinic)?;
    for number in 1..=5 {
        south.save_person(person(number, "张双"))?;
    }
    site.settle(&folder, &mut [&mut south, &mut north, &mut clinic])?;
    for number in 1..=5 {
        measure(&mut north, number)?;
        measure(&mut clinic, number)?;
    }
    assert!(site.settle(&folder, &mut [&mut south, &mut north, &mut clinic])? > 0);
    agree(&mut [&mut south, &mut north, &mut clinic])?;
    measure(&mut south, 1)?;
    site.settle(&folder, &mut [&mut south, &mut north, &mut clinic])?;
    agree(&mut [&mut south, &mut north, &mut clinic])?;
    assert!(
        bundles(&folder)?.len() <= 2 * 3,
        "what all have is taken away: {:?}",
        bundles(&folder)?
    );
    // A piece would stop it, which is an error.
    let again = south.begin_exchange(&folder)?.run(&|_, _| false, &mut |_| false)?;
    assert!(
        south.plan_posting(&folder, &again, &Intake::default())?.is_none(),
        "nothing is read or written again"
    );
    // Where nothing happens a station says now and then that it is there, and the others know it.
    site.later(6);
    south.exchange_through(&folder, &mut Intake::default())?;
    north.exchange_through(&folder, &mut Intake::default())?;
    let heard = north
        .exchange_view()?
        .peers
        .into_iter()
        .find(|peer| peer.peer.card.station == "南门");
    assert_eq!(heard.and_then(|peer| peer.heard), Some(north.now()));
    assert!(bundles(&folder)?.len() <= 2 * 3, "an old pulse is taken away");
    Ok(())
}

#[test]
fn a_bundle_that_was_lost_is_offered_again() -> Checked {
    let site = Place::new()?;
    let (mut south, mut north) = (site.gate("南门")?, site.gate("北门")?);
    let folder = site.folder("share");
    fs::create_dir_all(&folder)?;
    befriend(&mut south, &mut north)?;
    let exchange = |station: &mut Station| -> Checked {
        site.later(1);
        Ok(station.exchange_through(&folder, &mut Intake::default())?)
    };
    exchange(&mut south)?;
    // Somebody tidies the folder before the other side has looked.
    for file in bundles(&folder)? {
        fs::remove_file(file)?;
    }
    south.save_person(person(1, "张双"))?;
    exchange(&mut south)?;
    exchange(&mut north)?;
    assert_eq!(north.exchange_view()?.gaps, []);
    assert_eq!(north.people()?.len(), 1);
    // One of two is damaged on its way: what follows it waits, and is asked for.
    measure(&mut south, 1)?;
    exchange(&mut south)?;
    let damaged = bundles(&folder)?
        .into_iter()
        .filter(|name| name.contains(&south.card().chain.to_string()))
        .max_by_key(String::len);
    let damaged = damaged.ok_or("a bundle")?;
    fs::write(&damaged, b"PK")?;
    exchange(&mut north)?;
    measure(&mut south, 1)?;
    exchange(&mut south)?;
    exchange(&mut north)?;
    let chain = south.card().chain;
    let gaps: Vec<Gap> = north.exchange_view()?.gaps;
    assert!(gaps.iter().all(|gap| gap.chain == chain), "{gaps:?}");
    for _ in 0..4 {
        exchange(&mut south)?;
        exchange(&mut north)?;
    }
    agree(&mut [&mut south, &mut north])
}

#[test]
fn headquarters_gets_what_the_level_shows_and_more_when_it_is_raised() -> Checked {
    let site = Place::new()?;
    let (mut south, mut above) = (site.gate("南门")?, site.init("总部", Role::Headquarters)?);
    befriend(&mut south, &mut above)?;
    assert_eq!(south.peers()?.first().map(|peer| peer.relation), Some(Relation::Above));
    assert_eq!(above.peers()?.first().map(|peer| peer.relation), Some(Relation::Below));
    south.save_person(person(1, "张双"))?;
    let folder = site.folder("share");
    let route = |level| Route {
        folder: folder.clone(),
        often: Often::Every(5),
        level,
    };
    for (level, shown) in [(Level::Counts, None), (Level::Masked, Some("张＊")), (Level::Full, Some("张双"))] {
        south.set_routes(&[route(level)])?;
        site.settle(&folder, &mut [&mut south, &mut above])?;
        let names: Vec<String> = above.people()?.into_iter().map(|person| person.name).collect();
        assert_eq!(names, Vec::from_iter(shown.map(str::to_owned)), "{level:?}");
    }
    assert!(above.check()?.holds());
    let own = above.card().chain;
    let at_the_gate = south.exchange_view()?.peers.first().map(|state| state.have);
    assert_eq!(at_the_gate, Some(0), "headquarters sends receipts only: {own}");
    assert!(matches!(south.plan_bundle(&[], Level::Counts, false)?.entries(), 0));
    Ok(())
}

#[test]
fn a_gate_passes_on_what_another_one_signed() -> Checked {
    let site = Place::new()?;
    let (mut south, mut north, mut clinic) = (site.gate("南门")?, site.gate("北门")?, site.init("诊室", Role::Clinic)?);
    befriend(&mut south, &mut north)?;
    befriend(&mut north, &mut clinic)?;
    south.save_person(person(1, "张双"))?;
    site.carry(&south, &mut north)?;
    let without = site.carry(&north, &mut clinic)?;
    let unknown = without.bundles.first().map(|bundle| bundle.unknown.clone()).ok_or("a bundle")?;
    assert_eq!(unknown, [south.card().chain], "nobody at the clinic has compared the fingerprint");
    assert_eq!(clinic.people()?.len(), 0);
    clinic.enrol(south.own_card()?)?;
    site.carry(&north, &mut clinic)?;
    assert_eq!(clinic.people()?.len(), 1);
    Ok(())
}

#[test]
fn an_exchange_with_a_folder_that_is_gone_is_a_state_and_no_loss() -> Checked {
    let site = Place::new()?;
    let mut south = site.gate("南门")?;
    let route = Route {
        folder: site.folder("stick"),
        ..Route::default()
    };
    south.set_routes(std::slice::from_ref(&route))?;
    assert_eq!(south.routes()?, std::slice::from_ref(&route));
    assert!(south.exchange_through(&route.folder, &mut Intake::default()).is_err());
    let failed =
        |station: &Station| -> Made<Option<&'static str>> { Ok(station.exchange_view()?.routes.first().and_then(|state| state.failed)) };
    assert_eq!(failed(&south)?, Some("route-missing"));
    fs::create_dir_all(&route.folder)?;
    south.exchange_through(&route.folder, &mut Intake::default())?;
    assert_eq!(failed(&south)?, None);
    assert!(listing(&route.folder)?.iter().any(|name| name.ends_with("card.json")));
    Ok(())
}

#[test]
fn pieces_without_a_beginning_are_let_go() -> Checked {
    let site = Place::new()?;
    let mut south = site.gate("南门")?;
    let mut intake = Intake::default();
    south.take_piece(Piece::Closed, &mut intake)?;
    assert!(!intake.has_begun() && intake.taken() == 0);
    Ok(())
}
