//! The group (集团): every unit that reports to this headquarters, as the entries of its stations tell.
//!
//! A [`Group`] is folded from [`UnitNote`]s, whatever order they come in: what stands is read by (time, chain, number), as
//! everywhere. A unit is the stations whose cards name the same site and unit. A unit that has sent nothing of a day is missing,
//! and never zero: [`days`] says how a day of a unit stands, [`sums`] adds up only what was sent and names who is not in the sum,
//! [`stock`] puts the supplies of all side by side and says who could help whom ([`help`]).

pub mod consolidated;
pub mod days;
pub mod help;
pub mod stock;
pub mod sums;
mod unit;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use days::{Grid, GridRow, is_stale};
pub use stock::{Holding, ItemLine};
pub use sums::{Curve, Line, Sums, Total};
pub use unit::{Sent, Unit};

use super::day::Moment;
use super::entry::{Entry, EntryId};
use super::peer::{Card, Level, Peer, Relation};

/// The kinds of entries that a group is counted from: stations opened, settings, items and moves of the stock, signed reports,
/// and what takes a note back.
pub const KINDS: [i64; 6] = [1, 2, 61, 62, 75, 79];

/// An entry of a unit that headquarters counts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitNote {
    pub chain: Uuid,
    /// Its number in that chain.
    pub seq: i64,
    pub id: EntryId,
    pub at: Moment,
    pub entry: Entry,
    pub corrects: Option<EntryId>,
    /// Whether it says less than what was hashed: the unit masked it.
    pub redacted: bool,
}

/// Where an entry stands among those of all chains.
type Place = (Moment, Uuid, i64);

impl UnitNote {
    fn place(&self) -> Place {
        (self.at, self.chain, self.seq)
    }
}

/// A unit by the names on the cards of its stations.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct UnitId {
    pub site: String,
    pub unit: String,
}

impl UnitId {
    pub fn of(card: &Card) -> Self {
        Self {
            site: card.site.trim().to_owned(),
            unit: card.unit.trim().to_owned(),
        }
    }

    /// As its reports call it: the unit, or the site where that is no part of anything.
    pub fn name(&self) -> &str {
        if self.unit.is_empty() { &self.site } else { &self.unit }
    }
}

/// The newest bundle of a station.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heard {
    /// By the clock of who made it.
    pub made: Moment,
    /// By ours.
    pub arrived: Moment,
    /// How much the unit chose to send.
    pub level: Level,
}

impl Heard {
    /// Until when it tells what happened: a bundle that seems to come from tomorrow tells nothing of it.
    pub fn until(&self) -> Moment {
        self.made.min(self.arrived)
    }
}

/// A station that was enrolled here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub peer: Peer,
    /// When it was enrolled first.
    pub since: Moment,
    /// `None` where no bundle of it has come yet.
    pub heard: Option<Heard>,
}

/// Every unit that reports here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// By site and name.
    units: Vec<Unit>,
    /// The place in `units` that a chain belongs to.
    chains: BTreeMap<Uuid, usize>,
}

impl Group {
    /// The units of these stations, nothing of them being known yet. A unit of which every station was revoked is none any more.
    pub fn of(members: &[Member]) -> Self {
        let mut units: BTreeMap<UnitId, Vec<Member>> = BTreeMap::new();
        for member in members.iter().filter(|member| member.peer.relation == Relation::Below) {
            units.entry(UnitId::of(&member.peer.card)).or_default().push(member.clone());
        }
        units.retain(|_, stations| stations.iter().any(|member| member.peer.revoked.is_none()));
        let units: Vec<Unit> = units.into_iter().map(|(id, stations)| Unit::new(id, stations)).collect();
        let chains = units.iter().enumerate();
        let chains = chains.flat_map(|(at, unit)| unit.stations().iter().map(move |member| (member.peer.card.chain, at)));
        Self {
            chains: chains.collect(),
            units,
        }
    }

    /// Whether these stations make the same units, so that what was taken still stands.
    pub fn is_of(&self, members: &[Member]) -> bool {
        let peers = |group: &Self| -> Vec<(Peer, Moment)> {
            let stations = group.units.iter().flat_map(Unit::stations);
            stations.map(|member| (member.peer.clone(), member.since)).collect()
        };
        peers(self) == peers(&Self::of(members))
    }

    /// Takes what was heard last of each station.
    pub fn hear(&mut self, members: &[Member]) {
        for member in members {
            if let Some(unit) = self.chains.get(&member.peer.card.chain).and_then(|at| self.units.get_mut(*at)) {
                unit.hear(member);
            }
        }
    }

    /// Takes an entry, in any order, and once however often it comes. An entry of no unit's station is left out.
    pub fn take(&mut self, note: &UnitNote) {
        if let Some(unit) = self.chains.get(&note.chain).and_then(|at| self.units.get_mut(*at)) {
            unit.take(note);
        }
    }

    /// By site and name.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    pub fn unit(&self, id: &UnitId) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id() == id)
    }

    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }
}
