//! What must not be read by others on this PC: the keys of a data folder, by name.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

/// What signs and opens bundles.
pub const STATION_KEY: &str = "station.key";
/// What seals phone and identity numbers in the database.
pub const FIELD_KEY: &str = "field.key";

/// A secret of a data folder; `None` where there is none.
pub fn read(folder: &Path, name: &str) -> io::Result<Option<String>> {
    match fs::read_to_string(folder.join(name)) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Keeps a secret, durably, for the owner of the folder only (mode 0600).
pub fn keep(folder: &Path, name: &str, secret: &str) -> io::Result<()> {
    // A file made beside its place belongs to its owner only.
    let mut beside = tempfile::NamedTempFile::new_in(folder)?;
    beside.write_all(secret.as_bytes())?;
    beside.as_file().sync_all()?;
    beside.persist(folder.join(name)).map_err(|error| error.error)?;
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
