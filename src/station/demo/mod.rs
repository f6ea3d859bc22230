//! The invented plant: a data folder full of people and passages, to try the program with and to show it.
//!
//! The seed decides everything, ids and hashes as well: the same plan gives the same journal, byte for byte.

mod course;
mod day;
mod daybook;
mod draft;
mod errands;
mod gate;
mod group;
mod journeys;
mod outage;
mod people;
mod posts;
mod random;
mod share;
#[cfg(test)]
mod tests;
mod words;

use std::path::{Path, PathBuf};

use self::daybook::report::Habits;
use self::draft::Draft;
use self::gate::Gate;
use self::people::Member;
use self::posts::Posts;
use self::random::Random;
use self::words::Words;
use super::{Error, Station};
use crate::domain::day::{Day, Moment, Zone};
use crate::domain::entry::{Entry, Instrument, PeopleStaged, PeopleTaken};
use crate::domain::person::{Kind, Person};
use crate::domain::region::Code;
use crate::domain::rules::Reporters;
use crate::domain::settings::{Role, Settings, StationCard};
use crate::store::journal::Stamp;

pub use self::group::{MadeGroup, MadeUnit, group};

/// The minute of the first day when the station opens.
const OPENS: i64 = 6 * 60;
/// The minute of the last day when everything stops: the morning shift is in, and somebody still waits.
const STOPS: i64 = 8 * 60 + 30;
/// How many people a slice of the roster holds.
const SLICE: usize = 200;

/// What is to be invented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// At most [`Plan::MOST_PEOPLE`].
    pub people: u32,
    /// Calendar days, the last one until half past eight in the morning; from 1 to [`Plan::MOST_DAYS`].
    pub days: u32,
    pub seed: u64,
    /// The last day.
    pub until: Day,
    pub zone: Zone,
}

impl Default for Plan {
    /// The plant that is shown to people who want to try the program: 1,200 people, thirty days to 5 March 2020.
    fn default() -> Self {
        Self {
            people: 1_200,
            days: 30,
            seed: 1,
            until: Day::new(2020, 3, 5).unwrap_or(Day(chrono::NaiveDate::MIN)),
            zone: Zone::DEFAULT,
        }
    }
}

impl Plan {
    /// A badge has four digits.
    pub const MOST_PEOPLE: u32 = 9_999;
    pub const MOST_DAYS: u32 = 366;
}

/// What has been invented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made {
    pub people: u32,
    /// Readings that nobody took back.
    pub readings: u64,
    pub days: u32,
    /// When everything stops: the hour at which the plant is alive.
    pub until: Moment,
}

/// A plant as it differs from others.
#[derive(Clone, Debug)]
struct Plant {
    site: String,
    unit: String,
    /// The gates, then the clinic where it has one.
    posts: Vec<(String, Role)>,
    /// Where it lies.
    home: Option<Code>,
    habits: Habits,
    /// What its daybook is drawn from besides the day, so that two plants have not the same.
    salt: u64,
}

impl Plant {
    /// The plant that is shown to people who want to try the program: one gate in Zunyi.
    fn single(words: &Words) -> Self {
        Self {
            site: words.site.clone(),
            unit: String::new(),
            posts: vec![(words.station.clone(), Role::Gate)],
            home: "5203".parse().ok(),
            habits: Habits::default(),
            salt: 0,
        }
    }

    /// The dormitories stand outside the gate, so nobody reports a way home.
    fn settings(&self) -> Settings {
        let mut settings = Settings::default();
        settings.rules.going_out.reporters = Reporters::Nobody;
        settings.rules.going_out.home = self.home;
        settings.daily.cut_off_min = daybook::report::CUT_OFF_MIN;
        settings
    }
}

/// Fills an empty data folder with an invented plant; `AlreadyOpened` where there is a station.
///
/// Each day is one transaction, and one more where a report is signed; `progress` is told the part done after each, up to 1.
pub fn demo(folder: &Path, plan: &Plan, progress: &dyn Fn(f32)) -> Result<Made, Error> {
    let words = Words::shipped();
    let plant = Plant::single(&words);
    let (made, _) = invent(&[folder.to_owned()], (&words, &plant), plan, progress)?;
    Ok(made)
}

/// Fills an empty data folder for each post of a plant.
fn invent(
    folders: &[PathBuf],
    (words, plant): (&Words, &Plant),
    plan: &Plan,
    progress: &dyn Fn(f32),
) -> Result<(Made, Vec<Station>), Error> {
    let (people, days) = (plan.people.min(Plan::MOST_PEOPLE), plan.days.clamp(1, Plan::MOST_DAYS));
    let first = plan.until.minus_days(days - 1);
    let opened = plan.zone.start_of(first).plus_minutes(OPENS);
    let until = plan.zone.start_of(plan.until).plus_minutes(STOPS);
    let mut random = Random::new(plan.seed);
    let mut draft = Draft::new(random.fork(), plan.zone, plant.posts.len());
    let openings = openings(plant, plan.zone, opened, &mut draft);
    let mut posts = Posts::found(folders, &openings)?;
    let count = usize::try_from(people).unwrap_or(usize::MAX);
    let members = people::invent(words, count, &mut random.fork(), || draft.person_id(opened));
    let mut gate = Gate::new((words, &members), plant, plan.zone, (first, plan.until), (random, draft));
    gate.open(opened);
    gate.draw_returns();
    for number in 0..days {
        let day = first.plus_days(number);
        gate.plan_outage(day);
        gate.plan_day(day);
        gate.plan_daybook(day);
        for (at, act) in gate.mornings(day) {
            gate.run(at);
            gate.morning(&mut posts, at, act)?;
        }
        gate.run(until.min(plan.zone.start_of(day.plus_days(1))));
        posts.write(gate.draft.take())?;
        progress(part(number + 1, days));
    }
    let made = Made {
        people,
        readings: gate.readings,
        days,
        until,
    };
    Ok((made, posts.finish()?))
}

/// The card of each post, and the stamp that it opens with.
fn openings(plant: &Plant, zone: Zone, opened: Moment, draft: &mut Draft) -> Vec<(StationCard, Stamp)> {
    let opening = |(desk, (station, role)): (usize, &(String, Role))| {
        let card = StationCard {
            chain: draft.id(opened),
            site: plant.site.clone(),
            unit: plant.unit.clone(),
            station: station.clone(),
            role: *role,
            zone,
            demo: true,
        };
        draft.turn_to(desk);
        (card, draft.stamp(opened, None))
    };
    plant.posts.iter().enumerate().map(opening).collect()
}

fn part(done: u32, of: u32) -> f32 {
    let thousandths = u64::from(done) * 1_000 / u64::from(of.max(1));
    f32::from(u16::try_from(thousandths).unwrap_or(1_000)) / 1_000.0
}

impl Gate<'_> {
    /// The first minutes: the thermometers, the roster, the guard.
    fn open(&mut self, opened: Moment) {
        let mut at = opened;
        let mut next = || {
            at = at.plus_secs(20);
            at
        };
        self.draft.turn_to(0);
        self.draft.add(next(), Entry::SettingsChanged(self.plant.settings()));
        for gun in &self.words.instruments {
            let instrument = Instrument {
                name: gun.name.clone(),
                site: gun.site,
                retired: false,
            };
            self.draft.add(next(), Entry::InstrumentSaved(instrument));
        }
        let on_roster = |member: &Member| member.person.kind != Kind::Visitor;
        let roster: Vec<Person> = self
            .members
            .iter()
            .filter(|member| on_roster(member))
            .map(|member| member.person.clone())
            .collect();
        for (standing, member) in self.standings.iter_mut().zip(self.members) {
            standing.known = on_roster(member);
        }
        let import = self.draft.id(opened);
        for people in roster.chunks(SLICE) {
            let people = people.to_vec();
            self.draft.add(next(), Entry::PeopleStaged(PeopleStaged { import, people }));
        }
        if !roster.is_empty() {
            let taken = PeopleTaken {
                import,
                file: self.words.roster.clone(),
                taken: u32::try_from(roster.len()).unwrap_or(u32::MAX),
                refused: 0,
            };
            self.draft.add(next(), Entry::PeopleTaken(taken));
        }
        self.hand_over(next(), day::first_guard());
        self.start_at(at);
    }
}
