//! What leaves the program (导出留痕): permitted first, written down always.

use uuid::Uuid;

use super::out::noted::{self, Note};
use super::{Error, Station};
use crate::domain::audit::Exported;
use crate::domain::entry::{Entry, EntryId};
use crate::store::journal::Stamp;
use crate::store::{self, Access, StoreError};

impl Station {
    /// Writes down that something leaves, before it does; where another program writes, leaves it a note.
    pub fn note_out(&mut self, exported: Exported) -> Result<(), Error> {
        let exported = Exported {
            purpose: noted::purpose(&exported.purpose),
            ..exported
        };
        match self.write(&exported.clone().into(), None) {
            // A medium that nobody can write to keeps no trace of what is saved from it.
            Err(Error::Store(StoreError::ReadOnly)) => Ok(()),
            Err(Error::Store(StoreError::Locked(_))) => {
                let (duty, now) = ((self.card().chain, self.identity.actor), self.now());
                noted::leave(self.store.folder(), duty, now, exported)
            }
            written => written.map(drop),
        }
    }

    /// Leaves a note of what leaves by the command line, for which nobody on duty answers.
    pub fn note_outside(&self, exported: Exported) -> Result<(), Error> {
        if self.store.access() == Access::ReadOnly {
            return Ok(());
        }
        noted::leave(self.store.folder(), (self.card().chain, 0), self.now(), exported)
    }

    /// Takes into the journal what exports beside this program have noted. Answers how many.
    pub fn take_noted(&mut self) -> Result<usize, Error> {
        if self.store.held_by().is_some() {
            return Ok(0);
        }
        let notes = noted::read(self.store.folder());
        let mut fresh = Vec::new();
        for (_, note) in &notes {
            let stamp = self.stamp_of(note);
            if store::journal::entry(&self.store, stamp.id)?.is_none() {
                fresh.push((stamp, Entry::from(note.exported.clone())));
            }
        }
        if !fresh.is_empty() {
            self.write_stamped(&fresh)?;
        }
        for (path, _) in &notes {
            // One that cannot be removed is known by its id the next time.
            if let Err(error) = std::fs::remove_file(path) {
                tracing::warn!(kind = ?error.kind(), "a note that was taken cannot be removed");
            }
        }
        Ok(fresh.len())
    }

    /// The same note gives the same entry, however often it is found.
    fn stamp_of(&self, note: &Note) -> Stamp {
        let (chain, now) = (self.card().chain, self.now());
        let at = note.at.min(now);
        Stamp {
            id: EntryId(Uuid::new_v5(&chain, note.id.as_bytes())),
            at,
            zone_min: self.card().zone.offset_min(at),
            actor: if note.chain == chain { note.actor } else { 0 },
            corrects: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::Moment;
    use crate::domain::peer::Level;
    use crate::station::out::{Codes, ExportAsked, Format, Reader, What};
    use crate::station::{FixedClock, Opening};

    type Checked = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn what_left_beside_the_window_is_taken_once() -> Checked {
        let folder = tempfile::tempdir()?;
        let clock = FixedClock::default();
        clock.set(Moment(1_900_000_000_000));
        let mut station = Station::init(folder.path(), Opening::tested("南门"), Box::new(clock))?;
        let before = station.check()?.entries;
        let asked = ExportAsked {
            what: What::People,
            format: Format::Csv,
            from: None,
            to: None,
            only: None,
            level: Level::Masked,
            purpose: "区疾控".into(),
            path: folder.path().join("people.csv"),
        };
        let permit = station.may_export(asked.what.right(asked.level))?;
        Reader::open(folder.path())?.export(&permit, &asked, &Codes, &|_, _| false)?;
        let notes = folder.path().join("noted");
        let file = std::fs::read_dir(&notes)?.next().ok_or("no note")??.path();
        let copy = std::fs::read(&file)?;
        assert_eq!((station.take_noted()?, station.take_noted()?), (1, 0));
        // The power went before the file was removed.
        std::fs::write(&file, copy)?;
        assert_eq!(station.take_noted()?, 0);
        assert_eq!(std::fs::read_dir(&notes)?.count(), 0);
        let checked = station.check()?;
        assert!(checked.holds() && checked.entries == before + 1);
        Ok(())
    }
}
