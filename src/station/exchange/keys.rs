//! The station's two keys: the private halves are a secret of the data folder, the public halves stand in its chain.

use std::path::Path;

use crate::domain::entry::Entry;
use crate::domain::peer::Card;
use crate::exchange::bundle::{BundleError, Secrets};
use crate::station::{Error, Station};
use crate::store::secrets::{self, STATION_KEY};
use crate::store::{StoreError, chains};

/// The keys of a data folder; `None` where there are none, or none that can be read.
pub(in crate::station) fn read(folder: &Path) -> Option<Secrets> {
    kept(folder).ok().flatten()
}

/// The keys of a data folder; `None` where it has none.
///
/// Errors: `Key` where there is one that cannot be read.
fn kept(folder: &Path) -> Result<Option<Secrets>, BundleError> {
    let kept = secrets::read(folder, STATION_KEY).map_err(|_unreadable| BundleError::Key)?;
    kept.as_deref().map(Secrets::from_text).transpose()
}

/// Those of the folder, or new ones that are kept before anybody hears of them. Keys that cannot be read are left as they are.
fn read_or_make(folder: &Path) -> Result<Secrets, Error> {
    if let Some(secrets) = kept(folder)? {
        return Ok(secrets);
    }
    let secrets = Secrets::new();
    secrets::keep(folder, STATION_KEY, &secrets.to_text()).map_err(StoreError::from)?;
    Ok(secrets)
}

impl Station {
    /// Sees that there are keys and that the chain names them. Keys that were lost are made anew: whoever knew the old ones
    /// is alarmed and has to compare the fingerprint again. Without keys that can be read the station works and exchanges nothing.
    pub fn see_to_keys(&mut self) -> Result<(), Error> {
        self.secrets = None;
        let secrets = match read_or_make(self.store.folder()) {
            Err(Error::Bundle(BundleError::Key)) => {
                tracing::warn!("the keys cannot be read: nothing is exchanged");
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
