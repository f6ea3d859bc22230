//! Files taken in: read in a thread, shown before anything is written, then staged a slice a frame behind one switch.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use eframe::egui::Context;

use super::jobs::{Found, Meter};
use super::{Desk, Opened};
use crate::domain::person::Person;
use crate::station::bring::{Brought, Field, Meaning, SLICE};
use crate::station::bring_returns::{Asked, Brings};
use crate::station::{Changed, Error, Import, Station};
use crate::ui::action::BringAsked;
use crate::ui::theme::Tone;

/// A file being taken in, a slice a frame.
pub(super) struct Taking {
    import: Import,
    file: String,
    rows: Rows,
    all: usize,
}

/// The rows that wait.
enum Rows {
    People(VecDeque<(u32, Person)>),
    Answers(VecDeque<Brings>),
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
        let slice = SLICE.min(self.len());
        match self {
            Self::People(rows) => station.stage(import, rows.drain(..slice).collect()),
            Self::Answers(rows) => station.stage_returns(import, rows.drain(..slice).collect()),
        }
    }
}

impl Taking {
    pub(super) fn all(&self) -> usize {
        self.all
    }

    pub(super) fn left(&self) -> usize {
        self.rows.len()
    }
}

fn read<F: Meaning>(path: &Path, meter: &Meter) -> Result<Box<Brought<F>>, Error> {
    let progress = |done, all| {
        meter.tell(done, all);
    };
    let brought = Brought::read(path, &progress, &|| meter.stop.load(Ordering::Relaxed))?;
    Ok(Box::new(brought))
}

fn pick() -> Option<PathBuf> {
    rfd::FileDialog::new().add_filter("xlsx, csv", &["xlsx", "csv", "txt"]).pick_file()
}

impl Desk {
    pub(super) fn roster(&mut self, ctx: &Context, asked: BringAsked<Field>) {
        match asked {
            BringAsked::Choose => self.start(ctx, "choose a roster", |_| Ok(Found::RosterFile(pick()))),
            BringAsked::Read(path) => self.read_roster(ctx, path),
            BringAsked::Match(column, field) => {
                if let Some(brought) = &mut self.jobs.roster {
                    brought.matching.set(column, field);
                }
                self.preview(ctx);
            }
            BringAsked::Take => self.take_roster(ctx),
            BringAsked::Forget => self.jobs.roster = None,
        }
    }

    pub(super) fn questionnaire(&mut self, ctx: &Context, asked: BringAsked<Asked>) {
        match asked {
            BringAsked::Choose => self.start(ctx, "choose a questionnaire", |_| Ok(Found::QuestionnaireFile(pick()))),
            BringAsked::Read(path) => self.read_questionnaire(ctx, path),
            BringAsked::Match(column, field) => {
                if let Some(brought) = &mut self.jobs.questionnaire {
                    brought.matching.set(column, field);
                }
                self.preview_returns(ctx);
            }
            BringAsked::Take => self.take_returns(ctx),
            BringAsked::Forget => self.jobs.questionnaire = None,
        }
    }

    pub(super) fn read_roster(&mut self, ctx: &Context, path: PathBuf) {
        self.start(ctx, "read a roster", move |meter| Ok(Found::Roster(read(&path, meter)?)));
    }

    pub(super) fn read_questionnaire(&mut self, ctx: &Context, path: PathBuf) {
        self.start(ctx, "read a questionnaire", move |meter| {
            Ok(Found::Questionnaire(read(&path, meter)?))
        });
    }

    pub(super) fn preview(&mut self, ctx: &Context) {
        let (Some(Opened { station, .. }), Some(brought)) = (&self.opened, &self.jobs.roster) else {
            return;
        };
        match station.preview(brought) {
            Ok(preview) => self.people.preview(brought, preview),
            Err(error) => self.fail(ctx, &error),
        }
    }

    pub(super) fn preview_returns(&mut self, ctx: &Context) {
        let (Some(Opened { station, .. }), Some(brought)) = (&self.opened, &self.jobs.questionnaire) else {
            return;
        };
        match station.preview_returns(brought) {
            Ok(preview) => self.returns.preview(brought, preview),
            Err(error) => self.fail(ctx, &error),
        }
    }

    fn take_roster(&mut self, ctx: &Context) {
        let (Some(Opened { station, .. }), Some(brought)) = (&self.opened, self.jobs.roster.take()) else {
            return;
        };
        let begun = station.begin_import().and_then(|import| Ok((import, station.preview(&brought)?)));
        let begun = begun.map(|(import, preview)| (import, Rows::People(preview.rows.into())));
        self.take(ctx, brought.file, begun);
    }

    fn take_returns(&mut self, ctx: &Context) {
        let (Some(Opened { station, .. }), Some(brought)) = (&self.opened, self.jobs.questionnaire.take()) else {
            return;
        };
        let begun = station
            .begin_import()
            .and_then(|import| Ok((import, station.preview_returns(&brought)?)));
        let begun = begun.map(|(import, preview)| (import, Rows::Answers(preview.rows.into())));
        self.take(ctx, brought.file, begun);
    }

    fn take(&mut self, ctx: &Context, file: String, begun: Result<(Import, Rows), Error>) {
        match begun {
            Ok((import, rows)) => {
                let all = rows.len();
                self.jobs.taking = Some(Taking { import, file, rows, all });
            }
            Err(error) => self.fail(ctx, &error),
        }
    }

    /// Stages the next slice; after the last one everything is there at once.
    pub(super) fn take_slice(&mut self, ctx: &Context, mut taking: Taking) {
        let Some(Opened { station, view }) = &mut self.opened else { return };
        let stepped = if taking.rows.len() == 0 {
            station
                .take_import(&taking.import, &taking.file)
                .and_then(|_| station.refresh(view, Changed::Roster))
                .map(|()| true)
        } else {
            taking.rows.stage(station, &mut taking.import).map(|()| false)
        };
        match stepped {
            Ok(true) => {
                let said = self
                    .text
                    .with("import-done", &[("rows", &taking.all.to_string()), ("file", &taking.file)]);
                match taking.rows {
                    Rows::People(_) => self.people.list(),
                    Rows::Answers(_) => self.returns.imported(),
                }
                self.say(ctx, Tone::Clear, said);
            }
            Ok(false) => self.jobs.taking = Some(taking),
            Err(error) => {
                self.fail(ctx, &error);
                if let Some(Opened { station, .. }) = &mut self.opened
                    && let Err(error) = station.abandon_import(&taking.import)
                {
                    tracing::error!(code = error.code(), "the import is not closed");
                }
            }
        }
    }
}
