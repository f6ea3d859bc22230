//! Walking the chains: numbers without a gap, and every hash over its entry and the hash before. An entry at a time, however many.

use uuid::Uuid;

use super::journal::{self, GENESIS, Hash, Written};
use super::{Store, StoreError};
use crate::domain::audit::{Audited, Purged};
use crate::domain::day::Moment;

/// Where a chain does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainFault {
    /// The entries `seq` to `to` are missing.
    Gap { seq: i64, to: i64 },
    /// Two entries have this number.
    Twice { seq: i64 },
    /// It does not say what it said when it was written, or the one before it has been written anew.
    Hash { seq: i64 },
    /// What the own station wrote here was emptied or changed as a purge does it, and no purge after it is on record.
    Emptied { seq: i64 },
}

impl ChainFault {
    /// The number of the entry that it is about.
    pub fn seq(self) -> i64 {
        match self {
            Self::Gap { seq, .. } | Self::Twice { seq } | Self::Hash { seq } | Self::Emptied { seq } => seq,
        }
    }
}

/// The first fault of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    pub chain: Uuid,
    pub fault: ChainFault,
    /// When the entry was written that shows it: of a gap the one after it.
    pub at: Moment,
}

/// What walking every chain found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chains {
    pub entries: u64,
    /// Those of which only the hash is known to be right: masked, withheld or purged.
    pub redacted: u64,
    /// Of these, those that were cleared here when their time was over.
    pub purged: u64,
    /// The first of each chain that does not hold.
    pub faults: Vec<Break>,
}

/// Walks every chain, and hands each entry on. Stops where `each` answers `false`, and tells of what it has seen until then.
///
/// A redacted entry counts with the hash it stands under: what follows it holds that hash in place. In the chain that is written
/// here nothing arrives masked, and nothing is emptied but by a purge, which is an entry after it.
pub fn walk(store: &Store, mut each: impl FnMut(&Written) -> bool) -> Result<Chains, StoreError> {
    let own = own_chain(store)?;
    let mut walk = Walk::default();
    journal::each_to_check(store, |written| {
        walk.take(written, own);
        Ok(each(written))
    })?;
    Ok(Chains {
        purged: super::purge::count(store)?,
        ..walk.end()
    })
}

impl Store {
    /// How many entries the file has, and where their chains do not hold.
    pub fn verify_chains(&self) -> Result<Chains, StoreError> {
        walk(self, |_| true)
    }
}

fn own_chain(store: &Store) -> Result<Option<Uuid>, StoreError> {
    use rusqlite::OptionalExtension as _;
    let mut select = store.db().prepare_cached("SELECT id FROM chain WHERE own = 1")?;
    Ok(select.query_row([], |row| row.get(0).map(Uuid::from_bytes)).optional()?)
}

#[derive(Default)]
struct Walk {
    chains: Chains,
    /// The entry before: its chain, its number, its hash.
    before: Option<(Uuid, i64, Hash)>,
    /// The first entry emptied since the last purge of the chain that is written here.
    emptied: Option<Break>,
}

impl Walk {
    fn take(&mut self, written: &Written, own: Option<Uuid>) {
        self.chains.entries += 1;
        self.chains.redacted += u64::from(written.redacted);
        let (seq, previous) = match self.before {
            Some((chain, seq, hash)) if chain == written.chain => (seq, hash),
            _ => (0, GENESIS),
        };
        let is_own = own == Some(written.chain);
        let fault = fault(written, (seq, &previous));
        if is_own {
            self.emptied(written);
        }
        if let Some(fault) = fault {
            self.note(seen(written, fault));
        }
        self.before = Some((written.chain, written.seq, written.hash));
    }

    /// Remembers what is emptied until a purge accounts for it.
    fn emptied(&mut self, written: &Written) {
        if written.kind == Audited::Purged(Purged::default()).kind() {
            self.emptied = None;
        } else if written.redacted && self.emptied.is_none() {
            self.emptied = Some(seen(written, ChainFault::Emptied { seq: written.seq }));
        }
    }

    /// Keeps the first fault of each chain.
    fn note(&mut self, found: Break) {
        let kept = self.chains.faults.iter_mut().find(|kept| kept.chain == found.chain);
        match kept {
            None => self.chains.faults.push(found),
            Some(kept) if found.fault.seq() < kept.fault.seq() => *kept = found,
            Some(_) => {}
        }
    }

    fn end(mut self) -> Chains {
        if let Some(emptied) = self.emptied.take() {
            self.note(emptied);
        }
        self.chains
    }
}

fn seen(written: &Written, fault: ChainFault) -> Break {
    Break {
        chain: written.chain,
        fault,
        at: written.at,
    }
}

/// What is wrong with an entry after the one before it.
fn fault(written: &Written, (seq, previous): (i64, &Hash)) -> Option<ChainFault> {
    if written.seq <= seq {
        return Some(ChainFault::Twice { seq: written.seq });
    }
    if written.seq > seq + 1 {
        return Some(ChainFault::Gap {
            seq: seq + 1,
            to: written.seq - 1,
        });
    }
    let says = |written: &Written| {
        let link = written.link();
        link.digest(written.chain, previous)
    };
    (!written.redacted && says(written) != written.hash).then_some(ChainFault::Hash { seq: written.seq })
}

#[cfg(test)]
mod tests;
