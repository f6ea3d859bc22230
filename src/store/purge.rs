//! Clearing (清除): what is due says nothing any more, for good.
//!
//! An entry that is cleared keeps its place and its hash, so that the chain holds; its body, its subject and what it corrected go,
//! and with them every row that was folded from it. Of an entry about many people only some may go: what stays of it is rewritten.
//! It is done in slices, each a transaction of its own, so that nobody at the gate waits; a slice that is lost is planned again.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use rusqlite::{Connection, params};
use uuid::Uuid;

use super::journal::{self, Written};
use super::projection::{self, Folding};
use super::{Store, StoreError, merge};
use crate::domain::audit::Audited;
use crate::domain::chain::{Hash, Link};
use crate::domain::entry::{Entry, EntryId};
use crate::domain::person::{Person, PersonId};
use crate::domain::privacy::{Held, bare};

/// What goes of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cut {
    Whole,
    /// Of a questionnaire, what these people declared.
    Without(BTreeSet<PersonId>),
}

/// What goes of who somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fields {
    /// Only their picture.
    Stay,
    /// What is asked only of who is here.
    Bare,
    /// All of it.
    Go,
}

/// Somebody of whom something goes, with every entry that says who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleared {
    pub person: PersonId,
    pub fields: Fields,
    pub photo: bool,
    pub entries: Vec<i64>,
}

/// What is still to be done; entries by the numbers of their rows in this file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    pub entries: Vec<(i64, Cut)>,
    pub people: Vec<Cleared>,
    /// Pictures that no entry names any more, by their hashes.
    pub pictures: Vec<String>,
}

impl Plan {
    /// How many steps it has.
    pub fn steps(&self) -> usize {
        self.entries.len() + self.people.len() + self.pictures.len()
    }
}

impl Store {
    /// Does as much of a plan as fits into `time`, durably, at least one step. Answers whether there is more.
    pub fn purge(&mut self, plan: &mut Plan, time: Duration) -> Result<bool, StoreError> {
        self.transact(|db| purge(db, plan, time))?;
        Ok(plan.steps() > 0)
    }

    /// Clears what waits beside the journal and is due: entries that are held, and those in quarantine.
    pub fn purge_beside(&mut self, is_due: &dyn Fn(&Link) -> bool) -> Result<u64, StoreError> {
        self.transact(|db| {
            let held = beside(db, "held", is_due)?;
            Ok(held + beside(db, "quarantine", is_due)?)
        })
    }

    /// Writes the log into the file and empties it, so that what was cleared stands in neither. Answers whether it could: not while
    /// somebody reads.
    pub fn empty_log(&self) -> Result<bool, StoreError> {
        let busy: i64 = self.db().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        Ok(busy == 0)
    }

    /// Writes the file anew without the room that nothing needs any more. Nobody else writes meanwhile, and it takes as much room again.
    pub fn compact(&self) -> Result<(), StoreError> {
        self.db().execute_batch("VACUUM")?;
        self.empty_log().map(drop)
    }
}

fn purge(db: &Connection, plan: &mut Plan, time: Duration) -> Result<(), StoreError> {
    let began = Instant::now();
    let mut folding = Folding::new(db);
    loop {
        if let Some((no, cut)) = plan.entries.pop() {
            clear_entry(db, &mut folding, no, &cut)?;
        } else if let Some(cleared) = plan.people.pop() {
            clear_person(db, &cleared)?;
        } else if let Some(picture) = plan.pictures.pop() {
            db.prepare_cached("DELETE FROM photo WHERE sha256 = unhex(?1)")?
                .execute([picture])?;
        } else {
            break;
        }
        if began.elapsed() >= time {
            break;
        }
    }
    folding.settle()
}

fn clear_entry(db: &Connection, folding: &mut Folding<'_>, no: i64, cut: &Cut) -> Result<(), StoreError> {
    let Some(known) = journal::numbered(db, no)? else { return Ok(()) };
    let body = match cut {
        Cut::Whole => Some(String::new()),
        Cut::Without(people) => without(&known, people)?,
    };
    if let Some(body) = body {
        let written = say_less(db, &known, body)?;
        folding.fold_again(&written, known.corrects)?;
    }
    Ok(())
}

/// A questionnaire without what some people declared; `None` for anything else.
fn without(known: &Written, people: &BTreeSet<PersonId>) -> Result<Option<String>, StoreError> {
    let Ok(Entry::DeclarationsStaged(mut staged)) = known.entry() else {
        return Ok(None);
    };
    staged.declarations.retain(|(person, _)| !people.contains(person));
    Ok(Some(Entry::DeclarationsStaged(staged).encode()?))
}

/// Lets an entry say only this, for good; the empty body leaves nothing but its place and its hash.
fn say_less(db: &Connection, known: &Written, body: String) -> Result<Written, StoreError> {
    db.prepare_cached("INSERT INTO redacted (entry, purged) VALUES (?1, 1) ON CONFLICT (entry) DO UPDATE SET purged = 1")?
        .execute([known.no])?;
    let says_something = !body.is_empty();
    let written = Written {
        subject: known.subject.filter(|_| says_something),
        corrects: known.corrects.filter(|_| says_something),
        body,
        redacted: true,
        ..known.clone()
    };
    journal::renew(db, &written)?;
    Ok(written)
}

fn clear_person(db: &Connection, cleared: &Cleared) -> Result<(), StoreError> {
    for no in &cleared.entries {
        if let Some(known) = journal::numbered(db, *no)?
            && let Some(body) = left_of(&known, cleared)?
            && body != known.body
        {
            say_less(db, &known, body)?;
        }
    }
    projection::forget(db, cleared.person)?;
    for no in &cleared.entries {
        if let Some(written) = journal::numbered(db, *no)? {
            projection::fold_about(db, &written, cleared.person)?;
        }
    }
    projection::carry_over(db, u32::MAX)?;
    Ok(())
}

/// What an entry may still say of who somebody is; `None` where it does not say it.
fn left_of(known: &Written, cleared: &Cleared) -> Result<Option<String>, StoreError> {
    let left = |person: Person| match cleared.fields {
        Fields::Stay => Some(person),
        Fields::Bare => Some(bare(person)),
        Fields::Go => None,
    };
    let kept = match known.entry() {
        Ok(Entry::PersonSaved(person)) => left(person).map(Entry::PersonSaved),
        Ok(Entry::PeopleStaged(mut staged)) => {
            let people = staged.people.into_iter();
            let kept = people.filter_map(|one| if one.id == cleared.person { left(one) } else { Some(one) });
            staged.people = kept.collect();
            Some(Entry::PeopleStaged(staged))
        }
        Ok(entry @ Entry::PhotoTaken(_)) => (!cleared.photo && cleared.fields != Fields::Go).then_some(entry),
        Ok(_) | Err(_) => return Ok(None),
    };
    kept.map_or_else(|| Ok(Some(String::new())), |entry| Ok(Some(entry.encode()?)))
}

fn beside(db: &Connection, table: &str, is_due: &dyn Fn(&Link) -> bool) -> Result<u64, StoreError> {
    type Row = ([u8; 16], i64, Hash, String);
    let mut select = db.prepare(&format!("SELECT chain, seq, hash, unseal(link, 'link') AS link FROM {table}"))?;
    let read = |row: &rusqlite::Row<'_>| Ok((row.get("chain")?, row.get("seq")?, row.get("hash")?, row.get("link")?));
    let rows: Vec<Row> = select.query_map([], read)?.collect::<Result<_, _>>()?;
    let mut update = db.prepare(&format!(
        "UPDATE {table} SET link = seal(?4, 'link') WHERE chain = ?1 AND seq = ?2 AND hash = ?3"
    ))?;
    let mut cleared = 0;
    for (chain, seq, hash, text) in rows {
        let link = merge::unpack(&text, hash)?;
        if link.body.is_empty() || !is_due(&link) {
            continue;
        }
        let withheld = Link {
            subject: None,
            body: String::new(),
            corrects: None,
            redacted: Some(hash),
            ..link
        };
        update.execute(params![chain, seq, hash, merge::pack(&withheld)?])?;
        cleared += 1;
    }
    Ok(cleared)
}

/// How many entries were cleared here.
pub fn count(store: &Store) -> Result<u64, StoreError> {
    let sql = "SELECT count(*) FROM redacted WHERE purged";
    let count: i64 = store.db().query_row(sql, [], |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

/// Of whom nothing is cleared: the latest word on each that is not lifted.
pub fn holds(store: &Store) -> Result<BTreeMap<PersonId, Held>, StoreError> {
    // The index entry_access holds just these.
    let mut select = store
        .db()
        .prepare_cached("SELECT body FROM entry WHERE kind IN (91, 97, 98) AND kind = 97 ORDER BY at_ms, no")?;
    let mut rows = select.query([])?;
    let mut holds = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let body: String = row.get("body")?;
        if let Ok(Entry::Audited(Audited::Held(held))) = Entry::decode(97, None, &body) {
            holds.insert(held.person, held);
        }
    }
    holds.retain(|_, held| !held.lifted);
    Ok(holds)
}

/// The lines of the register that something else rests on: those that outings name, and the last passage of whoever is inside.
pub fn needed_lines(store: &Store) -> Result<BTreeSet<EntryId>, StoreError> {
    let mut select = store.db().prepare_cached(include_str!("purge/needed.sql"))?;
    let rows = select.query_map([], |row| Ok(EntryId(Uuid::from_bytes(row.get("id")?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
