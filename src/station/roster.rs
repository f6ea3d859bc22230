//! The roster: people in bulk. Slices are staged one by one, so that the gate never waits, and one switch takes them all.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::bring::SLICE;
use super::{Done, Error, Station};
use crate::domain::entry::{Entry, ImportAbandoned, PeopleStaged, PeopleTaken};
use crate::domain::names::clean_name;
use crate::domain::person::{Person, PersonId};
use crate::domain::privacy::asked_of;
use crate::domain::returns::Contradiction;
use crate::domain::rights::Right;
use crate::store::Store;
use crate::store::people::{self, Numbers};
use crate::store::station::identity;

/// A roster on its way in.
#[derive(Debug)]
pub struct Import {
    id: Uuid,
    /// Site and unit, by which people with an employee number are the same at every station of it.
    plant: (String, String),
    numbers: Numbers,
    /// Who this roster has spoken of already: a second row about them is a mistake in the sheet.
    admitted: BTreeSet<PersonId>,
    staged: u32,
    refused: Vec<Refused>,
}

/// A row that was not taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The row as the user sees it in the sheet.
    pub row: u32,
    pub why: RowFault,
}

/// What is wrong with a row of a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowFault {
    Name(crate::domain::names::NameError),
    /// Neither a badge nor an employee number.
    NoNumber,
    /// The badge belongs to somebody else, here or further up in the sheet.
    BadgeTaken(String),
    EmployeeTaken(String),
    /// The number stands further up in the sheet already.
    BadgeTwice(String),
    EmployeeTwice(String),
    /// A cell that would be false: the key of its column, and the code of why.
    Cell {
        field: &'static str,
        code: &'static str,
    },
    /// Nobody, and no team, is known by this number or name.
    Nobody(String),
    /// More than one person has this name, and no number says which.
    SameName(String),
    /// Neither a number nor a phone: a questionnaire that nobody can tell the writer of.
    Unidentified,
    /// Neither a name nor a number: a measurement of nobody.
    Unnamed,
    /// The site has no such shift.
    NoShift(String),
    /// Days of a declaration that cannot be, and the key of their column.
    Contradiction {
        field: &'static str,
        what: Contradiction,
    },
}

impl Import {
    /// Begins with the numbers that are in use now.
    pub(super) fn begin(store: &Store) -> Result<Self, Error> {
        let card = identity(store)?.card;
        Ok(Self {
            id: Uuid::now_v7(),
            plant: (card.site, card.unit),
            numbers: people::numbers(store)?,
            admitted: BTreeSet::new(),
            staged: 0,
            refused: Vec::new(),
        })
    }

    pub fn staged(&self) -> u32 {
        self.staged
    }

    pub fn refused(&self) -> &[Refused] {
        &self.refused
    }

    pub(super) fn id(&self) -> Uuid {
        self.id
    }

    pub(super) fn refuse(&mut self, row: u32, why: RowFault) {
        self.refused.push(Refused { row, why });
    }

    /// So many rows more are staged.
    pub(super) fn count(&mut self, staged: usize) {
        self.staged = self.staged.saturating_add(u32::try_from(staged).unwrap_or(u32::MAX));
    }

    /// Somebody new whom a name and a phone tell apart as well as a number does.
    pub(super) fn admit_unnumbered(&mut self, person: Person) -> Result<Person, RowFault> {
        if person.number().is_empty() {
            return Ok(person);
        }
        let admitted = self.admit(person)?;
        if self.knows(admitted.id) {
            return Err(RowFault::EmployeeTaken(admitted.number().to_owned()));
        }
        Ok(admitted)
    }

    /// Whether somebody was known before this roster spoke of them.
    pub(super) fn knows(&self, person: PersonId) -> bool {
        self.numbers.people.contains(&person)
    }

    /// Who a row is about: the one who carries its number already, else somebody new. A number that two people carry names nobody.
    fn owner(&self, person: &Person) -> Result<PersonId, RowFault> {
        let Numbers {
            employees, badges, shared, ..
        } = &self.numbers;
        let (number, owners, taken) = if person.employee.is_empty() {
            (&person.badge, badges, RowFault::BadgeTaken as fn(String) -> RowFault)
        } else {
            (&person.employee, employees, RowFault::EmployeeTaken as fn(String) -> RowFault)
        };
        match owners.get(number) {
            Some(_) if shared.contains(number) => Err(taken(number.clone())),
            Some(known) => Ok(*known),
            None if person.employee.is_empty() => Ok(person.id),
            None => {
                let (site, unit) = &self.plant;
                let is_taken = |id| Ok(self.knows(id) || self.admitted.contains(&id));
                PersonId::of_newcomer((site, unit), &person.employee, is_taken)
            }
        }
    }

    /// Gives a row its person: the one who carries its employee number or badge already, else somebody new.
    pub(super) fn admit(&mut self, person: Person) -> Result<Person, RowFault> {
        let name = clean_name(&person.name).map_err(RowFault::Name)?;
        if person.number().is_empty() {
            return Err(RowFault::NoNumber);
        }
        let id = self.owner(&person)?;
        if self.admitted.contains(&id) {
            let by_employee = !person.employee.is_empty();
            return Err(if by_employee {
                RowFault::EmployeeTwice(person.employee)
            } else {
                RowFault::BadgeTwice(person.badge)
            });
        }
        let taken = |owner: Option<&_>| owner.is_some_and(|owner| *owner != id);
        if taken(self.numbers.badges.get(&person.badge)) {
            return Err(RowFault::BadgeTaken(person.badge));
        }
        if taken(self.numbers.employees.get(&person.employee)) {
            return Err(RowFault::EmployeeTaken(person.employee));
        }
        for (number, owners) in [
            (&person.badge, &mut self.numbers.badges),
            (&person.employee, &mut self.numbers.employees),
        ] {
            if !number.is_empty() {
                owners.insert(number.clone(), id);
            }
        }
        self.admitted.insert(id);
        Ok(Person { id, name, ..person })
    }
}

impl Station {
    /// Begins to take a roster in.
    pub fn begin_import(&self) -> Result<Import, Error> {
        Import::begin(&self.store)
    }

    /// Stages a slice. Rows that cannot be taken are listed in the import, and the others are staged.
    pub fn stage(&mut self, import: &mut Import, rows: Vec<(u32, Person)>) -> Result<(), Error> {
        self.need(Right::Import)?;
        let mut people = Vec::with_capacity(rows.len());
        for (row, person) in rows {
            match import.admit(person) {
                Ok(person) => people.push(self.asked(person)),
                Err(why) => import.refuse(row, why),
            }
        }
        if people.is_empty() {
            return Ok(());
        }
        let staged = people.len();
        self.write(&Entry::PeopleStaged(PeopleStaged { import: import.id, people }), None)?;
        import.count(staged);
        Ok(())
    }

    /// Somebody from a file, without what the site does not ask for.
    pub(super) fn asked(&self, person: Person) -> Person {
        asked_of(person, &Person::default(), |item| self.settings().asks(item))
    }

    /// Takes everybody that was staged.
    pub fn take_import(&mut self, import: &Import, file: &str) -> Result<Option<Done<()>>, Error> {
        self.need(Right::Import)?;
        let done = self.switch_import(import, file)?;
        self.store.carry_over(u32::MAX)?;
        Ok(done)
    }

    /// The switch: the roster counts from now on. What it changes about known people has to be carried over after it. Without
    /// anybody staged nothing is written.
    pub fn switch_import(&mut self, import: &Import, file: &str) -> Result<Option<Done<()>>, Error> {
        self.need(Right::Import)?;
        if import.staged == 0 {
            return Ok(None);
        }
        let refused = u32::try_from(import.refused.len()).unwrap_or(u32::MAX);
        let taken = PeopleTaken {
            import: import.id,
            file: file.to_owned(),
            taken: import.staged,
            refused,
        };
        self.write(&Entry::PeopleTaken(taken), None).map(Some)
    }

    /// Takes in a part of what was held until a gap was filled, or carries over a slice of what taken rosters change about known
    /// people. Answers whether there may be more.
    pub fn carry_over(&mut self) -> Result<bool, Error> {
        let now = self.now();
        Ok(self.store.fill(now)? || self.store.carry_over(SLICE)?)
    }

    /// Forgets what was staged; the roster stays as it was.
    pub fn abandon_import(&mut self, import: &Import) -> Result<(), Error> {
        self.need(Right::Import)?;
        if import.staged > 0 {
            self.write(&Entry::ImportAbandoned(ImportAbandoned { import: import.id }), None)?;
        }
        Ok(())
    }

    /// Everybody the gate knows, by badge.
    pub fn people(&self) -> Result<Vec<Person>, Error> {
        let mut everybody = Vec::new();
        people::each(&self.store, |person| everybody.push(person))?;
        Ok(everybody)
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    use crate::domain::names::NameError;

    use crate::station::{Opening, SystemClock};

    type Checked = Result<(), Box<dyn std::error::Error>>;

    fn station() -> Result<(Station, TempDir), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let opening = Opening::tested("南门");
        Ok((Station::init(folder.path(), opening, Box::new(SystemClock))?, folder))
    }

    fn row(number: u32, badge: &str, employee: &str, name: &str) -> (u32, Person) {
        let id = PersonId(Uuid::now_v7());
        (
            number,
            Person {
                id,
                badge: badge.into(),
                employee: employee.into(),
                name: name.into(),
                ..Person::default()
            },
        )
    }

    fn names(station: &Station) -> Result<Vec<String>, Error> {
        Ok(station.people()?.into_iter().map(|person| person.name).collect())
    }

    #[test]
    fn nobody_is_there_before_the_switch_and_everybody_after() -> Checked {
        let (mut station, _folder) = station()?;
        let mut import = station.begin_import()?;
        station.stage(&mut import, vec![row(2, "0001", "A1", "张双"), row(3, "0002", "A2", "李敏")])?;
        station.stage(&mut import, vec![row(4, "0003", "A3", "尉迟 恭")])?;
        assert!(names(&station)?.is_empty());
        station.take_import(&import, "roster.csv")?;
        assert_eq!(names(&station)?, ["张双", "李敏", "尉迟恭"]);
        assert!(station.check()?.holds());
        Ok(())
    }

    #[test]
    fn bad_rows_are_listed_with_their_reason() -> Checked {
        let (mut station, _folder) = station()?;
        let mut import = station.begin_import()?;
        let rows = vec![
            row(2, "0001", "A1", "张双"),
            row(3, "0001", "A2", "李敏"),
            row(4, "", "", "王强"),
            row(5, "0004", "", "赵"),
            row(6, "0006", "A6", "刘洋"),
        ];
        station.stage(&mut import, rows)?;
        let why: Vec<_> = import.refused().iter().map(|refused| (refused.row, refused.why.clone())).collect();
        let expected = [
            (3, RowFault::BadgeTaken("0001".into())),
            (4, RowFault::NoNumber),
            (5, RowFault::Name(NameError::TooShort)),
        ];
        assert_eq!(why, expected);
        assert_eq!(import.staged(), 2);
        station.abandon_import(&import)?;
        assert!(names(&station)?.is_empty());
        assert!(station.check()?.holds());
        Ok(())
    }

    #[test]
    fn a_second_roster_changes_those_who_are_known() -> Checked {
        let (mut station, _folder) = station()?;
        for (name, expected) in [("张双", "张双"), ("张霜", "张霜")] {
            let mut import = station.begin_import()?;
            station.stage(&mut import, vec![row(2, "0001", "A1", name)])?;
            station.take_import(&import, "roster.csv")?;
            assert_eq!(names(&station)?, [expected]);
        }
        assert!(station.check()?.holds());
        Ok(())
    }

    #[test]
    fn a_switch_that_the_power_cut_short_is_finished_at_the_next_start() -> Checked {
        let (mut station, folder) = station()?;
        station.save_person(row(1, "0001", "A1", "张双").1)?;
        let mut import = station.begin_import()?;
        station.stage(&mut import, vec![row(2, "0001", "A1", "张霜")])?;
        station.switch_import(&import, "roster.csv")?;
        assert_eq!(names(&station)?, ["张双"]);
        assert!(Station::open_reader(folder.path(), Box::new(SystemClock))?.check()?.holds());
        drop(station);
        let mut again = Station::open(folder.path(), Box::new(SystemClock))?;
        assert_eq!(names(&again)?, ["张霜"]);
        assert!(again.check()?.holds());
        Ok(())
    }

    #[test]
    fn a_badge_belongs_to_one_person() -> Checked {
        let (mut station, _folder) = station()?;
        station.save_person(row(1, "0001", "", "张双").1)?;
        assert!(matches!(station.save_person(row(1, "0001", "", "李敏").1), Err(Error::BadgeTaken)));
        Ok(())
    }
}
