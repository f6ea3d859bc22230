//! Figures added up over units, and their curves. What was not sent is in no sum, and named.

use std::collections::BTreeMap;

use super::{Group, Unit, UnitId};
use crate::domain::day::{Day, Moment};
use crate::domain::region::Code;
use crate::domain::report::{DayStatus, Figure, Numbers};

/// The classes of staff, as reports count them.
pub const STAFF: [Figure; 10] = [
    Figure::Roster,
    Figure::OnDuty,
    Figure::OnLeave,
    Figure::Away,
    Figure::NotReturned,
    Figure::InIsolation,
    Figure::FromRiskArea,
    Figure::Contacts,
    Figure::Suspected,
    Figure::Confirmed,
];

/// The classes of families, as reports count them.
pub const FAMILIES: [Figure; 2] = [Figure::FamilyTotal, Figure::FamilyInIsolation];

/// A sum, and over whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Total {
    pub numbers: Numbers,
    /// The units in the sum.
    pub counted: Vec<UnitId>,
    /// The units that the day belongs to and that are not in the sum: nothing of that day came, or nothing that can be read.
    pub absent: Vec<UnitId>,
}

impl Total {
    /// How many units there are that day: `14 of 16`.
    pub fn of(&self) -> usize {
        self.counted.len() + self.absent.len()
    }

    /// The sum; `None` where no unit is in it, which is no zero.
    pub fn known(&self) -> Option<&Numbers> {
        (!self.counted.is_empty()).then_some(&self.numbers)
    }

    fn over(lines: &[&Line]) -> Self {
        let named = |has: bool| {
            let lines = lines.iter().filter(move |line| line.numbers.is_some() == has);
            lines.map(|line| line.unit.clone()).collect()
        };
        Self {
            numbers: Numbers::sum(lines.iter().filter_map(|line| line.numbers.as_ref())),
            counted: named(true),
            absent: named(false),
        }
    }
}

/// A unit's day in figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub unit: UnitId,
    pub region: Option<Code>,
    pub status: DayStatus,
    /// `None` where nothing was sent, or nothing that can be read.
    pub numbers: Option<Numbers>,
}

/// A day of the whole group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums {
    pub day: Day,
    /// Every unit that the day belongs to, by site and name.
    pub lines: Vec<Line>,
    pub total: Total,
    /// By city; units that have not said where they are come first, under `None`.
    pub regions: Vec<(Option<Code>, Total)>,
}

/// A figure of a unit, day by day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Curve {
    pub unit: UnitId,
    /// A day each, oldest first; `None` where nothing was sent.
    pub points: Vec<Option<u64>>,
}

impl Group {
    /// The figures of a day, by unit, by region and all together. A unit that was not open yet is not in it at all.
    pub fn sums(&self, day: Day, now: Moment) -> Sums {
        let line = |unit: &Unit| {
            Some(Line {
                unit: unit.id().clone(),
                region: unit.region(),
                status: unit.status(day, now)?,
                numbers: unit.numbers(day).cloned(),
            })
        };
        let lines: Vec<Line> = self.units().iter().filter_map(line).collect();
        let mut regions: BTreeMap<Option<Code>, Vec<&Line>> = BTreeMap::new();
        for line in &lines {
            regions.entry(line.region).or_default().push(line);
        }
        let regions = regions.into_iter();
        let regions = regions.map(|(region, lines)| (region, Total::over(&lines))).collect();
        Sums {
            day,
            total: Total::over(&lines.iter().collect::<Vec<_>>()),
            regions,
            lines,
        }
    }

    /// A figure of every unit over the days between two, both included.
    pub fn curves(&self, figure: Figure, from: Day, to: Day) -> Vec<Curve> {
        let days = u32::try_from(to.days_since(from) + 1).unwrap_or(0);
        let curve = |unit: &Unit| Curve {
            unit: unit.id().clone(),
            points: (0..days)
                .map(|no| unit.numbers(from.plus_days(no)).map(|numbers| numbers.get(figure)))
                .collect(),
        };
        self.units().iter().map(curve).collect()
    }
}
