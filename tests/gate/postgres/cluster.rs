//! A database server for one test: its files in a temporary folder, its port on loopback, and nothing of it left afterwards.

use std::error::Error;
use std::fs::{self, File};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use postgres::{Client, NoTls};
use tempfile::TempDir;

type Started<T> = Result<T, Box<dyn Error>>;

const MISSING: &str = "No PostgreSQL server is installed here. On Debian or Ubuntu: apt-get install postgresql";
const PATIENCE: Duration = Duration::from_mins(1);
pub(crate) const USER: &str = "gatehouse";
pub(crate) const PASSWORD: &str = "qing-mei-73";

/// A running server. It is stopped when it is dropped.
pub(crate) struct Cluster {
    folder: TempDir,
    pub(crate) port: u16,
    server: Child,
}

impl Cluster {
    /// Starts a server with these settings beside the usual ones. It need not survive a power cut.
    pub(crate) fn start(settings: &[(&str, &str)], files: &[(&str, &Path)]) -> Started<Self> {
        let programs = programs().ok_or(MISSING)?;
        let folder = tempfile::tempdir()?;
        let owner = owner(folder.path())?;
        fs::write(folder.path().join("password"), PASSWORD)?;
        for (name, from) in files {
            fs::copy(from, folder.path().join(name))?;
        }
        for entry in fs::read_dir(folder.path())? {
            give(&entry?.path(), owner)?;
        }
        give(folder.path(), owner)?;
        let made = run(&programs.join("initdb"), folder.path(), owner)
            .args([
                "--pgdata=data",
                "--auth=scram-sha-256",
                "--pwfile=password",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
            ])
            .arg(format!("--username={USER}"))
            .output()?;
        if !made.status.success() {
            return Err(String::from_utf8_lossy(&made.stderr).into());
        }
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let log = File::create(folder.path().join("log"))?;
        let mut server = run(&programs.join("postgres"), folder.path(), owner);
        server.args([
            "-D",
            "data",
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=off",
        ]);
        server.arg("-c").arg(format!("port={port}"));
        for (key, value) in settings {
            server.arg("-c").arg(format!("{key}={value}"));
        }
        let server = server.stdout(log.try_clone()?).stderr(log).spawn()?;
        let mut cluster = Self { folder, port, server };
        cluster.wait()?;
        Ok(cluster)
    }

    /// Until it answers, or says why it does not.
    fn wait(&mut self) -> Started<()> {
        let started = Instant::now();
        loop {
            match self.client("postgres") {
                Ok(_) => return Ok(()),
                Err(error) if started.elapsed() > PATIENCE => return Err(error.into()),
                Err(_) => std::thread::sleep(Duration::from_millis(50)),
            }
            if self.server.try_wait()?.is_some() {
                return Err(fs::read_to_string(self.folder.path().join("log"))?.into());
            }
        }
    }

    /// A connection that knows nothing of this program.
    pub(crate) fn client(&self, database: &str) -> Result<Client, postgres::Error> {
        let Self { port, .. } = self;
        Client::connect(&format!("postgres://{USER}:{PASSWORD}@127.0.0.1:{port}/{database}"), NoTls)
    }

    /// Makes an empty database and answers its address.
    pub(crate) fn database(&self, name: &str) -> Result<String, postgres::Error> {
        self.client("postgres")?.batch_execute(&format!("CREATE DATABASE {name}"))?;
        Ok(format!(
            "postgres://{USER}:{PASSWORD}@127.0.0.1:{}/{name}?sslmode=disable",
            self.port
        ))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // An orderly end, so that no shared memory is left behind; a hard one where that takes too long.
        let asked = Command::new("kill").args(["-INT", &self.server.id().to_string()]).status();
        let started = Instant::now();
        while asked.is_ok() && started.elapsed() < PATIENCE && matches!(self.server.try_wait(), Ok(None)) {
            std::thread::sleep(Duration::from_millis(20));
        }
        drop(self.server.kill());
        drop(self.server.wait());
    }
}

/// The folder of the newest server that is installed.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = versions
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path().join("bin"))))
        .max();
    let path = std::env::var_os("PATH")?;
    let mut folders = newest.map(|(_, folder)| folder).into_iter().chain(std::env::split_paths(&path));
    folders.find(|folder| folder.join("initdb").exists() && folder.join("postgres").exists())
}

/// Whom the server runs as: it refuses root, so then the user that its package made.
fn owner(folder: &Path) -> Started<Option<(u32, u32)>> {
    if fs::metadata(folder)?.uid() != 0 {
        return Ok(None);
    }
    let id = |option: &str| -> Started<u32> {
        let said = Command::new("id").args([option, "postgres"]).output()?;
        Ok(String::from_utf8(said.stdout)?.trim().parse().map_err(|_said| MISSING)?)
    };
    Ok(Some((id("-u")?, id("-g")?)))
}

fn give(path: &Path, owner: Option<(u32, u32)>) -> std::io::Result<()> {
    owner.map_or(Ok(()), |(user, group)| chown(path, Some(user), Some(group)))
}

fn run(program: &Path, folder: &Path, owner: Option<(u32, u32)>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).stdin(Stdio::null());
    if let Some((user, group)) = owner {
        command.uid(user).gid(group);
    }
    command
}
