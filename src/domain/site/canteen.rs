//! The canteen (食堂): times to eat with their seats, who eats when, and the food kept back of each meal (留样).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{SiteLimits, keyed};
use crate::domain::day::Moment;
use crate::domain::daybook::Note;
use crate::domain::entry::EntryId;
use crate::domain::person::{Kind, Person, Status};

keyed! {
    /// A meal that the canteen gives; the main one first.
    Meal {
        Lunch = "lunch",
        Breakfast = "breakfast",
        Supper = "supper",
        Night = "night",
    }
}

/// A time to eat, its seats, and who eats then.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    pub id: Uuid,
    #[serde(default)]
    pub meal: Meal,
    /// Minutes after midnight.
    pub from_min: u32,
    /// The same; what is before the beginning is after midnight, as the meal of a night shift.
    pub to_min: u32,
    /// Seats that may be taken at once, nobody face to face.
    pub seats: u32,
    /// Departments or teams, or a team of a department: `采矿一队`, `甲班`, `采矿一队 甲班`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

/// People who work and eat together: a team of a department.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    pub department: String,
    pub team: String,
}

impl Group {
    /// `采矿一队 甲班`
    pub fn name(&self) -> String {
        [self.department.as_str(), &self.team].join(" ").trim().to_owned()
    }

    fn is_named(&self, named: &str) -> bool {
        let named = named.trim();
        !named.is_empty() && (named == self.department || named == self.team || named == self.name())
    }
}

/// Everybody who eats at the canteen, by group: workers who are here.
pub fn groups<'a>(people: impl IntoIterator<Item = &'a Person>) -> BTreeMap<Group, u32> {
    let mut groups = BTreeMap::new();
    for person in people {
        if person.kind == Kind::Worker && person.status == Status::Active {
            let group = Group {
                department: person.department.clone(),
                team: person.team.clone(),
            };
            *groups.entry(group).or_default() += 1;
        }
    }
    groups
}

impl Slot {
    fn seats_group(&self, group: &Group) -> bool {
        self.groups.iter().any(|named| group.is_named(named))
    }

    /// How many eat then.
    pub fn people(&self, groups: &BTreeMap<Group, u32>) -> u32 {
        let seated = groups.iter().filter(|(group, _)| self.seats_group(group));
        seated.map(|(_, people)| people).sum()
    }
}

/// The groups that eat at no time of a meal that has times, with how many they are.
pub fn unseated<'a>(slots: &[&Slot], groups: &'a BTreeMap<Group, u32>) -> Vec<(Meal, &'a Group, u32)> {
    let mut without = Vec::new();
    for meal in Meal::ALL {
        let times: Vec<&&Slot> = slots.iter().filter(|slot| slot.meal == *meal).collect();
        if !times.is_empty() {
            let left = groups.iter().filter(|(group, _)| !times.iter().any(|slot| slot.seats_group(group)));
            without.extend(left.map(|(group, people)| (*meal, group, *people)));
        }
    }
    without
}

/// A step of a sample of food.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    pub id: Uuid,
    pub step: SampleStep,
}

/// Kept back, and thrown away later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SampleStep {
    Kept(Food),
    Discarded { by: String },
}

impl Default for SampleStep {
    fn default() -> Self {
        Self::Kept(Food::default())
    }
}

/// Food kept back of a meal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Food {
    #[serde(default)]
    pub meal: Meal,
    pub dish: String,
    pub grams: u32,
    #[serde(default)]
    pub by: String,
}

/// A sample as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub id: Uuid,
    pub note: EntryId,
    pub at: Moment,
    pub food: Food,
    pub discarded: Option<(Moment, String)>,
}

impl Kept {
    pub(super) fn new(id: Uuid, note: &Note, food: &Food) -> Self {
        Self {
            id,
            note: note.id,
            at: note.at,
            food: food.clone(),
            discarded: None,
        }
    }

    /// Until when it is kept.
    pub fn until(&self, limits: &SiteLimits) -> Moment {
        self.at.plus_minutes(i64::from(limits.sample_hours) * 60)
    }

    pub fn is_too_small(&self, limits: &SiteLimits) -> bool {
        self.food.grams < limits.sample_grams
    }

    /// Kept long enough, and still there.
    pub fn is_to_discard(&self, limits: &SiteLimits, now: Moment) -> bool {
        self.discarded.is_none() && self.until(limits) <= now
    }
}
