//! The second place: a stick, a disk or a share, where every backup goes sealed. Whoever finds it can read nothing.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::BackupError;
use super::making::{part_in, sealed_name};
use super::shelf::{self, Kept, SEALED};
use super::{Making, Remembered, Second};
use crate::domain::audit::Exported;
use crate::domain::day::{Moment, Zone};
use crate::domain::peer::{Level, Relation};
use crate::domain::rights::Right;
use crate::domain::thinning::Why;
use crate::exchange::sealed::{self, RecoveryKey};
use crate::station::{Error, Station};
use crate::store::backup::Note;
use crate::store::{StoreError, journal, sync};

/// For whom backups are sealed there, and what opens them here.
#[derive(Clone, Debug)]
pub struct Sealing {
    pub(super) folder: PathBuf,
    pub(super) recipients: Vec<String>,
    pub(super) keys: Vec<RecoveryKey>,
    /// What is older is deleted.
    pub(super) renewed: Option<Moment>,
}

/// What is put on paper once and kept by nobody else: whoever has it and a sealed backup has the data.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryPaper {
    /// `AGE-SECRET-KEY-1…`
    pub text: String,
    pub folder: PathBuf,
}

impl std::fmt::Debug for RecoveryPaper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryPaper")
    }
}

impl Second {
    /// Remembers how it went there.
    pub(super) fn note(&mut self, outcome: &Result<(), Error>, now: Moment) {
        match outcome {
            Ok(()) => (self.done, self.failed) = (Some(now), None),
            Err(error) => self.failed = Some(error.code().to_owned()),
        }
    }
}

impl Sealing {
    /// Whether the folder that was made there is there: a stick that is not in has none, and none is made in its stead.
    pub(super) fn is_reached(&self) -> bool {
        self.folder.is_dir()
    }

    /// The sealed copies there, newest first.
    pub(super) fn list(&self) -> Vec<Kept> {
        shelf::list(&self.folder, SEALED, |path| {
            let cover = sealed::read_cover(path, &self.keys).ok()?;
            Some((cover.why, cover.entries, 0))
        })
    }

    /// Seals a backup there, reads it back, and then deletes what need not stay.
    pub(super) fn run(&self, data: &Path, kept: &Kept, (zone, now): (Zone, Moment)) -> Result<(), Error> {
        if !self.is_reached() {
            return Err(BackupError::SecondMissing.into());
        }
        let path = self.folder.join(sealed_name(kept));
        if !path.exists() {
            self.put(data, kept, &path).map_err(of_place)?;
        }
        let there = self.list();
        let (gone, stay): (Vec<_>, Vec<_>) = there
            .into_iter()
            .partition(|kept| self.renewed.is_some_and(|renewed| is_from_before(kept, renewed)));
        for kept in gone {
            shelf::remove(&kept.path).map_err(|error| of_place(error.into()))?;
        }
        shelf::thin(&stay, zone, now).map_err(of_place)
    }

    fn put(&self, data: &Path, kept: &Kept, path: &Path) -> Result<(), Error> {
        let out = part_in(&self.folder)?;
        let (why, entries) = kept.says.unwrap_or_default();
        let note = Note {
            made: kept.at,
            why,
            entries,
            last: 0,
        };
        self.seal(data, &kept.path, &note, out.as_file())?;
        sealed::open(out.path(), &self.keys, &mut io::sink())?;
        out.persist(path).map_err(|failed| StoreError::from(failed.error))?;
        Ok(sync(&self.folder)?)
    }
}

/// Whether a copy is from before a purge. Its name says when it was made to the second only: of that second the copy that came of the
/// purge stays.
fn is_from_before(kept: &Kept, renewed: Moment) -> bool {
    kept.at.plus_secs(1) <= renewed || kept.at <= renewed && kept.why() != Why::Purge
}

/// What the disk says about the second place is said of that.
fn of_place(error: Error) -> Error {
    let said = if matches!(error, Error::Store(StoreError::DiskFull)) {
        io::ErrorKind::StorageFull.into()
    } else if matches!(error, Error::Store(StoreError::ReadOnly)) {
        io::ErrorKind::PermissionDenied.into()
    } else if let Error::Store(StoreError::Io(error)) = error {
        error
    } else {
        return error;
    };
    BackupError::SecondIo(said).into()
}

impl Making {
    /// Whether the newest backup lacks a copy in the second place, which can be reached: a stick that has come back.
    pub fn catches_up(&self) -> Option<Result<(), Error>> {
        let sealing = self.shelf.sealing.as_ref().filter(|sealing| sealing.is_reached())?;
        let here = self.shelf.here();
        let newest = here.first()?;
        let is_there = sealing.folder.join(sealed_name(newest)).exists();
        (!is_there).then(|| sealing.run(&self.shelf.data, newest, (self.zone, self.now)))
    }
}

impl Station {
    /// For whom backups are sealed: this station, headquarters, and the recovery key.
    pub(super) fn sealing(&self, second: &Second, renewed: Option<Moment>) -> Result<Sealing, Error> {
        let above = self
            .peers()?
            .into_iter()
            .filter(|peer| peer.relation == Relation::Above && peer.revoked.is_none());
        let own = self.secrets.as_ref().map(|secrets| secrets.keys().seal);
        let recovery = Some(second.recovery.clone()).filter(|key| !key.is_empty());
        Ok(Sealing {
            folder: second.folder.clone(),
            recipients: own
                .into_iter()
                .chain(above.map(|peer| peer.card.keys.seal))
                .chain(recovery)
                .collect(),
            keys: self.opening_keys(None)?,
            renewed,
        })
    }

    /// Backups go to a second place from now on: into a folder that is made there for this station. Answers with the recovery key,
    /// which is new each time and kept nowhere: it has to be put on paper.
    ///
    /// Errors: `SecondMissing` where the folder is not there, `SecondIo` where nothing can be written there.
    pub fn set_second_place(&mut self, folder: &Path) -> Result<RecoveryPaper, Error> {
        self.need(Right::Restore)?;
        if self.secrets.is_none() {
            return Err(Error::NoKeys);
        }
        if !folder.is_dir() {
            return Err(BackupError::SecondMissing.into());
        }
        let folder = folder.join(self.second_name());
        fs::create_dir_all(&folder).map_err(BackupError::SecondIo)?;
        part_in(&folder).map_err(|error| of_place(error.into()))?;
        let key = RecoveryKey::make();
        let second = Second {
            folder: folder.clone(),
            recovery: key.recipient(),
            ..Second::default()
        };
        let remembered = Remembered {
            second: Some(second),
            ..self.remembered_backups()?
        };
        self.remember_backups(&remembered)?;
        Ok(RecoveryPaper { text: key.text(), folder })
    }

    /// Nothing goes to a second place any more; what lies there stays.
    pub fn drop_second_place(&mut self) -> Result<(), Error> {
        self.need(Right::Restore)?;
        let remembered = Remembered {
            second: None,
            ..self.remembered_backups()?
        };
        self.remember_backups(&remembered)
    }

    /// Remembers how it went in the second place by itself.
    pub fn note_second(&mut self, outcome: &Result<(), Error>) -> Result<(), Error> {
        let (now, mut remembered) = (self.now(), self.remembered_backups()?);
        if let Some(second) = &mut remembered.second {
            second.note(outcome, now);
        }
        self.remember_backups(&remembered)
    }

    /// `gatehouse-南门-0af3`: several stations may share a place, and two may have one name.
    fn second_name(&self) -> String {
        let name: String = self
            .card()
            .station
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .take(24)
            .collect();
        let chain = self.card().chain.simple().to_string();
        format!("gatehouse-{name}-{}", &chain[chain.len().saturating_sub(4)..])
    }

    /// A backup that goes into a file of somebody's own; sealed, it is for this station and for headquarters. One that is not lets
    /// whoever finds it read names: it leaves like any list of them.
    pub fn plan_copy(&mut self, is_sealed: bool) -> Result<Making, Error> {
        if is_sealed {
            self.need(Right::BackUp)?;
        } else {
            self.need(Right::ExportNames)?;
            self.note_out(Exported {
                what: "backup".to_owned(),
                format: "db".to_owned(),
                level: Level::Full,
                purpose: String::new(),
                rows: journal::count(&self.store)?,
            })?;
        }
        let mut making = self.plan_backup(Why::ByHand)?;
        if making.shelf.sealing.is_none() && self.secrets.is_some() {
            making.shelf.sealing = Some(self.sealing(&Second::default(), None)?);
        }
        Ok(making)
    }
}
