//! What can go wrong with the file: six different errors for six different sentences, and the rest.

use rusqlite::ErrorCode;

use super::postgres::ServerError;
use super::seal::SealFault;
use super::secrets::KeyringFault;
use crate::domain::entry::EntryError;

/// Why the store could not do what it was asked. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A newer program wrote the file; it is not touched.
    #[error("the database was written by a newer version")]
    TooNew,
    /// Not a Gatehouse database, or from before the first version.
    #[error("this is not a database of this program")]
    TooOld,
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// Another program has it open for writing.
    #[error("the station is in use by another program: {0}")]
    Locked(String),
    #[error("the data folder cannot be written to")]
    ReadOnly,
    #[error("the disk is full")]
    DiskFull,
    /// No station has been opened in this file yet.
    #[error("no station has been set up here")]
    NoStation,
    /// Another station holds entries of our own chain that are not here: this file was restored from before them.
    #[error("entries of this station's own chain came from outside")]
    OwnChainAhead,
    /// The bundled SQLite has the WAL-reset fault (before 3.51.3).
    #[error("this SQLite is not safe to write with: {0}")]
    UnsafeSqlite(&'static str),
    #[error("the data folder cannot be used: {0}")]
    Io(#[source] std::io::Error),
    #[error(transparent)]
    Entry(#[from] EntryError),
    #[error("the database refused: {0}")]
    Sql(#[source] rusqlite::Error),
    /// A network share, by the name of its file system: no new station is made there.
    #[error("the data folder lies on a network share: {0}")]
    NetworkShare(String),
    /// A folder that a service copies elsewhere, by its name: no new station is made there.
    #[error("the data folder is copied elsewhere by {0}")]
    SyncedFolder(&'static str),
    /// Something is sealed, and cannot be opened here.
    #[error(transparent)]
    Sealed(#[from] SealFault),
    /// The keys are in the keyring of this PC, or were to go there.
    #[error(transparent)]
    Keyring(#[from] KeyringFault),
    /// What the headquarters' server could not do.
    #[error(transparent)]
    Server(#[from] ServerError),
}

impl StoreError {
    /// The stable code, also the tail of the language key that says it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooNew => "too-new",
            Self::TooOld => "too-old",
            Self::Damaged(_) => "damaged",
            Self::Locked(_) => "locked",
            Self::ReadOnly => "read-only",
            Self::DiskFull => "disk-full",
            Self::NoStation => "no-station",
            Self::OwnChainAhead => "own-chain-ahead",
            Self::UnsafeSqlite(_) => "unsafe-sqlite",
            Self::Io(_) => "io",
            Self::Entry(_) => "entry",
            Self::Sql(_) => "sql",
            Self::NetworkShare(_) => "network-share",
            Self::SyncedFolder(_) => "synced-folder",
            Self::Sealed(fault) => fault.code(),
            Self::Keyring(fault) => fault.code(),
            Self::Server(error) => error.code(),
        }
    }

    /// What the operating system or SQLite said, for the end of the sentence.
    pub fn detail(&self) -> String {
        match self {
            Self::Damaged(said) | Self::Locked(said) | Self::NetworkShare(said) => said.clone(),
            Self::SyncedFolder(service) => (*service).to_owned(),
            Self::UnsafeSqlite(version) => (*version).to_owned(),
            Self::Io(error) => error.to_string(),
            Self::Entry(error) => error.to_string(),
            Self::Sql(error) => error.to_string(),
            Self::Server(error) => error.detail(),
            Self::TooNew
            | Self::TooOld
            | Self::ReadOnly
            | Self::DiskFull
            | Self::NoStation
            | Self::OwnChainAhead
            | Self::Sealed(_)
            | Self::Keyring(_) => String::new(),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error.to_string()),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked(String::new()),
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Self::ReadOnly,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            // Nothing else in this program says so than what opens sealed values.
            Some(ErrorCode::AuthorizationForStatementDenied) => Self::Sealed(SealFault::Value),
            Some(ErrorCode::SystemIoFailure) => Self::Io(std::io::Error::other(error)),
            _ if is_not_ours(&error) => Self::Damaged(error.to_string()),
            _ => Self::Sql(error),
        }
    }
}

/// Whether a table, a column or a value is not what this program made it: it asks for the same ones always, so the file is to blame.
fn is_not_ours(error: &rusqlite::Error) -> bool {
    use rusqlite::Error;
    let is_value = matches!(
        error,
        Error::Utf8Error(..) | Error::FromSqlConversionFailure(..) | Error::IntegralValueOutOfRange(..) | Error::InvalidColumnType(..)
    );
    let is_name = matches!(error, Error::SqliteFailure(_, Some(said)) if said.starts_with("no such "));
    is_value || is_name || matches!(error, Error::SqlInputError { .. })
}

impl From<postgres::Error> for StoreError {
    fn from(error: postgres::Error) -> Self {
        Self::Server(error.into())
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind;
        let kind = error.kind();
        if let Some(fault) = KeyringFault::of(&error) {
            Self::Keyring(fault)
        } else if matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded) {
            Self::DiskFull
        } else if matches!(kind, ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) {
            Self::ReadOnly
        } else {
            Self::Io(error)
        }
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    #[test]
    fn a_value_or_a_table_that_is_not_ours_is_damage() -> rusqlite::Result<()> {
        let db = Connection::open_in_memory()?;
        db.execute_batch("CREATE TABLE entry (body TEXT); CREATE TABLE number (no INTEGER)")?;
        let read = |sql: &str| {
            db.query_row(sql, [], |row| row.get::<_, String>(0))
                .err()
                .map(|error| StoreError::from(error).code())
        };
        for damaged in [
            "SELECT CAST(x'ff' AS TEXT)",
            "SELECT 1",
            "SELECT NULL",
            "SELECT body FROM enury",
            "SELECT bdy FROM entry",
        ] {
            assert_eq!(read(damaged), Some("damaged"), "{damaged}");
        }
        assert_eq!(read("SELECT body FROM entry"), Some("sql"), "no row is no damage");
        Ok(())
    }
}
