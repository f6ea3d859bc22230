//! What a purge leaves of copies: nothing of ours that holds what was cleared.

use std::fs;

use super::{Checked, Place, back_up, files, measure, view};
use crate::domain::day::Moment;
use crate::domain::thinning::Why;
use crate::station::Clock as _;
use crate::station::backup::Kept;
use crate::store::beside;

/// A clock of a PC does not stand at whole seconds.
#[test]
fn the_copy_that_comes_of_a_purge_stays_in_the_second_place() -> Checked {
    let place = Place::new()?;
    let mut station = place.gate()?;
    let stick = place.folder("stick");
    fs::create_dir_all(&stick)?;
    station.set_second_place(&stick)?;
    place.clock.set(Moment(place.clock.now().0 + 137));
    back_up(&mut station, Why::Hourly)?;
    place.clock.set(Moment(place.clock.now().0 + 1_400));
    station.renew_backups()?;
    let seen = view(&station)?;
    for list in [&seen.lists.here, &seen.lists.there] {
        let whys: Vec<Why> = list.iter().map(Kept::why).collect();
        assert_eq!(whys, [Why::Purge]);
    }
    place.later(3_600);
    measure(&mut station)?;
    back_up(&mut station, Why::Hourly)?;
    assert_eq!(view(&station)?.lists.there.len(), 2);
    Ok(())
}

#[test]
fn what_a_repair_or_a_kill_has_left_goes_with_a_purge() -> Checked {
    let place = Place::new()?;
    let mut station = place.gate()?;
    back_up(&mut station, Why::Hourly)?;
    let folder = place.folder("南门");
    let (old, young) = (folder.join("damaged-20200101-000000.db"), folder.join("damaged-20200201-000000.db"));
    let left = [
        folder.join("backups/unsound.db"),
        folder.join("backups/.gatehouse-a.part"),
        beside(&old, "-wal"),
        old,
    ];
    let stay = [beside(&young, "-wal"), young, folder.join("damaged-of-mine.db")];
    for path in left.iter().chain(&stay) {
        fs::write(path, "names")?;
    }
    let (cut, aside) = (folder.join(".restore-a.part"), folder.join("gatehouse.sealed.db"));
    fs::create_dir_all(&cut)?;
    fs::write(cut.join("gatehouse.db"), "names")?;
    fs::write(&aside, "names")?;
    station.renew_backups()?;
    assert!(left.iter().all(|path| !path.exists()) && stay.iter().all(|path| path.exists()));
    assert!(!cut.exists());
    assert!(aside.exists(), "changed after this station's now: nobody can say that it is old");
    assert_eq!(files(&folder.join("backups"))?.len(), 1);
    let long_after = i64::try_from(std::time::UNIX_EPOCH.elapsed()?.as_millis())? + 31 * 86_400_000;
    place.clock.set(Moment(long_after));
    station.renew_backups()?;
    assert!(!aside.exists());
    Ok(())
}

/// The disk is full when the fresh copy is to be made, or the power goes before.
#[test]
fn a_purge_owes_a_fresh_backup_until_it_is_made() -> Checked {
    let place = Place::new()?;
    let mut station = place.gate()?;
    let backups = place.folder("南门").join("backups");
    fs::write(&backups, "in the way")?;
    assert!(!station.owes_renewed_backup()?);
    assert!(station.renew_backups().is_err());
    assert!(station.owes_renewed_backup()?);
    drop(station);
    fs::remove_file(&backups)?;
    let mut station = place.open("南门")?;
    back_up(&mut station, Why::Hourly)?;
    assert!(station.owes_renewed_backup()?, "an hourly one deletes nothing");
    station.clear_traces()?;
    station.renew_backups()?;
    assert!(!station.owes_renewed_backup()? && view(&station)?.lists.here.len() == 1);
    Ok(())
}
