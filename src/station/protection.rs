//! What protects the data on this PC (本机防护): the disk, the folder's rights, where it lies, and where the keys are.

use std::path::{Path, PathBuf};

use super::{Clock, Error, Station};
use crate::domain::rights::Right;
pub use crate::domain::surroundings::{Disk, Lies};
pub use crate::store::seal::Renewal;
use crate::store::secrets::{self, PcKeyring, Place};
use crate::store::{Store, StoreError, surroundings};

/// Where the keys of a data folder are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeyPlace {
    /// In files beside the data that only their owner may read.
    #[default]
    File,
    /// In the keyring of this PC.
    Keyring,
}

/// What protects a data folder, as far as this PC tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protection {
    pub disk: Disk,
    /// Whether other users of this PC may look into the folder; `None` where that cannot be known.
    pub open_to_others: Option<bool>,
    pub lies: Lies,
    pub keys: KeyPlace,
}

impl Protection {
    /// Looks at a folder. For a thread: a share that does not answer may take long.
    pub fn of(folder: &Path) -> Result<Self, Error> {
        let place = secrets::place(folder).map_err(StoreError::from)?;
        Ok(Self {
            disk: surroundings::disk(folder),
            open_to_others: surroundings::is_open_to_others(folder),
            lies: surroundings::lies(folder),
            keys: match place {
                Place::File => KeyPlace::File,
                Place::Keyring(_) => KeyPlace::Keyring,
            },
        })
    }
}

/// Keys on their way to another place. For a thread: a keyring may take its time.
#[derive(Debug)]
pub struct KeyMove {
    folder: PathBuf,
    to: KeyPlace,
}

impl KeyMove {
    /// Moves both keys. Errors: why the keyring cannot have them; they stay where they are.
    pub fn run(self) -> Result<(), Error> {
        match self.to {
            KeyPlace::File => secrets::into_files(&self.folder, &PcKeyring),
            KeyPlace::Keyring => secrets::into_keyring(&self.folder, &PcKeyring),
        }
        .map_err(|error| StoreError::from(error).into())
    }
}

impl Station {
    /// Opens the station of a folder whose field key is lost for good: what was sealed with it counts as withheld, everybody that the gate
    /// knows is written down anew without it, and a copy of the file as it was is kept. For a thread: every table is folded again.
    pub fn open_without_key(folder: &Path, clock: Box<dyn Clock>) -> Result<Self, Error> {
        Store::open_without_key(folder, |zone| super::stamp(clock.now(), zone, 0, None))?;
        Self::open(folder, clock)
    }

    /// Prepares to move the keys of this station to another place of this PC.
    pub fn move_keys(&mut self, to: KeyPlace) -> Result<KeyMove, Error> {
        self.need(Right::ManageStations)?;
        let folder = self.store.folder().to_owned();
        Ok(KeyMove { folder, to })
    }

    /// Makes a new field key. What is written from now on is sealed with it; [`Renewal::run`] seals what was written before.
    pub fn renew_field_key(&mut self) -> Result<Renewal, Error> {
        self.need(Right::ManageStations)?;
        Ok(self.store.renew_field_key()?)
    }
}
