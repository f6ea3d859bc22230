//! A disk in memory for SQLite: it fails when it is told to, and its power can be cut after any operation.
//!
//! The crate of the program forbids `unsafe`, and SQLite asks for a table of C functions; so this is a crate of its own, and it is only
//! a part of the tests. What is on a [`Disk`] is what SQLite opens below its folder; everything else stays where it was.
//!
//! - [`log`]: what was done to the files, and what is left of it when the power goes.
//! - [`medium`]: the files, and the fault that waits.
//! - `vfs`: how SQLite comes here.

pub mod log;
pub mod medium;
mod vfs;

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use log::{Image, Log, Op};
pub use medium::{Fault, Kind, Trouble};

use medium::Medium;

/// The files of one folder, in memory for as long as this is there.
#[derive(Debug)]
pub struct Disk {
    folder: String,
    medium: Arc<Mutex<Medium>>,
}

impl Disk {
    /// Takes over what SQLite opens below a folder, which must exist.
    pub fn at(folder: &Path) -> io::Result<Self> {
        let folder = std::fs::canonicalize(folder)?.to_string_lossy().into_owned();
        let medium = Arc::default();
        vfs::mount(&folder, &medium).map_err(io::Error::other)?;
        Ok(Self { folder, medium })
    }

    fn medium(&self) -> MutexGuard<'_, Medium> {
        held(&self.medium)
    }

    /// What is on the disk now, as if everything had been synced.
    pub fn image(&self) -> Image {
        self.medium().image()
    }

    /// Puts files onto the disk instead of those that are there. Nothing may be open.
    pub fn load(&self, image: Image) -> io::Result<()> {
        self.medium().load(image)
    }

    /// From now on operations are written down; what is there counts as synced.
    pub fn watch(&self) {
        self.medium().watch();
    }

    /// What was done since [`Self::watch`].
    pub fn log(&self) -> Log {
        self.medium().log()
    }

    /// Writes down what happened outside.
    pub fn note(&self, op: Op) {
        self.medium().note("", || op);
    }

    /// Lets an operation fail; `None` mends the disk.
    pub fn fail(&self, fault: Option<Fault>) {
        self.medium().fail(fault);
    }

    /// How often the fault has struck.
    pub fn struck(&self) -> u32 {
        self.medium().struck()
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        vfs::unmount(&self.folder);
    }
}

/// A medium is whole after every operation, so whoever panicked while holding it has left nothing half done.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
