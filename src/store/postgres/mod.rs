//! The journals of many units in PostgreSQL, or in an engine that speaks its protocol: what headquarters keeps when one file is outgrown.
//!
//! It holds what SQLite holds of other stations: entries, what waits for a gap, what is kept apart. The station's own chain, its
//! stations, receipts and preferences stay in its file. It is loaded by COPY and read by plain statements; rules are counted in Rust, the
//! same for both stores.
//!
//! Shared by engines that speak the protocol (CockroachDB, YugabyteDB, Citus): tables, keys, `ON CONFLICT`, `FOR UPDATE`, window functions,
//! `unnest`, COPY from the client. PostgreSQL's own: declarative partitions by unit and month, partial indexes, and `DO`; these stand in
//! `schema/` and `schema.rs`. Numbers in order of arrival come from a row and
//! not from a sequence, because sequences of engines that are spread out do not follow the order of commits.
//! It is tested against PostgreSQL 15 alone.

mod address;
mod error;
mod load;
mod people;
mod read;
mod schema;
mod weigh;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

use postgres::Client;
use uuid::Uuid;

pub use address::Address;
pub use error::ServerError;

use super::StoreError;
use super::exchange::Quarantined;
use super::ledger::Ledger;
use super::merge::Merged;
use crate::domain::chain::{Head, SignedHead, Slice};
use crate::domain::day::Moment;
use crate::domain::entry::EntryId;
use crate::domain::group::UnitNote;
use crate::domain::parcel::Gap;
use crate::domain::person::{Person, PersonId};
use schema::Month;

/// A connection to a database whose tables are ready.
pub struct Postgres {
    address: Address,
    /// Borrowed for one statement or transaction at a time, never while a caller's function runs.
    client: RefCell<Client>,
    /// Months that are known to have their partitions.
    months: BTreeSet<Month>,
}

impl Postgres {
    /// Connects, and makes the tables where there are none yet.
    pub fn open(address: &Address) -> Result<Self, StoreError> {
        Ok(Self {
            address: address.clone(),
            client: RefCell::new(connect(address)?),
            months: BTreeSet::new(),
        })
    }

    pub fn address(&self) -> &Address {
        &self.address
    }

    /// What is missing between the ends of chains and what waits beyond them.
    pub fn gaps(&self) -> Result<Vec<Gap>, StoreError> {
        self.with(read::gaps)
    }

    /// What is kept apart, in the order it came.
    pub fn apart(&self) -> Result<Vec<Quarantined>, StoreError> {
        self.with(read::apart)
    }

    /// Somebody has looked at what is kept apart under a number.
    pub fn mark_seen(&self, no: i64) -> Result<(), StoreError> {
        self.with(|db| Ok(db.execute("UPDATE quarantine SET seen = true WHERE no = $1", &[&no]).map(drop)?))
    }

    /// Works with the connection, or with a new one where it was lost since.
    fn with<T>(&self, work: impl FnOnce(&mut Client) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut client = self.client.borrow_mut();
        if client.is_closed() {
            *client = connect(&self.address)?;
        }
        work(&mut client)
    }
}

fn connect(address: &Address) -> Result<Client, StoreError> {
    let mut client = address.connect()?;
    schema::climb(&mut client)?;
    Ok(client)
}

impl fmt::Debug for Postgres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Postgres").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Ledger for Postgres {
    fn merge(&mut self, slice: &Slice, sender: Uuid, now: Moment) -> Result<Merged, StoreError> {
        let months: BTreeSet<Month> = slice.links.iter().filter_map(|link| Month::of(link.at)).collect();
        if !months.is_subset(&self.months) {
            self.with(|db| schema::make_months(db, &months))?;
            self.months.extend(months);
        }
        self.with(|db| load::merge(db, slice, sender, now))
    }

    fn heads(&self) -> Result<Vec<Head>, StoreError> {
        self.with(read::heads)
    }

    fn signed_heads(&self) -> Result<Vec<SignedHead>, StoreError> {
        self.with(read::signed_heads)
    }

    fn notes(&self, kinds: &[i64], after: i64, each: &mut dyn FnMut(UnitNote)) -> Result<i64, StoreError> {
        let last = self.with(read::last)?;
        let mut from = Some(after);
        while let Some(after) = from {
            let (notes, on) = self.with(|db| read::notes(db, kinds, after, last))?;
            notes.into_iter().for_each(&mut *each);
            from = on;
        }
        Ok(last)
    }

    fn note(&self, id: EntryId) -> Result<Option<UnitNote>, StoreError> {
        self.with(|db| read::note(db, id))
    }

    fn people(&self, ids: &[PersonId]) -> Result<Vec<Person>, StoreError> {
        self.with(|db| people::of(db, ids))
    }
}
