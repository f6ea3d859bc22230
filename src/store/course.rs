//! The course of people (经过): what was declared, reported, ordered and decided about them, in the order it happened.

use rusqlite::{Row, params};
use uuid::Uuid;

use super::{Store, StoreError};
use crate::domain::day::Moment;
use crate::domain::entry::{Entry, EntryId};
use crate::domain::person::PersonId;

/// One thing in somebody's course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub id: EntryId,
    /// The number it was saved under at its station.
    pub seq: i64,
    pub chain: Uuid,
    pub at: Moment,
    pub person: PersonId,
    pub entry: Entry,
}

/// Hands the whole course of everybody to `each`, oldest first.
pub fn each(store: &Store, mut each: impl FnMut(Event)) -> Result<(), StoreError> {
    const SQL: &str = concat!(include_str!("course/all.sql"), "ORDER BY course.at_ms, chain.id, entry.seq, part");
    let mut select = store.db().prepare_cached(SQL)?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        each(row_to_event(row)?);
    }
    Ok(())
}

/// The course of one person, oldest first.
pub fn of_person(store: &Store, person: PersonId) -> Result<Vec<Event>, StoreError> {
    const SQL: &str = concat!(
        include_str!("course/all.sql"),
        "AND course.person = (SELECT no FROM person WHERE id = ?1) ORDER BY course.at_ms, chain.id, entry.seq, part"
    );
    let mut select = store.db().prepare_cached(SQL)?;
    let mut rows = select.query(params![person.0.as_bytes()])?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        events.push(row_to_event(row)?);
    }
    Ok(events)
}

fn row_to_event(row: &Row<'_>) -> Result<Event, StoreError> {
    let person = PersonId(Uuid::from_bytes(row.get("person")?));
    let body: String = row.get("body")?;
    Ok(Event {
        id: EntryId(Uuid::from_bytes(row.get("id")?)),
        seq: row.get("seq")?,
        chain: Uuid::from_bytes(row.get("chain")?),
        at: Moment(row.get("at_ms")?),
        person,
        entry: Entry::decode(row.get("kind")?, Some(person), &body)?,
    })
}
