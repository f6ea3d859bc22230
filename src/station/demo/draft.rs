//! Entries as the station would have stamped them, with ids that the seed decides.

use uuid::{Builder, Uuid};

use super::random::Random;
use crate::domain::day::{Moment, Zone};
use crate::domain::entry::{Entry, EntryId};
use crate::domain::person::PersonId;
use crate::store::journal::Stamp;

/// An entry with the post that writes it.
pub(super) type Drafted = (usize, Stamp, Entry);

/// Entries that have been made and not been written yet.
#[derive(Debug)]
pub(super) struct Draft {
    random: Random,
    zone: Zone,
    desks: Vec<Desk>,
    /// Where the next entry is written.
    desk: usize,
    entries: Vec<Drafted>,
}

/// How far a post has written.
#[derive(Clone, Debug, Default)]
struct Desk {
    /// The number of the last entry made.
    seq: i64,
    /// The number of the entry that put the guard on duty.
    actor: i64,
}

impl Draft {
    pub(super) fn new(random: Random, zone: Zone, posts: usize) -> Self {
        Self {
            random,
            zone,
            desks: vec![Desk::default(); posts.max(1)],
            desk: 0,
            entries: Vec::new(),
        }
    }

    /// What comes next is written at that post.
    pub(super) fn turn_to(&mut self, desk: usize) {
        self.desk = desk.min(self.desks.len() - 1);
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
        let id = EntryId(self.id(at));
        let desk = &mut self.desks[self.desk];
        desk.seq += 1;
        Stamp {
            id,
            at,
            zone_min: self.zone.offset_min(at),
            actor: desk.actor,
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
        self.entries.push((self.desk, stamp, entry));
    }

    fn push(&mut self, at: Moment, entry: Entry, corrects: Option<EntryId>) -> EntryId {
        let stamp = self.stamp(at, corrects);
        let desk = &mut self.desks[self.desk];
        if let Entry::OnDuty(_) = entry {
            desk.actor = desk.seq;
        }
        self.entries.push((self.desk, stamp, entry));
        stamp.id
    }

    pub(super) fn take(&mut self) -> Vec<Drafted> {
        std::mem::take(&mut self.entries)
    }
}
