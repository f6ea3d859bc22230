//! `kill -9` of a program that makes backups and puts them back: whatever stands under its name is whole.
//!
//! The child is this test program again, told by an environment variable what to do.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use super::{Checked, Place, back_up, files, measure, prepare, view};
use crate::domain::thinning::Why;
use crate::station::{Station, SystemClock};
use crate::store::Store;

const FOLDER: &str = "GATEHOUSE_TEST_BACKUP_FOLDER";
const CUTS: usize = 20;

/// Says something that the parent counts.
fn say(what: &str) -> Checked {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{what}")?;
    out.flush()?;
    Ok(())
}

/// Starts the child, waits until it has said so much, and kills it at whatever it is doing then.
fn run_until_killed(test: &str, folder: &Path, words: usize) -> Checked {
    let mut child = Command::new(std::env::current_exe()?)
        .args([&format!("station::backup::tests::kills::{test}"), "--exact", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .spawn()?;
    let out = BufReader::new(child.stdout.take().ok_or("no output")?);
    let said = out
        .lines()
        .map_while(Result::ok)
        .filter(|line| line.starts_with("did "))
        .take(words)
        .count();
    child.kill()?;
    child.wait()?;
    assert_eq!(said, words, "the child ended by itself");
    Ok(())
}

#[test]
fn a_kill_while_a_backup_is_made_leaves_whole_ones_only() -> Checked {
    if let Ok(folder) = std::env::var(FOLDER) {
        let mut station = Station::open(Path::new(&folder), Box::new(SystemClock))?;
        loop {
            measure(&mut station)?;
            say("did write")?;
            back_up(&mut station, Why::Hourly)?;
            say("did back up")?;
        }
    }
    let place = Place::new()?;
    back_up(&mut place.gate()?, Why::Hourly)?;
    let folder = place.folder("南门");
    for cut in 0..CUTS {
        run_until_killed("a_kill_while_a_backup_is_made_leaves_whole_ones_only", &folder, cut % 5 + 1)?;
        let mut station = Station::open(&folder, Box::new(SystemClock))?;
        assert!(station.check()?.holds(), "cut {cut}");
        station.shelf()?.sweep();
        let left = files(&folder.join("backups"))?;
        assert!(!left.iter().any(|file| file.contains(".part")), "{left:?}");
        for kept in view(&station)?.lists.here {
            let copy = Store::open_copy(&kept.path, &folder)?;
            copy.check_integrity()?;
            assert!(copy.verify_chains()?.faults.is_empty() && kept.says.is_some());
        }
    }
    Ok(())
}

#[test]
fn a_kill_while_a_backup_is_put_back_leaves_the_old_or_the_new_one() -> Checked {
    if let Ok(folder) = std::env::var(FOLDER) {
        let folder = Path::new(&folder);
        let mut station = Station::open(folder, Box::new(SystemClock))?;
        loop {
            measure(&mut station)?;
            let prepared = prepare(&mut station, &folder.join("old.db"))?;
            let before = back_up(&mut station, Why::Restore)?;
            say("did prepare")?;
            station.restore(&prepared, &before)?;
            say("did restore")?;
        }
    }
    let place = Place::new()?;
    let mut station = place.gate()?;
    for _ in 0..20 {
        measure(&mut station)?;
    }
    let folder = place.folder("南门");
    let old = back_up(&mut station, Why::ByHand)?.kept;
    fs::copy(&old.path, folder.join("old.db"))?;
    let (_, entries) = old.says.ok_or("it says nothing")?;
    drop(station);
    for cut in 0..CUTS {
        run_until_killed(
            "a_kill_while_a_backup_is_put_back_leaves_the_old_or_the_new_one",
            &folder,
            cut % 6 + 1,
        )?;
        let mut station = Station::open(&folder, Box::new(SystemClock))?;
        let checked = station.check()?;
        assert!(checked.holds() && checked.entries >= entries, "cut {cut}: {checked:?}");
        assert_eq!(station.people()?.len(), 1);
        station.shelf()?.sweep();
        let left = files(&folder)?;
        assert!(!left.iter().any(|file| file.contains(".part")), "{left:?}");
    }
    Ok(())
}
