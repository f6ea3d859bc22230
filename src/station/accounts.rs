//! Who is signed in, and what they may do.
//!
//! The session lives here and nowhere else: a program that starts is signed out. A station without accounts permits everything; one
//! with accounts permits nothing but recording to whoever has not signed in, and what is recorded so says that nobody has confirmed it.

mod fault;
mod manage;
mod shift;
mod shown;
#[cfg(test)]
mod tests;

use uuid::Uuid;

pub use fault::AccountFault;
pub use manage::{Choosing, NewAccount};
pub use shift::ShiftCount;
pub use shown::{AccountRow, AccountsView};

use super::out::What;
use super::secret::{Attempt, Proof};
use super::{Done, Error, Station};
use crate::domain::account::{Account, AccountRole, MOST_FAILURES, Strength, session_end, wait};
use crate::domain::audit::Denied;
use crate::domain::day::Moment;
use crate::domain::entry::{Entry, OnDuty};
use crate::domain::peer::Level;
use crate::domain::rights::Right;
use crate::domain::rules::Authority;
use crate::store::accounts::{self, Tries};
use crate::store::{self, StoreError, journal};

/// For how many seconds a passphrase is fresh enough for what is sensitive (ASVS 7.5.3).
const FRESH_SECS: i64 = 5 * 60;
/// Something that is not allowed is written down once in so many seconds, and looked for among so many of the last entries: nobody
/// fills the disk by trying.
const DENIED_SECS: i64 = 60;
const DENIED_AMONG: i64 = 64;
/// What a failed sign-in is called in the journal.
const SIGN_IN: &str = "sign-in";

/// Somebody signed in with an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub account: Uuid,
    pub role: AccountRole,
    pub strength: Strength,
    /// When they last gave their passphrase.
    pub proved: Moment,
    /// When they came on duty.
    pub since: Moment,
    /// When they are signed out, whatever they do.
    pub until: Moment,
    /// They went away: until they prove again who they are, nobody is signed in.
    locked: bool,
    /// What they signed in with was chosen by somebody else: until they have chosen, they are not signed in.
    renew: bool,
}

/// Whether somebody is signed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// There are no accounts: whoever is here may do everything.
    #[default]
    Open,
    /// Nobody has signed in.
    Out,
    /// Somebody has, and went away.
    Locked,
    /// Somebody has, and has to choose a PIN or passphrase of their own first.
    Renew,
    In,
}

impl Standing {
    /// Whether only recording goes on.
    pub fn is_shut(self) -> bool {
        matches!(self, Self::Out | Self::Locked | Self::Renew)
    }
}

/// Who may export: that the right was asked for.
#[derive(Debug)]
pub struct Permit(());

impl Station {
    /// Whether the site has accounts. One that signs in no more is one: where nobody can sign in, nobody may do everything.
    pub fn has_accounts(&self) -> bool {
        !self.identity.accounts.is_empty()
    }

    /// Whether another program writes here, and this one only looks on.
    pub fn is_held(&self) -> bool {
        self.store.held_by().is_some()
    }

    /// How things stand at this station now.
    pub fn standing(&self) -> Standing {
        if !self.has_accounts() {
            return Standing::Open;
        }
        let now = self.now();
        let session = self.session.as_ref().filter(|session| now < session.until);
        match session.filter(|session| self.active(session.account).is_some()) {
            None => Standing::Out,
            Some(Session { renew: true, .. }) => Standing::Renew,
            Some(Session { locked: true, .. }) => Standing::Locked,
            Some(_) => Standing::In,
        }
    }

    /// The session that stands, also where it is locked.
    pub fn session(&self) -> Option<&Session> {
        match self.standing() {
            Standing::Open | Standing::Out => None,
            Standing::Locked | Standing::Renew | Standing::In => self.session.as_ref(),
        }
    }

    /// The account that is signed in and has not gone away.
    pub(super) fn signed_in(&self) -> Option<&Account> {
        let session = self.session.as_ref().filter(|_| self.standing() == Standing::In)?;
        self.active(session.account)
    }

    /// Whom an id names, unless they sign in no more.
    fn active(&self, account: Uuid) -> Option<&Account> {
        self.identity.accounts.iter().find(|known| known.id == account && !known.retired)
    }

    /// Asks whether whoever is signed in may do this; what they may not is written down.
    ///
    /// Errors: `NotAllowed`; `StepUp` where the passphrase has to be given once more; `SignInFirst`.
    pub fn need(&mut self, right: Right) -> Result<(), Error> {
        if !self.has_accounts() {
            return Ok(());
        }
        let Some(account) = self.signed_in() else {
            if right == Right::Record {
                return self.by_itself();
            }
            self.deny(right.key(), None);
            return Err(AccountFault::SignInFirst.into());
        };
        let (id, may) = (account.id, account.role.may(right));
        if !may {
            self.deny(right.key(), Some(id));
            return Err(Error::NotAllowed(right));
        }
        if right.needs_step_up() && !self.is_fresh() {
            return Err(AccountFault::StepUp(right).into());
        }
        Ok(())
    }

    /// Asks for the right to take something out, once, before a thread begins to write it.
    pub fn may_export(&mut self, right: Right) -> Result<Permit, Error> {
        self.need(right).map(Permit)
    }

    /// The same for a table at a level. Whole, the journal has everybody's numbers in it: to audit it is not to take these out.
    pub fn may_take_out(&mut self, what: What, level: Level) -> Result<Permit, Error> {
        let permit = self.may_export(what.right(level))?;
        if what == What::Journal && level == Level::Full {
            self.need(Right::to_take_out(level))?;
        }
        Ok(permit)
    }

    /// Asks whether whoever is signed in may decide as this authority; without accounts everybody may.
    pub(super) fn may_decide_as(&self, by: Authority) -> Result<(), Error> {
        let highest = self.signed_in().map(|account| account.role.authority());
        if highest.is_some_and(|highest| by > highest) {
            return Err(Error::Authority(by));
        }
        Ok(())
    }

    fn is_fresh(&self) -> bool {
        let age = self.session.as_ref().map(|session| self.now().secs_since(session.proved));
        age.is_some_and(|age| (0..=FRESH_SECS).contains(&age))
    }

    /// Before something is written that nobody is asked for: where nobody has signed in, nobody has confirmed who answers, and
    /// whoever was here before does not.
    pub(super) fn by_itself(&mut self) -> Result<(), Error> {
        let is_said = self.identity.on_duty.strength == Strength::Unconfirmed;
        if is_said || !self.has_accounts() || self.signed_in().is_some() {
            return Ok(());
        }
        let unconfirmed = OnDuty {
            strength: Strength::Unconfirmed,
            ..OnDuty::default()
        };
        self.come_on_duty(unconfirmed).map(drop)
    }

    pub(super) fn come_on_duty(&mut self, on_duty: OnDuty) -> Result<Done<()>, Error> {
        let done = self.write(&Entry::OnDuty(on_duty), None)?;
        self.identity = store::station::identity(&self.store)?;
        Ok(done)
    }

    /// Writes down what was refused. It stays refused where that cannot be written, as beside a program that writes here.
    fn deny(&mut self, right: &str, account: Option<Uuid>) {
        let denied = Denied {
            right: right.to_owned(),
            account,
        };
        let written = self.is_denied_already(&denied).and_then(|already| {
            if already {
                return Ok(());
            }
            self.by_itself()?;
            self.write(&Entry::from(denied), None).map(drop)
        });
        if let Err(error) = written {
            tracing::warn!(code = error.code(), "what was refused is not written down");
        }
    }

    fn is_denied_already(&self, denied: &Denied) -> Result<bool, Error> {
        let (now, asked) = (self.now(), Entry::from(denied.clone()));
        let head = store::chains::head(&self.store, self.card().chain)?;
        let (mut found, body, kind) = (false, asked.encode().map_err(StoreError::from)?, asked.kind());
        let span = ((head.seq - DENIED_AMONG).max(1), head.seq);
        journal::each_between::<Error>(&self.store, head.chain, span, |written| {
            let recent = (0..DENIED_SECS).contains(&now.secs_since(written.at));
            found |= recent && written.kind == kind && written.body == body;
            Ok(())
        })?;
        Ok(found)
    }

    /// How signing in went here. With an account that was changed since, at any station, nobody has failed yet.
    fn tries(&self, account: Uuid) -> Result<Tries, Error> {
        let tries = accounts::tries(&self.store)?.remove(&account).unwrap_or_default();
        let changed = accounts::changed(&self.store, account)?.map(|(at, _)| at);
        let is_new = changed.is_some_and(|at| tries.failed_at < at && at <= self.now());
        Ok(Tries {
            failed: if is_new { 0 } else { tries.failed },
            ..tries
        })
    }

    /// Whether somebody failed too often for another try: only a supervisor helps. The last supervisor waits, and is never shut out:
    /// nobody could help.
    fn is_shut(&self, account: Uuid, tries: &Tries) -> bool {
        tries.failed >= MOST_FAILURES && self.keep_a_supervisor(account).is_ok()
    }

    /// For how many seconds nobody signs in with an account, after failures.
    pub fn seconds_to_wait(&self, account: Uuid) -> Result<i64, Error> {
        let tries = self.tries(account)?;
        Ok(wait(tries.failed, tries.failed_at, self.now()))
    }

    /// Begins to sign somebody in, or to ask for their passphrase once more. It counts as failed until it has gone well: whoever ends
    /// the program meanwhile has tried as well.
    ///
    /// Errors: `BackOff` with the seconds to wait; `TooManyFailures`.
    pub fn attempt(&mut self, account: Uuid) -> Result<Attempt, Error> {
        let Some(kept) = self.active(account).map(|account| account.secret.clone()) else {
            return Ok(Attempt {
                account: None,
                kept: String::new(),
            });
        };
        let (now, tries) = (self.now(), self.tries(account)?);
        if self.is_shut(account, &tries) {
            return Err(AccountFault::TooManyFailures.into());
        }
        let seconds = wait(tries.failed, tries.failed_at, now);
        if seconds > 0 {
            return Err(AccountFault::BackOff(seconds).into());
        }
        self.keep_tries(
            account,
            Tries {
                failed: tries.failed.saturating_add(1),
                failed_at: now,
                ..tries
            },
        )?;
        Ok(Attempt {
            account: Some(account),
            kept,
        })
    }

    /// Beside a program that writes here nothing can be counted; whoever reads the file could try without this program as well.
    fn keep_tries(&mut self, account: Uuid, tries: Tries) -> Result<(), Error> {
        if self.is_held() {
            return Ok(());
        }
        Ok(accounts::keep_tries(&mut self.store, account, tries)?)
    }

    /// Whose proof this is, where it holds.
    fn proved(&mut self, proof: &Proof) -> Result<Account, Error> {
        let account = proof.account.and_then(|account| self.active(account)).cloned();
        let proved = account.filter(|account| proof.held.as_ref() == Some(&account.secret));
        let Some(account) = proved else {
            self.deny(SIGN_IN, proof.account);
            return Err(AccountFault::WrongSecret.into());
        };
        let tries = Tries {
            signed_at: Some(self.now()),
            ..Tries::default()
        };
        self.keep_tries(account.id, tries)?;
        Ok(account)
    }

    /// Signs somebody in, in the place of whoever was. `None` where they have to choose a PIN or passphrase of their own first.
    pub fn sign_in(&mut self, proof: &Proof) -> Result<Option<Done<()>>, Error> {
        let account = self.proved(proof)?;
        self.begin_session(&account);
        if account.renew {
            return Ok(None);
        }
        self.take_over(&account).map(Some)
    }

    fn begin_session(&mut self, account: &Account) {
        let now = self.now();
        let same = self.session().filter(|session| session.account == account.id);
        self.session = Some(Session {
            account: account.id,
            role: account.role,
            strength: account.role.strength(),
            proved: now,
            since: same.map_or(now, |session| session.since),
            until: session_end(&self.settings().daily, self.card().zone, now),
            locked: false,
            renew: account.renew,
        });
    }

    /// Whoever signed in answers for what is written from here on. Beside a program that writes here nothing is.
    fn take_over(&mut self, account: &Account) -> Result<Done<()>, Error> {
        let on_duty = OnDuty {
            name: account.name.clone(),
            account: Some(account.id),
            strength: account.role.strength(),
        };
        self.come_on_duty(on_duty)
    }

    /// Signs in beside a program that writes here, to look on: nothing is written.
    pub fn look_on_as(&mut self, proof: &Proof) -> Result<(), Error> {
        let account = self.proved(proof)?;
        self.begin_session(&account);
        Ok(())
    }

    /// The passphrase was asked for once more.
    pub fn step_up(&mut self, proof: &Proof) -> Result<(), Error> {
        let (account, now) = (self.proved(proof)?, self.now());
        match &mut self.session {
            Some(session) if session.account == account.id => session.proved = now,
            Some(_) | None => return Err(AccountFault::SignInFirst.into()),
        }
        Ok(())
    }

    /// Nobody is at the desk: until the account is proved again, only recording goes on.
    pub fn lock(&mut self) {
        if let Some(session) = &mut self.session {
            session.locked = true;
        }
    }

    /// Signs out.
    pub fn sign_out(&mut self) {
        self.session = None;
    }
}
