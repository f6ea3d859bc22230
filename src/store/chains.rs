//! Chains as such: how far one reaches, whose keys ours names, and how ours goes on under another name.

use rusqlite::{Connection, OptionalExtension as _};
use uuid::Uuid;

use super::journal::{self, Stamp};
use super::station::append;
use super::{Store, StoreError, backup};
use crate::domain::chain::Head;
use crate::domain::entry::{Entry, EntryError};
use crate::domain::peer::{Continued, Keys};

/// What chains say of those they continue. What a newer program has written of it is not read.
pub fn continuations(store: &Store) -> Result<Vec<Continued>, StoreError> {
    // The index entry_continued holds the entries of kind 82, continued.
    let mut select = store.db().prepare_cached("SELECT body FROM entry WHERE kind = 82")?;
    let mut rows = select.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.extend(serde_json::from_str::<Continued>(&row.get::<_, String>("body")?));
    }
    Ok(found)
}

/// The keys that the chain written here last named as its own.
pub fn keys(store: &Store) -> Result<Option<Keys>, StoreError> {
    // The index entry_keyed holds the entries of kind 80, keyed.
    let sql = "SELECT body FROM entry JOIN chain ON chain.no = entry.station
               WHERE chain.own = 1 AND kind = 80 ORDER BY seq DESC LIMIT 1";
    let body: Option<String> = store.db().prepare_cached(sql)?.query_row([], |row| row.get("body")).optional()?;
    Ok(body.map(|body| serde_json::from_str(&body)).transpose().map_err(EntryError::from)?)
}

/// Every keys that the chains written here have named as their own: a station that lost its keys signed with others before.
pub fn own_keys(store: &Store) -> Result<Vec<Keys>, StoreError> {
    const SQL: &str = concat!(
        include_str!("station/own.sql"),
        "SELECT DISTINCT entry.body FROM own JOIN entry ON entry.station = own.no AND entry.kind = 80"
    );
    let mut select = store.db().prepare_cached(SQL)?;
    let bodies: Vec<String> = select.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let keys = bodies.iter().map(|body| serde_json::from_str(body)).collect::<Result<_, _>>();
    Ok(keys.map_err(EntryError::from)?)
}

/// Ends the chain written here where it stands and begins another one with these entries, in one transaction. With it, what was
/// noted when a backup took the place of the database is answered.
pub fn begin_again(store: &mut Store, chain: Uuid, entries: &[(Stamp, Entry)]) -> Result<(), StoreError> {
    store.transact(|db: &Connection| {
        db.execute("UPDATE chain SET own = 0", [])?;
        db.execute("DELETE FROM preference WHERE key = ?1", [backup::RESTORED])?;
        db.execute("INSERT INTO chain (id, own) VALUES (?1, 1)", [chain.as_bytes()])?;
        let number = db.last_insert_rowid();
        entries
            .iter()
            .try_for_each(|(stamp, entry)| append(db, number, stamp, entry).map(drop))
    })
}

/// The end of a chain here; number 0 where nothing of it is here.
pub fn head(store: &Store, chain: Uuid) -> Result<Head, StoreError> {
    let number: Option<i64> = store
        .db()
        .prepare_cached("SELECT no FROM chain WHERE id = ?1")?
        .query_row([chain.as_bytes()], |row| row.get("no"))
        .optional()?;
    let (seq, hash) = number.map_or(Ok((0, journal::GENESIS)), |number| journal::head(store.db(), number))?;
    Ok(Head { chain, seq, hash })
}
