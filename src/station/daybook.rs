//! The daybook: notes are written, corrected and read back here; what each area permits stands with its methods.

use super::{Done, Error, Station};
use crate::domain::daybook::{Daybook, Noted, Struck};
use crate::domain::entry::{Entry, EntryId};
use crate::store;

impl Station {
    /// Everything in the daybook.
    pub fn daybook(&self) -> Result<Daybook, Error> {
        let mut daybook = Daybook::default();
        store::daybook::each(&self.store, |note| daybook.take(&note))?;
        Ok(daybook)
    }

    /// Notes something in the daybook, in place of another note where it corrects one.
    pub(super) fn note(&mut self, noted: Noted, corrects: Option<EntryId>) -> Result<Done<()>, Error> {
        self.write(&Entry::Noted(noted), corrects)
    }

    /// Takes a note back; both stay in the journal.
    pub fn strike(&mut self, note: EntryId, reason: &str) -> Result<Done<()>, Error> {
        let struck = Struck {
            reason: reason.trim().to_owned(),
        };
        self.note(Noted::Struck(struck), Some(note))
    }
}
