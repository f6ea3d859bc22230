//! Entries as the station would have stamped them, with ids that the seed decides.

use uuid::{Builder, Uuid};

use super::random::Random;
use crate::domain::day::{Moment, Zone};
use crate::domain::entry::{Entry, EntryId};
use crate::domain::person::PersonId;
use crate::store::journal::Stamp;

/// Entries that have been made and not been written yet.
#[derive(Debug)]
pub(super) struct Draft {
    random: Random,
    zone: Zone,
    /// The number of the last entry made.
    seq: i64,
    /// The number of the entry that put the guard on duty.
    actor: i64,
    entries: Vec<(Stamp, Entry)>,
}

impl Draft {
    pub(super) fn new(random: Random, zone: Zone) -> Self {
        Self {
            random,
            zone,
            seq: 0,
            actor: 0,
            entries: Vec::new(),
        }
    }

    /// An id in the form of version 7: the moment, then what the seed gives.
    pub(super) fn id(&mut self, at: Moment) -> Uuid {
        let millis = u64::try_from(at.0).unwrap_or(0);
        Builder::from_unix_timestamp_millis(millis, &self.random.bytes()).into_uuid()
    }

    pub(super) fn person_id(&mut self, at: Moment) -> PersonId {
        PersonId(self.id(at))
    }

    /// Stamps the next entry of the chain.
    pub(super) fn stamp(&mut self, at: Moment, corrects: Option<EntryId>) -> Stamp {
        self.seq += 1;
        Stamp {
            id: EntryId(self.id(at)),
            at,
            zone_min: self.zone.offset_min(at),
            actor: self.actor,
            corrects,
        }
    }

    pub(super) fn add(&mut self, at: Moment, entry: Entry) -> EntryId {
        self.push(at, entry, None)
    }

    pub(super) fn correct(&mut self, at: Moment, entry: Entry, corrects: EntryId) -> EntryId {
        self.push(at, entry, Some(corrects))
    }

    /// Adds an entry whose id was given before its turn came.
    pub(super) fn add_as(&mut self, at: Moment, entry: Entry, id: EntryId) {
        let stamp = Stamp {
            id,
            ..self.stamp(at, None)
        };
        self.entries.push((stamp, entry));
    }

    fn push(&mut self, at: Moment, entry: Entry, corrects: Option<EntryId>) -> EntryId {
        let stamp = self.stamp(at, corrects);
        if let Entry::OnDuty(_) = entry {
            self.actor = self.seq;
        }
        self.entries.push((stamp, entry));
        stamp.id
    }

    pub(super) fn take(&mut self) -> Vec<(Stamp, Entry)> {
        std::mem::take(&mut self.entries)
    }
}
