//! Site measures (场所): disinfection and ventilation rounds, canteen, dormitories, meetings: what is due where, what was done.
//!
//! [`plan`] says what is to be done where and how often, [`round`] what became of it; [`canteen`] and [`rooms`] hold people against
//! seats and beds. Everything is folded from notes in the daybook into one [`SiteBook`].

pub mod canteen;
pub mod plan;
pub mod rooms;
pub mod round;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use canteen::{Meal, Sample, SampleStep, Slot};
pub use plan::{How, Measure, Method, Often, Place, PlaceKind, Plan, Rhythm};
pub use rooms::{Meeting, Room};
pub use round::{Doing, Outcome, Record, Round, RoundCount, State, Task, What};

use super::day::Moment;
use super::daybook::Note;
use super::entry::EntryId;
use canteen::Kept;

/// Declares a list of named things with their stable keys, which files, exports and language keys share.
macro_rules! keyed {
    ($(#[$about:meta])* $name:ident { $first:ident = $first_key:literal $(, $variant:ident = $key:literal)* $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            #[default]
            #[serde(rename = $first_key)]
            $first,
            $(#[serde(rename = $key)] $variant),*
        }

        impl $name {
            pub const ALL: &[Self] = &[Self::$first, $(Self::$variant),*];

            pub fn key(self) -> &'static str {
                match self { Self::$first => $first_key, $(Self::$variant => $key),* }
            }
        }
    };
}
use keyed;

/// What a site holds itself to. The figures of a room are those of the national guide of 21 February 2020, clause 7; those of a food
/// sample of the code for catering of 2018; a meeting's are our default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteLimits {
    /// People in a dormitory room.
    pub room_people: u32,
    /// Of a room for each who lives in it, in tenths of a square metre.
    pub room_tenths: u32,
    pub meeting_people: u32,
    pub meeting_minutes: u32,
    /// Of each dish kept back.
    pub sample_grams: u32,
    pub sample_hours: u32,
}

impl Default for SiteLimits {
    fn default() -> Self {
        Self {
            room_people: 6,
            room_tenths: 25,
            meeting_people: 30,
            meeting_minutes: 60,
            sample_grams: 125,
            sample_hours: 48,
        }
    }
}

/// Everything that is known of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteBook {
    places: Vec<Place>,
    /// Every plan as it was from a moment on, oldest first: what was due yesterday does not change with the plan of today.
    plans: BTreeMap<Uuid, Vec<(Moment, Plan)>>,
    records: BTreeMap<(Uuid, Moment), Record>,
    slots: Vec<Slot>,
    samples: Vec<Kept>,
    rooms: Vec<Room>,
    meetings: Vec<(EntryId, Meeting)>,
}

/// Puts a thing in the place of the one it changes.
fn put<T: Clone, K: PartialEq>(known: &mut Vec<T>, new: &T, key: impl Fn(&T) -> K) {
    match known.iter_mut().find(|one| key(one) == key(new)) {
        Some(one) => one.clone_from(new),
        None => known.push(new.clone()),
    }
}

impl SiteBook {
    pub(super) fn take_place(&mut self, place: &Place) {
        put(&mut self.places, place, |place| place.id);
    }

    pub(super) fn take_plan(&mut self, note: &Note, plan: &Plan) {
        self.plans.entry(plan.id).or_default().push((note.at, plan.clone()));
    }

    pub(super) fn take_round(&mut self, note: &Note, round: &Round) {
        let key = (round.plan, round.due);
        match (&round.what, self.records.get_mut(&key)) {
            (What::Done(doing), _) => {
                self.records.insert(key, Record::done(note, doing));
            }
            (What::Skipped { .. }, Some(record)) if record.is_done() => {}
            (What::Skipped { reason, by }, _) => {
                self.records.insert(key, Record::skipped(note, reason, by));
            }
            (What::Checked { by }, Some(record)) => record.checked = Some((note.id, by.clone())),
            // What it checked has been taken back.
            (What::Checked { .. }, None) => {}
        }
    }

    pub(super) fn take_slot(&mut self, slot: &Slot) {
        put(&mut self.slots, slot, |slot| slot.id);
    }

    pub(super) fn take_sample(&mut self, note: &Note, sample: &Sample) {
        match &sample.step {
            SampleStep::Kept(food) => self.samples.push(Kept::new(sample.id, note, food)),
            SampleStep::Discarded { by } => {
                if let Some(kept) = self.samples.iter_mut().find(|kept| kept.id == sample.id) {
                    kept.discarded = Some((note.at, by.clone()));
                }
            }
        }
    }

    pub(super) fn take_room(&mut self, room: &Room) {
        put(&mut self.rooms, room, |room| room.name.clone());
    }

    pub(super) fn take_meeting(&mut self, note: &Note, meeting: &Meeting) {
        self.meetings.push((note.id, meeting.clone()));
    }

    /// The places in use, in the order they were written down.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        self.places.iter().filter(|place| !place.retired)
    }

    pub fn place(&self, id: Uuid) -> Option<&Place> {
        self.places.iter().find(|place| place.id == id)
    }

    /// The plans in force, as they stand.
    pub fn plans(&self) -> impl Iterator<Item = &Plan> {
        let last = self.plans.values().filter_map(|versions| versions.last());
        last.map(|(_, plan)| plan).filter(|plan| !plan.retired)
    }

    pub fn plan(&self, id: Uuid) -> Option<&Plan> {
        self.plans.get(&id)?.last().map(|(_, plan)| plan)
    }

    /// What became of a round.
    pub fn record(&self, plan: Uuid, due: Moment) -> Option<&Record> {
        self.records.get(&(plan, due))
    }

    /// The times to eat that are in use, earliest first.
    pub fn slots(&self) -> Vec<&Slot> {
        let mut slots: Vec<&Slot> = self.slots.iter().filter(|slot| !slot.retired).collect();
        slots.sort_by_key(|slot| (slot.from_min, slot.to_min, slot.id));
        slots
    }

    /// Every sample of food, newest first.
    pub fn samples(&self) -> impl Iterator<Item = &Kept> {
        self.samples.iter().rev()
    }

    pub fn sample(&self, id: Uuid) -> Option<&Kept> {
        self.samples.iter().find(|kept| kept.id == id)
    }

    pub fn rooms(&self) -> &[Room] {
        &self.rooms
    }

    /// Every meeting, newest first.
    pub fn meetings(&self) -> Vec<&(EntryId, Meeting)> {
        let mut meetings: Vec<_> = self.meetings.iter().collect();
        meetings.sort_by_key(|(_, meeting)| std::cmp::Reverse(meeting.from));
        meetings
    }
}

#[cfg(test)]
mod tests;
