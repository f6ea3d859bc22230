//! What the program costs: saving a reading, keeping it, merging what others wrote, finding somebody, reading places, judging
//! everybody again, writing a table, loading a server, waiting for what runs beside, a report, the grid of a group, a frame.
//!
//! `cargo bench` runs everything, `cargo bench -- lookup` one part. Each part measures itself against something plain in
//! the same run, so that a ratio says the same on a slow disk as on a fast one.

mod export;
mod first;
mod following;
mod frame;
mod grid;
mod journal;
mod judging;
mod lookup;
mod merging;
mod places;
mod plant;
mod postgres;
mod report;
mod roster;
mod saving;
mod size;
mod waits;

use std::error::Error;
use std::io::{Write, stdout};
use std::time::Duration;

pub(crate) type Fault = Box<dyn Error>;

/// A part by its name; it writes its figures line by line.
type Part = (&'static str, fn(&mut dyn Write) -> Result<(), Fault>);

const PARTS: [Part; 16] = [
    ("saving", saving::run),
    ("size", size::run),
    ("merging", merging::run),
    ("lookup", lookup::run),
    ("roster", roster::run),
    ("places", places::run),
    ("judging", judging::run),
    ("following", following::run),
    ("export", export::run),
    ("journal", journal::run),
    ("waits", waits::run),
    ("postgres", postgres::run),
    ("report", report::run),
    ("grid", grid::run),
    ("frame", frame::run),
    ("first", first::run),
];

fn main() -> Result<(), Fault> {
    // Cargo adds `--bench` to the names that were asked for.
    let asked: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    if let Some((first::WINDOW, folder)) = asked.split_first().map(|(word, rest)| (word.as_str(), rest.first())) {
        return first::window(folder.map(Into::into));
    }
    let mut out = stdout().lock();
    for (name, run) in PARTS {
        if asked.is_empty() || asked.iter().any(|word| word == name) {
            writeln!(out, "\n{name}")?;
            run(&mut out)?;
        }
    }
    Ok(())
}

/// A folder on the disk that is built on, which is not one in memory; it is gone when the part is over.
pub(crate) fn folder() -> Result<tempfile::TempDir, Fault> {
    Ok(tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?)
}

/// Times of the same thing.
#[derive(Default)]
pub(crate) struct Times(Vec<Duration>);

impl Times {
    pub(crate) fn take(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// The time that so many percent did not exceed, in milliseconds.
    pub(crate) fn percentile(&mut self, percent: usize) -> f64 {
        self.0.sort_unstable();
        let at = (self.0.len() * percent).div_ceil(100).saturating_sub(1);
        self.0.get(at).map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
    }

    pub(crate) fn median(&mut self) -> f64 {
        self.percentile(50)
    }

    pub(crate) fn line(&mut self, what: &str) -> String {
        let (count, median, most) = (self.0.len(), self.median(), self.percentile(99));
        format!("  {what:<44} {count:>6} times   median {median:>9.3} ms   p99 {most:>9.3} ms")
    }
}

/// The measured figure beside the aim.
pub(crate) fn verdict(what: &str, value: f64, aim: f64, unit: &str) -> String {
    let held = if value <= aim { "held" } else { "missed" };
    format!("  {what:<44} {value:.2}{unit}, aim {aim}{unit}: {held}")
}
