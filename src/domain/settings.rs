//! What a site chooses for itself: the station's own card, and the settings that the rules leave open.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::day::Zone;
use super::duty::Shift;
use super::privacy::{Item, Privacy};
use super::rulebook::{Rulebook, TemperatureRule};
use super::rules::Rules;
use super::site::SiteLimits;
use super::temperature::Unit;

/// What a station is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    #[default]
    Gate,
    Clinic,
    Headquarters,
}

impl Role {
    pub const ALL: [Self; 3] = [Self::Gate, Self::Clinic, Self::Headquarters];

    pub fn key(self) -> &'static str {
        match self {
            Self::Gate => "gate",
            Self::Clinic => "clinic",
            Self::Headquarters => "headquarters",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }
}

/// The answers of the first start. The first entry of every journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StationCard {
    /// Names the chain of entries that this station writes.
    pub chain: Uuid,
    pub site: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    pub station: String,
    pub role: Role,
    pub zone: Zone,
    /// An invented plant: every screen carries a banner.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub demo: bool,
}

impl StationCard {
    /// What its reports are of: the unit, or the site where that is one.
    pub fn plant(&self) -> &str {
        if self.unit.is_empty() { &self.site } else { &self.unit }
    }
}

/// What the scanner puts around a code, and how fast it types.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScannerSettings {
    pub prefix: String,
    pub suffix: String,
    /// Characters further apart than this were typed by hand, in milliseconds.
    pub max_gap_ms: u32,
}

impl Default for ScannerSettings {
    fn default() -> Self {
        Self {
            prefix: String::new(),
            suffix: String::new(),
            max_gap_ms: 50,
        }
    }
}

/// What a site chooses about its day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DailySettings {
    pub shifts: Vec<Shift>,
    /// Until when the report of a day is sent: minutes after its midnight; more than 1440 is the morning after.
    pub cut_off_min: u32,
    /// Minutes after the beginning of a shift that are not late yet.
    #[serde(default = "usual_grace")]
    pub grace_min: u32,
}

/// Who is in the queue at the gate when the shift begins is not late.
fn usual_grace() -> u32 {
    10
}

impl Default for DailySettings {
    /// The three shifts of a mine, a day shift for the offices, and the report by 16:00 (rules.md, "Reports").
    fn default() -> Self {
        let shift = |name: &str, from_min, to_min| Shift {
            name: name.into(),
            from_min,
            to_min,
        };
        Self {
            shifts: vec![
                shift("早班", 8 * 60, 16 * 60),
                shift("中班", 16 * 60, 24 * 60),
                shift("夜班", 0, 8 * 60),
                shift("白班", 8 * 60, 17 * 60 + 30),
            ],
            cut_off_min: 16 * 60,
            grace_min: usual_grace(),
        }
    }
}

/// How long somebody stays signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountSettings {
    /// After so many minutes without a key or a movement of the mouse the station is locked; it goes on recording.
    pub idle_minutes: u32,
}

impl AccountSettings {
    /// What a site may choose, in minutes.
    pub const IDLE: std::ops::RangeInclusive<u32> = 1..=60;
}

impl Default for AccountSettings {
    fn default() -> Self {
        Self { idle_minutes: 4 }
    }
}

/// The settings of a site. Every change is an entry of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    pub temperature: TemperatureRule,
    pub unit: Unit,
    pub scanner: ScannerSettings,
    /// Ask for ID numbers; off unless the site turns it on (minimum scope).
    pub ask_document: bool,
    /// Exposure, isolation and going out. Settings of before there were any have those that ship.
    #[serde(default = "shipped_rules")]
    pub rules: Rules,
    /// Shifts and the daily report.
    #[serde(default)]
    pub daily: DailySettings,
    /// Rooms, meetings, food samples. Boxed, so that an entry with settings is not much larger than others.
    #[serde(default)]
    pub site: Box<SiteLimits>,
    #[serde(default)]
    pub accounts: AccountSettings,
    /// What is asked of people and how long it is kept.
    #[serde(default)]
    pub privacy: Box<Privacy>,
}

impl Settings {
    /// Whether the site asks people for something.
    pub fn asks(&self, item: Item) -> bool {
        let collect = &self.privacy.collect;
        match item {
            Item::Document => self.ask_document,
            Item::Phone => collect.phone,
            Item::Dormitory => collect.dormitory,
            Item::Photo => collect.photo,
            Item::Plate => collect.plate,
            Item::Household => collect.household,
        }
    }

    /// The switch of something that people are asked for.
    pub fn asks_mut(&mut self, item: Item) -> &mut bool {
        let collect = &mut self.privacy.collect;
        match item {
            Item::Document => &mut self.ask_document,
            Item::Phone => &mut collect.phone,
            Item::Dormitory => &mut collect.dormitory,
            Item::Photo => &mut collect.photo,
            Item::Plate => &mut collect.plate,
            Item::Household => &mut collect.household,
        }
    }
}

fn shipped_rules() -> Rules {
    Rulebook::shipped().rules
}

impl Default for Settings {
    fn default() -> Self {
        let Rulebook { temperature, rules, .. } = Rulebook::shipped();
        Self {
            temperature,
            rules,
            unit: Unit::Celsius,
            scanner: ScannerSettings::default(),
            ask_document: false,
            daily: DailySettings::default(),
            site: Box::default(),
            accounts: AccountSettings::default(),
            privacy: Box::default(),
        }
    }
}
