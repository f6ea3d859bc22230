//! Repair (修复): what can still be read of a damaged database is saved into a whole one.
//!
//! The newest backup that holds is the ground where there is one, and what the damaged file has after it is put on top; without one,
//! everything is taken from the damaged file. Only what fits its chain is taken, hash by hash.

use std::fs;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::error::BackupError;
use super::shelf::{PART, Shelf, original_name};
use crate::domain::audit::Restored;
use crate::domain::day::Moment;
use crate::station::Error;
use crate::store::salvage::{self, Salvaged};
use crate::store::secrets::{self, FIELD_KEY};
use crate::store::station::cards;
use crate::store::{DATABASE, Store, StoreError, backup, beside};

/// Entries of a chain that are in neither.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// What the station is called; empty where that is lost as well.
    pub station: String,
    pub from: i64,
    pub to: i64,
}

/// What was saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repaired {
    pub saved: u64,
    /// How many there were, as far as the damaged file still tells; `None` where nothing of it can be read.
    pub of: Option<u64>,
    pub gaps: Vec<Gap>,
    /// The backup that it stands on, by the name of its file.
    pub ground: Option<String>,
    /// Where the damaged file was put.
    pub original: PathBuf,
}

/// Repairs the database of a folder where no station is open. The damaged file is kept beside, and nothing is changed where nothing
/// can be saved.
///
/// Errors: `Locked` where a program has the folder; `NothingSaved`.
pub fn repair(data: &Path, now: Moment) -> Result<Repaired, Error> {
    if !Store::is_free(data) && data.join("gatehouse.lock").exists() {
        return Err(StoreError::Locked(String::new()).into());
    }
    let original = keep_original(data, now)?;
    let folder = tempfile::Builder::new().prefix(".repair-").suffix(PART).tempdir_in(data);
    let folder = folder.map_err(StoreError::from)?;
    let ground = ground(data, folder.path())?;
    if let Some(key) = secrets::read(data, FIELD_KEY).map_err(StoreError::from)? {
        secrets::keep(folder.path(), FIELD_KEY, &key).map_err(StoreError::from)?;
    }
    let work = copy_of(&original, folder.path())?;
    let salvaged = salvage::salvage(&work, folder.path(), now);
    let salvaged = match salvaged {
        Ok(salvaged) if salvaged.saved > 0 => salvaged,
        Ok(_) | Err(_) if ground.is_none() => return Err(BackupError::NothingSaved.into()),
        Ok(salvaged) => salvaged,
        // Nothing at all can be read of it: the backup alone.
        Err(_unreadable) => salvage::untouched(folder.path())?,
    };
    let repaired = told(&salvaged, folder.path(), ground, original)?;
    let file = repaired.original.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let lost = repaired.of.unwrap_or_default().saturating_sub(repaired.saved);
    let candidate = folder.path().join(DATABASE);
    backup::make_ready(&candidate, &Restored { file, lost }, None)?;
    Store::put_in(data, &candidate).map(drop)?;
    Ok(repaired)
}

/// Puts the newest backup that holds into a folder, as the ground; answers its name.
fn ground(data: &Path, folder: &Path) -> Result<Option<String>, Error> {
    let shelf = Shelf {
        data: data.to_owned(),
        sealing: None,
    };
    for kept in shelf.here() {
        let holds = Store::open_copy(&kept.path, data).and_then(|copy| {
            copy.check_integrity()?;
            Ok(copy.is_newest()? && copy.verify_chains()?.faults.is_empty())
        });
        if holds.unwrap_or_default() {
            fs::copy(&kept.path, folder.join(DATABASE)).map_err(StoreError::from)?;
            return Ok(Some(kept.file()));
        }
    }
    Ok(None)
}

/// Copies the damaged file and its log beside, durably, before anything is done.
pub(super) fn keep_original(data: &Path, now: Moment) -> Result<PathBuf, Error> {
    let database = data.join(DATABASE);
    let kept = data.join(original_name(now));
    copy_with_log(&database, &kept)?;
    Ok(kept)
}

fn copy_of(original: &Path, folder: &Path) -> Result<PathBuf, Error> {
    let work = folder.join("damaged.db");
    copy_with_log(original, &work)?;
    Ok(work)
}

fn copy_with_log(from: &Path, to: &Path) -> Result<(), StoreError> {
    for ending in ["", "-wal"] {
        let (from, to) = (beside(from, ending), beside(to, ending));
        if from.exists() {
            fs::copy(&from, &to)?;
            fs::File::options().write(true).open(&to)?.sync_all()?;
        }
    }
    Ok(())
}

fn told(salvaged: &Salvaged, folder: &Path, ground: Option<String>, original: PathBuf) -> Result<Repaired, Error> {
    let store = Store::open_copy(&folder.join(DATABASE), folder)?;
    let names = cards(&store)?;
    let name = |chain: &Uuid| names.get(chain).map_or_else(String::new, |card| card.station.clone());
    let gaps = salvaged.gaps.iter().map(|(chain, from, to)| Gap {
        station: name(chain),
        from: *from,
        to: *to,
    });
    Ok(Repaired {
        saved: salvaged.saved,
        of: salvaged.of,
        gaps: gaps.collect(),
        ground,
        original,
    })
}
