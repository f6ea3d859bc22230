//! A duty plan on its way in (排班表): each row said of somebody on the roster or of a team, and all of it planned at once.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::bring::{Brought, Meaning as _};
use super::out::Reader;
use super::roster::{Refused, RowFault};
use super::{Done, Error, Station};
use crate::domain::dates::read_day;
use crate::domain::day::Day;
use crate::domain::duty::{Shift, Whose, gathered};
use crate::domain::person::{Person, PersonId};
use crate::domain::rights::Right;
pub use crate::exchange::duty::Planned;
use crate::exchange::duty::{about, day_columns, is_weekdays, mark_days, read_shift};
use crate::exchange::sheet::Row;
use crate::store::{people, station};

/// A duty plan, read and matched.
pub type DutySheet = Brought<Planned>;

/// What taking a duty plan would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// Rows that can be taken.
    pub rows: usize,
    /// What they say; of two rows about the same day the later one.
    pub said: BTreeMap<(Whose, Day), String>,
    pub refused: Vec<Refused>,
}

impl Preview {
    /// The first and the last day it says something about.
    pub fn days(&self) -> Option<(Day, Day)> {
        let days = || self.said.keys().map(|(_, day)| *day);
        Some((days().min()?, days().max()?))
    }

    /// How many people and teams it says something about.
    pub fn whose(&self) -> usize {
        self.said.keys().map(|(whose, _)| whose).collect::<BTreeSet<_>>().len()
    }
}

impl DutySheet {
    /// Marks the columns that are titled by a day.
    #[must_use]
    pub fn with_days(mut self, today: Day) -> Self {
        let days = self.days(today);
        mark_days(&mut self.matching, &days);
        self
    }

    fn days(&self, today: Day) -> Vec<Option<Day>> {
        day_columns(&self.sheet, self.about(today))
    }

    fn about(&self, today: Day) -> Day {
        about(&self.sheet, &self.file, today)
    }
}

impl Station {
    /// Judges every row as taking it would, and writes nothing.
    pub fn preview_duty(&self, brought: &DutySheet) -> Result<Preview, Error> {
        let today = self.card().zone.day_of(self.now());
        Ok(judged(brought, &Known::of(self.people()?), &self.settings().daily.shifts, today))
    }

    /// Plans everything that a sheet says, in one transaction.
    pub fn take_duty(&mut self, preview: Preview) -> Result<Done<()>, Error> {
        self.need(Right::Import)?;
        self.plan_all(gathered(preview.said))
    }
}

impl Reader {
    /// Judges every row as taking it would.
    pub fn preview_duty(&self, brought: &DutySheet, today: Day) -> Result<Preview, Error> {
        let shifts = station::identity(&self.store)?.settings.daily.shifts;
        let mut everybody = Vec::new();
        people::each(&self.store, |person| everybody.push(person))?;
        Ok(judged(brought, &Known::of(everybody), &shifts, today))
    }
}

fn judged(brought: &DutySheet, known: &Known, shifts: &[Shift], today: Day) -> Preview {
    let columns = brought.matching.columns.iter().copied().zip(brought.days(today));
    let sheet = Columns {
        brought,
        days: columns
            .zip(0..)
            .filter(|((field, _), _)| matches!(field, Some(Planned::OneDay(_))))
            .filter_map(|((_, day), column)| Some((column, day?)))
            .collect(),
    };
    let mut preview = Preview::default();
    for row in &brought.sheet.rows {
        if is_weekdays(&row.cells) {
            continue;
        }
        match sheet.said(row, known, shifts, brought.about(today)) {
            Ok((whose, days)) => {
                preview.rows += 1;
                preview
                    .said
                    .extend(days.into_iter().map(|(day, shift)| ((whose.clone(), day), shift)));
            }
            Err(why) => preview.refused.push(Refused { row: row.number, why }),
        }
    }
    preview
}

/// Where a sheet says what.
struct Columns<'a> {
    brought: &'a DutySheet,
    days: Vec<(usize, Day)>,
}

impl Columns<'_> {
    fn cell<'r>(&self, row: &'r Row, field: Planned) -> &'r str {
        let column = self.brought.matching.column(field);
        column.and_then(|column| row.cells.get(column)).map_or("", |cell| cell.trim())
    }

    /// What a row says of whom it is about, surest first.
    fn whose_words<'r>(&self, row: &'r Row) -> [&'r str; 4] {
        [Planned::Employee, Planned::Badge, Planned::Name, Planned::Team].map(|field| self.cell(row, field))
    }

    /// Whom a row is about, and the shift of each day it names.
    fn said(&self, row: &Row, known: &Known, shifts: &[Shift], near: Day) -> Result<(Whose, Vec<(Day, String)>), RowFault> {
        let whose = known.whose(self.whose_words(row))?;
        let shift = |cell: &str| {
            let found = read_shift(cell, shifts).map(str::to_owned);
            found.ok_or_else(|| RowFault::NoShift(cell.trim().to_owned()))
        };
        if self.days.is_empty() {
            let (date, cell) = (self.cell(row, Planned::Date), self.cell(row, Planned::Shift));
            for (field, text) in [(Planned::Date, date), (Planned::Shift, cell)] {
                if text.is_empty() {
                    return Err(fault(field, "missing"));
                }
            }
            let day = read_day(date, near).ok_or_else(|| fault(Planned::Date, "unreadable"))?;
            return Ok((whose, vec![(day, shift(cell)?)]));
        }
        let filled = self.days.iter().filter_map(|(column, day)| Some((*day, row.cells.get(*column)?)));
        let filled = filled.filter(|(_, cell)| !cell.trim().is_empty());
        let days = filled.map(|(day, cell)| Ok((day, shift(cell)?))).collect::<Result<_, RowFault>>()?;
        Ok((whose, days))
    }
}

fn fault(field: Planned, code: &'static str) -> RowFault {
    RowFault::Cell { field: field.key(), code }
}

/// Whom a plan can be about.
struct Known {
    numbers: HashMap<String, PersonId>,
    /// `None` for a name that several people have.
    names: HashMap<String, Option<PersonId>>,
    teams: BTreeSet<String>,
}

impl Known {
    fn of(everybody: Vec<Person>) -> Self {
        let mut known = Self {
            numbers: HashMap::new(),
            names: HashMap::new(),
            teams: BTreeSet::new(),
        };
        for person in everybody {
            for number in [person.employee, person.badge] {
                if !number.is_empty() {
                    known.numbers.insert(number, person.id);
                }
            }
            let same = known.names.entry(person.name).or_insert(Some(person.id));
            *same = same.filter(|id| *id == person.id);
            if !person.team.is_empty() {
                known.teams.insert(person.team);
            }
        }
        known
    }

    /// By number, else by a name that only one person has, else the team.
    fn whose(&self, [employee, badge, name, team]: [&str; 4]) -> Result<Whose, RowFault> {
        if let Some(number) = [employee, badge].into_iter().find(|number| !number.is_empty()) {
            let person = self.numbers.get(number).copied();
            return person.map(Whose::Person).ok_or_else(|| RowFault::Nobody(number.to_owned()));
        }
        if !name.is_empty() {
            return match self.names.get(name) {
                Some(Some(person)) => Ok(Whose::Person(*person)),
                Some(None) => Err(RowFault::SameName(name.to_owned())),
                // In some sheets a team stands where the names do.
                None if self.teams.contains(name) => Ok(Whose::Team(name.to_owned())),
                None => Err(RowFault::Nobody(name.to_owned())),
            };
        }
        match team {
            "" => Err(RowFault::NoNumber),
            team if self.teams.contains(team) => Ok(Whose::Team(team.to_owned())),
            team => Err(RowFault::Nobody(team.to_owned())),
        }
    }
}
