//! Reading the journal of a million entries as the auditor's screen does: a page of rows, an entry, a day, a filter, a check.

use std::io::Write;
use std::time::Instant;

use gatehouse::station::out::{Filter, Reader};
use gatehouse::station::{Jump, Station, SystemClock};

use crate::plant::{Plant, Random};
use crate::{Fault, Times, folder, verdict};

const PEOPLE: usize = 2_000;
const READINGS: usize = 1_000_000;
/// A screen has about thirty rows; one that is scrolled asks for as many again.
const ROWS: i64 = 60;
const TIMES: usize = 300;

pub(crate) fn run(out: &mut dyn Write) -> Result<(), Fault> {
    let folder = folder()?;
    let mut plant = Plant::found(folder.path(), PEOPLE)?;
    plant.measure(READINGS)?;
    drop(plant);
    let mut station = Station::open(folder.path(), Box::new(SystemClock))?;
    let end = station.journal_end()?;
    let mut random = Random(11);
    let (mut rows, mut pages, mut jumps) = (Times::default(), Times::default(), Times::default());
    for _ in 0..TIMES {
        let no = 1 + i64::try_from(random.below(usize::try_from(end - ROWS)?))?;
        let wanted: Vec<i64> = (no..no + ROWS).collect();
        let started = Instant::now();
        assert_eq!(station.journal_rows(&wanted)?.len(), wanted.len());
        rows.take(started.elapsed());
        let started = Instant::now();
        station.journal_page(no)?;
        pages.take(started.elapsed());
        let started = Instant::now();
        station.journal_jump(None, Jump::Number(no))?;
        jumps.take(started.elapsed());
    }
    writeln!(out, "{}", rows.line(&format!("{ROWS} rows of {end}")))?;
    writeln!(out, "{}", pages.line("an entry with everything about it"))?;
    writeln!(out, "{}", jumps.line("a number"))?;
    writeln!(out, "{}", verdict("the worst p99 of rows", rows.percentile(99), 16.0, " ms"))?;
    let started = Instant::now();
    let (mut found, mut first) = (0, None);
    let filter = Filter {
        kinds: vec![20],
        ..Filter::default()
    };
    Reader::open(folder.path())?.matching(&filter, |batch| {
        first.get_or_insert_with(|| started.elapsed());
        found += batch.len();
        true
    })?;
    let first = first.unwrap_or_default().as_secs_f64() * 1_000.0;
    let all = started.elapsed().as_secs_f64();
    writeln!(
        out,
        "  a filter in a thread: the first rows of {found} after {first:.1} ms, all after {all:.2} s"
    )?;
    let started = Instant::now();
    let checked = station.check()?;
    let all = started.elapsed().as_secs_f64();
    writeln!(
        out,
        "  a check of {} entries in {all:.1} s, sound: {}",
        checked.entries,
        checked.holds()
    )?;
    Ok(())
}
