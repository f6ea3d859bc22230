//! The disk answers with an error: the N-th opening, reading, writing, syncing or truncating fails, once and from then on, for every N
//! until the operation passes. Each time there is a sentence, nothing is half written, and on a mended disk it works again.

use disk::{Fault, Kind, Trouble};
use gatehouse::domain::peer::Level;
use gatehouse::station::{Error, Station};
use gatehouse::ui::text::{Lang, Text};

use crate::Tested;
use crate::figures::{Part, many};
use crate::operations::{Bench, Operation};
use crate::plant::{MORNING, clock};

const FAULTS: [(Kind, Trouble); 8] = [
    (Kind::Write, Trouble::Io),
    (Kind::Write, Trouble::Full),
    (Kind::Sync, Trouble::Io),
    (Kind::Sync, Trouble::Full),
    (Kind::Truncate, Trouble::Io),
    (Kind::Truncate, Trouble::Full),
    (Kind::Open, Trouble::Io),
    (Kind::Read, Trouble::Io),
];
/// No operation does more of a kind.
const MOST: u32 = 20_000;

/// Whether an error is one that every language has a sentence for, and one that a failing disk may be answered with.
fn is_said(texts: &[Text], error: &Error) -> bool {
    let key = format!("error-{}", error.code());
    let expected = ["disk-full", "read-only", "damaged", "io", "sql", "bundle-io"].contains(&error.code());
    expected && texts.iter().all(|text| text.with(&key, &[("detail", "")]) != key)
}

fn fail(operation: Operation) -> Tested {
    // Each of them in the long run; otherwise every one of the first, and then fewer and fewer.
    let stride = |nth: u32| many(1 + nth / 4, 1);
    let part = Part::begin(
        "Sane on I/O error and full disk",
        format!("{}: N-th open, read, write, sync, truncate; once and lasting", operation.name()),
    );
    let texts: Vec<_> = Lang::ALL.into_iter().map(Text::new).collect();
    let bench = Bench::new(operation)?;
    let mut count = 0;
    for (on, with) in FAULTS {
        for lasting in [false, true] {
            let mut nth = 1;
            while nth < MOST && strike(&bench, &texts, Fault { on, nth, with, lasting })? {
                count += 1;
                nth += stride(nth);
            }
        }
    }
    part.held(count, "0 panics, 0 half, every error has its sentence")
}

/// Does the operation on a disk with a fault; whether the fault struck.
fn strike(bench: &Bench, texts: &[Text], fault: Fault) -> Result<bool, Box<dyn std::error::Error>> {
    bench.begin()?;
    bench.disk.fail(Some(fault));
    let mut acknowledged = 0;
    let outcome = bench.perform(&mut || acknowledged += 1);
    let struck = bench.disk.struck() > 0;
    bench.disk.fail(None);
    let which = |what: String| format!("{:?} under {fault:?}: {what}", bench.operation);
    if let Err(error) = &outcome {
        assert!(struck, "{}", which(format!("{error} on a sound disk")));
        assert!(
            is_said(texts, error),
            "{}",
            which(format!("{error} has no sentence: {}", error.code()))
        );
    }
    let there = bench.survives(acknowledged).map_err(|error| which(error.to_string()))?;
    assert!(
        there <= acknowledged + 1,
        "{}",
        which(format!("{there} are there of {acknowledged}"))
    );
    if there == 0 {
        bench.perform(&mut || {}).map_err(|error| which(format!("afterwards {error}")))?;
        bench.survives(1)?;
    }
    Ok(struck)
}

#[test]
fn while_a_bundle_is_written() -> Tested {
    let part = Part::begin(
        "Sane on I/O error and full disk",
        "write a bundle: N-th open and read; once and lasting",
    );
    let texts: Vec<_> = Lang::ALL.into_iter().map(Text::new).collect();
    let bench = Bench::new(Operation::Merge)?;
    let file = bench.folder().join("out.gatehouse");
    let write = || -> Result<(), Error> {
        let station = Station::open(bench.folder(), clock(MORNING))?;
        let to: Vec<_> = station.peers()?.iter().map(|peer| peer.card.chain).collect();
        station.plan_bundle(&to, Level::Full, true)?.write(&file, &|_, _| false).map(drop)
    };
    let mut count = 0;
    for (on, lasting) in [(Kind::Open, false), (Kind::Open, true), (Kind::Read, false), (Kind::Read, true)] {
        for nth in 1..MOST {
            bench.begin()?;
            let with = Trouble::Io;
            bench.disk.fail(Some(Fault { on, nth, with, lasting }));
            let outcome = write();
            let struck = bench.disk.struck() > 0;
            bench.disk.fail(None);
            if let Err(error) = &outcome {
                assert!(is_said(&texts, error), "{on:?} {nth}: {error}, {}", error.code());
            }
            assert_eq!(file.exists(), outcome.is_ok(), "{on:?} {nth}: half a bundle");
            drop(std::fs::remove_file(&file));
            if !struck {
                break;
            }
            count += 1;
        }
    }
    part.held(count, "0 panics, whole or not there")
}

#[test]
fn while_readings_are_recorded() -> Tested {
    fail(Operation::Record)
}

#[test]
fn while_a_roster_is_taken() -> Tested {
    fail(Operation::Roster)
}

#[test]
fn while_a_report_is_signed() -> Tested {
    fail(Operation::Sign)
}

#[test]
fn while_a_bundle_is_merged() -> Tested {
    fail(Operation::Merge)
}

#[test]
fn while_an_old_file_climbs() -> Tested {
    fail(Operation::Climb)
}
