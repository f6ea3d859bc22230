//! What can go wrong with a database server: a sentence each for what somebody can put right, and the rest.

use std::error::Error as _;
use std::io::ErrorKind;

use postgres::error::SqlState;

/// Why the server could not do what it was asked. Nothing was changed. None of them names the password, or what a row says.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    #[error("this is not the address of a database")]
    Address,
    /// Not encrypted, to another machine.
    #[error("without TLS only a server on this machine is used")]
    Plain,
    #[error("the file of certificates cannot be used: {0}")]
    Roots(String),
    #[error("the password file cannot be read: {0}")]
    PasswordFile(#[source] std::io::Error),
    #[error("the server cannot be reached: {0}")]
    Unreachable(String),
    /// The machine is there; nothing listens at that port.
    #[error("no database server answers there")]
    Refused,
    #[error("the certificate of the server is not trusted: {0}")]
    Certificate(String),
    #[error("the server does not offer TLS")]
    NoTls,
    #[error("user or password is wrong")]
    Password,
    #[error("there is no such database")]
    NoDatabase,
    /// The user may not do this there.
    #[error("the server does not permit it: {0}")]
    Forbidden(String),
    /// A newer program made the tables; they are not touched.
    #[error("the tables were made by a newer version")]
    TooNew,
    /// It holds tables of another program.
    #[error("this is not a database of this program")]
    Foreign,
    #[error("the disk of the server is full")]
    Full,
    #[error("the connection was lost: {0}")]
    Lost(String),
    #[error("the server refused: {0}")]
    Sql(String),
}

impl ServerError {
    /// The stable code, also the tail of the language key that says it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Address => "server-address",
            Self::Plain => "server-plain",
            Self::Roots(_) => "server-roots",
            Self::PasswordFile(_) => "server-password-file",
            Self::Unreachable(_) => "server-unreachable",
            Self::Refused => "server-refused",
            Self::Certificate(_) => "server-certificate",
            Self::NoTls => "server-no-tls",
            Self::Password => "server-password",
            Self::NoDatabase => "server-no-database",
            Self::Forbidden(_) => "server-forbidden",
            Self::TooNew => "server-too-new",
            Self::Foreign => "server-foreign",
            Self::Full => "server-full",
            Self::Lost(_) => "server-lost",
            Self::Sql(_) => "server-sql",
        }
    }

    /// What the server or the operating system said, for the end of the sentence.
    pub fn detail(&self) -> String {
        match self {
            Self::Roots(said)
            | Self::Unreachable(said)
            | Self::Certificate(said)
            | Self::Forbidden(said)
            | Self::Lost(said)
            | Self::Sql(said) => said.clone(),
            Self::PasswordFile(error) => error.to_string(),
            Self::Address
            | Self::Plain
            | Self::Refused
            | Self::NoTls
            | Self::Password
            | Self::NoDatabase
            | Self::TooNew
            | Self::Foreign
            | Self::Full => String::new(),
        }
    }

    /// Why no connection came about.
    pub(super) fn connecting(error: &postgres::Error) -> Self {
        if error.as_db_error().is_some() {
            return Self::said(error);
        }
        let mut cause = error.source();
        while let Some(found) = cause {
            if let Some(io) = found.downcast_ref::<std::io::Error>() {
                return Self::io(io);
            }
            cause = found.source();
        }
        let said = whole(error);
        if said.contains("does not support TLS") {
            Self::NoTls
        } else if said.contains("password") || said.contains("SASL") {
            Self::Password
        } else {
            Self::Unreachable(said)
        }
    }

    fn io(error: &std::io::Error) -> Self {
        if let Some(tls) = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
            return Self::Certificate(tls.to_string());
        }
        if matches!(error.kind(), ErrorKind::ConnectionRefused | ErrorKind::NotFound) {
            Self::Refused
        } else {
            Self::Unreachable(error.to_string())
        }
    }

    /// What the server answered. Its message alone: the detail may repeat what a row says.
    fn said(error: &postgres::Error) -> Self {
        let Some(said) = error.as_db_error() else {
            return Self::Lost(whole(error));
        };
        let state = said.code();
        let message = format!("{} ({})", said.message(), state.code());
        if [SqlState::INVALID_PASSWORD, SqlState::INVALID_AUTHORIZATION_SPECIFICATION].contains(state) {
            Self::Password
        } else if *state == SqlState::INVALID_CATALOG_NAME {
            Self::NoDatabase
        } else if [SqlState::INSUFFICIENT_PRIVILEGE, SqlState::READ_ONLY_SQL_TRANSACTION].contains(state) {
            Self::Forbidden(message)
        } else if *state == SqlState::DISK_FULL {
            Self::Full
        } else if error.is_closed() || state.code().starts_with("57P") {
            Self::Lost(message)
        } else {
            Self::Sql(message)
        }
    }
}

impl From<postgres::Error> for ServerError {
    fn from(error: postgres::Error) -> Self {
        Self::said(&error)
    }
}

/// An error with everything that led to it.
fn whole(error: &postgres::Error) -> String {
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(found) = cause {
        let next = found.to_string();
        if !said.contains(&next) {
            said = format!("{said}: {next}");
        }
        cause = found.source();
    }
    said
}
