//! The ladder of the tables in the server, and their partitions.
//!
//! A database is Gatehouse's alone, or a schema of it is (`options` of the user). Entries stand by unit in eight shelves and there by
//! the month of their moment, in UTC; a month is made when its first entry comes.

use std::collections::BTreeSet;

use postgres::{Client, GenericClient};

use super::ServerError;
use crate::domain::day::{Day, Moment};
use crate::store::StoreError;

const STEPS: [&str; 1] = [include_str!("schema/0001_journal.sql")];
const SHELVES: std::ops::Range<u8> = 0..8;
/// Months that have partitions of their own. This must never change: a partition cannot be made where the one for all others holds rows.
const YEARS: std::ops::Range<u16> = 2019..2100;

/// Brings the tables to the newest step, all of it or nothing. Tables of a newer program or of another one are left as they are.
pub(super) fn climb(client: &mut Client) -> Result<(), StoreError> {
    let newest = i64::try_from(STEPS.len()).unwrap_or(i64::MAX);
    let mut db = client.transaction()?;
    let step = step(&mut db)?;
    if step > newest {
        return Err(ServerError::TooNew.into());
    }
    for (sql, number) in STEPS.iter().zip(1_i64..) {
        if number > step {
            db.batch_execute(sql)?;
            db.execute("INSERT INTO gatehouse_schema (step) VALUES ($1)", &[&number])?;
        }
    }
    Ok(db.commit()?)
}

/// The step that the tables are at; the ladder is put up where there is nothing yet.
fn step(db: &mut impl GenericClient) -> Result<i64, StoreError> {
    let tables = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema()";
    let tables = db.query(tables, &[])?;
    let names = tables
        .iter()
        .map(|row| row.try_get::<_, String>(0))
        .collect::<Result<Vec<_>, _>>()?;
    if names.is_empty() {
        db.batch_execute("CREATE TABLE gatehouse_schema (step bigint PRIMARY KEY, made timestamptz NOT NULL DEFAULT now())")?;
        return Ok(0);
    }
    if !names.iter().any(|name| name == "gatehouse_schema") {
        return Err(ServerError::Foreign.into());
    }
    Ok(db
        .query_one("SELECT coalesce(max(step), 0) FROM gatehouse_schema", &[])?
        .try_get(0)?)
}

/// A month of partitions: its name, its first moment, the first one after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Month {
    from_ms: i64,
    to_ms: i64,
    name: u32,
}

impl Month {
    /// `None` where entries of that time stand with all others: a clock that is years wrong.
    pub(super) fn of(at: Moment) -> Option<Self> {
        let [year, month, ..] = at.utc_parts();
        if !YEARS.contains(&year) {
            return None;
        }
        let (next_year, next_month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        Some(Self {
            from_ms: start_ms(year, month)?,
            to_ms: start_ms(next_year, next_month)?,
            name: u32::from(year) * 100 + u32::from(month),
        })
    }
}

fn start_ms(year: u16, month: u16) -> Option<i64> {
    let day = Day::new(i32::from(year), u32::from(month), 1)?;
    Some(day.days_since(Day::new(1970, 1, 1)?) * 86_400_000)
}

/// Makes the partitions of these months where they are missing.
pub(super) fn make_months(client: &mut Client, months: &BTreeSet<Month>) -> Result<(), StoreError> {
    let mut db = client.transaction()?;
    // Two programs that make the same month follow each other.
    db.execute("SELECT no FROM arrival WHERE one = 1 FOR UPDATE", &[])?;
    for Month { from_ms, to_ms, name } in months {
        if db.execute("INSERT INTO entry_month VALUES ($1) ON CONFLICT DO NOTHING", &[from_ms])? == 0 {
            continue;
        }
        for shelf in SHELVES {
            db.batch_execute(&format!(
                "CREATE TABLE entry_u{shelf}_{name} PARTITION OF entry_u{shelf} FOR VALUES FROM ({from_ms}) TO ({to_ms})"
            ))?;
        }
    }
    Ok(db.commit()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_ends_where_the_next_begins() {
        let name = |ms| Month::of(Moment(ms)).map(|month| month.name);
        // 2020-02-29T23:59:59.999Z and the millisecond after.
        assert_eq!((name(1_583_020_799_999), name(1_583_020_800_000)), (Some(202_002), Some(202_003)));
        let february = Month::of(Moment(1_583_020_799_999));
        assert_eq!(february.map(|month| month.to_ms), Some(1_583_020_800_000));
        assert_eq!(february.map(|month| (month.to_ms - month.from_ms) / 86_400_000), Some(29));
        for clock in [i64::MIN, -1, 0, 1_546_300_799_999, 4_102_444_800_000, i64::MAX] {
            assert_eq!(Month::of(Moment(clock)), None, "{clock}");
        }
        assert_eq!((name(1_546_300_800_000), name(4_102_444_799_999)), (Some(201_901), Some(209_912)));
    }
}
