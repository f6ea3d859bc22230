//! Merging: entries of other stations stand in the journal and in the tables as if they had been written here.

use rusqlite::{Connection, named_params};
use uuid::Uuid;

use super::journal::{self, Written};
use super::{Store, StoreError, projection};
use crate::domain::chain::{Hash, Head, Link, Slice};
use crate::domain::day::Moment;

/// What came of the entries of a slice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    pub taken: u64,
    /// They were here already.
    pub known: u64,
    /// They wait for what is before them.
    pub held: u64,
    pub quarantined: u64,
    pub unread: u64,
}

impl Store {
    /// Takes what follows the end of the chain here. What is before is known; what is after a gap is not taken.
    pub fn merge(&mut self, slice: &Slice, _sender: Uuid, _now: Moment) -> Result<Merged, StoreError> {
        self.transact(|db| {
            let (mut merged, station) = (Merged::default(), chain(db, slice.chain)?);
            for link in &slice.links {
                let (seq, previous) = journal::head(db, station)?;
                if link.seq <= seq {
                    merged.known += 1;
                } else if link.seq > seq + 1 {
                    merged.held += 1;
                } else {
                    insert(db, (station, slice.chain), link, link.hash(slice.chain, &previous))?;
                    merged.taken += 1;
                }
            }
            Ok(merged)
        })
    }
}

fn chain(db: &Connection, id: Uuid) -> Result<i64, StoreError> {
    db.execute("INSERT OR IGNORE INTO chain (id, own) VALUES (?1, 0)", [id.as_bytes()])?;
    Ok(db.query_row("SELECT no FROM chain WHERE id = ?1", [id.as_bytes()], |row| row.get(0))?)
}

fn insert(db: &Connection, (station, chain): (i64, Uuid), link: &Link, hash: Hash) -> Result<(), StoreError> {
    db.prepare_cached(include_str!("journal/append.sql"))?.execute(named_params! {
        ":station": station,
        ":seq": link.seq,
        ":id": link.id.0.as_bytes(),
        ":at_ms": link.at.0,
        ":zone_min": link.zone_min,
        ":actor": link.actor,
        ":kind": link.kind,
        ":subject": link.subject.as_ref().map(|person| person.0.as_bytes().as_slice()),
        ":body": link.body,
        ":corrects": link.corrects.as_ref().map(|entry| entry.0.as_bytes().as_slice()),
        ":hash": hash,
    })?;
    let no = db.last_insert_rowid();
    if link.redacted.is_some() {
        db.execute("INSERT INTO redacted (entry) VALUES (?1)", [no])?;
    }
    if link.is_withheld() {
        return Ok(());
    }
    let written = Written {
        no,
        chain,
        seq: link.seq,
        id: link.id,
        at: link.at,
        zone_min: link.zone_min,
        actor: link.actor,
        kind: link.kind,
        subject: link.subject,
        body: link.body.clone(),
        corrects: link.corrects,
        hash,
    };
    projection::fold(db, &written)
}

/// How far every chain reaches here.
pub fn heads(store: &Store) -> Result<Vec<Head>, StoreError> {
    let sql = "SELECT id, no FROM chain ORDER BY id";
    let mut select = store.db().prepare_cached(sql)?;
    let mut rows = select.query([])?;
    let mut heads = Vec::new();
    while let Some(row) = rows.next()? {
        let (seq, hash) = journal::head(store.db(), row.get("no")?)?;
        heads.push(Head {
            chain: Uuid::from_bytes(row.get("id")?),
            seq,
            hash,
        });
    }
    Ok(heads)
}
