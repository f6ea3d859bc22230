//! Whose word counts for what: keys, units, revocation, clocks, and bundles that are for others.

use std::fs;
use std::io::Cursor;

use uuid::Uuid;

use super::{Checked, Made, Place, befriend, measure, person};
use crate::domain::chain::{GENESIS, Head, Link};
use crate::domain::parcel::Cover;
use crate::domain::peer::{Level, Peer, Relation};
use crate::domain::settings::Role;
use crate::exchange::bundle::{self, BundleError, Part, Source};
use crate::station::exchange::{Intake, keys};
use crate::station::{Error, Opening, Station};
use crate::store::{StoreError, exchange};

/// Entries as somebody who is not honest hands them over.
struct Shelf(Vec<Link>);

impl Source for Shelf {
    fn links(&mut self, _part: &Part, each: &mut dyn FnMut(Link) -> Result<(), BundleError>) -> Result<(), BundleError> {
        self.0.iter().cloned().try_for_each(each)
    }

    fn photo(&mut self, _no: usize) -> Result<Option<Vec<u8>>, BundleError> {
        Ok(None)
    }
}

/// A bundle with the entries of `of` as those of `chain`, signed by `signer`.
struct Forged<'a> {
    maker: &'a Station,
    of: &'a Station,
    chain: Uuid,
    signer: &'a Station,
    holds: Vec<Head>,
}

impl Forged<'_> {
    fn for_whom(self, to: &Station) -> Made<Vec<u8>> {
        let secrets = |station: &Station| keys::read(station.store.folder()).ok_or("no keys");
        let mut links = Vec::new();
        exchange::links::<StoreError>(&self.of.store, self.of.card().chain, (1, 2), &mut |link, _| {
            links.push(link);
            Ok(())
        })?;
        let hash = links.iter().fold(GENESIS, |before, link| link.hash(self.chain, &before));
        let head = Head {
            chain: self.chain,
            seq: 2,
            hash,
        };
        let signed = secrets(self.signer)?.sign(head);
        let part = Part {
            chain: self.chain,
            from: 1,
            to: 2,
            before: GENESIS,
            signed,
        };
        let cover = Cover {
            maker: self.maker.own_card()?,
            to: vec![to.own_card()?],
            level: Level::Counts,
            made: self.maker.now(),
            no: self.maker.now().0,
            holds: self.holds,
            wants: Vec::new(),
        };
        let mut out = Cursor::new(Vec::new());
        bundle::write(&mut out, &secrets(self.maker)?, &cover, &[part], &mut Shelf(links), &|_, _| true)?;
        Ok(out.into_inner())
    }
}

/// The chains that were not taken of a bundle.
fn unknown(site: &Place, bytes: &[u8], to: &mut Station) -> Made<Vec<Uuid>> {
    let file = site.folder("forged.gatehouse");
    fs::write(&file, bytes)?;
    let mut intake = Intake::default();
    to.read_bundle(&file, &mut intake)?;
    let received = intake.bundles.pop().ok_or("a bundle")?;
    assert!(received.refused.is_none(), "{:?}", received.refused);
    Ok(received.unknown)
}

fn unit(site: &Place, name: &str, unit: &str) -> Made<Station> {
    let opening = Opening {
        unit: unit.into(),
        ..Opening::tested(name)
    };
    Ok(Station::init(&site.folder(name), opening, Box::new(site.clock.clone()))?)
}

#[test]
fn nobody_writes_in_the_chain_of_another() -> Checked {
    let site = Place::new()?;
    let mut above = site.init("总部", Role::Headquarters)?;
    let (one, two, same) = (unit(&site, "甲", "一矿")?, unit(&site, "乙", "二矿")?, unit(&site, "丙", "一矿")?);
    for station in [&one, &two, &same] {
        above.enrol(station.own_card()?)?;
    }
    let own = above.card().chain;
    for (what, of, chain, signer, is_taken) in [
        ("its own", &one, one.card().chain, &one, true),
        ("of its unit", &same, same.card().chain, &same, true),
        ("of its unit, not signed by whose it is", &same, same.card().chain, &one, false),
        ("of another unit", &two, two.card().chain, &two, false),
        ("under a new chain", &one, Uuid::from_u128(5), &one, true),
        ("ours", &one, own, &one, false),
    ] {
        let forged = Forged {
            maker: &one,
            of,
            chain,
            signer,
            holds: Vec::new(),
        };
        let expected = if is_taken { Vec::new() } else { vec![chain] };
        assert_eq!(unknown(&site, &forged.for_whom(&above)?, &mut above)?, expected, "{what}");
    }
    assert_eq!(above.card().chain, own);
    // Not from a gate of the site either.
    let (mut south, north) = (site.gate("南门")?, site.gate("北门")?);
    south.enrol(north.own_card()?)?;
    let own = south.card().chain;
    let forged = Forged {
        maker: &north,
        of: &north,
        chain: own,
        signer: &north,
        holds: Vec::new(),
    };
    assert_eq!(unknown(&site, &forged.for_whom(&south)?, &mut south)?, [own]);
    assert_eq!(south.card().chain, own);
    Ok(())
}

#[test]
fn a_unit_cannot_make_headquarters_begin_a_new_chain() -> Checked {
    for (role, begins) in [(Role::Headquarters, false), (Role::Gate, true)] {
        let site = Place::new()?;
        let (mut reader, gate) = (site.init("总部", role)?, site.gate("南门")?);
        reader.enrol(gate.own_card()?)?;
        let own = reader.card().chain;
        let forged = Forged {
            maker: &gate,
            of: &gate,
            chain: gate.card().chain,
            signer: &gate,
            holds: vec![Head {
                chain: own,
                seq: 99,
                hash: [9; 32],
            }],
        };
        unknown(&site, &forged.for_whom(&reader)?, &mut reader)?;
        assert_eq!(reader.card().chain != own, begins, "{role:?}");
    }
    Ok(())
}

/// Moves a data folder: its station goes on under a new chain with the keys it has.
fn moved(site: &Place, station: Station, from: &str, to: &str) -> Made<Station> {
    drop(station);
    fs::rename(site.folder(from), site.folder(to))?;
    site.open(to)
}

#[test]
fn keys_are_revoked_and_not_a_chain() -> Checked {
    let site = Place::new()?;
    let (mut south, mut north, mut clinic) = (site.gate("南门")?, site.gate("北门")?, site.init("诊室", Role::Clinic)?);
    befriend(&mut south, &mut north)?;
    befriend(&mut north, &mut clinic)?;
    site.carry(&south, &mut north)?;
    let mut south = moved(&site, south, "南门", "南门二")?;
    south.save_person(person(1, "张双"))?;
    assert!(site.carry(&south, &mut north)?.taken() > 0, "it is recognised");
    let revoked = |north: &Station| -> Made<Vec<bool>> {
        let peers = north.peers()?.into_iter().filter(|peer| peer.card.station == "南门");
        Ok(peers.map(|peer| peer.revoked.is_some()).collect())
    };
    let for_clinic = |north: &Station| -> Made<usize> {
        let peers: Vec<Peer> = north.peers()?.into_iter().filter(|peer| peer.card.station == "诊室").collect();
        Ok(north.chains_for(&peers)?.len())
    };
    assert_eq!((revoked(&north)?, for_clinic(&north)?), (vec![false, false], 3));
    north.revoke(south.card().chain, "电脑丢了")?;
    assert_eq!(
        (revoked(&north)?, for_clinic(&north)?),
        (vec![true, true], 1),
        "what it wrote goes no further"
    );
    let owed: Vec<i64> = north.exchange_view()?.peers.iter().map(|state| state.owed).collect();
    assert_eq!(
        owed.iter().filter(|owed| **owed > 0).count(),
        1,
        "nothing for who is revoked: {owed:?}"
    );
    // Whoever has the computer moves the folder once more.
    let south = moved(&site, south, "南门二", "南门三")?;
    let refused = site.carry(&south, &mut north)?;
    let refusal = refused.bundles.first().map(crate::station::exchange::Received::refusal);
    assert_eq!(refusal, Some("bundle-unknown-maker"));
    north.enrol(south.own_card()?)?;
    assert_eq!(
        revoked(&north)?,
        [false, false, false],
        "somebody has compared the fingerprint of these keys"
    );
    let again = site.carry(&south, &mut north)?;
    assert!(
        again
            .bundles
            .iter()
            .all(|bundle| bundle.refused.is_none() && bundle.unknown.is_empty())
    );
    Ok(())
}

#[test]
fn a_station_of_another_place_is_not_recognised_by_its_keys() -> Checked {
    let site = Place::new()?;
    let (above, one) = (site.init("总部", Role::Headquarters)?, unit(&site, "甲", "一矿")?);
    let (own, card) = (above.own_card()?.keys, one.own_card()?);
    let known = [Peer {
        card: card.clone(),
        relation: Relation::Below,
        revoked: None,
    }];
    for (unit, is_known) in [("一矿", true), ("二矿", false)] {
        let mut again = card.clone();
        again.chain = Uuid::from_u128(7);
        again.unit = unit.into();
        let heir = crate::station::exchange::enrol::heir(&known, &own, &again);
        assert_eq!(heir.map(|heir| heir.relation), is_known.then_some(Relation::Below), "{unit}");
    }
    Ok(())
}

#[test]
fn a_key_file_that_cannot_be_read_is_left_as_it_is() -> Checked {
    let site = Place::new()?;
    let card = site.gate("南门")?.own_card()?;
    let path = site.folder("南门").join(crate::store::secrets::STATION_KEY);
    let kept = fs::read(&path)?;
    for broken in [b"".as_slice(), b"gatehouse keys 1\nsign", b"\xff\xfe"] {
        fs::write(&path, broken)?;
        let mut south = site.open("南门")?;
        south.save_person(person(1, "张双"))?;
        assert!(matches!(south.own_card(), Err(Error::NoKeys)), "said when it is asked for");
        assert!(south.exchange_view()?.own.is_none());
        assert_eq!(fs::read(&path)?, broken);
    }
    // Neither is a folder of that name taken away.
    fs::remove_file(&path)?;
    fs::create_dir(&path)?;
    assert!(matches!(site.open("南门")?.own_card(), Err(Error::NoKeys)));
    fs::remove_dir(&path)?;
    fs::write(&path, kept)?;
    assert_eq!(site.open("南门")?.own_card()?, card);
    Ok(())
}

#[test]
fn a_clock_that_was_ahead_does_not_silence_receipts_and_an_old_bundle_lowers_none() -> Checked {
    let site = Place::new()?;
    let (mut south, mut north) = (site.gate("南门")?, site.gate("北门")?);
    befriend(&mut south, &mut north)?;
    south.save_person(person(1, "张双"))?;
    site.carry(&south, &mut north)?;
    site.later(2 * 24 * 60);
    site.carry(&north, &mut south)?;
    let (stick, old) = (site.folder("stick.gatehouse"), site.folder("old.gatehouse"));
    fs::copy(&stick, &old)?;
    site.later(-2 * 24 * 60);
    measure(&mut south, 1)?;
    site.carry(&south, &mut north)?;
    site.carry(&north, &mut south)?;
    let state = |south: &Station| -> Made<_> { Ok(south.exchange_view()?.peers.first().cloned().ok_or("a peer")?) };
    let known = state(&south)?;
    assert_eq!((known.owed, known.skew_ms), (0, 0));
    site.later(5);
    south.read_bundle(&old, &mut Intake::default())?;
    assert_eq!(state(&south)?, known, "read once more it says nothing new");
    Ok(())
}

#[test]
fn a_bundle_for_others_is_no_fault_in_a_folder() -> Checked {
    let site = Place::new()?;
    let (mut south, mut north, mut third) = (site.gate("南门")?, site.gate("北门")?, site.gate("西门")?);
    befriend(&mut north, &mut third)?;
    let (share, own) = (site.folder("share"), site.folder("share").join(third.card().chain.to_string()));
    fs::create_dir_all(&own)?;
    let file = own.join("1-1.gatehouse");
    third.plan_bundle(&[], Level::Full, false)?.write(&file, &|_, _| false)?;
    let mut intake = Intake::default();
    south.exchange_through(&share, &mut intake)?;
    assert_eq!((intake.bundles.len(), south.exchange_view()?.strangers), (0, Vec::new()));
    // A piece would stop it, which is an error.
    south.begin_exchange(&share)?.run(&|_, _| false, &mut |_| false)?;
    south.read_bundle(&file, &mut intake)?;
    let said = intake.bundles.first().map(crate::station::exchange::Received::refusal);
    assert_eq!((said, south.exchange_view()?.strangers), (Some("bundle-not-for-us"), Vec::new()));
    Ok(())
}

#[test]
fn headquarters_owes_its_units_nothing() -> Checked {
    let site = Place::new()?;
    let (mut above, mut south) = (site.init("总部", Role::Headquarters)?, site.gate("南门")?);
    befriend(&mut above, &mut south)?;
    let owed = |station: &Station| -> Made<Option<i64>> { Ok(station.exchange_view()?.peers.first().map(|state| state.owed)) };
    assert_eq!(owed(&above)?, Some(0));
    assert!(owed(&south)? > Some(0));
    Ok(())
}
