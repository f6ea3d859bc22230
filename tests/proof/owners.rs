//! Many programs at once on one folder: one writes at a time, the others say who does, and the file is never harmed.

use crate::Tested;
use crate::figures::{Part, many};
use crate::plant::{open, sound};
use crate::program::{Running, command, roster, run};

const STARTS: usize = 100;

#[test]
fn a_hundred_programs_start_at_once() -> Tested {
    let rounds = many(1, 10);
    let part = Part::begin("Two instances", format!("{STARTS} imports started at once, {rounds} times"));
    let (mut owned, mut refused) = (0, 0);
    for _ in 0..rounds {
        let place = tempfile::tempdir()?;
        let folder = place.path().join("data");
        run(&folder, &["init", "--site", "mine", "--station", "south"])?;
        let before = sound(&mut open(&folder)?)?;
        let files = (0..STARTS)
            .map(|number| roster(place.path(), number))
            .collect::<Result<Vec<_>, _>>()?;
        let started = files.iter().map(|file| {
            let file = file.to_string_lossy();
            Running::start(&mut command(&folder, &["import", "people", &file]))
        });
        let started = started.collect::<Result<Vec<_>, _>>()?;
        let mut taken = 0;
        for running in started {
            let output = running.end()?;
            let said = String::from_utf8(output.stderr)?;
            match output.status.code() {
                Some(0) => taken += 1,
                Some(2) => assert!(said.lines().count() == 1 && said.contains("is using this station"), "{said}"),
                other => return Err(format!("{other:?}: {said}").into()),
            }
        }
        let mut station = open(&folder)?;
        // Staged, and taken.
        assert_eq!(sound(&mut station)?, before + 2 * u64::try_from(taken)?);
        assert_eq!(station.people()?.len(), taken);
        assert!(taken > 0, "somebody must have it");
        (owned, refused) = (owned + taken, refused + STARTS - taken);
    }
    part.held(
        rounds * STARTS,
        &format!("{owned} wrote one after the other, {refused} said who has it, 0 damaged"),
    )
}
