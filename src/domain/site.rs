//! Site measures (场所): disinfection and ventilation rounds, canteen, dormitories, meetings: what is due where, what was done.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::day::{Day, Zone};
use super::daybook::Note;

/// Where something is done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub id: Uuid,
    pub name: String,
}

/// What is to be done at a place, and how often.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub id: Uuid,
    pub place: Uuid,
}

/// What was done at a place, by whom, checked by whom.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    pub plan: Uuid,
}

/// A time to eat, its seats, and who eats then.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    pub id: Uuid,
}

/// Food kept back of a meal (留样).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    pub meal: String,
}

/// A dormitory room with its area.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    pub name: String,
}

/// A meeting, its size and length.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    pub title: String,
}

/// Everything that is known of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteBook {
    places: Vec<Place>,
    plans: Vec<Plan>,
    rounds: Vec<Round>,
    slots: Vec<Slot>,
    samples: Vec<Sample>,
    rooms: Vec<Room>,
    meetings: Vec<Meeting>,
}

impl SiteBook {
    pub(super) fn take_place(&mut self, place: &Place) {
        self.places.push(place.clone());
    }
    pub(super) fn take_plan(&mut self, plan: &Plan) {
        self.plans.push(plan.clone());
    }
    pub(super) fn take_round(&mut self, _note: &Note, round: &Round) {
        self.rounds.push(round.clone());
    }
    pub(super) fn take_slot(&mut self, slot: &Slot) {
        self.slots.push(slot.clone());
    }
    pub(super) fn take_sample(&mut self, _note: &Note, sample: &Sample) {
        self.samples.push(sample.clone());
    }
    pub(super) fn take_room(&mut self, room: &Room) {
        self.rooms.push(room.clone());
    }
    pub(super) fn take_meeting(&mut self, _note: &Note, meeting: &Meeting) {
        self.meetings.push(meeting.clone());
    }
}

/// How many rounds of a day were due, and how many of those were done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoundCount {
    pub due: u32,
    pub done: u32,
}

impl SiteBook {
    /// The rounds of a whole day.
    pub fn rounds_on(&self, _day: Day, _zone: Zone) -> RoundCount {
        RoundCount::default()
    }
}
