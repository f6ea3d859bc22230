//! What the screens show: read once, and after each action only what that changed. No screen asks the database.

use std::collections::{BTreeMap, HashMap};

use super::{Error, InstrumentRow, Line, Station};
use crate::domain::classes::{Class, Classes};
use crate::domain::day::{Day, Moment};
use crate::domain::health::{At, Health, Standings};
use crate::domain::person::{Kind, Person, PersonId, Status};
use crate::domain::screening::{self, Direction, Earlier, Facts, Judgement, Verdict, VisitAnswer};
use crate::domain::search::{Hit, Index};
use crate::domain::settings::{Settings, StationCard};
use crate::domain::temperature::Celsius;
use crate::store::{lines, people, things};

/// How many of the last lines a screen shows.
const RECENT: u32 = 200;
/// How far back a person's page reads.
const TIMELINE: u32 = 5000;

/// What an action changed, so that only that is read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// A line of the register about somebody.
    Register(PersonId),
    /// Somebody new, or something about somebody known.
    Person(PersonId),
    /// A whole roster.
    Roster,
    /// The settings, or who is on duty.
    Settings,
    Instruments,
    /// Something in somebody's course: declared, reported, ordered, decided.
    Course(PersonId),
}

/// Somebody's day so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Today {
    pub inside: bool,
    /// Today's readings that no correction has replaced, oldest first.
    pub earlier: Vec<Earlier>,
    pub visit: Option<VisitAnswer>,
}

/// Somebody who waits for a second measurement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub person: PersonId,
    pub name: String,
    pub celsius: Celsius,
    /// From when they may be measured again.
    pub from: Moment,
}

/// The three numbers beside the gate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Times somebody went in today.
    pub passed_in: u64,
    pub inside: usize,
    /// Inside now and not measured today.
    pub unmeasured: usize,
}

/// Everybody the gate knows, findable.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    people: Vec<Person>,
    by_id: HashMap<PersonId, u32>,
    index: Index,
}

impl Roster {
    fn of(people: Vec<Person>) -> Self {
        let numbered = || people.iter().zip(0_u32..);
        Self {
            by_id: numbered().map(|(person, no)| (person.id, no)).collect(),
            index: Index::build(numbered().map(|(person, no)| (no, person))),
            people,
        }
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

    fn put(&mut self, person: Person) {
        let next = u32::try_from(self.people.len()).unwrap_or(u32::MAX);
        let no = *self.by_id.entry(person.id).or_insert(next);
        self.index.put(no, &person);
        match self.people.get_mut(usize::try_from(no).unwrap_or(usize::MAX)) {
            Some(known) => *known = person,
            None => self.people.push(person),
        }
    }
}

/// Everything that is shown.
#[derive(Clone, Debug)]
pub struct View {
    pub card: StationCard,
    pub settings: Settings,
    pub on_duty: String,
    /// The site's day that `today` is about.
    pub day: Day,
    pub roster: Roster,
    pub figures: Figures,
    pub waiting: Vec<Waiting>,
    /// The last lines, newest first.
    pub recent: Vec<Line>,
    pub instruments: Vec<InstrumentRow>,
    /// Counts up with every change, so that a list knows when to choose again.
    pub changes: usize,
    /// Staff and families by class.
    pub classes: Classes,
    today: BTreeMap<PersonId, Today>,
    standings: Standings,
}

impl View {
    /// Somebody's day so far.
    pub fn today(&self, person: PersonId) -> Today {
        self.today.get(&person).cloned().unwrap_or_default()
    }

    /// Judges somebody as the station would, before anything is written.
    pub fn judge(&self, now: Moment, person: &Person, direction: Direction, celsius: Option<Celsius>) -> Judgement {
        let today = self.today(person.id);
        let health = self.standings.get(&person.id);
        let standing = health.map(|health| health.standing(self.at(now), person, direction));
        let standing = standing.unwrap_or_else(|| Health::default().standing(self.at(now), person, direction));
        let facts = Facts {
            now,
            kind: person.kind,
            status: person.status,
            visit: today.visit,
            direction,
            celsius,
            earlier: &today.earlier,
            standing: &standing,
            cleared: health.and_then(Health::cleared),
        };
        screening::judge(&self.settings.temperature, &facts)
    }

    /// A moment, under the rules in force here.
    pub fn at(&self, now: Moment) -> At<'_> {
        At {
            rules: &self.settings.rules,
            zone: self.card.zone,
            now,
        }
    }

    /// The course of everybody who has one.
    pub fn standings(&self) -> &Standings {
        &self.standings
    }

    /// The course of one person, where there is any.
    pub fn health(&self, person: PersonId) -> Option<&Health> {
        self.standings.get(&person)
    }

    /// The last line of this station that can still be taken back.
    pub fn last_line(&self) -> Option<&Line> {
        self.recent
            .iter()
            .find(|line| line.chain == self.card.chain && line.corrected_by.is_none())
    }

    /// Whether somebody is inside and should have been measured today.
    pub fn is_unmeasured(&self, person: &Person) -> bool {
        let due = person.status == Status::Active && person.kind != Kind::Visitor;
        due && self
            .today
            .get(&person.id)
            .is_some_and(|today| today.inside && today.earlier.is_empty())
    }

    /// Puts one person into their class again.
    fn classify(&mut self, now: Moment, person: PersonId) {
        if let Some(known) = self.roster.get(person) {
            let class = Class::of(self.at(now), known, self.standings.get(&person));
            self.classes.put(known, class);
        }
    }

    /// Puts everybody into their class: at the start, under changed rules, and when the site's day turns.
    fn classify_all(&mut self, now: Moment) {
        let mut classes = Classes::default();
        for person in &self.roster.people {
            classes.put(person, Class::of(self.at(now), person, self.standings.get(&person.id)));
        }
        self.classes = classes;
    }

    fn count(&mut self) {
        self.changes += 1;
        let inside = self.today.values().filter(|today| today.inside).count();
        let unmeasured = self.roster.people.iter().filter(|person| self.is_unmeasured(person)).count();
        self.figures = Figures {
            inside,
            unmeasured,
            ..self.figures
        };
        let rule = &self.settings.temperature;
        let waiting = self.today.iter().filter_map(|(id, today)| {
            Some(Waiting {
                person: *id,
                name: self.roster.get(*id)?.name.clone(),
                celsius: warmest(&today.earlier)?,
                from: screening::waiting(rule, &today.earlier)?,
            })
        });
        self.waiting = waiting.collect();
        self.waiting.sort_by_key(|waiting| (waiting.from, waiting.person));
    }
}

/// What somebody waits for: the last fever, else the last reading.
fn warmest(earlier: &[Earlier]) -> Option<Celsius> {
    let again = earlier.iter().rev().take_while(|earlier| earlier.verdict == Verdict::Recheck);
    again.map(|earlier| earlier.celsius).max()
}

impl Station {
    /// Reads everything that the screens show.
    pub fn view(&self) -> Result<View, Error> {
        let day = self.card().zone.day_of(self.now());
        let mut view = View {
            card: self.card().clone(),
            settings: self.settings().clone(),
            on_duty: self.on_duty().to_owned(),
            day,
            roster: Roster::default(),
            figures: Figures::default(),
            waiting: Vec::new(),
            recent: Vec::new(),
            instruments: things::instruments(&self.store)?,
            changes: 0,
            classes: Classes::default(),
            today: BTreeMap::new(),
            standings: Standings::new(),
        };
        self.refresh(&mut view, Changed::Roster)?;
        Ok(view)
    }

    /// Reads again what an action changed.
    pub fn refresh(&self, view: &mut View, changed: Changed) -> Result<(), Error> {
        match changed {
            Changed::Register(person) => {
                self.read_register(view, person)?;
                self.read_course(view, person)?;
            }
            Changed::Course(person) => self.read_course(view, person)?,
            Changed::Person(id) => {
                if let Some(person) = crate::store::register::person(&self.store, id)? {
                    view.roster.put(person);
                    view.classify(self.now(), id);
                }
            }
            Changed::Roster => {
                let mut everybody = Vec::new();
                people::each(&self.store, |person| everybody.push(person))?;
                view.roster = Roster::of(everybody);
                view.standings = self.standings()?;
                self.read_day(view)?;
            }
            Changed::Settings => {
                view.settings = self.settings().clone();
                self.on_duty().clone_into(&mut view.on_duty);
                view.classify_all(self.now());
            }
            Changed::Instruments => view.instruments = things::instruments(&self.store)?,
        }
        view.count();
        Ok(())
    }

    /// The register about one person, newest first.
    pub fn timeline(&self, person: PersonId) -> Result<Vec<Line>, Error> {
        Ok(lines::of_person(&self.store, person, TIMELINE)?)
    }

    /// Reads the whole day again: at the start, after a roster, and when the site's day turns.
    pub fn read_day(&self, view: &mut View) -> Result<(), Error> {
        view.day = self.card().zone.day_of(self.now());
        let span = self.card().zone.span(view.day, view.day);
        view.today.clear();
        for person in lines::inside(&self.store)? {
            view.today.entry(person).or_default().inside = true;
        }
        for (person, earlier) in lines::readings_of_all(&self.store, span)? {
            view.today.entry(person).or_default().earlier.push(earlier);
        }
        for (person, visit) in lines::visits(&self.store, span)? {
            view.today.entry(person).or_default().visit = Some(visit);
        }
        self.read_lines(view)?;
        view.classify_all(self.now());
        view.count();
        Ok(())
    }

    fn read_register(&self, view: &mut View, person: PersonId) -> Result<(), Error> {
        let span = self.card().zone.span(view.day, view.day);
        let today = Today {
            inside: crate::store::register::is_inside(&self.store, person)?,
            earlier: crate::store::register::readings(&self.store, person, span)?,
            visit: crate::store::register::visit(&self.store, person, span)?,
        };
        view.today.insert(person, today);
        self.read_lines(view)
    }

    fn read_course(&self, view: &mut View, person: PersonId) -> Result<(), Error> {
        view.standings.insert(person, self.health(person)?);
        view.classify(self.now(), person);
        Ok(())
    }

    fn read_lines(&self, view: &mut View) -> Result<(), Error> {
        let span = self.card().zone.span(view.day, view.day);
        view.figures.passed_in = lines::passed_in(&self.store, span)?;
        view.recent = lines::recent(&self.store, RECENT)?;
        Ok(())
    }
}
