//! Everybody, as the screens need them: who they are, what has happened to them and what the rules say of it. A large roster or
//! questionnaire is taken beside the gate: a thread reads everybody, and the window's thread puts them in place.

use std::collections::{BTreeSet, HashMap};

use super::out::Reader;
use super::{Error, Station, View, health, rejudge};
use crate::domain::classes::Classes;
use crate::domain::day::{Day, Moment, Zone};
use crate::domain::health::{At, Standings};
use crate::domain::person::{Person, PersonId};
use crate::domain::search::{Hit, Index, Matched};
use crate::domain::settings::Settings;
use crate::store::{Store, journal, people, register};

/// Everybody the gate knows, findable.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    people: Vec<Person>,
    by_id: HashMap<PersonId, u32>,
    index: Index,
}

impl Roster {
    fn read(store: &Store) -> Result<Self, Error> {
        let mut people = Vec::new();
        people::each(store, |person| people.push(person))?;
        let numbered = || people.iter().zip(0_u32..);
        Ok(Self {
            by_id: numbered().map(|(person, no)| (person.id, no)).collect(),
            index: Index::build(numbered().map(|(person, no)| (no, person))),
            people,
        })
    }

    pub fn people(&self) -> &[Person] {
        &self.people
    }

    pub fn get(&self, id: PersonId) -> Option<&Person> {
        let no = self.by_id.get(&id)?;
        self.people.get(usize::try_from(*no).ok()?)
    }

    /// Who begins with the query, surest first.
    pub fn find(&self, query: &str, limit: usize) -> Vec<(Hit, &Person)> {
        let hits = self.index.find(query, limit).into_iter();
        hits.filter_map(|hit| Some((hit, self.people.get(usize::try_from(hit.no).ok()?)?)))
            .collect()
    }

    /// The one person a query stands for, where it is certain.
    pub fn certain(&self, query: &str) -> Option<&Person> {
        self.people.get(usize::try_from(self.index.certain(query)?).ok()?)
    }

    /// Who else carries the badge or the employee number of somebody: nobody, unless two stations gave it away before they exchanged.
    pub fn sharing(&self, person: &Person) -> Vec<&Person> {
        let found = person.numbers().flat_map(|number| self.index.find(number, 8));
        let found = found.filter(|hit| hit.exact && matches!(hit.matched, Matched::Badge | Matched::Employee));
        let others: BTreeSet<u32> = found.map(|hit| hit.no).collect();
        let others = others.into_iter().filter_map(|no| self.people.get(usize::try_from(no).ok()?));
        others.filter(|other| person.shares_number(other)).collect()
    }

    pub(super) fn put(&mut self, person: Person) {
        let next = u32::try_from(self.people.len()).unwrap_or(u32::MAX);
        let no = *self.by_id.entry(person.id).or_insert(next);
        self.index.put(no, &person);
        match self.people.get_mut(usize::try_from(no).unwrap_or(usize::MAX)) {
            Some(known) => *known = person,
            None => self.people.push(person),
        }
    }
}

/// Everybody as of one moment.
#[derive(Debug)]
pub struct Everybody {
    pub(super) roster: Roster,
    pub(super) standings: Standings,
    pub(super) owed: Vec<PersonId>,
    pub(super) classes: Classes,
    /// What they were judged by, and on which day.
    settings: Settings,
    pub(super) day: Day,
    /// The last row of the journal before it was read.
    pub(super) upto: i64,
}

impl Everybody {
    /// Reads and judges everybody, which takes seconds where they are a hundred thousand.
    pub(super) fn read(store: &Store, settings: &Settings, zone: Zone, now: Moment) -> Result<Self, Error> {
        let upto = journal::last(store)?;
        let roster = Roster::read(store)?;
        let standings = health::standings(store, settings, zone, Moment(i64::MAX))?;
        let rules = &settings.rules;
        let at = At { rules, zone, now };
        Ok(Self {
            owed: rejudge::owed(&standings, at),
            classes: rejudge::classes(&roster, &standings, at),
            roster,
            standings,
            settings: settings.clone(),
            day: at.today(),
            upto,
        })
    }
}

impl Reader {
    /// Everybody at a moment, for the station to put in place: for a thread.
    pub fn everybody(&self, now: Moment) -> Result<Everybody, Error> {
        Everybody::read(&self.store, &self.settings, self.zone, now)
    }
}

impl Station {
    /// Puts everybody whom a thread has read in place, and reads only those about whom something was written down meanwhile: the gate
    /// waits for no more. Hands back who was there before, because letting go of a hundred thousand people takes a while too.
    pub fn switch_everybody(&self, view: &mut View, mut everybody: Everybody) -> Result<Everybody, Error> {
        std::mem::swap(&mut view.roster, &mut everybody.roster);
        std::mem::swap(&mut view.standings, &mut everybody.standings);
        std::mem::swap(&mut view.owed, &mut everybody.owed);
        std::mem::swap(&mut view.classes, &mut everybody.classes);
        for id in journal::subjects_since(&self.store, everybody.upto)? {
            if let Some(person) = register::person(&self.store, id)? {
                view.roster.put(person);
            }
            self.read_course(view, id)?;
        }
        if (&everybody.settings, everybody.day) != (&view.settings, view.day) {
            view.judge_all(self.now());
        }
        self.read_lines(view)?;
        view.count(self.now());
        Ok(everybody)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use uuid::Uuid;

    use super::*;
    use crate::domain::declaration::{Answer, Declaration};
    use crate::station::{FixedClock, Opening, Station};

    type Checked = Result<(), Box<dyn std::error::Error>>;

    fn station(folder: &Path) -> Result<Station, Error> {
        let clock = FixedClock::default();
        clock.set(Moment(1_581_033_600_000));
        Station::init(folder, Opening::tested("南门"), Box::new(clock))
    }

    fn somebody(badge: &str, name: &str) -> Person {
        Person {
            id: PersonId(Uuid::now_v7()),
            badge: badge.into(),
            name: name.into(),
            ..Person::default()
        }
    }

    /// Takes a roster in up to where the lists are due.
    fn take(station: &mut Station, rows: Vec<(u32, Person)>) -> Result<(), Error> {
        let mut import = station.begin_import()?;
        station.stage(&mut import, rows)?;
        station.switch_import(&import, "roster.csv")?;
        while station.carry_over()? {}
        Ok(())
    }

    /// Declares that a contact was near a case yesterday: somebody who should isolate.
    fn declare(station: &mut Station, person: PersonId) -> Checked {
        let today = station.card().zone.day_of(station.now());
        let form = Declaration {
            contact: Answer::Yes,
            contact_on: Some(today.minus_days(1)),
            unwell: Answer::No,
            ..Declaration::blank(person, today, today)
        };
        station.declare(form, Vec::new())?;
        Ok(())
    }

    #[test]
    fn the_lists_are_read_beside_and_whoever_was_saved_meanwhile_is_in_them() -> Checked {
        let folder = tempfile::tempdir()?;
        let mut station = station(folder.path())?;
        let known = somebody("0001", "张双");
        station.save_person(known.clone())?;
        let mut view = station.view()?;
        let changed = Person {
            name: "张霜".into(),
            ..known
        };
        take(&mut station, vec![(2, changed), (3, somebody("0002", "李敏"))])?;
        let everybody = Reader::open(folder.path())?.everybody(station.now())?;
        station.save_person(somebody("0004", "王强"))?;
        let old = station.switch_everybody(&mut view, everybody)?;
        assert_eq!(old.roster.people().len(), 1);
        let names = ["0001", "0002", "0004"].map(|badge| view.roster.certain(badge).map(|person| person.name.as_str()));
        assert_eq!(names, [Some("张霜"), Some("李敏"), Some("王强")]);
        Ok(())
    }

    #[test]
    fn the_window_reads_the_course_of_nobody_but_those_written_about_meanwhile() -> Checked {
        let folder = tempfile::tempdir()?;
        let mut station = station(folder.path())?;
        let [before, meanwhile] = [somebody("0001", "张双"), somebody("0002", "李敏")];
        for person in [&before, &meanwhile] {
            station.save_person(person.clone())?;
        }
        let mut view = station.view()?;
        declare(&mut station, before.id)?;
        let mut everybody = Reader::open(folder.path())?.everybody(station.now())?;
        assert_eq!(everybody.owed, [before.id]);
        declare(&mut station, meanwhile.id)?;
        // What the thread forgets, the window does not read again.
        everybody.standings.clear();
        station.switch_everybody(&mut view, everybody)?;
        assert!(view.standings().keys().eq([&meanwhile.id]));
        assert_eq!(view.owed(), [before.id, meanwhile.id], "judged in the thread, and the newest here");
        let again = station.view()?;
        for person in [before.id, meanwhile.id] {
            assert_eq!(
                view.classes.get(person),
                again.classes.get(person),
                "as everybody read again would be"
            );
        }
        Ok(())
    }

    #[test]
    fn rules_that_changed_meanwhile_judge_everybody_again() -> Checked {
        let folder = tempfile::tempdir()?;
        let mut station = station(folder.path())?;
        let person = somebody("0001", "张双");
        station.save_person(person.clone())?;
        declare(&mut station, person.id)?;
        let mut view = station.view()?;
        let everybody = Reader::open(folder.path())?.everybody(station.now())?;
        assert_eq!(everybody.owed, [person.id]);
        let mut settings = station.settings().clone();
        settings.rules.exposure.look_back_days = 0;
        station.change_settings(settings)?;
        station.refresh(&mut view, super::super::Changed::Settings)?;
        station.switch_everybody(&mut view, everybody)?;
        assert!(view.owed().is_empty());
        Ok(())
    }
}
