//! The station's two keys: the private halves stand in a file of the data folder, the public halves in its chain.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use crate::domain::entry::Entry;
use crate::domain::peer::Card;
use crate::exchange::bundle::{BundleError, Secrets};
use crate::exchange::write::{WriteError, in_place};
use crate::station::{Error, Station};
use crate::store::chains;

/// The name of the file, for its owner only (mode 0600).
pub(super) const FILE: &str = "station.key";

/// The keys of a data folder; `None` where there are none, or none that can be read.
pub(in crate::station) fn read(folder: &Path) -> Option<Secrets> {
    kept(folder).ok().flatten()
}

/// The keys of a data folder; `None` where there is no such file.
///
/// Errors: `Key` where there is one that cannot be read.
fn kept(folder: &Path) -> Result<Option<Secrets>, BundleError> {
    match fs::read_to_string(folder.join(FILE)) {
        Ok(text) => Secrets::from_text(&text).map(Some),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(_unreadable) => Err(BundleError::Key),
    }
}

/// Those of the folder, or new ones that are on the disk before anybody hears of them. A file that cannot be read is left as it is.
fn read_or_make(folder: &Path) -> Result<Secrets, Error> {
    if let Some(secrets) = kept(folder)? {
        return Ok(secrets);
    }
    let secrets = Secrets::new();
    // A file made beside its place belongs to its owner only.
    in_place(&folder.join(FILE), |mut file: &File| {
        file.write_all(secrets.to_text().as_bytes()).map_err(WriteError::Io)
    })?;
    Ok(secrets)
}

impl Station {
    /// Sees that there are keys and that the chain names them. Keys that were lost are made anew: whoever knew the old ones
    /// is alarmed and has to compare the fingerprint again. Without a file that can be read the station works and exchanges nothing.
    pub fn see_to_keys(&mut self) -> Result<(), Error> {
        self.secrets = None;
        let secrets = match read_or_make(self.store.folder()) {
            Err(Error::Bundle(BundleError::Key)) => {
                tracing::warn!("the key file cannot be read: nothing is exchanged");
                return Ok(());
            }
            made => made?,
        };
        let keys = secrets.keys();
        self.secrets = Some(secrets);
        if chains::keys(&self.store)?.as_ref() != Some(&keys) {
            self.write(&Entry::Keyed(keys), None)?;
        }
        Ok(())
    }

    /// The keys to sign and to open with.
    pub(super) fn secrets(&self) -> Result<&Secrets, Error> {
        self.secrets.as_ref().ok_or(Error::NoKeys)
    }

    /// What this station shows others, to be known by them.
    pub fn own_card(&self) -> Result<Card, Error> {
        Ok(Card::of(self.card(), self.secrets()?.keys()))
    }
}
