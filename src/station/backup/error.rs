//! What can go wrong with backups. The database and what was recorded are never touched by it.

use std::io;

use crate::exchange::sealed::SealedError;
use crate::store::StoreError;

#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("this is no backup of this program")]
    NotABackup,
    /// Of another station; its place and name.
    #[error("a backup of another station: {0}")]
    Foreign(String),
    #[error("a newer program made this backup")]
    Newer,
    #[error("the backup is damaged")]
    Damaged,
    /// A chain in it does not hold, from this number on.
    #[error("a chain of the backup does not hold")]
    Chain,
    /// What is sealed in it cannot be opened: another folder's, or from before a new key took over here.
    #[error("the field key here is not the one that sealed it")]
    OtherKey,
    #[error("sealed for other keys")]
    SealedForOthers,
    /// What was typed, or stands in the file, is no recovery key.
    #[error("this is no recovery key")]
    Key,
    #[error("there is no backup")]
    Nothing,
    /// A stick that is not in, a share that is not reached.
    #[error("the second place is not there")]
    SecondMissing,
    #[error("the second place cannot be used: {0}")]
    SecondIo(io::Error),
    /// Something was saved while the copy from before the restore was made.
    #[error("something was written meanwhile")]
    Meanwhile,
    /// Nothing can be read from the damaged file, and there is no backup.
    #[error("nothing can be saved")]
    NothingSaved,
}

impl BackupError {
    /// The stable code, also the tail of the language key that says it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotABackup => "backup-not-a-backup",
            Self::Foreign(_) => "backup-foreign",
            Self::Newer => "backup-newer",
            Self::OtherKey => "backup-other-key",
            Self::Damaged => "backup-damaged",
            Self::Chain => "backup-chain",
            Self::SealedForOthers => "backup-sealed-for-others",
            Self::Key => "backup-key",
            Self::Nothing => "backup-nothing",
            Self::SecondMissing => "backup-second-missing",
            Self::SecondIo(_) => "backup-second-io",
            Self::Meanwhile => "backup-meanwhile",
            Self::NothingSaved => "backup-nothing-saved",
        }
    }

    /// The facts that its sentence names, by the names they have there.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Foreign(station) => vec![("station", station.clone())],
            Self::SecondIo(error) => vec![("detail", error.to_string())],
            Self::NotABackup
            | Self::Newer
            | Self::OtherKey
            | Self::Damaged
            | Self::Chain
            | Self::SealedForOthers
            | Self::Key
            | Self::Nothing
            | Self::SecondMissing
            | Self::Meanwhile
            | Self::NothingSaved => Vec::new(),
        }
    }
}

/// What is wrong with a file that somebody wants to put back.
pub(super) fn of_file(error: StoreError) -> crate::station::Error {
    if matches!(error, StoreError::TooNew) {
        BackupError::Newer.into()
    } else if matches!(error, StoreError::TooOld) {
        BackupError::NotABackup.into()
    } else if matches!(error, StoreError::Damaged(_)) {
        BackupError::Damaged.into()
    } else if matches!(error, StoreError::Sealed(_)) {
        BackupError::OtherKey.into()
    } else {
        error.into()
    }
}

impl From<SealedError> for crate::station::Error {
    fn from(error: SealedError) -> Self {
        match error {
            SealedError::NotSealed => BackupError::NotABackup.into(),
            SealedError::ForOthers => BackupError::SealedForOthers.into(),
            SealedError::TooNew => BackupError::Newer.into(),
            SealedError::Damaged => BackupError::Damaged.into(),
            SealedError::Io(error) => StoreError::from(error).into(),
        }
    }
}
