//! The journal as the auditor reads it: which rows a filter lets through, and a few of them at a time.
//!
//! Rows go by their number in this file, which is what the table is stored by: no index is kept for this. A filter is tried on
//! every row by whoever can wait (a thread with its own connection); what is kept of the answer is a number a row.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension as _, named_params, params};
use uuid::Uuid;

use super::journal::{self, Written};
use super::{Store, StoreError};
use crate::domain::chain::Hash;
use crate::domain::day::Moment;
use crate::domain::entry::{Entry, EntryId, OnDuty};
use crate::domain::person::PersonId;

/// What of the journal is asked for; everything where nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Written at or after this moment.
    pub from: Option<Moment>,
    /// Written before this moment.
    pub to: Option<Moment>,
    /// Of one of these kinds; of any where none is named.
    pub kinds: Vec<i64>,
    /// In the chain of this station.
    pub chain: Option<Uuid>,
    /// About one of these people.
    pub people: Option<Vec<PersonId>>,
    /// Answered for by somebody whose name has this in it; empty for anybody.
    pub answered: String,
}

impl Filter {
    /// Whether every entry passes.
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }
}

/// Hands the number of every row that a filter lets through to `each`, newest first, until it answers `false`.
pub fn matching(store: &Store, filter: &Filter, mut each: impl FnMut(i64) -> bool) -> Result<(), StoreError> {
    let guards = guards(store, &filter.answered)?;
    let kinds = (!filter.kinds.is_empty()).then(|| serde_json::json!(filter.kinds).to_string());
    let people = filter.people.as_ref().map(|people| {
        let ids: Vec<String> = people.iter().map(|person| person.0.simple().to_string()).collect();
        serde_json::json!(ids).to_string()
    });
    let mut select = store.db().prepare_cached(include_str!("audit/scan.sql"))?;
    let mut rows = select.query(named_params! {
        ":from": filter.from.map(|at| at.0),
        ":to": filter.to.map(|at| at.0),
        ":chain": filter.chain.as_ref().map(|chain| chain.as_bytes().as_slice()),
        ":kinds": kinds,
        ":people": people,
    })?;
    while let Some(row) = rows.next()? {
        let answers = guards.as_ref().is_none_or(|guards| {
            let duty = row.get("station").and_then(|station| Ok((station, row.get("actor")?)));
            duty.is_ok_and(|duty: (i64, i64)| guards.contains(&duty))
        });
        if answers && !each(row.get("no")?) {
            break;
        }
    }
    Ok(())
}

/// The on-duty entries by whose name has this in it, each by its chain here and its number; `None` for anybody.
fn guards(store: &Store, name: &str) -> Result<Option<BTreeSet<(i64, i64)>>, StoreError> {
    if name.trim().is_empty() {
        return Ok(None);
    }
    let kind = Entry::OnDuty(OnDuty::default()).kind();
    let mut select = store.db().prepare_cached("SELECT station, seq, body FROM entry WHERE kind = ?1")?;
    let mut rows = select.query([kind])?;
    let mut guards = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let body: String = row.get("body")?;
        let named = serde_json::from_str::<OnDuty>(&body).is_ok_and(|duty| duty.name.contains(name.trim()));
        if named {
            guards.insert((row.get("station")?, row.get("seq")?));
        }
    }
    Ok(Some(guards))
}

/// The entry in a row, by its number in this file.
pub fn row(store: &Store, no: i64) -> Result<Option<Written>, StoreError> {
    let mut select = store
        .db()
        .prepare_cached(concat!(include_str!("journal/get.sql"), " WHERE entry.no = ?1"))?;
    Ok(select.query_row([no], journal::row_to_written).optional()?)
}

/// The number in this file of an entry, by its number in its chain.
pub fn row_of(store: &Store, chain: Uuid, seq: i64) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT no FROM entry WHERE station = (SELECT no FROM chain WHERE id = ?1) AND seq = ?2";
    let mut select = store.db().prepare_cached(sql)?;
    Ok(select.query_row(params![chain.as_bytes(), seq], |row| row.get("no")).optional()?)
}

/// The number of the last entry of a chain that was written before a moment, 0 for none: by halves, for the times of a chain rise.
pub fn last_before(store: &Store, chain: Uuid, moment: Moment) -> Result<i64, StoreError> {
    let (mut before, mut from) = (0, super::chains::head(store, chain)?.seq + 1);
    while before + 1 < from {
        let middle = before + (from - before) / 2;
        // A number that is missing says nothing; the next one does.
        match journal::written_at(store, chain, middle)? {
            Some(at) if at < moment => before = middle,
            Some(_) => from = middle,
            None => before += 1,
        }
    }
    Ok(before)
}

/// The hash of the entry before, `GENESIS` for the first; `None` where that entry is missing.
pub fn hash_before(store: &Store, written: &Written) -> Result<Option<Hash>, StoreError> {
    super::exchange::hash_of(store, written.chain, written.seq - 1)
}

/// Who answered there, where they had signed in and it can be read.
pub fn on_duty(store: &Store, chain: Uuid, actor: i64) -> Result<Option<OnDuty>, StoreError> {
    let sql = "SELECT body FROM entry WHERE station = (SELECT no FROM chain WHERE id = ?1) AND seq = ?2 AND kind = ?3";
    let kind = Entry::OnDuty(OnDuty::default()).kind();
    let mut select = store.db().prepare_cached(sql)?;
    let body: Option<String> = select
        .query_row(params![chain.as_bytes(), actor, kind], |row| row.get("body"))
        .optional()?;
    Ok(body.and_then(|body| serde_json::from_str(&body).ok()))
}

/// The row of an entry by its id.
pub fn row_of_id(store: &Store, id: EntryId) -> Result<Option<i64>, StoreError> {
    let mut select = store.db().prepare_cached("SELECT no FROM entry WHERE id = ?1")?;
    Ok(select.query_row([id.0.as_bytes()], |row| row.get("no")).optional()?)
}

#[cfg(test)]
mod tests;
