//! The drill (恢复演练): the newest backup is put back beside the database and everything about it is proved.

use std::fs;
use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::Making;
use super::error::BackupError;
use super::shelf::PART;
use crate::domain::day::Moment;
use crate::station::Error;
use crate::store::secrets::{self, FIELD_KEY};
use crate::store::{DATABASE, Store, StoreError, journal};

/// How it went.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drilled {
    pub at: Moment,
    /// The name of the backup.
    pub file: String,
    pub entries: u64,
    pub took_ms: u64,
    /// The code of what is wrong with it; `None` where it is as it should be.
    #[serde(default)]
    pub fault: Option<String>,
    /// Whether its tables are those of the database; `None` where something was written since it was made.
    #[serde(default)]
    pub is_same: Option<bool>,
}

impl Drilled {
    pub fn holds(&self) -> bool {
        self.fault.is_none() && self.is_same != Some(false)
    }
}

impl Making {
    /// Proves the newest backup in the data folder as a restore would, in a folder of its own that is gone afterwards: whole, its
    /// chains hold, its journal folded again gives its tables, and they are those of the database where nothing was written since.
    ///
    /// Errors: `Nothing` where there is no backup. One that does not hold is told in the answer.
    pub fn drill(&self) -> Result<Drilled, Error> {
        let begun = Instant::now();
        let here = self.shelf.here();
        let newest = here.first().ok_or(BackupError::Nothing)?;
        let drilled = Drilled {
            at: self.now,
            file: newest.file(),
            ..Drilled::default()
        };
        let proved = self.prove(&newest.path, newest.last);
        let took_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        Ok(match proved {
            Ok((entries, is_same)) => Drilled {
                entries,
                took_ms,
                is_same,
                ..drilled
            },
            Err(error) => Drilled {
                took_ms,
                fault: Some(error.code().to_owned()),
                ..drilled
            },
        })
    }

    fn prove(&self, path: &std::path::Path, last: Option<i64>) -> Result<(u64, Option<bool>), Error> {
        let folder = tempfile::Builder::new().prefix(".drill-").suffix(PART).tempdir_in(&self.shelf.data);
        let folder = folder.map_err(StoreError::from)?;
        fs::copy(path, folder.path().join(DATABASE)).map_err(StoreError::from)?;
        if let Some(key) = secrets::read(&self.shelf.data, FIELD_KEY).map_err(StoreError::from)? {
            secrets::keep(folder.path(), FIELD_KEY, &key).map_err(StoreError::from)?;
        }
        let mut restored = Store::open(folder.path())?;
        restored.check_integrity()?;
        if !restored.verify_chains()?.faults.is_empty() {
            return Err(BackupError::Chain.into());
        }
        // A roster that was being taken in when it was made counts at once, as at any opening.
        restored.carry_over(u32::MAX)?;
        if !restored.rebuild_equals_live()? {
            return Err(BackupError::Damaged.into());
        }
        let live = Store::open_reader(&self.shelf.data)?;
        let is_current = last == Some(journal::last(&live)?);
        let is_same = if is_current {
            Some(live.digest()? == restored.digest()?)
        } else {
            None
        };
        Ok((journal::count(&restored)?, is_same))
    }
}
