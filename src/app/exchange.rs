//! Bundles in the background: a thread reads and writes files, the window's thread takes in slice after slice between two frames.
//! One errand at a time; what a route does by itself is told by its state, and not by a notice every few seconds.

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::thread;
use std::time::{Duration, Instant};

use eframe::egui::Context;

use super::jobs::Meter;
use super::{Desk, Opened};
use crate::station::exchange::{Intake, Listing, Often, Piece, Posted, RouteState};
use crate::station::{Changed, Error};
use crate::ui::bundles;
use crate::ui::screens::people::Working;
use crate::ui::theme::Tone;

/// How long a frame takes in what was read: with the slice that it ends in, a guard does not notice.
const BUDGET: Duration = Duration::from_millis(12);
/// Pieces that wait between the threads.
const WAITING: usize = 4;

/// Something to be done with bundles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Errand {
    /// A file that somebody has chosen.
    Read(PathBuf),
    /// A folder; whether somebody asked for it.
    Folder(PathBuf, bool),
}

/// What a thread says.
enum Said {
    Piece(Piece),
    /// Everything is read; of a folder, what stands in it.
    Read(Result<Option<Listing>, Error>),
    Posted(Result<Posted, Error>),
}

/// An errand on its way.
struct Running {
    errand: Errand,
    receive: Receiver<Said>,
    meter: Arc<Meter>,
    intake: Intake,
    /// Whether the thread has read everything, and what it brought is still to be put in place.
    is_read: bool,
    /// What stands in the folder, once it is read.
    listing: Option<Listing>,
}

/// The errands of this window.
#[derive(Default)]
pub(super) struct Errands {
    running: Option<Running>,
    waiting: VecDeque<Errand>,
    /// When each folder is due next, in egui's seconds.
    due: BTreeMap<PathBuf, f64>,
}

impl Errands {
    /// Puts an errand behind those that wait, once.
    pub(super) fn add(&mut self, errand: Errand) {
        let is_running = self.running.as_ref().is_some_and(|running| running.errand == errand);
        if !is_running && !self.waiting.contains(&errand) {
            self.waiting.push_back(errand);
        }
    }

    pub(super) fn stop(&self) {
        if let Some(running) = &self.running {
            running.meter.stop.store(true, std::sync::atomic::Ordering::Relaxed);
        }
    }

    /// How far the errand is that somebody asked for.
    fn working(&self) -> Option<Working> {
        let running = self.running.as_ref()?;
        let is_asked = !matches!(running.errand, Errand::Folder(_, false));
        is_asked.then(|| running.meter.working())
    }
}

/// The folders whose time has come, `next` having when each comes next, in seconds; an interval that was shortened counts from now.
fn due(next: &mut BTreeMap<PathBuf, f64>, routes: &[RouteState], now: f64) -> Vec<PathBuf> {
    let before = std::mem::take(next);
    let mut due = Vec::new();
    for RouteState { route, .. } in routes {
        let Often::Every(seconds) = route.often else { continue };
        let latest = now + f64::from(seconds.max(1));
        let mut at = before.get(&route.folder).map_or(now, |at| at.min(latest));
        if at <= now {
            due.push(route.folder.clone());
            at = latest;
        }
        next.insert(route.folder.clone(), at);
    }
    due
}

/// Starts a thread whose words are heard one by one; it waits where the window is busy, and ends where nobody listens any more.
fn thread(
    ctx: &Context,
    name: &str,
    work: impl FnOnce(&Meter, &mut dyn FnMut(Said) -> bool) -> Said + Send + 'static,
) -> Result<(Receiver<Said>, Arc<Meter>), Error> {
    let (send, receive) = mpsc::sync_channel(WAITING);
    let meter = Arc::new(Meter::default());
    let (shared, ctx) = (Arc::clone(&meter), ctx.clone());
    let thread = thread::Builder::new().name(name.to_owned()).spawn(move || {
        let mut say = |said| {
            let is_heard = send.send(said).is_ok();
            ctx.request_repaint();
            is_heard
        };
        let last = work(&shared, &mut say);
        say(last);
    });
    thread.map_err(|error| Error::Store(error.into()))?;
    Ok((receive, meter))
}

impl Desk {
    /// How far a job or an errand is that somebody asked for.
    pub(super) fn working(&self) -> Option<Working> {
        self.jobs.working().or_else(|| self.errands.working())
    }

    /// Begins what is due, and goes on with what is on its way.
    pub(super) fn run_errands(&mut self, ctx: &Context) {
        let is_writer = self.opened.as_ref().is_some_and(|opened| opened.view.held_by.is_none());
        if !is_writer {
            return;
        }
        self.add_due(ctx);
        if self.errands.running.is_none()
            && let Some(errand) = self.errands.waiting.pop_front()
        {
            self.begin_errand(ctx, errand);
        }
        if let Some(running) = self.errands.running.take() {
            self.go_on_with(ctx, running);
        }
    }

    /// The folders whose seconds have passed.
    fn add_due(&mut self, ctx: &Context) {
        let Some(Opened { view, .. }) = &self.opened else { return };
        let now = ctx.input(|input| input.time);
        for folder in due(&mut self.errands.due, &view.exchange.routes, now) {
            self.errands.add(Errand::Folder(folder, false));
        }
        if let Some(next) = self.errands.due.values().copied().reduce(f64::min) {
            ctx.request_repaint_after(Duration::from_secs_f64((next - now).max(0.05)));
        }
    }

    /// Somebody else has come on duty: the folders that wait for it.
    pub(super) fn exchange_at_shift_end(&mut self) {
        let Some(Opened { view, .. }) = &self.opened else { return };
        let folders = view.exchange.routes.iter().filter(|state| state.route.often == Often::ShiftEnd);
        for folder in folders.map(|state| state.route.folder.clone()).collect::<Vec<_>>() {
            self.errands.add(Errand::Folder(folder, false));
        }
    }

    fn begin_errand(&mut self, ctx: &Context, errand: Errand) {
        match self.started(ctx, &errand) {
            Ok((receive, meter)) => {
                self.errands.running = Some(Running {
                    errand,
                    receive,
                    meter,
                    intake: Intake::default(),
                    is_read: false,
                    listing: None,
                });
            }
            Err(error) => self.end_errand(ctx, &errand, &Intake::default(), Err(error)),
        }
    }

    fn started(&self, ctx: &Context, errand: &Errand) -> Result<(Receiver<Said>, Arc<Meter>), Error> {
        let Some(Opened { station, .. }) = &self.opened else {
            return Err(Error::Stopped);
        };
        match errand {
            Errand::Read(path) => {
                let (reading, path) = (station.plan_reading()?, path.clone());
                let label = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                thread(ctx, "read a bundle", move |meter, say| {
                    let progress = |done, all| meter.tell(done, all);
                    let read = reading.read(&path, &label, &progress, &mut |piece| say(Said::Piece(piece)));
                    Said::Read(read.map(|()| None))
                })
            }
            Errand::Folder(folder, _) => {
                let looking = station.begin_exchange(folder)?;
                thread(ctx, "exchange", move |meter, say| {
                    let progress = |done, all| meter.tell(done, all);
                    let read = looking.run(&progress, &mut |piece| say(Said::Piece(piece)));
                    Said::Read(read.map(Some))
                })
            }
        }
    }

    /// Takes in what the thread has said, as much as a frame has time for.
    fn go_on_with(&mut self, ctx: &Context, mut running: Running) {
        let since = Instant::now();
        while since.elapsed() < BUDGET {
            match self.step(ctx, &mut running) {
                Ok(Step::Again) => {}
                Ok(Step::Wait) => break,
                Ok(Step::Over) => {
                    self.end_errand(ctx, &running.errand, &running.intake, Ok(()));
                    return;
                }
                Err(error) => {
                    self.end_errand(ctx, &running.errand, &running.intake, Err(error));
                    return;
                }
            }
        }
        self.errands.running = Some(running);
        ctx.request_repaint_after(Duration::from_millis(30));
    }

    fn step(&mut self, ctx: &Context, running: &mut Running) -> Result<Step, Error> {
        let Some(Opened { station, .. }) = &mut self.opened else {
            return Ok(Step::Over);
        };
        if running.is_read {
            if station.carry_over()? {
                return Ok(Step::Again);
            }
            running.is_read = false;
            let (Some(listing), Errand::Folder(folder, _)) = (running.listing.take(), &running.errand) else {
                return Ok(Step::Over);
            };
            let Some(posting) = station.plan_posting(folder, &listing, &running.intake)? else {
                return Ok(Step::Over);
            };
            (running.receive, running.meter) = thread(ctx, "leave bundles", move |meter, _| {
                Said::Posted(posting.run(&|done, all| meter.tell(done, all)))
            })?;
            return Ok(Step::Wait);
        }
        match running.receive.try_recv() {
            Ok(Said::Piece(piece)) => {
                station.take_piece(piece, &mut running.intake)?;
                Ok(Step::Again)
            }
            Ok(Said::Read(read)) => {
                (running.is_read, running.listing) = (true, read?);
                Ok(Step::Again)
            }
            Ok(Said::Posted(posted)) => {
                station.end_exchange(posted?)?;
                Ok(Step::Over)
            }
            Err(TryRecvError::Empty) => Ok(Step::Wait),
            Err(TryRecvError::Disconnected) => Err(Error::Stopped),
        }
    }

    /// Shows what came of an errand. A folder that is used by itself says nothing; its state does.
    fn end_errand(&mut self, ctx: &Context, errand: &Errand, intake: &Intake, outcome: Result<(), Error>) {
        let Some(Opened { station, view }) = &mut self.opened else { return };
        let is_new = if let Errand::Folder(folder, _) = errand {
            let failed = outcome.as_ref().err().map(Error::code);
            let before = view.exchange.routes.iter().find(|state| state.route.folder == *folder);
            let is_new = before.is_some_and(|state| state.failed != failed);
            station.note_outcome(folder, failed);
            is_new
        } else {
            true
        };
        let followed = station.follow(view, intake).and_then(|()| station.refresh(view, Changed::Exchange));
        let is_asked = !matches!(errand, Errand::Folder(_, false));
        self.ask_guard_again();
        if let Err(error) = followed {
            self.fail(ctx, &error);
        }
        match outcome {
            Err(error) if is_asked => self.fail(ctx, &error),
            Err(error) if is_new => tracing::warn!(code = error.code(), "a folder cannot be exchanged through"),
            Ok(()) if is_asked => self.say_received(ctx, errand, intake),
            Ok(()) | Err(_) => {}
        }
    }

    /// A station that goes on under another chain does not know who is on duty.
    fn ask_guard_again(&mut self) {
        let Some(Opened { view, .. }) = &self.opened else { return };
        let is_open = view.accounts.standing == crate::station::Standing::Open;
        if self.lock.is_none() && is_open && view.on_duty.is_empty() && !view.card.demo {
            self.lock = Some(crate::ui::screens::lock::Lock::default());
        }
    }

    fn say_received(&mut self, ctx: &Context, errand: &Errand, intake: &Intake) {
        let Some(Opened { view, .. }) = &self.opened else { return };
        let mut said = Vec::new();
        for bundle in &intake.bundles {
            let is_wrong = !bundles::faults(&self.text, &view.exchange, bundle).is_empty();
            let tone = if is_wrong { Tone::Isolate } else { Tone::Clear };
            let sentences = bundles::received(&self.text, &view.exchange, bundle);
            said.extend(sentences.into_iter().map(|sentence| (tone, sentence)));
        }
        if said.is_empty() && matches!(errand, Errand::Folder(..)) {
            said.push((Tone::Clear, self.text.get("bundle-nothing-new").to_owned()));
        }
        for (tone, sentence) in said {
            self.say(ctx, tone, sentence);
        }
    }
}

/// How an errand goes on.
enum Step {
    Again,
    Wait,
    Over,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::station::exchange::Route;

    #[test]
    fn folders_are_due_when_their_seconds_have_passed_and_at_once_after_a_change() {
        let every = |folder: &str, often| RouteState {
            route: Route {
                folder: folder.into(),
                often,
                ..Route::default()
            },
            ..RouteState::default()
        };
        let mut next = BTreeMap::new();
        for (now, often, expected, comes) in [
            (0.0, Often::Every(3600), true, Some(3600.0)),
            (10.0, Often::Every(3600), false, Some(3600.0)),
            // Shortened: not in an hour.
            (20.0, Often::Every(5), false, Some(25.0)),
            (24.0, Often::Every(5), false, Some(25.0)),
            (25.5, Often::Every(5), true, Some(30.5)),
            // By hand, and again: nothing of before is kept.
            (26.0, Often::ByHand, false, None),
            (27.0, Often::Every(60), true, Some(87.0)),
        ] {
            let found = due(&mut next, &[every("share", often)], now);
            assert_eq!(
                (!found.is_empty(), next.get(&PathBuf::from("share")).copied()),
                (expected, comes),
                "{now}"
            );
        }
        assert!(due(&mut next, &[], 28.0).is_empty() && next.is_empty(), "a folder that is gone");
    }
}
