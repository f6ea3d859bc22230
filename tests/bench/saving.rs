//! Saving a reading against one bare durable insert, in turn, on the same disk.

use std::io::Write;
use std::time::Instant;

use gatehouse::domain::screening::Direction;
use gatehouse::domain::temperature::{Celsius, Site};
use gatehouse::station::{NewReading, Station, SystemClock};
use gatehouse::store::DATABASE;
use rusqlite::Connection;

use crate::plant::{Plant, Random};
use crate::{Fault, Times, folder, verdict};

const PEOPLE: usize = 5_000;
const EARLIER: usize = 100_000;
const ROUNDS: usize = 3_000;
/// A reading changes seven pages: the journal and its two indexes, the register and its two, and who is inside.
const PAGES: [u8; 7] = [1, 2, 3, 4, 5, 6, 7];

pub(crate) fn run(out: &mut dyn Write) -> Result<(), Fault> {
    let folder = folder()?;
    let mut plant = Plant::found(folder.path(), PEOPLE)?;
    plant.measure(EARLIER)?;
    let people = std::mem::take(&mut plant.people);
    drop(plant);

    let bare = bare(folder.path())?;
    let mut insert = bare.prepare("INSERT INTO reading (celsius) VALUES (?1)")?;
    let pages = PAGES
        .map(|no| format!("INSERT INTO page_{no} (text) VALUES (hex(zeroblob(60)));"))
        .concat();
    let pages = format!("BEGIN IMMEDIATE; {pages} COMMIT;");
    let mut station = Station::open(folder.path(), Box::new(SystemClock))?;
    let mut random = Random(7);
    let (mut ours, mut theirs, mut least) = (Times::default(), Times::default(), Times::default());
    for _ in 0..ROUNDS {
        let started = Instant::now();
        insert.execute([3_650])?;
        theirs.take(started.elapsed());

        let started = Instant::now();
        bare.execute_batch(&pages)?;
        least.take(started.elapsed());

        let new = NewReading {
            person: people[random.below(people.len())],
            celsius: Celsius(3_650),
            site: Site::Forehead,
            instrument: "额温枪 1".into(),
            direction: Direction::In,
            mask: true,
        };
        let started = Instant::now();
        station.record_reading(new)?;
        ours.take(started.elapsed());
    }
    writeln!(out, "{}", theirs.line("a bare durable insert"))?;
    writeln!(out, "{}", least.line("a bare insert into as many pages"))?;
    writeln!(out, "{}", ours.line("a reading, judged and recorded"))?;
    writeln!(
        out,
        "{}",
        verdict("a reading : a bare insert, medians", ours.median() / theirs.median(), 1.2, " times")
    )?;
    let ratio = ours.median() / least.median();
    writeln!(out, "  {:<44} {ratio:.2} times", "a reading : a bare insert into as many pages")?;
    Ok(())
}

/// One table beside the station's file, as durable as it is and with pages of the same size.
fn bare(folder: &std::path::Path) -> Result<Connection, Fault> {
    let like = Connection::open(folder.join(DATABASE))?;
    let page: i64 = like.pragma_query_value(None, "page_size", |row| row.get(0))?;
    let db = Connection::open(folder.join("bare.db"))?;
    db.pragma_update(None, "page_size", page)?;
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "FULL")?;
    db.execute_batch("CREATE TABLE reading (no INTEGER PRIMARY KEY, celsius INTEGER NOT NULL) STRICT")?;
    for no in PAGES {
        db.execute_batch(&format!(
            "CREATE TABLE page_{no} (no INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT"
        ))?;
    }
    Ok(db)
}
