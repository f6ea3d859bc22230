//! The daybook: every note that no other has corrected, in the order it was made.

use rusqlite::Row;
use uuid::Uuid;

use super::{Store, StoreError};
use crate::domain::day::Moment;
use crate::domain::daybook::{Note, Noted};
use crate::domain::entry::{EntryError, EntryId};

/// How far the daybook has been read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The last row of the journal that was read.
    no: i64,
    /// Where the last note stands in the order of the daybook.
    last: Place,
}

/// Where a note stands in the order of the daybook: by its moment, its chain, its number there.
type Place = (i64, [u8; 16], i64);

/// A note as it is read, with what tells whether it can follow what was read before.
struct Found {
    note: Note,
    no: i64,
    place: Place,
    corrects: bool,
}

/// Hands every note to `each`, oldest first.
pub fn each(store: &Store, mut each: impl FnMut(Note)) -> Result<(), StoreError> {
    found(store, 0, |found| each(found.note))
}

/// The notes since `read`, oldest first, and how far they reach; `None` where one of them corrects or comes before what was
/// read, so that the whole daybook has to be read again.
pub fn since(store: &Store, read: &Mark) -> Result<Option<(Vec<Note>, Mark)>, StoreError> {
    let (mut notes, mut reached, mut follows) = (Vec::new(), read.clone(), true);
    found(store, read.no, |found| {
        follows &= read.no == 0 || (found.place > read.last && !found.corrects);
        reached.no = reached.no.max(found.no);
        reached.last = found.place;
        notes.push(found.note);
    })?;
    Ok(follows.then_some((notes, reached)))
}

/// Hands every note after a row of the journal to `each`, in one reading of the database.
fn found(store: &Store, after: i64, mut each: impl FnMut(Found)) -> Result<(), StoreError> {
    // Those of the site: headquarters counts the notes of its units otherwise.
    const SQL: &str = concat!(include_str!("station/site.sql"), include_str!("daybook/since.sql"));
    let mut select = store.db().prepare_cached(SQL)?;
    let mut rows = select.query([after])?;
    while let Some(row) = rows.next()? {
        each(row_to_found(row)?);
    }
    Ok(())
}

fn row_to_found(row: &Row<'_>) -> Result<Found, StoreError> {
    let (kind, seq, at_ms): (i64, i64, i64) = (row.get("kind")?, row.get("seq")?, row.get("at_ms")?);
    let body: String = row.get("body")?;
    let noted = Noted::decode(kind, &body).ok_or(EntryError::Kind(kind))?;
    Ok(Found {
        note: Note {
            id: EntryId(Uuid::from_bytes(row.get("id")?)),
            seq,
            at: Moment(at_ms),
            noted: noted.map_err(EntryError::from)?,
        },
        no: row.get("no")?,
        place: (at_ms, row.get("chain")?, seq),
        corrects: row.get("corrects")?,
    })
}
