//! Places, and what is to be done at each, how, how often, and by whom.

use chrono::{Datelike as _, NaiveTime};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::keyed;
use crate::domain::day::{Day, Moment, Zone};

const DAY_MIN: u32 = 24 * 60;

keyed! {
    /// What a place is: the guide asks other things of a canteen than of a bus.
    PlaceKind {
        Workshop = "workshop",
        Office = "office",
        Canteen = "canteen",
        Dormitory = "dormitory",
        Washroom = "washroom",
        Lift = "lift",
        Bus = "bus",
        Gate = "gate",
        Bin = "bin",
        Clinic = "clinic",
        Observation = "observation",
        Other = "other",
    }
}

keyed! {
    /// What is done.
    Measure {
        Disinfect = "disinfect",
        Touch = "touch",
        Ventilate = "ventilate",
        Washing = "washing",
        Tableware = "tableware",
        Bins = "bins",
    }
}

keyed! {
    /// In which way it is done.
    Method {
        Spray = "spray",
        Wipe = "wipe",
        Soak = "soak",
        Boil = "boil",
        Air = "air",
        Clear = "clear",
        Refill = "refill",
    }
}

impl Measure {
    /// Whether an agent is used for it.
    pub fn disinfects(self) -> bool {
        !matches!(self, Self::Ventilate | Self::Washing)
    }
}

/// Where something is done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub id: Uuid,
    pub name: String,
    #[serde(default)]
    pub kind: PlaceKind,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

/// With what, how strong, how long.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct How {
    /// The name of the agent; empty where none is used.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agent: String,
    /// Available chlorine; 0 where that is no measure of the agent.
    #[serde(default)]
    pub mg_per_l: u32,
    /// How long it acts, or windows stay open.
    #[serde(default)]
    pub minutes: u32,
    #[serde(default)]
    pub method: Method,
}

impl How {
    /// The strength, time and way that a measure usually has (rules.md, "Supplies and disinfection"); the agent has no name yet.
    pub fn usual(measure: Measure) -> Self {
        let (mg_per_l, minutes, method) = match measure {
            Measure::Disinfect => (500, 30, Method::Spray),
            Measure::Touch => (500, 30, Method::Wipe),
            Measure::Ventilate => (0, 30, Method::Air),
            Measure::Washing => (0, 0, Method::Refill),
            Measure::Tableware => (250, 15, Method::Soak),
            Measure::Bins => (1000, 30, Method::Clear),
        };
        Self {
            agent: String::new(),
            mg_per_l,
            minutes,
            method,
        }
    }
}

/// At which times of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Often {
    /// Minutes after midnight.
    At(Vec<u32>),
    /// Every so many minutes from the first to the last, both included. A last that is more than 1440, or not after the first, lies
    /// on the day after.
    Every { minutes: u32, from_min: u32, to_min: u32 },
}

/// How often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rhythm {
    pub often: Often,
    /// A bit a day of the week, Monday the lowest.
    pub weekdays: u8,
}

impl Rhythm {
    pub const EVERY_DAY: u8 = 0b111_1111;

    /// Minutes after the midnight of the day that it begins on, earliest first.
    pub fn minutes(&self) -> Vec<u32> {
        match &self.often {
            Often::At(times) => {
                let mut times = times.clone();
                times.sort_unstable();
                times.dedup();
                times
            }
            Often::Every { minutes, from_min, to_min } => {
                let to = if to_min > from_min { *to_min } else { to_min + DAY_MIN };
                let step = usize::try_from((*minutes).max(1)).unwrap_or(1);
                (*from_min..=to).step_by(step).collect()
            }
        }
    }

    /// The moments of a calendar day; those after midnight belong to the weekday on which the night began.
    pub fn on(&self, day: Day, zone: Zone) -> Vec<Moment> {
        let mut moments = Vec::new();
        let minutes = self.minutes();
        for (begins, offset) in [(day.minus_days(1), DAY_MIN), (day, 0)] {
            let bit = 1_u8 << begins.0.weekday().num_days_from_monday();
            if self.weekdays & bit == 0 {
                continue;
            }
            let of_day = minutes.iter().filter(|minute| (offset..offset + DAY_MIN).contains(*minute));
            moments.extend(of_day.map(|minute| zone.at(day, time(minute - offset))));
        }
        moments.sort_unstable();
        moments.dedup();
        moments
    }
}

impl Default for Rhythm {
    /// Morning and evening, as mining companies disinfect (rules.md, "Supplies and disinfection").
    fn default() -> Self {
        Self {
            often: Often::At(vec![8 * 60, 18 * 60]),
            weekdays: Self::EVERY_DAY,
        }
    }
}

fn time(minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(minute / 60 % 24, minute % 60, 0).unwrap_or_default()
}

/// What is to be done at a place, and how often. A later plan of the same id stands from the moment it was saved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub id: Uuid,
    pub place: Uuid,
    #[serde(default)]
    pub measure: Measure,
    #[serde(default)]
    pub rhythm: Rhythm,
    #[serde(default)]
    pub how: How,
    /// Who does it; empty for whoever is on duty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub executor: String,
    /// Who looks at it afterwards.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub checker: String,
    /// How long after its time it is late, in minutes.
    #[serde(default = "an_hour")]
    pub grace_min: u32,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

fn an_hour() -> u32 {
    60
}

impl Plan {
    /// Whether it ever comes due, and not more often than every ten minutes.
    pub fn is_possible(&self) -> bool {
        let often = match &self.rhythm.often {
            Often::At(times) => !times.is_empty() && times.iter().all(|minute| *minute < DAY_MIN),
            Often::Every { minutes, from_min, to_min } => *minutes >= 10 && *from_min < DAY_MIN && *to_min < 2 * DAY_MIN,
        };
        often && self.rhythm.weekdays & Rhythm::EVERY_DAY != 0
    }
}
