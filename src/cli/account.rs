//! `account`: who may sign in, for scripts; and who it is that runs a command.

use std::io::{self, BufRead as _};
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;
use uuid::Uuid;

use super::Answer;
use super::report::Output;
use crate::domain::account::AccountRole;
use crate::domain::rights::Right;
use crate::station::secret::{Cost, Fresh};
use crate::station::{AccountFault, Choosing, Error, NewAccount, Permit, Station, SystemClock};
use crate::ui::text::Text;

/// Where the PIN or passphrase of `--account` stands; without it it is the first line of standard input.
const SECRET: &str = "GATEHOUSE_SECRET";
/// Where that of an account that is made or reset stands; without it it is the next line of standard input.
const NEW_SECRET: &str = "GATEHOUSE_NEW_SECRET";

/// The data folder, and as whom it is opened.
#[derive(Debug)]
pub(super) struct At {
    pub(super) folder: PathBuf,
    account: Option<String>,
}

impl At {
    pub(super) fn of(folder: PathBuf, account: Option<String>) -> Self {
        Self { folder, account }
    }

    /// The station, to write.
    pub(super) fn open(&self) -> Result<Station, Error> {
        let mut station = Station::open(&self.folder, Box::new(SystemClock))?;
        self.sign_in(&mut station)?;
        Ok(station)
    }

    /// The station, to look at where the window has it or nobody can write.
    pub(super) fn beside(&self) -> Result<Station, Error> {
        match self.open() {
            Err(error) if ["locked", "read-only"].contains(&error.code()) => {
                let mut station = Station::open_reader(&self.folder, Box::new(SystemClock))?;
                self.sign_in(&mut station)?;
                Ok(station)
            }
            opened => opened,
        }
    }

    /// Asks for the right to take something out. A station without accounts is only looked at.
    pub(super) fn permit(&self, ask: impl FnOnce(&mut Station) -> Result<Permit, Error>) -> Result<Permit, Error> {
        let mut reader = Station::open_reader(&self.folder, Box::new(SystemClock))?;
        if !reader.has_accounts() {
            return ask(&mut reader);
        }
        drop(reader);
        ask(&mut self.beside()?)
    }

    fn sign_in(&self, station: &mut Station) -> Result<(), Error> {
        let Some(name) = self.account.as_ref().filter(|_| station.has_accounts()) else {
            return Ok(());
        };
        let secret = said(SECRET)?;
        // A name that nobody has is checked like any other.
        let account = station.account_named(name).unwrap_or_else(|_| Uuid::nil());
        let proof = station.attempt(account)?.check(&secret);
        if station.is_held() {
            return station.look_on_as(&proof);
        }
        match station.sign_in(&proof)? {
            Some(_) => Ok(()),
            None => Err(AccountFault::RenewFirst.into()),
        }
    }
}

/// A secret from the environment, or a line of standard input.
fn said(variable: &str) -> Result<String, Error> {
    if let Ok(secret) = std::env::var(variable) {
        return Ok(secret);
    }
    let mut line = String::new();
    let read = io::stdin().lock().read_line(&mut line);
    read.map_err(|error| Error::Store(error.into()))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// The arguments of `account`.
#[derive(Debug, Args)]
pub(super) struct Account {
    #[command(subcommand)]
    what: What,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum RoleName {
    Guard,
    Clinic,
    Supervisor,
    Headquarters,
    Auditor,
}

impl From<RoleName> for AccountRole {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Guard => Self::Guard,
            RoleName::Clinic => Self::Clinic,
            RoleName::Supervisor => Self::Supervisor,
            RoleName::Headquarters => Self::Headquarters,
            RoleName::Auditor => Self::Auditor,
        }
    }
}

#[derive(Debug, Subcommand)]
enum What {
    /// Everybody who has an account.
    List,
    /// Make an account. Its secret: `GATEHOUSE_NEW_SECRET`, or the next line of standard input.
    Add {
        name: String,
        /// The first one is a supervisor
        #[arg(long, value_enum)]
        role: RoleName,
        #[arg(long, default_value = "")]
        badge: String,
    },
    /// Another secret for whoever has forgotten theirs; it holds for one sign-in.
    Reset { name: String },
    /// Somebody signs in no more.
    Retire { name: String },
}

/// An account as a line of JSON; its names are a contract.
#[derive(Serialize)]
struct Line<'a> {
    name: &'a str,
    role: &'static str,
    badge: &'a str,
    renew: bool,
    retired: bool,
}

/// Runs one of them.
pub(super) fn run(text: &Text, at: &At, asked: Account, format: Output) -> Result<Answer, Error> {
    let mut station = at.open()?;
    let (key, name) = match asked.what {
        What::List => return list(text, &mut station, format),
        What::Add { name, role, badge } => {
            let role = AccountRole::from(role);
            let fresh = chosen(&mut station, role)?;
            station.add_account(
                &NewAccount {
                    name: name.clone(),
                    role,
                    badge,
                },
                fresh,
            )?;
            ("cli-account-added", name)
        }
        What::Reset { name } => {
            station.need(Right::ManageAccounts)?;
            let account = station.account_named(&name)?;
            let known = station.accounts().iter().find(|known| known.id == account);
            let role = known.map(|known| known.role).unwrap_or_default();
            let fresh = chosen(&mut station, role)?;
            station.reset_account(account, fresh)?;
            ("cli-account-reset", name)
        }
        What::Retire { name } => {
            station.need(Right::ManageAccounts)?;
            let account = station.account_named(&name)?;
            station.retire_account(account)?;
            ("cli-account-retired", name)
        }
    };
    Ok(Answer {
        lines: vec![text.with(key, &[("name", &name)])],
        faults: Vec::new(),
    })
}

fn chosen(station: &mut Station, role: AccountRole) -> Result<Fresh, Error> {
    station.need(Right::ManageAccounts)?;
    Choosing::first(role).make(&said(NEW_SECRET)?, Cost::USUAL)
}

fn list(text: &Text, station: &mut Station, format: Output) -> Result<Answer, Error> {
    station.need(Right::ManageAccounts)?;
    let line = |account: &crate::domain::account::Account| {
        let json = format.is_ndjson().then(|| {
            serde_json::to_string(&Line {
                name: &account.name,
                role: account.role.key(),
                badge: &account.badge,
                renew: account.renew,
                retired: account.retired,
            })
        });
        let role = text.with(&format!("account-role-{}", account.role.key()), &[]);
        let said = || [account.name.as_str(), &role, &account.badge].join("  ").trim_end().to_owned();
        json.and_then(Result::ok).unwrap_or_else(said)
    };
    Ok(Answer {
        lines: station.accounts().iter().filter(|account| !account.retired).map(line).collect(),
        faults: Vec::new(),
    })
}
