//! The ladder: a new file climbs every step that an old one does, so that there is one truth about the tables.

use std::sync::Arc;

use rusqlite::{Connection, Transaction};
use rusqlite_migration::{HookError, M, Migrations};

use super::{StoreError, projection, seal};

/// "GATE", so that a file of another program is known before it is touched.
pub const APPLICATION_ID: i32 = 0x4741_5445;

/// How many steps there are.
const NEWEST: i64 = 7;

fn steps() -> Migrations<'static> {
    Migrations::new(vec![
        M::up(include_str!("migrations/0001_journal.sql")),
        M::up(include_str!("migrations/0002_projections.sql")),
        M::up(include_str!("migrations/0003_person_badge.sql")),
        M::up(include_str!("migrations/0004_course.sql")),
        M::up(include_str!("migrations/0005_daybook.sql")),
        M::up_with_hook(include_str!("migrations/0006_exchange.sql"), |db: &Transaction<'_>| {
            for kind in LATEST_STANDS {
                projection::fold_kind(db, kind).map_err(|error| HookError::Hook(error.to_string()))?;
            }
            Ok(())
        }),
        M::up(include_str!("migrations/0007_trust.sql")),
    ])
}

/// Photos and instruments: kinds whose tables learned which entry they come from.
const LATEST_STANDS: [i64; 2] = [14, 30];

/// The tables that `rebuild` empties and folds again, children first.
pub const PROJECTIONS: [&str; 13] = [
    "account",
    "peer",
    "daybook",
    "course",
    "register",
    "presence",
    "visit",
    "instrument_check",
    "instrument",
    "station",
    "person_next",
    "person",
    "import",
];

/// Whether the file is one of ours, and at the newest step; `false` where steps are still to climb.
/// Errors: `TooNew`, `TooOld`.
pub fn check(db: &Connection) -> Result<bool, StoreError> {
    let version: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let owner: i32 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match (owner, version) {
        (APPLICATION_ID, version) if version > NEWEST => Err(StoreError::TooNew),
        (APPLICATION_ID, version) if version > 0 => Ok(version == NEWEST),
        // A program that was killed between its first two steps leaves an empty file with our mark.
        (0 | APPLICATION_ID, 0) if tables == 0 => Ok(false),
        _ => Err(StoreError::TooOld),
    }
}

/// Whether the tables, indexes and triggers of a file are those that this program makes, letter by letter: nothing in it does what
/// nobody here has written.
pub fn is_as_made(db: &Connection) -> Result<bool, StoreError> {
    let version: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let mut made = Connection::open_in_memory()?;
    seal::install(&made, &Arc::default())?;
    let steps = steps().to_version(&mut made, usize::try_from(version).unwrap_or_default());
    Ok(steps.is_ok() && schema(db)? == schema(&made)?)
}

fn schema(db: &Connection) -> Result<Vec<(String, String)>, StoreError> {
    let sql = "SELECT name, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*' ORDER BY name";
    let mut select = db.prepare(sql)?;
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Brings the file to the newest step. A file of a newer program or of another one is left as it is.
pub fn climb(db: &mut Connection) -> Result<(), StoreError> {
    if check(db)? {
        return Ok(());
    }
    db.pragma_update(None, "application_id", APPLICATION_ID)?;
    match steps().to_latest(db) {
        Ok(()) => Ok(()),
        Err(rusqlite_migration::Error::RusqliteError { err, .. }) => Err(err.into()),
        Err(error) => Err(StoreError::Damaged(error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::open;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn every_step_holds() -> Checked {
        let db = open::in_memory()?;
        assert_eq!(db.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0))?, NEWEST);
        Ok(())
    }

    #[test]
    fn newer_older_and_foreign_files_are_left_alone() -> Checked {
        for (owner, version, code) in [(APPLICATION_ID, 99, "too-new"), (0, 7, "too-old"), (12, 1, "too-old")] {
            let mut db = Connection::open_in_memory()?;
            db.pragma_update(None, "application_id", owner)?;
            db.pragma_update(None, "user_version", version)?;
            assert_eq!(climb(&mut db).err().map(|error| error.code()), Some(code));
            assert_eq!(
                db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?,
                0
            );
        }
        Ok(())
    }

    #[test]
    fn the_journal_refuses_to_be_changed() -> Checked {
        let db = open::in_memory()?;
        db.execute_batch(
            "INSERT INTO chain (no, id) VALUES (1, zeroblob(16));
             INSERT INTO entry VALUES (1, 1, 1, zeroblob(16), 0, 0, 0, 1, NULL, '{}', NULL, zeroblob(32));",
        )?;
        assert!(db.execute("UPDATE entry SET body = 'x'", []).is_err());
        assert!(db.execute("DELETE FROM entry", []).is_err());
        Ok(())
    }
}
