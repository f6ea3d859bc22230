//! Past days of the register, read for the overview.

use rusqlite::{Row, params};
use uuid::Uuid;

use super::{Store, StoreError};
use crate::domain::day::Moment;
use crate::domain::overview::Line;
use crate::domain::person::PersonId;
use crate::domain::screening::{Direction, Verdict};
use crate::domain::temperature::Celsius;

/// The readings and passages in `[from, to)` that no correction has replaced, oldest first.
pub fn lines(store: &Store, (from, to): (Moment, Moment)) -> Result<Vec<Line>, StoreError> {
    let mut select = store.db().prepare_cached(include_str!("overview/lines.sql"))?;
    let rows = select.query_map([from.0, to.0], |row| {
        let (passed, direction): (bool, u8) = (row.get("passed")?, row.get("direction")?);
        Ok(Line {
            at: Moment(row.get("at_ms")?),
            person: person(row)?,
            celsius: row.get::<_, Option<i32>>("celsius")?.map(Celsius),
            went: passed.then_some(if direction == 0 { Direction::In } else { Direction::Out }),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Who was inside just before a moment.
pub fn inside(store: &Store, before: Moment) -> Result<Vec<PersonId>, StoreError> {
    let mut select = store.db().prepare_cached(include_str!("overview/inside.sql"))?;
    let rows = select.query_map([before.0], person)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whose reading in `[from, to)` was at least so warm, and when.
pub fn fevers(store: &Store, (from, to): (Moment, Moment), least: Celsius) -> Result<Vec<(PersonId, Moment)>, StoreError> {
    let mut select = store.db().prepare_cached(include_str!("overview/fevers.sql"))?;
    let rows = select.query_map(params![from.0, to.0, least.0], |row| Ok((person(row)?, Moment(row.get("at_ms")?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Who in isolation was measured at the gate in `[from, to)` and not let pass, and when; not the rounds of the clinic.
pub fn attempts(store: &Store, (from, to): (Moment, Moment)) -> Result<Vec<(PersonId, Moment)>, StoreError> {
    let mut select = store.db().prepare_cached(include_str!("overview/attempts.sql"))?;
    let facts = params![from.0, to.0, Verdict::Isolate as u8];
    let rows = select.query_map(facts, |row| Ok((person(row)?, Moment(row.get("at_ms")?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether anything written since a row of the journal changes what the register says of the time before a moment.
pub fn is_touched(store: &Store, since: i64, before: Moment) -> Result<bool, StoreError> {
    let mut select = store.db().prepare_cached(include_str!("overview/touched.sql"))?;
    Ok(select.query_row([since, before.0], |row| row.get(0))?)
}

fn person(row: &Row<'_>) -> rusqlite::Result<PersonId> {
    Ok(PersonId(Uuid::from_bytes(row.get("person")?)))
}
