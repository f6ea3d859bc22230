//! Merging (合并): entries of another chain are put after what is here of it, and folded like our own.
//!
//! A chain stands here without a gap from its first entry. What comes after a gap is held until the gap is filled; what does not
//! fit is put into quarantine, and what builds on that as well. So the same slices, lost, repeated or in any order, give the
//! same journal as soon as all of them are here.

mod kept;
#[cfg(test)]
mod tests;

use std::ops::AddAssign;

use rusqlite::{Connection, OptionalExtension as _, named_params, params};
use uuid::Uuid;

use super::journal::{self, Hash, Written};
use super::projection::Folding;
use super::{Store, StoreError, exchange};
use crate::domain::chain::{Link, Slice};
use crate::domain::day::Moment;
use crate::domain::entry::EntryId;

pub(super) use kept::{pack, unpack};

/// Of what was held, so many entries are put after the end of a chain in one transaction: about as many as a slice has.
const FILL: u64 = 256;

/// What became of entries that arrived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Now in the journal: from what came, or from what was held.
    pub taken: u64,
    /// Were here already, in the journal or held.
    pub known: u64,
    /// Were here redacted, and say more now.
    pub renewed: u64,
    /// Wait for what is missing before them.
    pub held: u64,
    /// Do not fit.
    pub quarantined: u64,
    /// Of those taken and renewed, what this program cannot read. They are kept for a newer one.
    pub unread: u64,
}

impl AddAssign for Merged {
    fn add_assign(&mut self, other: Self) {
        self.taken += other.taken;
        self.known += other.known;
        self.renewed += other.renewed;
        self.held += other.held;
        self.quarantined += other.quarantined;
        self.unread += other.unread;
    }
}

impl Store {
    /// Merges a slice that `sender` brought, in one transaction. That it arrives at its signed head, and that the signature is
    /// the owner's, was checked before. Rosters that it takes are carried over afterwards, see [`Store::carry_over`]; what was held
    /// and follows now, as far as it is more than a slice, see [`Store::fill`].
    ///
    /// Errors: `OwnChainAhead` where the slice is of our own chain and goes beyond its end. Nothing is taken then.
    pub fn merge(&mut self, slice: &Slice, sender: Uuid, now: Moment) -> Result<Merged, StoreError> {
        self.transact(|db| merge(db, slice, sender, now))
    }

    /// Takes in a part of what is held and follows the end of its chain, in one transaction. Answers whether there may be more.
    pub fn fill(&mut self, now: Moment) -> Result<bool, StoreError> {
        self.transact(|db| fill(db, now))
    }
}

fn fill(db: &Connection, now: Moment) -> Result<bool, StoreError> {
    let mut select = db.prepare_cached(include_str!("merge/follows.sql"))?;
    let chain: Option<[u8; 16]> = select.query_row([], |row| row.get(0)).optional()?;
    let Some(chain) = chain.map(Uuid::from_bytes) else {
        return Ok(false);
    };
    // Who brought it is not known any more: it is the word of its own station.
    let mut merging = Merging::begin(db, chain, chain, now)?;
    merging.fill()?;
    merging.folding.settle()?;
    Ok(true)
}

fn merge(db: &Connection, slice: &Slice, sender: Uuid, now: Moment) -> Result<Merged, StoreError> {
    let mut merging = Merging::begin(db, slice.chain, sender, now)?;
    if merging.own && slice.links.iter().any(|link| link.seq > merging.seq) {
        return Err(StoreError::OwnChainAhead);
    }
    merging.take(slice)?;
    merging.fill()?;
    merging.folding.settle()?;
    exchange::keep_signed(db, &slice.signed)?;
    Ok(merging.merged)
}

/// Why an entry does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// Another entry has its number.
    Number,
    /// Another entry has its id.
    Id,
    /// It does not follow what is here.
    Chain,
}

impl Why {
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Id => "id",
            Self::Chain => "chain",
        }
    }
}

/// An entry with the hash that it follows and its own.
struct Arrived<'a> {
    link: &'a Link,
    before: Hash,
    hash: Hash,
}

/// One chain while entries are put after its end.
struct Merging<'a> {
    db: &'a Connection,
    chain: Uuid,
    /// Its local number.
    station: i64,
    /// Whether it is the chain that this station writes.
    own: bool,
    /// The last entry here; 0 and `GENESIS` before the first.
    seq: i64,
    hash: Hash,
    /// Whether entries of it are held.
    holds: bool,
    sender: Uuid,
    now: Moment,
    folding: Folding<'a>,
    merged: Merged,
}

impl<'a> Merging<'a> {
    /// Looks where the chain stands here. It is made on first sight.
    fn begin(db: &'a Connection, chain: Uuid, sender: Uuid, now: Moment) -> Result<Self, StoreError> {
        db.prepare_cached("INSERT OR IGNORE INTO chain (id, own) VALUES (?1, 0)")?
            .execute([chain.as_bytes()])?;
        let (station, own): (i64, bool) = db
            .prepare_cached("SELECT no, own FROM chain WHERE id = ?1")?
            .query_row([chain.as_bytes()], |row| Ok((row.get("no")?, row.get("own")?)))?;
        let (seq, hash) = journal::head(db, station)?;
        let holds = db
            .prepare_cached("SELECT 1 FROM held WHERE chain = ?1")?
            .exists([chain.as_bytes()])?;
        Ok(Self {
            db,
            chain,
            station,
            own,
            seq,
            hash,
            holds,
            sender,
            now,
            folding: Folding::new(db),
            merged: Merged::default(),
        })
    }

    /// Puts every entry of a slice where it belongs. What follows one that does not fit does not fit either, until one is known.
    fn take(&mut self, slice: &Slice) -> Result<(), StoreError> {
        let Some(first) = slice.links.first() else { return Ok(()) };
        let (mut before, mut expected) = (slice.before, first.seq);
        let mut fits = !self.is_quarantined(first.seq.saturating_sub(1), &before)?;
        for link in &slice.links {
            let arrived = Arrived {
                link,
                before,
                hash: link.hash(self.chain, &before),
            };
            let misfit = self.place(&arrived, fits && link.seq == expected)?;
            if let Some(why) = misfit {
                self.quarantine(&arrived, why)?;
            }
            fits = misfit.is_none();
            (before, expected) = (arrived.hash, link.seq.saturating_add(1));
        }
        Ok(())
    }

    /// Puts one entry where it belongs; answers why it belongs nowhere.
    fn place(&mut self, arrived: &Arrived<'_>, fits: bool) -> Result<Option<Why>, StoreError> {
        let seq = arrived.link.seq;
        if seq <= self.seq {
            self.compare(arrived)
        } else if !fits {
            Ok(Some(Why::Chain))
        } else if seq > self.seq + 1 {
            self.hold(arrived)
        } else if arrived.before == self.hash {
            self.insert(arrived)
        } else {
            Ok(Some(Why::Chain))
        }
    }

    /// Puts the next entry into the journal, and folds it.
    fn insert(&mut self, arrived: &Arrived<'_>) -> Result<Option<Why>, StoreError> {
        let mut written = self.written(arrived);
        let inserted = journal::insert(self.db, include_str!("merge/insert.sql"), self.station, &written)?;
        if inserted == 0 {
            return Ok(Some(Why::Id));
        }
        written.no = self.db.last_insert_rowid();
        if written.redacted {
            self.db
                .prepare_cached("INSERT INTO redacted (entry) VALUES (?1)")?
                .execute([written.no])?;
        }
        (self.seq, self.hash) = (written.seq, written.hash);
        self.merged.taken += 1;
        let is_read = self.folding.fold(&written)?;
        self.merged.unread += u64::from(!is_read);
        Ok(None)
    }

    /// Compares an entry with the one that has its number here. What was cleared here is known, and stays cleared.
    fn compare(&mut self, arrived: &Arrived<'_>) -> Result<Option<Why>, StoreError> {
        let here: Option<([u8; 16], Hash, bool)> = self
            .db
            .prepare_cached(include_str!("merge/here.sql"))?
            .query_row(params![self.station, arrived.link.seq], |row| {
                Ok((row.get("id")?, row.get("hash")?, row.get("redacted")?))
            })
            .optional()?;
        let Some((id, hash, is_redacted)) = here else {
            return Ok(Some(Why::Number));
        };
        if hash != arrived.hash {
            return Ok(Some(Why::Number));
        }
        if is_redacted && let Some(known) = journal::find(self.db, EntryId(Uuid::from_bytes(id)))? {
            return self.renew(arrived, &known);
        }
        self.merged.known += 1;
        Ok(None)
    }

    /// Lets a redacted entry say what it says: all of it, or masked what was withheld.
    fn renew(&mut self, arrived: &Arrived<'_>, known: &Written) -> Result<Option<Why>, StoreError> {
        let written = Written {
            no: known.no,
            ..self.written(arrived)
        };
        if written.redacted && (written.is_withheld() || !known.is_withheld()) {
            self.merged.known += 1;
            return Ok(None);
        }
        if !journal::renew(self.db, &written)? {
            return Ok(Some(Why::Id));
        }
        if !written.redacted {
            self.db
                .prepare_cached("DELETE FROM redacted WHERE entry = ?1")?
                .execute([written.no])?;
        }
        self.merged.renewed += 1;
        let is_read = self.folding.fold_again(&written, known.corrects)?;
        self.merged.unread += u64::from(!is_read);
        Ok(None)
    }

    /// Keeps an entry beside the journal until what is before it has come.
    fn hold(&mut self, arrived: &Arrived<'_>) -> Result<Option<Why>, StoreError> {
        let (chain, seq) = (self.chain.as_bytes(), arrived.link.seq);
        let held: Option<Hash> = self
            .db
            .prepare_cached("SELECT hash FROM held WHERE chain = ?1 AND seq = ?2")?
            .query_row(params![chain, seq], |row| row.get(0))
            .optional()?;
        if held.is_some_and(|hash| hash != arrived.hash) {
            return Ok(Some(Why::Number));
        }
        if held.is_some() {
            self.merged.known += 1;
        } else {
            self.merged.held += 1;
        }
        // What is whole takes the place of what is redacted.
        if held.is_none() || arrived.link.redacted.is_none() {
            self.db
                .prepare_cached("INSERT OR REPLACE INTO held (chain, seq, before, hash, link) VALUES (?1, ?2, ?3, ?4, seal(?5, 'link'))")?
                .execute(params![chain, seq, arrived.before, arrived.hash, pack(arrived.link)?])?;
            self.holds = true;
        }
        Ok(None)
    }

    /// Takes in what was held and now follows the end of the chain, as much as one transaction may; what is here already does not
    /// count.
    fn fill(&mut self) -> Result<(), StoreError> {
        let before = self.merged.taken;
        while self.holds
            && self.merged.taken - before < FILL
            && let Some((before, hash, link)) = self.release(self.seq + 1)?
        {
            let arrived = Arrived { link: &link, before, hash };
            let misfit = self.place(&arrived, true)?;
            if let Some(why) = misfit {
                self.quarantine(&arrived, why)?;
                break;
            }
        }
        Ok(())
    }

    /// The entry that is held under the lowest number up to `most`, which is held no longer.
    fn release(&self, most: i64) -> Result<Option<(Hash, Hash, Link)>, StoreError> {
        let found = self
            .db
            .prepare_cached(
                "SELECT seq, before, hash, unseal(link, 'link') AS link FROM held WHERE chain = ?1 AND seq <= ?2 ORDER BY seq LIMIT 1",
            )?
            .query_row(params![self.chain.as_bytes(), most], |row| {
                let hash: Hash = row.get("hash")?;
                Ok((row.get::<_, i64>("seq")?, row.get("before")?, hash, row.get::<_, String>("link")?))
            })
            .optional()?;
        let Some((seq, before, hash, text)) = found else { return Ok(None) };
        self.db
            .prepare_cached("DELETE FROM held WHERE chain = ?1 AND seq = ?2")?
            .execute(params![self.chain.as_bytes(), seq])?;
        Ok(Some((before, hash, unpack(&text, hash)?)))
    }

    /// Whether an entry with this number and hash is in quarantine.
    fn is_quarantined(&self, seq: i64, hash: &Hash) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM quarantine WHERE chain = ?1 AND seq = ?2 AND hash = ?3";
        Ok(self.db.prepare_cached(sql)?.exists(params![self.chain.as_bytes(), seq, hash])?)
    }

    /// Keeps what does not fit, and what is held and builds on it.
    fn quarantine(&mut self, arrived: &Arrived<'_>, why: Why) -> Result<(), StoreError> {
        self.merged.quarantined += 1;
        self.db
            .prepare_cached(include_str!("merge/quarantine.sql"))?
            .execute(named_params! {
                ":chain": self.chain.as_bytes(),
                ":seq": arrived.link.seq,
                ":hash": arrived.hash,
                ":link": pack(arrived.link)?,
                ":sender": self.sender.as_bytes(),
                ":arrived_ms": self.now.0,
                ":why": why.key(),
            })?;
        if self.holds {
            self.db
                .prepare_cached(include_str!("merge/quarantine_held.sql"))?
                .execute(named_params! {
                    ":chain": self.chain.as_bytes(),
                    ":seq": arrived.link.seq,
                    ":hash": arrived.hash,
                    ":sender": self.sender.as_bytes(),
                    ":arrived_ms": self.now.0,
                })?;
            self.db
                .prepare_cached(include_str!("merge/unhold.sql"))?
                .execute([self.chain.as_bytes()])?;
        }
        Ok(())
    }

    fn written(&self, arrived: &Arrived<'_>) -> Written {
        let link = arrived.link;
        Written {
            no: 0,
            chain: self.chain,
            seq: link.seq,
            id: link.id,
            at: link.at,
            zone_min: link.zone_min,
            actor: link.actor,
            kind: link.kind,
            subject: link.subject,
            body: link.body.clone(),
            corrects: link.corrects,
            hash: arrived.hash,
            redacted: link.redacted.is_some(),
        }
    }
}
