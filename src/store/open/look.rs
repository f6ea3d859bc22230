//! Opening a file to read it: beside a program that writes, and where nobody can write.

use std::path::Path;
use std::sync::Arc;

use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

use super::{Access, DATABASE, beside, set_connection_pragmas};
use crate::store::seal::{self, Seal, Sealer};
use crate::store::{StoreError, migrate};

/// How a database is opened that is only read.
const READING: OpenFlags = OpenFlags::SQLITE_OPEN_READ_ONLY.union(OpenFlags::SQLITE_OPEN_NO_MUTEX);

/// A file that is only read.
pub(super) struct Looked {
    pub(super) db: Connection,
    pub(super) access: Access,
    /// Where the files are that are read, if not in the folder.
    pub(super) aside: Option<TempDir>,
}

/// Opens a file to look at it.
pub(super) fn open(path: &Path, sealer: &Arc<Sealer>) -> Result<Looked, StoreError> {
    let looked = |db, access, aside| Looked { db, access, aside };
    match read(Connection::open_with_flags(path, READING), sealer) {
        // SQLite needs a file beside the log, and could not make it: so no program that writes has it open.
        Err(StoreError::ReadOnly) if has_log(path) => {
            let aside = tempfile::tempdir()?;
            let copy = aside.path().join(DATABASE);
            for ending in ["", "-wal"] {
                std::fs::copy(beside(path, ending), beside(&copy, ending))?;
            }
            let db = read(Connection::open(copy), sealer)?;
            Ok(looked(db, Access::ReadOnly, Some(aside)))
        }
        Err(StoreError::ReadOnly) => {
            let flags = READING | OpenFlags::SQLITE_OPEN_URI;
            let db = read(Connection::open_with_flags(unchanging(path)?, flags), sealer)?;
            Ok(looked(db, Access::ReadOnly, None))
        }
        opened => Ok(looked(opened?, Access::Reader, None)),
    }
}

/// A database that is only read, seen to be one of ours, and one that the keys open.
fn read(opened: rusqlite::Result<Connection>, sealer: &Arc<Sealer>) -> Result<Connection, StoreError> {
    let db = opened?;
    set_connection_pragmas(&db)?;
    seal::install(&db, sealer)?;
    if migrate::check(&db)?
        && let Some(seal) = Seal::of(&db)?
    {
        seal.check(&sealer.keys())?;
    }
    Ok(db)
}

/// Whether entries are still in the log of a program that did not close.
fn has_log(path: &Path) -> bool {
    std::fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_nobody_changes_is_found_whatever_it_is_called() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let place = folder.path().join("矿 1#50%?");
        drop(crate::store::Store::open(&place)?);
        let name = unchanging(&place.join(DATABASE))?;
        assert!(name.is_ascii() && name.ends_with("1%2350%25%3F/gatehouse.db?immutable=1"), "{name}");
        read(
            Connection::open_with_flags(name, READING | OpenFlags::SQLITE_OPEN_URI),
            &Sealer::of(&place)?,
        )?;
        assert!(!place.join("gatehouse.db-wal").exists());
        Ok(())
    }
}
