//! The register (登记簿): what has happened at the gate, line by line.

use rusqlite::{OptionalExtension as _, Row, params};
use uuid::Uuid;

use super::{Store, StoreError};
use crate::domain::day::Moment;
use crate::domain::entry::{EntryId, Visit};
use crate::domain::person::{Kind, Person, PersonId, Status};
use crate::domain::screening::{Earlier, Verdict, VisitAnswer};
use crate::domain::temperature::Celsius;

/// The readings of one person in `[from, to)` that no correction has replaced, oldest first.
pub fn readings(store: &Store, person: PersonId, (from, to): (Moment, Moment)) -> Result<Vec<Earlier>, StoreError> {
    let mut select = store.db().prepare_cached(include_str!("register/today.sql"))?;
    let rows = select.query_map(params![person.0.as_bytes(), from.0, to.0], row_to_earlier)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn row_to_earlier(row: &Row<'_>) -> rusqlite::Result<Earlier> {
    let verdict: u8 = row.get("verdict")?;
    Ok(Earlier {
        at: Moment(row.get("at_ms")?),
        celsius: Celsius(row.get("celsius")?),
        // A verdict that this program does not know is never taken for a clear one.
        verdict: Verdict::ALL.get(usize::from(verdict)).copied().unwrap_or(Verdict::Ask),
        passed: row.get("passed")?,
    })
}

/// What a visitor answered at the window in `[from, to)`, the last answer.
pub fn visit(store: &Store, person: PersonId, (from, to): (Moment, Moment)) -> Result<Option<VisitAnswer>, StoreError> {
    let sql = "SELECT contact FROM visit JOIN person ON person.no = visit.person
               WHERE person.id = ?1 AND visit.at_ms >= ?2 AND visit.at_ms < ?3 ORDER BY visit.at_ms DESC, entry DESC LIMIT 1";
    let answer = |row: &Row<'_>| {
        Ok(VisitAnswer {
            contact: row.get("contact")?,
        })
    };
    Ok(store
        .db()
        .prepare_cached(sql)?
        .query_row(params![person.0.as_bytes(), from.0, to.0], answer)
        .optional()?)
}

/// The visits of a person, newest first.
pub fn visits_of(store: &Store, person: PersonId) -> Result<Vec<(Moment, Visit)>, StoreError> {
    let mut select = store.db().prepare_cached(include_str!("register/visits.sql"))?;
    let visit = |row: &Row<'_>| {
        let visit = Visit {
            person,
            from: row.get("origin")?,
            unit: row.get("unit")?,
            host: row.get("host")?,
            purpose: row.get("purpose")?,
            plate: row.get("plate")?,
            contact: row.get("contact")?,
        };
        Ok((Moment(row.get("at_ms")?), visit))
    };
    Ok(select.query_map([person.0.as_bytes()], visit)?.collect::<Result<_, _>>()?)
}

/// The first way in of a person between two moments that no correction took back, and its line.
pub fn came_in(store: &Store, person: PersonId, (after, before): (Moment, Moment)) -> Result<Option<(Moment, EntryId)>, StoreError> {
    let mut select = store.db().prepare_cached(include_str!("register/came_in.sql"))?;
    let line = |row: &Row<'_>| {
        let id = EntryId(Uuid::from_bytes(row.get("id")?));
        Ok((Moment(row.get("at_ms")?), id))
    };
    let facts = params![person.0.as_bytes(), after.0, before.0];
    Ok(select.query_row(facts, line).optional()?)
}

/// Somebody that the gate knows; `None` for an id of nobody, and for a roster that has not been taken.
pub fn person(store: &Store, id: PersonId) -> Result<Option<Person>, StoreError> {
    let mut select = store.db().prepare_cached(include_str!("register/person.sql"))?;
    Ok(select.query_row([id.0.as_bytes()], |row| row_to_person(row, id)).optional()?)
}

/// Whether the last passage of a person led inside.
pub fn is_inside(store: &Store, id: PersonId) -> Result<bool, StoreError> {
    let sql = "SELECT inside FROM presence JOIN person ON person.no = presence.person WHERE person.id = ?1";
    let inside = store
        .db()
        .prepare_cached(sql)?
        .query_row([id.0.as_bytes()], |row| row.get("inside"))
        .optional()?;
    Ok(inside.unwrap_or(false))
}

pub(super) fn row_to_person(row: &Row<'_>, id: PersonId) -> rusqlite::Result<Person> {
    Ok(Person {
        id,
        badge: row.get("badge")?,
        employee: row.get("employee")?,
        name: row.get("name")?,
        kind: Kind::from_key(&row.get::<_, String>("kind")?).unwrap_or_default(),
        status: Status::from_key(&row.get::<_, String>("status")?).unwrap_or_default(),
        unit: row.get("unit")?,
        department: row.get("department")?,
        team: row.get("team")?,
        dormitory: row.get("dormitory")?,
        phone: row.get("phone")?,
        document: row.get("document")?,
        host: row.get("host")?,
        note: row.get("note")?,
    })
}
