//! What fits, what is held, what is kept apart.

use std::collections::BTreeMap;

use super::history::{Chain, withheld};
use super::*;
use crate::domain::chain::{GENESIS, Head, SignedHead};
use crate::domain::entry::{Entry, EntryError, OnDuty};
use crate::domain::group::Heard;
use crate::domain::hints::By;
use crate::domain::parcel::Gap;
use crate::domain::peer::{Continued, Level};
use crate::store::{marks, people, station};

/// A chain of people coming on duty.
fn duties(number: u128, count: usize) -> Result<Chain, EntryError> {
    let mut chain = Chain::new(number);
    for name in 1..=count {
        let name = format!("王{name}");
        chain.write(1_000, &Entry::OnDuty(OnDuty { name, ..OnDuty::default() }), None)?;
    }
    Ok(chain)
}

/// The first entries of a chain, and then others than it has.
fn forked(chain: &Chain, at: i64, count: usize) -> Result<Chain, EntryError> {
    let mut fork = chain.clone();
    fork.links.truncate(usize::try_from(at - 1).unwrap_or(0));
    fork.hashes.truncate(fork.links.len());
    for name in 0..count {
        let name = format!("李{name}");
        fork.write(1_001, &Entry::OnDuty(OnDuty { name, ..OnDuty::default() }), None)?;
    }
    Ok(fork)
}

fn store() -> Result<(tempfile::TempDir, Store), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let store = Store::open(folder.path())?;
    Ok((folder, store))
}

fn merge_all(store: &mut Store, slices: &[Slice]) -> Result<Merged, StoreError> {
    let mut merged = Merged::default();
    for slice in slices {
        merged += store.merge(slice, SENDER, NOW)?;
    }
    Ok(merged)
}

#[test]
fn what_came_is_counted_once() -> Checked {
    let (_folder, mut store) = store()?;
    let chain = duties(1, 10)?;
    // First, last, and how many are taken, known, held.
    for (from, to, [taken, known, held]) in [
        (1, 4, [4, 0, 0]),
        (1, 4, [0, 4, 0]),
        (3, 5, [1, 2, 0]),
        (8, 9, [0, 0, 2]),
        (9, 10, [0, 1, 1]),
        (6, 7, [5, 0, 0]),
        (1, 10, [0, 10, 0]),
    ] {
        let merged = Merged {
            taken,
            known,
            held,
            ..Merged::default()
        };
        assert_eq!(store.merge(&chain.whole(from, to), SENDER, NOW)?, merged, "{from} to {to}");
    }
    assert_eq!(exchange::heads(&store)?, [chain.head()]);
    assert_eq!(store.verify_chains()?.faults, []);
    Ok(())
}

#[test]
fn a_filled_gap_lets_in_a_slice_at_a_time() -> Checked {
    let (_folder, mut store) = store()?;
    let chain = duties(1, 1_000)?;
    merge_all(&mut store, &[chain.whole(2, 500), chain.whole(501, 1_000)])?;
    let reached = |store: &Store| -> Result<i64, StoreError> { Ok(exchange::heads(store)?.first().map_or(0, |head| head.seq)) };
    store.merge(&chain.whole(1, 1), SENDER, NOW)?;
    assert_eq!((reached(&store)?, exchange::gaps(&store)?), (257, Vec::new()));
    // It comes a second time before all of it is in.
    store.merge(&chain.whole(200, 400), SENDER, NOW)?;
    assert_eq!((reached(&store)?, exchange::gaps(&store)?), (656, Vec::new()));
    assert!(store.fill(NOW)? && store.fill(NOW)?);
    assert!(!store.fill(NOW)?);
    assert_eq!(exchange::heads(&store)?, [chain.head()]);
    assert_eq!(store.verify_chains()?.faults, []);
    let held: i64 = store.db().query_row("SELECT count(*) FROM held", [], |row| row.get(0))?;
    assert_eq!((held, quarantined(&store)?), (0, Vec::new()));
    Ok(())
}

#[test]
fn gaps_are_named_exactly() -> Checked {
    let (_folder, mut store) = store()?;
    let (north, south) = (duties(1, 40)?, duties(2, 9)?);
    let gap = |chain: &Chain, from, to| Gap { chain: chain.id, from, to };
    merge_all(
        &mut store,
        &[north.whole(1, 10), north.whole(15, 20), north.whole(31, 31), south.whole(9, 9)],
    )?;
    assert_eq!(
        exchange::gaps(&store)?,
        [gap(&north, 11, 14), gap(&north, 21, 30), gap(&south, 1, 8)]
    );
    merge_all(&mut store, &[north.whole(12, 14), north.whole(22, 30)])?;
    assert_eq!(
        exchange::gaps(&store)?,
        [gap(&north, 11, 11), gap(&north, 21, 21), gap(&south, 1, 8)]
    );
    merge_all(&mut store, &[north.whole(11, 11), south.whole(1, 8)])?;
    assert_eq!(exchange::gaps(&store)?, [gap(&north, 21, 21)]);
    merge_all(&mut store, &[north.whole(20, 22)])?;
    assert_eq!(exchange::gaps(&store)?, []);
    assert_eq!(exchange::heads(&store)?.iter().map(|head| head.seq).collect::<Vec<_>>(), [31, 9]);
    Ok(())
}

/// The numbers in quarantine, in order, with why.
fn quarantined(store: &Store) -> Result<Vec<(i64, String)>, StoreError> {
    let (all, _) = exchange::quarantined(store, usize::MAX)?;
    let mut whys: Vec<_> = all.into_iter().map(|one| (one.seq, one.why)).collect();
    whys.sort();
    Ok(whys)
}

fn whys(whys: &[(i64, &str)]) -> Vec<(i64, String)> {
    whys.iter().map(|(seq, why)| (*seq, (*why).to_owned())).collect()
}

#[test]
fn a_fork_is_kept_apart_and_disturbs_nothing() -> Checked {
    let chain = duties(1, 6)?;
    let other = duties(2, 3)?;
    let fork = forked(&chain, 4, 6)?;
    let (first, second) = (fork.whole(3, 6), fork.whole(7, 9));
    for (order, sixth) in [
        (vec![chain.whole(1, 6), first.clone(), second.clone(), first.clone()], "number"),
        (vec![chain.whole(1, 6), second.clone(), second.clone(), first.clone()], "number"),
        // What builds on the fork is held until the fork is known for one.
        (
            vec![chain.whole(1, 5), second.clone(), first.clone(), second.clone(), chain.whole(6, 6)],
            "chain",
        ),
    ] {
        let (_folder, mut store) = store()?;
        merge_all(&mut store, &[other.whole(1, 2)])?;
        merge_all(&mut store, &order)?;
        merge_all(&mut store, &[other.whole(3, 3)])?;
        let all = [(4, "number"), (5, "number"), (6, sixth), (7, "chain"), (8, "chain"), (9, "chain")];
        assert_eq!(quarantined(&store)?, whys(&all));
        assert_eq!(exchange::gaps(&store)?, []);
        assert_eq!(exchange::heads(&store)?, [chain.head(), other.head()]);
        assert_eq!(store.digest()?, expected(&[chain.clone(), other.clone()])?);
        assert!(store.rebuild_equals_live()?);
    }
    Ok(())
}

#[test]
fn what_was_held_and_does_not_follow_is_kept_apart() -> Checked {
    let (_folder, mut store) = store()?;
    let chain = duties(1, 8)?;
    let fork = forked(&chain, 4, 3)?;
    merge_all(
        &mut store,
        &[fork.whole(5, 6), chain.whole(1, 3), chain.whole(5, 5), chain.whole(4, 4)],
    )?;
    // The other 5 was held first, so that ours found its number taken; it comes again from its station.
    assert_eq!(quarantined(&store)?, whys(&[(5, "chain"), (5, "number"), (6, "chain")]));
    merge_all(&mut store, &[chain.whole(5, 8)])?;
    assert_eq!(exchange::heads(&store)?, [chain.head()]);
    assert_eq!(exchange::gaps(&store)?, []);
    Ok(())
}

#[test]
fn an_id_is_of_one_entry() -> Checked {
    let (_folder, mut store) = store()?;
    let chain = duties(1, 3)?;
    let mut thief = Chain::new(2);
    thief.write(
        1_000,
        &Entry::OnDuty(OnDuty {
            name: "甲".into(),
            ..OnDuty::default()
        }),
        None,
    )?;
    let mut stolen = thief.clone();
    for name in ["乙", "丙"] {
        stolen.write(
            1_000,
            &Entry::OnDuty(OnDuty {
                name: name.into(),
                ..OnDuty::default()
            }),
            None,
        )?;
    }
    if let [_, second, third] = stolen.links.as_mut_slice() {
        second.id = chain.links[2].id;
        stolen.hashes[1] = second.digest(stolen.id, &stolen.hashes[0]);
        stolen.hashes[2] = third.digest(stolen.id, &stolen.hashes[1]);
    }
    merge_all(&mut store, &[chain.whole(1, 3), stolen.whole(1, 2), stolen.whole(3, 3)])?;
    assert_eq!(quarantined(&store)?, whys(&[(2, "id"), (3, "chain")]));
    assert_eq!(exchange::heads(&store)?, [chain.head(), thief.head()]);
    let (first, count) = exchange::quarantined(&store, 1)?;
    assert_eq!((first.len(), first[0].seq, count), (1, 2, 2));
    exchange::mark_seen(&mut store, first[0].no)?;
    assert_eq!(exchange::quarantined(&store, 1)?.0[0].seq, 3, "what nobody has seen comes first");
    assert_eq!(
        exchange::quarantined(&store, 9)?.0.iter().map(|one| one.seen).collect::<Vec<_>>(),
        [false, true]
    );
    Ok(())
}

#[test]
fn a_slice_that_does_not_follow_is_kept_apart() -> Checked {
    let (_folder, mut store) = store()?;
    let chain = duties(1, 5)?;
    let wrong = Slice {
        before: GENESIS,
        ..chain.whole(3, 4)
    };
    merge_all(&mut store, &[chain.whole(1, 2), wrong])?;
    assert_eq!(quarantined(&store)?, whys(&[(3, "chain"), (4, "chain")]));
    let mut torn = chain.whole(3, 5);
    torn.links.remove(1);
    merge_all(&mut store, &[torn])?;
    assert_eq!(exchange::heads(&store)?[0].seq, 3);
    merge_all(&mut store, &[chain.whole(3, 5)])?;
    assert_eq!(exchange::heads(&store)?, [chain.head()]);
    Ok(())
}

#[test]
fn our_own_chain_is_never_continued_by_others() -> Checked {
    let (_folder, mut store) = store()?;
    let own = duties(1, 6)?;
    let fork = forked(&own, 3, 1)?;
    merge_all(&mut store, &[own.whole(1, 4)])?;
    store.transact(|db| db.execute("UPDATE chain SET own = 1", []).map_err(StoreError::from))?;
    let refused = store.merge(&own.whole(3, 6), SENDER, NOW);
    assert_eq!(refused.err().map(|error| error.code()), Some("own-chain-ahead"));
    assert_eq!(merge_all(&mut store, &[own.whole(1, 4)])?.known, 4);
    assert_eq!(merge_all(&mut store, &[fork.whole(3, 3)])?.quarantined, 1);
    assert_eq!(exchange::heads(&store)?[0].seq, 4);
    // Once it goes on under another chain, what it had lost comes back.
    store.transact(|db| db.execute("UPDATE chain SET own = 0", []).map_err(StoreError::from))?;
    assert_eq!(merge_all(&mut store, &[own.whole(3, 6)])?.taken, 2);
    Ok(())
}

#[test]
fn only_what_is_redacted_may_still_be_said() -> Checked {
    let (_folder, mut store) = store()?;
    let chain = duties(1, 4)?;
    let shown = |link: &Link, hash| if link.seq == 2 { withheld(link, hash) } else { link.clone() };
    merge_all(&mut store, &[chain.slice((1, 4), shown)])?;
    let checked = store.verify_chains()?;
    assert_eq!((checked.entries, checked.redacted, checked.faults.len()), (4, 1, 0));
    for sql in [
        "UPDATE entry SET body = '{}' WHERE seq = 3",
        "UPDATE entry SET hash = zeroblob(32) WHERE seq = 2",
        "UPDATE entry SET seq = 9 WHERE seq = 2",
        "DELETE FROM entry WHERE seq = 2",
    ] {
        let changed = store.transact(|db| db.execute(sql, []).map_err(StoreError::from));
        assert_eq!(changed.err().map(|error| error.code()), Some("sql"), "{sql}");
    }
    let mut forged = chain.whole(1, 4);
    forged.links[1].body = r#"{"name":"李"}"#.into();
    let merged = merge_all(&mut store, &[forged])?;
    assert_eq!((merged.renewed, merged.known), (0, 1));
    assert_eq!(merge_all(&mut store, &[chain.whole(2, 2)])?.renewed, 1);
    assert_eq!(merge_all(&mut store, &[chain.slice((1, 4), withheld)])?.known, 4);
    let checked = store.verify_chains()?;
    assert_eq!((checked.entries, checked.redacted, checked.faults.len()), (4, 0, 0));
    Ok(())
}

#[test]
fn a_whole_entry_takes_the_place_of_a_redacted_one_that_is_held() -> Checked {
    let (_folder, mut store) = store()?;
    let chain = duties(1, 4)?;
    let merged = merge_all(
        &mut store,
        &[
            chain.slice((3, 4), withheld),
            chain.whole(4, 4),
            chain.slice((3, 4), withheld),
            chain.whole(1, 2),
        ],
    )?;
    assert_eq!((merged.taken, merged.held, merged.known), (4, 2, 3));
    assert_eq!(store.verify_chains()?.redacted, 1);
    Ok(())
}

#[test]
fn what_nobody_can_read_is_kept_and_hurts_nobody() -> Checked {
    let (_folder, mut store) = store()?;
    let mut chain = Chain::new(1);
    for kind in [1, 2, 3, 10, 11, 14, 20, 30, 75, 81, 82, 4_711] {
        chain.put(1_000, (kind, None, "{".into()), None);
    }
    let merged = merge_all(&mut store, &[chain.whole(1, chain.len()), chain.slice((1, 3), withheld)])?;
    assert_eq!((merged.taken, merged.unread, merged.known), (12, 12, 3));
    let mut bodies = BTreeMap::new();
    journal::each_entry(&store, |written| {
        bodies.insert(written.kind, written.body.clone());
        Ok(true)
    })?;
    assert_eq!(bodies.len(), 12);
    assert_eq!(people::before(&store, NOW)?, []);
    assert_eq!(marks::gates(&store)?, BTreeMap::new());
    let by = By { gate: 1, guard: 3 };
    assert_eq!(marks::guard(&store, by)?, "");
    assert_eq!(station::own_chains(&store)?, Vec::<Uuid>::new());
    assert!(store.rebuild_equals_live()?);
    Ok(())
}

#[test]
fn a_signed_head_is_passed_on_when_everything_up_to_it_is_here() -> Checked {
    let (_folder, mut store) = store()?;
    let chain = duties(1, 9)?;
    let signed = |to: i64| {
        let part = forked(&chain, to + 1, 0)?;
        Ok::<_, EntryError>((part.head(), part))
    };
    let ((three, first), (nine, _)) = (signed(3)?, signed(9)?);
    merge_all(&mut store, &[chain.whole(7, 9)])?;
    assert_eq!(exchange::signed_heads(&store)?, []);
    merge_all(&mut store, &[first.whole(1, 3)])?;
    assert_eq!(
        exchange::signed_heads(&store)?.iter().map(|one| one.head).collect::<Vec<_>>(),
        [three]
    );
    let forged = SignedHead {
        head: Head { hash: GENESIS, ..nine },
        signature: [1; 64],
    };
    store.transact(|db| exchange::keep_signed(db, &forged))?;
    merge_all(&mut store, &[chain.whole(4, 6)])?;
    assert_eq!(
        exchange::signed_heads(&store)?.iter().map(|one| one.head).collect::<Vec<_>>(),
        [nine]
    );
    let mut hashes = Vec::new();
    exchange::links(&store, chain.id, (4, 5), &mut |link, hash| {
        hashes.push((link, hash));
        Ok::<_, StoreError>(())
    })?;
    assert_eq!(
        hashes.iter().map(|(link, _)| link).collect::<Vec<_>>(),
        [&chain.links[3], &chain.links[4]]
    );
    assert_eq!(exchange::hash_of(&store, chain.id, 3)?, Some(chain.before(4)));
    assert_eq!(exchange::hash_of(&store, chain.id, 0)?, Some(GENESIS));
    assert_eq!(exchange::hash_of(&store, chain.id, 10)?, None);
    Ok(())
}

#[test]
fn the_newest_word_of_another_station_stands() -> Checked {
    let (_folder, mut store) = store()?;
    let (peer, chain) = (Uuid::from_u128(8), duties(1, 5)?);
    assert!(exchange::hear(&mut store, peer, 2, Moment(20), Moment(25), Level::Full)?);
    assert!(!exchange::hear(&mut store, peer, 1, Moment(90), Moment(30), Level::Counts)?);
    assert_eq!(
        exchange::heard(&store)?.into_iter().collect::<Vec<_>>(),
        [(
            peer,
            Heard {
                made: Moment(20),
                arrived: Moment(25),
                level: Level::Full
            }
        )]
    );
    exchange::take_receipts(&mut store, peer, &[chain.head(), duties(2, 1)?.head()])?;
    exchange::take_receipts(&mut store, peer, &[forked(&chain, 3, 0)?.head()])?;
    assert_eq!(exchange::receipts(&store, peer)?, [forked(&chain, 3, 0)?.head()]);
    assert_eq!(exchange::receipts(&store, SENDER)?, []);
    Ok(())
}

#[test]
fn a_station_is_as_old_as_the_first_chain_that_it_continues() -> Checked {
    let (_folder, mut store) = store()?;
    let mut chains = [Chain::new(1), Chain::new(2), Chain::new(3)];
    let mut earlier = None;
    for (chain, at) in chains.iter_mut().zip([1_000, 2_000, 3_000]) {
        if let Some(earlier) = earlier.replace(chain.id) {
            let continued = Continued {
                chain: earlier,
                ..Continued::default()
            };
            chain.write(at, &Entry::Continued(continued), None)?;
        }
        chain.write(
            at,
            &Entry::OnDuty(OnDuty {
                name: "王".into(),
                ..OnDuty::default()
            }),
            None,
        )?;
        merge_all(&mut store, &[chain.whole(1, chain.len())])?;
    }
    let [first, second, third] = chains.map(|chain| chain.id);
    for (own, all) in [
        (second, vec![first, second]),
        (third, vec![first, second, third]),
        (first, vec![first]),
    ] {
        store.transact(|db| {
            db.execute("UPDATE chain SET own = id = ?1", [own.as_bytes()])
                .map_err(StoreError::from)
        })?;
        let mut chains = station::own_chains(&store)?;
        chains.sort_unstable();
        assert_eq!(chains, all);
        assert_eq!(station::opened(&store)?, Moment(1_000));
    }
    Ok(())
}
