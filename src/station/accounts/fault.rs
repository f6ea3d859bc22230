//! Why somebody is not signed in, or an account is not changed.

use crate::domain::account::SecretFault;
use crate::domain::rights::Right;

/// Why somebody is not signed in, or an account is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AccountFault {
    /// The passphrase has to be given once more for this.
    #[error("the passphrase is asked for once more")]
    StepUp(Right),
    #[error("nobody is signed in")]
    SignInFirst,
    /// What they have was chosen by somebody else: the window asks for one of their own.
    #[error("a PIN or passphrase of their own has to be chosen first")]
    RenewFirst,
    #[error("this is not the PIN or passphrase of that account")]
    WrongSecret,
    /// So many seconds have to pass after failures.
    #[error("seconds to wait: {0}")]
    BackOff(i64),
    #[error("too many failures in a row")]
    TooManyFailures,
    #[error("no PIN or passphrase")]
    Secret(SecretFault),
    #[error("the first account is a supervisor's")]
    FirstSupervisor,
    #[error("the last supervisor stays")]
    LastSupervisor,
    #[error("no such account")]
    Unknown,
    #[error("somebody has that name")]
    NameTaken,
    #[error("somebody has that badge")]
    BadgeTaken,
    /// A PIN is no passphrase: with another kind of role comes another secret.
    #[error("the role asks for another kind of secret")]
    OtherSecret,
}

impl AccountFault {
    pub fn code(self) -> &'static str {
        match self {
            Self::StepUp(_) => "step-up",
            Self::SignInFirst => "sign-in-first",
            Self::RenewFirst => "renew-first",
            Self::WrongSecret => "wrong-secret",
            Self::BackOff(_) => "back-off",
            Self::TooManyFailures => "too-many-failures",
            Self::Secret(fault) => fault.code(),
            Self::FirstSupervisor => "first-supervisor",
            Self::LastSupervisor => "last-supervisor",
            Self::Unknown => "unknown-account",
            Self::NameTaken => "account-name-taken",
            Self::BadgeTaken => "account-badge-taken",
            Self::OtherSecret => "other-secret",
        }
    }

    /// What its sentence names.
    pub fn facts(self) -> Vec<(&'static str, String)> {
        match self {
            Self::BackOff(seconds) => vec![("seconds", seconds.to_string())],
            Self::StepUp(_)
            | Self::SignInFirst
            | Self::RenewFirst
            | Self::WrongSecret
            | Self::TooManyFailures
            | Self::Secret(_)
            | Self::FirstSupervisor
            | Self::LastSupervisor
            | Self::Unknown
            | Self::NameTaken
            | Self::BadgeTaken
            | Self::OtherSecret => Vec::new(),
        }
    }
}
