//! Backups from the window: made by a thread beside the gate, every hour and when something asks for it; an arm a line for the rest.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::thread;
use std::time::Duration;

use eframe::egui::Context;

use super::jobs::Then;
use super::{Desk, Opened};
use crate::domain::thinning::Why;
use crate::station::backup::{BackupError, Drilled, Lists, Made, Making, Prepared, RecoveryPaper};
use crate::station::{Error, Station};
use crate::ui::Scene;
use crate::ui::action::BackupsAsked;
use crate::ui::papers;
use crate::ui::theme::Tone;

/// How often it is asked whether a backup is due, in seconds.
const EVERY: f64 = 60.0;
/// A window that closes waits so long for its last backup. One that takes longer is made when the program starts next.
const CLOSING: Duration = Duration::from_secs(1);
/// What the recovery key is called while it is being printed.
const PAPER: &str = "recovery-key.pdf";

/// What a thread does.
type Work = Box<dyn FnOnce() -> Then + Send>;

/// The backups of this window. One thread at a time.
#[derive(Default)]
pub(super) struct Backing {
    running: Option<Receiver<Then>>,
    /// Waits for its turn.
    waiting: VecDeque<(&'static str, Work)>,
    /// What asks for a backup, where something was written.
    wanted: Option<Why>,
    /// When it is looked next, in egui's seconds.
    next: f64,
    /// What was looked at, to be put back.
    prepared: Option<Arc<Prepared>>,
    paper: Option<RecoveryPaper>,
}

impl Desk {
    pub(super) fn backups(&mut self, ctx: &Context, asked: BackupsAsked) {
        match asked {
            BackupsAsked::List => self.list_backups(),
            BackupsAsked::Make => self.plan(ctx, Station::plan_backup_by_hand, |desk, making| desk.make_backup(making, true)),
            BackupsAsked::Drill => self.plan(ctx, |station| station.plan_backup(Why::ByHand), Self::drill),
            BackupsAsked::ChooseSecond => self.later("choose a folder", || {
                let folder = rfd::FileDialog::new().pick_folder();
                Box::new(move |desk, _| desk.preferences.backups.chose_folder(folder.as_deref()))
            }),
            BackupsAsked::SetSecond(folder) => self.plan(ctx, |station| station.set_second_place(&folder), Self::show_paper),
            BackupsAsked::DropSecond => self.plan(ctx, Station::drop_second_place, |desk, ()| desk.list_backups()),
            BackupsAsked::PrintPaper => self.print_paper(ctx),
            BackupsAsked::PaperKept => self.forget_paper(),
            BackupsAsked::Look { path, key } => self.look_at_backup(path, key.as_deref()),
            BackupsAsked::Restore => self.plan(ctx, Station::plan_backup_before_restore, Self::restore_backup),
            BackupsAsked::Forget => self.backing.prepared = None,
        }
    }

    /// Asks the station, and goes on with its answer or says why not.
    fn plan<T>(&mut self, ctx: &Context, ask: impl FnOnce(&mut Station) -> Result<T, Error>, then: impl FnOnce(&mut Self, T)) {
        let Some(Opened { station, .. }) = &mut self.opened else { return };
        match ask(station) {
            Ok(answer) => then(self, answer),
            Err(error) => self.fail(ctx, &error),
        }
    }

    /// Has something done by a thread when it is its turn.
    fn later(&mut self, name: &'static str, work: impl FnOnce() -> Then + Send + 'static) {
        self.backing.waiting.push_back((name, Box::new(work)));
    }

    /// Takes what a thread has brought, and begins what waits or is due.
    pub(super) fn run_backups(&mut self, ctx: &Context) {
        let brought = self.backing.running.as_ref().map(Receiver::try_recv);
        match brought {
            Some(Ok(then)) => {
                self.backing.running = None;
                then(self, ctx);
            }
            Some(Err(TryRecvError::Disconnected)) => self.backing.running = None,
            Some(Err(TryRecvError::Empty)) => return,
            None => {}
        }
        self.look_whether_due(ctx);
        if let Some((name, work)) = self.backing.waiting.pop_front() {
            self.begin(ctx, name, work);
        }
    }

    fn begin(&mut self, ctx: &Context, name: &str, work: Work) {
        let (send, receive) = mpsc::channel();
        let repaint = ctx.clone();
        let thread = thread::Builder::new().name(name.to_owned()).spawn(move || {
            let then = work();
            // The window may be gone by now; then nobody needs to know.
            send.send(then).unwrap_or_default();
            repaint.request_repaint();
        });
        match thread {
            Ok(_) => self.backing.running = Some(receive),
            Err(error) => self.fail(ctx, &Error::Store(error.into())),
        }
    }

    /// Every minute, and when something asks for a backup.
    fn look_whether_due(&mut self, ctx: &Context) {
        let now = ctx.input(|input| input.time);
        let Some(Opened { station, view }) = &mut self.opened else { return };
        let is_ours = view.held_by.is_none() && !view.card.demo;
        if !is_ours || !self.backing.waiting.is_empty() || (now < self.backing.next && self.backing.wanted.is_none()) {
            return;
        }
        self.backing.next = now + EVERY;
        ctx.request_repaint_after(Duration::from_secs_f64(EVERY));
        if !view.backups.is_read {
            self.list_at_first();
            return;
        }
        let wanted = self.backing.wanted.take();
        if let Err(error) = station.follow_backups(&mut view.backups, None) {
            tracing::warn!(code = error.code(), "whether a backup is due cannot be read");
            return;
        }
        if view.backups.remembered.is_owed && !self.clearing.is_running() {
            self.go_on_renewing(ctx);
            return;
        }
        let is_due = station.is_backup_due(&view.backups);
        let why = wanted.filter(|_| view.backups.is_written).or_else(|| is_due.then_some(Why::Hourly));
        let is_behind = view
            .backups
            .remembered
            .second
            .as_ref()
            .is_some_and(|second| second.done < view.backups.last());
        match (why, station.plan_backup(why.unwrap_or_default())) {
            (Some(_), Ok(making)) => self.make_backup(making, false),
            (None, Ok(making)) if is_behind => self.catch_up_second(making),
            (None, Ok(_)) => {}
            (_, Err(error)) => tracing::warn!(code = error.code(), "no backup can be planned"),
        }
    }

    /// Asks for a backup as soon as may be, where something was written since the last one.
    pub(super) fn back_up_soon(&mut self, why: Why) {
        self.backing.wanted = Some(why);
    }

    /// What was deleted for good, or sealed anew, goes from the backups as well.
    pub(super) fn renew_backups(&mut self, ctx: &Context) {
        self.plan(ctx, Station::plan_renewed_backup, |desk, making| desk.make_backup(making, false));
    }

    /// Something was cleared, and the window was closed before all was done, or the fresh backup could not be made.
    fn go_on_renewing(&mut self, ctx: &Context) {
        self.plan(ctx, Station::clear_traces, |desk, _emptied| desk.renew_backups(ctx));
    }

    /// Lists what is there when the station was just opened; what a closing window left undone is done now.
    fn list_at_first(&mut self) {
        // A window that was closed on it has left it behind.
        self.forget_paper();
        let Some(Opened { station, .. }) = &self.opened else { return };
        let Ok(places) = station.shelf() else { return };
        self.later("list backups", move || {
            let (was_cut, lists) = (places.sweep(), places.list());
            Box::new(move |desk, ctx| {
                desk.show_backups(ctx, lists);
                if was_cut {
                    let said = desk.text.get("backup-was-cut").to_owned();
                    desk.say(ctx, Tone::Report, said);
                    desk.back_up_soon(Why::Closing);
                }
            })
        });
    }

    fn list_backups(&mut self) {
        let Some(Opened { station, .. }) = &self.opened else { return };
        let Ok(places) = station.shelf() else { return };
        self.later("list backups", move || {
            let lists = places.list();
            Box::new(move |desk, ctx| desk.show_backups(ctx, lists))
        });
    }

    fn show_backups(&mut self, ctx: &Context, lists: Lists) {
        let Some(Opened { station, view }) = &mut self.opened else { return };
        if let Err(error) = station.follow_backups(&mut view.backups, Some(lists)) {
            self.fail(ctx, &error);
        }
    }

    fn make_backup(&mut self, making: Making, is_asked: bool) {
        self.preferences.backups.works(is_asked);
        self.later("backup", move || {
            let made = making.run(&|_, _| true);
            let lists = making.lists();
            Box::new(move |desk, ctx| desk.made_backup(ctx, &made, lists, is_asked))
        });
    }

    fn made_backup(&mut self, ctx: &Context, made: &Result<Made, Error>, lists: Lists, is_asked: bool) {
        self.preferences.backups.works(false);
        let Some(Opened { station, .. }) = &mut self.opened else { return };
        if let Err(error) = station.note_backup(made) {
            tracing::warn!(code = error.code(), "what came of a backup is not remembered");
        }
        self.show_backups(ctx, lists);
        match made {
            Ok(made) if is_asked => {
                let said = self.text.with("backup-made", &[("file", &made.kept.file())]);
                self.say(ctx, Tone::Clear, said);
            }
            Err(error) if is_asked => self.fail(ctx, error),
            // The line at the top says it as long as it is so.
            Ok(_) | Err(_) => {}
        }
    }

    fn catch_up_second(&mut self, making: Making) {
        self.later("second place", move || {
            let caught = making.catches_up();
            let lists = making.lists();
            Box::new(move |desk, ctx| {
                let Some(Opened { station, .. }) = &mut desk.opened else { return };
                if let Some(Err(error)) = caught.as_ref().map(|outcome| station.note_second(outcome)) {
                    tracing::warn!(code = error.code(), "what came of the second place is not remembered");
                }
                desk.show_backups(ctx, lists);
            })
        });
    }

    fn drill(&mut self, making: Making) {
        self.preferences.backups.works(true);
        self.later("drill", move || {
            let drilled = making.drill();
            Box::new(move |desk, ctx| desk.drilled(ctx, drilled))
        });
    }

    fn drilled(&mut self, ctx: &Context, drilled: Result<Drilled, Error>) {
        self.preferences.backups.works(false);
        let Some(Opened { station, view }) = &mut self.opened else { return };
        let noted = drilled.and_then(|drilled| {
            station.note_drill(drilled)?;
            station.follow_backups(&mut view.backups, None)
        });
        if let Err(error) = noted {
            self.fail(ctx, &error);
        }
    }

    fn show_paper(&mut self, paper: RecoveryPaper) {
        self.preferences.backups.show_paper(&paper);
        self.backing.paper = Some(paper);
        self.list_backups();
        // The newest one goes there at once.
        self.backing.next = 0.0;
    }

    fn print_paper(&mut self, ctx: &Context) {
        let (Some(Opened { station, view }), Some(paper)) = (&self.opened, &self.backing.paper) else {
            return;
        };
        let scene = Scene {
            view,
            text: &self.text,
            now: station.now(),
        };
        let sheet = papers::recovery::sheet(&scene, paper);
        self.print_to(ctx, PAPER, |station, path| station.print(&sheet, path));
    }

    /// Somebody else comes: what was made ready, or is to be put on paper, is not theirs.
    pub(super) fn put_backups_away(&mut self) {
        self.backing.prepared = None;
        self.forget_paper();
    }

    /// The key is on paper now, and nowhere else.
    fn forget_paper(&mut self) {
        self.backing.paper = None;
        let printed = self.folder.join("print").join(PAPER);
        if printed.exists()
            && let Err(error) = std::fs::remove_file(printed)
        {
            tracing::warn!(%error, "the printed recovery key cannot be removed");
        }
    }

    fn look_at_backup(&mut self, path: Option<PathBuf>, key: Option<&str>) {
        let Some(path) = path else {
            self.later("choose a backup", || {
                let chosen = rfd::FileDialog::new().add_filter("db, age", &["db", "age"]).pick_file();
                Box::new(move |desk, _| {
                    if chosen.is_some() {
                        desk.look_at_backup(chosen, None);
                    }
                })
            });
            return;
        };
        let Some(Opened { station, .. }) = &mut self.opened else { return };
        match station.plan_restore(&path, key) {
            Ok(restoring) => {
                self.preferences.backups.works(true);
                self.later("look at a backup", move || {
                    let prepared = restoring.prepare(&|_, _| true);
                    Box::new(move |desk, ctx| desk.looked_at(ctx, path, prepared))
                });
            }
            Err(error) => {
                let said = crate::cli::sentence(&self.text, &error);
                self.preferences.backups.refused(said);
            }
        }
    }

    fn looked_at(&mut self, ctx: &Context, path: PathBuf, prepared: Result<Prepared, Error>) {
        self.preferences.backups.works(false);
        match prepared {
            Ok(prepared) => {
                let prepared = Arc::new(prepared);
                self.preferences.backups.show(Arc::clone(&prepared));
                self.backing.prepared = Some(prepared);
            }
            Err(Error::Backup(BackupError::SealedForOthers)) => self.preferences.backups.ask_key(path),
            Err(error) => self.fail(ctx, &error),
        }
    }

    fn restore_backup(&mut self, making: Making) {
        self.preferences.backups.works(true);
        self.later("copy before a restore", move || {
            let made = making.run(&|_, _| true);
            Box::new(move |desk, ctx| desk.restored(ctx, made))
        });
    }

    /// The copy of what is there now is made: the backup takes its place.
    fn restored(&mut self, ctx: &Context, made: Result<Made, Error>) {
        self.preferences.backups.works(false);
        let (Some(Opened { mut station, view }), Some(prepared)) = (self.opened.take(), self.backing.prepared.take()) else {
            return;
        };
        // What was found due was found in the file that is being replaced.
        self.clearing = super::privacy::Clearing::default();
        match made.and_then(|made| station.restore(&prepared, &made)) {
            Ok(()) => {
                self.preferences.backups.done();
                self.enter(station);
                self.backing.next = 0.0;
                let said = self.text.with("backup-restored", &[("file", &prepared.file)]);
                self.say(ctx, Tone::Clear, said);
            }
            // Nothing was changed. What was looked at can be put back once more.
            Err(error @ (Error::Backup(_) | Error::NotAllowed(_) | Error::Account(_))) => {
                self.opened = Some(Opened { station, view });
                self.backing.prepared = Some(prepared);
                self.fail(ctx, &error);
            }
            // Whichever file is there now, it is whole.
            Err(error) => {
                drop(station);
                self.open();
                self.fail(ctx, &error);
            }
        }
    }

    /// A backup to be made by the thread that prepares something that cannot be undone.
    pub(super) fn backup_before(&self, why: Why) -> Option<Making> {
        let Opened { station, view } = self.opened.as_ref()?;
        let is_ours = view.held_by.is_none() && !view.card.demo;
        is_ours.then(|| station.plan_backup(why).ok()).flatten()
    }

    /// The last backup, when the window is gone: as far as it can be made in a second.
    pub(super) fn back_up_at_closing(&mut self) {
        let Some(making) = self.backup_before(Why::Closing) else { return };
        let Some(Opened { station, view }) = &mut self.opened else { return };
        let is_written = station.follow_backups(&mut view.backups, None).is_ok() && view.backups.is_written;
        if !is_written || !view.backups.is_read {
            return;
        }
        let (send, receive) = mpsc::channel();
        let spawned = thread::Builder::new().name("last backup".into()).spawn(move || {
            send.send(making.run(&|_, _| true)).unwrap_or_default();
        });
        if spawned.is_ok()
            && let Ok(made) = receive.recv_timeout(CLOSING)
            && let Err(error) = station.note_backup(&made)
        {
            tracing::warn!(code = error.code(), "what came of the last backup is not remembered");
        }
    }
}

/// Makes a backup first. Where it cannot be made, what was asked is done all the same, and the line at the top will say it.
pub(super) fn first(making: Option<Making>) {
    if let Some(Err(error)) = making.map(|making| making.run(&|_, _| true)) {
        tracing::warn!(code = error.code(), "no backup was made before");
    }
}
