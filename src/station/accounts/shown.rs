//! Accounts as the screens show them: never a secret among it.

use uuid::Uuid;

use super::Standing;
use crate::domain::account::AccountRole;
use crate::domain::day::Moment;
use crate::domain::rights::Right;
use crate::domain::rules::Authority;
use crate::station::view::View;
use crate::station::{Error, Station};

/// An account as a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRow {
    pub id: Uuid,
    pub name: String,
    pub role: AccountRole,
    pub badge: String,
    /// They have not chosen a PIN or passphrase of their own yet.
    pub renew: bool,
    pub retired: bool,
    /// Failed too often in a row: only a supervisor helps.
    pub shut: bool,
    /// When they last signed in on this PC.
    pub signed_at: Option<Moment>,
}

/// Who has an account, and who is signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountsView {
    pub standing: Standing,
    /// Those that sign in first, by name.
    pub rows: Vec<AccountRow>,
    /// Who is signed in, or went away.
    pub who: Option<Uuid>,
    /// As what.
    pub role: Option<AccountRole>,
}

impl AccountsView {
    /// Whether the station permits it, so that a screen shows no more than that.
    pub fn may(&self, right: Right) -> bool {
        match self.standing {
            Standing::Open => true,
            Standing::In => self.role.is_some_and(|role| role.may(right)),
            Standing::Out | Standing::Locked | Standing::Renew => right == Right::Record,
        }
    }

    /// Who decides by their role; `None` where there are no accounts and anybody says who decided.
    pub fn authority(&self) -> Option<Authority> {
        self.role.map(AccountRole::authority)
    }

    pub fn row(&self, account: Uuid) -> Option<&AccountRow> {
        self.rows.iter().find(|row| row.id == account)
    }

    /// Those that sign in.
    pub fn active(&self) -> impl Iterator<Item = &AccountRow> {
        self.rows.iter().filter(|row| !row.retired)
    }
}

impl Station {
    /// Reads again who has an account and who is signed in.
    pub(in crate::station) fn read_accounts(&self, view: &mut View) -> Result<(), Error> {
        let row = |account: &crate::domain::account::Account| {
            let tries = self.tries(account.id)?;
            Ok(AccountRow {
                id: account.id,
                name: account.name.clone(),
                role: account.role,
                badge: account.badge.clone(),
                renew: account.renew,
                retired: account.retired,
                shut: self.is_shut(account.id, &tries),
                signed_at: tries.signed_at,
            })
        };
        let mut rows = self.accounts().iter().map(row).collect::<Result<Vec<AccountRow>, Error>>()?;
        rows.sort_by(|one, other| (one.retired, &one.name, one.id).cmp(&(other.retired, &other.name, other.id)));
        let session = self.session();
        let who = session.map(|session| session.account);
        let role = rows.iter().find(|row| Some(row.id) == who).map(|row| row.role);
        view.accounts = AccountsView {
            standing: self.standing(),
            rows,
            who,
            role,
        };
        self.on_duty().clone_into(&mut view.on_duty);
        Ok(())
    }
}
