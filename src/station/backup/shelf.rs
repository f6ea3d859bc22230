//! Where backups lie: listed by their names, thinned by their times.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::second::Sealing;
use crate::domain::day::{Moment, Zone};
use crate::domain::thinning::{self, Why};
use crate::station::Error;
use crate::store::seal::ASIDE;
use crate::store::{Store, StoreError};

/// The folder of the backups in a data folder.
pub const FOLDER: &str = "backups";
/// How a backup in the data folder is called at its end.
pub(super) const PLAIN: &str = ".db";
/// How a sealed one is.
pub(super) const SEALED: &str = ".db.age";
/// What a damaged file is called before the time of its repair.
const ORIGINAL: &str = "damaged-";
/// So long a file stays as it was before a repair, in seconds: as long as a copy from before a restore.
const ORIGINALS_SECS: i64 = 30 * 24 * 3_600;
/// What a file that is not whole yet is called at its end.
pub(super) const PART: &str = ".part";

/// A backup as it lies there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub path: PathBuf,
    pub at: Moment,
    pub bytes: u64,
    /// Why it was made, and how many entries are in it; `None` where it cannot be read.
    pub says: Option<(Why, u64)>,
    /// The number of its last row.
    pub(super) last: Option<i64>,
}

impl Kept {
    /// The name of its file.
    pub fn file(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    pub fn is_sealed(&self) -> bool {
        self.file().ends_with(SEALED)
    }

    pub fn why(&self) -> Why {
        let named = || {
            Why::ALL
                .into_iter()
                .find(|why| self.file().starts_with(why.prefix()) && *why == Why::Restore)
        };
        self.says.map_or_else(|| named().unwrap_or_default(), |(why, _)| why)
    }
}

/// What lies in both places, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    pub here: Vec<Kept>,
    pub there: Vec<Kept>,
    /// Whether the second place can be reached.
    pub is_reached: bool,
}

/// The newest backup of a data folder whose database cannot be read.
pub fn newest(data: &Path) -> Option<Kept> {
    let shelf = Shelf {
        data: data.to_owned(),
        sealing: None,
    };
    shelf.here().into_iter().next()
}

/// The two places, for a thread.
#[derive(Clone, Debug)]
pub struct Shelf {
    pub(super) data: PathBuf,
    pub(super) sealing: Option<Sealing>,
}

impl Shelf {
    /// What lies there. A place that cannot be read has nothing.
    pub fn list(&self) -> Lists {
        let sealing = self.sealing.as_ref();
        Lists {
            here: self.here(),
            there: sealing.map(Sealing::list).unwrap_or_default(),
            is_reached: sealing.is_some_and(Sealing::is_reached),
        }
    }

    pub(super) fn folder(&self) -> PathBuf {
        self.data.join(FOLDER)
    }

    /// The backups in the data folder, newest first.
    pub(super) fn here(&self) -> Vec<Kept> {
        list(&self.folder(), PLAIN, |path| {
            let note = Store::open_copy(path, &self.data)
                .and_then(|copy| copy.copy_note())
                .ok()
                .flatten()?;
            Some((note.why, note.entries, note.last))
        })
    }

    /// Removes the files as they were before a repair, and before the station went on without its key, once nobody can want anything
    /// out of them any more: they hold what was cleared since.
    pub(super) fn remove_originals(&self, now: Moment) -> Result<(), Error> {
        let files = fs::read_dir(&self.data).into_iter().flatten().flatten();
        for file in files {
            let name = file.file_name().to_string_lossy().into_owned();
            let since = original_since(&name).or_else(|| (name == ASIDE).then(|| changed(&file.path())).flatten());
            if since.is_some_and(|since| now.secs_since(since) >= ORIGINALS_SECS) {
                remove(&file.path())?;
            }
        }
        Ok(())
    }

    /// Removes what a program that was killed left of a backup, a restore or a drill; answers whether a backup was among it. Nothing
    /// of that kind may be at work meanwhile.
    pub fn sweep(&self) -> bool {
        let parts = |folder: &Path| {
            let files = fs::read_dir(folder).into_iter().flatten().flatten();
            files
                .filter(|file| file.file_name().to_string_lossy().contains(PART))
                .map(|file| file.path())
                .collect()
        };
        let (here, beside): (Vec<PathBuf>, Vec<PathBuf>) = (parts(&self.folder()), parts(&self.data));
        for part in here.iter().chain(&beside) {
            let removed = if part.is_dir() {
                fs::remove_dir_all(part)
            } else {
                fs::remove_file(part)
            };
            if let Err(error) = removed {
                tracing::warn!(%error, "what was left of a backup cannot be removed");
            }
        }
        !here.is_empty()
    }
}

/// The backups of a folder by their names, newest first; `read` looks into one.
pub(super) fn list(folder: &Path, ending: &str, read: impl Fn(&Path) -> Option<(Why, u64, i64)>) -> Vec<Kept> {
    let Ok(files) = fs::read_dir(folder) else { return Vec::new() };
    let mut kept: Vec<Kept> = files
        .flatten()
        .filter_map(|file| {
            let name = file.file_name().to_string_lossy().into_owned();
            let stem = name.strip_suffix(ending)?;
            let stamp = Why::ALL.iter().find_map(|why| stem.strip_prefix(why.prefix()))?;
            let (path, read) = (file.path(), read(&file.path()));
            Some(Kept {
                at: thinning::from_stamp(stamp)?,
                bytes: file.metadata().ok()?.len(),
                says: read.map(|(why, entries, _)| (why, entries)),
                last: read.map(|(.., last)| last),
                path,
            })
        })
        .collect();
    kept.sort_by(|one, other| (other.at, &other.path).cmp(&(one.at, &one.path)));
    kept
}

/// The name of a damaged file as it was before a repair.
pub(super) fn original_name(now: Moment) -> String {
    format!("{ORIGINAL}{}{PLAIN}", thinning::stamp(now))
}

/// When a file was kept before a repair, or its log; `None` for any other name.
fn original_since(name: &str) -> Option<Moment> {
    let stamp = name.strip_prefix(ORIGINAL)?.split(PLAIN).next()?;
    thinning::from_stamp(stamp)
}

/// When a file was changed last.
fn changed(path: &Path) -> Option<Moment> {
    let changed = fs::metadata(path).ok()?.modified().ok()?;
    let since = changed.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some(Moment(i64::try_from(since.as_millis()).ok()?))
}

/// Deletes what need not stay.
pub(super) fn thin(kept: &[Kept], zone: Zone, now: Moment) -> Result<(), Error> {
    let backups: Vec<_> = kept.iter().map(|kept| (kept.at, kept.why())).collect();
    let stays = thinning::stays(&backups, zone, now);
    for (kept, _) in kept.iter().zip(stays).filter(|(_, stays)| !stays) {
        remove(&kept.path)?;
    }
    Ok(())
}

/// Deletes a file; one that is gone already is no fault.
pub(super) fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
        Ok(()) | Err(_) => Ok(()),
    }
}
