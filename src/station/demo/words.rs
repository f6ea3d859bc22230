//! What the people, places and thermometers of the invented plant are called, read from its file.

use serde::Deserialize;

use super::random::Random;
use crate::domain::site::PlaceKind;
use crate::domain::temperature::Site;

#[derive(Debug, Deserialize)]
pub(super) struct Words {
    pub(super) site: String,
    pub(super) station: String,
    surnames: Vec<(String, usize)>,
    #[serde(deserialize_with = "apart")]
    single: Vec<String>,
    #[serde(deserialize_with = "apart")]
    first: Vec<String>,
    #[serde(deserialize_with = "apart")]
    second: Vec<String>,
    #[serde(deserialize_with = "apart")]
    rare: Vec<String>,
    pub(super) guards: Vec<String>,
    pub(super) guard_department: String,
    pub(super) teams: [String; 3],
    pub(super) day_team: String,
    pub(super) departments: Vec<Department>,
    pub(super) dormitory: String,
    pub(super) relations: Vec<String>,
    pub(super) child: String,
    pub(super) contractor_units: Vec<String>,
    pub(super) haulier: String,
    pub(super) haul: String,
    callers: Vec<(String, String)>,
    pub(super) origins: Vec<String>,
    pub(super) plates: Vec<String>,
    pub(super) phones: Vec<String>,
    pub(super) no_mask: String,
    pub(super) mistyped: String,
    pub(super) roster: String,
    /// Who reports the day, and who approves it.
    pub(super) reporter: String,
    pub(super) approver: String,
    /// What is noted besides the figures.
    pub(super) unusual: Vec<String>,
    pub(super) instruments: Vec<Gun>,
    pub(super) journeys: Journeys,
    pub(super) clinic: Clinic,
    pub(super) outings: Outings,
    pub(super) duty: Duty,
    pub(super) measures: Measures,
}

/// Why people are away from duty, and how they are.
#[derive(Debug, Deserialize)]
pub(super) struct Duty {
    pub(super) absences: Vec<(String, String)>,
    /// Of who was told to rest and be watched.
    pub(super) resting: (String, String),
    /// Of who has gone away for some days.
    pub(super) outing: (String, String),
}

/// Where something is cleaned or aired, when and by whom.
#[derive(Debug, Deserialize)]
pub(super) struct Measures {
    pub(super) agent: String,
    pub(super) cleaners: Vec<String>,
    pub(super) checkers: Vec<String>,
    pub(super) places: Vec<(String, PlaceKind, String)>,
    pub(super) dishes: Vec<String>,
    pub(super) skipped: Vec<String>,
    meetings: Vec<(String, String)>,
    pub(super) remarks: Vec<(u8, String)>,
}

impl Measures {
    /// What is met about, and where.
    pub(super) fn meeting(&self, random: &mut Random) -> (String, String) {
        self.meetings.get(random.below(self.meetings.len())).cloned().unwrap_or_default()
    }
}

/// Who comes back from where, and by what.
#[derive(Debug, Deserialize)]
pub(super) struct Journeys {
    pub(super) homes: Vec<String>,
    pub(super) risky: Vec<String>,
    pub(super) transits: Vec<String>,
    pub(super) unclear: Vec<String>,
    pub(super) vehicles: Vec<String>,
    pub(super) contacts: Vec<String>,
    pub(super) symptoms: Vec<String>,
}

/// Where people isolate, what they need, and what the clinic says about them.
#[derive(Debug, Deserialize)]
pub(super) struct Clinic {
    pub(super) home: Vec<String>,
    pub(super) dormitory: String,
    pub(super) site: String,
    pub(super) central: String,
    pub(super) hospital: String,
    pub(super) needs: Vec<String>,
    pub(super) back: String,
    pub(super) observe: String,
    pub(super) isolate: String,
    pub(super) hospitalise: String,
    pub(super) early: String,
    pub(super) extended: String,
    pub(super) roommate: String,
}

/// Where people go, and why.
#[derive(Debug, Deserialize)]
pub(super) struct Outings {
    pub(super) near: Vec<(String, String)>,
    pub(super) far: Vec<(String, String)>,
    pub(super) risky: Vec<(String, String)>,
    pub(super) whom: Vec<String>,
    pub(super) means: Vec<String>,
    pub(super) refused: String,
    pub(super) unneeded: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Department {
    pub(super) name: String,
    /// Of a thousand workers.
    pub(super) weight: usize,
    /// Of a hundred of them, how many work by day only.
    pub(super) day: usize,
}

/// A thermometer.
#[derive(Debug, Deserialize)]
pub(super) struct Gun {
    pub(super) name: String,
    pub(super) site: Site,
    /// By how much it shows too much, in hundredths of a degree.
    pub(super) drift: i32,
}

impl Words {
    pub(super) fn shipped() -> Self {
        toml::from_str(include_str!("../../../assets/demo/plant.toml")).expect("the shipped plant is read in a test")
    }

    /// A thermometer that is used there, by its place in the list.
    pub(super) fn gun(&self, site: Site, random: &mut Random) -> usize {
        let fitting: Vec<usize> = (0..self.instruments.len())
            .filter(|gun| self.instruments[*gun].site == site)
            .collect();
        fitting.get(random.below(fitting.len())).copied().unwrap_or(0)
    }

    /// A family name and a given name, as common and as rare as they are.
    pub(super) fn name(&self, random: &mut Random) -> String {
        let surname = random
            .weighted(&self.surnames, |(_, weight)| *weight)
            .map_or("", |(surname, _)| surname);
        let given = self.given(random);
        format!("{surname}{given}")
    }

    /// A name in the family of somebody.
    pub(super) fn name_like(&self, relative: &str, random: &mut Random) -> String {
        let family = self.surnames.iter().map(|(surname, _)| surname.as_str());
        let surname = family
            .filter(|surname| relative.starts_with(surname))
            .max_by_key(|surname| surname.len())
            .unwrap_or_default();
        let given = self.given(random);
        format!("{surname}{given}")
    }

    fn given(&self, random: &mut Random) -> String {
        if random.chance(60) {
            random.word(&self.rare).to_owned()
        } else if random.chance(2_500) {
            random.word(&self.single).to_owned()
        } else {
            format!("{}{}", random.word(&self.first), random.word(&self.second))
        }
    }

    /// From which unit somebody calls, and why.
    pub(super) fn caller(&self, random: &mut Random) -> (String, String) {
        self.callers.get(random.below(self.callers.len())).cloned().unwrap_or_default()
    }

    pub(super) fn phone(&self, random: &mut Random) -> String {
        format!("{}{:08}", random.word(&self.phones), random.below(100_000_000))
    }

    pub(super) fn plate(&self, random: &mut Random) -> String {
        format!("{}{:05}", random.word(&self.plates), random.below(100_000))
    }
}

fn apart<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    Ok(String::deserialize(deserializer)?.split_whitespace().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::names::clean_name;

    #[test]
    fn places_are_known_where_they_are_meant_to_be() {
        use crate::domain::region;
        let words = Words::shipped();
        let code = |text: &str| region::read(text).first().and_then(|mention| mention.code);
        let known = words
            .journeys
            .homes
            .iter()
            .chain(&words.journeys.risky)
            .chain(&words.journeys.transits);
        let trips = words.outings.near.iter().chain(&words.outings.far).chain(&words.outings.risky);
        for place in known.chain(trips.map(|(place, _)| place)) {
            assert!(code(place).is_some(), "{place}");
        }
        for place in &words.journeys.unclear {
            assert_eq!(code(place), None, "{place}");
        }
    }

    #[test]
    fn every_name_is_one_that_the_gate_takes() -> Result<(), Box<dyn std::error::Error>> {
        let (words, mut random) = (Words::shipped(), Random::new(3));
        for _ in 0..5_000 {
            let name = words.name(&mut random);
            assert_eq!(clean_name(&name)?, name);
            let like = words.name_like(&name, &mut random);
            assert_eq!(name.chars().next(), like.chars().next());
        }
        assert!(words.name_like("欧阳娜", &mut random).starts_with("欧阳"));
        assert_eq!(words.phone(&mut random).len(), 11);
        Ok(())
    }
}
