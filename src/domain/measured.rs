//! Readings of somebody in isolation: which half of which day, and what was due.

use super::day::{Day, Moment, Zone};
use super::rulebook::TemperatureRule;
use super::rules::{IsolationRule, Rules};
use super::temperature::Celsius;

/// Morning or evening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    Morning,
    Evening,
}

impl Slot {
    pub const ALL: [Self; 2] = [Self::Morning, Self::Evening];

    /// Halfway between the hours from which readings are due.
    pub fn of(rule: &IsolationRule, hour: u32) -> Self {
        let [morning, evening] = rule.due_hours.map(u32::from);
        if hour < (morning + evening).div_ceil(2) {
            Self::Morning
        } else {
            Self::Evening
        }
    }

    /// Whether its reading is due at an hour of its day.
    pub fn is_due(self, rule: &IsolationRule, hour: u32) -> bool {
        hour >= self.due_hour(rule)
    }

    fn due_hour(self, rule: &IsolationRule) -> u32 {
        let [morning, evening] = rule.due_hours.map(u32::from);
        match self {
            Self::Morning => morning,
            Self::Evening => evening,
        }
    }
}

/// What became of a reading that was due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    Normal,
    /// At or over the threshold.
    Fever,
    /// Too low to count.
    Low,
    /// Nobody measured.
    Missed,
    /// Due now.
    Due,
    /// Not due yet.
    Later,
    /// Nobody had to measure yet: the isolation was opened later.
    Before,
}

/// A reading of somebody in isolation, in its day and half.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    pub at: Moment,
    pub day: Day,
    pub slot: Slot,
    pub celsius: Celsius,
    pub state: Cell,
}

impl Measured {
    pub fn of(rules: &Rules, temperature: &TemperatureRule, zone: Zone, at: Moment, celsius: Celsius) -> Self {
        let state = if temperature.is_low(celsius) {
            Cell::Low
        } else if temperature.is_fever(celsius) {
            Cell::Fever
        } else {
            Cell::Normal
        };
        Self {
            at,
            day: zone.day_of(at),
            slot: Slot::of(&rules.isolation, zone.hour(at)),
            celsius,
            state,
        }
    }
}

/// The most days that cells are made of.
const MOST: u32 = 120;

/// Morning and evening of every day from the first to today: the last reading of each half stands. Readings are due since `opened`.
pub fn cells(rule: &IsolationRule, readings: &[Measured], (from, opened): (Day, Day), today: Day, hour: u32) -> Vec<[Cell; 2]> {
    let from = from.max(today.minus_days(MOST));
    let days = u32::try_from(today.days_since(from)).unwrap_or(0);
    let cell = |day: Day, slot: Slot| {
        let measured = readings.iter().rev().find(|one| one.day == day && one.slot == slot);
        match measured {
            Some(one) => one.state,
            None if day < opened => Cell::Before,
            None if day < today || Slot::of(rule, hour) > slot => Cell::Missed,
            None if slot.is_due(rule, hour) => Cell::Due,
            None => Cell::Later,
        }
    };
    let days = (0..=days).map(|back| from.plus_days(back));
    days.map(|day| Slot::ALL.map(|slot| cell(day, slot))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rulebook::Rulebook;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    fn reading(on: &str, hour: i64, hundredths: i32) -> Result<Measured, Box<dyn std::error::Error>> {
        let book = Rulebook::shipped();
        let at = Zone::DEFAULT.start_of(on.parse()?).plus_minutes(hour * 60);
        Ok(Measured::of(&book.rules, &book.temperature, Zone::DEFAULT, at, Celsius(hundredths)))
    }

    #[test]
    fn cells_tell_what_was_missed_and_what_is_due() -> Checked {
        let rule = Rulebook::shipped().rules.isolation;
        let readings = [reading("2020-02-05", 8, 3650)?, reading("2020-02-06", 19, 3760)?];
        let cells = |hour| {
            cells(
                &rule,
                &readings,
                (readings[0].day.minus_days(1), readings[0].day),
                readings[1].day.plus_days(1),
                hour,
            )
        };
        assert_eq!(
            cells(7),
            [
                [Cell::Before, Cell::Before],
                [Cell::Normal, Cell::Missed],
                [Cell::Missed, Cell::Fever],
                [Cell::Due, Cell::Later]
            ]
        );
        assert_eq!(cells(13)[3], [Cell::Missed, Cell::Later]);
        assert_eq!(cells(18)[3], [Cell::Missed, Cell::Due]);
        assert_eq!(cells(5)[3], [Cell::Later, Cell::Later]);
        Ok(())
    }
}
