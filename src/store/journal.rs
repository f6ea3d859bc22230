//! The journal: append, read, verify the chain.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension as _, Row, named_params, params};
use uuid::Uuid;

use super::{Store, StoreError};
use crate::domain::chain::Link;
pub use crate::domain::chain::{GENESIS, Hash};
use crate::domain::day::Moment;
use crate::domain::entry::{Area, Entry, EntryId, PeopleStaged, PeopleTaken};
use crate::domain::person::{Person, PersonId};

/// An entry as it stands in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The number of the row in this file.
    pub no: i64,
    pub chain: Uuid,
    pub seq: i64,
    pub id: EntryId,
    pub at: Moment,
    pub zone_min: i32,
    /// The seq of the on-duty entry that answers for it, 0 for none.
    pub actor: i64,
    pub kind: i64,
    pub subject: Option<PersonId>,
    pub body: String,
    pub corrects: Option<EntryId>,
    pub hash: Hash,
    /// Whether subject, body and what it corrects are not what was hashed.
    pub redacted: bool,
}

impl Written {
    /// What it says. An entry that a newer program wrote is an error here, and is kept all the same.
    pub fn entry(&self) -> Result<Entry, StoreError> {
        Ok(Entry::decode(self.kind, self.subject, &self.body)?)
    }

    /// Whether what it said is not here.
    pub fn is_withheld(&self) -> bool {
        self.redacted && self.body.is_empty()
    }

    /// As it travels.
    pub fn link(&self) -> Link {
        Link {
            seq: self.seq,
            id: self.id,
            at: self.at,
            zone_min: self.zone_min,
            actor: self.actor,
            kind: self.kind,
            subject: self.subject,
            body: self.body.clone(),
            corrects: self.corrects,
            redacted: self.redacted.then_some(self.hash),
        }
    }
}

/// What the caller decides about an entry; the journal gives it its number and its hash.
#[derive(Clone, Copy, Debug)]
pub struct Stamp {
    pub id: EntryId,
    pub at: Moment,
    pub zone_min: i32,
    pub actor: i64,
    pub corrects: Option<EntryId>,
}

/// Appends to the chain `station` (its local number). Must run inside a transaction.
pub fn append(db: &Connection, station: i64, stamp: &Stamp, entry: &Entry) -> Result<Written, StoreError> {
    let chain = db
        .prepare_cached("SELECT id FROM chain WHERE no = ?1")?
        .query_row([station], |row| uuid(row, "id"))?;
    let (seq, previous) = head(db, station)?;
    let mut written = Written {
        no: 0,
        chain,
        seq: seq + 1,
        id: stamp.id,
        at: stamp.at,
        zone_min: stamp.zone_min,
        actor: stamp.actor,
        kind: entry.kind(),
        subject: entry.subject(),
        body: entry.encode()?,
        corrects: stamp.corrects,
        hash: GENESIS,
        redacted: false,
    };
    written.hash = written.link().digest(written.chain, &previous);
    insert(db, include_str!("journal/append.sql"), station, &written)?;
    written.no = db.last_insert_rowid();
    Ok(written)
}

/// Puts an entry into the chain `station` by a statement; how many rows it made.
pub(super) fn insert(db: &Connection, sql: &str, station: i64, written: &Written) -> rusqlite::Result<usize> {
    db.prepare_cached(sql)?.execute(named_params! {
        ":station": station,
        ":seq": written.seq,
        ":id": written.id.0.as_bytes(),
        ":at_ms": written.at.0,
        ":zone_min": written.zone_min,
        ":actor": written.actor,
        ":kind": written.kind,
        ":subject": written.subject.as_ref().map(|person| person.0.as_bytes().as_slice()),
        ":body": written.body,
        ":corrects": written.corrects.as_ref().map(|entry| entry.0.as_bytes().as_slice()),
        ":hash": written.hash,
    })
}

/// The last number and hash of a chain; 0 and `GENESIS` before its first entry.
pub fn head(db: &Connection, station: i64) -> Result<(i64, Hash), StoreError> {
    let last = db
        .prepare_cached("SELECT seq, hash FROM entry WHERE station = ?1 ORDER BY seq DESC LIMIT 1")?
        .query_row([station], |row| Ok((row.get("seq")?, row.get("hash")?)))
        .optional()?;
    Ok(last.unwrap_or((0, GENESIS)))
}

/// Hands every entry to `each`, chain by chain and in order of number.
pub fn each(db: &Connection, mut each: impl FnMut(&Written) -> Result<(), StoreError>) -> Result<(), StoreError> {
    let mut select = db.prepare(concat!(include_str!("journal/get.sql"), " ORDER BY entry.station, entry.seq"))?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        each(&row_to_written(row)?)?;
    }
    Ok(())
}

/// Hands every entry of a kind to `each`, chain by chain and in order of number.
pub(super) fn each_of_kind(db: &Connection, kind: i64, mut each: impl FnMut(&Written) -> Result<(), StoreError>) -> Result<(), StoreError> {
    const SQL: &str = concat!(
        include_str!("journal/get.sql"),
        " WHERE entry.kind = ?1 ORDER BY entry.station, entry.seq"
    );
    let mut select = db.prepare(SQL)?;
    let mut rows = select.query([kind])?;
    while let Some(row) = rows.next()? {
        each(&row_to_written(row)?)?;
    }
    Ok(())
}

/// Hands the entries `from` to `to` of a chain to `each`, both included, in order of number.
pub fn each_between<E: From<StoreError>>(
    store: &Store,
    chain: Uuid,
    (from, to): (i64, i64),
    mut each: impl FnMut(&Written) -> Result<(), E>,
) -> Result<(), E> {
    const SQL: &str = concat!(
        include_str!("journal/get.sql"),
        " WHERE entry.station = (SELECT no FROM chain WHERE id = ?1) AND entry.seq BETWEEN ?2 AND ?3 ORDER BY entry.seq"
    );
    let mut select = store.db().prepare_cached(SQL).map_err(StoreError::from)?;
    let mut rows = select.query(params![chain.as_bytes(), from, to]).map_err(StoreError::from)?;
    while let Some(row) = rows.next().map_err(StoreError::from)? {
        each(&row_to_written(row).map_err(StoreError::from)?)?;
    }
    Ok(())
}

/// Hands every entry of a file to `each`, chain by chain and in order of number, until it answers `false`.
pub fn each_entry(store: &Store, mut each: impl FnMut(&Written) -> Result<bool, StoreError>) -> Result<(), StoreError> {
    let mut select = store
        .db()
        .prepare(concat!(include_str!("journal/get.sql"), " ORDER BY entry.station, entry.seq"))?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        if !each(&row_to_written(row)?)? {
            break;
        }
    }
    Ok(())
}

/// How many entries a file holds.
pub fn count(store: &Store) -> Result<u64, StoreError> {
    let count: i64 = store.db().query_row("SELECT count(*) FROM entry", [], |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

/// The latest moment of any entry.
pub fn latest(store: &Store) -> Result<Option<Moment>, StoreError> {
    let mut select = store.db().prepare_cached("SELECT max(at_ms) FROM entry")?;
    let latest: Option<i64> = select.query_row([], |row| row.get(0))?;
    Ok(latest.map(Moment))
}

/// The number of the last row of this file, 0 before the first.
pub fn last(store: &Store) -> Result<i64, StoreError> {
    let mut select = store.db().prepare_cached("SELECT coalesce(max(no), 0) FROM entry")?;
    Ok(select.query_row([], |row| row.get(0))?)
}

/// Whom the rows after a number are about.
pub fn subjects_since(store: &Store, no: i64) -> Result<Vec<PersonId>, StoreError> {
    let sql = "SELECT DISTINCT subject FROM entry WHERE no > ?1 AND subject IS NOT NULL";
    let mut select = store.db().prepare_cached(sql)?;
    let rows = select.query_map([no], |row| uuid(row, "subject").map(PersonId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What was written after a row, each once: where it shows, and about whom. Without the rows of the chain `but`.
pub fn news(store: &Store, no: i64, but: Option<i64>) -> Result<Vec<(Area, Option<PersonId>)>, StoreError> {
    let sql = "SELECT DISTINCT kind, subject FROM entry WHERE no > ?1 AND station IS NOT ?2";
    let mut select = store.db().prepare_cached(sql)?;
    let mut rows = select.query(params![no, but])?;
    let mut news = Vec::new();
    while let Some(row) = rows.next()? {
        let area = Area::of(row.get("kind")?);
        let subject = optional_uuid(row, "subject")?.map(PersonId);
        news.extend(area.map(|area| (area, subject)));
    }
    Ok(news)
}

/// The people of every roster and questionnaire that was taken after a row, in chains other than `but`.
pub fn taken(store: &Store, no: i64, but: Option<i64>) -> Result<BTreeSet<PersonId>, StoreError> {
    let mut imports = Vec::new();
    let mut select = store
        .db()
        .prepare_cached("SELECT body FROM entry WHERE no > ?1 AND station IS NOT ?2 AND kind = 12")?;
    let mut rows = select.query(params![no, but])?;
    while let Some(row) = rows.next()? {
        // What is withheld or of a newer program takes nothing, and brings nobody.
        let taken = serde_json::from_str::<PeopleTaken>(&row.get::<_, String>("body")?);
        imports.extend(taken.ok().map(|taken| taken.import));
    }
    let mut people = BTreeSet::new();
    for import in imports {
        let mut select = store.db().prepare_cached(include_str!("journal/staged.sql"))?;
        let mut rows = select.query([import.to_string()])?;
        while let Some(row) = rows.next()? {
            let staged = serde_json::from_str::<PeopleStaged>(&row.get::<_, String>("body")?);
            people.extend(staged.into_iter().flat_map(|staged| staged.people).map(|person| person.id));
        }
        let mut select = store.db().prepare_cached(include_str!("journal/declared.sql"))?;
        let rows = select.query_map([import.as_bytes()], |row| uuid(row, "id").map(PersonId))?;
        for person in rows {
            people.insert(person?);
        }
    }
    Ok(people)
}

pub(super) fn find(db: &Connection, id: EntryId) -> Result<Option<Written>, StoreError> {
    let mut select = db.prepare_cached(concat!(include_str!("journal/get.sql"), " WHERE entry.id = ?1"))?;
    Ok(select.query_row([id.0.as_bytes()], row_to_written).optional()?)
}

/// One row by its number.
pub(super) fn numbered(db: &Connection, no: i64) -> Result<Option<Written>, StoreError> {
    let mut select = db.prepare_cached(concat!(include_str!("journal/get.sql"), " WHERE entry.no = ?1"))?;
    Ok(select.query_row([no], row_to_written).optional()?)
}

/// The entry that corrects another: of several the latest by (time, chain, seq).
pub fn corrected_by(db: &Connection, target: EntryId) -> Result<Option<Uuid>, StoreError> {
    // Nearly every entry stands as it is: to look costs less than to sort nothing.
    let is_corrected = db
        .prepare_cached("SELECT 1 FROM entry WHERE corrects = ?1")?
        .exists([target.0.as_bytes()])?;
    if !is_corrected {
        return Ok(None);
    }
    let mut select = db.prepare_cached(include_str!("journal/corrected_by.sql"))?;
    Ok(select.query_row([target.0.as_bytes()], |row| uuid(row, "id")).optional()?)
}

/// Where the chain does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainFault {
    #[error("entry {seq} is missing")]
    Gap { seq: i64 },
    #[error("entry {seq} does not say what it said when it was written")]
    Hash { seq: i64 },
}

/// What walking every chain found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chains {
    pub entries: u64,
    /// Those of which only the hash is known to be right: masked, withheld or purged.
    pub redacted: u64,
    /// In order.
    pub faults: Vec<ChainFault>,
}

/// Walks every chain: numbers without a gap, and every hash over its entry and the hash before. A redacted entry counts with the
/// hash it stands under; what follows it holds that hash in place.
fn verify(db: &Connection) -> Result<Chains, StoreError> {
    let mut chains = Chains::default();
    let mut before: Option<(Uuid, i64, Hash)> = None;
    each(db, |written| {
        chains.entries += 1;
        chains.redacted += u64::from(written.redacted);
        let (seq, previous) = match before {
            Some((chain, seq, hash)) if chain == written.chain => (seq, hash),
            _ => (0, GENESIS),
        };
        if written.seq != seq + 1 {
            chains.faults.push(ChainFault::Gap { seq: seq + 1 });
        } else if written.link().hash(written.chain, &previous) != written.hash {
            chains.faults.push(ChainFault::Hash { seq: written.seq });
        }
        before = Some((written.chain, written.seq, written.hash));
        Ok(())
    })?;
    Ok(chains)
}

/// One entry of the file by its id.
pub fn entry(store: &Store, id: EntryId) -> Result<Option<Written>, StoreError> {
    find(store.db(), id)
}

/// Whether somebody was saved anew with the line of the register that is about them, in one transaction.
pub fn is_saved_with(store: &Store, line: &Written) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM entry WHERE no BETWEEN ?1 + 1 AND ?1 + 2 AND kind = ?2 AND at_ms = ?3 AND subject = ?4";
    let subject = line.subject.map(|person| person.0.into_bytes());
    let kind = Entry::PersonSaved(Person::default()).kind();
    let mut select = store.db().prepare_cached(sql)?;
    Ok(select.exists(params![line.no, kind, line.at.0, subject])?)
}

/// Whether another entry corrects it.
pub fn is_corrected(store: &Store, id: EntryId) -> Result<bool, StoreError> {
    Ok(corrected_by(store.db(), id)?.is_some())
}

impl Store {
    /// How many entries the file has, and where their chains do not hold.
    pub fn verify_chains(&self) -> Result<Chains, StoreError> {
        verify(self.db())
    }
}

/// A 16-byte column.
fn uuid(row: &Row<'_>, column: &str) -> rusqlite::Result<Uuid> {
    Ok(Uuid::from_bytes(row.get(column)?))
}

fn optional_uuid(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Uuid>> {
    Ok(row.get::<_, Option<[u8; 16]>>(column)?.map(Uuid::from_bytes))
}

fn row_to_written(row: &Row<'_>) -> rusqlite::Result<Written> {
    Ok(Written {
        no: row.get("no")?,
        chain: uuid(row, "chain")?,
        seq: row.get("seq")?,
        id: EntryId(uuid(row, "id")?),
        at: Moment(row.get("at_ms")?),
        zone_min: row.get("zone_min")?,
        actor: row.get("actor")?,
        kind: row.get("kind")?,
        subject: optional_uuid(row, "subject")?.map(PersonId),
        body: row.get("body")?,
        corrects: optional_uuid(row, "corrects")?.map(EntryId),
        hash: row.get("hash")?,
        redacted: row.get("redacted")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::OnDuty;
    use crate::store::migrate;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    fn written(entries: u128) -> Result<Connection, Box<dyn std::error::Error>> {
        let mut db = Connection::open_in_memory()?;
        migrate::climb(&mut db)?;
        db.execute("INSERT INTO chain (no, id, own) VALUES (1, ?1, 1)", [Uuid::from_u128(1).as_bytes()])?;
        for number in 1..=entries {
            let stamp = Stamp {
                id: EntryId(Uuid::from_u128(number)),
                at: Moment(1000),
                zone_min: 480,
                actor: 0,
                corrects: None,
            };
            append(
                &db,
                1,
                &stamp,
                &Entry::OnDuty(OnDuty {
                    name: format!("王{number}"),
                    ..OnDuty::default()
                }),
            )?;
        }
        Ok(db)
    }

    #[test]
    fn numbers_follow_each_other_and_the_chain_holds() -> Checked {
        let db = written(5)?;
        assert_eq!(head(&db, 1)?.0, 5);
        let sound = Chains {
            entries: 5,
            ..Chains::default()
        };
        assert_eq!(verify(&db)?, sound);
        let third = find(&db, EntryId(Uuid::from_u128(3)))?.ok_or("entry 3")?;
        assert_eq!(
            (third.seq, third.entry()?),
            (
                3,
                Entry::OnDuty(OnDuty {
                    name: "王3".into(),
                    ..OnDuty::default()
                })
            )
        );
        Ok(())
    }

    #[test]
    fn whoever_changes_an_entry_is_found() -> Checked {
        for (sql, fault) in [
            (
                "UPDATE entry SET body = '{\"name\":\"李\"}' WHERE seq = 3",
                ChainFault::Hash { seq: 3 },
            ),
            ("UPDATE entry SET at_ms = 999 WHERE seq = 1", ChainFault::Hash { seq: 1 }),
            ("UPDATE entry SET actor = 2 WHERE seq = 4", ChainFault::Hash { seq: 4 }),
            ("DELETE FROM entry WHERE seq = 2", ChainFault::Gap { seq: 2 }),
        ] {
            let db = written(5)?;
            db.execute_batch("DROP TRIGGER entry_is_never_changed; DROP TRIGGER entry_is_never_removed;")?;
            db.execute_batch(sql)?;
            assert_eq!(verify(&db)?.faults.first(), Some(&fault), "{sql}");
        }
        Ok(())
    }
}
