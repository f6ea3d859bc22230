//! Who has an account, and how signing in went on this PC.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension as _, Row, params};
use uuid::Uuid;

use super::{Store, StoreError};
use crate::domain::account::{Account, AccountRole};
use crate::domain::day::Moment;

/// Every account of the site, by its id: of what its stations say the latest stands by (time, chain, number).
///
/// What a station of another site says of accounts is not heard, and one that a newer program wrote and this one cannot read is not
/// there. Two supervisors who retired each other at two stations have each left the other to answer for the plant: where nobody
/// does any more, the one of them that was changed last signs in all the same.
pub fn all(store: &Store) -> Result<Vec<Account>, StoreError> {
    const SQL: &str = concat!(include_str!("station/site.sql"), include_str!("accounts/all.sql"));
    let mut select = store.db().prepare_cached(SQL)?;
    let mut rows = select.query([])?;
    let mut accounts = BTreeMap::new();
    let mut last: Option<(Order, [u8; 16], Account)> = None;
    while let Some(row) = rows.next()? {
        let Ok(account) = serde_json::from_str::<Account>(&row.get::<_, String>("body")?) else {
            continue;
        };
        let (id, changed) = (row.get::<_, [u8; 16]>("id")?, order(row)?);
        if account.role == AccountRole::Supervisor && last.as_ref().is_none_or(|(known, ..)| *known < changed) {
            last = Some((changed, id, account.clone()));
        }
        accounts.insert(id, account);
    }
    if !accounts.values().any(Account::supervises)
        && let Some((_, id, account)) = last
    {
        accounts.insert(id, Account { retired: false, ..account });
    }
    Ok(accounts.into_values().collect())
}

/// By what of two changes the later one is told: time, chain, number.
type Order = (i64, [u8; 16], i64);

fn order(row: &Row<'_>) -> rusqlite::Result<Order> {
    Ok((row.get("at_ms")?, row.get("chain")?, row.get("seq")?))
}

/// When an account was changed last and at which station of the site.
pub fn changed(store: &Store, account: Uuid) -> Result<Option<(Moment, Uuid)>, StoreError> {
    const SQL: &str = concat!(include_str!("station/site.sql"), include_str!("accounts/changed.sql"));
    let mut select = store.db().prepare_cached(SQL)?;
    let changed = select.query_row([account.as_bytes()], |row| {
        Ok((Moment(row.get("at_ms")?), Uuid::from_bytes(row.get("chain")?)))
    });
    Ok(changed.optional()?)
}

/// How signing in with an account went on this PC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tries {
    /// Failures in a row.
    pub failed: u32,
    /// The last of them.
    pub failed_at: Moment,
    /// When it went well last.
    pub signed_at: Option<Moment>,
}

fn row_to_tries(row: &Row<'_>) -> rusqlite::Result<Tries> {
    Ok(Tries {
        failed: row.get("failed")?,
        failed_at: Moment(row.get("failed_ms")?),
        signed_at: row.get::<_, Option<i64>>("signed_ms")?.map(Moment),
    })
}

/// How it went, by account.
pub fn tries(store: &Store) -> Result<BTreeMap<Uuid, Tries>, StoreError> {
    let mut select = store
        .db()
        .prepare_cached("SELECT account, failed, failed_ms, signed_ms FROM sign_in")?;
    let rows = select.query_map([], |row| Ok((Uuid::from_bytes(row.get("account")?), row_to_tries(row)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Remembers how it went.
pub fn keep_tries(store: &mut Store, account: Uuid, tries: Tries) -> Result<(), StoreError> {
    store.transact(|db| {
        db.prepare_cached("INSERT OR REPLACE INTO sign_in (account, failed, failed_ms, signed_ms) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![
                account.as_bytes(),
                tries.failed,
                tries.failed_at.0,
                tries.signed_at.map(|at| at.0)
            ])?;
        Ok(())
    })
}
