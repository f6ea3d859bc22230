//! Why something was not done. Nothing was written, and what was typed is still the caller's.

use crate::domain::names::NameError;
use crate::store::StoreError;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("a name is missing")]
    NameMissing,
    #[error(transparent)]
    Name(#[from] NameError),
    #[error("another person carries this badge")]
    BadgeTaken,
    #[error("there is a station in this folder already")]
    AlreadyOpened,
    #[error("the settings contradict each other")]
    SettingsContradict,
    #[error("nobody by that id is known here")]
    UnknownPerson,
    /// The last entry cannot be taken back: it is no line of the register, or it has been taken back already.
    #[error("this entry cannot be taken back")]
    NotWithdrawable,
}

impl Error {
    /// The stable code, also the tail of the language key that says it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Store(error) => error.code(),
            Self::NameMissing => "name-missing",
            Self::Name(NameError::TooShort) => "name-short",
            Self::Name(NameError::TooLong) => "name-long",
            Self::Name(NameError::Character { .. }) => "name-character",
            Self::Name(NameError::NoLetters) => "name-letters",
            Self::BadgeTaken => "badge-taken",
            Self::AlreadyOpened => "already-opened",
            Self::SettingsContradict => "settings-contradict",
            Self::UnknownPerson => "unknown-person",
            Self::NotWithdrawable => "not-withdrawable",
        }
    }

    /// The facts that its sentence names, by the names they have there.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Name(NameError::Character { position }) => vec![("position", position.to_string())],
            Self::Store(error) => vec![("detail", error.detail())],
            Self::Name(NameError::TooShort | NameError::TooLong | NameError::NoLetters)
            | Self::NameMissing
            | Self::AlreadyOpened
            | Self::BadgeTaken
            | Self::SettingsContradict
            | Self::UnknownPerson
            | Self::NotWithdrawable => Vec::new(),
        }
    }
}
