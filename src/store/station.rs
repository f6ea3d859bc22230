//! The station's own row: who it is, what it has settled, who answers for its entries.

use rusqlite::OptionalExtension as _;
use uuid::Uuid;

use super::journal::{self, Stamp, Written};
use super::{Store, StoreError, projection};
use crate::domain::day::Moment;
use crate::domain::entry::{Entry, EntryError, OnDuty};
use crate::domain::settings::{Settings, StationCard};

/// What a station knows about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The local number of its chain.
    pub chain: i64,
    pub card: StationCard,
    pub settings: Settings,
    /// Empty until somebody has signed in.
    pub on_duty: String,
    /// The seq of the entry that put them on duty, 0 for none.
    pub actor: i64,
}

/// The station of this file; `NoStation` before the first start.
pub fn identity(store: &Store) -> Result<Identity, StoreError> {
    let row = store
        .db()
        .prepare_cached(include_str!("station/get.sql"))?
        .query_row([], |row| {
            let texts: (String, Option<String>, Option<String>) = (row.get("card")?, row.get("settings")?, row.get("on_duty")?);
            Ok((row.get("chain")?, texts, row.get("duty_seq")?))
        })
        .optional()?;
    let (chain, (card, settings, on_duty), actor) = row.ok_or(StoreError::NoStation)?;
    Ok(Identity {
        chain,
        card: read(&card)?,
        settings: settings.as_deref().map(read).transpose()?.unwrap_or_default(),
        on_duty: on_duty
            .as_deref()
            .map(read::<OnDuty>)
            .transpose()?
            .map(|duty| duty.name)
            .unwrap_or_default(),
        actor,
    })
}

/// The settings in force just before a moment: those of the last change, or those a new station has.
pub fn settings_before(store: &Store, moment: Moment) -> Result<Settings, StoreError> {
    // The index entry_settings holds the entries of kind 2, settings changed.
    let sql = "SELECT body FROM entry JOIN chain ON chain.no = entry.station
               WHERE chain.own = 1 AND kind = 2 AND at_ms < ?1 ORDER BY seq DESC LIMIT 1";
    let body: Option<String> = store
        .db()
        .prepare_cached(sql)?
        .query_row([moment.0], |row| row.get("body"))
        .optional()?;
    Ok(body.as_deref().map(read).transpose()?.unwrap_or_default())
}

/// Every change of the settings here, by the number it was saved under, oldest first.
pub fn settings_changes(store: &Store) -> Result<Vec<(i64, Settings)>, StoreError> {
    let sql = "SELECT seq, body FROM entry JOIN chain ON chain.no = entry.station
               WHERE chain.own = 1 AND kind = 2 ORDER BY seq";
    let mut select = store.db().prepare_cached(sql)?;
    let mut rows = select.query([])?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        changes.push((row.get("seq")?, read(&row.get::<_, String>("body")?)?));
    }
    Ok(changes)
}

/// When this station was opened: when the first of its chains begins.
pub fn opened(store: &Store) -> Result<Moment, StoreError> {
    const SQL: &str = concat!(
        include_str!("station/own.sql"),
        "SELECT min(at_ms) FROM entry WHERE seq = 1 AND station IN (SELECT no FROM own)"
    );
    Ok(Moment(store.db().prepare_cached(SQL)?.query_row([], |row| row.get(0))?))
}

/// The chains that this station has written, in no order: the one it writes, and those that it continues.
pub fn own_chains(store: &Store) -> Result<Vec<Uuid>, StoreError> {
    const SQL: &str = concat!(
        include_str!("station/own.sql"),
        "SELECT chain.id FROM own JOIN chain ON chain.no = own.no"
    );
    let mut select = store.db().prepare_cached(SQL)?;
    let rows = select.query_map([], |row| row.get(0).map(Uuid::from_bytes))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Begins the chain of a new station with its card. The file must be empty.
pub fn found(store: &mut Store, stamp: &Stamp, card: StationCard) -> Result<Written, StoreError> {
    store.transact(|db| {
        db.execute("INSERT INTO chain (id, own) VALUES (?1, 1)", [card.chain.as_bytes()])?;
        append(db, db.last_insert_rowid(), stamp, &Entry::StationOpened(card))
    })
}

/// Appends an entry and folds it, inside a transaction.
pub fn append(db: &rusqlite::Connection, chain: i64, stamp: &Stamp, entry: &Entry) -> Result<Written, StoreError> {
    let written = journal::append(db, chain, stamp, entry)?;
    projection::fold(db, &written)?;
    Ok(written)
}

/// Appends one entry durably: when this returns, it is on the disk.
pub fn write(store: &mut Store, chain: i64, stamp: &Stamp, entry: &Entry) -> Result<Written, StoreError> {
    store.transact(|db| append(db, chain, stamp, entry))
}

/// Appends entries in one transaction: all of them or none.
pub fn write_many(store: &mut Store, chain: i64, entries: &[(Stamp, Entry)]) -> Result<Vec<Written>, StoreError> {
    store.transact(|db| entries.iter().map(|(stamp, entry)| append(db, chain, stamp, entry)).collect())
}

/// Whether any chain stands in the file.
pub fn is_founded(store: &Store) -> Result<bool, StoreError> {
    Ok(store.db().prepare_cached("SELECT 1 FROM chain")?.exists([])?)
}

fn read<T: serde::de::DeserializeOwned>(body: &str) -> Result<T, StoreError> {
    Ok(serde_json::from_str(body).map_err(EntryError::from)?)
}
