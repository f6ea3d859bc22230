//! Small tables: photos, instruments, and what this PC remembers for itself.

use rusqlite::{OptionalExtension as _, params};

use super::{Store, StoreError};
use crate::domain::day::Moment;
use crate::domain::entry::Instrument;
use crate::domain::person::PersonId;
use crate::domain::temperature::{Celsius, Site};

/// A thermometer with its last check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstrumentRow {
    pub instrument: Instrument,
    /// When it was held against a reference last, what that said, what the instrument said.
    pub checked: Option<(Moment, Celsius, Celsius)>,
}

/// Every thermometer of the site, by name.
pub fn instruments(store: &Store) -> Result<Vec<InstrumentRow>, StoreError> {
    let sql = "SELECT instrument.name, site, retired, at_ms, reference, shown FROM instrument
               LEFT JOIN instrument_check AS last ON last.entry =
                   (SELECT entry FROM instrument_check AS one WHERE one.name = instrument.name ORDER BY at_ms DESC, entry DESC LIMIT 1)
               ORDER BY instrument.name";
    let mut select = store.db().prepare_cached(sql)?;
    let rows = select.query_map([], |row| {
        let site: u8 = row.get("site")?;
        let at: Option<i64> = row.get("at_ms")?;
        let figures = (row.get::<_, Option<i32>>("reference")?, row.get::<_, Option<i32>>("shown")?);
        Ok(InstrumentRow {
            instrument: Instrument {
                name: row.get("name")?,
                site: Site::ALL.get(usize::from(site)).copied().unwrap_or_default(),
                retired: row.get("retired")?,
            },
            checked: match (at, figures) {
                (Some(at), (Some(reference), Some(shown))) => Some((Moment(at), Celsius(reference), Celsius(shown))),
                (_, _) => None,
            },
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Keeps the bytes of a photo under their hash; the journal names the hash.
pub fn keep_photo(store: &Store, sha256: &[u8; 32], jpeg: &[u8]) -> Result<(), StoreError> {
    store
        .db()
        .prepare_cached("INSERT OR IGNORE INTO photo (sha256, jpeg) VALUES (?1, ?2)")?
        .execute(params![sha256, jpeg])?;
    Ok(())
}

/// The photo of somebody as JPEG bytes, where there is one.
pub fn photo(store: &Store, person: PersonId) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "SELECT jpeg FROM person JOIN photo ON photo.sha256 = person.photo WHERE person.id = ?1";
    let mut select = store.db().prepare_cached(sql)?;
    Ok(select.query_row([person.0.as_bytes()], |row| row.get("jpeg")).optional()?)
}

/// A picture by its hash, as JPEG bytes, where it is here.
pub fn picture(store: &Store, sha256: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let mut select = store.db().prepare_cached("SELECT jpeg FROM photo WHERE sha256 = unhex(?1)")?;
    Ok(select.query_row([sha256], |row| row.get("jpeg")).optional()?)
}

/// What this PC remembers under a key.
pub fn preference(store: &Store, key: &str) -> Result<Option<String>, StoreError> {
    let mut select = store.db().prepare_cached("SELECT value FROM preference WHERE key = ?1")?;
    Ok(select.query_row([key], |row| row.get("value")).optional()?)
}

/// Remembers a value under a key.
pub fn prefer(store: &Store, key: &str, value: &str) -> Result<(), StoreError> {
    store
        .db()
        .prepare_cached("INSERT INTO preference (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value")?
        .execute([key, value])?;
    Ok(())
}
