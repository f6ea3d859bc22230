//! Opening the file: the lock that keeps a second writer out, the pragmas, the ladder, and one transaction at a time.

use std::fs::{File, TryLockError};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use tempfile::TempDir;

use super::{StoreError, migrate};

/// The name of the database in a data folder.
pub const DATABASE: &str = "gatehouse.db";
/// What SQLite has written and not yet put in its place.
const LOG: &str = "gatehouse.db-wal";
const LOCK: &str = "gatehouse.lock";
/// Memory for pages, in KiB: the indexes of a year's readings at a plant of thousands.
const CACHE_KIB: i64 = 32 * 1024;
/// 3.51.3, the first without the WAL-reset fault.
const SAFE_SQLITE: i32 = 3_051_003;

/// Whether this program may write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Writer,
    /// Another program has the station; what is there can be read.
    Reader,
    /// Nobody can write into the folder; what is there can be read.
    ReadOnly,
}

/// Why a station can only be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// Another program writes: who, as far as its lock says.
    ByProgram(String),
    /// The folder cannot be written to.
    ReadOnly,
}

/// An open database.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    access: Access,
    folder: PathBuf,
    /// Held as long as the store is: the operating system frees it even after a kill.
    _lock: Option<File>,
    /// Where the files are that are read, if not in the folder.
    _aside: Option<TempDir>,
}

impl Store {
    /// Opens the database of a data folder, making both where they are missing.
    ///
    /// Errors: `Locked` when another program writes there; the other sentences of [`StoreError`].
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        check_sqlite()?;
        std::fs::create_dir_all(folder)?;
        let lock = lock(folder)?;
        let mut db = Connection::open(folder.join(DATABASE))?;
        set_connection_pragmas(&db)?;
        // Before the mode of the journal is set, which writes into the file: a newer one, or another program's, stays as it is.
        migrate::check(&db)?;
        set_journal_mode(&db)?;
        migrate::climb(&mut db)?;
        Ok(Self {
            db,
            access: Access::Writer,
            folder: folder.to_owned(),
            _lock: Some(lock),
            _aside: None,
        })
    }

    /// Opens the database for reading beside a program that writes, or where nobody can write.
    pub fn open_reader(folder: &Path) -> Result<Self, StoreError> {
        check_sqlite()?;
        let path = folder.join(DATABASE);
        if !path.exists() {
            return Err(StoreError::NoStation);
        }
        let beside = read(Connection::open_with_flags(&path, READING));
        let (db, access, aside) = match beside {
            // SQLite needs a file beside the log, and could not make it: so no program that writes has it open.
            Err(StoreError::ReadOnly) if has_log(folder) => {
                let aside = tempfile::tempdir()?;
                for name in [DATABASE, LOG] {
                    std::fs::copy(folder.join(name), aside.path().join(name))?;
                }
                let db = read(Connection::open(aside.path().join(DATABASE)))?;
                (db, Access::ReadOnly, Some(aside))
            }
            Err(StoreError::ReadOnly) => {
                let flags = READING | OpenFlags::SQLITE_OPEN_URI;
                let db = read(Connection::open_with_flags(unchanging(&path)?, flags))?;
                (db, Access::ReadOnly, None)
            }
            beside => (beside?, Access::Reader, None),
        };
        Ok(Self {
            db,
            access,
            folder: folder.to_owned(),
            _lock: None,
            _aside: aside,
        })
    }

    /// A copy in an empty folder, as of one moment, whoever writes meanwhile.
    pub(super) fn copied(&self, folder: &Path) -> Result<Self, StoreError> {
        let mut copy = Connection::open(folder.join(DATABASE))?;
        Backup::new(&self.db, &mut copy)?.run_to_completion(i32::MAX, Duration::ZERO, None)?;
        drop(copy);
        Self::open(folder)
    }

    pub fn access(&self) -> Access {
        self.access
    }

    /// Why nothing can be written here, where it cannot.
    pub fn held_by(&self) -> Option<Held> {
        match self.access {
            Access::Writer => None,
            Access::Reader => Some(Held::ByProgram(holder(&self.folder))),
            Access::ReadOnly => Some(Held::ReadOnly),
        }
    }

    /// Whether nobody writes in a folder just now.
    pub fn is_free(folder: &Path) -> bool {
        File::open(folder.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok())
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// For the queries of this room only.
    pub(super) fn db(&self) -> &Connection {
        &self.db
    }

    /// Leaves room for so many pages more: how a test fills the disk, and empties it again.
    #[cfg(test)]
    pub(crate) fn leave_room(&self, pages: i64) -> Result<(), StoreError> {
        let used: i64 = self.db.query_row("PRAGMA page_count", [], |row| row.get(0))?;
        self.db
            .query_row(&format!("PRAGMA max_page_count = {}", used + pages), [], |_| Ok(()))?;
        Ok(())
    }

    /// Runs `work` and commits it durably, or leaves everything as it was.
    pub fn transact<T, E: From<StoreError>>(&mut self, work: impl FnOnce(&Connection) -> Result<T, E>) -> Result<T, E> {
        match self.held_by() {
            None => {}
            Some(Held::ByProgram(holder)) => return Err(StoreError::Locked(holder).into()),
            Some(Held::ReadOnly) => return Err(StoreError::ReadOnly.into()),
        }
        let transaction = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let value = work(&transaction)?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(value)
    }

    /// SQLite's own view of the file: `Damaged` with its first complaint.
    pub fn check_integrity(&self) -> Result<(), StoreError> {
        let answer: String = self.db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if answer == "ok" { Ok(()) } else { Err(StoreError::Damaged(answer)) }
    }
}

/// How a database is opened that is only read.
const READING: OpenFlags = OpenFlags::SQLITE_OPEN_READ_ONLY.union(OpenFlags::SQLITE_OPEN_NO_MUTEX);

/// A database that is only read, seen to be one of ours.
fn read(opened: rusqlite::Result<Connection>) -> Result<Connection, StoreError> {
    let db = opened?;
    set_connection_pragmas(&db)?;
    migrate::check(&db)?;
    Ok(db)
}

/// Whether entries are still in the log of a program that did not close.
fn has_log(folder: &Path) -> bool {
    std::fs::metadata(folder.join(LOG)).is_ok_and(|log| log.len() > 0)
}

/// The name by which SQLite opens a file that nobody changes, and wants to write nothing beside it.
fn unchanging(path: &Path) -> Result<String, StoreError> {
    use std::fmt::Write as _;
    let mut name = String::from("file://");
    let path = std::path::absolute(path)?.to_string_lossy().replace('\\', "/");
    if !path.starts_with('/') {
        name.push('/');
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/:-._~".contains(&byte) {
            name.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            write!(name, "%{byte:02X}").unwrap_or_default();
        }
    }
    name.push_str("?immutable=1");
    Ok(name)
}

fn check_sqlite() -> Result<(), StoreError> {
    if rusqlite::version_number() < SAFE_SQLITE {
        Err(StoreError::UnsafeSqlite(rusqlite::version()))
    } else {
        Ok(())
    }
}

/// How often the lock is asked for again before it counts as taken.
const PATIENCE: u32 = 10;

/// Takes the lock of a data folder and writes into it who has it.
fn lock(folder: &Path) -> Result<File, StoreError> {
    let mut file = File::options().create(true).truncate(false).write(true).open(folder.join(LOCK))?;
    let mut locked = file.try_lock();
    // A window that has just closed, or a process just being started, may hold it for a moment longer.
    for _ in 0..PATIENCE {
        if !matches!(locked, Err(TryLockError::WouldBlock)) {
            break;
        }
        std::thread::sleep(Duration::from_millis(20));
        locked = file.try_lock();
    }
    match locked {
        Ok(()) => {
            file.set_len(0)?;
            let user = std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_default();
            write!(file, "{user} PID {}", std::process::id())?;
            Ok(file)
        }
        Err(TryLockError::WouldBlock) => Err(StoreError::Locked(holder(folder))),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// Who has the lock, as far as its file says.
fn holder(folder: &Path) -> String {
    std::fs::read_to_string(folder.join(LOCK)).unwrap_or_default().trim().to_owned()
}

fn set_journal_mode(db: &Connection) -> Result<(), StoreError> {
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "FULL")?;
    Ok(())
}

fn set_connection_pragmas(db: &Connection) -> Result<(), StoreError> {
    db.busy_timeout(Duration::from_secs(2))?;
    db.set_prepared_statement_cache_capacity(64);
    for (pragma, value) in [
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("mmap_size", 0),
        ("cache_size", -CACHE_KIB),
    ] {
        db.pragma_update(None, pragma, value)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    fn code<T>(result: Result<T, StoreError>) -> Option<&'static str> {
        result.err().map(|error| error.code())
    }

    #[test]
    fn the_settings_are_what_was_asked() -> Checked {
        let folder = tempfile::tempdir()?;
        let store = Store::open(folder.path())?;
        for (pragma, value) in [
            ("synchronous", 2),
            ("foreign_keys", 1),
            ("trusted_schema", 0),
            ("cell_size_check", 1),
            ("application_id", i64::from(migrate::APPLICATION_ID)),
        ] {
            assert_eq!(
                store.db().pragma_query_value(None, pragma, |row| row.get::<_, i64>(0))?,
                value,
                "{pragma}"
            );
        }
        assert_eq!(
            store.db().pragma_query_value(None, "journal_mode", |row| row.get::<_, String>(0))?,
            "wal"
        );
        store.check_integrity()?;
        Ok(())
    }

    #[test]
    fn a_newer_file_is_not_even_made_a_wal_file() -> Checked {
        let folder = tempfile::tempdir()?;
        drop(Store::open(folder.path())?);
        let path = folder.path().join(DATABASE);
        let db = Connection::open(&path)?;
        db.pragma_update(None, "user_version", 99)?;
        db.pragma_update(None, "journal_mode", "DELETE")?;
        drop(db);
        let before = std::fs::read(&path)?;
        assert_eq!(code(Store::open(folder.path())), Some("too-new"));
        assert!(std::fs::read(&path)? == before);
        Ok(())
    }

    #[test]
    fn one_writer_and_any_number_of_readers() -> Checked {
        let folder = tempfile::tempdir()?;
        let writer = Store::open(folder.path())?;
        assert_eq!(code(Store::open(folder.path())), Some("locked"));
        let mut reader = Store::open_reader(folder.path())?;
        assert_eq!(reader.access(), Access::Reader);
        assert_eq!(code(reader.transact(|_| Ok::<_, StoreError>(()))), Some("locked"));
        drop(writer);
        assert_eq!(Store::open(folder.path())?.access(), Access::Writer);
        Ok(())
    }

    #[test]
    fn a_file_that_nobody_changes_is_found_whatever_it_is_called() -> Checked {
        let folder = tempfile::tempdir()?;
        let place = folder.path().join("矿 1#50%?");
        drop(Store::open(&place)?);
        let name = unchanging(&place.join(DATABASE))?;
        assert!(name.is_ascii() && name.ends_with("1%2350%25%3F/gatehouse.db?immutable=1"), "{name}");
        read(Connection::open_with_flags(name, READING | OpenFlags::SQLITE_OPEN_URI))?;
        assert!(!place.join(LOG).exists());
        Ok(())
    }

    #[test]
    fn a_transaction_that_fails_leaves_nothing() -> Checked {
        let folder = tempfile::tempdir()?;
        let mut store = Store::open(folder.path())?;
        let failed = store.transact(|db| {
            db.execute("INSERT INTO preference VALUES ('language', 'en')", [])
                .map_err(StoreError::from)?;
            Err::<(), _>(StoreError::DiskFull)
        });
        assert_eq!(code(failed), Some("disk-full"));
        assert_eq!(
            store
                .db()
                .query_row("SELECT count(*) FROM preference", [], |row| row.get::<_, i64>(0))?,
            0
        );
        Ok(())
    }

    #[test]
    fn a_full_disk_says_so_and_keeps_what_was_saved() -> Checked {
        let folder = tempfile::tempdir()?;
        let mut store = Store::open(folder.path())?;
        let pages: i64 = store.db().pragma_query_value(None, "page_count", |row| row.get(0))?;
        store.db().pragma_update(None, "max_page_count", pages + 2)?;
        let (mut saved, mut full) = (0, None);
        for number in 0..100 {
            let insert = |db: &Connection| db.execute("INSERT INTO preference VALUES (?1, hex(zeroblob(900)))", [number.to_string()]);
            match store.transact(|db| insert(db).map_err(StoreError::from)) {
                Ok(_) => saved += 1,
                Err(error) => full = full.or_else(|| Some(error.code())),
            }
        }
        assert_eq!(full, Some("disk-full"));
        assert_eq!(
            store
                .db()
                .query_row("SELECT count(*) FROM preference", [], |row| row.get::<_, i64>(0))?,
            saved
        );
        store.check_integrity()?;
        Ok(())
    }

    #[test]
    fn a_file_that_is_no_database_is_damaged_not_a_panic() -> Checked {
        let folder = tempfile::tempdir()?;
        std::fs::write(folder.path().join(DATABASE), vec![b'x'; 8192])?;
        assert_eq!(code(Store::open(folder.path())), Some("damaged"));
        assert_eq!(code(Store::open_reader(folder.path())), Some("damaged"));
        Ok(())
    }
}
