//! What a reading takes on the disk, with all its rows and indexes, and what it takes in a bundle.

use std::io::{Cursor, Write};
use std::path::Path;

use gatehouse::domain::chain::{GENESIS, Head, Link};
use gatehouse::domain::day::Moment;
use gatehouse::domain::parcel::Cover;
use gatehouse::domain::peer::{Card, Level};
use gatehouse::domain::settings::Role;
use gatehouse::exchange::bundle::{BundleError, Part, Secrets, Source, write};
use gatehouse::store::{DATABASE, Store, journal};
use rusqlite::Connection;
use uuid::Uuid;

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
    drop(plant);
    let (entries, bytes) = bundle(folder.path())?;
    let each = f64::from(u32::try_from(bytes)?) / f64::from(u32::try_from(entries)?);
    writeln!(out, "{}", verdict("an entry of these in a bundle", each, 120.0, " bytes"))?;
    Ok(())
}

/// Entries of a journal in their order.
struct Journal(Vec<Link>);

impl Source for Journal {
    fn links(&mut self, _part: &Part, each: &mut dyn FnMut(Link) -> Result<(), BundleError>) -> Result<(), BundleError> {
        self.0.drain(..).try_for_each(each)
    }

    fn photo(&mut self, _no: usize) -> Result<Option<Vec<u8>>, BundleError> {
        Ok(None)
    }
}

/// How many entries the whole journal has, and how many bytes as one bundle.
fn bundle(folder: &Path) -> Result<(u64, u64), Fault> {
    let store = Store::open(folder)?;
    let (mut links, mut last) = (Vec::new(), None);
    journal::each_entry(&store, |written| {
        last = Some((written.chain, written.seq, written.hash));
        links.push(written.link());
        Ok(true)
    })?;
    let (chain, seq, hash) = last.ok_or("an empty journal")?;
    let secrets = Secrets::new();
    let card = |chain| Card {
        chain,
        site: "site".into(),
        unit: String::new(),
        station: "gate".into(),
        role: Role::Gate,
        keys: secrets.keys(),
    };
    let cover = Cover {
        maker: card(chain),
        to: vec![card(Uuid::now_v7())],
        level: Level::Full,
        made: Moment(0),
        no: 0,
        holds: Vec::new(),
        wants: Vec::new(),
    };
    let part = Part {
        chain,
        from: 1,
        to: seq,
        before: GENESIS,
        signed: secrets.sign(Head { chain, seq, hash }),
    };
    let mut out = Cursor::new(Vec::new());
    let written = write(&mut out, &secrets, &cover, &[part], &mut Journal(links), &|_, _| true)?;
    Ok((written.entries, written.bytes))
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
