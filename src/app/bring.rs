//! Files taken in. Threads read them, judge their rows and make the new lists; the window's thread stages a slice a frame and
//! switches, so that the gate never waits.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::thread;

use eframe::egui::Context;

use super::backups::first;
use super::jobs::{Found, Meter, Purpose};
use super::{Desk, Opened};
use crate::domain::day::{Day, Moment};
use crate::domain::person::Person;
use crate::domain::thinning::Why;
use crate::station::bring::{Brought, Field, Meaning, Preview, SLICE};
use crate::station::bring_readings::{self, Measurements, Told};
use crate::station::bring_returns::{self, Asked, Brings, Questionnaire};
use crate::station::out::Reader;
use crate::station::view::Everybody;
use crate::station::{Error, Import, Station};
use crate::ui::action::BringAsked;
use crate::ui::screens::frame::Saved;
use crate::ui::screens::people::Working;
use crate::ui::theme::Tone;

/// A file being taken in, a slice a frame.
pub(super) struct Taking {
    import: Import,
    file: String,
    rows: Rows,
    all: usize,
    step: Step,
}

/// The rows that wait.
enum Rows {
    People(VecDeque<(u32, Person)>),
    Answers(VecDeque<Brings>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Staging,
    /// It counts already; what it changes about known people is carried over.
    CarryingOver,
    /// In the database it is complete: the window's lists are due.
    Taken,
}

impl Rows {
    fn len(&self) -> usize {
        match self {
            Self::People(rows) => rows.len(),
            Self::Answers(rows) => rows.len(),
        }
    }

    /// Stages the next slice.
    fn stage(&mut self, station: &mut Station, import: &mut Import) -> Result<(), Error> {
        let slice = self.len().min(usize::try_from(SLICE).unwrap_or(1));
        match self {
            Self::People(rows) => station.stage(import, rows.drain(..slice).collect()),
            Self::Answers(rows) => station.stage_returns(import, rows.drain(..slice).collect()),
        }
    }
}

impl Taking {
    fn new(import: Import, file: String, rows: Rows) -> Box<Self> {
        Box::new(Self {
            import,
            file,
            all: rows.len(),
            rows,
            step: Step::Staging,
        })
    }

    pub(super) fn working(&self) -> Working {
        let all = u64::try_from(self.all).unwrap_or_default();
        let left = u64::try_from(self.rows.len()).unwrap_or_default();
        Working { done: all - left, all }
    }

    /// One slice of it.
    fn step(&mut self, station: &mut Station) -> Result<(), Error> {
        match self.step {
            Step::Staging if self.rows.len() == 0 => {
                station.switch_import(&self.import, &self.file)?;
                self.step = Step::CarryingOver;
            }
            Step::Staging => self.rows.stage(station, &mut self.import)?,
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

pub(super) fn pick() -> Option<PathBuf> {
    rfd::FileDialog::new().add_filter("xlsx, csv", &["xlsx", "csv", "txt"]).pick_file()
}

pub(super) fn read<F: Meaning>(path: &Path, meter: &Meter) -> Result<Brought<F>, Error> {
    let progress = |done, all| {
        meter.tell(done, all);
    };
    Brought::read(path, &progress, &|| meter.is_stopped())
}

impl Desk {
    pub(super) fn roster(&mut self, ctx: &Context, asked: BringAsked<Field>) {
        match asked {
            BringAsked::Choose => self.start(ctx, "choose a roster", |_| Ok(Found::File(Purpose::Roster, pick()))),
            BringAsked::Read(path) => self.read_roster(ctx, path),
            BringAsked::Match(column, field) => {
                let Some(mut brought) = self.jobs.roster.clone() else { return };
                brought.matching.set(column, field);
                let folder = self.folder.clone();
                self.start(ctx, "judge a roster", move |meter| {
                    previewed(&Reader::open(&folder)?, brought, meter)
                });
            }
            BringAsked::Take => self.take_roster(ctx),
            BringAsked::Forget => self.jobs.roster = None,
        }
    }

    pub(super) fn questionnaire(&mut self, ctx: &Context, asked: BringAsked<Asked>) {
        match asked {
            BringAsked::Choose => self.start(ctx, "choose a questionnaire", |_| Ok(Found::File(Purpose::Questionnaire, pick()))),
            BringAsked::Read(path) => self.read_questionnaire(ctx, path),
            BringAsked::Match(column, field) => {
                let Some(mut brought) = self.jobs.questionnaire.clone() else {
                    return;
                };
                brought.matching.set(column, field);
                let (folder, today) = (self.folder.clone(), self.today());
                self.start(ctx, "judge a questionnaire", move |meter| {
                    answered(&Reader::open(&folder)?, brought, today, meter)
                });
            }
            BringAsked::Take => self.take_returns(ctx),
            BringAsked::Forget => self.jobs.questionnaire = None,
        }
    }

    pub(super) fn read_roster(&mut self, ctx: &Context, path: PathBuf) {
        let folder = self.folder.clone();
        self.start(ctx, "read a roster", move |meter| {
            let brought = read(&path, meter)?;
            previewed(&Reader::open(&folder)?, brought, meter)
        });
    }

    pub(super) fn read_questionnaire(&mut self, ctx: &Context, path: PathBuf) {
        let (folder, today) = (self.folder.clone(), self.today());
        self.start(ctx, "read a questionnaire", move |meter| {
            let brought = read(&path, meter)?;
            answered(&Reader::open(&folder)?, brought, today, meter)
        });
    }

    pub(super) fn measurements(&mut self, ctx: &Context, asked: BringAsked<Told>) {
        match asked {
            BringAsked::Choose => self.start(ctx, "choose measurements", |_| Ok(Found::File(Purpose::Measurements, pick()))),
            BringAsked::Read(path) => self.read_measurements(ctx, path),
            BringAsked::Match(column, field) => {
                let Some(mut brought) = self.jobs.measurements.clone() else {
                    return;
                };
                brought.matching.set(column, field);
                let (folder, now) = (self.folder.clone(), self.now());
                self.start(ctx, "judge measurements", move |meter| {
                    measured(&Reader::open(&folder)?, brought, now, meter)
                });
            }
            BringAsked::Take => {
                let Some(brought) = self.jobs.measurements.take() else { return };
                let (folder, now) = (self.folder.clone(), self.now());
                let making = self.backup_before(Why::Import);
                self.start(ctx, "begin measurements", move |_| {
                    first(making);
                    let preview = Reader::open(&folder)?.preview_readings(&brought, now)?;
                    Ok(Found::Entering(brought.file, preview.rows))
                });
            }
            BringAsked::Forget => self.jobs.measurements = None,
        }
    }

    pub(super) fn read_measurements(&mut self, ctx: &Context, path: PathBuf) {
        let (folder, now) = (self.folder.clone(), self.now());
        self.start(ctx, "read measurements", move |meter| {
            let brought = read(&path, meter)?;
            measured(&Reader::open(&folder)?, brought, now, meter)
        });
    }

    /// Writes all measurements at once, and shows what they changed.
    pub(super) fn enter_measurements(&mut self, ctx: &Context, file: &str, rows: Vec<bring_readings::Brings>) {
        let Some(Opened { station, view }) = &mut self.opened else { return };
        self.clinic.imported();
        let count = rows.len().to_string();
        let entered = station.take_readings(rows).and_then(|done| {
            station.refresh_all(view, &done.value)?;
            Ok(Saved {
                at: station.now(),
                seq: done.seq,
            })
        });
        match entered {
            Ok(saved) => {
                self.saved = Some(saved);
                let said = self.text.with("readings-import-done", &[("rows", &count), ("file", file)]);
                self.say(ctx, Tone::Clear, said);
            }
            Err(error) => self.fail(ctx, &error),
        }
    }

    fn now(&self) -> Moment {
        self.opened.as_ref().map(|opened| opened.station.now()).unwrap_or_default()
    }

    pub(super) fn today(&self) -> Day {
        self.opened.as_ref().map(|opened| opened.view.day).unwrap_or_default()
    }

    fn take_roster(&mut self, ctx: &Context) {
        let Some(brought) = self.jobs.roster.take() else { return };
        let folder = self.folder.clone();
        let making = self.backup_before(Why::Import);
        self.start(ctx, "begin a roster", move |_| {
            first(making);
            let (import, preview) = Reader::open(&folder)?.begin_import(&brought)?;
            Ok(Found::Taking(Taking::new(import, brought.file, Rows::People(preview.rows.into()))))
        });
    }

    fn take_returns(&mut self, ctx: &Context) {
        let Some(brought) = self.jobs.questionnaire.take() else { return };
        let (folder, today) = (self.folder.clone(), self.today());
        let making = self.backup_before(Why::Import);
        self.start(ctx, "begin a questionnaire", move |_| {
            first(making);
            let (import, preview) = Reader::open(&folder)?.begin_returns(&brought, today)?;
            Ok(Found::Taking(Taking::new(import, brought.file, Rows::Answers(preview.rows.into()))))
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
            let Some(Opened { station, .. }) = &self.opened else { return };
            let (folder, now) = (self.folder.clone(), station.now());
            self.start(ctx, "read everybody", move |_| {
                Ok(Found::Everybody(Box::new(Reader::open(&folder)?.everybody(now)?), said))
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
    pub(super) fn switch_everybody(&mut self, ctx: &Context, everybody: Everybody, said: String) {
        let Some(Opened { station, view }) = &mut self.opened else { return };
        match station.switch_everybody(view, everybody) {
            Ok(old) => {
                thread::spawn(move || drop(old));
                self.people.taken();
                self.returns.imported();
                self.say(ctx, Tone::Clear, said);
            }
            Err(error) => self.fail(ctx, &error),
        }
    }
}

/// A roster with what it would bring, unless nobody wants it any more.
fn previewed(reader: &Reader, brought: Brought, meter: &Meter) -> Result<Found, Error> {
    let preview: Preview = reader.preview(&brought)?;
    if meter.is_stopped() {
        Err(Error::Stopped)
    } else {
        Ok(Found::Roster(brought, preview))
    }
}

/// A sheet of measurements with what it would bring, unless nobody wants it any more.
fn measured(reader: &Reader, brought: Measurements, now: Moment, meter: &Meter) -> Result<Found, Error> {
    let preview = reader.preview_readings(&brought, now)?;
    if meter.is_stopped() {
        Err(Error::Stopped)
    } else {
        Ok(Found::Measurements(brought, preview))
    }
}

/// A questionnaire with what it would bring, unless nobody wants it any more.
fn answered(reader: &Reader, brought: Questionnaire, today: Day, meter: &Meter) -> Result<Found, Error> {
    let preview: bring_returns::Preview = reader.preview_returns(&brought, today)?;
    if meter.is_stopped() {
        Err(Error::Stopped)
    } else {
        Ok(Found::Questionnaire(brought, preview))
    }
}
