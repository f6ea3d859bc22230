//! However entries come, every station that holds the same shows the same.

mod cases;
mod history;

use std::time::Duration;

use proptest::prelude::*;
use rusqlite::Connection;
use rusqlite::backup::Backup;

use super::*;
use crate::store::{digest, open, projection, seal};
use history::{Chain, Random, history, masked, withheld};

type Checked = Result<(), Box<dyn std::error::Error>>;

const SENDER: Uuid = Uuid::from_u128(99);
const NOW: Moment = Moment(5_000);
/// As many as a station keeps prepared.
const STATEMENTS: usize = 64;

fn file() -> Result<Connection, StoreError> {
    let db = open::in_memory()?;
    db.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(db)
}

/// Merges slices in the order they come, and carries over what rosters say.
fn deliver(db: &mut Connection, slices: &[Slice]) -> Result<Merged, StoreError> {
    let mut merged = Merged::default();
    for slice in slices {
        let transaction = db.transaction()?;
        merged += merge(&transaction, slice, SENDER, NOW)?;
        transaction.commit()?;
    }
    while fill(db, NOW)? {}
    while projection::carry_over(db, 7)? > 0 {}
    Ok(merged)
}

/// The digest of the tables, which must be that of the journal folded again.
fn digest(db: &Connection) -> Result<Hash, StoreError> {
    let live = digest::digest(db)?;
    projection::rebuild(db)?;
    assert_eq!(digest::digest(db)?, live, "folded again");
    Ok(live)
}

fn all(chains: &[Chain]) -> Vec<Slice> {
    chains.iter().map(|chain| chain.whole(1, chain.len())).collect()
}

/// What a station shows that has everything from the first, chain by chain.
fn expected(chains: &[Chain]) -> Result<Hash, StoreError> {
    let mut db = file()?;
    deliver(&mut db, &all(chains))?;
    digest(&db)
}

/// Every chain cut into short slices.
fn cut(chains: &[Chain], random: &mut Random) -> Vec<Slice> {
    let mut slices = Vec::new();
    for chain in chains {
        let mut from = 1;
        while from <= chain.len() {
            let to = chain.len().min(from + i64::try_from(random.below(9)).unwrap_or(0));
            slices.push(chain.whole(from, to));
            from = to + 1;
        }
    }
    slices
}

/// Slices from anywhere to anywhere, so many.
fn scraps(chains: &[Chain], random: &mut Random, count: usize) -> Vec<Slice> {
    let scrap = |_| {
        let chain = &chains[random.below(chains.len())];
        let from = random.below(chain.links.len()) + 1;
        let to = from + random.below(15);
        chain.whole(i64::try_from(from).unwrap_or(1), i64::try_from(to).unwrap_or(1))
    };
    (0..count).map(scrap).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn four_stations_that_have_all_show_the_same(seed: u64, entries in 5_i64..40) {
        let chains = history(seed, entries)?;
        let mut random = Random(seed ^ 1);
        let expected = expected(&chains)?;
        for own in &chains {
            let mut db = file()?;
            deliver(&mut db, &[own.whole(1, own.len())])?;
            db.execute("UPDATE chain SET own = 1", []).map_err(StoreError::from)?;
            // Some are lost, some come twice, some overlap; then whoever lacks something gets it, in any order.
            let mut slices = scraps(&chains, &mut random, 20);
            let mut rest = cut(&chains, &mut random);
            random.shuffle(&mut rest);
            slices.extend(rest);
            let merged = deliver(&mut db, &slices)?;
            prop_assert_eq!(merged.quarantined, 0);
            prop_assert_eq!(digest(&db)?, expected);
        }
    }

    #[test]
    fn what_comes_whole_after_it_was_withheld_is_as_if_it_had_been_whole(seed: u64, entries in 5_i64..40) {
        let chains = history(seed, entries)?;
        let mut random = Random(seed ^ 2);
        let mut db = file()?;
        for chain in &chains {
            let draws: Vec<usize> = chain.links.iter().map(|_| random.below(3)).collect();
            let shown = |link: &Link, hash| match draws[usize::try_from(link.seq - 1).unwrap_or(0)] {
                0 => withheld(link, hash),
                1 => masked(link, hash),
                _ => link.clone(),
            };
            deliver(&mut db, &[chain.slice((1, chain.len()), shown)])?;
        }
        digest(&db)?;
        let mut slices = scraps(&chains, &mut random, 10);
        for chain in &chains {
            slices.push(chain.slice((1, chain.len()), masked));
        }
        random.shuffle(&mut slices);
        deliver(&mut db, &slices)?;
        digest(&db)?;
        let mut rest = cut(&chains, &mut random);
        random.shuffle(&mut rest);
        let merged = deliver(&mut db, &rest)?;
        prop_assert_eq!((merged.taken, merged.quarantined), (0, 0));
        prop_assert_eq!(digest(&db)?, expected(&chains)?);
    }
}

#[test]
fn a_thousand_orders_of_one_history_show_the_same() -> Checked {
    let chains = history(2_020, 24)?;
    let expected = expected(&chains)?;
    let slices = cut(&chains, &mut Random(1));
    let empty = file()?;
    for seed in 0..1_000 {
        let mut order = slices.clone();
        Random(seed).shuffle(&mut order);
        let mut db = Connection::open_in_memory()?;
        Backup::new(&empty, &mut db)?.run_to_completion(i32::MAX, Duration::ZERO, None)?;
        seal::install(&db, &seal::tested())?;
        db.set_prepared_statement_cache_capacity(STATEMENTS);
        deliver(&mut db, &order)?;
        assert_eq!(digest::digest(&db)?, expected, "order {seed}");
    }
    Ok(())
}
