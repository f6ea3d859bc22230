//! Bundles through the built program: three stations that know each other, and programs that are killed while they write and read.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use gatehouse::domain::person::{Person, PersonId};
use gatehouse::station::{Station, SystemClock};
use gatehouse::store::{Store, journal};
use uuid::Uuid;

use crate::Tested;

type Made<T> = Result<T, Box<dyn std::error::Error>>;

/// How often a program is killed: in so many rounds, while it writes and while it reads.
const ROUNDS: usize = 20;
const CUTS: usize = 5;

fn command(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gatehouse"));
    command.args(["--lang", "en", "--data"]).arg(folder).args(words);
    command
}

/// Runs a command that must do what it is told, and answers what it says.
pub(super) fn run(folder: &Path, words: &[&str]) -> Made<String> {
    let (status, out, err) = tried(folder, words)?;
    if status == Some(0) {
        Ok(out)
    } else {
        Err(format!("{words:?}: {status:?} {err}").into())
    }
}

pub(super) fn tried(folder: &Path, words: &[&str]) -> Made<(Option<i32>, String, String)> {
    let output = command(folder, words).output()?;
    let said = |bytes| String::from_utf8(bytes);
    Ok((output.status.code(), said(output.stdout)?, said(output.stderr)?))
}

pub(super) fn init(place: &Path, name: &str) -> Made<PathBuf> {
    let folder = place.join(name);
    run(&folder, &["init", "--site", "mine", "--station", name])?;
    Ok(folder)
}

fn fingerprint(folder: &Path) -> Made<String> {
    let said = run(folder, &["--format", "ndjson", "bundle", "card"])?;
    let line: serde_json::Value = serde_json::from_str(&said)?;
    Ok(line["fingerprint"].as_str().ok_or("no fingerprint")?.to_owned())
}

/// Each is enrolled with each other.
pub(super) fn befriend(folders: &[&PathBuf]) -> Tested {
    for one in folders {
        for other in folders.iter().filter(|other| *other != one) {
            let card = run(other, &["bundle", "card"])?;
            run(one, &["bundle", "enrol", card.trim(), "--fingerprint", &fingerprint(other)?])?;
        }
    }
    Ok(())
}

fn digest(folder: &Path) -> Made<String> {
    let said = run(folder, &["check", "--digest"])?;
    Ok(said.lines().last().ok_or("no digest")?.to_owned())
}

/// Writes down so many people, an entry each.
fn fill(folder: &Path, from: usize, count: usize) -> Tested {
    let mut station = Station::open(folder, Box::new(SystemClock))?;
    for number in from..from + count {
        station.save_person(Person {
            id: PersonId(Uuid::from_u128(number as u128 + 1)),
            name: "张双".into(),
            ..Person::default()
        })?;
    }
    Ok(())
}

fn path(path: &Path) -> Made<&str> {
    path.to_str().ok_or_else(|| "path".into())
}

#[test]
fn three_stations_read_each_others_bundles_in_any_order() -> Tested {
    let place = tempfile::tempdir()?;
    let (south, north, clinic) = (
        init(place.path(), "south")?,
        init(place.path(), "north")?,
        init(place.path(), "clinic")?,
    );
    let card = run(&north, &["bundle", "card"])?;
    let (status, _, err) = tried(&south, &["bundle", "enrol", card.trim(), "--fingerprint", "0000-0000-0000-0000"])?;
    assert_eq!(status, Some(2));
    assert!(err.contains("Nothing was enrolled"), "{err}");
    assert!(!err.contains(&fingerprint(&north)?), "what is to be compared is not told: {err}");
    befriend(&[&south, &north, &clinic])?;
    fill(&south, 0, 5)?;
    let first = place.path().join("1.gatehouse");
    run(&south, &["bundle", "write", path(&first)?])?;
    fill(&south, 5, 5)?;
    let second = place.path().join("2.gatehouse");
    run(
        &south,
        &[
            "bundle",
            "write",
            path(&second)?,
            "--to",
            "north",
            "--to",
            &fingerprint(&clinic)?.to_lowercase(),
        ],
    )?;
    run(&north, &["bundle", "read", path(&second)?, path(&first)?])?;
    run(&clinic, &["bundle", "read", path(&first)?])?;
    let again = run(&clinic, &["--format", "ndjson", "bundle", "read", path(&first)?, path(&second)?])?;
    let lines: Vec<serde_json::Value> = again.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    assert_eq!((&lines[0]["taken"], &lines[1]["taken"]), (&0.into(), &5.into()), "{again}");
    for (from, to) in [(&north, [&south, &clinic]), (&clinic, [&south, &north])] {
        let file = place.path().join("back.gatehouse");
        run(from, &["bundle", "write", path(&file)?])?;
        for reader in to {
            run(reader, &["bundle", "read", path(&file)?])?;
        }
    }
    let digests = [digest(&south)?, digest(&north)?, digest(&clinic)?];
    assert!(digests[0] == digests[1] && digests[1] == digests[2], "{digests:?}");
    let status = run(&south, &["bundle", "status"])?;
    assert!(status.lines().count() == 3 && status.contains("0 to send"), "{status}");
    let (status, _, err) = tried(&south, &["bundle", "read", path(&south.join("gatehouse.db"))?])?;
    assert!(status == Some(1) && err.lines().count() == 1, "{err}");
    run(&south, &["bundle", "revoke", "north", "--reason", "sold"])?;
    let (status, _, err) = tried(&south, &["--format", "ndjson", "bundle", "read", path(&second)?])?;
    assert!(status == Some(1) && err.contains("\"error\""), "{err}");
    Ok(())
}

#[test]
fn folders_are_exchanged_through_at_one_command() -> Tested {
    let place = tempfile::tempdir()?;
    let (south, north) = (init(place.path(), "south")?, init(place.path(), "north")?);
    let share = place.path().join("share");
    let (status, out, err) = tried(&south, &["bundle", "exchange"])?;
    assert!(status == Some(0) && out.contains("bundle route"), "{out}{err}");
    for folder in [&south, &north] {
        run(folder, &["bundle", "route", path(&share)?, "--every", "5"])?;
    }
    let (status, _, err) = tried(&south, &["bundle", "exchange"])?;
    assert!(status == Some(1) && err.contains("not there"), "{err}");
    std::fs::create_dir(&share)?;
    for folder in [&south, &north, &south] {
        run(folder, &["bundle", "exchange"])?;
    }
    assert!(run(&south, &["bundle", "status"])?.contains("Not enrolled: north"));
    befriend(&[&south, &north])?;
    fill(&south, 0, 3)?;
    for folder in [&south, &north, &south, &north] {
        run(folder, &["bundle", "exchange"])?;
    }
    assert_eq!(digest(&south)?, digest(&north)?);
    Ok(())
}

#[test]
fn killed_while_writing_and_reading_nothing_is_lost_and_nothing_comes_twice() -> Tested {
    let place = tempfile::tempdir()?;
    let (south, north) = (init(place.path(), "south")?, init(place.path(), "north")?);
    befriend(&[&south, &north])?;
    let file = place.path().join("round.gatehouse");
    let mut there = entries(&north)?;
    for round in 0..ROUNDS {
        fill(&south, round * 200, 200)?;
        let goal = there + 200;
        for cut in 0..CUTS {
            let write = command(&south, &["bundle", "write", path(&file)?, "--all"]);
            kill_when(write, || Ok(cut % 2 == 0 || parts(place.path())? > 0))?;
        }
        run(&south, &["bundle", "write", path(&file)?, "--all"])?;
        for cut in 0..CUTS {
            let enough = there + (cut * 50) as u64;
            kill_when(
                command(&north, &["bundle", "read", path(&file)?]),
                || Ok(entries(&north)? >= enough),
            )?;
            let now = entries(&north)?;
            assert!(now >= there, "round {round} cut {cut}: {now} after {there}");
            there = now;
        }
        run(&north, &["bundle", "read", path(&file)?])?;
        there = entries(&north)?;
        assert!(there >= goal, "round {round}: {there} of {goal}");
        std::fs::remove_file(&file)?;
    }
    run(&north, &["bundle", "write", path(&file)?])?;
    run(&south, &["bundle", "read", path(&file)?])?;
    assert_eq!(digest(&south)?, digest(&north)?);
    assert_eq!(entries(&south)?, entries(&north)?);
    Ok(())
}

/// Starts a program and kills it as soon as `now` says so, or lets it end where it is faster.
fn kill_when(mut command: Command, now: impl Fn() -> Made<bool>) -> Tested {
    let mut child: Child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    while child.try_wait()?.is_none() && !now()? {
        std::thread::yield_now();
    }
    child.kill()?;
    child.wait()?;
    Ok(())
}

/// How many entries a data folder holds, whoever writes there.
fn entries(folder: &Path) -> Made<u64> {
    Ok(journal::count(&Store::open_reader(folder)?)?)
}

/// The half-written files that lie in a folder.
fn parts(folder: &Path) -> Made<usize> {
    let mut parts = 0;
    for file in std::fs::read_dir(folder)? {
        parts += usize::from(file?.file_name().to_string_lossy().ends_with(".part"));
    }
    Ok(parts)
}
