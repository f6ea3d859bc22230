//! The ledger (总账): what headquarters reads of its units, whichever database keeps it.
//!
//! Every ledger hands the same entries to the same rules ([`crate::domain::group`]); none of them counts anything itself.

use rusqlite::{Connection, OptionalExtension as _, Row};
use uuid::Uuid;

use super::merge::Merged;
use super::register::row_to_person;
use super::{Store, StoreError};
use crate::domain::chain::{Head, Slice};
use crate::domain::day::Moment;
use crate::domain::entry::{Entry, EntryId};
use crate::domain::group::{Heard, Member, UnitNote};
use crate::domain::peer::{Level, Peer};
use crate::domain::person::{Person, PersonId};

/// Where headquarters keeps the entries of its units.
pub trait Ledger {
    /// Takes a slice in, once however often it comes, in one transaction.
    fn merge(&mut self, slice: &Slice, sender: Uuid, now: Moment) -> Result<Merged, StoreError>;

    /// How far every chain reaches here.
    fn heads(&self) -> Result<Vec<Head>, StoreError>;

    /// Hands the entries of these kinds on every chain after row `after` to `each`, in order of arrival. Answers the last row that
    /// there is. Those that were withheld and those that cannot be read are left out.
    fn notes(&self, kinds: &[i64], after: i64, each: &mut dyn FnMut(UnitNote)) -> Result<i64, StoreError>;

    /// One entry by its id, of the kinds that [`Self::notes`] hands out; `None` where it is not here or cannot be read.
    fn note(&self, id: EntryId) -> Result<Option<UnitNote>, StoreError>;

    /// Those of these people that are known here, as the latest entry says, in the order they are asked for.
    fn people(&self, ids: &[PersonId]) -> Result<Vec<Person>, StoreError>;
}

impl Ledger for Store {
    fn merge(&mut self, slice: &Slice, sender: Uuid, now: Moment) -> Result<Merged, StoreError> {
        Self::merge(self, slice, sender, now)
    }

    fn heads(&self) -> Result<Vec<Head>, StoreError> {
        super::exchange::heads(self)
    }

    fn notes(&self, kinds: &[i64], after: i64, each: &mut dyn FnMut(UnitNote)) -> Result<i64, StoreError> {
        let kinds = serde_json::to_string(kinds).map_err(crate::domain::entry::EntryError::from)?;
        // The last row is read first: what is written meanwhile is read the next time, and is taken once however often it comes.
        let last = super::journal::last(self)?;
        let mut select = self.db().prepare_cached(include_str!("ledger/notes.sql"))?;
        let mut rows = select.query(rusqlite::params![after, kinds, last])?;
        while let Some(row) = rows.next()? {
            if let Some(note) = row_to_note(row)? {
                each(note);
            }
        }
        Ok(last)
    }

    fn note(&self, id: EntryId) -> Result<Option<UnitNote>, StoreError> {
        let mut select = self.db().prepare_cached(include_str!("ledger/note.sql"))?;
        let note = select.query_row([id.0.as_bytes()], row_to_note).optional()?;
        Ok(note.flatten())
    }

    fn people(&self, ids: &[PersonId]) -> Result<Vec<Person>, StoreError> {
        let mut people = Vec::new();
        let mut select = self.db().prepare_cached(include_str!("ledger/person.sql"))?;
        for id in ids {
            let person = select.query_row([id.0.as_bytes()], |row| row_to_person(row, *id)).optional()?;
            people.extend(person);
        }
        Ok(people)
    }
}

/// `None` where it cannot be read: a newer program wrote it, or the unit withheld it.
fn row_to_note(row: &Row<'_>) -> rusqlite::Result<Option<UnitNote>> {
    let body: String = row.get("body")?;
    let Ok(entry) = Entry::decode(row.get("kind")?, None, &body) else {
        return Ok(None);
    };
    let corrects: Option<[u8; 16]> = row.get("corrects")?;
    Ok(Some(UnitNote {
        chain: Uuid::from_bytes(row.get("chain")?),
        seq: row.get("seq")?,
        id: EntryId(Uuid::from_bytes(row.get("id")?)),
        at: Moment(row.get("at_ms")?),
        entry,
        corrects: corrects.map(|id| EntryId(Uuid::from_bytes(id))),
        redacted: row.get("redacted")?,
    }))
}

/// Every station that this one has enrolled, as it says of them now, with when each was enrolled first and last heard of.
pub fn members(store: &Store) -> Result<Vec<Member>, StoreError> {
    let mut members: Vec<Member> = Vec::new();
    for (at, peer) in enrolled(store.db())? {
        match members.iter_mut().find(|member| member.peer.card.chain == peer.card.chain) {
            Some(member) => member.peer = peer,
            None => members.push(Member {
                heard: heard(store.db(), peer.card.chain)?,
                since: at,
                peer,
            }),
        }
    }
    Ok(members)
}

/// What this station said of others, oldest first.
fn enrolled(db: &Connection) -> Result<Vec<(Moment, Peer)>, StoreError> {
    // Kind 81: another station, as this one knows it.
    let sql = "SELECT at_ms, body FROM entry JOIN chain ON chain.no = entry.station
               WHERE chain.own = 1 AND kind = 81 ORDER BY seq";
    let mut select = db.prepare_cached(sql)?;
    let mut rows = select.query([])?;
    let mut enrolled = Vec::new();
    while let Some(row) = rows.next()? {
        let body: String = row.get("body")?;
        let peer = serde_json::from_str(&body).map_err(crate::domain::entry::EntryError::from)?;
        enrolled.push((Moment(row.get("at_ms")?), peer));
    }
    Ok(enrolled)
}

fn heard(db: &Connection, peer: Uuid) -> Result<Option<Heard>, StoreError> {
    let mut select = db.prepare_cached("SELECT made_ms, arrived_ms, level FROM heard WHERE peer = ?1")?;
    let heard = |row: &Row<'_>| {
        Ok(Heard {
            made: Moment(row.get("made_ms")?),
            arrived: Moment(row.get("arrived_ms")?),
            level: Level::from_key(&row.get::<_, String>("level")?).unwrap_or_default(),
        })
    };
    Ok(select.query_row([peer.as_bytes()], heard).optional()?)
}

#[cfg(test)]
mod tests;
