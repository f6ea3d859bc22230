//! Files that somebody or something damaged: each is fully readable, or refused with the right sentence. No panic, no hang.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use gatehouse::station::Error;
use gatehouse::store::DATABASE;
use gatehouse::ui::text::{Lang, Text};
use uuid::Uuid;

use crate::Made;
use crate::Tested;
use crate::figures::{Part, many};
use crate::plant::{MORNING, clock, found, reading};
use crate::seeded::Seeded;
use gatehouse::station::Station;

const PAGE: usize = 4096;
/// Nobody waits longer for one file.
const BOUND: Duration = Duration::from_mins(1);

/// A database, and beside it its write-ahead log where there is one.
#[derive(Clone)]
struct Files {
    database: Vec<u8>,
    log: Vec<u8>,
}

/// What came of opening a file and looking at all of it.
#[derive(Debug, PartialEq, Eq)]
enum Seen {
    /// It holds, and all tables have this hash; the chain that the station writes.
    Sound(String, Uuid),
    /// It opened, and the check says what is wrong.
    Found,
    /// Refused, with the code of the sentence and what it says at its end.
    Refused(&'static str, String),
}

fn damage(files: &Files, chance: &mut Seeded) -> (Files, &'static str) {
    let mut files = files.clone();
    let in_log = chance.below(5) == 0;
    let bytes = if in_log { &mut files.log } else { &mut files.database };
    let pages = bytes.len() / PAGE;
    let what = match chance.below(5) {
        0 => {
            for _ in 0..=chance.below(8) {
                let at = chance.below(bytes.len());
                bytes[at] ^= 1 << chance.below(8);
            }
            "bits flipped"
        }
        1 => {
            let (one, other) = (chance.below(pages) * PAGE, chance.below(pages) * PAGE);
            for offset in 0..PAGE {
                bytes.swap(one + offset, other + offset);
            }
            "pages swapped"
        }
        2 => {
            bytes.truncate(chance.below(bytes.len()));
            "truncated"
        }
        3 => {
            let at = chance.below(pages) * PAGE;
            bytes[at..at + PAGE].fill(0);
            "a page zeroed"
        }
        _ => {
            let at = chance.below(bytes.len());
            let end = (at + 1 + chance.below(64)).min(bytes.len());
            bytes[at..end].iter_mut().for_each(|byte| *byte = chance.byte());
            "bytes overwritten"
        }
    };
    (files, what)
}

/// Opens what lies in a folder, checks it, and reads everything that screens and exports read.
fn look(folder: &Path) -> Seen {
    let seen = || -> Result<Seen, Error> {
        let mut station = Station::open(folder, clock(MORNING.plus_minutes(2)))?;
        let checked = station.check();
        // What is readable is read whatever the check says.
        let read = [
            station.view().map(drop),
            station.people().map(drop),
            station.exchange_view().map(drop),
        ];
        if !checked?.holds() {
            return Ok(Seen::Found);
        }
        read.into_iter().collect::<Result<(), _>>()?;
        Ok(Seen::Sound(station.digest()?, station.card().chain))
    };
    seen().unwrap_or_else(|error| {
        let detail = error.facts().into_iter().map(|(_, fact)| fact).collect();
        Seen::Refused(error.code(), detail)
    })
}

/// A station that was not closed: its last entries are in the log.
fn plant(folder: &Path) -> Made<(Files, String, Uuid)> {
    found(folder, "南门", 40)?;
    let mut station = Station::open(folder, clock(MORNING.plus_minutes(1)))?;
    for number in 1..=10 {
        station.record_reading(reading(number))?;
    }
    let read = |name: &str| std::fs::read(folder.join(name));
    let files = Files {
        database: read(DATABASE)?,
        log: read(&format!("{DATABASE}-wal"))?,
    };
    Ok((files, station.digest()?, station.card().chain))
}

/// What may be said of a damaged file.
const SENTENCES: [&str; 7] = [
    "damaged",
    "entry",
    "too-old",
    "too-new",
    "no-station",
    "sealed-value",
    "field-key-wrong",
];

#[test]
fn a_damaged_file_is_read_whole_or_refused() -> Tested {
    let mutants = many(500, 5_000);
    let part = Part::begin(
        "A damaged file never crashes us",
        "bits, pages, lengths, bytes of database and log; opened, checked, read",
    );
    let folder = tempfile::tempdir()?;
    let (whole, digest, chain) = plant(folder.path())?;
    let place = folder.path().to_owned();
    let seed = Seeded::of_run();
    let (told, heard) = mpsc::channel();
    // In a thread, so that one that hangs is noticed.
    let worker = std::thread::spawn(move || {
        let mut chance = Seeded::new(seed);
        for _ in 0..mutants {
            let (files, what) = damage(&whole, &mut chance);
            let is_in_log = files.database == whole.database;
            let laid = std::fs::write(place.join(DATABASE), files.database)
                .and_then(|()| std::fs::write(place.join(format!("{DATABASE}-wal")), files.log));
            let told = laid.is_ok() && told.send((what, is_in_log, look(&place))).is_ok();
            if !told {
                return;
            }
        }
    });
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for mutant in 0..mutants {
        let (what, is_in_log, outcome) = heard
            .recv_timeout(BOUND)
            .map_err(|error| format!("mutant {mutant} of seed {seed}: {error}"))?;
        let which = || format!("mutant {mutant} of seed {seed}, {what}: {outcome:?}");
        match &outcome {
            // A log is believed as far as its checksums go: what comes after is as if it had never been written.
            // Where what tells the place of the folder was hit, it is taken for a copy, and goes on under a chain of its own.
            Seen::Sound(tables, own) => assert!(is_in_log || *tables == digest || *own != chain, "{} is not what it was", which()),
            Seen::Found => {}
            Seen::Refused(code, _) => assert!(SENTENCES.contains(code), "{}", which()),
        }
        let kind = match outcome {
            Seen::Sound(..) => "whole".to_owned(),
            Seen::Found => "told by the check".to_owned(),
            Seen::Refused(code, _) => code.to_owned(),
        };
        *counts.entry(kind).or_default() += 1;
    }
    worker.join().map_err(|_panicked| "a mutant panicked")?;
    let text = Text::new(Lang::En);
    assert!(
        SENTENCES
            .iter()
            .all(|code| text.with(&format!("error-{code}"), &[("detail", "")]) != format!("error-{code}"))
    );
    let counts: Vec<_> = counts.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    part.held(mutants, &format!("0 panics, 0 hangs: {}", counts.join(", ")))
}
