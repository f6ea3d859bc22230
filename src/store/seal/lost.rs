//! When the key is lost for good: the gate goes on, and what nobody can open counts as withheld.
//!
//! The names and badges that the gate works with are not sealed. They are written down anew, without what is lost; what was sealed comes
//! back where another station that holds it sends it again.

use std::path::Path;

use rusqlite::{Connection, params};
use uuid::Uuid;

use super::{FieldKey, FieldKeys, PROOF, PROOF_PLACE, Seal, SealFault, Sealer, again, secrets};
use crate::domain::audit::Purged;
use crate::domain::day::Zone;
use crate::domain::entry::{Entry, EntryError};
use crate::domain::person::{Person, PersonId};
use crate::domain::settings::StationCard;
use crate::store::journal::Stamp;
use crate::store::register::row_to_person;
use crate::store::secrets::FIELD_KEY;
use crate::store::{Store, StoreError, open, projection, station};

/// A copy of the file as it was, in the data folder: for whoever finds the key after all.
pub const ASIDE: &str = "gatehouse.sealed.db";
/// What the record calls that which could not be opened any more.
const LOST: &str = "sealed";

impl Store {
    /// Opens a file whose key is missing or another one's: with a new key, and without what nobody can open. The file as it was is kept as
    /// [`ASIDE`]. Errors: `Locked`; `Sealed` where there is such a copy already, and where the key does open the file.
    pub fn open_without_key(folder: &Path, stamp: impl Fn(Zone) -> Stamp) -> Result<Self, StoreError> {
        let lock = open::lock(folder)?;
        let sealer = Sealer::with(folder, FieldKeys(vec![FieldKey::new()?]));
        let mut db = open::reach(folder, &sealer)?;
        let lost = FieldKeys::of(folder).unwrap_or_default();
        let opens = Seal::of(&db)?.is_none_or(|seal| seal.check(&lost).is_ok());
        if opens || folder.join(ASIDE).exists() {
            return Err(StoreError::Sealed(SealFault::Value));
        }
        let aside = folder.join(ASIDE);
        db.execute("VACUUM INTO ?1", [aside.to_string_lossy()])?;
        secrets::keep(folder, FIELD_KEY, &sealer.keys().to_text())?;
        let transaction = db.transaction()?;
        give_up(&transaction, &stamp)?;
        transaction.commit()?;
        Self::open_with(folder, lock, sealer)
    }
}

fn give_up(db: &Connection, stamp: &impl Fn(Zone) -> Stamp) -> Result<(), StoreError> {
    let guard = again::lift_guard(db)?;
    for sql in [
        "INSERT OR IGNORE INTO redacted (entry) SELECT no FROM entry WHERE body >= char(1) AND body < char(2)",
        "UPDATE entry SET body = '' WHERE body >= char(1) AND body < char(2)",
        "DELETE FROM held",
        "DELETE FROM quarantine WHERE link >= char(1) AND link < char(2)",
        "UPDATE person SET phone = '', document = ''",
    ] {
        db.execute(sql, [])?;
    }
    db.execute(&guard, [])?;
    let known = known(db)?;
    projection::rebuild(db)?;
    let (own, card): (i64, String) = db.query_row(include_str!("../station/get.sql"), [], |row| {
        Ok((row.get("chain")?, row.get("card")?))
    })?;
    let card: StationCard = serde_json::from_str(&card).map_err(EntryError::from)?;
    for person in known {
        station::append(db, own, &stamp(card.zone), &Entry::PersonSaved(person))?;
    }
    // The record says that these are empty, as after any clearing.
    let emptied: i64 = db.query_row("SELECT count(*) FROM redacted", [], |row| row.get(0))?;
    let stamp = stamp(card.zone);
    let purged = Purged {
        what: vec![(LOST.to_owned(), card.zone.day_of(stamp.at), emptied.unsigned_abs())],
    };
    station::append(db, own, &stamp, &purged.into())?;
    db.execute("UPDATE seal SET proof = seal(?1, ?2), done = 1", params![PROOF, PROOF_PLACE])?;
    Ok(())
}

/// Everybody that the gate knows.
fn known(db: &Connection) -> Result<Vec<Person>, StoreError> {
    let mut select = db.prepare(include_str!("../people/all.sql"))?;
    let people = select.query_map([], |row| row_to_person(row, PersonId(Uuid::from_bytes(row.get("id")?))))?;
    Ok(people.collect::<Result<_, _>>()?)
}
