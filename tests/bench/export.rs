//! A million readings as CSV, against the `sqlite3` program's own CSV of the same join, in turn.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use gatehouse::station::out::{Codes, Format, Reader, What};
use gatehouse::station::{ExportAsked, Station, SystemClock};
use gatehouse::store::DATABASE;

use crate::plant::Plant;
use crate::{Fault, Times, folder, verdict};

const PEOPLE: usize = 20_000;
const READINGS: u32 = 1_000_000;
const ROUNDS: usize = 5;

/// What the tables hold, as it stands there: only ids are put into letters.
const AS_STORED: &str = "
SELECT hex(entry.id), entry.seq, hex(chain.id), register.at_ms, entry.zone_min, badge, employee, name,
       celsius, site, instrument, attempt, verdict, direction, hex(corrected_by)
FROM register JOIN entry ON entry.no = register.entry JOIN chain ON chain.no = entry.station JOIN person ON person.no = register.person
WHERE celsius IS NOT NULL ORDER BY register.at_ms, register.entry";

/// The time and the temperature in words as well, which is still less than our table says.
const IN_WORDS: &str = "
SELECT hex(entry.id), entry.seq, hex(chain.id),
       strftime('%Y-%m-%dT%H:%M:%f', (register.at_ms + entry.zone_min * 60000) / 1000.0, 'unixepoch') || '+08:00',
       badge, employee, name, celsius / 100.0, site, instrument, attempt, verdict, direction, hex(corrected_by)
FROM register JOIN entry ON entry.no = register.entry JOIN chain ON chain.no = entry.station JOIN person ON person.no = register.person
WHERE celsius IS NOT NULL ORDER BY register.at_ms, register.entry";

pub(crate) fn run(out: &mut dyn Write) -> Result<(), Fault> {
    let folder = folder()?;
    let started = Instant::now();
    let mut plant = Plant::found(folder.path(), PEOPLE)?;
    plant.measure(usize::try_from(READINGS)?)?;
    drop(plant);
    writeln!(out, "  {READINGS} readings written in {:.0} s", started.elapsed().as_secs_f64())?;

    let there = Command::new("sqlite3").arg("-version").stdout(Stdio::null()).status().is_ok();
    let (mut ours, mut stored, mut words) = (Times::default(), Times::default(), Times::default());
    for _ in 0..ROUNDS {
        let started = Instant::now();
        let rows = export(folder.path())?;
        ours.take(started.elapsed());
        if rows != u64::from(READINGS) {
            return Err(format!("{rows} rows were written").into());
        }
        for (sql, times) in [(AS_STORED, &mut stored), (IN_WORDS, &mut words)] {
            if there {
                let started = Instant::now();
                sqlite3(folder.path(), sql)?;
                times.take(started.elapsed());
            }
        }
    }
    writeln!(out, "{}", ours.line("our CSV"))?;
    if !there {
        writeln!(out, "  sqlite3 is not installed: nothing to compare with")?;
        return Ok(());
    }
    writeln!(out, "{}", stored.line("sqlite3, values as they are stored"))?;
    writeln!(out, "{}", words.line("sqlite3, time and temperature in words"))?;
    let ratio = |mut theirs: Times, ours: &mut Times| ours.median() / theirs.median();
    writeln!(
        out,
        "{}",
        verdict("ours : sqlite3, as stored", ratio(stored, &mut ours), 0.7, " times")
    )?;
    writeln!(
        out,
        "{}",
        verdict("ours : sqlite3, in words", ratio(words, &mut ours), 0.7, " times")
    )?;
    Ok(())
}

fn export(folder: &Path) -> Result<u64, Fault> {
    let asked = ExportAsked {
        what: What::Readings,
        format: Format::Csv,
        from: None,
        to: None,
        only: None,
        level: gatehouse::domain::peer::Level::Full,
        purpose: String::new(),
        path: folder.join("readings.csv"),
    };
    let permit = Station::open_reader(folder, Box::new(SystemClock))?.may_export(What::Readings.right(asked.level))?;
    Ok(Reader::open(folder)?.export(&permit, &asked, &Codes, &|_, _| false)?)
}

fn sqlite3(folder: &Path, sql: &str) -> Result<(), Fault> {
    let status = Command::new("sqlite3")
        .args(["-readonly", "-batch", "-csv", "-header"])
        .arg(folder.join(DATABASE))
        .arg(sql)
        .stdout(File::create(folder.join("theirs.csv"))?)
        .status()?;
    if status.success() { Ok(()) } else { Err("sqlite3 failed".into()) }
}
