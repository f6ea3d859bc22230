//! Data folders that were copied, restored or moved: nobody writes twice under one number.

use std::fs;

use super::{Checked, Place, agree, befriend, copy, measure, person};
use crate::domain::settings::Settings;
use crate::station::Station;
use crate::store::DATABASE;
use crate::store::secrets::STATION_KEY;

#[test]
fn a_copied_folder_goes_on_under_a_chain_of_its_own() -> Checked {
    let site = Place::new()?;
    let (mut south, mut third) = (site.gate("南门")?, site.gate("北门")?);
    befriend(&mut south, &mut third)?;
    south.change_settings(Settings {
        ask_document: true,
        ..Settings::default()
    })?;
    south.hand_over("王建国")?;
    south.save_person(person(1, "张双"))?;
    drop(south);
    copy(&site.folder("南门"), &site.folder("copy"))?;
    let (mut south, mut copied) = (site.open("南门")?, site.open("copy")?);
    assert_ne!(south.card().chain, copied.card().chain);
    assert_eq!((south.on_duty(), copied.on_duty()), ("王建国", ""), "the guard is asked again");
    assert!(copied.settings().ask_document && copied.exchange_view()?.peers.len() == 1);
    measure(&mut south, 1)?;
    measure(&mut copied, 1)?;
    let folder = site.folder("share");
    site.settle(&folder, &mut [&mut south, &mut copied, &mut third])?;
    agree(&mut [&mut south, &mut copied, &mut third])?;
    assert_eq!(third.view()?.recent.len(), 2, "both lines are everywhere");
    let chain = copied.card().chain;
    drop(copied);
    assert_eq!(site.open("copy")?.card().chain, chain, "it stays that chain");
    Ok(())
}

#[test]
fn an_older_database_in_its_old_place_goes_on_under_a_new_chain() -> Checked {
    let site = Place::new()?;
    let (mut south, mut north) = (site.gate("南门")?, site.gate("北门")?);
    befriend(&mut south, &mut north)?;
    south.save_person(person(1, "张双"))?;
    measure(&mut south, 1)?;
    drop(south);
    let backup = site.folder("backup.db");
    fs::copy(site.folder("南门").join(DATABASE), &backup)?;
    let mut south = site.open("南门")?;
    measure(&mut south, 1)?;
    site.carry(&south, &mut north)?;
    let chain = south.card().chain;
    drop(south);
    fs::copy(&backup, site.folder("南门").join(DATABASE))?;
    let mut south = site.open("南门")?;
    assert_ne!(south.card().chain, chain);
    measure(&mut south, 1)?;
    assert_eq!(south.view()?.recent.len(), 2);
    let folder = site.folder("share");
    site.settle(&folder, &mut [&mut south, &mut north])?;
    agree(&mut [&mut south, &mut north])?;
    assert_eq!(south.view()?.recent.len(), 3, "the line that only the other gate had is back");
    Ok(())
}

#[test]
fn a_folder_restored_as_a_whole_learns_it_from_others() -> Checked {
    let site = Place::new()?;
    let (mut south, mut north) = (site.gate("南门")?, site.gate("北门")?);
    befriend(&mut south, &mut north)?;
    south.save_person(person(1, "张双"))?;
    drop(south);
    copy(&site.folder("南门"), &site.folder("backup"))?;
    let mut south = site.open("南门")?;
    measure(&mut south, 1)?;
    site.carry(&south, &mut north)?;
    let chain = south.card().chain;
    drop(south);
    fs::remove_dir_all(site.folder("南门"))?;
    copy(&site.folder("backup"), &site.folder("南门"))?;
    let mut south = site.open("南门")?;
    assert_eq!(south.card().chain, chain, "nothing tells it yet");
    site.carry(&north, &mut south)?;
    assert_ne!(south.card().chain, chain);
    measure(&mut south, 1)?;
    let folder = site.folder("share");
    site.settle(&folder, &mut [&mut south, &mut north])?;
    agree(&mut [&mut south, &mut north])?;
    assert_eq!(south.view()?.recent.len(), 2);
    Ok(())
}

#[test]
fn a_folder_that_was_moved_loses_nothing_and_a_reader_changes_nothing() -> Checked {
    let site = Place::new()?;
    let mut south = site.gate("南门")?;
    south.hand_over("王建国")?;
    south.save_person(person(1, "张双"))?;
    measure(&mut south, 1)?;
    let (chain, opened) = (south.card().chain, south.view()?.opened);
    drop(south);
    fs::rename(site.folder("南门"), site.folder("moved"))?;
    site.later(3 * 24 * 60);
    let reader = Station::open_reader(&site.folder("moved"), Box::new(site.clock.clone()))?;
    assert_eq!(reader.card().chain, chain);
    drop(reader);
    let mut moved = site.open("moved")?;
    assert_ne!(moved.card().chain, chain);
    let view = moved.view()?;
    assert_eq!((view.recent.len(), view.opened), (1, opened), "the station is as old as it was");
    moved.hand_over("李敏")?;
    measure(&mut moved, 1)?;
    assert!(moved.check()?.holds());
    Ok(())
}

#[test]
fn an_older_database_with_new_keys_gets_back_what_the_old_ones_signed() -> Checked {
    let site = Place::new()?;
    let (mut south, mut north) = (site.gate("南门")?, site.gate("北门")?);
    befriend(&mut south, &mut north)?;
    south.save_person(person(1, "张双"))?;
    drop(south);
    let backup = site.folder("backup.db");
    fs::copy(site.folder("南门").join(DATABASE), &backup)?;
    let mut south = site.open("南门")?;
    measure(&mut south, 1)?;
    site.carry(&south, &mut north)?;
    let before = south.own_card()?;
    drop(south);
    fs::copy(&backup, site.folder("南门").join(DATABASE))?;
    fs::remove_file(site.folder("南门").join(STATION_KEY))?;
    let mut south = site.open("南门")?;
    let card = south.own_card()?;
    assert!(card.chain != before.chain && card.keys != before.keys);
    north.enrol(card)?;
    let intake = site.carry(&north, &mut south)?;
    assert!(intake.bundles.iter().all(|bundle| bundle.unknown.is_empty()), "{intake:?}");
    assert_eq!(south.view()?.recent.len(), 1, "it comes back");
    site.carry(&south, &mut north)?;
    agree(&mut [&mut south, &mut north])
}
