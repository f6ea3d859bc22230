//! Whoever changes the file is found, and what a chain alone cannot tell is not found.

use super::*;
use crate::domain::entry::{Entry, EntryId, OnDuty};
use crate::store::journal::{Stamp, append};

type Checked = Result<(), Box<dyn std::error::Error>>;

const UNGUARDED: &str =
    "DROP TRIGGER entry_is_never_changed; DROP TRIGGER entry_is_never_removed; DROP INDEX entry_seq; DROP INDEX entry_id;";

fn written(folder: &std::path::Path, entries: u128) -> Result<Store, Box<dyn std::error::Error>> {
    let mut store = Store::open(folder)?;
    let stamp = |number| Stamp {
        id: EntryId(Uuid::from_u128(number)),
        at: Moment(1000),
        zone_min: 480,
        actor: 0,
        corrects: None,
    };
    store.transact(|db| {
        db.execute("INSERT INTO chain (no, id, own) VALUES (1, ?1, 1)", [Uuid::from_u128(1).as_bytes()])?;
        for number in 1..=entries {
            let entry = Entry::OnDuty(OnDuty {
                name: format!("王{number}"),
                ..OnDuty::default()
            });
            append(db, 1, &stamp(number), &entry)?;
        }
        Ok::<_, StoreError>(())
    })?;
    Ok(store)
}

#[test]
fn a_chain_that_nobody_touched_holds() -> Checked {
    let folder = tempfile::tempdir()?;
    let sound = Chains {
        entries: 5,
        ..Chains::default()
    };
    assert_eq!(written(folder.path(), 5)?.verify_chains()?, sound);
    Ok(())
}

#[test]
fn the_first_of_what_was_changed_is_named() -> Checked {
    let hash = |seq| ChainFault::Hash { seq };
    for (sql, fault) in [
        ("UPDATE entry SET body = '{\"name\":\"李\"}' WHERE seq IN (3, 5)", hash(3)),
        ("UPDATE entry SET at_ms = 999 WHERE seq = 1", hash(1)),
        ("UPDATE entry SET actor = 2 WHERE seq = 4", hash(4)),
        ("UPDATE entry SET hash = zeroblob(32) WHERE seq = 2", hash(2)),
        ("DELETE FROM entry WHERE seq = 2", ChainFault::Gap { seq: 2, to: 2 }),
        ("DELETE FROM entry WHERE seq < 4", ChainFault::Gap { seq: 1, to: 3 }),
        (
            "DELETE FROM entry WHERE seq = 2; UPDATE entry SET seq = seq - 1 WHERE seq > 2",
            hash(2),
        ),
        (
            "INSERT INTO entry (station, seq, id, at_ms, zone_min, actor, kind, body, hash)
             SELECT 1, 3, randomblob(16), at_ms, zone_min, actor, kind, body, hash FROM entry WHERE seq = 3",
            ChainFault::Twice { seq: 3 },
        ),
        (
            "UPDATE entry SET body = '{\"name\":\"李\"}' WHERE seq = 4; INSERT INTO redacted (entry) SELECT no FROM entry WHERE seq = 4",
            ChainFault::Emptied { seq: 4 },
        ),
        (
            "UPDATE entry SET body = '' WHERE seq = 4; INSERT INTO redacted (entry) SELECT no FROM entry WHERE seq = 4",
            ChainFault::Emptied { seq: 4 },
        ),
    ] {
        let folder = tempfile::tempdir()?;
        let store = written(folder.path(), 5)?;
        store.db().execute_batch(UNGUARDED)?;
        store.db().execute_batch(sql)?;
        let found: Vec<ChainFault> = store.verify_chains()?.faults.iter().map(|broken| broken.fault).collect();
        assert_eq!(found, [fault], "{sql}");
    }
    Ok(())
}

#[test]
fn a_purge_accounts_for_what_was_emptied_before_it() -> Checked {
    let folder = tempfile::tempdir()?;
    let mut store = written(folder.path(), 3)?;
    let stamp = Stamp {
        id: EntryId(Uuid::from_u128(9)),
        at: Moment(2000),
        zone_min: 480,
        actor: 0,
        corrects: None,
    };
    store.transact(|db| append(db, 1, &stamp, &Purged::default().into()))?;
    store.db().execute_batch(UNGUARDED)?;
    let empty = "UPDATE entry SET body = '' WHERE seq = 2; INSERT INTO redacted (entry) SELECT no FROM entry WHERE seq = 2";
    store.db().execute_batch(empty)?;
    let checked = store.verify_chains()?;
    assert_eq!((checked.faults.len(), checked.redacted), (0, 1));
    Ok(())
}

#[test]
fn an_end_that_was_cut_off_leaves_a_chain_that_holds() -> Checked {
    let folder = tempfile::tempdir()?;
    let store = written(folder.path(), 5)?;
    store.db().execute_batch(UNGUARDED)?;
    store.db().execute_batch("DELETE FROM entry WHERE seq > 3")?;
    assert_eq!(store.verify_chains()?.faults, [], "only a head kept elsewhere can tell");
    Ok(())
}

#[test]
fn a_walk_stops_when_it_is_told_to() -> Checked {
    let folder = tempfile::tempdir()?;
    let store = written(folder.path(), 5)?;
    let mut left = 2;
    let chains = walk(&store, |_| {
        left -= 1;
        left > 0
    })?;
    assert_eq!(chains.entries, 2);
    Ok(())
}
