//! What the stations of the invented group have told each other: trust, bundles between the posts of a plant, and from each plant to
//! headquarters at the level that it chose. The keys are drawn at every making; everything else the seed decides.

use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::group::{MadeGroup, MadeUnit};
use crate::domain::chain::{Head, Link, SignedHead, Slice};
use crate::domain::peer::Level;
use crate::station::exchange::Intake;
use crate::station::{Error, Station, SystemClock};
use crate::store::{exchange, journal};

/// How many entries were lost on the way to headquarters.
const LOST: i64 = 15;

/// Lets everybody know everybody and have what they may.
pub(super) fn share(group: &MadeGroup, progress: &dyn Fn(usize)) -> Result<(), Error> {
    let stick = tempfile::tempdir().map_err(crate::exchange::write::WriteError::Io)?;
    let mut above = open(&group.headquarters)?;
    for (no, unit) in group.units.iter().enumerate() {
        let mut posts = unit.folders.iter().map(|folder| open(folder)).collect::<Result<Vec<_>, _>>()?;
        introduce(&mut posts, &mut above)?;
        // Twice, so that everybody hears that the others have what was sent.
        for round in 0..2 {
            for maker in 0..posts.len() {
                let to: Vec<Uuid> = posts.iter().map(|post| post.card().chain).collect();
                let to: Vec<Uuid> = to.into_iter().filter(|chain| *chain != posts[maker].card().chain).collect();
                let bundle = stick.path().join(format!("{no}-{round}-{maker}.gatehouse"));
                posts[maker].plan_bundle(&to, Level::Full, false)?.write(&bundle, &|_, _| false)?;
                for reader in (0..posts.len()).filter(|reader| *reader != maker) {
                    posts[reader].read_bundle(&bundle, &mut Intake::default())?;
                }
            }
        }
        if unit.loses {
            lose(&mut posts[0], &mut above)?;
        }
        if unit.quarantines {
            quarantine(&mut posts)?;
        }
        report(unit, &mut posts[0], &mut above, stick.path())?;
        progress(no);
    }
    Ok(())
}

fn open(folder: &Path) -> Result<Station, Error> {
    let mut station = Station::open(folder, Box::new(SystemClock))?;
    station.see_to_keys()?;
    Ok(station)
}

/// Every post trusts the others and headquarters, and headquarters every post.
fn introduce(posts: &mut [Station], above: &mut Station) -> Result<(), Error> {
    let cards = posts.iter().map(Station::own_card).collect::<Result<Vec<_>, _>>()?;
    for (at, post) in posts.iter_mut().enumerate() {
        for card in cards.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, card)| card) {
            post.enrol(card.clone())?;
        }
        post.enrol(above.own_card()?)?;
    }
    for card in cards {
        above.enrol(card)?;
    }
    Ok(())
}

/// From the first post of a unit to headquarters, and the receipt back.
fn report(unit: &MadeUnit, first: &mut Station, above: &mut Station, stick: &Path) -> Result<(), Error> {
    let bundle = |way: &str| -> PathBuf { stick.join(format!("{}-{way}.gatehouse", unit.unit)) };
    let (up, down) = (bundle("up"), bundle("down"));
    first
        .plan_bundle(&[above.card().chain], unit.level, false)?
        .write(&up, &|_, _| false)?;
    above.read_bundle(&up, &mut Intake::default())?;
    above
        .plan_bundle(&[first.card().chain], Level::Full, false)?
        .write(&down, &|_, _| false)?;
    first.read_bundle(&down, &mut Intake::default())
}

/// Headquarters has the first half of another post's chain by an earlier stick, and what followed on the next one was lost.
fn lose(first: &mut Station, above: &mut Station) -> Result<(), Error> {
    let own = first.card().chain;
    let Some(signed) = exchange::signed_heads(&first.store)?
        .into_iter()
        .find(|signed| signed.head.chain != own)
    else {
        return Ok(());
    };
    let half = signed.head.seq / 2;
    let slice = Slice {
        chain: signed.head.chain,
        before: journal::GENESIS,
        links: links(first, signed.head.chain, (1, half))?,
        signed,
    };
    above.store.merge(&slice, own, above.now())?;
    let seq = half + LOST;
    if let Some(hash) = exchange::hash_of(&first.store, signed.head.chain, seq)? {
        let chain = signed.head.chain;
        exchange::take_receipts(&mut first.store, above.card().chain, &[Head { chain, seq, hash }])?;
    }
    Ok(())
}

/// The second post has received an entry of the first one that says something else than the one it has.
fn quarantine(posts: &mut [Station]) -> Result<(), Error> {
    let [first, second, ..] = posts else { return Ok(()) };
    let chain = first.card().chain;
    let Some(signed) = exchange::signed_heads(&second.store)?
        .into_iter()
        .find(|signed| signed.head.chain == chain)
    else {
        return Ok(());
    };
    let seq = signed.head.seq / 2;
    let before = exchange::hash_of(&second.store, chain, seq - 1)?.unwrap_or(journal::GENESIS);
    let changed = links(second, chain, (seq, seq))?.into_iter().map(|link| Link {
        at: link.at.plus_minutes(1),
        ..link
    });
    let slice = Slice {
        chain,
        before,
        links: changed.collect(),
        signed: SignedHead { ..signed },
    };
    second.store.merge(&slice, chain, second.now())?;
    Ok(())
}

fn links(station: &Station, chain: Uuid, between: (i64, i64)) -> Result<Vec<Link>, Error> {
    let mut links = Vec::new();
    journal::each_between(&station.store, chain, between, |written| {
        links.push(written.link());
        Ok::<_, Error>(())
    })?;
    Ok(links)
}
