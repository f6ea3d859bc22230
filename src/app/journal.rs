//! What is asked for about the journal, done: an arm a line.

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::thread;

use eframe::egui::Context;
use uuid::Uuid;

use super::jobs::Found;
use super::{Desk, Opened};
use crate::station::out::{Filter, Reader};
use crate::station::{Error, Jump, PaperHead, Station, SystemClock};
use crate::ui::action::JournalAsked;
use crate::ui::screens::journal::Listed;
use crate::ui::theme::Tone;

/// The rows that a filter lets through, on their way from a thread.
pub(super) struct Listing(Receiver<Result<Vec<i64>, Error>>);

impl Desk {
    pub(super) fn journal(&mut self, ctx: &Context, asked: JournalAsked) {
        match asked {
            JournalAsked::List(filter) => self.list_journal(ctx, filter),
            JournalAsked::Rows(rows) => self.read_rows(ctx, &rows),
            JournalAsked::Open(no) => self.open_entry(ctx, no),
            JournalAsked::Jump(chain, to) => self.jump(ctx, chain, to),
            JournalAsked::Check(papers) => self.check(ctx, papers),
        }
    }

    /// Everything is listed at once; what a filter lets through is looked for in a thread, and shown as it is found.
    fn list_journal(&mut self, ctx: &Context, filter: Filter) {
        let Some(Opened { station, .. }) = &mut self.opened else { return };
        self.jobs.listing = None;
        match station.journal_end() {
            Ok(end) if filter.is_everything() => self.screens.journal.list(Listed::All(end)),
            Ok(_) => {
                self.screens.journal.list(Listed::Some(Vec::new()));
                match look_for(ctx.clone(), self.folder.clone(), filter) {
                    Ok(listing) => self.jobs.listing = Some(listing),
                    Err(error) => self.fail(ctx, &error),
                }
            }
            Err(error) => {
                self.screens.journal.list(Listed::Some(Vec::new()));
                self.screens.journal.listed();
                self.fail(ctx, &error);
            }
        }
    }

    /// Hands the screen what was found since the last frame.
    pub(super) fn listed(&mut self) {
        while let Some(Listing(receive)) = &self.jobs.listing {
            match receive.try_recv() {
                Ok(Ok(rows)) => self.screens.journal.found(rows),
                Ok(Err(error)) => {
                    tracing::error!(code = error.code(), "the journal could not be searched");
                    self.jobs.listing = None;
                    self.screens.journal.listed();
                }
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => {
                    self.jobs.listing = None;
                    self.screens.journal.listed();
                }
            }
        }
    }

    fn read_rows(&mut self, ctx: &Context, asked: &[i64]) {
        let Some(Opened { station, .. }) = &mut self.opened else { return };
        match station.journal_rows(asked) {
            Ok(rows) => self.screens.journal.show_rows(asked, rows),
            Err(error) => self.fail(ctx, &error),
        }
        ctx.request_repaint();
    }

    fn open_entry(&mut self, ctx: &Context, no: i64) {
        let Some(Opened { station, .. }) = &mut self.opened else { return };
        match station.journal_page(no) {
            Ok(Some(page)) => self.screens.journal.open(page),
            Ok(None) => self.not_there(ctx),
            Err(error) => self.fail(ctx, &error),
        }
        ctx.request_repaint();
    }

    fn jump(&mut self, ctx: &Context, chain: Option<Uuid>, to: Jump) {
        let Some(Opened { station, .. }) = &mut self.opened else { return };
        match station.journal_jump(chain, to) {
            Ok(Some(no)) => self.screens.journal.go_to(no),
            Ok(None) => self.not_there(ctx),
            Err(error) => self.fail(ctx, &error),
        }
    }

    fn not_there(&mut self, ctx: &Context) {
        let said = self.text.get("journal-not-there").to_owned();
        self.say(ctx, Tone::Recheck, said);
    }

    /// Checks in a thread, through a connection of its own that never writes.
    fn check(&mut self, ctx: &Context, papers: Vec<PaperHead>) {
        let folder = self.folder.clone();
        self.start(ctx, "check", move |meter| {
            let mut station = Station::open_reader(&folder, Box::new(SystemClock))?;
            let checked = station.check_against(&papers, &|done, all| meter.tell(done, all));
            Ok(Found::Then(Box::new(move |desk, ctx| match checked {
                Ok(checked) => desk.screens.journal.checked(checked),
                Err(error) => desk.fail(ctx, &error),
            })))
        });
    }
}

/// Looks for rows in a thread. Where nobody wants them any more it stops.
fn look_for(ctx: Context, folder: PathBuf, filter: Filter) -> Result<Listing, Error> {
    let (send, receive) = mpsc::channel();
    let thread = thread::Builder::new().name("journal".into()).spawn(move || {
        let found = Reader::open(&folder).and_then(|reader| {
            reader.matching(&filter, |rows| {
                let wanted = send.send(Ok(rows)).is_ok();
                ctx.request_repaint();
                wanted
            })
        });
        if let Err(error) = found {
            send.send(Err(error)).unwrap_or_default();
        }
        drop(send);
        ctx.request_repaint();
    });
    thread.map_err(|error| Error::Store(error.into()))?;
    Ok(Listing(receive))
}
