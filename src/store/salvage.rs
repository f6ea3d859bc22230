//! Salvage: what can be read of a damaged database, row by row, put after the ends of its chains in a whole one.
//!
//! Only what fits is taken: an entry counts when its hash is that of what it says and of the entry before it. What stands behind a hole
//! in the own chain cannot follow it any more; where no other station could fill the hole, it goes on under another chain.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _, params_from_iter};
use uuid::Uuid;

use super::journal::{self, Hash, Stamp, Written};
use super::{Store, StoreError, backup, chains, exchange, projection, station};
use crate::domain::day::Moment;
use crate::domain::entry::{Entry, EntryId};
use crate::domain::peer::Continued;
use crate::domain::settings::StationCard;

/// Rows that are put in place in one transaction.
const SLICE: i64 = 500;
/// After so many rows that cannot be read, no more are looked for where the file does not say how many there are.
const MISSED: i64 = 100_000;
/// Besides the journal: what is not projected from it.
const TABLES: [&str; 4] = ["photo", "preference", "signed_head", "receipt"];

/// What was saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Salvaged {
    /// Entries in the whole file.
    pub saved: u64,
    /// How many there were, as far as the damaged one tells; `None` where nothing of it can be read.
    pub of: Option<u64>,
    /// What is missing: chain, first and last number.
    pub gaps: Vec<(Uuid, i64, i64)>,
}

/// What the whole file says of itself where nothing was salvaged.
pub fn untouched(folder: &Path) -> Result<Salvaged, StoreError> {
    backup::settle_copy(folder)?;
    let entries = Store::open_copy(&folder.join(super::DATABASE), folder)?.contents()?.entries;
    Ok(Salvaged {
        saved: entries,
        of: None,
        gaps: Vec::new(),
    })
}

/// Puts what can be read of `damaged` into the database of `folder`, which is a backup or not there yet; one file afterwards.
pub fn salvage(damaged: &Path, folder: &Path, now: Moment) -> Result<Salvaged, StoreError> {
    let from = Store::open_copy(damaged, folder)?;
    let mut into = Store::open(folder)?;
    let mut taking = Taking::default();
    into.transact(|db| take_chains(from.db(), db, &mut taking))?;
    let last = last_row(from.db());
    let (mut no, mut missed) = (0, 0);
    while last.map_or(missed < MISSED, |last| no < last) {
        into.transact(|db| {
            for row in no + 1..=no + SLICE {
                match journal::numbered(from.db(), row) {
                    Ok(Some(found)) => {
                        missed = 0;
                        taking.take(db, found)?;
                    }
                    Ok(None) | Err(_) => missed += 1,
                }
            }
            Ok::<(), StoreError>(())
        })?;
        no += SLICE;
    }
    for table in TABLES {
        into.transact(|db| take_table(from.db(), db, table))?;
    }
    if exchange::peers(&into)?.is_empty() {
        taking.go_on(&mut into, now)?;
    }
    let saved = into.contents()?.entries;
    // Without its station a file is of no use.
    station::identity(&into)?;
    drop(into);
    backup::settle_copy(folder)?;
    Ok(Salvaged {
        saved: saved - taking.added,
        of: Some(last.map_or(saved, i64::unsigned_abs).max(saved - taking.added)),
        gaps: taking.gaps(),
    })
}

/// The number of the last row, as far as the file tells.
fn last_row(db: &Connection) -> Option<i64> {
    let ask = |sql| db.query_row(sql, [], |row| row.get::<_, Option<i64>>(0)).ok().flatten();
    ask("SELECT max(no) FROM entry").max(ask("SELECT count(*) FROM entry"))
}

/// Takes the names of the chains, and which one was written there last.
fn take_chains(from: &Connection, into: &Connection, taking: &mut Taking) -> Result<(), StoreError> {
    let mut select = from.prepare("SELECT id, own FROM chain ORDER BY no")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let (id, own): ([u8; 16], bool) = (row.get(0)?, row.get(1)?);
        into.execute("INSERT OR IGNORE INTO chain (id, own) VALUES (?1, 0)", [id])?;
        if own {
            into.execute("UPDATE chain SET own = (id = ?1)", [id])?;
            taking.own = Uuid::from_bytes(id);
        }
    }
    Ok(())
}

/// Copies the rows of a table that are not there yet, up to the first that cannot be read.
fn take_table(from: &Connection, into: &Connection, table: &str) -> Result<(), StoreError> {
    let Ok(mut select) = from.prepare(&format!("SELECT * FROM {table}")) else {
        return Ok(());
    };
    let places = vec!["?"; select.column_count()].join(", ");
    let mut insert = into.prepare(&format!("INSERT OR IGNORE INTO {table} VALUES ({places})"))?;
    let columns = select.column_count();
    let read = select.query_map([], |row| {
        (0..columns).map(|column| row.get(column)).collect::<Result<Vec<Value>, _>>()
    });
    for row in read?.map_while(Result::ok) {
        insert.execute(params_from_iter(row))?;
    }
    Ok(())
}

/// Where a chain stands in the whole file.
#[derive(Clone, Copy)]
struct End {
    station: i64,
    seq: i64,
    hash: Hash,
}

/// What is put in place on the way.
#[derive(Default)]
struct Taking {
    own: Uuid,
    ends: BTreeMap<Uuid, End>,
    /// What stands behind a hole of its chain, in order, proved by the entry before it.
    behind: BTreeMap<Uuid, Vec<Written>>,
    /// The last entry of a chain that was read, whether it could be proved or not.
    read: BTreeMap<Uuid, (i64, Hash)>,
    /// Entries that were written here, and not saved.
    added: u64,
}

impl Taking {
    fn take(&mut self, db: &Connection, found: Written) -> Result<(), StoreError> {
        let end = match self.ends.get(&found.chain) {
            Some(end) => *end,
            None => end(db, found.chain)?,
        };
        let before = self.read.insert(found.chain, (found.seq, found.hash));
        let follows = |seq: i64, hash: &Hash| found.seq == seq + 1 && found.link().hash(found.chain, hash) == found.hash;
        if follows(end.seq, &end.hash) {
            let (seq, hash) = (found.seq, found.hash);
            put(db, end.station, found.clone())?;
            self.ends.insert(found.chain, End { seq, hash, ..end });
            return Ok(());
        }
        self.ends.insert(found.chain, end);
        if found.seq > end.seq && before.is_some_and(|(seq, hash)| follows(seq, &hash)) {
            self.behind.entry(found.chain).or_default().push(found);
        }
        Ok(())
    }

    /// The numbers that are nowhere: between the end of a chain and the last of it that was read.
    fn gaps(&self) -> Vec<(Uuid, i64, i64)> {
        let mut gaps = Vec::new();
        for (chain, (last, _)) in &self.read {
            let mut next = self.ends.get(chain).map_or(1, |end| end.seq + 1);
            let is_saved = *chain == self.own && self.added > 0;
            let behind = self.behind.get(chain).filter(|_| is_saved);
            for written in behind.into_iter().flatten() {
                if written.seq > next {
                    gaps.push((*chain, next, written.seq - 1));
                }
                next = written.seq + 1;
            }
            if next <= *last {
                gaps.push((*chain, next, *last));
            }
        }
        gaps
    }

    /// Lets what stands behind a hole of the own chain follow under another one, as it was: who, when, what. Only its numbers are new.
    fn go_on(&mut self, into: &mut Store, now: Moment) -> Result<(), StoreError> {
        let Some(behind) = self.behind.get(&self.own) else { return Ok(()) };
        let Some(end) = self.ends.get(&self.own) else { return Ok(()) };
        let card = StationCard {
            chain: Uuid::now_v7(),
            ..station::identity(into)?.card
        };
        let (chain, zone) = (card.chain, card.zone);
        let digits = end.hash.iter().map(|byte| format!("{byte:02x}"));
        let continued = Continued {
            chain: self.own,
            seq: end.seq,
            hash: digits.collect(),
        };
        let stamp = |at, actor, id, corrects| Stamp {
            id,
            at,
            zone_min: zone.offset_min(at),
            actor,
            corrects,
        };
        let mut entries = vec![
            (stamp(now, 0, EntryId(Uuid::now_v7()), None), Entry::StationOpened(card)),
            (stamp(now, 0, EntryId(Uuid::now_v7()), None), Entry::Continued(continued)),
        ];
        self.added = entries.len() as u64;
        // Who was on duty is said by number.
        let mut numbers = BTreeMap::new();
        for written in behind {
            let Ok(entry) = written.entry() else { continue };
            let actor = numbers.get(&written.actor).copied().unwrap_or_default();
            entries.push((stamp(written.at, actor, written.id, written.corrects), entry));
            numbers.insert(written.seq, i64::try_from(entries.len()).unwrap_or(i64::MAX));
        }
        chains::begin_again(into, chain, &entries)
    }
}

fn end(db: &Connection, chain: Uuid) -> Result<End, StoreError> {
    let station: Option<i64> = db
        .prepare_cached("SELECT no FROM chain WHERE id = ?1")?
        .query_row([chain.as_bytes()], |row| row.get(0))
        .optional()?;
    let station = station.ok_or_else(|| StoreError::Damaged("chain".into()))?;
    let (seq, hash) = journal::head(db, station)?;
    Ok(End { station, seq, hash })
}

/// Puts an entry after the end of its chain, and folds it.
fn put(db: &Connection, station: i64, mut found: Written) -> Result<(), StoreError> {
    journal::insert(db, include_str!("journal/append.sql"), station, &found)?;
    found.no = db.last_insert_rowid();
    if found.redacted {
        db.execute("INSERT INTO redacted (entry) VALUES (?1)", [found.no])?;
    }
    projection::fold(db, &found)
}
