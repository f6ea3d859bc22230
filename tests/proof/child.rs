//! Processes of our own: this test program again as a station that works until it is killed, and the built program.

use std::io::{BufRead as _, BufReader, Lines, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use gatehouse::domain::peer::Level;
use gatehouse::station::Station;
use gatehouse::station::SystemClock;
use gatehouse::station::exchange::Intake;

use crate::plant::{reading, somebody};
use crate::{Made, Tested};

/// What a child is told to be, and where.
const WORK: &str = "GATEHOUSE_PROOF_WORK";
const FOLDER: &str = "GATEHOUSE_PROOF_FOLDER";
/// The test that a child runs.
const TEST: &str = "child::works_until_it_is_killed";

/// What a child does, over and over, saying so each time it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// Records readings.
    Record,
    /// Takes rosters.
    Roster,
    /// Reads the bundle `in.gatehouse` beside the database.
    Merge,
    /// Writes the bundle `out.gatehouse` beside the database.
    Send,
    /// Opens the station, which recovers it or lets it climb, and closes it again.
    Open,
}

impl Work {
    const ALL: [Self; 5] = [Self::Record, Self::Roster, Self::Merge, Self::Send, Self::Open];

    fn key(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Roster => "roster",
            Self::Merge => "merge",
            Self::Send => "send",
            Self::Open => "open",
        }
    }
}

/// A process that is killed when it is let go.
pub(crate) struct Worker {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Worker {
    pub(crate) fn start(work: Work, folder: &Path) -> Made<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .args([TEST, "--exact", "--nocapture"])
            .env(WORK, work.key())
            .env(FOLDER, folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
        Ok(Self { child, lines })
    }

    /// Waits until it has said so often that something is done. Fewer where it ends before.
    pub(crate) fn wait_for(&mut self, times: usize) -> usize {
        self.lines.by_ref().filter(is_done).take(times).count()
    }

    /// Waits until it begins.
    pub(crate) fn wait_for_begin(&mut self) -> bool {
        self.lines.by_ref().any(|line| line.is_ok_and(|line| line == "begins"))
    }

    /// Kills it. How often it has said since that something was done.
    pub(crate) fn kill(mut self) -> Made<usize> {
        self.child.kill()?;
        let status = self.child.wait()?;
        if status.success() || status.code().is_some() {
            return Err(format!("it ended by itself: {status}").into());
        }
        Ok(self.lines.by_ref().filter(is_done).count())
    }

    /// Waits for its end; whether it did all it was told.
    pub(crate) fn end(mut self) -> Made<bool> {
        Ok(self.child.wait()?.success())
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It may have ended already, which is as good.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn is_done(line: &std::io::Result<String>) -> bool {
    line.as_ref().is_ok_and(|line| line == "done")
}

/// What a child runs. Without being told to, it is nothing.
#[test]
fn works_until_it_is_killed() -> Tested {
    let (Ok(key), Some(folder)) = (std::env::var(WORK), std::env::var_os(FOLDER)) else {
        return Ok(());
    };
    let work = Work::ALL.into_iter().find(|work| work.key() == key).ok_or("unknown work")?;
    work_in(work, Path::new(&folder))
}

/// No child works longer than this, whoever forgets to kill it.
const ROUNDS: u32 = 20_000;

fn work_in(work: Work, folder: &Path) -> Tested {
    // The line of the harness that names the test has no end yet.
    say("\nbegins")?;
    if work == Work::Open {
        drop(Station::open(folder, Box::new(SystemClock))?);
        return say("done");
    }
    let mut station = Station::open(folder, Box::new(SystemClock))?;
    for round in 0..ROUNDS {
        match work {
            Work::Record => drop(station.record_reading(reading(1 + round % 5))?),
            Work::Roster => roster(&mut station)?,
            Work::Merge => station.read_bundle(&folder.join("in.gatehouse"), &mut Intake::default())?,
            Work::Send => {
                let to: Vec<_> = station.peers()?.iter().map(|peer| peer.card.chain).collect();
                let sending = station.plan_bundle(&to, Level::Full, true)?;
                sending.write(&folder.join("out.gatehouse"), &|_, _| false)?;
            }
            Work::Open => {}
        }
        say("done")?;
    }
    Ok(())
}

/// How many people the rosters of a child bring.
pub(crate) const ROSTER: u32 = 60;

fn roster(station: &mut Station) -> Tested {
    let mut import = station.begin_import()?;
    let people: Vec<_> = (1..=ROSTER).map(|number| (number, somebody(number))).collect();
    for slice in people.chunks(30) {
        station.stage(&mut import, slice.to_vec())?;
    }
    station.take_import(&import, "花名册.xlsx")?;
    Ok(())
}

fn say(line: &str) -> Tested {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}
