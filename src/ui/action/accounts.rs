//! What is asked for about accounts, signing in, stepping up.

use std::fmt;

use uuid::Uuid;

use crate::station::{NewAccount, NewReading};

/// A PIN or passphrase on its way to be checked; no log shows it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// Something to be done about accounts, signing in, stepping up.
#[derive(Clone, Debug, PartialEq)]
pub enum AccountsAsked {
    /// The page of the settings where they stand.
    Open,
    /// Nobody is at the desk, or somebody else comes.
    Lock,
    SignIn {
        account: Uuid,
        secret: Secret,
    },
    /// Somebody has chosen their own.
    Renew(Secret),
    /// The passphrase once more, for what was asked before.
    StepUp(Secret),
    /// What was asked before is left.
    Leave,
    /// A reading at a desk where nobody is signed in.
    Record(NewReading),
    Make {
        new: NewAccount,
        secret: Secret,
    },
    /// Without a secret they keep theirs.
    Change {
        account: Uuid,
        new: NewAccount,
        secret: Option<Secret>,
    },
    Reset {
        account: Uuid,
        secret: Secret,
    },
    Retire(Uuid),
    /// After so many minutes without anybody the station is locked.
    Idle(u32),
}
