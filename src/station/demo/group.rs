//! The invented group: a headquarters and the stations of its units, each in a sub-folder of its own.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::daybook::report::Habits;
use super::random::Random;
use super::share::share;
use super::words::Words;
use super::{Made, OPENS, Plan, Plant, STOPS, invent};
use crate::domain::peer::Level;
use crate::domain::region::Code;
use crate::domain::settings::{Role, StationCard};
use crate::station::{Error, FixedClock, Station};

impl Plan {
    /// How many days a group has behind it: fewer than the plant that is shown alone, because there are five.
    pub const GROUP_DAYS: u32 = 14;
}

/// What the group is called, read from its file.
#[derive(Debug, Deserialize)]
struct Group {
    headquarters: Headquarters,
    units: Vec<Unit>,
}

#[derive(Debug, Deserialize)]
struct Headquarters {
    site: String,
    station: String,
    guard: String,
}

#[derive(Debug, Deserialize)]
struct Unit {
    folder: String,
    site: String,
    #[serde(rename = "unit")]
    name: String,
    home: Code,
    people: u32,
    level: Level,
    #[serde(default)]
    loses: bool,
    #[serde(default)]
    quarantines: bool,
    late: Option<i64>,
    forgotten: Option<i64>,
    corrected: Option<i64>,
    /// Sub-folder, name, role.
    posts: Vec<(String, String, Role)>,
}

impl Group {
    fn shipped() -> Self {
        toml::from_str(include_str!("../../../assets/demo/group.toml")).expect("the shipped group is read in a test")
    }
}

impl Unit {
    fn plant(&self, days: u32, salt: u64) -> Plant {
        // Before the first day nothing was reported: what never happens lies there.
        let morning = |before: Option<i64>| before.map_or(-1, |before| i64::from(days) - 1 - before);
        Plant {
            site: self.site.clone(),
            unit: self.name.clone(),
            posts: self.posts.iter().map(|(_, name, role)| (name.clone(), *role)).collect(),
            home: Some(self.home),
            habits: Habits {
                late: morning(self.late),
                forgotten: morning(self.forgotten),
                corrected: morning(self.corrected),
            },
            salt,
        }
    }

    fn folders(&self, group: &Path) -> Vec<PathBuf> {
        let folder = |(post, ..): &(String, String, Role)| group.join(format!("{}-{post}", self.folder));
        self.posts.iter().map(folder).collect()
    }
}

/// A unit that was made.
#[derive(Clone, Debug)]
pub struct MadeUnit {
    pub unit: String,
    pub level: Level,
    /// The data folders of its stations; the first one signs its reports.
    pub folders: Vec<PathBuf>,
    pub made: Made,
    pub(super) loses: bool,
    pub(super) quarantines: bool,
}

/// A group that was made.
#[derive(Clone, Debug)]
pub struct MadeGroup {
    /// The data folder of headquarters.
    pub headquarters: PathBuf,
    pub units: Vec<MadeUnit>,
}

/// Fills an empty folder with the data folders of a group; `AlreadyOpened` where anything is in it. How many people a unit has does not
/// stand in the plan. `progress` is told the part done, up to 1.
pub fn group(folder: &Path, plan: &Plan, progress: &dyn Fn(f32)) -> Result<MadeGroup, Error> {
    let is_used = folder.read_dir().is_ok_and(|mut inside| inside.next().is_some());
    if is_used {
        return Err(Error::AlreadyOpened);
    }
    let (words, group) = (Words::shipped(), Group::shipped());
    let mut random = Random::new(plan.seed);
    let headquarters = folder.join("headquarters");
    found_headquarters(&headquarters, &group.headquarters, plan, &mut random)?;
    let mut units = Vec::new();
    for unit in &group.units {
        let plan = Plan {
            people: unit.people,
            seed: random.draw(),
            ..plan.clone()
        };
        let (folders, plant) = (unit.folders(folder), unit.plant(plan.days, random.draw()));
        let (made, _) = invent(&folders, (&words, &plant), &plan, &|_| {})?;
        units.push(MadeUnit {
            unit: unit.name.clone(),
            level: unit.level,
            folders,
            made,
            loses: unit.loses,
            quarantines: unit.quarantines,
        });
        progress(half(units.len(), group.units.len()));
    }
    let made = MadeGroup { headquarters, units };
    share(&made, &|no| progress(0.5 + half(no + 1, group.units.len())))?;
    Ok(made)
}

/// Making the plants is the first half, and what they tell each other the second.
fn half(done: usize, of: usize) -> f32 {
    let [done, of] = [done, of * 2].map(|number| u32::try_from(number).unwrap_or(u32::MAX));
    super::part(done, of)
}

/// Opened with the first plant; somebody is on duty when everything stops.
fn found_headquarters(folder: &Path, names: &Headquarters, plan: &Plan, random: &mut Random) -> Result<(), Error> {
    let opened = plan.zone.start_of(plan.until.minus_days(plan.days.max(1) - 1)).plus_minutes(OPENS);
    let mut draft = super::Draft::new(random.fork(), plan.zone, 1);
    let card = StationCard {
        chain: draft.id(opened),
        site: names.site.clone(),
        unit: String::new(),
        station: names.station.clone(),
        role: Role::Headquarters,
        zone: plan.zone,
        demo: true,
    };
    let clock = FixedClock::default();
    let mut station = Station::found(folder, card, &draft.stamp(opened, None), Box::new(clock.clone()))?;
    clock.set(plan.zone.start_of(plan.until).plus_minutes(STOPS));
    station.hand_over(&names.guard)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::region;
    use crate::station::SystemClock;

    #[test]
    fn the_shipped_group_is_five_units_and_twelve_stations() {
        let group = Group::shipped();
        let stations: usize = group.units.iter().map(|unit| unit.posts.len()).sum();
        assert_eq!((group.units.len(), stations), (5, 12));
        let folders: BTreeSet<PathBuf> = group.units.iter().flat_map(|unit| unit.folders(Path::new("x"))).collect();
        assert_eq!(folders.len(), 12);
        for unit in &group.units {
            assert!(region::is_known(unit.home), "{}", unit.home);
            let clinics = unit.posts.iter().rev().skip_while(|(.., role)| *role == Role::Clinic);
            assert!(
                clinics.clone().all(|(.., role)| *role == Role::Gate),
                "gates first, then the clinic"
            );
            assert!((80..=300).contains(&unit.people));
        }
        let levels: BTreeSet<Level> = group.units.iter().map(|unit| unit.level).collect();
        assert_eq!(levels.len(), 3, "every level is shown");
    }

    #[test]
    fn the_stations_of_a_plant_hold_the_same_and_each_has_written() -> Result<(), Box<dyn std::error::Error>> {
        let (group, words) = (Group::shipped(), Words::shipped());
        let unit = group.units.last().ok_or("a unit")?;
        let plan = Plan {
            people: 60,
            days: 4,
            ..Plan::default()
        };
        let mut digests = BTreeSet::new();
        for _ in 0..2 {
            let folder = tempfile::tempdir()?;
            let folders = unit.folders(folder.path());
            invent(&folders, (&words, &unit.plant(plan.days, 7)), &plan, &|_| {})?;
            for folder in &folders {
                let mut station = Station::open(folder, Box::new(SystemClock))?;
                assert!(station.check()?.holds());
                digests.insert(station.digest()?);
                let mut lines = 0;
                for person in station.people()? {
                    let own = station.card().chain;
                    lines += station.timeline(person.id)?.iter().filter(|line| line.chain == own).count();
                }
                assert!(lines > 0 || station.card().role == Role::Clinic);
                assert_eq!(station.view()?.gates().len(), unit.posts.len());
            }
        }
        assert_eq!(digests.len(), 1, "the same seed, the same plant, at every post");
        Ok(())
    }
}
