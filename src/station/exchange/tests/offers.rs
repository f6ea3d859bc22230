//! What is offered to whom, and what is seen of others.

use super::{Checked, Made, Place, befriend, bundles, person};
use crate::domain::entry::Entry;
use crate::domain::peer::{Card, Level, Peer};
use crate::domain::settings::Role;
use crate::exchange::bundle::Secrets;
use crate::station::exchange::{Intake, Route};
use crate::station::{Error, Station};

#[test]
fn what_was_masked_in_between_is_sent_again_when_the_level_is_raised() -> Checked {
    let site = Place::new()?;
    let (mut south, mut above) = (site.gate("南门")?, site.init("总部", Role::Headquarters)?);
    befriend(&mut south, &mut above)?;
    let folder = site.folder("share");
    for (number, level) in [(1, Level::Full), (2, Level::Counts), (3, Level::Full)] {
        south.save_person(person(number, "张双"))?;
        south.set_routes(&[Route {
            folder: folder.clone(),
            level,
            ..Route::default()
        }])?;
        site.settle(&folder, &mut [&mut south, &mut above])?;
    }
    assert_eq!(above.people()?.len(), 3);
    Ok(())
}

#[test]
fn who_has_gone_on_under_another_chain_is_offered_nothing() -> Checked {
    let site = Place::new()?;
    let (mut south, mut north) = (site.gate("南门")?, site.gate("北门")?);
    befriend(&mut south, &mut north)?;
    let folder = site.folder("share");
    site.settle(&folder, &mut [&mut south, &mut north])?;
    north.begin_again()?;
    site.carry(&north, &mut south)?;
    let gone_on = south.peer(north.card().chain)?.ok_or("recognised")?;
    let revoked = Some(String::from("电脑丢了"));
    south.write(&Entry::PeerSaved(Peer { revoked, ..gone_on }), None)?;
    let before = bundles(&folder)?;
    south.save_person(person(1, "张双"))?;
    for _ in 0..3 {
        site.later(10);
        south.exchange_through(&folder, &mut Intake::default())?;
    }
    assert_eq!(bundles(&folder)?, before);
    Ok(())
}

#[test]
fn an_alarm_stays_until_somebody_decides_whatever_else_is_seen() -> Checked {
    let site = Place::new()?;
    let (mut south, mut north) = (site.gate("南门")?, site.gate("北门")?);
    befriend(&mut south, &mut north)?;
    site.carry(&north, &mut south)?;
    let known = north.own_card()?;
    let other = Secrets::new().keys();
    let alarm = |south: &Station| -> Checked {
        let mut remembered = south.remembered()?;
        remembered.see(Card {
            keys: other.clone(),
            ..known.clone()
        });
        Ok(south.remember(&remembered)?)
    };
    let alarms = |south: &Station| -> Made<usize> { Ok(south.exchange_view()?.changed_keys.len()) };
    alarm(&south)?;
    site.carry(&north, &mut south)?;
    assert_eq!(alarms(&south)?, 1, "a genuine bundle says nothing about the other one");
    assert!(matches!(south.enrol(known.clone()), Err(Error::AlreadyEnrolled)));
    assert_eq!(alarms(&south)?, 0, "compared again");
    alarm(&south)?;
    south.revoke(known.chain, "电脑丢了")?;
    assert!(south.remembered()?.cards.is_empty());
    Ok(())
}
