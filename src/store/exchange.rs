//! What is known of other stations: how far chains reach here and there, what is missing, what does not fit.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use uuid::Uuid;

use super::{Store, StoreError, journal};
use crate::domain::chain::{Hash, Head, Link, SignedHead};
use crate::domain::day::Moment;
use crate::domain::group::Heard;
use crate::domain::parcel::Gap;
use crate::domain::peer::{Level, Peer};

/// How far each chain reaches here without a gap: what we can give a receipt for.
pub fn heads(store: &Store) -> Result<Vec<Head>, StoreError> {
    let mut select = store.db().prepare_cached(include_str!("exchange/heads.sql"))?;
    let rows = select.query_map([], row_to_head)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The newest head of each chain that is here and signed by its owner: how far its entries can be passed on.
pub fn signed_heads(store: &Store) -> Result<Vec<SignedHead>, StoreError> {
    let mut select = store.db().prepare_cached(include_str!("exchange/signed.sql"))?;
    let rows = select.query_map([], |row| {
        Ok(SignedHead {
            head: row_to_head(row)?,
            signature: row.get("signature")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Every head that is kept with its owner's signature, also those that are only waited for.
pub fn all_signed(store: &Store) -> Result<Vec<Head>, StoreError> {
    let mut select = store.db().prepare_cached("SELECT chain, seq, hash FROM signed_head")?;
    let rows = select.query_map([], row_to_head)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Keeps a head that its owner signed and whose signature was checked, also one that is only waited for, and forgets those before the newest that is here.
pub(super) fn keep_signed(db: &Connection, SignedHead { head, signature }: &SignedHead) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR IGNORE INTO signed_head (chain, seq, hash, signature) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![head.chain.as_bytes(), head.seq, head.hash, signature])?;
    db.prepare_cached(include_str!("exchange/forget_signed.sql"))?
        .execute([head.chain.as_bytes()])?;
    Ok(())
}

/// Hands the entries `from` to `to` of a chain to `each`, both included, as they stand here, with the hash of each.
pub fn links<E: From<StoreError>>(
    store: &Store,
    chain: Uuid,
    (from, to): (i64, i64),
    each: &mut dyn FnMut(Link, Hash) -> Result<(), E>,
) -> Result<(), E> {
    journal::each_between(store, chain, (from, to), |written| each(written.link(), written.hash))
}

/// The hash of an entry by its number, `GENESIS` for 0: what a slice that follows it begins with.
pub fn hash_of(store: &Store, chain: Uuid, seq: i64) -> Result<Option<Hash>, StoreError> {
    if seq == 0 {
        return Ok(Some(journal::GENESIS));
    }
    let sql = "SELECT hash FROM entry WHERE station = (SELECT no FROM chain WHERE id = ?1) AND seq = ?2";
    let mut select = store.db().prepare_cached(sql)?;
    Ok(select.query_row(params![chain.as_bytes(), seq], |row| row.get(0)).optional()?)
}

/// What is missing between the end of each chain here and what is held of it.
pub fn gaps(store: &Store) -> Result<Vec<Gap>, StoreError> {
    let mut select = store.db().prepare_cached(include_str!("exchange/gaps.sql"))?;
    let rows = select.query_map([], |row| {
        Ok(Gap {
            chain: uuid(row, "chain")?,
            from: row.get("first")?,
            to: row.get("last")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// An entry that does not fit what is here: its number or its id is that of another one, or it does not follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantined {
    pub no: i64,
    pub chain: Uuid,
    pub seq: i64,
    /// Who brought it.
    pub sender: Uuid,
    pub arrived: Moment,
    /// `number`: another entry has its number; `id`: another entry has its id; `chain`: it does not follow what is here.
    pub why: String,
    pub seen: bool,
}

/// At most so many of the entries in quarantine, in the order they came, what nobody has seen before the rest; and how many there are.
pub fn quarantined(store: &Store, most: usize) -> Result<(Vec<Quarantined>, usize), StoreError> {
    let mut select = store.db().prepare_cached(include_str!("exchange/quarantined.sql"))?;
    let rows = select.query_map([i64::try_from(most).unwrap_or(i64::MAX)], |row| {
        Ok(Quarantined {
            no: row.get("no")?,
            chain: uuid(row, "chain")?,
            seq: row.get("seq")?,
            sender: uuid(row, "sender")?,
            arrived: Moment(row.get("arrived_ms")?),
            why: row.get("why")?,
            seen: row.get("seen")?,
        })
    })?;
    let mut count = store.db().prepare_cached("SELECT count(*) FROM quarantine")?;
    let count: i64 = count.query_row([], |row| row.get(0))?;
    Ok((rows.collect::<Result<_, _>>()?, usize::try_from(count).unwrap_or_default()))
}

/// Somebody has seen that an entry is in quarantine. It stays there.
pub fn mark_seen(store: &mut Store, no: i64) -> Result<(), StoreError> {
    store.transact(|db| {
        db.prepare_cached("UPDATE quarantine SET seen = 1 WHERE no = ?1")?.execute([no])?;
        Ok(())
    })
}

/// How far another station says that it holds each chain.
pub fn receipts(store: &Store, peer: Uuid) -> Result<Vec<Head>, StoreError> {
    let sql = "SELECT chain, seq, hash FROM receipt WHERE peer = ?1 ORDER BY chain";
    let mut select = store.db().prepare_cached(sql)?;
    let rows = select.query_map([peer.as_bytes()], row_to_head)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What another station says now of how far it holds chains takes the place of what it said before: one that was restored
/// holds less than it did. Only of its newest bundle, see [`hear`].
pub fn take_receipts(store: &mut Store, peer: Uuid, heads: &[Head]) -> Result<(), StoreError> {
    store.transact(|db| {
        db.prepare_cached("DELETE FROM receipt WHERE peer = ?1")?
            .execute([peer.as_bytes()])?;
        let mut insert = db.prepare_cached("INSERT OR REPLACE INTO receipt (peer, chain, seq, hash) VALUES (?1, ?2, ?3, ?4)")?;
        for head in heads {
            insert.execute(params![peer.as_bytes(), head.chain.as_bytes(), head.seq, head.hash])?;
        }
        Ok(())
    })
}

/// Notes the bundle `no` of another station: when it was made by its clock, and when it came by ours.
///
/// Answers whether it is the newest of that station: its clock may have been set back since, the number rises.
pub fn hear(store: &mut Store, peer: Uuid, no: i64, made: Moment, arrived: Moment, level: Level) -> Result<bool, StoreError> {
    store.transact(|db| {
        let heard =
            db.prepare_cached(include_str!("exchange/hear.sql"))?
                .execute(params![peer.as_bytes(), no, made.0, arrived.0, level.key()])?;
        Ok(heard > 0)
    })
}

/// The newest bundle of each other station, by who made it.
pub fn heard(store: &Store) -> Result<BTreeMap<Uuid, Heard>, StoreError> {
    let mut select = store.db().prepare_cached("SELECT peer, made_ms, arrived_ms, level FROM heard")?;
    let rows = select.query_map([], |row| {
        let level: String = row.get("level")?;
        let heard = Heard {
            made: Moment(row.get("made_ms")?),
            arrived: Moment(row.get("arrived_ms")?),
            level: Level::from_key(&level).unwrap_or_default(),
        };
        Ok((uuid(row, "peer")?, heard))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The other stations that this one knows, by its own word. What others say of them is not asked.
pub fn peers(store: &Store) -> Result<Vec<Peer>, StoreError> {
    let sql = "SELECT body FROM peer JOIN chain ON chain.id = peer.by WHERE chain.own = 1 ORDER BY peer.peer";
    let mut select = store.db().prepare_cached(sql)?;
    let mut rows = select.query([])?;
    let mut peers = Vec::new();
    while let Some(row) = rows.next()? {
        let body: String = row.get("body")?;
        peers.push(serde_json::from_str(&body).map_err(crate::domain::entry::EntryError::from)?);
    }
    Ok(peers)
}

fn row_to_head(row: &Row<'_>) -> rusqlite::Result<Head> {
    Ok(Head {
        chain: uuid(row, "chain")?,
        seq: row.get("seq")?,
        hash: row.get("hash")?,
    })
}

fn uuid(row: &Row<'_>, column: &str) -> rusqlite::Result<Uuid> {
    Ok(Uuid::from_bytes(row.get(column)?))
}
