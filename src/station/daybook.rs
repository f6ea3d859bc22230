//! The daybook: notes are written, corrected and read back here; what each area permits stands with its methods.

use std::sync::Arc;

use uuid::Uuid;

use super::{Done, Error, Station};
use crate::domain::daybook::{Daybook, Noted, Struck};
use crate::domain::entry::{Entry, EntryId};
use crate::domain::rights::Right;
use crate::store::{self, Store};

/// The daybook as far as it has been read: a plant writes it for years, and a round is written in the time of one.
#[derive(Debug, Default)]
pub(super) struct Folded {
    book: Arc<Daybook>,
    read: store::daybook::Mark,
    /// The chains whose notes are in it.
    site: Vec<Uuid>,
}

impl Folded {
    /// Takes what was noted since; begins anew where something before it has changed, or a station has come to the site.
    fn catch_up(&mut self, store: &Store) -> Result<(), Error> {
        let site = store::station::site(store)?;
        if self.site != site {
            *self = Self { site, ..Self::default() };
        }
        let since = store::daybook::since(store, &self.read)?;
        let (notes, read) = if let Some(since) = since {
            since
        } else {
            let whole = store::daybook::since(store, &store::daybook::Mark::default())?.unwrap_or_default();
            self.book = Arc::default();
            whole
        };
        if !notes.is_empty() {
            let book = Arc::make_mut(&mut self.book);
            for note in &notes {
                book.take(note);
            }
            self.read = read;
        }
        Ok(())
    }
}

impl Station {
    /// Everything in the daybook.
    pub fn daybook(&self) -> Result<Arc<Daybook>, Error> {
        let mut folded = self.folded.borrow_mut();
        folded.catch_up(&self.store)?;
        Ok(Arc::clone(&folded.book))
    }

    /// Brings a daybook that somebody holds up to date. It is let go first: a book that nobody holds need not be copied.
    pub(super) fn follow_daybook(&self, held: &mut Arc<Daybook>) -> Result<(), Error> {
        *held = Arc::default();
        let mut folded = self.folded.borrow_mut();
        let caught_up = folded.catch_up(&self.store);
        *held = Arc::clone(&folded.book);
        caught_up
    }

    /// Notes something in the daybook, in place of another note where it corrects one.
    pub(super) fn note(&mut self, noted: Noted, corrects: Option<EntryId>) -> Result<Done<()>, Error> {
        self.write(&Entry::Noted(noted), corrects)
    }

    /// Takes a note back; both stay in the journal.
    pub fn strike(&mut self, note: EntryId, reason: &str) -> Result<Done<()>, Error> {
        self.need(Right::RunDay)?;
        let struck = Struck {
            reason: reason.trim().to_owned(),
        };
        self.note(Noted::Struck(struck), Some(note))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::day::Moment;
    use crate::domain::site::{Place, Plan, Round};
    use crate::station::{FixedClock, Opening};

    type Checked = Result<(), Box<dyn std::error::Error>>;

    /// 7 February 2020, 08:00 in Shanghai.
    const MORNING: Moment = Moment(1_581_033_600_000);

    fn whole(station: &Station) -> Result<Daybook, Error> {
        let mut book = Daybook::default();
        store::daybook::each(&station.store, |note| book.take(&note))?;
        Ok(book)
    }

    /// Notes plans, rounds and strikes; a step of time may go back, as clocks do and as notes from other stations come.
    fn read_as_it_is_written(steps: &[(u8, i64)]) -> Checked {
        let folder = tempfile::tempdir()?;
        let clock = FixedClock::default();
        clock.set(MORNING);
        let mut station = Station::init(folder.path(), Opening::tested("南门"), Box::new(clock.clone()))?;
        let mut last = None;
        for (no, (what, minutes)) in (1..).zip(steps) {
            clock.set(station.now().plus_minutes(*minutes));
            let id = Uuid::from_u128(no % 3);
            let done = match (what, last.take()) {
                (0, Some(last)) => station.strike(last, "记错了")?,
                (1, Some(last)) => station.note(Noted::Plan(Plan { id, ..Plan::default() }), Some(last))?,
                (2, _) => station.note(Noted::Place(Place { id, ..Place::default() }), None)?,
                (3, _) => station.note(Noted::Plan(Plan { id, ..Plan::default() }), None)?,
                _ => station.note(
                    Noted::Round(Round {
                        plan: id,
                        ..Round::default()
                    }),
                    None,
                )?,
            };
            last = Some(done.id);
            // Not after every note: several may have come at once.
            if no % 4 != 1 {
                assert_eq!(*station.daybook()?, whole(&station)?);
            }
        }
        assert_eq!(*station.daybook()?, whole(&station)?);
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn what_is_read_note_by_note_is_the_whole(steps in proptest::collection::vec((0_u8..8, -20_i64..60), 1..16)) {
            read_as_it_is_written(&steps).map_err(|error| TestCaseError::fail(error.to_string()))?;
        }
    }

    #[test]
    fn a_note_is_taken_into_the_book_that_is_there() -> Checked {
        let folder = tempfile::tempdir()?;
        let clock = FixedClock::default();
        clock.set(MORNING);
        let mut station = Station::init(folder.path(), Opening::tested("南门"), Box::new(clock))?;
        let mut place = |no| {
            station.note(
                Noted::Place(Place {
                    id: Uuid::from_u128(no),
                    ..Place::default()
                }),
                None,
            )
        };
        let (first, _) = (place(1)?, place(2)?);
        let before = Arc::as_ptr(&station.daybook()?);
        station.note(Noted::Round(Round::default()), None)?;
        assert_eq!(Arc::as_ptr(&station.daybook()?), before, "nobody held it, so nothing was copied");
        assert_eq!(station.daybook()?.site.places().count(), 2);
        station.strike(first.id, "")?;
        assert_eq!(station.daybook()?.site.places().count(), 1);
        Ok(())
    }
}
