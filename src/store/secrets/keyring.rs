//! The keyring of this PC: the Secret Service on Linux, the Credential Manager on Windows.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use keyring::{Entry, Error};

use super::vault::{KeyringFault, Vault};

/// How long it may take to answer: a service that waits for somebody to unlock it would hold up the gate.
const LIMIT: Duration = Duration::from_secs(2);
const SERVICE: &str = "gatehouse";

/// The keyring of whoever is signed in to this PC.
#[derive(Clone, Copy, Debug)]
pub struct PcKeyring;

impl Vault for PcKeyring {
    fn get(&self, name: &str) -> Result<Option<String>, KeyringFault> {
        let name = name.to_owned();
        within(LIMIT, move || match Entry::new(SERVICE, &name)?.get_password() {
            Err(Error::NoEntry) => Ok(None),
            got => got.map(Some),
        })
    }

    fn set(&self, name: &str, secret: &str) -> Result<(), KeyringFault> {
        let (name, secret) = (name.to_owned(), secret.to_owned());
        within(LIMIT, move || Entry::new(SERVICE, &name)?.set_password(&secret))
    }

    fn remove(&self, name: &str) -> Result<(), KeyringFault> {
        let name = name.to_owned();
        within(LIMIT, move || match Entry::new(SERVICE, &name)?.delete_credential() {
            Err(Error::NoEntry) => Ok(()),
            removed => removed,
        })
    }
}

/// Asks in a thread. One that never answers is left behind.
fn within<T: Send + 'static>(limit: Duration, ask: impl FnOnce() -> keyring::Result<T> + Send + 'static) -> Result<T, KeyringFault> {
    let (send, receive) = mpsc::channel();
    let thread = thread::Builder::new().name("keyring".to_owned()).spawn(move || {
        // Nobody waits for an answer that comes too late.
        send.send(ask()).unwrap_or_default();
    });
    thread.map_err(|_no_thread| KeyringFault::Slow)?;
    match receive.recv_timeout(limit) {
        Ok(answer) => answer.map_err(|error| fault(&error)),
        Err(RecvTimeoutError::Timeout) => Err(KeyringFault::Slow),
        // A library that gives up is none.
        Err(RecvTimeoutError::Disconnected) => Err(KeyringFault::NoService),
    }
}

/// What it says is not passed on: it may hold what was to be kept.
fn fault(error: &Error) -> KeyringFault {
    match error {
        Error::NoStorageAccess(_) => KeyringFault::Locked,
        Error::NoEntry
        | Error::BadEncoding(_)
        | Error::BadDataFormat(..)
        | Error::BadStoreFormat(_)
        | Error::TooLong(..)
        | Error::Ambiguous(_) => KeyringFault::Differs,
        // Whatever a later library may say is no keyring that can be used.
        Error::NoDefaultStore | Error::PlatformFailure(_) | Error::Invalid(..) | Error::NotSupportedByStore(_) | _ => {
            KeyringFault::NoService
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyring_that_hangs_is_not_waited_for() {
        let (end, never) = mpsc::channel::<()>();
        let answer = within(Duration::from_millis(1), move || {
            never.recv().unwrap_or_default();
            Ok(())
        });
        assert_eq!(answer, Err(KeyringFault::Slow));
        drop(end);
    }

    #[test]
    fn what_a_keyring_says_has_a_sentence() {
        let answers = [
            (Error::NoDefaultStore, KeyringFault::NoService),
            (Error::NoStorageAccess("locked".into()), KeyringFault::Locked),
            (Error::BadEncoding(b"secret".to_vec()), KeyringFault::Differs),
        ];
        for (error, said) in answers {
            assert_eq!(within(LIMIT, move || Err::<(), _>(error)), Err(said));
        }
        assert_eq!(within(LIMIT, || Ok(7)), Ok(7));
    }
}
