//! Backups (备份): copies of the database in the data folder and, sealed, in a second place; each proved before an older one goes.
//!
//! What takes long is a value that a thread runs beside the station: [`Shelf`] lists, [`Making`] copies, [`Restoring`] looks at what
//! is to be put back. The station only plans it and remembers what came of it.

mod drill;
mod error;
mod making;
mod repair;
mod restore;
mod second;
mod shelf;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use drill::Drilled;
pub use error::BackupError;
pub use making::{Made, Making, copy_before_climb, copy_to, is_to_be_sealed};
pub use repair::{Gap, Repaired, repair};
pub use restore::{Lost, Prepared, Restoring, restore_into};
pub use second::{RecoveryPaper, Sealing};
pub use shelf::{FOLDER, Kept, Lists, Shelf, newest};

use super::{Error, Station};
use crate::domain::day::Moment;
use crate::domain::rights::Right;
use crate::domain::thinning::{self, Age, Why};
use crate::exchange::sealed::RecoveryKey;
use crate::store::{journal, things};

const REMEMBERED: &str = "backups";

/// What this PC remembers of its backups. No part of the record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Remembered {
    /// The code of the last attempt, where it failed.
    pub failed: Option<String>,
    pub second: Option<Second>,
    /// How the newest backup was last proved.
    pub drilled: Option<Drilled>,
    /// Copies from before this purge are deleted wherever they are still found.
    renewed: Option<Moment>,
    /// Whether something was cleared that older copies still hold.
    pub is_owed: bool,
}

/// The second place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Second {
    /// The folder that this station made there.
    pub folder: PathBuf,
    /// The half of the recovery key that is kept: what is sealed for it.
    recovery: String,
    pub done: Option<Moment>,
    pub failed: Option<String>,
}

/// What the screens show of backups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BackupView {
    pub lists: Lists,
    pub remembered: Remembered,
    /// Whether something was written since the last one.
    pub is_written: bool,
    /// Whether the lists were read: until then nothing is said of their age.
    pub is_read: bool,
}

impl BackupView {
    /// When the newest backup in the data folder was made.
    pub fn last(&self) -> Option<Moment> {
        self.lists.here.first().map(|kept| kept.at)
    }

    /// How old the newest one is, and [`Age::TooOld`] where the last attempt failed; `None` where nothing is known yet.
    pub fn age(&self, now: Moment) -> Option<Age> {
        if self.remembered.failed.is_some() {
            return Some(Age::TooOld);
        }
        thinning::age(self.last().filter(|_| self.is_read), self.is_written, now)
    }

    /// Whether somebody should prove the newest one.
    pub fn is_drill_due(&self, now: Moment) -> bool {
        let drilled = self.remembered.drilled.as_ref().map(|drilled| drilled.at);
        thinning::is_drill_due(drilled, self.lists.here.last().map(|kept| kept.at), now)
    }
}

impl Station {
    fn remembered_backups(&self) -> Result<Remembered, Error> {
        let kept = things::preference(&self.store, REMEMBERED)?;
        Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default())
    }

    fn remember_backups(&self, remembered: &Remembered) -> Result<(), Error> {
        if self.remembered_backups()? == *remembered {
            return Ok(());
        }
        let text = serde_json::to_string(remembered).map_err(|error| Error::Store(std::io::Error::from(error).into()))?;
        Ok(things::prefer(&self.store, REMEMBERED, &text)?)
    }

    /// Where backups lie, for a thread.
    pub fn shelf(&self) -> Result<Shelf, Error> {
        let remembered = self.remembered_backups()?;
        let sealing = match &remembered.second {
            Some(second) => Some(self.sealing(second, remembered.renewed)?),
            None => None,
        };
        Ok(Shelf {
            data: self.store.folder().to_owned(),
            sealing,
        })
    }

    /// A backup to be made by a thread beside the station; [`Station::note_backup`] is told what came of it.
    pub fn plan_backup(&self, why: Why) -> Result<Making, Error> {
        Ok(Making {
            shelf: self.shelf()?,
            why,
            now: self.now(),
            zone: self.card().zone,
        })
    }

    /// The same because somebody wants it.
    pub fn plan_backup_by_hand(&mut self) -> Result<Making, Error> {
        self.need(Right::BackUp)?;
        self.plan_backup(Why::ByHand)
    }

    /// The same before a backup is put back: who may not put it back learns it before the copy is made, not after it.
    pub fn plan_backup_before_restore(&mut self) -> Result<Making, Error> {
        self.need(Right::Restore)?;
        self.plan_backup(Why::Restore)
    }

    /// Remembers what came of an attempt. A fault is not the end of anything: recording goes on, and the screens say it.
    pub fn note_backup(&mut self, outcome: &Result<Made, Error>) -> Result<(), Error> {
        let mut remembered = self.remembered_backups()?;
        match outcome {
            Ok(made) => {
                remembered.failed = None;
                remembered.is_owed &= made.kept.why() != Why::Purge;
                if let Some((second, outcome)) = remembered.second.as_mut().zip(made.second.as_ref()) {
                    second.note(outcome, self.now());
                }
            }
            Err(error) => {
                tracing::warn!(code = error.code(), "no backup was made");
                remembered.failed = Some(error.code().to_owned());
            }
        }
        self.remember_backups(&remembered)
    }

    /// Makes a backup before something that cannot be undone. The window has it made by a thread instead.
    pub fn back_up_before(&mut self, why: Why) -> Result<(), Error> {
        let made = self.plan_backup(why)?.run(&|_, _| true);
        self.note_backup(&made)?;
        made.map(drop)
    }

    /// After a purge, or under a new field key: a fresh backup to be made by a thread, which deletes all older ones in both places.
    /// Those on a stick that is not in go when it comes.
    pub fn plan_renewed_backup(&mut self) -> Result<Making, Error> {
        let mut remembered = self.remembered_backups()?;
        (remembered.renewed, remembered.is_owed) = (Some(self.now()), true);
        self.remember_backups(&remembered)?;
        self.plan_backup(Why::Purge)
    }

    /// Remembers that copies hold what is being cleared, until [`Station::plan_renewed_backup`] is carried out: whatever happens
    /// meanwhile, they go.
    pub(super) fn owe_renewed_backup(&self) -> Result<(), Error> {
        let remembered = Remembered {
            is_owed: true,
            ..self.remembered_backups()?
        };
        self.remember_backups(&remembered)
    }

    /// Whether copies hold what was cleared, because clearing was cut short or the fresh backup could not be made.
    pub fn owes_renewed_backup(&self) -> Result<bool, Error> {
        Ok(self.remembered_backups()?.is_owed)
    }

    /// The same, made at once, where no window is at work that makes copies as well.
    pub fn renew_backups(&mut self) -> Result<(), Error> {
        self.shelf()?.sweep();
        let made = self.plan_renewed_backup()?.run(&|_, _| true);
        self.note_backup(&made)?;
        made.map(drop)
    }

    /// Remembers how the newest backup was proved.
    pub fn note_drill(&mut self, drilled: Drilled) -> Result<(), Error> {
        let mut remembered = self.remembered_backups()?;
        remembered.drilled = Some(drilled);
        self.remember_backups(&remembered)
    }

    /// Whether a backup is due; what is on the shelf was listed before.
    pub fn is_backup_due(&self, view: &BackupView) -> bool {
        !self.card().demo && thinning::is_due(view.last(), view.is_written, self.now())
    }

    /// Brings what the screens show up to date, with the lists where they were read anew.
    pub fn follow_backups(&self, view: &mut BackupView, lists: Option<Lists>) -> Result<(), Error> {
        if let Some(lists) = lists {
            (view.lists, view.is_read) = (lists, true);
        }
        view.remembered = self.remembered_backups()?;
        let last = journal::last(&self.store)?;
        view.is_written = view.lists.here.first().is_none_or(|kept| kept.last != Some(last));
        Ok(())
    }

    /// What opens what this station has sealed for itself, and a recovery key that somebody typed.
    fn opening_keys(&self, typed: Option<&str>) -> Result<Vec<RecoveryKey>, Error> {
        let mut keys: Vec<_> = self.secrets.iter().map(RecoveryKey::of).collect();
        if let Some(typed) = typed.filter(|typed| !typed.trim().is_empty()) {
            keys.push(RecoveryKey::read(typed).ok_or(BackupError::Key)?);
        }
        Ok(keys)
    }
}
