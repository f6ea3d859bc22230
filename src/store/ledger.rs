//! The ledger (总账): what headquarters reads of its units, whichever database keeps it.
//!
//! Every ledger hands the same entries to the same rules ([`crate::domain::group`]); none of them counts anything itself.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, Row};
use uuid::Uuid;

use super::merge::Merged;
use super::register::row_to_person;
use super::{Store, StoreError};
use crate::domain::chain::{Head, SignedHead, Slice};
use crate::domain::day::Moment;
use crate::domain::entry::{Entry, EntryId};
use crate::domain::group::{Member, UnitNote};
use crate::domain::peer::Peer;
use crate::domain::person::{Person, PersonId};

/// Where headquarters keeps the entries of its units.
pub trait Ledger {
    /// Takes a slice in, once however often it comes, in one transaction.
    fn merge(&mut self, slice: &Slice, sender: Uuid, now: Moment) -> Result<Merged, StoreError>;

    /// How far every chain reaches here.
    fn heads(&self) -> Result<Vec<Head>, StoreError>;

    /// A head of every chain here with the signature of its owner: by it one knows who wrote the chain.
    fn signed_heads(&self) -> Result<Vec<SignedHead>, StoreError>;

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

    fn signed_heads(&self) -> Result<Vec<SignedHead>, StoreError> {
        super::exchange::signed_heads(self)
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
///
/// What the station said before it went on under another chain tells since when; whom it trusts, the chain it writes now tells alone.
pub fn members(store: &Store) -> Result<Vec<Member>, StoreError> {
    let mut since: BTreeMap<Uuid, Moment> = BTreeMap::new();
    let (heard, mut members) = (super::exchange::heard(store)?, Vec::<Member>::new());
    for Enrolled { at, is_now, peer } in enrolled(store.db())? {
        let chain = peer.card.chain;
        let first = since.entry(chain).or_insert(at);
        *first = at.min(*first);
        match members.iter_mut().find(|member| member.peer.card.chain == chain) {
            Some(member) if is_now => member.peer = peer,
            None if is_now => members.push(Member {
                heard: heard.get(&chain).copied(),
                since: at,
                peer,
            }),
            Some(_) | None => {}
        }
    }
    for member in &mut members {
        member.since = since.get(&member.peer.card.chain).copied().unwrap_or(member.since);
    }
    Ok(members)
}

/// What this station said of another one.
struct Enrolled {
    at: Moment,
    /// In the chain that it writes now, and not in one that this continues.
    is_now: bool,
    peer: Peer,
}

/// What this station said of others, in the order it came here.
fn enrolled(db: &Connection) -> Result<Vec<Enrolled>, StoreError> {
    const SQL: &str = concat!(
        include_str!("station/own.sql"),
        // Kind 81: another station, as this one knows it.
        "SELECT at_ms, body, chain.own FROM own JOIN chain ON chain.no = own.no JOIN entry ON entry.station = own.no
         WHERE kind = 81 ORDER BY entry.no"
    );
    let mut select = db.prepare_cached(SQL)?;
    let mut rows = select.query([])?;
    let mut enrolled = Vec::new();
    while let Some(row) = rows.next()? {
        let (body, is_now): (String, bool) = (row.get("body")?, row.get("own")?);
        // What cannot be read, of an old chain that came back from others, takes nothing from the rest.
        if let Ok(peer) = serde_json::from_str(&body) {
            let at = Moment(row.get("at_ms")?);
            enrolled.push(Enrolled { at, is_now, peer });
        }
    }
    Ok(enrolled)
}

#[cfg(test)]
mod tests;
