//! A roster on its way in. Threads read the file, judge its rows and make the new lists; the window's thread stages a slice a
//! frame and switches, so that the gate never waits.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::thread;

use eframe::egui::Context;

use super::jobs::{Found, Meter};
use super::{Desk, Opened};
use crate::domain::person::Person;
use crate::station::bring::{Brought, Preview, SLICE};
use crate::station::out::Reader;
use crate::station::view::Roster;
use crate::station::{Error, Import, Station};
use crate::ui::action::RosterAsked;
use crate::ui::screens::people::Working;
use crate::ui::theme::Tone;

/// A roster being taken in, a slice a frame.
pub(super) struct Taking {
    import: Import,
    file: String,
    rows: VecDeque<(u32, Person)>,
    all: usize,
    step: Step,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Staging,
    /// It counts already; what it changes about known people is carried over.
    CarryingOver,
    /// In the database it is complete: the window's lists are due.
    Taken,
}

impl Taking {
    pub(super) fn working(&self) -> Working {
        let all = u64::try_from(self.all).unwrap_or_default();
        let left = u64::try_from(self.rows.len()).unwrap_or_default();
        Working { done: all - left, all }
    }

    /// One slice of it.
    fn step(&mut self, station: &mut Station) -> Result<(), Error> {
        match self.step {
            Step::Staging if self.rows.is_empty() => {
                station.switch_import(&self.import, &self.file)?;
                self.step = Step::CarryingOver;
            }
            Step::Staging => {
                let slice = self.rows.len().min(usize::try_from(SLICE).unwrap_or(1));
                station.stage(&mut self.import, self.rows.drain(..slice).collect())?;
            }
            Step::CarryingOver => {
                if !station.carry_over()? {
                    self.step = Step::Taken;
                }
            }
            Step::Taken => {}
        }
        Ok(())
    }
}

impl Desk {
    pub(super) fn roster(&mut self, ctx: &Context, asked: RosterAsked) {
        match asked {
            RosterAsked::Choose => self.start(ctx, "choose a roster", |_| {
                let dialog = rfd::FileDialog::new().add_filter("xlsx, csv", &["xlsx", "csv", "txt"]);
                Ok(Found::RosterFile(dialog.pick_file()))
            }),
            RosterAsked::Read(path) => self.read_roster(ctx, path),
            RosterAsked::Match(column, field) => {
                let Some(mut brought) = self.jobs.roster.clone() else { return };
                brought.matching.set(column, field);
                let folder = self.folder.clone();
                self.start(ctx, "judge a roster", move |meter| {
                    previewed(&Reader::open(&folder)?, brought, meter)
                });
            }
            RosterAsked::Take => self.take_roster(ctx),
            RosterAsked::Forget => self.jobs.roster = None,
        }
    }

    pub(super) fn read_roster(&mut self, ctx: &Context, path: PathBuf) {
        let folder = self.folder.clone();
        self.start(ctx, "read a roster", move |meter| {
            let progress = |done, all| {
                meter.tell(done, all);
            };
            let brought = Brought::read(&path, &progress, &|| meter.is_stopped())?;
            previewed(&Reader::open(&folder)?, brought, meter)
        });
    }

    fn take_roster(&mut self, ctx: &Context) {
        let Some(brought) = self.jobs.roster.take() else { return };
        let folder = self.folder.clone();
        self.start(ctx, "begin a roster", move |_| {
            let (import, Preview { rows, .. }) = Reader::open(&folder)?.begin_import(&brought)?;
            Ok(Found::Taking(Box::new(Taking {
                import,
                file: brought.file,
                all: rows.len(),
                rows: rows.into(),
                step: Step::Staging,
            })))
        });
    }

    pub(super) fn take_slice(&mut self, ctx: &Context, mut taking: Taking) {
        if taking.step == Step::Taken {
            // The lists are read when no other thread is at work.
            if self.jobs.is_busy() {
                self.jobs.taking = Some(taking);
                return;
            }
            let rows = taking.all.to_string();
            let said = self.text.with("import-done", &[("rows", &rows), ("file", &taking.file)]);
            let folder = self.folder.clone();
            self.start(ctx, "read everybody", move |_| {
                Ok(Found::Everybody(Box::new(Reader::open(&folder)?.roster()?), said))
            });
            return;
        }
        let Some(Opened { station, .. }) = &mut self.opened else { return };
        match taking.step(station) {
            Ok(()) => self.jobs.taking = Some(taking),
            Err(error) => {
                // What counts already is carried over when the station opens next.
                if taking.step == Step::Staging
                    && let Err(error) = station.abandon_import(&taking.import)
                {
                    tracing::error!(code = error.code(), "the import is not closed");
                }
                self.fail(ctx, &error);
            }
        }
    }

    /// Everybody is there: on the screen from this frame on.
    pub(super) fn switch_roster(&mut self, ctx: &Context, roster: Roster, said: String) {
        let Some(Opened { station, view }) = &mut self.opened else { return };
        match station.switch_roster(view, roster) {
            Ok(old) => {
                thread::spawn(move || drop(old));
                self.people.list();
                self.say(ctx, Tone::Clear, said);
            }
            Err(error) => self.fail(ctx, &error),
        }
    }
}

/// A roster with what it would bring, unless nobody wants it any more.
fn previewed(reader: &Reader, brought: Brought, meter: &Meter) -> Result<Found, Error> {
    let preview = reader.preview(&brought)?;
    if meter.is_stopped() {
        Err(Error::Stopped)
    } else {
        Ok(Found::Roster(brought, preview))
    }
}
