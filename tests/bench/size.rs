//! What a reading takes on the disk, with all its rows and indexes.

use std::io::Write;
use std::path::Path;

use gatehouse::store::DATABASE;
use rusqlite::Connection;

use crate::plant::Plant;
use crate::{Fault, folder, verdict};

const PEOPLE: usize = 5_000;
const READINGS: u32 = 100_000;

pub(crate) fn run(out: &mut dyn Write) -> Result<(), Fault> {
    let folder = folder()?;
    let mut plant = Plant::found(folder.path(), PEOPLE)?;
    let before = size(folder.path())?;
    plant.measure(usize::try_from(READINGS)?)?;
    let after = size(folder.path())?;
    let grown = u32::try_from(after - before)?;
    writeln!(
        out,
        "  {:<44} {before} bytes before, {after} after",
        format!("{READINGS} readings of {PEOPLE} people")
    )?;
    writeln!(
        out,
        "{}",
        verdict("a reading", f64::from(grown) / f64::from(READINGS), 350.0, " bytes")
    )?;
    for (name, bytes) in parts(folder.path())? {
        writeln!(out, "    {name:<42} {:.1} bytes", f64::from(bytes) / f64::from(READINGS))?;
    }
    Ok(())
}

/// The file when nothing is left in its log.
fn size(folder: &Path) -> Result<u64, Fault> {
    let path = folder.join(DATABASE);
    let busy: i64 = Connection::open(&path)?.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy == 0 {
        Ok(std::fs::metadata(&path)?.len())
    } else {
        Err("the log could not be emptied".into())
    }
}

/// The tables and indexes that every reading has a row in, and their bytes.
fn parts(folder: &Path) -> Result<Vec<(String, u32)>, Fault> {
    let db = Connection::open(folder.join(DATABASE))?;
    let sql = "SELECT name, sum(pgsize) FROM dbstat
               WHERE name GLOB 'entry*' OR name GLOB 'register*' GROUP BY name ORDER BY sum(pgsize) DESC";
    let mut select = db.prepare(sql)?;
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
