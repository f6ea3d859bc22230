//! Who saw, held or asked for something about one person: a handful of entries among millions, found by their index.

use rusqlite::OptionalExtension as _;

use super::journal::{self, Written};
use super::{Store, StoreError};
use crate::domain::audit::Audited;
use crate::domain::entry::{Entry, OnDuty};
use crate::domain::person::PersonId;

/// What was written down about access to somebody's data, oldest first, with who answers for it.
pub fn of_person(store: &Store, person: PersonId) -> Result<Vec<(Written, Audited, String)>, StoreError> {
    let mut found = Vec::new();
    let mut select = store
        .db()
        .prepare_cached("SELECT no FROM entry WHERE kind IN (91, 97, 98) ORDER BY at_ms, no")?;
    let numbers: Vec<i64> = select.query_map([], |row| row.get("no"))?.collect::<Result<_, _>>()?;
    for no in numbers {
        let Some(written) = journal::numbered(store.db(), no)? else {
            continue;
        };
        // What was cleared, or what a newer program wrote, names nobody here.
        let Ok(Entry::Audited(audited)) = written.entry() else { continue };
        let about = match &audited {
            Audited::Revealed(one) => Some(one.person),
            Audited::Held(one) => Some(one.person),
            Audited::Requested(one) => Some(one.person),
            Audited::Exported(_) | Audited::Purged(_) | Audited::Denied(_) | Audited::Restored(_) | Audited::Unkept(_) => None,
        };
        if about == Some(person) {
            let who = on_duty(store, &written)?;
            found.push((written, audited, who));
        }
    }
    Ok(found)
}

/// The name of who answers for an entry; empty where nobody had signed in.
fn on_duty(store: &Store, written: &Written) -> Result<String, StoreError> {
    let sql = "SELECT body FROM entry WHERE station = (SELECT no FROM chain WHERE id = ?1) AND seq = ?2 AND kind = 3";
    let mut select = store.db().prepare_cached(sql)?;
    let body: Option<String> = select
        .query_row(rusqlite::params![written.chain.as_bytes(), written.actor], |row| row.get("body"))
        .optional()?;
    let duty = body.and_then(|body| serde_json::from_str::<OnDuty>(&body).ok());
    Ok(duty.map(|duty| duty.name).unwrap_or_default())
}
