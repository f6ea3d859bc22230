//! Files of every released schema: each opens, climbs, verifies, and gives the tables it always gave.
//!
//! How the fixtures were made: `fixtures/entries.txt` has what could happen, each line with the schema that first knew it. They were
//! appended and folded, and what the tables of schema n have room for was copied into a file that climbed to n and no further; `make_a_fixture`
//! below is that. A fixture is made once, when its schema ships, and never again: it stands for a file that somebody has. Schema 1
//! never held an entry: a program killed between its first two steps left it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use gatehouse::domain::day::Moment;
use gatehouse::domain::entry::{Entry, EntryId};
use gatehouse::domain::person::PersonId;
use gatehouse::store::journal::{self, Stamp};
use gatehouse::store::secrets::FIELD_KEY;
use gatehouse::store::{DATABASE, Store, migrate, projection};
use rusqlite::Connection;
use tempfile::TempDir;
use uuid::Uuid;

use crate::figures::Part;
use crate::plant::{MORNING, open, sound};
use crate::{Made, Tested};

/// The newest schema that was released.
const RELEASED: usize = 7;
const STEPS: [&str; RELEASED] = [
    include_str!("../../src/store/migrations/0001_journal.sql"),
    include_str!("../../src/store/migrations/0002_projections.sql"),
    include_str!("../../src/store/migrations/0003_person_badge.sql"),
    include_str!("../../src/store/migrations/0004_course.sql"),
    include_str!("../../src/store/migrations/0005_daybook.sql"),
    include_str!("../../src/store/migrations/0006_exchange.sql"),
    include_str!("../../src/store/migrations/0007_trust.sql"),
];
const CHAIN: Uuid = Uuid::from_u128(0x0000_0000_0000_7000_8000_0000_0000_0001);

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/proof/fixtures")
}

/// What could happen, as the fixtures have it.
pub(crate) fn lines() -> Made<Vec<String>> {
    let text = std::fs::read_to_string(fixtures().join("entries.txt"))?;
    Ok(text.lines().map(str::to_owned).collect())
}

/// Lays the file of a schema into a folder.
pub(crate) fn lay(schema: usize, folder: &Path) -> Tested {
    let sql = std::fs::read_to_string(fixtures().join(format!("schema{schema}.sql")))?;
    let db = Connection::open(folder.join(DATABASE))?;
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.execute_batch(&sql)?;
    // From schema 7 on some of it is sealed.
    let key = fixtures().join(format!("schema{schema}.key"));
    if key.exists() {
        std::fs::copy(key, folder.join(FIELD_KEY))?;
    }
    Ok(())
}

/// A folder in which everything was appended and folded that a schema knew.
fn lived(schema: usize) -> Made<TempDir> {
    let folder = tempfile::tempdir()?;
    Store::open(folder.path())?.transact(|db| live(db, schema))?;
    Ok(folder)
}

fn live(db: &Connection, schema: usize) -> Tested {
    if schema > 1 {
        db.execute("INSERT INTO chain (no, id, own) VALUES (1, ?1, 1)", [CHAIN.as_bytes()])?;
    }
    let lines = lines()?;
    let known = lines.iter().filter_map(|line| {
        let parts: Vec<_> = line.splitn(5, '|').collect();
        let since: usize = parts.first()?.parse().ok()?;
        (since <= schema).then_some(parts)
    });
    for (number, parts) in (1_u128..).zip(known) {
        let id = |number: u128| EntryId(Uuid::from_u128(0x0000_0000_0000_7000_9000_0000_0000_0000 + number));
        let who = u128::from_str_radix(parts[2], 16).ok();
        let who = who.map(|who| PersonId(Uuid::from_u128(0x0000_0000_0000_7000_8000_0000_0000_0000 + who)));
        let entry = Entry::decode(parts[1].parse()?, who, parts[4]).map_err(|error| format!("{parts:?}: {error}"))?;
        let stamp = Stamp {
            id: id(number),
            at: Moment(MORNING.0 - 86_400_000 + i64::try_from(number)? * 1000),
            zone_min: 480,
            actor: 0,
            corrects: parts[3].parse().ok().map(id),
        };
        projection::fold(db, &journal::append(db, 1, &stamp, &entry)?)?;
    }
    Ok(projection::rebuild(db)?)
}

/// The file of a schema as SQL.
fn dump(database: &Path, schema: usize) -> Made<String> {
    let (new, old) = (Connection::open(database)?, Connection::open_in_memory()?);
    let mut dump = format!(
        "PRAGMA application_id = {};\nPRAGMA user_version = {schema};\n",
        migrate::APPLICATION_ID
    );
    for step in &STEPS[..schema] {
        old.execute_batch(step)?;
    }
    let mut schema = old.prepare("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")?;
    let parts = schema.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let parts: Vec<(String, String, String)> = parts.collect::<Result<_, _>>()?;
    for (_, _, sql) in &parts {
        writeln!(dump, "{sql};")?;
    }
    for (_, table, _) in parts.iter().filter(|(kind, _, _)| kind == "table") {
        let columns: Vec<String> = old
            .prepare(&format!("SELECT name FROM pragma_table_info('{table}')"))?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let quoted: Vec<_> = columns.iter().map(|column| format!("quote({column})")).collect();
        let mut rows = new.prepare(&format!("SELECT {} FROM {table}", quoted.join(", ")))?;
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            let values: Vec<String> = (0..columns.len()).map(|at| row.get(at)).collect::<Result<_, _>>()?;
            writeln!(dump, "INSERT INTO {table} ({}) VALUES ({});", columns.join(", "), values.join(", "))?;
        }
    }
    Ok(dump)
}

#[test]
#[ignore = "makes the fixture of a schema that ships: GATEHOUSE_SCHEMA names it"]
fn make_a_fixture() -> Tested {
    let schema: usize = std::env::var("GATEHOUSE_SCHEMA")?.parse()?;
    let folder = lived(schema)?;
    let sql = dump(&folder.path().join(DATABASE), schema)?;
    std::fs::write(fixtures().join(format!("schema{schema}.sql")), sql)?;
    std::fs::copy(folder.path().join(FIELD_KEY), fixtures().join(format!("schema{schema}.key")))?;
    Ok(())
}

#[test]
fn every_released_schema_climbs() -> Tested {
    let part = Part::begin(
        "Files of every released schema open",
        "fixtures of all of them: climb, verify, compare the digest",
    );
    let known = std::fs::read_to_string(fixtures().join("digests.txt"))?;
    let mut digests = String::new();
    for schema in 1..=RELEASED {
        let folder = tempfile::tempdir()?;
        lay(schema, folder.path())?;
        let mut store = Store::open(folder.path())?;
        write!(digests, "{schema} ")?;
        store.digest()?.iter().try_for_each(|byte| write!(digests, "{byte:02x}"))?;
        digests.push('\n');
        assert!(store.rebuild_equals_live()?, "schema {schema}");
        let chains = store.verify_chains()?;
        assert_eq!((chains.faults, chains.entries > 0), (Vec::new(), schema > 1), "schema {schema}");
        drop(store);
        if schema > 1 {
            sound(&mut open(folder.path())?)?;
        }
    }
    assert_eq!(digests, known, "the tables are others than they were");
    part.held(RELEASED, "0 differences")
}

#[test]
fn a_newer_file_is_left_as_it_is() -> Tested {
    let part = Part::begin(
        "A newer file is not touched",
        "schema + 1, journal modes WAL and delete: refused, byte-identical",
    );
    for mode in ["WAL", "DELETE"] {
        let folder = tempfile::tempdir()?;
        crate::plant::found(folder.path(), "南门", 3)?;
        let path = folder.path().join(DATABASE);
        let db = Connection::open(&path)?;
        let version: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
        db.pragma_update(None, "user_version", version + 1)?;
        db.pragma_update(None, "journal_mode", mode)?;
        drop(db);
        let before = std::fs::read(&path)?;
        for _ in 0..2 {
            let refused = Store::open(folder.path()).err().map(|error| error.code());
            assert_eq!(refused, Some("too-new"), "{mode}");
            let refused = Store::open_reader(folder.path()).err().map(|error| error.code());
            assert_eq!(refused, Some("too-new"), "{mode}");
        }
        assert!(std::fs::read(&path)? == before, "a newer file in mode {mode} was changed");
    }
    part.held(2, "0 bytes changed")
}
