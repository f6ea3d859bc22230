//! What is asked for about accounts, signing in, stepping up, done: an arm a line. Checking a secret takes its time, in a thread.

use std::sync::mpsc::{self, Receiver};
use std::thread;

use eframe::egui::{Context, Event};
use uuid::Uuid;

use super::{Desk, Opened};
use crate::domain::day::Moment;
use crate::domain::rights::Right;
use crate::domain::settings::AccountSettings;
use crate::station::secret::{Cost, Fresh, Proof};
use crate::station::{AccountFault, Changed, Choosing, Done, Error, NewReading, Permit, Standing, Station};
use crate::ui::action::{AccountsAsked, Action, Secret};
use crate::ui::screens::Screen;
use crate::ui::screens::journal::Journal;
use crate::ui::screens::lock::Lock;
use crate::ui::screens::step_up::StepUp;
use crate::ui::widgets::Notices;

/// How many characters of a badge a locked desk shows.
const TAIL: usize = 3;

/// What is to be done at the desk once a secret was checked or made.
type Then = Box<dyn FnOnce(&mut Desk, &Context) + Send>;

/// Who is watched over at the desk.
#[derive(Default)]
pub(super) struct Keeper {
    /// When there was a key or a movement last.
    touched: Moment,
    /// What is being done, so that it can be done again once the passphrase was given.
    asked: Option<Action>,
    /// Who was at the desk last.
    who: Option<Uuid>,
    /// What waits for the passphrase, and the dialog that asks for it.
    pub(super) step_up: Option<(Action, StepUp)>,
    proving: Option<Receiver<Then>>,
}

impl Desk {
    /// Does what a screen asks for. What asks for the passphrase once more is kept, and done again when it was given.
    pub(super) fn act(&mut self, ctx: &Context, action: Action) {
        self.keeper.asked = Some(action.clone());
        self.run(ctx, action);
        self.keeper.asked = None;
    }

    /// Whether an error is that the passphrase is asked for once more; then it is.
    pub(super) fn asks_again(&mut self, error: &Error) -> bool {
        let Error::Account(AccountFault::StepUp(right)) = error else {
            return false;
        };
        let Some(action) = self.keeper.asked.take() else { return false };
        self.keeper.step_up = Some((action, StepUp::of(*right)));
        true
    }

    pub(super) fn accounts(&mut self, ctx: &Context, asked: AccountsAsked) {
        match asked {
            AccountsAsked::Open => self.open_accounts(),
            AccountsAsked::Lock => self.lock(),
            AccountsAsked::SignIn { account, secret } => self.prove(ctx, account, secret, |desk, ctx, proof| desk.signs_in(ctx, &proof)),
            AccountsAsked::StepUp(secret) => self.step_up(ctx, secret),
            AccountsAsked::Leave => self.leave(),
            AccountsAsked::Renew(secret) => self.renew(ctx, secret),
            AccountsAsked::Record(reading) => self.record_locked(ctx, reading),
            AccountsAsked::Make { new, secret } => self.with_fresh(ctx, Choosing::first(new.role), secret, move |station, fresh| {
                station.add_account(&new, fresh).map(|done| done.with(()))
            }),
            AccountsAsked::Change {
                account,
                new,
                secret: Some(secret),
            } => self.with_fresh(ctx, Choosing::first(new.role), secret, move |station, fresh| {
                station.change_account(account, &new, Some(fresh))
            }),
            AccountsAsked::Change {
                account,
                new,
                secret: None,
            } => self.manage(ctx, |station| station.change_account(account, &new, None)),
            AccountsAsked::Reset { account, secret } => self.reset(ctx, account, secret),
            AccountsAsked::Retire(account) => self.manage(ctx, |station| station.retire_account(account)),
            AccountsAsked::Idle(minutes) => self.settle_idle(ctx, minutes),
        }
    }

    fn open_accounts(&mut self) {
        self.show(Screen::Settings);
        self.preferences.show_accounts();
    }

    /// Does in a thread what takes its time, and then at the desk what follows from it.
    fn in_thread(&mut self, ctx: &Context, work: impl FnOnce() -> Then + Send + 'static) {
        let (send, receive) = mpsc::channel();
        let repaint = ctx.clone();
        let thread = thread::Builder::new().name("check a secret".to_owned()).spawn(move || {
            // The window may be gone by now; then nobody needs to know.
            send.send(work()).unwrap_or_default();
            repaint.request_repaint();
        });
        match thread {
            Ok(_) => self.keeper.proving = Some(receive),
            Err(error) => self.fail(ctx, &Error::Store(error.into())),
        }
    }

    /// Checks what somebody typed, unless they have to wait.
    fn prove(&mut self, ctx: &Context, account: Uuid, secret: Secret, then: fn(&mut Self, &Context, Proof)) {
        let Some(Opened { station, .. }) = &mut self.opened else { return };
        match station.attempt(account) {
            Ok(attempt) => self.in_thread(ctx, move || {
                let proof = attempt.check(&secret.0);
                Box::new(move |desk, ctx| then(desk, ctx, proof))
            }),
            Err(error) => self.not_proved(account, &error),
        }
    }

    /// Says where it was typed that it was not right, or too early.
    fn not_proved(&mut self, account: Uuid, error: &Error) {
        tracing::warn!(code = error.code(), "not signed in");
        let Some(Opened { station, .. }) = &self.opened else { return };
        let (seconds, now) = (station.seconds_to_wait(account).unwrap_or_default(), station.now());
        let waits = matches!(error, Error::Account(AccountFault::BackOff(_)));
        let said = crate::cli::sentence(&self.text, error);
        if let Some((_, step_up)) = &mut self.keeper.step_up {
            step_up.refused(said);
        } else if let Some(lock) = &mut self.lock {
            lock.refused(if waits { String::new() } else { said }, seconds, now);
        }
    }

    fn signs_in(&mut self, ctx: &Context, proof: &Proof) {
        let Some(Opened { station, .. }) = &mut self.opened else { return };
        let signed = if station.is_held() {
            station.look_on_as(proof).map(|()| None)
        } else {
            station.sign_in(proof)
        };
        match signed {
            Err(error) => {
                let account = proof.account().unwrap_or_default();
                return self.not_proved(account, &error);
            }
            Ok(done) => self.note_saved(done.as_ref()),
        }
        self.reread(ctx, Changed::Accounts);
        self.is_in(ctx);
    }

    /// Whoever came goes on where they were; where it is somebody else, a new shift begins.
    fn is_in(&mut self, ctx: &Context) {
        let Some(Opened { station, view }) = &self.opened else { return };
        self.keeper.touched = station.now();
        let (standing, who) = (view.accounts.standing, view.accounts.who);
        match standing {
            Standing::In | Standing::Open => {
                self.lock = None;
                if self.keeper.who != who {
                    self.keeper.who = who;
                    self.exchange_at_shift_end();
                    self.clear_the_desk();
                }
            }
            Standing::Renew => {
                if let Some(lock) = &mut self.lock {
                    lock.choose();
                }
            }
            Standing::Out | Standing::Locked => {}
        }
        ctx.request_repaint();
    }

    /// What the last one could see, and whoever comes may not, is put away: the journal, the recovery key, what was looked at.
    fn clear_the_desk(&mut self) {
        self.jobs.listing = None;
        self.screens.journal = Journal::default();
        self.preferences.put_away();
        self.put_backups_away();
        self.leave_due();
        self.show(self.home());
    }

    fn renew(&mut self, ctx: &Context, secret: Secret) {
        let Some(Opened { station, .. }) = &self.opened else { return };
        let Some(choosing) = station.own_secret() else { return };
        self.in_thread(ctx, move || {
            let fresh = choosing.make(&secret.0, Cost::USUAL);
            Box::new(move |desk, ctx| desk.renewed(ctx, fresh))
        });
    }

    fn renewed(&mut self, ctx: &Context, fresh: Result<Fresh, Error>) {
        let Some(Opened { station, .. }) = &mut self.opened else { return };
        match fresh.and_then(|fresh| station.renew(fresh)) {
            Ok(done) => {
                self.note_saved(Some(&done));
                self.reread(ctx, Changed::Accounts);
                self.is_in(ctx);
            }
            Err(error) => self.not_proved(Uuid::nil(), &error),
        }
    }

    fn step_up(&mut self, ctx: &Context, secret: Secret) {
        let who = self.opened.as_ref().and_then(|opened| opened.view.accounts.who);
        let Some(account) = who else { return };
        self.prove(ctx, account, secret, |desk, ctx, proof| {
            let Some(Opened { station, .. }) = &mut desk.opened else { return };
            match station.step_up(&proof) {
                Err(error) => desk.not_proved(proof.account().unwrap_or_default(), &error),
                Ok(()) => {
                    if let Some((action, _)) = desk.keeper.step_up.take() {
                        desk.act(ctx, action);
                    }
                }
            }
        });
    }

    /// What waited for the passphrase is not done; a form that asked for it is as it was.
    fn leave(&mut self) {
        self.keeper.step_up = None;
        self.preferences.accounts.again();
    }

    /// Writes what needs no secret.
    fn manage(&mut self, ctx: &Context, write: impl FnOnce(&mut Station) -> Result<Done<()>, Error>) {
        let done = self.tried(ctx, Changed::Accounts, write);
        self.managed(ctx, done);
    }

    fn managed(&mut self, ctx: &Context, done: Option<Result<Done<()>, Error>>) {
        match done {
            Some(Ok(_)) => {
                self.reread(ctx, Changed::Accounts);
                self.preferences.accounts.done();
            }
            // The form waits with what was typed until it is asked for again, or left.
            Some(Err(error)) if self.asks_again(&error) => {}
            Some(Err(error)) => self.preferences.accounts.refused(crate::cli::sentence(&self.text, &error)),
            None => {}
        }
    }

    /// Makes what is kept of a secret in a thread, and writes it then. The right is asked for before, so that the passphrase is
    /// asked for before the work and not after it.
    fn with_fresh(
        &mut self,
        ctx: &Context,
        choosing: Choosing,
        secret: Secret,
        write: impl FnOnce(&mut Station, Fresh) -> Result<Done<()>, Error> + Send + 'static,
    ) {
        let Some(Opened { station, .. }) = &mut self.opened else { return };
        if let Err(error) = station.need(Right::ManageAccounts) {
            return self.managed(ctx, Some(Err(error)));
        }
        self.in_thread(ctx, move || {
            let fresh = choosing.make(&secret.0, Cost::USUAL);
            Box::new(move |desk, ctx| {
                let done = desk.tried(ctx, Changed::Accounts, |station| write(station, fresh?));
                desk.managed(ctx, done);
            })
        });
    }

    fn reset(&mut self, ctx: &Context, account: Uuid, secret: Secret) {
        let row = self.opened.as_ref().and_then(|opened| opened.view.accounts.row(account));
        let Some(role) = row.map(|row| row.role) else { return };
        self.with_fresh(ctx, Choosing::first(role), secret, move |station, fresh| {
            station.reset_account(account, fresh)
        });
    }

    fn settle_idle(&mut self, ctx: &Context, idle_minutes: u32) {
        let Some(Opened { view, .. }) = &self.opened else { return };
        let mut settings = view.settings.clone();
        settings.accounts = AccountSettings { idle_minutes };
        self.write(
            ctx,
            Changed::Settings,
            |station| station.change_settings(settings),
            |desk| {
                desk.preferences.accounts.done();
            },
        );
    }

    /// A reading at a desk where nobody is signed in: what is shown of it is the verdict and how the badge ends.
    fn record_locked(&mut self, ctx: &Context, new: NewReading) {
        let person = new.person;
        let Some(done) = self.written(ctx, Changed::Register(person), |station| station.record_reading(new)) else {
            return;
        };
        let known = self.opened.as_ref().and_then(|opened| opened.view.roster.get(person));
        let badge: Vec<char> = known.map(|person| person.badge.chars().collect()).unwrap_or_default();
        let tail: String = badge.iter().skip(badge.len().saturating_sub(TAIL)).collect();
        let verdict = done.value.verdict;
        if let Some(lock) = &mut self.lock {
            lock.recorded(format!("…{tail}"), &done.with(verdict));
        }
    }

    /// Asks for a right before a thread begins what needs it; says why not.
    pub(super) fn permitted(&mut self, ctx: &Context, may: impl FnOnce(&mut Station) -> Result<Permit, Error>) -> Option<Permit> {
        let Opened { station, .. } = self.opened.as_mut()?;
        match may(station) {
            Ok(permit) => Some(permit),
            Err(error) => {
                self.fail(ctx, &error);
                None
            }
        }
    }

    /// Somebody else comes, or whoever was here goes: what the shift did is shown.
    pub(super) fn lock(&mut self) {
        let Some(Opened { station, .. }) = &mut self.opened else { return };
        let shift = station.shift();
        station.lock();
        if let Err(error) = &shift {
            tracing::warn!(code = error.code(), "the shift was not counted");
        }
        self.cover(Lock::handing(shift.ok()));
    }

    /// Puts the page over the lists; what was said in the corner names people.
    fn cover(&mut self, lock: Lock) {
        self.lock = Some(lock);
        if let Some(Opened { view, .. }) = &mut self.opened {
            // It was shown for a reason, to whoever was here.
            view.veil.revealed = None;
            self.keeper.who = view.accounts.who.or(self.keeper.who);
        }
        self.keeper.step_up = None;
        self.all_keys = false;
        self.notices = Notices::default();
    }

    /// What a minute without anybody, the end of a shift and a secret that was checked come to. Runs for a window that is not seen as
    /// well.
    pub fn watch(&mut self, ctx: &Context) {
        if let Some(then) = self.keeper.proving.as_ref().and_then(|receive| receive.try_recv().ok()) {
            self.keeper.proving = None;
            then(self, ctx);
        }
        self.look_for_somebody(ctx);
        self.shut(ctx);
        if let Some(lock) = &mut self.lock {
            lock.checks(self.keeper.proving.is_some());
        }
    }

    /// Locks where nobody has touched anything for the minutes that the site has chosen. What somebody has begun is not left half done:
    /// while a job runs the desk stays as it is.
    fn look_for_somebody(&mut self, ctx: &Context) {
        let busy = self.jobs.is_running();
        let Some(Opened { station, view }) = &mut self.opened else { return };
        let now = station.now();
        let is_touched = ctx.input(|input| input.raw.events.iter().any(|event| !matches!(event, Event::WindowFocused(_))));
        if is_touched || busy || now < self.keeper.touched {
            self.keeper.touched = now;
        }
        if view.accounts.standing != Standing::In {
            return;
        }
        let minutes = i64::from(view.settings.accounts.idle_minutes);
        let left = self.keeper.touched.plus_minutes(minutes).0 - now.0;
        if left <= 0 {
            station.lock();
            self.cover(Lock::away());
        } else {
            ctx.request_repaint_after(std::time::Duration::from_millis(left.unsigned_abs()));
        }
    }

    /// Puts the page over the lists where nobody is signed in any more, however that came.
    fn shut(&mut self, ctx: &Context) {
        let Some(Opened { station, view }) = &self.opened else { return };
        let standing = station.standing();
        if standing != view.accounts.standing {
            self.reread(ctx, Changed::Accounts);
        }
        if standing.is_shut() && self.lock.is_none() {
            self.cover(Lock::away());
        }
    }
}
