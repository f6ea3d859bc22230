//! Damaged files repaired, places that cannot be used, and copies made while somebody writes.

use std::fs;
use std::thread;

use super::{Checked, Got, Place, back_up, files, measure, person, view};
use crate::domain::thinning::Why;
use crate::station::backup::{Repaired, newest, repair};
use crate::station::{Clock as _, Station};
use crate::store::DATABASE;

/// Enough people for the journal to be spread over many pages.
fn filled(place: &Place, people: u128) -> Got<Station> {
    let mut station = place.gate()?;
    for number in 2..people {
        station.save_person(person(number))?;
    }
    Ok(station)
}

/// Overwrites part of the database, behind its first pages, as a failing disk does.
fn harm(place: &Place, from: f64, bytes: usize) -> Checked {
    let path = place.folder("南门").join(DATABASE);
    let mut all = fs::read(&path)?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a place in a small file"
    )]
    let from = (all.len() as f64 * from) as usize / 4_096 * 4_096;
    let to = (from + bytes).min(all.len());
    all[from..to].fill(0xa5);
    fs::write(&path, all)?;
    Ok(())
}

fn mended(place: &Place) -> Got<(Repaired, Station)> {
    let repaired = repair(&place.folder("南门"), place.clock.now())?;
    let mut station = place.open("南门")?;
    let checked = station.check()?;
    assert!(checked.holds(), "{checked:?}");
    assert!(repaired.original.exists());
    let left = files(&place.folder("南门"))?;
    assert!(!left.iter().any(|file| file.contains(".part")), "{left:?}");
    Ok((repaired, station))
}

#[test]
fn a_damaged_file_stands_on_the_backup_with_what_it_has_after_it() -> Checked {
    let place = Place::new()?;
    let mut station = filled(&place, 400)?;
    back_up(&mut station, Why::Hourly)?;
    for _ in 0..40 {
        measure(&mut station)?;
    }
    let entries = station.check()?.entries;
    let chain = station.card().chain;
    drop(station);
    // Old pages, which the backup has.
    harm(&place, 0.3, 16_384)?;
    let (repaired, station) = mended(&place)?;
    assert_eq!(repaired.ground.as_deref(), Some("gatehouse-20200207-010000.db"));
    assert!(
        repaired.saved <= entries && repaired.saved + 45 > entries,
        "{repaired:?} of {entries}"
    );
    assert_eq!(station.people()?.len(), 399);
    assert_ne!(station.card().chain, chain, "it goes on under a new chain");
    Ok(())
}

#[test]
fn without_a_backup_what_can_be_read_is_saved_and_what_is_missing_is_named() -> Checked {
    let place = Place::new()?;
    let mut seen = (0, 0);
    for (at, bytes) in [(0.2, 4_096), (0.5, 8_192), (0.8, 4_096), (0.35, 20_480)] {
        let folder = place.folder("南门");
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        let mut station = filled(&place, 400)?;
        let entries = station.check()?.entries;
        drop(station);
        harm(&place, at, bytes)?;
        match repair(&folder, place.clock.now()) {
            Ok(repaired) => {
                let mut station = place.open("南门")?;
                assert!(station.check()?.holds(), "{at}");
                let missing: i64 = repaired.gaps.iter().map(|gap| gap.to - gap.from + 1).sum();
                assert!(repaired.saved > 0 && repaired.ground.is_none());
                if repaired.saved < entries {
                    assert_eq!(repaired.saved + missing.unsigned_abs(), entries, "{repaired:?}");
                    assert!(repaired.gaps.iter().all(|gap| gap.station == "南门"));
                }
                seen.0 += 1;
            }
            Err(error) => {
                assert_eq!(error.code(), "backup-nothing-saved", "{at}: {error}");
                seen.1 += 1;
            }
        }
    }
    assert!(seen.0 >= 2, "{seen:?}");
    Ok(())
}

#[test]
fn where_nothing_can_be_read_the_newest_backup_is_put_back_alone() -> Checked {
    let place = Place::new()?;
    let mut station = filled(&place, 20)?;
    back_up(&mut station, Why::Hourly)?;
    drop(station);
    let folder = place.folder("南门");
    assert!(newest(&folder).is_some());
    fs::write(folder.join(DATABASE), vec![b'x'; 65_536])?;
    assert_eq!(
        Station::open(&folder, Box::new(place.clock.clone()))
            .err()
            .map(|error| error.code()),
        Some("damaged")
    );
    let (repaired, station) = mended(&place)?;
    assert_eq!(
        (repaired.saved, repaired.of, repaired.gaps.len(), station.people()?.len()),
        (22, None, 0, 19)
    );
    fs::remove_dir_all(folder.join("backups"))?;
    drop(station);
    fs::write(folder.join(DATABASE), vec![b'x'; 65_536])?;
    let refused = repair(&folder, place.clock.now());
    assert_eq!(refused.err().map(|error| error.code()), Some("backup-nothing-saved"));
    assert_eq!(fs::read(folder.join(DATABASE))?, vec![b'x'; 65_536], "it is as it was");
    Ok(())
}

#[test]
fn bits_that_flip_anywhere_never_panic_and_never_pass_for_whole() -> Checked {
    let place = Place::new()?;
    let mut station = filled(&place, 60)?;
    let made = back_up(&mut station, Why::ByHand)?;
    let bytes = fs::read(&made.kept.path)?;
    let harmed = place.folder("harmed.db");
    let whole = super::prepare(&mut station, &made.kept.path)?.digest()?;
    let (mut refused, mut same) = (0, 0);
    for at in (0..bytes.len()).step_by(bytes.len() / 120) {
        let mut copy = bytes.clone();
        copy[at] ^= 0x10;
        fs::write(&harmed, &copy)?;
        match super::prepare(&mut station, &harmed) {
            Err(_) => refused += 1,
            // Free space, or a table that the journal makes anew: what it holds is the same.
            Ok(prepared) => {
                same += 1;
                assert_eq!(prepared.digest()?, whole, "byte {at}");
            }
        }
    }
    assert!(refused > 10, "{refused} refused, {same} the same");
    Ok(())
}

#[test]
fn a_copy_made_while_somebody_writes_is_whole() -> Checked {
    let place = Place::new()?;
    let mut station = filled(&place, 300)?;
    for round in 0..3 {
        let making = station.plan_backup(Why::Hourly)?;
        let thread = thread::spawn(move || making.run(&|_, _| true).map_err(|error| error.to_string()));
        let mut written = 0;
        while !thread.is_finished() && written < 2_000 {
            measure(&mut station)?;
            written += 1;
        }
        let made = thread.join().map_err(|_panicked| "the thread panicked")??;
        assert!(made.kept.says.is_some_and(|(_, entries)| entries > 0), "round {round}");
        let drilled = station.plan_backup(Why::ByHand)?.drill()?;
        assert!(drilled.holds(), "{drilled:?}");
        place.later(60);
    }
    Ok(())
}

#[test]
fn a_folder_that_cannot_be_written_is_a_fault_of_the_backup_and_of_nothing_else() -> Checked {
    let place = Place::new()?;
    let mut station = place.gate()?;
    // A file stands where the folder should be: even the administrator of the PC cannot write there.
    fs::write(place.folder("南门").join("backups"), "in the way")?;
    assert!(back_up(&mut station, Why::Hourly).is_err());
    let seen = view(&station)?;
    assert!(seen.remembered.failed.is_some() && seen.age(place.clock.now()).is_some());
    measure(&mut station)?;
    fs::remove_file(place.folder("南门").join("backups"))?;
    back_up(&mut station, Why::Hourly)?;
    assert_eq!(view(&station)?.remembered.failed, None, "it is said as long as it is so");
    let stick = place.folder("stick");
    fs::create_dir_all(&stick)?;
    station.set_second_place(&stick)?;
    let second = view(&station)?.remembered.second.ok_or("no second place")?.folder;
    fs::remove_dir(&second)?;
    fs::write(&second, "in the way")?;
    let made = back_up(&mut station, Why::Hourly)?;
    assert!(matches!(made.second, Some(Err(_))));
    assert_eq!(view(&station)?.remembered.failed, None, "the copy here is as good as ever");
    Ok(())
}

#[test]
fn a_journal_that_somebody_changed_makes_no_backup_and_deletes_none() -> Checked {
    let place = Place::new()?;
    let mut station = place.gate()?;
    back_up(&mut station, Why::Hourly)?;
    measure(&mut station)?;
    drop(station);
    let changed = "DROP TRIGGER entry_is_never_changed; UPDATE entry SET at_ms = at_ms + 1 WHERE seq = 3";
    crate::store::backup::tamper(&place.folder("南门").join(DATABASE), changed)?;
    let mut station = place.open("南门")?;
    for _ in 0..3 {
        place.later(400 * 24 * 3_600);
        let refused = back_up(&mut station, Why::Hourly).err().ok_or("it was taken")?;
        assert!(refused.to_string().contains("chain"), "{refused}");
    }
    let left = files(&place.folder("南门").join("backups"))?;
    assert_eq!(left, ["gatehouse-20200207-010000.db", "unsound.db"]);
    assert_eq!(view(&station)?.remembered.failed.as_deref(), Some("backup-chain"));
    Ok(())
}
