//! Where the server is, and how one speaks to it: `postgres://user@host:5432/database?sslrootcert=FILE`.
//!
//! The connection is encrypted and the certificate is held against the system's roots, or against those in `sslrootcert`, whatever
//! `sslmode` says of more or less strictness (`require`, `verify-ca`, `verify-full`). `sslmode=disable` is for a server on this
//! machine; to another one only with `insecure=yes`. A password that is not to stand in the address is the first line of `passfile`.

use std::fmt;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use postgres::config::{Host, SslMode};
use postgres::{Client, Config, NoTls};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::ServerError;

const PATIENCE: Duration = Duration::from_secs(3);
/// How long what was sent may stay without an answer of the other machine, before the connection counts as lost.
const SILENCE: Duration = Duration::from_secs(10);
const KNOCKS: u32 = 2;
/// The server gives up a statement that takes longer: none of ours comes near.
const OPTIONS: &str = "-c statement_timeout=30s";

/// How what is sent is kept from others.
#[derive(Clone)]
enum Cover {
    Plain,
    /// TLS, with the roots of this file or those of the system.
    Tls(Option<PathBuf>),
}

/// The address of a server's database. It shows itself without the password.
#[derive(Clone)]
pub struct Address {
    config: Config,
    cover: Cover,
    passfile: Option<PathBuf>,
    text: String,
}

impl Address {
    /// As it was given, with the password if it has one: to be kept on this PC, never to be shown.
    pub fn secret_text(&self) -> &str {
        &self.text
    }

    pub(super) fn connect(&self) -> Result<Client, ServerError> {
        let mut config = self.config.clone();
        if let Some(file) = &self.passfile {
            let text = std::fs::read_to_string(file).map_err(ServerError::PasswordFile)?;
            config.password(text.lines().next().unwrap_or_default());
        }
        match &self.cover {
            Cover::Plain => config.connect(NoTls),
            Cover::Tls(roots) => config.connect(tls(roots.as_deref())?),
        }
        .map_err(|error| ServerError::connecting(&error))
    }
}

impl FromStr for Address {
    type Err = ServerError;

    fn from_str(text: &str) -> Result<Self, ServerError> {
        let text = text.trim();
        let (place, asked) = text.split_once('?').unwrap_or((text, ""));
        if !place.starts_with("postgres://") && !place.starts_with("postgresql://") {
            return Err(ServerError::Address);
        }
        let mut config = Config::from_str(place).map_err(|_said| ServerError::Address)?;
        let (mut plain, mut insecure, mut roots, mut passfile) = (false, false, None, None);
        for pair in asked.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').ok_or(ServerError::Address)?;
            match (key, value) {
                ("sslmode", "disable") => plain = true,
                ("sslmode", "require" | "verify-ca" | "verify-full") => {}
                ("insecure", "yes") => insecure = true,
                ("sslrootcert", file) => roots = Some(path(file).ok_or(ServerError::Address)?),
                ("passfile", file) => passfile = Some(path(file).ok_or(ServerError::Address)?),
                _ => return Err(ServerError::Address),
            }
        }
        let stays = !config.get_hosts().is_empty() && config.get_hosts().iter().all(stays_here);
        if config.get_hosts().is_empty() || config.get_user().is_none() || config.get_dbname().is_none() {
            return Err(ServerError::Address);
        }
        if plain && !stays && !insecure {
            return Err(ServerError::Plain);
        }
        config
            .ssl_mode(if plain { SslMode::Disable } else { SslMode::Require })
            .connect_timeout(PATIENCE)
            .keepalives_idle(PATIENCE)
            .keepalives_interval(PATIENCE)
            .keepalives_retries(KNOCKS)
            .tcp_user_timeout(SILENCE)
            .options(OPTIONS)
            .application_name("gatehouse");
        Ok(Self {
            config,
            cover: if plain { Cover::Plain } else { Cover::Tls(roots) },
            passfile,
            text: text.to_owned(),
        })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "postgres://{}@", self.config.get_user().unwrap_or_default())?;
        for (no, host) in self.config.get_hosts().iter().enumerate() {
            f.write_str(if no > 0 { "," } else { "" })?;
            match host {
                Host::Tcp(name) => f.write_str(name)?,
                #[cfg(unix)]
                Host::Unix(folder) => write!(f, "{}", folder.display())?,
            }
            // One port may stand for all hosts.
            let ports = self.config.get_ports();
            ports
                .get(no)
                .or_else(|| ports.first())
                .map_or(Ok(()), |port| write!(f, ":{port}"))?;
        }
        write!(f, "/{}", self.config.get_dbname().unwrap_or_default())?;
        match &self.cover {
            Cover::Plain => f.write_str("?sslmode=disable"),
            Cover::Tls(None) => Ok(()),
            Cover::Tls(Some(file)) => write!(f, "?sslrootcert={}", file.display()),
        }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Whether what is sent there does not leave this machine.
fn stays_here(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback()),
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

/// A path of an address: `%20` stands for a blank. `None` where it is no text.
fn path(text: &str) -> Option<PathBuf> {
    let mut parts = text.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).ok().map(PathBuf::from)
}

/// TLS 1.2 or 1.3; the certificate must lead to a root and name the host.
fn tls(roots: Option<&Path>) -> Result<MakeRustlsConnect, ServerError> {
    let mut trusted = RootCertStore::empty();
    let fault = |said: &dyn fmt::Display| ServerError::Roots(said.to_string());
    match roots {
        Some(file) => {
            for certificate in CertificateDer::pem_file_iter(file).map_err(|error| fault(&error))? {
                trusted
                    .add(certificate.map_err(|error| fault(&error))?)
                    .map_err(|error| fault(&error))?;
            }
        }
        None => {
            trusted.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
    }
    if trusted.is_empty() {
        return Err(fault(&"no certificate in it"));
    }
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| fault(&error))?
        .with_root_certificates(trusted)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_shows_itself_without_its_password() -> Result<(), ServerError> {
        for (text, shown) in [
            (
                "postgres://hq:q%40i@db.example.org/group",
                "postgres://hq@db.example.org:5432/group",
            ),
            (
                " postgresql://hq:qi@10.0.0.7:6432/group?sslmode=verify-full ",
                "postgres://hq@10.0.0.7:6432/group",
            ),
            (
                "postgres://hq@a,b/group?sslrootcert=C%3A/my%20root.pem",
                "postgres://hq@a:5432,b:5432/group?sslrootcert=C:/my root.pem",
            ),
            (
                "postgres://hq:qi@localhost/group?sslmode=disable",
                "postgres://hq@localhost:5432/group?sslmode=disable",
            ),
            (
                "postgres://hq:qi@db/group?sslmode=disable&insecure=yes",
                "postgres://hq@db:5432/group?sslmode=disable",
            ),
        ] {
            let address: Address = text.parse()?;
            assert_eq!((address.to_string(), address.secret_text()), (shown.to_owned(), text.trim()));
            assert!(!format!("{address:?}").contains("qi"));
        }
        Ok(())
    }

    #[test]
    fn nobody_waits_for_ever() -> Result<(), ServerError> {
        let Address { config, .. } = "postgres://hq@db/group".parse()?;
        let idle = (
            config.get_keepalives(),
            config.get_keepalives_idle(),
            config.get_keepalives_interval(),
        );
        assert_eq!(idle, (true, PATIENCE, Some(PATIENCE)));
        assert_eq!(
            (config.get_connect_timeout(), config.get_tcp_user_timeout()),
            (Some(&PATIENCE), Some(&SILENCE))
        );
        assert_eq!(
            (config.get_keepalives_retries(), config.get_options()),
            (Some(KNOCKS), Some(OPTIONS))
        );
        Ok(())
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "group",
            "http://hq@db/group",
            "postgres://",
            "postgres://db",
            "postgres://hq@db",
            "postgres:///group?user=hq",
            "postgres://hq@db/group?sslmode=prefer",
            "postgres://hq@db/group?sslrootcert=%",
            "postgres://hq@db/group?sslrootcert=%zz",
            "postgres://hq@db/group?hostaddr=10.0.0.1",
            "postgres://hq@db/group?password",
            "postgres://hq@db:port/group",
        ] {
            let code = text.parse::<Address>().err().map(|error| error.code());
            assert_eq!(code, Some("server-address"), "{text}");
        }
        for host in ["db", "10.0.0.1", "127.0.0.1,db"] {
            let code = format!("postgres://hq@{host}/group?sslmode=disable")
                .parse::<Address>()
                .err()
                .map(|error| error.code());
            assert_eq!(code, Some("server-plain"), "{host}");
        }
    }
}
