//! Copies of the database that prove themselves: made page by page beside whoever writes, then opened and held against what was
//! copied.

use std::fs::File;
use std::path::Path;
use std::thread;
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Store, StoreError, journal, migrate};
use crate::domain::chain::Head;
use crate::domain::day::Moment;
use crate::domain::entry::EntryError;
use crate::domain::thinning::Why;

/// Pages that are copied in one go: with 4 KiB each, less than a disk of a PC needs 50 ms for.
const STEP_PAGES: i32 = 400;
/// How long others have the disk between two goes.
const PAUSE: Duration = Duration::from_millis(4);
/// What a copy says of itself, among its preferences.
const NOTE: &str = "backup";
/// What a file says that takes the place of the database, until the station has gone on under a new chain.
pub const RESTORED: &str = "restored";
/// What this PC remembers of bundles belongs to the journal it was remembered with: an older journal needs them again.
const OF_THE_JOURNAL: &str = "exchange";

/// What a copy says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub made: Moment,
    pub why: Why,
    pub entries: u64,
    /// The number of its last row.
    pub last: i64,
}

/// What a file holds: its entries, and where each chain ends, by the ids of the chains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    pub entries: u64,
    pub heads: Vec<Head>,
}

fn contents(db: &Connection) -> Result<Contents, StoreError> {
    let entries: i64 = db.query_row("SELECT count(*) FROM entry", [], |row| row.get(0))?;
    let mut select = db.prepare(include_str!("backup/heads.sql"))?;
    let heads = select.query_map([], row_to_head)?.collect::<Result<_, _>>()?;
    Ok(Contents {
        entries: entries.unsigned_abs(),
        heads,
    })
}

fn row_to_head(row: &Row<'_>) -> rusqlite::Result<Head> {
    Ok(Head {
        chain: Uuid::from_bytes(row.get("id")?),
        seq: row.get("seq")?,
        hash: row.get("hash")?,
    })
}

impl Store {
    /// What the file holds.
    pub fn contents(&self) -> Result<Contents, StoreError> {
        contents(self.db())
    }

    /// Copies the database as of one moment into a file that is empty or not there, and proves the copy.
    /// `progress` hears how many of how many pages are copied, and answers `false` to stop, which is `None`.
    pub fn copy_into(
        &self,
        path: &Path,
        (made, why): (Moment, Why),
        progress: &dyn Fn(u64, u64) -> bool,
    ) -> Result<Option<Note>, StoreError> {
        // One snapshot for all steps: whoever writes meanwhile does not make the copying begin again.
        let snapshot = self.db().unchecked_transaction()?;
        let held = contents(&snapshot)?;
        let note = Note {
            made,
            why,
            entries: held.entries,
            last: journal::last(self)?,
        };
        let mut copy = Connection::open(path)?;
        // It counts only after it was written out and read back.
        copy.pragma_update(None, "synchronous", "OFF")?;
        if !copy_pages(&snapshot, &mut copy, progress)? {
            return Ok(None);
        }
        drop(snapshot);
        // One file, that is read without making another one beside it.
        copy.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
        put_note(&copy, NOTE, &note)?;
        copy.close().map_err(|(_, error)| error)?;
        File::options().write(true).open(path)?.sync_all()?;
        self.prove_copy(path, &held)?;
        Ok(Some(note))
    }

    /// Opens a copy and holds it against what was copied: SQLite's own check, how many entries, where every chain ends.
    fn prove_copy(&self, path: &Path, held: &Contents) -> Result<(), StoreError> {
        let copy = Self::open_copy(path, self.folder())?;
        copy.check_integrity()?;
        if copy.contents()? == *held {
            Ok(())
        } else {
            Err(StoreError::Damaged("the copy is not what was copied".into()))
        }
    }

    /// Copies an older file into a file before it climbs; nothing where there is none, or where it has nothing to climb.
    pub fn copy_before_climb(folder: &Path, path: &Path, made: Moment) -> Result<Option<Note>, StoreError> {
        if !is_behind(folder)? {
            return Ok(None);
        }
        let older = Self::open_reader(folder)?;
        older.copy_into(path, (made, Why::Climb), &|_, _| true)
    }

    /// What a copy says of itself; `None` where it says nothing.
    pub fn copy_note(&self) -> Result<Option<Note>, StoreError> {
        let mut select = self.db().prepare("SELECT value FROM preference WHERE key = ?1")?;
        let note: Option<String> = select.query_row([NOTE], |row| row.get(0)).optional()?;
        Ok(note.and_then(|note| serde_json::from_str(&note).ok()))
    }

    /// Whether the tables of the file are those this program makes.
    pub fn is_as_made(&self) -> Result<bool, StoreError> {
        migrate::is_as_made(self.db())
    }

    /// Whether every step of the ladder is climbed.
    pub fn is_newest(&self) -> Result<bool, StoreError> {
        migrate::check(self.db())
    }
}

/// Brings a copy that stands alone in a folder to the newest step, its tables to what its journal says, and leaves it as one file.
///
/// The chains of the journal prove it; the tables prove nothing of themselves.
pub fn settle_copy(folder: &Path) -> Result<(), StoreError> {
    let mut store = Store::open(folder)?;
    store.rebuild()?;
    store.db().pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    Ok(())
}

/// Who was on duty for what a chain has after a number: their names, each once.
pub fn who_since(store: &Store, chain: Uuid, seq: i64) -> Result<Vec<String>, StoreError> {
    let mut select = store.db().prepare(include_str!("backup/who.sql"))?;
    let names = select.query_map(params![chain.as_bytes(), seq], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

/// Whether a data folder has a database with steps to climb.
pub fn is_behind(folder: &Path) -> Result<bool, StoreError> {
    if !folder.join(super::DATABASE).exists() {
        return Ok(false);
    }
    let older = Store::open_reader(folder)?;
    let sql = "SELECT count(*) FROM sqlite_schema WHERE name = 'chain'";
    let chains: i64 = older.db().query_row(sql, [], |row| row.get(0))?;
    Ok(chains > 0 && !older.is_newest()?)
}

/// Copies all pages, a few at a time; `false` where somebody stopped it.
fn copy_pages(from: &Connection, to: &mut Connection, progress: &dyn Fn(u64, u64) -> bool) -> Result<bool, StoreError> {
    let copying = Backup::new(from, to)?;
    loop {
        let step = copying.step(STEP_PAGES)?;
        let pages = copying.progress();
        let [left, all] = [pages.remaining, pages.pagecount].map(|pages| u64::from(pages.unsigned_abs()));
        if step == StepResult::Done {
            return Ok(true);
        }
        if !progress(all.saturating_sub(left), all) {
            return Ok(false);
        }
        thread::sleep(PAUSE);
    }
}

/// Makes a copy ready to take the place of the database.
///
/// It says so until the station has gone on under a new chain, and this PC keeps what it remembers. `restored` is what the entry about it will say.
pub fn make_ready(candidate: &Path, restored: &impl Serialize, database: Option<&Store>) -> Result<(), StoreError> {
    let mut db = Connection::open(candidate)?;
    let transaction = db.transaction()?;
    if let Some(database) = database {
        let mut select = database.db().prepare("SELECT key, value FROM preference WHERE key <> ?1")?;
        let mut rows = select.query([OF_THE_JOURNAL])?;
        while let Some(row) = rows.next()? {
            prefer(&transaction, &row.get::<_, String>(0)?, &row.get::<_, String>(1)?)?;
        }
    }
    transaction.execute("DELETE FROM preference WHERE key = ?1", [NOTE])?;
    put_note(&transaction, RESTORED, restored)?;
    transaction.commit()?;
    db.close().map_err(|(_, error)| error)?;
    Ok(File::options().write(true).open(candidate)?.sync_all()?)
}

fn put_note(db: &Connection, key: &str, note: &impl Serialize) -> Result<(), StoreError> {
    prefer(db, key, &serde_json::to_string(note).map_err(EntryError::from)?)
}

fn prefer(db: &Connection, key: &str, value: &str) -> Result<(), StoreError> {
    db.execute("INSERT OR REPLACE INTO preference (key, value) VALUES (?1, ?2)", [key, value])?;
    Ok(())
}

/// Changes a copy behind its back, as somebody with another program does.
#[cfg(test)]
pub(crate) fn tamper(path: &Path, sql: &str) -> Result<(), StoreError> {
    Ok(Connection::open(path)?.execute_batch(sql)?)
}
