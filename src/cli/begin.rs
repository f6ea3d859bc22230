//! `init` and `demo`: what an empty data folder becomes.

use std::path::Path;

use clap::{Args, ValueEnum};

use super::Answer;
use crate::domain::day::{Day, UnknownZone, Zone};
use crate::domain::settings::Role;
use crate::station::demo::{self, Made, MadeGroup, MadeUnit, Plan};
use crate::station::{Error, Opening, Station, SystemClock};
use crate::ui::text::Text;

/// The arguments of `init`.
#[derive(Debug, Args)]
pub(super) struct Init {
    #[arg(long)]
    site: String,
    #[arg(long)]
    station: String,
    #[arg(long, value_enum, default_value = "gate")]
    role: RoleName,
    #[arg(long, default_value = "Asia/Shanghai", value_parser = zone)]
    zone: Zone,
    #[arg(long, default_value = "")]
    unit: String,
}

/// The arguments of `demo`.
#[derive(Debug, Args)]
pub(super) struct Demo {
    #[arg(long, default_value_t = 1_200, value_parser = clap::value_parser!(u32).range(1..=i64::from(Plan::MOST_PEOPLE)))]
    people: u32,
    /// The last one ends at half past eight in the morning; 30 of them, or 14 of a group
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=i64::from(Plan::MOST_DAYS)))]
    days: Option<u32>,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The last day.
    #[arg(long, default_value = "2020-03-05")]
    until: Day,
    /// A headquarters and five units with twelve stations, each in a sub-folder that --data opens.
    #[arg(long, conflicts_with = "people")]
    group: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum RoleName {
    Gate,
    Clinic,
    Headquarters,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Gate => Self::Gate,
            RoleName::Clinic => Self::Clinic,
            RoleName::Headquarters => Self::Headquarters,
        }
    }
}

fn zone(name: &str) -> Result<Zone, UnknownZone> {
    name.parse()
}

/// Makes a station.
pub(super) fn init(text: &Text, folder: &Path, asked: Init) -> Result<Answer, Error> {
    let opening = Opening {
        site: asked.site,
        unit: asked.unit,
        station: asked.station,
        role: asked.role.into(),
        zone: asked.zone,
        demo: false,
    };
    Station::init(folder, opening, Box::new(SystemClock)).map(|station| opened(text, &station))
}

/// Invents a plant, or a group of them.
pub(super) fn demo(text: &Text, folder: &Path, asked: &Demo) -> Result<Answer, Error> {
    let usual = if asked.group { Plan::GROUP_DAYS } else { Plan::default().days };
    let plan = Plan {
        people: asked.people,
        days: asked.days.unwrap_or(usual),
        seed: asked.seed,
        until: asked.until,
        zone: Zone::DEFAULT,
    };
    if asked.group {
        demo::group(folder, &plan, &|_| {}).map(|made| invented_group(text, &made))
    } else {
        demo::demo(folder, &plan, &|_| {}).map(|made| invented(text, &made))
    }
}

fn opened(text: &Text, station: &Station) -> Answer {
    let card = station.card();
    let line = text.with("cli-opened", &[("site", &card.site), ("station", &card.station)]);
    Answer {
        lines: vec![line],
        faults: Vec::new(),
    }
}

fn invented(text: &Text, made: &Made) -> Answer {
    let [people, readings, days] = [u64::from(made.people), made.readings, u64::from(made.days)].map(|number| number.to_string());
    let facts: [(&str, &str); 3] = [("people", &people), ("readings", &readings), ("days", &days)];
    Answer {
        lines: vec![text.with("cli-demo-made", &facts)],
        faults: Vec::new(),
    }
}

/// A line for headquarters and one for each unit, with the folders to open.
fn invented_group(text: &Text, made: &MadeGroup) -> Answer {
    let shown = |folder: &std::path::PathBuf| folder.display().to_string();
    let headquarters = text.with("cli-demo-headquarters", &[("folder", &shown(&made.headquarters))]);
    let unit = |unit: &MadeUnit| {
        let folders: Vec<String> = unit.folders.iter().map(shown).collect();
        let facts = [unit.made.people.to_string(), folders.join("  ")];
        text.with(
            "cli-demo-unit",
            &[("unit", &unit.unit), ("people", &facts[0]), ("folders", &facts[1])],
        )
    };
    Answer {
        lines: std::iter::once(headquarters).chain(made.units.iter().map(unit)).collect(),
        faults: Vec::new(),
    }
}
