//! What the screens show: read once, and after each action only what that changed. No screen asks the database.

mod people;

use std::collections::BTreeMap;
use std::sync::Arc;

use uuid::Uuid;

pub use people::{Queued, Today, Waiting};

use super::accounts::AccountsView;
use super::backup::BackupView;
pub use super::everybody::{Everybody, Roster};
use super::exchange::ExchangeView;
use super::veil::Veil;
use super::{Error, InstrumentRow, Line, Station};
use crate::domain::chain::Turn;
use crate::domain::classes::Classes;
use crate::domain::clinic;
use crate::domain::coverage;
use crate::domain::day::{Day, Moment};
use crate::domain::daybook::Daybook;
use crate::domain::declaration::Declaration;
use crate::domain::going_out::State;
use crate::domain::group::Group;
use crate::domain::health::{At, Health, Standings};
use crate::domain::person::{Kind, Person, PersonId, Status};
use crate::domain::returns::{self, Screened};
use crate::domain::screening::{self, Direction, Facts, Judgement, Verdict};
use crate::domain::settings::{Settings, StationCard};
use crate::domain::supplies::Position;
use crate::domain::temperature::Celsius;
use crate::domain::ward::{self, Observed};
use crate::store::{Held, lines, register, station, things};

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
    /// The settings, or who is on duty.
    Settings,
    /// Who has an account, or is signed in.
    Accounts,
    Instruments,
    /// Something in somebody's course: declared, reported, ordered, decided.
    Course(PersonId),
    /// A note in the daybook.
    Daybook,
    /// Other stations, or what is known of them.
    Exchange,
}

/// The numbers beside the gate and on the rail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Times somebody went in today.
    pub passed_in: u64,
    pub inside: usize,
    /// Inside now and not measured today.
    pub unmeasured: usize,
    /// Out, and should have been back.
    pub overdue: usize,
    /// Reports that wait for somebody's decision.
    pub filed: usize,
    /// In isolation, and due to be measured now.
    pub isolation_due: usize,
    /// Rounds that nobody has done and should have.
    pub rounds_overdue: usize,
    pub supplies_low: usize,
    /// Days that nobody has reported, and the one whose time is nearly over.
    pub reports: usize,
}

/// Everything that is shown.
#[derive(Clone, Debug)]
pub struct View {
    pub card: StationCard,
    pub settings: Settings,
    pub on_duty: String,
    pub accounts: AccountsView,
    /// What keeps this program from writing, where it only looks on.
    pub held_by: Option<Held>,
    /// The site's day that `today` is about.
    pub day: Day,
    /// The day this station was opened.
    pub opened: Day,
    pub roster: Roster,
    pub figures: Figures,
    pub waiting: Vec<Waiting>,
    /// The last lines, newest first.
    pub recent: Vec<Line>,
    pub instruments: Vec<InstrumentRow>,
    /// The rules by their names, and the turn after which they were in force, oldest first.
    pub(super) rulebooks: Vec<(Option<Turn>, String)>,
    /// Every station whose entries are here.
    pub(super) stations: BTreeMap<Uuid, StationCard>,
    /// Counts up with every change, and with every minute, so that a list knows when to choose again.
    pub changes: usize,
    /// When it was counted last.
    counted: Moment,
    /// Staff and families by class.
    pub classes: Classes,
    /// Duty, supplies, site measures, notices, reports.
    pub daybook: Arc<Daybook>,
    /// Where every item in stock stands today, what is low before the rest.
    pub supplies: Vec<Position>,
    today: BTreeMap<PersonId, Today>,
    pub(super) standings: Standings,
    /// Who should isolate by what they declared and does not yet, by their id.
    pub(super) owed: Vec<PersonId>,
    /// Other stations, and how old what is known of them is.
    pub exchange: ExchangeView,
    /// Backups in both places, and how old they are.
    pub backups: BackupView,
    /// The units that report here; none but at headquarters.
    pub group: Arc<Group>,
    /// What of people this PC shows just now; no part of the record.
    pub veil: Veil,
    /// The last row of the journal that is shown, besides what this station wrote itself since.
    pub(super) upto: i64,
}

impl View {
    /// Somebody's day so far.
    pub fn today(&self, person: PersonId) -> Today {
        self.today.get(&person).cloned().unwrap_or_default()
    }

    /// The day so far of everybody who is inside or has one.
    pub fn days_so_far(&self) -> impl Iterator<Item = (PersonId, &Today)> {
        self.today.iter().map(|(person, today)| (*person, today))
    }

    /// Everybody in isolation, the first to be free first; those of one day by place and name.
    pub fn board(&self, now: Moment) -> Vec<Observed> {
        let name = |id| self.roster.get(id).map(|person| person.name.clone()).unwrap_or_default();
        ward::board(&self.standings, self.at(now), &name)
    }

    /// Judges somebody as the station would, before anything is written.
    pub fn judge(&self, now: Moment, person: &Person, direction: Direction, celsius: Option<Celsius>) -> Judgement {
        let today = self.today(person.id);
        let (health, at) = (self.standings.get(&person.id), self.at(now));
        let standing = health.map(|health| health.standing(at, person, direction, &self.household(at, health)));
        let standing = standing.unwrap_or_else(|| Health::default().standing(at, person, direction, &[]));
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

    /// Judges a declaration before it is kept, with the verdicts of the family members named in it.
    pub fn screen(&self, now: Moment, declared: &Declaration, household: &[(String, Verdict)]) -> Screened {
        returns::judge(&self.settings.rules, declared, household, self.at(now).today())
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

    /// Who should isolate by what they declared, and whom nobody has ordered to: the list to work through.
    pub fn owed(&self) -> &[PersonId] {
        &self.owed
    }

    /// Whom the clinic has to see, who waits longest first.
    pub fn queue(&self) -> Vec<Queued> {
        let queued = self.today.iter().filter_map(|(person, today)| {
            let health = self.standings.get(person);
            let isolated = health.is_some_and(|health| health.isolation().is_some());
            let readings = clinic::unanswered(&today.earlier, health.and_then(Health::decided), isolated);
            (!readings.is_empty()).then(|| Queued {
                person: *person,
                readings: readings.to_vec(),
                again_from: screening::waiting(&self.settings.temperature, readings),
            })
        });
        let mut queue: Vec<Queued> = queued.collect();
        queue.sort_by_key(|queued| queued.readings.first().map(|reading| reading.at));
        queue
    }

    /// What another station is called, with its unit where that is another one; `None` for this one, which nobody has to name.
    pub fn elsewhere(&self, chain: Uuid) -> Option<String> {
        let card = self.stations.get(&chain).filter(|_| chain != self.card.chain)?;
        let plant = |card: &StationCard| (card.site.clone(), card.unit.clone());
        match plant(card) == plant(&self.card) {
            // An earlier chain of its own, from before the folder was restored.
            true if card.station == self.card.station => None,
            true => Some(card.station.clone()),
            false => Some([card.plant(), &card.station].join(" ")),
        }
    }

    /// What the stations of the site are called, this one first: those that its report covers.
    pub fn gates(&self) -> Vec<String> {
        super::report::gates(&self.card, &self.stations)
    }

    /// The last line of this station that can still be taken back.
    pub fn last_line(&self) -> Option<&Line> {
        self.recent
            .iter()
            .find(|line| line.chain == self.card.chain && line.corrected_by.is_none())
    }

    /// Whether somebody has to be measured on a day they are inside: no visitor, and nobody who is away for a known reason, whom
    /// the gate only did not see leave.
    pub fn is_due(&self, person: &Person, day: Day) -> bool {
        let belongs = person.status == Status::Active && person.kind != Kind::Visitor;
        belongs && coverage::absence(self.health(person.id), day).is_none()
    }

    /// Whether somebody is inside and should have been measured today.
    pub fn is_unmeasured(&self, person: &Person) -> bool {
        let rule = &self.settings.temperature;
        let unmeasured = |today: &Today| today.inside && !today.is_measured(rule);
        self.is_due(person, self.day) && self.today.get(&person.id).is_some_and(unmeasured)
    }

    /// Counts again where a minute has passed, and answers whether it has: time alone makes somebody overdue.
    pub fn tick(&mut self, now: Moment) -> bool {
        let has_passed = now.0.div_euclid(60_000) != self.counted.0.div_euclid(60_000);
        if has_passed {
            self.count(now);
        }
        has_passed
    }

    pub(super) fn count(&mut self, now: Moment) {
        self.changes += 1;
        self.counted = now;
        let zone = self.card.zone;
        let inside = self.today.values().filter(|today| today.inside).count();
        let unmeasured = self.today.keys().filter_map(|id| self.roster.get(*id));
        let unmeasured = unmeasured.filter(|person| self.is_unmeasured(person)).count();
        self.figures = Figures {
            passed_in: self.figures.passed_in,
            inside,
            unmeasured,
            rounds_overdue: self.daybook.site.overdue(now, zone).len(),
            supplies_low: self.supplies.iter().filter(|position| position.stock.low).count(),
            reports: self
                .daybook
                .reports
                .wanted(zone, (self.opened, self.day), self.settings.daily.cut_off_min, now),
            ..self.courses(now)
        };
        // Whom the clinic has decided about waits no longer.
        let queue = self.queue().into_iter();
        let waiting = queue.filter_map(|queued| {
            Some(Waiting {
                person: queued.person,
                name: self.roster.get(queued.person)?.name.clone(),
                celsius: clinic::warmest(&queued.readings)?,
                from: queued.again_from?,
            })
        });
        self.waiting = waiting.collect();
        self.waiting.sort_by_key(|waiting| (waiting.from, waiting.person));
    }

    /// What the courses of people add to the figures.
    fn courses(&self, now: Moment) -> Figures {
        let (at, mut figures) = (self.at(now), Figures::default());
        for health in self.standings.values() {
            match health.outing(now).map(|outing| outing.state(now)) {
                Some(State::Overdue) => figures.overdue += 1,
                Some(State::Filed) => figures.filed += 1,
                Some(State::Out | State::Approved | State::Back | State::Refused | State::Lapsed | State::Cancelled) | None => {}
            }
            figures.isolation_due += usize::from(health.is_due(at));
        }
        figures
    }
}

impl Station {
    /// Reads everything that the screens show.
    pub fn view(&self) -> Result<View, Error> {
        let now = self.now();
        let everybody = Everybody::read(&self.store, self.settings(), self.card().zone, now)?;
        let mut view = View {
            card: self.card().clone(),
            settings: self.settings().clone(),
            on_duty: String::new(),
            accounts: AccountsView::default(),
            held_by: self.store.held_by(),
            day: everybody.day,
            opened: self.first_day()?,
            roster: everybody.roster,
            figures: Figures::default(),
            waiting: Vec::new(),
            recent: Vec::new(),
            instruments: things::instruments(&self.store)?,
            rulebooks: self.rulebooks()?,
            stations: station::cards(&self.store)?,
            changes: 0,
            counted: now,
            classes: everybody.classes,
            daybook: self.daybook()?,
            supplies: Vec::new(),
            today: BTreeMap::new(),
            standings: everybody.standings,
            owed: everybody.owed,
            exchange: ExchangeView::default(),
            backups: BackupView::default(),
            group: Arc::default(),
            veil: Veil {
                holds: self.holds()?,
                ..Veil::default()
            },
            upto: everybody.upto,
        };
        self.read_accounts(&mut view)?;
        self.follow_exchanges(&mut view)?;
        self.read_today(&mut view)?;
        view.count(now);
        Ok(view)
    }

    /// Reads again what an action changed.
    pub fn refresh(&self, view: &mut View, changed: Changed) -> Result<(), Error> {
        match changed {
            Changed::Register(person) => {
                self.read_person(view, person)?;
                self.read_register(view, person)?;
                self.read_lines(view)?;
                self.read_course(view, person)?;
            }
            Changed::Course(person) => self.read_course(view, person)?,
            Changed::Person(person) => {
                self.read_person(view, person)?;
                view.classify(self.now(), person);
            }
            Changed::Settings => {
                self.read_settings(view)?;
                view.judge_all(self.now());
            }
            Changed::Accounts => self.read_accounts(view)?,
            Changed::Daybook => {
                self.follow_daybook(&mut view.daybook)?;
                view.take_stock();
            }
            Changed::Instruments => view.instruments = things::instruments(&self.store)?,
            Changed::Exchange => {
                self.follow_exchanges(view)?;
                // Whoever was enrolled or recognised brings its notes and its days.
                view.stations = station::cards(&self.store)?;
                view.opened = self.first_day()?;
                self.follow_daybook(&mut view.daybook)?;
                view.take_stock();
            }
        }
        view.count(self.now());
        Ok(())
    }

    /// Reads again what a sheet of measurements changed.
    pub fn refresh_all(&self, view: &mut View, people: &[PersonId]) -> Result<(), Error> {
        for person in people {
            self.read_course(view, *person)?;
        }
        self.read_day(view)
    }

    /// The register about one person, newest first.
    pub fn timeline(&self, person: PersonId) -> Result<Vec<Line>, Error> {
        Ok(lines::of_person(&self.store, person, TIMELINE)?)
    }

    /// Begins the site's new day when it turns.
    pub fn read_day(&self, view: &mut View) -> Result<(), Error> {
        let now = self.now();
        view.day = self.card().zone.day_of(now);
        self.read_today(view)?;
        view.judge_all(now);
        view.count(now);
        Ok(())
    }

    /// Reads the whole day again.
    fn read_today(&self, view: &mut View) -> Result<(), Error> {
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
        view.take_stock();
        Ok(())
    }

    pub(super) fn read_settings(&self, view: &mut View) -> Result<(), Error> {
        view.settings = self.settings().clone();
        view.rulebooks = self.rulebooks()?;
        self.read_accounts(view)
    }

    pub(super) fn read_person(&self, view: &mut View, id: PersonId) -> Result<(), Error> {
        let read = register::person(&self.store, id)?;
        if let Some(person) = read.filter(|person| view.roster.get(id) != Some(person)) {
            view.roster.put(person);
        }
        Ok(())
    }

    pub(super) fn read_register(&self, view: &mut View, person: PersonId) -> Result<(), Error> {
        let span = self.card().zone.span(view.day, view.day);
        let today = Today {
            inside: register::is_inside(&self.store, person)?,
            earlier: register::readings(&self.store, person, span)?,
            visit: register::visit(&self.store, person, span)?,
        };
        view.today.insert(person, today);
        Ok(())
    }

    pub(super) fn read_course(&self, view: &mut View, person: PersonId) -> Result<(), Error> {
        let now = self.now();
        view.standings.insert(person, self.health(person)?);
        view.classify(now, person);
        view.owe(now, person);
        Ok(())
    }

    pub(super) fn read_lines(&self, view: &mut View) -> Result<(), Error> {
        let span = self.card().zone.span(view.day, view.day);
        view.figures.passed_in = lines::passed_in(&self.store, span)?;
        view.recent = lines::recent(&self.store, self.identity.chain, RECENT)?;
        Ok(())
    }
}
