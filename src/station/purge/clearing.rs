//! The clearing itself: begun as an entry, then a slice at a time.

use std::io::ErrorKind;
use std::time::Duration;

use super::Purging;
use crate::domain::audit::Purged;
use crate::domain::entry::Entry;
use crate::domain::privacy::{Requested, Wish};
use crate::domain::rights::Right;
use crate::station::{Done, Error, Station};

/// How long a slice takes at most, so that nobody at the gate waits.
const SLICE: Duration = Duration::from_millis(20);

/// Where the window puts pages to print, and pictures of charts: they can be made again.
const PRINTED: &str = "print";
const PICTURES: &str = "pictures";

impl Station {
    /// Writes down that what is due is cleared, and by whose wish; only then may it go. `NothingToWrite` where nothing is due,
    /// `Stopped` where another file has taken the place of the one that was looked through.
    pub fn begin_purge(&mut self, purging: &mut Purging) -> Result<Done<()>, Error> {
        if purging.by_night && self.settings().privacy.at_night {
            self.by_itself()?;
        } else {
            self.need(Right::Purge)?;
        }
        self.is_of_this_file(purging)?;
        if purging.steps == 0 {
            return Err(Error::NothingToWrite);
        }
        let what = purging.preview.due.iter();
        let what = what
            .map(|(category, until, count)| (category.key().to_owned(), *until, *count))
            .collect();
        let wish = purging.wished.map(|person| {
            Entry::from(Requested {
                person,
                wish: Wish::Delete,
                note: String::new(),
            })
        });
        let done = self.write_all(wish.into_iter().chain([Entry::from(Purged { what })]).collect())?;
        purging.begun = true;
        self.owe_renewed_backup()?;
        Ok(done)
    }

    /// A plan names rows by their numbers in the file. One that was put in its place has others, and goes on under another chain.
    fn is_of_this_file(&self, purging: &Purging) -> Result<(), Error> {
        (purging.chain == self.card().chain).then_some(()).ok_or(Error::Stopped)
    }

    /// Clears a slice of what was begun. Answers whether there is more.
    pub fn purge_slice(&mut self, purging: &mut Purging) -> Result<bool, Error> {
        if !purging.begun {
            return Err(Error::NotAllowed(Right::Purge));
        }
        self.is_of_this_file(purging)?;
        Ok(self.store.purge(&mut purging.plan, SLICE)?)
    }

    /// Clears what waits beside the journal and what was printed here, and empties the log of the database. Answers whether it could;
    /// not while somebody reads.
    pub fn finish_purge(&mut self, purging: &Purging) -> Result<bool, Error> {
        if !purging.begun {
            return Err(Error::NotAllowed(Right::Purge));
        }
        self.store.purge_beside(&|link| purging.is_due(link))?;
        self.clear_traces()
    }

    /// Clears what was printed here, and empties the log: also after a kill, see [`Station::owes_renewed_backup`].
    pub fn clear_traces(&mut self) -> Result<bool, Error> {
        for folder in [PRINTED, PICTURES] {
            match std::fs::remove_dir_all(self.store.folder().join(folder)) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(Error::Store(error.into())),
                Ok(()) | Err(_) => {}
            }
        }
        self.empty_log()
    }

    /// Empties the log of the database, in which what was cleared would stand for a while. Answers whether it could.
    pub fn empty_log(&mut self) -> Result<bool, Error> {
        Ok(self.store.empty_log()?)
    }

    /// Clears all of it at once, and writes the file anew: for the command line, where nobody waits at a gate.
    pub fn purge_now(&mut self, purging: &mut Purging) -> Result<Done<()>, Error> {
        let done = self.begin_purge(purging)?;
        while self.purge_slice(purging)? {}
        self.finish_purge(purging)?;
        self.store.compact()?;
        Ok(done)
    }
}
