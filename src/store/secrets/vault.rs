//! A place that keeps secrets by name, outside the data folder.

use std::io;

/// Why a keyring keeps nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyringFault {
    #[error("there is no keyring on this PC")]
    NoService,
    #[error("the keyring is locked")]
    Locked,
    #[error("the keyring does not answer")]
    Slow,
    #[error("the keyring does not give back what it was given")]
    Differs,
}

impl KeyringFault {
    /// The stable code, also the tail of the language key that says it.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoService => "keyring-none",
            Self::Locked => "keyring-locked",
            Self::Slow => "keyring-slow",
            Self::Differs => "keyring-differs",
        }
    }

    /// The one inside an error of reading or keeping a secret.
    pub fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref::<Self>().copied()
    }
}

impl From<KeyringFault> for io::Error {
    fn from(fault: KeyringFault) -> Self {
        Self::other(fault)
    }
}

/// A place that keeps secrets by name.
pub trait Vault {
    /// `None` where there is none of that name.
    fn get(&self, name: &str) -> Result<Option<String>, KeyringFault>;
    fn set(&self, name: &str, secret: &str) -> Result<(), KeyringFault>;
    fn remove(&self, name: &str) -> Result<(), KeyringFault>;
}

/// A keyring for tests, whole or broken.
#[cfg(test)]
#[derive(Debug, Default)]
pub(super) struct Memory {
    kept: std::cell::RefCell<std::collections::BTreeMap<String, String>>,
    broken: Option<KeyringFault>,
}

#[cfg(test)]
impl Memory {
    pub(super) fn broken(fault: KeyringFault) -> Self {
        Self {
            broken: Some(fault),
            ..Self::default()
        }
    }

    pub(super) fn len(&self) -> usize {
        self.kept.borrow().len()
    }
}

#[cfg(test)]
impl Vault for Memory {
    fn get(&self, name: &str) -> Result<Option<String>, KeyringFault> {
        Ok(self.kept.borrow().get(name).cloned())
    }

    fn set(&self, name: &str, secret: &str) -> Result<(), KeyringFault> {
        match self.broken {
            // Says that it keeps, and does not.
            Some(KeyringFault::Differs) => Ok(()),
            Some(fault) => Err(fault),
            None => {
                self.kept.borrow_mut().insert(name.to_owned(), secret.to_owned());
                Ok(())
            }
        }
    }

    fn remove(&self, name: &str) -> Result<(), KeyringFault> {
        self.kept.borrow_mut().remove(name);
        Ok(())
    }
}
