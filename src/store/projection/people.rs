//! Who is known, and the rosters that bring many at once.
//!
//! What is shown of somebody is the latest of what was saved and of what taken rosters say, by (time, chain, seq). What rosters
//! say that are not taken waits: in `person_next`, or, of somebody of whom nothing is shown yet, in `person` itself behind the
//! switch, so that a roster of thousands of new people is there at once when it is taken.

use rusqlite::{Connection, OptionalExtension as _, named_params, params};
use uuid::Uuid;

use super::super::StoreError;
use super::super::journal::Written;
use super::super::register::row_to_person;
use crate::domain::entry::{Entry, EntryError, PeopleStaged, PeopleTaken};
use crate::domain::person::{Person, PersonId};

/// Which entry a row of `person` comes from; the latest stands.
pub(super) struct Stamp {
    at_ms: i64,
    chain: Uuid,
    seq: i64,
}

impl Stamp {
    const NEVER: Self = Self {
        at_ms: i64::MIN,
        chain: Uuid::nil(),
        seq: 0,
    };

    pub(super) fn of(written: &Written) -> Self {
        Self {
            at_ms: written.at.0,
            chain: written.chain,
            seq: written.seq,
        }
    }
}

/// The local number of a person, made when an entry names somebody whose own entry has not arrived yet.
pub(super) fn number_of(db: &Connection, person: PersonId) -> Result<i64, StoreError> {
    let known = db
        .prepare_cached("SELECT no FROM person WHERE id = ?1")?
        .query_row([person.0.as_bytes()], |row| row.get(0))
        .optional()?;
    if let Some(number) = known {
        return Ok(number);
    }
    let nobody = Person {
        id: person,
        ..Person::default()
    };
    save(db, &nobody, &Stamp::NEVER, None)?;
    Ok(db.last_insert_rowid())
}

/// Shows what was said of somebody, unless something later is shown.
pub(super) fn show(db: &Connection, person: &Person, stamp: &Stamp) -> Result<(), StoreError> {
    uncover(db, person.id)?;
    save(db, person, stamp, None)
}

/// Moves what waits behind the switch about somebody to `person_next`, so that something can be shown of them.
fn uncover(db: &Connection, id: PersonId) -> Result<(), StoreError> {
    let hidden = db
        .prepare_cached(include_str!("hidden.sql"))?
        .query_row([id.0.as_bytes()], |row| {
            let stamp = Stamp {
                at_ms: row.get("at_ms")?,
                chain: Uuid::from_bytes(row.get("chain")?),
                seq: row.get("seq")?,
            };
            Ok((row.get("import")?, row_to_person(row, id)?, stamp))
        })
        .optional()?;
    let Some((import, person, stamp)) = hidden else { return Ok(()) };
    wait(db, import, &person, &stamp)?;
    db.prepare_cached("UPDATE person SET at_ms = ?2, chain = ?3, seq = ?4, import = NULL WHERE id = ?1")?
        .execute(params![
            id.0.as_bytes(),
            Stamp::NEVER.at_ms,
            Stamp::NEVER.chain.as_bytes(),
            Stamp::NEVER.seq
        ])?;
    Ok(())
}

fn save(db: &Connection, person: &Person, stamp: &Stamp, import: Option<i64>) -> Result<(), StoreError> {
    db.prepare_cached(include_str!("save_person.sql"))?.execute(named_params! {
        ":id": person.id.0.as_bytes(),
        ":badge": person.badge,
        ":employee": person.employee,
        ":name": person.name,
        ":kind": person.kind.key(),
        ":status": person.status.key(),
        ":unit": person.unit,
        ":department": person.department,
        ":team": person.team,
        ":dormitory": person.dormitory,
        ":phone": person.phone,
        ":document": person.document,
        ":host": person.host,
        ":note": person.note,
        ":at_ms": stamp.at_ms,
        ":chain": stamp.chain.as_bytes(),
        ":seq": stamp.seq,
        ":import": import,
    })?;
    Ok(())
}

/// New people go into `person` behind the switch; what becomes of known ones waits in `person_next`.
pub(super) fn stage(db: &Connection, written: &Written, staged: &PeopleStaged) -> Result<(), StoreError> {
    let import = import_of(db, staged.import)?;
    let stamp = Stamp::of(written);
    for person in &staged.people {
        let known: Option<Option<i64>> = db
            .prepare_cached("SELECT import FROM person WHERE id = ?1")?
            .query_row([person.id.0.as_bytes()], |row| row.get(0))
            .optional()?;
        if known.is_none_or(|of| of == Some(import)) {
            save(db, person, &stamp, Some(import))?;
        } else {
            wait(db, import, person, &stamp)?;
        }
    }
    Ok(())
}

/// Keeps what a roster says of somebody until it is taken; of what it says twice, the later.
fn wait(db: &Connection, import: i64, person: &Person, stamp: &Stamp) -> Result<(), StoreError> {
    db.prepare_cached(include_str!("wait.sql"))?.execute(params![
        import,
        person.id.0.as_bytes(),
        Entry::PersonSaved(person.clone()).encode()?,
        stamp.at_ms,
        stamp.chain.as_bytes(),
        stamp.seq
    ])?;
    Ok(())
}

/// The local number of an import, made with the first entry that names it.
pub(super) fn import_of(db: &Connection, import: Uuid) -> Result<i64, StoreError> {
    db.prepare_cached("INSERT OR IGNORE INTO import (id) VALUES (?1)")?
        .execute([import.as_bytes()])?;
    Ok(db
        .prepare_cached("SELECT no FROM import WHERE id = ?1")?
        .query_row([import.as_bytes()], |row| row.get(0))?)
}

/// The switch. Who is new is there with it; what becomes of known people is carried over in slices, see [`carry_over`].
pub(super) fn take(db: &Connection, taken: &PeopleTaken) -> Result<(), StoreError> {
    let import = import_of(db, taken.import)?;
    db.prepare_cached("UPDATE import SET state = 'taken', file = ?2 WHERE no = ?1")?
        .execute(params![import, taken.file])?;
    Ok(())
}

/// What was staged stays hidden. A roster that was taken is not given up any more.
pub(super) fn abandon(db: &Connection, import: Uuid) -> Result<(), StoreError> {
    let import = import_of(db, import)?;
    db.prepare_cached("UPDATE import SET state = 'abandoned' WHERE no = ?1 AND state = 'staged'")?
        .execute([import])?;
    Ok(())
}

/// Makes somebody of whom nothing is shown of somebody known. What entries still say of them is folded again, see [`fold_about`].
pub(in crate::store) fn forget(db: &Connection, person: PersonId) -> Result<(), StoreError> {
    db.prepare_cached(include_str!("forget.sql"))?.execute(params![
        person.0.as_bytes(),
        Stamp::NEVER.at_ms,
        Stamp::NEVER.chain.as_bytes(),
        Stamp::NEVER.seq
    ])?;
    db.prepare_cached("DELETE FROM person_next WHERE id = ?1")?
        .execute([person.0.as_bytes()])?;
    Ok(())
}

/// Folds again what an entry says of who one person is.
pub(in crate::store) fn fold_about(db: &Connection, written: &Written, person: PersonId) -> Result<(), StoreError> {
    match written.entry() {
        Ok(Entry::PersonSaved(saved)) => show(db, &saved, &Stamp::of(written)),
        Ok(Entry::PeopleStaged(PeopleStaged { import, people })) => {
            let people = people.into_iter().filter(|one| one.id == person).collect();
            stage(db, written, &PeopleStaged { import, people })
        }
        Ok(Entry::PhotoTaken(photo)) => set_photo(db, written, number_of(db, person)?, &photo.sha256),
        // The rest says nothing of who somebody is, and what was cleared says nothing.
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Carries what taken rosters make of known people from `person_next` into `person`, so many at most. Answers how many it were.
/// What was saved about somebody since stands. Must run inside a transaction.
pub(in crate::store) fn carry_over(db: &Connection, most: u32) -> Result<usize, StoreError> {
    let mut select = db.prepare_cached(include_str!("next.sql"))?;
    let mut rows = select.query([most])?;
    let mut carried = Vec::new();
    while let Some(row) = rows.next()? {
        let person: Person = serde_json::from_str(&row.get::<_, String>("body")?).map_err(EntryError::from)?;
        let stamp = Stamp {
            at_ms: row.get("at_ms")?,
            chain: Uuid::from_bytes(row.get("chain")?),
            seq: row.get("seq")?,
        };
        carried.push((row.get::<_, i64>("import")?, person, stamp));
    }
    let mut remove = db.prepare_cached("DELETE FROM person_next WHERE import = ?1 AND id = ?2")?;
    for (import, person, stamp) in &carried {
        show(db, person, stamp)?;
        remove.execute(params![import, person.id.0.as_bytes()])?;
    }
    Ok(carried.len())
}

/// The latest picture of somebody.
pub(super) fn set_photo(db: &Connection, written: &Written, person: i64, sha256: &str) -> Result<(), StoreError> {
    db.prepare_cached(include_str!("set_photo.sql"))?.execute(named_params! {
        ":person": person,
        ":sha256": sha256,
        ":entry": written.no,
        ":at_ms": written.at.0,
        ":chain": written.chain.as_bytes(),
        ":seq": written.seq,
    })?;
    Ok(())
}
