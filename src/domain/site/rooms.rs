//! Dormitory rooms against six to a room and 2.5 m² each (the guide's clause 7), and meetings against their size and length.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{SiteBook, SiteLimits, keyed};
use crate::domain::day::Moment;
use crate::domain::person::{Kind, Person, PersonId, Status};

/// A dormitory room, by the name that people's `dormitory` has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    pub name: String,
    /// In tenths of a square metre; 0 where nobody has measured it.
    #[serde(default)]
    pub tenths: u32,
}

keyed! {
    /// How a room stands, worst first.
    Density {
        Crowded = "crowded",
        Tight = "tight",
        Unmeasured = "unmeasured",
        Fine = "fine",
        Empty = "empty",
    }
}

/// A room with who lives in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lodging {
    pub room: Room,
    /// Who sleeps there now.
    pub here: Vec<PersonId>,
    /// Who has a bed there and is away.
    pub away: u32,
}

impl Lodging {
    pub fn density(&self, limits: &SiteLimits) -> Density {
        let people = u32::try_from(self.here.len()).unwrap_or(u32::MAX);
        if people == 0 {
            Density::Empty
        } else if people > limits.room_people {
            Density::Crowded
        } else if self.room.tenths == 0 {
            Density::Unmeasured
        } else if self.room.tenths < people.saturating_mul(limits.room_tenths) {
            Density::Tight
        } else {
            Density::Fine
        }
    }
}

impl Density {
    /// Whether the guide is not kept there.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Crowded | Self::Tight)
    }
}

impl SiteBook {
    /// Every room that is known or lived in, by name.
    pub fn lodgings<'a>(&self, people: impl IntoIterator<Item = &'a Person>) -> Vec<Lodging> {
        let lodging = |room: &Room| Lodging {
            room: room.clone(),
            here: Vec::new(),
            away: 0,
        };
        let mut rooms: BTreeMap<String, Lodging> = self.rooms.iter().map(|room| (room.name.clone(), lodging(room))).collect();
        for person in people {
            let name = person.dormitory.trim();
            let lives = person.status != Status::Left && person.kind != Kind::Visitor && !name.is_empty();
            if !lives {
                continue;
            }
            let unknown = || {
                lodging(&Room {
                    name: name.to_owned(),
                    tenths: 0,
                })
            };
            let room = rooms.entry(name.to_owned()).or_insert_with(unknown);
            if person.status == Status::Active {
                room.here.push(person.id);
            } else {
                room.away += 1;
            }
        }
        rooms.into_values().collect()
    }
}

/// A meeting, its size and length.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    pub title: String,
    pub room: String,
    pub from: Moment,
    pub minutes: u32,
    pub people: u32,
    /// Windows were open.
    #[serde(default)]
    pub aired: bool,
}

impl Meeting {
    pub fn is_too_big(&self, limits: &SiteLimits) -> bool {
        self.people > limits.meeting_people
    }

    pub fn is_too_long(&self, limits: &SiteLimits) -> bool {
        self.minutes > limits.meeting_minutes
    }

    /// Small and short enough, with windows open.
    pub fn is_within(&self, limits: &SiteLimits) -> bool {
        !self.is_too_big(limits) && !self.is_too_long(limits) && self.aired
    }
}
