//! Backups and the field key: sealed with another one, from before a new one, put back while one takes over.

use std::fs;

use super::{Checked, Got, Place, back_up, files, measure, person, prepare, restore, view};
use crate::domain::person::Person;
use crate::domain::settings::Role;
use crate::domain::thinning::Why;
use crate::station::backup::{Restoring, restore_into};
use crate::station::{Clock as _, Station};
use crate::store::DATABASE;
use crate::store::secrets::{self, FIELD_KEY};

const PHONE: &str = "13800138000";

fn with_phone(place: &Place) -> Got<Station> {
    let mut station = place.gate()?;
    station.save_person(Person {
        phone: PHONE.into(),
        ..person(7)
    })?;
    Ok(station)
}

fn has_phone(station: &Station) -> Got<bool> {
    Ok(station.people()?.iter().any(|person| person.phone == PHONE))
}

/// What is sealed carries the key it needs, and the key of the folder stays; what is not sealed does not, and nothing is changed.
#[test]
fn a_backup_from_before_a_new_key_is_put_back_sealed_and_refused_plain() -> Checked {
    let place = Place::new()?;
    let mut station = with_phone(&place)?;
    let (folder, stick) = (place.folder("南门"), place.folder("stick"));
    fs::create_dir_all(&stick)?;
    station.set_second_place(&stick)?;
    let plain = back_up(&mut station, Why::ByHand)?.kept.path;
    let sealed = view(&station)?.lists.there.first().ok_or("nothing there")?.path.clone();
    let [kept_plain, kept_sealed] = [place.folder("kept.db"), place.folder("kept.db.age")];
    fs::copy(&plain, &kept_plain)?;
    fs::copy(&sealed, &kept_sealed)?;
    let before = secrets::read(&folder, FIELD_KEY)?;
    station.renew_field_key()?.run()?;
    station.renew_backups()?;
    let own = secrets::read(&folder, FIELD_KEY)?;
    assert_ne!(own, before);
    let database = fs::read(folder.join(DATABASE))?;
    let refused = prepare(&mut station, &kept_plain).err().map(|error| error.code());
    assert_eq!(refused, Some("backup-other-key"));
    assert_eq!(fs::read(folder.join(DATABASE))?, database);
    restore(&mut station, &kept_sealed)?;
    assert!(station.check()?.holds() && has_phone(&station)?);
    let after = secrets::read(&folder, FIELD_KEY)?;
    assert_eq!(after, own, "the key of a folder never changes by a restore");
    drop(station);
    assert!(has_phone(&place.open("南门")?)?);
    assert!(!files(&folder)?.iter().any(|file| file.contains(".part")));
    Ok(())
}

/// Somebody looks at a backup, makes a new key, and then wants it put back.
#[test]
fn a_new_key_between_looking_and_putting_back_leaves_the_database_as_it_is() -> Checked {
    let place = Place::new()?;
    let mut station = with_phone(&place)?;
    let old = back_up(&mut station, Why::ByHand)?.kept.path;
    let prepared = prepare(&mut station, &old)?;
    station.renew_field_key()?.run()?;
    let before = back_up(&mut station, Why::Restore)?;
    let refused = station.restore(&prepared, &before).err().map(|error| error.code());
    assert_eq!(refused, Some("backup-other-key"));
    drop(station);
    let mut station = place.open("南门")?;
    assert!(has_phone(&station)? && station.check()?.holds());
    Ok(())
}

/// A new key has taken over, and the fresh backup that would replace the older ones could not be made yet.
#[test]
fn what_the_key_here_does_not_open_is_never_sealed_as_if_it_did() -> Checked {
    let place = Place::new()?;
    let mut station = with_phone(&place)?;
    back_up(&mut station, Why::Hourly)?;
    let stick = place.folder("stick");
    fs::create_dir_all(&stick)?;
    station.set_second_place(&stick)?;
    station.renew_field_key()?.run()?;
    let caught = station.plan_backup(Why::Hourly)?.catches_up().ok_or("nothing to do")?;
    assert_eq!(caught.err().map(|error| error.code()), Some("field-key-wrong"));
    assert!(view(&station)?.lists.there.is_empty());
    place.later(3_600);
    measure(&mut station)?;
    assert!(matches!(back_up(&mut station, Why::Hourly)?.second, Some(Ok(()))));
    Ok(())
}

/// The folder has lost its key: the paper and the stick bring everything into another one, whether that has a key already or not.
#[test]
fn without_its_key_a_folder_is_moved_by_the_sealed_copy() -> Checked {
    let place = Place::new()?;
    let mut station = with_phone(&place)?;
    let stick = place.folder("stick");
    fs::create_dir_all(&stick)?;
    let paper = station.set_second_place(&stick)?;
    back_up(&mut station, Why::Hourly)?;
    let sealed = view(&station)?.lists.there.first().ok_or("nothing there")?.path.clone();
    drop(station);
    fs::remove_file(place.folder("南门").join(FIELD_KEY))?;
    assert!(place.open("南门").is_err());
    drop(place.init("旧站", Role::Gate)?);
    let there = secrets::read(&place.folder("旧站"), FIELD_KEY)?.ok_or("no key")?;
    for (name, key) in [("empty", None), ("used", Some(&there))] {
        let other = place.folder(name);
        fs::create_dir_all(&other)?;
        if let Some(key) = key {
            secrets::keep(&other, FIELD_KEY, key)?;
        }
        let prepared = Restoring::into_folder(&other, &sealed, Some(&paper.text))?.prepare(&|_, _| true)?;
        restore_into(&other, &prepared, place.clock.now())?;
        assert!(has_phone(&place.open(name)?)?, "{name}");
        let kept = secrets::read(&other, FIELD_KEY)?.ok_or("no key")?;
        assert!(key.is_none_or(|key| *key == kept), "{name}");
    }
    Ok(())
}

/// What a damaged file still holds is not lost by putting a backup over it.
#[test]
fn a_file_that_cannot_be_read_is_kept_when_a_backup_takes_its_place() -> Checked {
    let place = Place::new()?;
    let mut station = place.gate()?;
    let made = back_up(&mut station, Why::Hourly)?;
    drop(station);
    let folder = place.folder("南门");
    fs::write(folder.join(DATABASE), vec![b'x'; 65_536])?;
    let prepared = Restoring::into_folder(&folder, &made.kept.path, None)?.prepare(&|_, _| true)?;
    restore_into(&folder, &prepared, place.clock.now())?;
    assert_eq!(fs::read(folder.join("damaged-20200207-010000.db"))?, vec![b'x'; 65_536]);
    assert!(place.open("南门")?.check()?.holds());
    Ok(())
}
