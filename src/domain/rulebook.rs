//! The rules as data: the dated books that ship with the program, and the rule of temperatures.

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::rules::Rules;
use super::temperature::{Celsius, Site, Unit};

/// A dated set of rules that ships with the program.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Rulebook {
    /// The first day it is in force.
    pub from: Day,
    pub source: String,
    pub temperature: TemperatureRule,
    #[serde(flatten)]
    pub rules: Rules,
}

/// How a reading is compared with the threshold; real texts differ (rules.md, "Temperature").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Operator {
    AtLeast,
    Above,
}

impl Operator {
    pub fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => "≥",
            Self::Above => ">",
        }
    }
}

/// When a reading is a fever, when it is no reading at all, and when it is measured again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemperatureRule {
    pub threshold: Celsius,
    pub operator: Operator,
    /// Below this a reading is invalid: warm up and measure again.
    pub floor: Celsius,
    /// Minutes between a first fever reading and the second measurement.
    pub recheck_minutes: u16,
    /// The sites of measurement in use, the usual one first.
    pub sites: Vec<Site>,
    pub source: String,
}

impl TemperatureRule {
    pub fn is_fever(&self, celsius: Celsius) -> bool {
        match self.operator {
            Operator::AtLeast => celsius >= self.threshold,
            Operator::Above => celsius > self.threshold,
        }
    }

    pub fn is_low(&self, celsius: Celsius) -> bool {
        celsius < self.floor
    }

    /// `≥ 37.3`, the way the screen shows the rule in force.
    pub fn shown(&self, unit: Unit) -> String {
        format!("{} {}", self.operator.sign(), self.threshold.shown(unit))
    }

    pub fn usual_site(&self) -> Site {
        self.sites.first().copied().unwrap_or_default()
    }
}

/// Why a rulebook cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RulebookError {
    #[error("not a rulebook: {0}")]
    Format(#[from] toml::de::Error),
    #[error("the floor is not below the threshold")]
    Thresholds,
}

impl Rulebook {
    pub fn parse(text: &str) -> Result<Self, RulebookError> {
        let book: Self = toml::from_str(text)?;
        if book.temperature.floor >= book.temperature.threshold {
            Err(RulebookError::Thresholds)
        } else {
            Ok(book)
        }
    }

    /// The rulebook `cn-2020-02`, which a new station starts with.
    pub fn shipped() -> Self {
        let [first, ..] = Self::all();
        first
    }

    /// Every book that ships with the program, oldest first.
    pub fn all() -> [Self; 2] {
        [
            include_str!("../../assets/rules/cn-2020-02.toml"),
            include_str!("../../assets/rules/cn-2020-04.toml"),
        ]
        .map(|text| Self::parse(text).expect("the shipped rulebooks are read in a test"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_book_says_what_the_sources_say() {
        let rule = Rulebook::shipped().temperature;
        assert_eq!(rule.shown(Unit::Celsius), "≥ 37.3");
        assert_eq!(rule.shown(Unit::Fahrenheit), "≥ 99.1");
        assert_eq!((rule.floor, rule.recheck_minutes), (Celsius(3500), 5));
    }

    #[test]
    fn two_books_ship_with_their_dates_and_sources() {
        let [february, april] = Rulebook::all();
        assert_eq!(
            (february.rules.name.as_str(), april.rules.name.as_str()),
            ("cn-2020-02", "cn-2020-04")
        );
        assert!(february.from < april.from);
        for book in [february, april] {
            assert!(!book.source.is_empty() && book.rules.areas.iter().all(|area| !area.source.is_empty()));
        }
    }

    #[test]
    fn the_operator_decides_at_the_threshold() {
        let mut rule = Rulebook::shipped().temperature;
        for (operator, celsius, fever) in [
            (Operator::AtLeast, 3729, false),
            (Operator::AtLeast, 3730, true),
            (Operator::Above, 3730, false),
            (Operator::Above, 3731, true),
        ] {
            rule.operator = operator;
            assert_eq!(rule.is_fever(Celsius(celsius)), fever, "{operator:?} {celsius}");
        }
    }

    #[test]
    fn a_floor_over_the_threshold_is_refused() {
        let text = include_str!("../../assets/rules/cn-2020-02.toml").replace("floor = 3500", "floor = 3800");
        assert!(matches!(Rulebook::parse(&text), Err(RulebookError::Thresholds)));
    }
}
