//! Making a backup, in any thread, beside whoever writes.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::error::BackupError;
use super::shelf::{self, FOLDER, Kept, Lists, PART, PLAIN, SEALED, Shelf};
use crate::domain::day::{Moment, Zone};
use crate::domain::thinning::{Why, stamp};
use crate::exchange::sealed::{self, Cover};
use crate::station::Error;
use crate::store::backup::Note;
use crate::store::secrets::{self, FIELD_KEY};
use crate::store::{Store, StoreError, sync};

/// The newest copy whose chains do not hold: it is no backup, and better than nothing.
const UNSOUND: &str = "unsound.db";

/// A backup to be made.
#[derive(Clone, Debug)]
pub struct Making {
    pub(super) shelf: Shelf,
    pub(super) why: Why,
    pub(super) now: Moment,
    pub(super) zone: Zone,
}

/// A backup that was made and proved.
#[derive(Debug)]
pub struct Made {
    pub kept: Kept,
    /// How it went in the second place, where there is one.
    pub second: Option<Result<(), Error>>,
}

impl Making {
    /// Copies, proves, and only then deletes what need not stay; then the same, sealed, in the second place. `progress` hears how many
    /// of how many pages are copied, and answers `false` to stop.
    pub fn run(&self, progress: &dyn Fn(u64, u64) -> bool) -> Result<Made, Error> {
        let folder = self.shelf.folder();
        fs::create_dir_all(&folder).map_err(StoreError::from)?;
        let part = part_in(&folder)?;
        let reader = Store::open_reader(&self.shelf.data)?;
        let note = reader
            .copy_into(part.path(), (self.now, self.why), progress)?
            .ok_or(Error::Stopped)?;
        let faults = proved(part.path(), &self.shelf.data)?;
        if faults > 0 {
            // What cannot be right is kept once, and nothing that was right goes for it.
            part.persist(folder.join(UNSOUND))
                .map_err(|failed| StoreError::from(failed.error))?;
            return Err(BackupError::Chain.into());
        }
        let kept = self.put(part, &note)?;
        self.thin_here(&kept)?;
        let second = self.shelf.sealing.as_ref();
        let second = second.map(|sealing| sealing.run(&self.shelf.data, &kept, (self.zone, self.now)));
        Ok(Made { kept, second })
    }

    /// What lies in both places.
    pub fn lists(&self) -> Lists {
        self.shelf.list()
    }

    /// Gives it its name. Of two in one second the later one has the next second.
    fn put(&self, mut part: NamedTempFile, note: &Note) -> Result<Kept, Error> {
        let folder = self.shelf.folder();
        for second in 0..600 {
            let at = self.now.plus_secs(second);
            let path = folder.join(format!("{}{}{PLAIN}", self.why.prefix(), stamp(at)));
            match part.persist_noclobber(&path) {
                Ok(file) => {
                    sync(&folder)?;
                    return Ok(Kept {
                        at,
                        bytes: file.metadata().map_err(StoreError::from)?.len(),
                        says: Some((note.why, note.entries)),
                        last: Some(note.last),
                        path,
                    });
                }
                Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => part = failed.file,
                Err(failed) => return Err(StoreError::from(failed.error).into()),
            }
        }
        Err(StoreError::from(io::Error::from(io::ErrorKind::AlreadyExists)).into())
    }

    fn thin_here(&self, newest: &Kept) -> Result<(), Error> {
        let here = self.shelf.here();
        if self.why != Why::Purge {
            return shelf::thin(&here, self.zone, self.now);
        }
        for older in here.iter().filter(|kept| kept.path != newest.path) {
            shelf::remove(&older.path)?;
        }
        shelf::remove(&self.shelf.folder().join(UNSOUND))?;
        self.shelf.remove_originals(self.now)
    }
}

/// A file that is not whole yet. It is gone when nobody holds it any more.
pub(super) fn part_in(folder: &Path) -> Result<NamedTempFile, StoreError> {
    let named = tempfile::Builder::new().prefix(".gatehouse-").suffix(PART).tempfile_in(folder);
    Ok(named?)
}

/// Recomputes every chain of a copy; answers how many faults were found. One from before the newest step is proved when it has climbed.
fn proved(copy: &Path, data: &Path) -> Result<usize, Error> {
    let copy = Store::open_copy(copy, data)?;
    if copy.is_newest()? {
        Ok(copy.verify_chains()?.faults.len())
    } else {
        Ok(0)
    }
}

/// Copies a file of an older program before it climbs, into the folder of the backups.
pub fn copy_before_climb(data: &Path, now: Moment) -> Result<(), Error> {
    if !crate::store::backup::is_behind(data)? {
        return Ok(());
    }
    let making = Making {
        shelf: Shelf {
            data: data.to_owned(),
            sealing: None,
        },
        why: Why::Climb,
        now,
        zone: Zone::DEFAULT,
    };
    let folder = data.join(FOLDER);
    fs::create_dir_all(&folder).map_err(StoreError::from)?;
    let part = part_in(&folder)?;
    if let Some(note) = Store::copy_before_climb(data, part.path(), now)? {
        making.put(part, &note)?;
    }
    Ok(())
}

/// Whether a file of somebody's own is a sealed copy, by its name.
pub fn is_to_be_sealed(path: &Path) -> bool {
    path.to_string_lossy().ends_with(".age")
}

/// Makes a proved copy in a file of somebody's own, beside whoever writes; sealed where its name ends so. Answers how many entries are
/// in it.
pub fn copy_to(making: &Making, path: &Path) -> Result<u64, Error> {
    let is_sealed = is_to_be_sealed(path);
    let beside = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = beside.map_or_else(|| PathBuf::from("."), Path::to_owned);
    // What is to be sealed does not lie open where it goes.
    let part = part_in(if is_sealed { &making.shelf.data } else { &folder })?;
    let reader = Store::open_reader(&making.shelf.data)?;
    let note = reader.copy_into(part.path(), (making.now, making.why), &|_, _| true)?;
    let note = note.ok_or(Error::Stopped)?;
    if proved(part.path(), &making.shelf.data)? > 0 {
        return Err(BackupError::Chain.into());
    }
    let whole = if is_sealed {
        let sealing = making.shelf.sealing.as_ref().ok_or(Error::NoKeys)?;
        let out = part_in(&folder)?;
        sealing.seal(&making.shelf.data, part.path(), &note, out.as_file())?;
        sealed::open(out.path(), &sealing.keys, &mut io::sink())?;
        out
    } else {
        part
    };
    whole.persist(path).map_err(|failed| StoreError::from(failed.error))?;
    sync(&folder)?;
    Ok(note.entries)
}

impl super::Sealing {
    /// Seals a database with what opens its sealed fields.
    pub(super) fn seal(&self, data: &Path, path: &Path, note: &Note, out: &File) -> Result<(), Error> {
        let field_key = secrets::read(data, FIELD_KEY).map_err(StoreError::from)?;
        // A new key may have taken over since it was copied: what nobody can open is no backup.
        Store::open_copy(path, data)?;
        let cover = Cover {
            field_key,
            entries: note.entries,
            made: note.made,
            why: note.why,
            ..Cover::default()
        };
        let mut database = File::open(path).map_err(StoreError::from)?;
        sealed::seal(&mut database, &cover, &self.recipients, out)?;
        out.sync_all().map_err(|error| StoreError::from(error).into())
    }
}

/// The name of a sealed copy of a backup.
pub(super) fn sealed_name(kept: &Kept) -> String {
    let name = kept.file();
    let stem = name.strip_suffix(PLAIN).unwrap_or(&name);
    format!("{stem}{SEALED}")
}
