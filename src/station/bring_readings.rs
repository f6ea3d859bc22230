//! A sheet of measurements on its way in: each row matched to somebody known; all the good ones written at once, or none.

use std::collections::{BTreeMap, BTreeSet};

use super::bring::Brought;
use super::out::Reader;
use super::roster::{Refused, RowFault};
use super::{Done, Error, NewReading, Station, stamp};
use crate::domain::day::{Day, Moment, Zone};
use crate::domain::entry::{Entry, Reading, Taken};
use crate::domain::names::fold;
use crate::domain::person::{Person, PersonId};
use crate::domain::rights::Right;
use crate::domain::screening::{Direction, Earlier};
use crate::domain::settings::Settings;
use crate::domain::temperature::{Celsius, Site};
use crate::exchange::columns::Meaning as _;
pub use crate::exchange::readings::Told;
use crate::exchange::readings::{Measurement, ToldFault};
use crate::exchange::sheet::Row;
use crate::store::{Store, people, register, station};

/// A sheet of measurements, read and matched.
pub type Measurements = Brought<Told>;

/// A row that can be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brings {
    /// The row as the user sees it in the sheet.
    pub row: u32,
    pub person: PersonId,
    pub name: String,
    pub at: Moment,
    pub celsius: Celsius,
    pub site: Site,
    pub taken: Taken,
}

/// What taking a sheet of measurements would do.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    pub rows: Vec<Brings>,
    /// How many of its rows are on record already: the same person, moment and temperature.
    pub known: usize,
    pub refused: Vec<Refused>,
}

impl Station {
    /// Judges every row as taking it would, and writes nothing.
    pub fn preview_readings(&self, brought: &Measurements) -> Result<Preview, Error> {
        let (settings, zone) = (self.settings(), self.card().zone);
        previewed(&self.store, settings, (zone, self.now()), brought)
    }

    /// Writes measurements, entered now, as of when they were taken, in one transaction, each judged after those before it; what is on record
    /// already is left out. Answers whom they are about.
    pub fn take_readings(&mut self, mut rows: Vec<Brings>) -> Result<Done<Vec<PersonId>>, Error> {
        self.need(Right::Import)?;
        let (zone, actor, now) = (self.card().zone, self.identity.actor, self.now());
        let mut days: BTreeMap<(PersonId, Day), Vec<Earlier>> = BTreeMap::new();
        let mut entries = Vec::new();
        rows.sort_by_key(|row| row.at);
        for row in &rows {
            let day = zone.day_of(row.at);
            let known = match days.remove(&(row.person, day)) {
                Some(known) => known,
                None => register::readings(&self.store, row.person, zone.span(day, day))?,
            };
            let (known, reading) = self.judged_among(row, known)?;
            days.insert((row.person, day), known);
            entries.extend(reading.map(|reading| (stamp(now, zone, actor, None), Entry::Reading(reading))));
        }
        let people: BTreeSet<PersonId> = rows.iter().map(|row| row.person).collect();
        Ok(self.write_stamped(&entries)?.with(people.into_iter().collect()))
    }

    /// The reading of a row, after the others of its day; and these with it. No reading where it is one of them.
    fn judged_among(&self, row: &Brings, mut known: Vec<Earlier>) -> Result<(Vec<Earlier>, Option<Reading>), Error> {
        if known.iter().any(|one| row.is(one)) {
            return Ok((known, None));
        }
        let person = self.known(row.person)?;
        let before: Vec<Earlier> = known.iter().filter(|one| one.at < row.at).copied().collect();
        let judgement = self.judge_after(row.at, &person, row.celsius, &before);
        known.push(Earlier {
            at: row.at,
            celsius: row.celsius,
            verdict: judgement.verdict,
            passed: false,
        });
        known.sort_by_key(|one| one.at);
        let new = NewReading {
            person: row.person,
            celsius: row.celsius,
            site: row.site,
            instrument: String::new(),
            direction: Direction::Out,
            mask: true,
        };
        let taken = row.taken;
        Ok((
            known,
            Some(Reading {
                taken,
                happened: Some(row.at),
                ..new.judged(&judgement, &before)
            }),
        ))
    }
}

impl Brings {
    fn is(&self, one: &Earlier) -> bool {
        (one.at, one.celsius) == (self.at, self.celsius)
    }
}

impl Reader {
    /// Judges every row as taking it would.
    pub fn preview_readings(&self, brought: &Measurements, now: Moment) -> Result<Preview, Error> {
        let settings = station::identity(&self.store)?.settings;
        previewed(&self.store, &settings, (self.zone, now), brought)
    }
}

fn previewed(store: &Store, settings: &Settings, (zone, now): (Zone, Moment), brought: &Measurements) -> Result<Preview, Error> {
    let mut everybody = Vec::new();
    people::each(store, |person| everybody.push(person))?;
    let known = Known::of(&everybody);
    let mut preview = Preview::default();
    let mut said = BTreeSet::new();
    for row in &brought.sheet.rows {
        let read = brought
            .matching
            .measurement(row, settings.unit, zone.day_of(now))
            .map_err(RowFault::from);
        let usual = settings.temperature.usual_site();
        match read.and_then(|read| known.brings(row, &read, (zone, now), usual)) {
            Ok(brings) => {
                let span = (brings.at, Moment(brings.at.0 + 1));
                let there = register::readings(store, brings.person, span)?.iter().any(|one| brings.is(one));
                if there || !said.insert((brings.person, brings.at, brings.celsius)) {
                    preview.known += 1;
                } else {
                    preview.rows.push(brings);
                }
            }
            Err(why) => preview.refused.push(Refused { row: row.number, why }),
        }
    }
    Ok(preview)
}

impl From<ToldFault> for RowFault {
    fn from(fault: ToldFault) -> Self {
        Self::Cell {
            field: fault.field.key(),
            code: fault.code,
        }
    }
}

/// Everybody who can be recognised.
struct Known<'a> {
    employees: BTreeMap<&'a str, &'a Person>,
    badges: BTreeMap<&'a str, &'a Person>,
    /// By folded name.
    names: BTreeMap<String, Vec<&'a Person>>,
}

impl<'a> Known<'a> {
    fn of(everybody: &'a [Person]) -> Self {
        let mut names: BTreeMap<String, Vec<&Person>> = BTreeMap::new();
        for person in everybody {
            names.entry(fold(&person.name)).or_default().push(person);
        }
        Self {
            employees: everybody.iter().map(|person| (person.employee.as_str(), person)).collect(),
            badges: everybody.iter().map(|person| (person.badge.as_str(), person)).collect(),
            names,
        }
    }

    fn brings(&self, row: &Row, read: &Measurement, (zone, now): (Zone, Moment), usual: Site) -> Result<Brings, RowFault> {
        let person = self.recognise(&read.person)?;
        let at = zone.at(read.at.0, read.at.1);
        if at > now {
            let field = Told::At.key();
            return Err(RowFault::Cell { field, code: "future" });
        }
        Ok(Brings {
            row: row.number,
            person: person.id,
            name: person.name.clone(),
            at,
            celsius: read.celsius,
            site: read.site.unwrap_or(usual),
            taken: read.taken,
        })
    }

    /// Who is meant: by employee number or badge, whatever the column calls it, else by a name that only one person has. A number
    /// that belongs to another name is a mistake in the sheet.
    fn recognise(&self, written: &Person) -> Result<&'a Person, RowFault> {
        let name = fold(&written.name);
        let (employees, badges) = (&self.employees, &self.badges);
        let taken: [fn(String) -> RowFault; 2] = [RowFault::EmployeeTaken, RowFault::BadgeTaken];
        for (number, [owners, others], fault) in [
            (&written.employee, [employees, badges], taken[0]),
            (&written.badge, [badges, employees], taken[1]),
        ] {
            if number.is_empty() {
                continue;
            }
            let owner = owners.get(number.as_str()).or_else(|| others.get(number.as_str()));
            let owner = owner.ok_or_else(|| RowFault::Nobody(number.clone()))?;
            if !name.is_empty() && fold(&owner.name) != name {
                return Err(fault(number.clone()));
            }
            return Ok(owner);
        }
        match self.names.get(&name).map(Vec::as_slice) {
            _ if name.is_empty() => Err(RowFault::Unnamed),
            Some([person]) => Ok(person),
            Some(_) => Err(RowFault::SameName(written.name.clone())),
            None => Err(RowFault::Nobody(written.name.clone())),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::screening::Verdict;
    use crate::station::{FixedClock, Opening};

    type Checked = Result<(), Box<dyn std::error::Error>>;

    /// 7 February 2020, 20:00 in Shanghai.
    const EVENING: Moment = Moment(1_581_076_800_000);

    const SHEET: &str = "工号,姓名,测量时间,体温,部位,方式\n\
        0231,张双,2020-02-07 08:00,36.5,腋下,医务室\n\
        0231,张双,2020-02-07 18:00,37.6,腋下,医务室\n\
        0231,张双,2020-02-07 18:10,37.7,腋下,医务室\n\
        0231,张双,2020-02-07 18:10,37.7,腋下,医务室\n\
        K2,李敏,2月6日 下午7:30,36.8,,自测\n\
        0231,李敏,2020-02-07 08:00,36.5,,\n\
        9999,,2020-02-07 08:00,36.5,,\n\
        ,王强,2020-02-07 08:00,36.5,,\n\
        0231,,2020-02-08 08:00,36.5,,\n\
        0231,,2020-02-07 08:00,正常,,\n\
        ,,2020-02-07 08:00,36.5,,\n";

    #[test]
    fn a_sheet_is_entered_at_its_times_once_and_never_by_half() -> Checked {
        let folder = tempfile::tempdir()?;
        let clock = FixedClock::default();
        clock.set(EVENING);
        let mut station = Station::init(folder.path(), Opening::tested("医务室"), Box::new(clock))?;
        for (employee, name) in [("0231", "张双"), ("0232", "李敏"), ("0233", "王强"), ("0234", "王强")] {
            station.save_person(Person {
                id: PersonId(Uuid::now_v7()),
                badge: format!("K{}", employee.trim_start_matches("023")),
                employee: employee.into(),
                name: name.into(),
                ..Person::default()
            })?;
        }
        let path = folder.path().join("体温.csv");
        std::fs::write(&path, SHEET)?;
        let brought = Measurements::read(&path, &|_, _| {}, &|| false)?;
        let preview = station.preview_readings(&brought)?;
        assert_eq!((preview.rows.len(), preview.known), (4, 1), "{preview:?}");
        let refused: Vec<_> = preview.refused.iter().map(|refused| refused.row).collect();
        assert_eq!(refused, [7, 8, 9, 10, 11, 12]);
        assert_eq!(preview.refused.last().map(|refused| &refused.why), Some(&RowFault::Unnamed));
        let before = station.check()?.entries;
        let taken = station.take_readings(preview.rows.clone())?;
        assert_eq!(taken.value.len(), 2);
        assert_eq!(station.check()?.entries, before + 4);
        let lines = station.timeline(preview.rows[0].person)?;
        let said: Vec<_> = lines
            .iter()
            .map(|line| (line.at, line.verdict, line.passed, line.attempt))
            .collect();
        let at = |minutes: i64| EVENING.plus_minutes(minutes);
        assert_eq!(
            said,
            [
                (at(-110), Verdict::Clinic, false, 3),
                (at(-120), Verdict::Recheck, false, 2),
                (at(-720), Verdict::Clear, false, 1),
            ],
            "judged one after the other, newest first"
        );
        let again = station.preview_readings(&brought)?;
        assert_eq!((again.rows.len(), again.known), (0, 5), "the same sheet is recognised");
        assert!(matches!(station.take_readings(preview.rows), Err(Error::NothingToWrite)));
        assert!(station.check()?.holds());
        Ok(())
    }
}
