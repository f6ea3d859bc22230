//! What is asked for about masking, retention, somebody's own data, done: an arm a line.
//!
//! What is due is looked for in a thread. It is cleared beside the gate, a slice a frame, and then everybody is read again.

use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::thread;

use eframe::egui::Context;

use super::jobs::Found;
use super::{Desk, Opened};
use crate::domain::day::Day;
use crate::domain::person::{Kind, Person, PersonId};
use crate::domain::privacy::Item;
use crate::domain::screening::{Direction, VisitAnswer};
use crate::domain::temperature::Celsius;
use crate::station::out::Reader;
use crate::station::purge::Purging;
use crate::station::{Changed, Error, in_place, print_page};
use crate::ui::action::PrivacyAsked;
use crate::ui::papers::own;
use crate::ui::screens::Screen;
use crate::ui::{Scene, verdict_tone};

/// For how long a number is shown whole.
const SHOWN_SECS: i64 = 60;
/// The hour of the night at which what is due is cleared, where the site has settled that.
const NIGHT: u32 = 2;
/// What this PC remembers: whether the queue looks on.
pub(super) const CURTAIN: &str = "curtain";

/// Clearing, as far as it is.
#[derive(Default)]
pub(super) struct Clearing {
    /// Whether it is for the night, and what comes of it.
    looking: Option<(bool, Receiver<Result<Purging, Error>>)>,
    /// What was found due, not begun.
    found: Option<Purging>,
    running: Option<Purging>,
    /// The day it was looked for last by itself.
    looked: Option<Day>,
    /// The night it was cleared last by itself.
    cleared: Option<Day>,
    /// The log of the database still holds what was cleared: somebody was reading.
    log_waits: bool,
}

impl Clearing {
    /// Whether what was found due is being cleared.
    pub(super) fn is_running(&self) -> bool {
        self.running.is_some()
    }
}

impl Desk {
    pub(super) fn privacy(&mut self, ctx: &Context, asked: PrivacyAsked) {
        match asked {
            PrivacyAsked::Open => self.open_privacy(),
            PrivacyAsked::Look(wished) => self.look_for_due(ctx, wished, false),
            PrivacyAsked::Purge => self.begin_purge(ctx),
            PrivacyAsked::Leave => self.leave_due(),
            PrivacyAsked::Reveal { person, item, reason } => self.reveal(ctx, person, item, &reason),
            PrivacyAsked::Hold { person, reason } => self.write(
                ctx,
                Changed::Person(person),
                |station| station.hold(person, &reason),
                Self::read_holds,
            ),
            PrivacyAsked::LiftHold(person) => {
                self.write(ctx, Changed::Person(person), |station| station.lift_hold(person), Self::read_holds);
            }
            PrivacyAsked::Correct(person) => self.correct(ctx, *person),
            PrivacyAsked::Extract(person) => self.extract(ctx, person),
            PrivacyAsked::Decide { kind, answer, celsius } => self.decide_unkept(ctx, kind, answer, celsius),
            PrivacyAsked::Curtain => self.turn_curtain(ctx),
        }
    }

    fn open_privacy(&mut self) {
        self.show(Screen::Settings);
        self.preferences.show_privacy();
    }

    /// The queue sees no names at the gate, or does again; remembered on this PC.
    fn turn_curtain(&mut self, ctx: &Context) {
        let Some(Opened { view, .. }) = &mut self.opened else { return };
        view.veil.curtain = !view.veil.curtain;
        self.curtain = view.veil.curtain;
        let remembered = if view.veil.curtain { "on" } else { "" };
        self.prefer(CURTAIN, remembered);
        ctx.request_repaint();
    }

    fn reveal(&mut self, ctx: &Context, person: PersonId, item: Item, reason: &str) {
        let shown = self.written(ctx, Changed::Person(person), |station| station.reveal(person, item, reason));
        if let (Some(done), Some(Opened { view, .. })) = (shown, &mut self.opened) {
            ctx.request_repaint();
            view.veil.revealed = Some((person, item, done.at.plus_secs(SHOWN_SECS)));
        }
    }

    fn read_holds(&mut self) {
        let Some(Opened { station, view }) = &mut self.opened else { return };
        match station.holds() {
            Ok(holds) => view.veil.holds = holds,
            Err(error) => tracing::error!(code = error.code(), "who is held could not be read"),
        }
    }

    fn correct(&mut self, ctx: &Context, person: Person) {
        let id = person.id;
        if self
            .written(ctx, Changed::Person(id), |station| station.correct_for(person))
            .is_some()
        {
            self.open_page(id);
        }
    }

    /// What is kept about somebody, as a page and beside it for programs, in the folder of what is printed.
    fn extract(&mut self, ctx: &Context, person: PersonId) {
        let data = self.written(ctx, Changed::Person(person), |station| station.own_data(person));
        let (Some(done), Some(Opened { station, view })) = (data, &self.opened) else {
            return;
        };
        let scene = Scene {
            view,
            text: &self.text,
            now: station.now(),
        };
        let sheet = own::own_data(&scene, &done.value);
        let zone_min = view.card.zone.offset_min(scene.now);
        let path = self.folder.join("print").join(format!("{}-own-{}.pdf", view.day, done.seq));
        self.start(ctx, "extract", move |_| {
            in_place(&path.with_extension("json"), done.value.json(zone_min).as_bytes())?;
            print_page(&sheet, &path)?;
            Ok(Found::Then(Box::new(move |desk: &mut Self, ctx: &Context| {
                desk.show_printed(ctx, &path);
            })))
        });
    }

    fn decide_unkept(&mut self, ctx: &Context, kind: Kind, answer: VisitAnswer, celsius: Option<Celsius>) {
        let decided = self.written(ctx, Changed::Instruments, |station| station.decide_unkept(kind, answer, celsius));
        if let Some(done) = decided {
            let verdict = done.value.verdict;
            let key = format!("verdict-{}", verdict.key());
            let word = if verdict == crate::domain::screening::Verdict::Clear {
                let direction = self.text.with(&format!("direction-{}", Direction::In.key()), &[]);
                self.text.with("gate-clear", &[("direction", &direction)])
            } else {
                self.text.with(&key, &[])
            };
            let said = self.text.with("privacy-decided", &[("verdict", &word)]);
            self.say(ctx, verdict_tone(verdict), said);
        }
    }

    /// Looks in a thread for what is due.
    fn look_for_due(&mut self, ctx: &Context, wished: Option<PersonId>, by_night: bool) {
        let Some(Opened { station, .. }) = &self.opened else { return };
        if self.clearing.looking.is_some() || self.clearing.running.is_some() {
            return;
        }
        let (send, receive) = mpsc::channel();
        let (folder, now, ctx) = (self.folder.clone(), station.now(), ctx.clone());
        let thread = thread::Builder::new().name("look for what is due".into()).spawn(move || {
            let found = Reader::open(&folder).and_then(|reader| reader.plan_purge(wished, now, &|_, _| false));
            // The window may be gone by now; then nobody needs to know.
            send.send(found).unwrap_or_default();
            ctx.request_repaint();
        });
        if thread.is_ok() {
            self.clearing.looking = Some((by_night, receive));
        }
    }

    pub(super) fn leave_due(&mut self) {
        self.clearing.found = None;
        if let Some(Opened { view, .. }) = &mut self.opened {
            view.veil.due = None;
        }
    }

    fn begin_purge(&mut self, ctx: &Context) {
        let Some(mut purging) = self.clearing.found.take() else { return };
        let begun = self.written(ctx, Changed::Instruments, |station| station.begin_purge(&mut purging));
        if begun.is_some() {
            self.clearing.running = Some(purging);
        } else {
            self.clearing.found = Some(purging);
        }
    }

    /// Takes what was found due, clears a slice, empties the log: what a frame has time for.
    pub(super) fn go_on_clearing(&mut self, ctx: &Context) {
        self.take_due(ctx);
        self.look_by_itself(ctx);
        if let Some(purging) = self.clearing.running.take() {
            self.clear_slice(ctx, purging);
        }
        if self.clearing.log_waits && !self.jobs.is_busy() {
            self.empty_log();
        }
    }

    fn take_due(&mut self, ctx: &Context) {
        let Some((by_night, looking)) = &self.clearing.looking else {
            return;
        };
        let by_night = *by_night;
        let found = match looking.try_recv() {
            Err(TryRecvError::Empty) => return,
            Ok(found) => Some(found),
            Err(TryRecvError::Disconnected) => None,
        };
        self.clearing.looking = None;
        let (Some(found), Some(Opened { view, .. })) = (found, &mut self.opened) else {
            return;
        };
        match found {
            Ok(purging) => {
                view.veil.due = Some(purging.preview.clone());
                view.changes += 1;
                ctx.request_repaint();
                let is_due = purging.preview.count() > 0;
                self.clearing.found = Some(if by_night { purging.by_night() } else { purging });
                if by_night && is_due {
                    self.begin_purge(ctx);
                }
            }
            Err(error) => self.fail(ctx, &error),
        }
    }

    /// Once a day, where somebody would see it; and at night, where the site has settled that.
    fn look_by_itself(&mut self, ctx: &Context) {
        let Some(Opened { station, view }) = &self.opened else { return };
        let is_night = view.settings.privacy.at_night && view.card.zone.hour(station.now()) == NIGHT;
        let is_seen = self.screen == crate::ui::screens::Screen::Overview && !view.card.demo;
        let is_idle = self.clearing.looking.is_none() && self.clearing.running.is_none() && !self.jobs.is_running();
        if !is_idle || view.held_by.is_some() {
            return;
        }
        let today = Some(view.day);
        if is_night && self.clearing.cleared != today {
            self.clearing.cleared = today;
            self.look_for_due(ctx, None, true);
        } else if is_seen && self.clearing.looked != today {
            self.clearing.looked = today;
            self.look_for_due(ctx, None, false);
        }
    }

    fn clear_slice(&mut self, ctx: &Context, mut purging: Purging) {
        let Some(Opened { station, view }) = &mut self.opened else { return };
        match station.purge_slice(&mut purging) {
            // Everybody is read anew when no other thread is at work.
            Ok(false) if !self.jobs.is_busy() => self.cleared(ctx, &purging),
            Ok(_) => {
                view.veil.clearing = Some(purging.progress());
                self.clearing.running = Some(purging);
                ctx.request_repaint();
            }
            Err(error) => {
                view.veil.clearing = None;
                self.fail(ctx, &error);
            }
        }
    }

    fn cleared(&mut self, ctx: &Context, purging: &Purging) {
        let Some(Opened { station, view }) = &mut self.opened else { return };
        (view.veil.clearing, view.veil.due) = (None, None);
        let emptied = station.finish_purge(purging);
        if let Err(error) = station.read_day(view) {
            tracing::error!(code = error.code(), "the day could not be read");
        }
        let now = station.now();
        match emptied {
            Ok(emptied) => self.clearing.log_waits = !emptied,
            Err(error) => self.fail(ctx, &error),
        }
        let count = purging.preview.count();
        let said = self.text.count("privacy-purged", count, &[]);
        let folder = self.folder.clone();
        self.renew_backups(ctx);
        self.gate.take_focus();
        self.start(ctx, "read everybody", move |_| {
            Ok(Found::Everybody(Box::new(Reader::open(&folder)?.everybody(now)?), said))
        });
    }

    fn empty_log(&mut self) {
        let Some(Opened { station, .. }) = &mut self.opened else { return };
        match station.empty_log() {
            Ok(emptied) => self.clearing.log_waits = !emptied,
            Err(error) => {
                self.clearing.log_waits = false;
                tracing::error!(code = error.code(), "the log of the database could not be emptied");
            }
        }
    }
}
