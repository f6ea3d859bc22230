//! The power goes: whatever the disk has kept of what was not synced, the station opens, holds, and has what was acknowledged.

use disk::Op;

use crate::Tested;
use crate::figures::{Part, many};
use crate::operations::{Bench, Operation};

/// Cuts an operation at every sync and looks at what each seed leaves.
fn cut(operation: Operation) -> Tested {
    let seeds = many(4, 20);
    let part = Part::begin("Survives power loss", format!("{}, torn at 512 B, {seeds} seeds", operation.name()));
    let bench = Bench::new(operation)?;
    bench.begin()?;
    bench.disk.watch();
    bench.perform(&mut || bench.disk.note(Op::Acknowledged))?;
    let log = bench.disk.log();
    let moments = log.moments();
    assert!(moments.len() > 2, "{operation:?} never synced");
    assert_eq!(bench.survives(log.acknowledged(log.ops.len()))?, log.acknowledged(log.ops.len()));
    let mut cuts = 0;
    for moment in moments {
        for seed in 0..seeds {
            let acknowledged = log.acknowledged(moment);
            let which = |error| {
                format!(
                    "{operation:?} cut after {moment} of {} operations, seed {seed}: {error}",
                    log.ops.len()
                )
            };
            bench.disk.load(log.cut(moment, seed))?;
            let there = bench.survives(acknowledged).map_err(which)?;
            assert!(there <= acknowledged + 1, "{}", which(format!("{there} are there").into()));
            cuts += 1;
        }
        // And it can be done again from there.
        bench.perform(&mut || {}).or_else(|error| done_already(operation, error))?;
        bench.survives(1)?;
    }
    part.held(cuts, "0 lost, 0 half")
}

/// A report that was signed before the power went is not signed twice.
fn done_already(operation: Operation, error: gatehouse::station::Error) -> Result<(), gatehouse::station::Error> {
    if operation == Operation::Sign && error.code() == "report-signed" {
        Ok(())
    } else {
        Err(error)
    }
}

/// The proof of the proof: on a disk where nothing is ever synced, what was acknowledged is missed.
#[test]
fn a_disk_that_never_syncs_is_noticed() -> Tested {
    let bench = Bench::new(Operation::Record)?;
    bench.begin()?;
    bench.disk.watch();
    bench.perform(&mut || bench.disk.note(Op::Acknowledged))?;
    let mut log = bench.disk.log();
    log.ops.retain(|(_, op)| *op != Op::Sync);
    let end = log.ops.len();
    bench.disk.load(log.cut(end, 0))?;
    let missed = bench.survives(log.acknowledged(end)).err().map(|error| error.to_string());
    assert_eq!(missed.as_deref(), Some("3 were acknowledged, 0 are there"));
    Ok(())
}

#[test]
fn while_readings_are_recorded() -> Tested {
    cut(Operation::Record)
}

#[test]
fn while_a_roster_is_taken() -> Tested {
    cut(Operation::Roster)
}

#[test]
fn while_a_report_is_signed() -> Tested {
    cut(Operation::Sign)
}

#[test]
fn while_a_bundle_is_merged() -> Tested {
    cut(Operation::Merge)
}

#[test]
fn while_an_old_file_climbs() -> Tested {
    cut(Operation::Climb)
}
