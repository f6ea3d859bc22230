//! Lines of the register as attendance, coverage and hints read them, and what their gates and guards are called.

use std::collections::BTreeMap;

use rusqlite::Row;
use uuid::Uuid;

use super::{Store, StoreError};
use crate::domain::attendance::Mark;
use crate::domain::day::Moment;
use crate::domain::entry::{Entry, OnDuty};
use crate::domain::hints::By;
use crate::domain::person::PersonId;
use crate::domain::screening::Direction;
use crate::domain::settings::StationCard;
use crate::domain::temperature::{Celsius, Site};

/// The lines in `[from, to)` that nobody has taken back, oldest first.
pub fn between(store: &Store, (from, to): (Moment, Moment)) -> Result<Vec<Mark>, StoreError> {
    let mut select = store.db().prepare_cached(include_str!("marks/between.sql"))?;
    let rows = select.query_map([from.0, to.0], row_to_mark)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Reads a row by position: a day of a large plant has tens of thousands.
fn row_to_mark(row: &Row<'_>) -> rusqlite::Result<Mark> {
    let (direction, passed, site): (u8, bool, Option<u8>) = (row.get(3)?, row.get(4)?, row.get(6)?);
    let direction = if direction == 0 { Direction::In } else { Direction::Out };
    Ok(Mark {
        person: PersonId(Uuid::from_bytes(row.get(0)?)),
        at: Moment(row.get(1)?),
        live: row.get(2)?,
        passed: passed.then_some(direction),
        celsius: row.get::<_, Option<i32>>(5)?.map(Celsius),
        site: site.and_then(|site| Site::ALL.get(usize::from(site)).copied()).unwrap_or_default(),
        instrument: row.get::<_, Option<String>>(7)?.unwrap_or_default(),
        gate: row.get(8)?,
        guard: row.get(9)?,
    })
}

/// What every gate that wrote here is called, by its number.
pub fn gates(store: &Store) -> Result<BTreeMap<i64, String>, StoreError> {
    let mut select = store.db().prepare_cached("SELECT chain, card FROM station")?;
    let mut rows = select.query([])?;
    let mut gates = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let body: String = row.get(1)?;
        // A card of another station that cannot be read leaves its gate without a name.
        if let Ok(card) = serde_json::from_str::<StationCard>(&body) {
            gates.insert(row.get(0)?, card.station);
        }
    }
    Ok(gates)
}

/// The name of the guard who answered there; nothing where nobody had signed in, or where it cannot be read.
pub fn guard(store: &Store, by: By) -> Result<String, StoreError> {
    let sql = "SELECT body FROM entry WHERE station = ?1 AND seq = ?2 AND kind = ?3";
    let kind = Entry::OnDuty(OnDuty {
        name: String::new(),
        ..OnDuty::default()
    })
    .kind();
    let mut select = store.db().prepare_cached(sql)?;
    let mut rows = select.query([by.gate, by.guard, kind])?;
    let Some(row) = rows.next()? else { return Ok(String::new()) };
    let body: String = row.get(0)?;
    Ok(serde_json::from_str::<OnDuty>(&body).map(|duty| duty.name).unwrap_or_default())
}
