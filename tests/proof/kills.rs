//! `kill -9` of a station that says what it has done: all of it is there afterwards, and nothing half.

use std::path::Path;
use std::time::Duration;

use gatehouse::domain::peer::Level;
use gatehouse::station::{Station, SystemClock};
use tempfile::TempDir;

use crate::child::{ROSTER, Work, Worker};
use crate::figures::{Part, many};
use crate::plant::{MORNING, clock, found, opening, reading, somebody, sound};
use crate::schemas::lay;
use crate::{Made, Tested};

/// How much a child has done at first and before it is killed the next time.
fn patience(kill: usize) -> usize {
    kill % 7 + 1
}

fn check(folder: &Path) -> Made<(Station, u64)> {
    let mut station = Station::open(folder, Box::new(SystemClock))?;
    let entries = sound(&mut station)?;
    Ok((station, entries))
}

#[test]
fn what_was_acknowledged_survives_a_kill() -> Tested {
    let kills: usize = many(220, 12_000);
    let part = Part::begin(
        "An acknowledged entry survives a crash",
        "kill -9 while recording; opened and checked after each",
    );
    let mut folder = TempDir::new()?;
    let (mut acknowledged, mut before) = (0, 0);
    for kill in 0..kills {
        // A plant that is never renewed would make every check longer than the one before.
        if kill.is_multiple_of(100) {
            folder = TempDir::new()?;
            found(folder.path(), "南门", 5)?;
            before = check(folder.path())?.1;
        }
        let mut worker = Worker::start(Work::Record, folder.path())?;
        let done = worker.wait_for(patience(kill)) + worker.kill()?;
        let entries = check(folder.path())?.1;
        let wanted = before + u64::try_from(done)?;
        assert!(
            (wanted..=wanted + 1).contains(&entries),
            "kill {kill}: {done} more than {before} were acknowledged, {entries} are there"
        );
        (acknowledged, before) = (acknowledged + done, entries);
    }
    part.held(kills, &format!("{acknowledged} acknowledged, 0 lost, 0 half"))
}

#[test]
fn a_roster_is_there_whole_or_not_at_all() -> Tested {
    let kills = many(60, 4_000);
    let part = Part::begin("An acknowledged entry survives a crash", "kill -9 while a roster of 60 is taken");
    let mut whole = 0;
    for kill in 0..kills {
        let folder = TempDir::new()?;
        found(folder.path(), "南门", 5)?;
        let mut worker = Worker::start(Work::Roster, folder.path())?;
        let done = if kill % 3 == 0 {
            worker.wait_for(1)
        } else {
            wait_a_little(&mut worker, kill)
        };
        let done = done + worker.kill()?;
        let people = check(folder.path())?.0.people()?.len();
        let all = usize::try_from(ROSTER)?;
        assert!(
            people == all || (people == 5 && done == 0),
            "kill {kill}: {people} people after {done} rosters"
        );
        whole += usize::from(people == all);
    }
    part.held(kills, &format!("{whole} taken, the others not at all"))
}

/// Until it has begun, and a moment of at most 50 ms more.
fn wait_a_little(worker: &mut Worker, kill: usize) -> usize {
    worker.wait_for_begin();
    std::thread::sleep(Duration::from_millis(u64::try_from(kill * 7 % 50).unwrap_or_default()));
    0
}

/// A south gate, and a north gate that has `people` people and a bundle of them for it.
pub(crate) fn neighbours(people: u32) -> Made<(TempDir, TempDir)> {
    let (south, north) = (TempDir::new()?, TempDir::new()?);
    let mut here = Station::init(south.path(), opening("南门"), clock(MORNING))?;
    let mut there = Station::init(north.path(), opening("北门"), clock(MORNING))?;
    here.enrol(there.own_card()?)?;
    there.enrol(here.own_card()?)?;
    for number in 1..=people {
        there.save_person(somebody(number))?;
        there.record_reading(reading(number))?;
    }
    let sending = there.plan_bundle(&[here.card().chain], Level::Full, true)?;
    sending.write(&south.path().join("in.gatehouse"), &|_, _| false)?;
    Ok((south, north))
}

/// Nothing twice, nothing missing, nothing in quarantine; answers how many people have come.
fn unharmed(folder: &Path) -> Made<usize> {
    let (station, _) = check(folder)?;
    let view = station.exchange_view()?;
    assert!(view.in_quarantine == 0 && view.gaps.is_empty(), "{view:?}");
    Ok(station.people()?.len())
}

#[test]
fn a_bundle_is_read_once_however_often_it_is_begun() -> Tested {
    let kills = many(60, 3_000);
    let part = Part::begin(
        "Nothing lost and nothing twice between stations",
        "kill -9 while a bundle is read, and read again",
    );
    let mut whole = 0;
    for kill in 0..kills {
        let (south, _north) = neighbours(30)?;
        let mut worker = Worker::start(Work::Merge, south.path())?;
        let done = if kill % 3 == 0 {
            worker.wait_for(1)
        } else {
            wait_a_little(&mut worker, kill)
        };
        let done = done + worker.kill()?;
        let people = unharmed(south.path())?;
        assert!(
            people <= 30 && (done == 0 || people == 30),
            "kill {kill}: {people} people after {done} readings"
        );
        whole += usize::from(people == 30);
        let mut again = Worker::start(Work::Merge, south.path())?;
        assert_eq!(again.wait_for(2), 2);
        again.kill()?;
        assert_eq!(unharmed(south.path())?, 30, "kill {kill}");
    }
    part.held(
        kills,
        &format!("{whole} had it whole at once, all after the second reading; quarantine empty"),
    )
}

#[test]
fn a_bundle_is_written_whole_or_not_at_all() -> Tested {
    let kills = many(40, 1_000);
    let part = Part::begin(
        "Nothing lost and nothing twice between stations",
        "kill -9 while a bundle is written; what is there is read",
    );
    let (south, north) = neighbours(30)?;
    let (file, mut read) = (north.path().join("out.gatehouse"), 0);
    for kill in 0..kills {
        let mut worker = Worker::start(Work::Send, north.path())?;
        let done = if kill % 3 == 0 {
            worker.wait_for(patience(kill))
        } else {
            wait_a_little(&mut worker, kill)
        };
        let done = done + worker.kill()?;
        assert!(done == 0 || file.exists(), "kill {kill}");
        if file.exists() {
            std::fs::rename(&file, south.path().join("in.gatehouse"))?;
            let mut reader = Worker::start(Work::Merge, south.path())?;
            assert_eq!(reader.wait_for(1), 1);
            reader.kill()?;
            assert_eq!(unharmed(south.path())?, 30, "kill {kill}");
            read += 1;
        }
    }
    check(north.path())?;
    part.held(kills, &format!("{read} bundles were there, each whole; quarantine empty"))
}

#[test]
fn a_kill_while_a_kill_is_recovered_from_loses_nothing() -> Tested {
    let kills = many(60, 200);
    let part = Part::begin("Compound failure", "kill -9 during the recovery from kill -9");
    let folder = TempDir::new()?;
    found(folder.path(), "南门", 5)?;
    let mut before = check(folder.path())?.1;
    for kill in 0..kills {
        let mut worker = Worker::start(Work::Record, folder.path())?;
        let done = worker.wait_for(patience(kill)) + worker.kill()?;
        let mut opening = Worker::start(Work::Open, folder.path())?;
        wait_a_little(&mut opening, kill % 4);
        drop(opening);
        let entries = check(folder.path())?.1;
        assert!(entries >= before + u64::try_from(done)?, "kill {kill}");
        before = entries;
    }
    part.held(kills, "0 lost")
}

#[test]
fn a_kill_while_an_old_file_climbs_leaves_it_to_climb_again() -> Tested {
    let kills = many(60, 200);
    let part = Part::begin("Compound failure", "kill -9 while schemas 2..6 climb");
    for kill in 0..kills {
        let folder = TempDir::new()?;
        lay(2 + kill % 5, folder.path())?;
        let mut opening = Worker::start(Work::Open, folder.path())?;
        wait_a_little(&mut opening, kill % 5);
        drop(opening);
        check(folder.path())?;
        assert!(Worker::start(Work::Open, folder.path())?.end()?, "kill {kill}");
    }
    part.held(kills, "0 lost, all at the newest schema")
}
