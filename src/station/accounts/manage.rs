//! Accounts made, changed, reset and retired. Nobody learns a secret by it: what one chooses for another holds for one sign-in.

use uuid::Uuid;

use super::AccountFault;
use crate::domain::account::{Account, AccountRole};
use crate::domain::entry::Entry;
use crate::domain::names::{clean_name, fold};
use crate::domain::rights::Right;
use crate::station::secret::{Cost, Fresh};
use crate::station::{Done, Error, Station};
use crate::store::accounts::{self, Tries};

/// What is said of somebody who gets an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewAccount {
    pub name: String,
    pub role: AccountRole,
    /// Empty without one.
    pub badge: String,
}

/// A PIN or passphrase that is being chosen; making it takes its time.
#[derive(Clone, Debug)]
pub struct Choosing {
    role: AccountRole,
    before: String,
}

impl Choosing {
    /// The first one of an account that is made.
    pub fn first(role: AccountRole) -> Self {
        Self {
            role,
            before: String::new(),
        }
    }

    pub fn role(&self) -> AccountRole {
        self.role
    }

    /// What is kept of it. Errors: the rule that it breaks.
    pub fn make(self, typed: &str, cost: Cost) -> Result<Fresh, Error> {
        Fresh::make(self.role, typed, &self.before, cost)
    }
}

impl Station {
    /// Every account of the site.
    pub fn accounts(&self) -> &[Account] {
        &self.identity.accounts
    }

    /// Makes an account. The first one is a supervisor's, who makes it for themselves and is signed in with it; with those that a
    /// supervisor makes for others something new is chosen at the first sign-in.
    pub fn add_account(&mut self, new: &NewAccount, fresh: Fresh) -> Result<Done<Uuid>, Error> {
        self.need(Right::ManageAccounts)?;
        let is_first = !self.has_accounts();
        if is_first && new.role != AccountRole::Supervisor {
            return Err(AccountFault::FirstSupervisor.into());
        }
        let id = Uuid::now_v7();
        let account = Account {
            id,
            secret: fresh.kept,
            renew: !is_first,
            ..self.described(id, new)?
        };
        if fresh.role.has_pin() != account.role.has_pin() {
            return Err(AccountFault::OtherSecret.into());
        }
        let done = self.save_account(&account)?;
        if is_first {
            self.begin_session(&account);
            self.take_over(&account)?;
        }
        Ok(done.with(id))
    }

    /// Changes what is said of an account. With a role that proves itself in another way comes a new secret.
    pub fn change_account(&mut self, account: Uuid, new: &NewAccount, fresh: Option<Fresh>) -> Result<Done<()>, Error> {
        self.need(Right::ManageAccounts)?;
        let before = self.account(account)?;
        let changed = Account {
            secret: before.secret.clone(),
            renew: before.renew,
            ..self.described(account, new)?
        };
        if before.supervises() && !changed.supervises() {
            self.keep_a_supervisor(account)?;
        }
        match fresh {
            Some(fresh) => self.renewed(changed, fresh),
            None if before.role.has_pin() == changed.role.has_pin() => self.save_account(&changed),
            None => Err(AccountFault::OtherSecret.into()),
        }
    }

    /// Gives an account another PIN or passphrase, for whoever has forgotten theirs. It holds for one sign-in, unless it is one's own.
    pub fn reset_account(&mut self, account: Uuid, fresh: Fresh) -> Result<Done<()>, Error> {
        self.need(Right::ManageAccounts)?;
        let before = self.account(account)?;
        self.renewed(before, fresh)
    }

    fn renewed(&mut self, account: Account, fresh: Fresh) -> Result<Done<()>, Error> {
        if fresh.role.has_pin() != account.role.has_pin() {
            return Err(AccountFault::OtherSecret.into());
        }
        let is_own = self.signed_in().is_some_and(|own| own.id == account.id);
        let id = account.id;
        let done = self.save_account(&Account {
            secret: fresh.kept,
            renew: !is_own,
            ..account
        })?;
        let tries = Tries {
            signed_at: self.tries(id)?.signed_at,
            ..Tries::default()
        };
        self.keep_tries(id, tries)?;
        Ok(done)
    }

    /// Somebody signs in no more. What they wrote stays theirs.
    pub fn retire_account(&mut self, account: Uuid) -> Result<Done<()>, Error> {
        self.need(Right::ManageAccounts)?;
        let before = self.account(account)?;
        if before.supervises() {
            self.keep_a_supervisor(account)?;
        }
        self.save_account(&Account { retired: true, ..before })
    }

    /// The secret that whoever is signing in has to choose, or that whoever is signed in may.
    pub fn own_secret(&self) -> Option<Choosing> {
        let account = self.active(self.session()?.account)?;
        Some(Choosing {
            role: account.role,
            before: account.secret.clone(),
        })
    }

    /// Somebody has chosen their own PIN or passphrase.
    pub fn renew(&mut self, fresh: Fresh) -> Result<Done<()>, Error> {
        let session = self.session().filter(|session| !session.locked).ok_or(AccountFault::SignInFirst)?;
        let account = self.account(session.account)?;
        if fresh.role.has_pin() != account.role.has_pin() {
            return Err(AccountFault::OtherSecret.into());
        }
        let chosen = Account {
            secret: fresh.kept,
            renew: false,
            ..account
        };
        self.save_account(&chosen)?;
        self.begin_session(&chosen);
        self.take_over(&chosen)
    }

    /// The account that an id names, whose owner still works here.
    fn account(&self, account: Uuid) -> Result<Account, Error> {
        Ok(self.active(account).cloned().ok_or(AccountFault::Unknown)?)
    }

    /// Whoever has this name; none where nobody has it, or several.
    pub fn account_named(&self, name: &str) -> Result<Uuid, Error> {
        let name = fold(name.trim());
        let mut named = self
            .accounts()
            .iter()
            .filter(|account| !account.retired && fold(&account.name) == name);
        match (named.next(), named.next()) {
            (Some(account), None) => Ok(account.id),
            (None | Some(_), _) => Err(AccountFault::Unknown.into()),
        }
    }

    fn described(&self, id: Uuid, new: &NewAccount) -> Result<Account, Error> {
        let (name, badge) = (clean_name(&new.name)?, new.badge.trim().to_owned());
        let mut others = self.accounts().iter().filter(|other| other.id != id && !other.retired);
        if others.clone().any(|other| fold(&other.name) == fold(&name)) {
            return Err(AccountFault::NameTaken.into());
        }
        if !badge.is_empty() && others.any(|other| other.badge == badge) {
            return Err(AccountFault::BadgeTaken.into());
        }
        Ok(Account {
            id,
            name,
            role: new.role,
            badge,
            ..Account::default()
        })
    }

    pub(super) fn keep_a_supervisor(&self, but: Uuid) -> Result<(), Error> {
        let mut others = self.accounts().iter().filter(|account| account.id != but);
        if others.any(Account::supervises) {
            return Ok(());
        }
        Err(AccountFault::LastSupervisor.into())
    }

    fn save_account(&mut self, account: &Account) -> Result<Done<()>, Error> {
        let at = self.after(accounts::changed(&self.store, account.id)?);
        let done = self.write_at(at, &Entry::AccountSaved(account.clone()), None)?;
        self.identity = crate::store::station::identity(&self.store)?;
        Ok(done)
    }
}
