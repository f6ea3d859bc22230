//! What the report of a day is counted from, besides people, courses and the daybook.

use rusqlite::Row;
use uuid::Uuid;

use super::journal::{self, Hash};
use super::{Store, StoreError};
use crate::domain::day::Moment;
use crate::domain::person::PersonId;
use crate::domain::report::count::Line;
use crate::domain::screening::{Direction, Verdict};
use crate::domain::temperature::Celsius;

/// The lines of the register in `[from, to)` that no correction has replaced, in no order.
pub fn lines(store: &Store, (from, to): (Moment, Moment)) -> Result<Vec<Line>, StoreError> {
    let mut select = store.db().prepare_cached(include_str!("report/lines.sql"))?;
    let rows = select.query_map([from.0, to.0], row_to_line)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn row_to_line(row: &Row<'_>) -> rusqlite::Result<Line> {
    let (direction, verdict): (u8, u8) = (row.get("direction")?, row.get("verdict")?);
    Ok(Line {
        at: Moment(row.get("at_ms")?),
        person: PersonId(Uuid::from_bytes(row.get("person")?)),
        direction: if direction == 0 { Direction::In } else { Direction::Out },
        verdict: Verdict::ALL.get(usize::from(verdict)).copied().unwrap_or(Verdict::Ask),
        celsius: row.get::<_, Option<i32>>("celsius")?.map(Celsius),
        passed: row.get("passed")?,
    })
}

/// The plates that were written down in `[from, to)`, and with whom they came.
pub fn plates(store: &Store, (from, to): (Moment, Moment)) -> Result<Vec<(PersonId, String)>, StoreError> {
    let sql = "SELECT person.id AS person, unseal(plate, 'plate') AS plate FROM visit JOIN person ON person.no = visit.person
               WHERE visit.at_ms >= ?1 AND visit.at_ms < ?2 AND plate <> ''";
    let mut select = store.db().prepare_cached(sql)?;
    let plate = |row: &Row<'_>| Ok((PersonId(Uuid::from_bytes(row.get("person")?)), row.get("plate")?));
    Ok(select.query_map([from.0, to.0], plate)?.collect::<Result<_, _>>()?)
}

/// The last number and hash of a chain.
pub fn head(store: &Store, chain: i64) -> Result<(i64, Hash), StoreError> {
    journal::head(store.db(), chain)
}
