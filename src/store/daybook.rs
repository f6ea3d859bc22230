//! The daybook: every note that no other has corrected, in the order it was made.

use rusqlite::Row;
use uuid::Uuid;

use super::{Store, StoreError};
use crate::domain::day::Moment;
use crate::domain::daybook::{Note, Noted};
use crate::domain::entry::{EntryError, EntryId};

/// Hands every note to `each`, oldest first.
pub fn each(store: &Store, mut each: impl FnMut(Note)) -> Result<(), StoreError> {
    let mut select = store.db().prepare_cached(include_str!("daybook/all.sql"))?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        each(row_to_note(row)?);
    }
    Ok(())
}

fn row_to_note(row: &Row<'_>) -> Result<Note, StoreError> {
    let kind: i64 = row.get("kind")?;
    let body: String = row.get("body")?;
    let noted = Noted::decode(kind, &body).ok_or(EntryError::Kind(kind))?;
    Ok(Note {
        id: EntryId(Uuid::from_bytes(row.get("id")?)),
        seq: row.get("seq")?,
        at: Moment(row.get("at_ms")?),
        noted: noted.map_err(EntryError::from)?,
    })
}
