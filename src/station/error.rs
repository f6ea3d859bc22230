//! Why something was not done. Nothing was written, and what was typed is still the caller's.

use crate::store::StoreError;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("a name is missing")]
    NameMissing,
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
            Self::AlreadyOpened => "already-opened",
            Self::SettingsContradict => "settings-contradict",
            Self::UnknownPerson => "unknown-person",
            Self::NotWithdrawable => "not-withdrawable",
        }
    }
}
