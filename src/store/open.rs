//! Opening the file: the lock that keeps a second writer out, the pragmas, the ladder, and one transaction at a time.

mod look;

use std::fs::{DirBuilder, File, TryLockError};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, TransactionBehavior};
use tempfile::TempDir;

use super::seal::{self, Sealer};
use super::{StoreError, migrate};

/// The name of the database in a data folder.
pub const DATABASE: &str = "gatehouse.db";
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
    sealer: Arc<Sealer>,
    /// Held as long as the store is: the operating system frees it even after a kill.
    _lock: Option<File>,
    /// Where the files are that are read, if not in the folder.
    _aside: Option<TempDir>,
}

impl Store {
    /// Opens the database of a data folder, making both where they are missing.
    ///
    /// Errors: `Locked` when another program writes there, `Sealed` where it cannot be read without a key that is not here; the other
    /// sentences of [`StoreError`].
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        check_sqlite()?;
        make(folder)?;
        Self::open_locked(folder, lock(folder)?)
    }

    fn open_locked(folder: &Path, lock: File) -> Result<Self, StoreError> {
        Self::open_with(folder, lock, Sealer::of(folder)?)
    }

    pub(super) fn open_with(folder: &Path, lock: File, sealer: Arc<Sealer>) -> Result<Self, StoreError> {
        Ok(Self {
            db: connect(folder, &sealer)?,
            access: Access::Writer,
            folder: folder.to_owned(),
            sealer,
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
        Self::look(&path, folder)
    }

    fn look(path: &Path, folder: &Path) -> Result<Self, StoreError> {
        let sealer = Sealer::of(folder)?;
        let look::Looked { db, access, aside } = look::open(path, &sealer)?;
        Ok(Self {
            db,
            access,
            folder: folder.to_owned(),
            sealer,
            _lock: None,
            _aside: aside,
        })
    }

    /// Opens a file other than the database for reading, with the keys of a data folder: a copy of its database, or what is to take
    /// the place of that. `TooNew` and `TooOld` as for the database.
    pub fn open_copy(path: &Path, folder: &Path) -> Result<Self, StoreError> {
        check_sqlite()?;
        Self::look(path, folder)
    }

    /// Puts a whole file in the place of the database and goes on with it, under the same lock. Whenever the program is killed
    /// meanwhile, the old file or the new one is there, whole: what was saved is moved from the log into the old file before the log
    /// goes, and the log goes before the new file comes, so that no file ever meets the log of another.
    ///
    /// `candidate` lies on the same disk, is written out, and is gone afterwards. Errors: `Locked` where another program still reads
    /// what is not moved yet. The store goes on with whichever file is there.
    pub fn replace_with(&mut self, candidate: &Path) -> Result<(), StoreError> {
        let busy: i64 = self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy != 0 {
            return Err(StoreError::Locked(String::new()));
        }
        let before = std::mem::replace(&mut self.db, Connection::open_in_memory()?);
        before.close().map_err(|(_, error)| error)?;
        let placed = put_in_place(&self.folder, candidate);
        self.db = connect(&self.folder, &self.sealer)?;
        placed
    }

    /// The same where no database is, or none that can be opened any more, so that its log is lost with it.
    pub fn put_in(folder: &Path, candidate: &Path) -> Result<Self, StoreError> {
        let lock = lock(folder)?;
        put_in_place(folder, candidate)?;
        Self::open_locked(folder, lock)
    }

    /// A copy in an empty folder, as of one moment, whoever writes meanwhile.
    pub(super) fn copied(&self, folder: &Path) -> Result<Self, StoreError> {
        let mut copy = Connection::open(folder.join(DATABASE))?;
        Backup::new(&self.db, &mut copy)?.run_to_completion(i32::MAX, Duration::ZERO, None)?;
        drop(copy);
        // The keys stay where they are: the copy is of the moment.
        Self::open_with(folder, lock(folder)?, Sealer::with(&self.folder, self.sealer.keys()))
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

    pub(super) fn sealer(&self) -> &Arc<Sealer> {
        &self.sealer
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

    /// Whether it can be written to. Errors: `Locked`, `ReadOnly`.
    pub(super) fn is_writable(&self) -> Result<(), StoreError> {
        match self.held_by() {
            None => Ok(()),
            Some(Held::ByProgram(holder)) => Err(StoreError::Locked(holder)),
            Some(Held::ReadOnly) => Err(StoreError::ReadOnly),
        }
    }

    /// Runs `work` and commits it durably, or leaves everything as it was.
    pub fn transact<T, E: From<StoreError>>(&mut self, work: impl FnOnce(&Connection) -> Result<T, E>) -> Result<T, E> {
        self.is_writable()?;
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

/// The database, at the newest step, sealed with the key in use.
fn connect(folder: &Path, sealer: &Arc<Sealer>) -> Result<Connection, StoreError> {
    let mut db = reach(folder, sealer)?;
    migrate::climb(&mut db)?;
    seal::see_to_key(&db, sealer)?;
    seal::go_on(&mut db, sealer)?;
    Ok(db)
}

/// Removes the log of the database and moves another file into its place.
fn put_in_place(folder: &Path, candidate: &Path) -> Result<(), StoreError> {
    let database = folder.join(DATABASE);
    for ending in ["-wal", "-shm"] {
        match std::fs::remove_file(beside(&database, ending)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            Ok(()) | Err(_) => {}
        }
    }
    sync(folder)?;
    std::fs::rename(candidate, &database)?;
    sync(folder)
}

/// A file that SQLite keeps beside another one.
pub fn beside(database: &Path, ending: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Makes the names in a folder survive a power cut; Windows keeps them without being asked.
pub fn sync(folder: &Path) -> Result<(), StoreError> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

fn check_sqlite() -> Result<(), StoreError> {
    if rusqlite::version_number() < SAFE_SQLITE {
        Err(StoreError::UnsafeSqlite(rusqlite::version()))
    } else {
        Ok(())
    }
}

/// Makes a data folder, for its owner only.
fn make(folder: &Path) -> Result<(), StoreError> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    Ok(builder.create(folder)?)
}

/// A connection that writes, with its functions, to a file that this program has locked.
pub(super) fn reach(folder: &Path, sealer: &Arc<Sealer>) -> Result<Connection, StoreError> {
    let db = Connection::open(folder.join(DATABASE))?;
    set_connection_pragmas(&db)?;
    seal::install(&db, sealer)?;
    // Before the mode of the journal is set, which writes into the file: a newer one, or another program's, stays as it is.
    migrate::check(&db)?;
    set_journal_mode(&db)?;
    Ok(db)
}

/// A database in memory, as a file with a key is.
#[cfg(test)]
pub(super) fn in_memory() -> Result<Connection, StoreError> {
    let mut db = Connection::open_in_memory()?;
    let sealer = seal::tested();
    seal::install(&db, &sealer)?;
    migrate::climb(&mut db)?;
    seal::see_to_key(&db, &sealer)?;
    Ok(db)
}

/// How often the lock is asked for again before it counts as taken.
const PATIENCE: u32 = 10;

/// Takes the lock of a data folder and writes into it who has it.
pub(super) fn lock(folder: &Path) -> Result<File, StoreError> {
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
    // What is deleted is wiped.
    db.pragma_update(None, "secure_delete", 1)?;
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
        // What was deleted is overwritten: what was cleared for good must not stand in the file.
        ("secure_delete", 1),
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
            ("secure_delete", 1),
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

    #[cfg(unix)]
    #[test]
    fn a_new_folder_is_for_its_owner_only() -> Checked {
        use std::os::unix::fs::PermissionsExt as _;
        let home = tempfile::tempdir()?;
        let folder = home.path().join("gate/data");
        Store::open(&folder)?;
        assert_eq!(std::fs::metadata(&folder)?.permissions().mode() & 0o777, 0o700);
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
