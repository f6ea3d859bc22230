//! `kill -9` of a program that acknowledges each saved number: every acknowledged number is there afterwards.
//!
//! The child is this test program again, told by an environment variable to be a gate.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use gatehouse::domain::day::Zone;
use gatehouse::domain::person::{Person, PersonId};
use gatehouse::domain::screening::Direction;
use gatehouse::domain::settings::Role;
use gatehouse::domain::temperature::{Celsius, Site};
use gatehouse::station::{NewReading, Opening, Station, SystemClock};
use uuid::Uuid;

use crate::Tested;

const FOLDER: &str = "GATEHOUSE_TEST_FOLDER";
const CUTS: usize = 200;
const WORKER: PersonId = PersonId(Uuid::from_u128(231));

#[test]
fn what_was_acknowledged_survives_a_power_cut() -> Tested {
    if let Ok(folder) = std::env::var(FOLDER) {
        return be_a_gate(Path::new(&folder));
    }
    let folder = tempfile::tempdir()?;
    found(folder.path())?;
    let mut acknowledged = 0;
    for cut in 0..CUTS {
        acknowledged = acknowledged.max(run_until_killed(folder.path(), cut % 7 + 1)?);
        let checked = Station::open(folder.path(), Box::new(SystemClock))?.check()?;
        assert!(checked.holds(), "after cut {cut}: {checked:?}");
        assert!(
            checked.entries >= acknowledged,
            "cut {cut} lost {acknowledged}: {} entries",
            checked.entries
        );
    }
    assert!(acknowledged > 200, "the gates hardly wrote: {acknowledged}");
    Ok(())
}

fn found(folder: &Path) -> Tested {
    let opening = Opening {
        site: "锰矿".into(),
        unit: String::new(),
        station: "南门".into(),
        role: Role::Gate,
        zone: Zone::DEFAULT,
        demo: false,
    };
    let mut station = Station::init(folder, opening, Box::new(SystemClock))?;
    station.save_person(Person {
        id: WORKER,
        badge: "0231".into(),
        name: "张双".into(),
        ..Person::default()
    })?;
    Ok(())
}

/// Starts a gate, waits for some acknowledgements, and kills it while it writes the next.
fn run_until_killed(folder: &Path, acknowledgements: usize) -> Result<u64, Box<dyn std::error::Error>> {
    let mut gate = Command::new(std::env::current_exe()?)
        .args(["power_cut::what_was_acknowledged_survives_a_power_cut", "--exact", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .spawn()?;
    let out = BufReader::new(gate.stdout.take().ok_or("no output")?);
    let mut lines = out.lines();
    let saved = |line: std::io::Result<String>| line.ok()?.strip_prefix("saved ")?.parse::<u64>().ok();
    let before = lines.by_ref().filter_map(saved).take(acknowledgements).max();
    gate.kill()?;
    gate.wait()?;
    // What it said between the last line read and its end is acknowledged as well.
    let after = lines.filter_map(saved).max();
    before.max(after).ok_or_else(|| "the gate acknowledged nothing".into())
}

fn be_a_gate(folder: &Path) -> Tested {
    let mut station = Station::open(folder, Box::new(SystemClock))?;
    let mut out = std::io::stdout().lock();
    loop {
        let done = station.record_reading(NewReading {
            person: WORKER,
            celsius: Celsius(3650),
            site: Site::Forehead,
            instrument: String::new(),
            direction: Direction::In,
            mask: true,
        })?;
        writeln!(out, "\nsaved {}", done.seq)?;
        out.flush()?;
    }
}
