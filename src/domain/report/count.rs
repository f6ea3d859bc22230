//! A day counted: from the lines of the register, the people, their standings and the daybook to figures.

use std::collections::{BTreeMap, BTreeSet};

use super::{Figure, Figures, Happening, Head, Held, Imbalance, Report};
use crate::domain::clinic::{Choice, Finding};
use crate::domain::day::{Day, Moment, Zone};
use crate::domain::daybook::Daybook;
use crate::domain::going_out::{Outing, State, is_elsewhere};
use crate::domain::health::{At, Health, Standings};
use crate::domain::person::{Kind, Person, PersonId, Status};
use crate::domain::screening::{Direction, Reason, Verdict};
use crate::domain::settings::Settings;
use crate::domain::temperature::Celsius;

/// About midnight, in minutes: then shifts come and go.
///
/// A shift until midnight washes, changes and waits for its bus, and the one from midnight comes before: who only goes out in the first
/// minutes of a day was on duty the day before; who only comes in in the last ones, the day after.
pub const ABOUT_MIDNIGHT_MIN: i64 = 120;

/// A line of the register that no correction has replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    pub at: Moment,
    pub person: PersonId,
    pub direction: Direction,
    pub verdict: Verdict,
    pub celsius: Option<Celsius>,
    pub passed: bool,
}

/// Everything that is counted.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    pub day: Day,
    pub zone: Zone,
    /// As they were in force at the end of the day.
    pub settings: &'a Settings,
    /// When it is counted, or the end of the day where that is over.
    pub now: Moment,
    /// Everybody as they were at the end of the day.
    pub people: &'a [Person],
    /// Everybody's course before the end of the day.
    pub standings: &'a Standings,
    /// The lines of the day.
    pub lines: &'a [Line],
    /// The lines of the last [`ABOUT_MIDNIGHT_MIN`] of the day before: who comes for a shift from midnight is measured then.
    pub eve: &'a [Line],
    /// The plates that came to the window that day, and with whom.
    pub plates: &'a [(PersonId, String)],
    pub daybook: &'a Daybook,
}

/// Counts a day. `unit`, `station` and `head` say whose it is and where the journal stood.
pub fn count(facts: &Facts<'_>, unit: &str, station: &str, head: Head) -> Report {
    let mut counting = Counting::new(facts);
    counting.register();
    counting.roster();
    counting.families();
    counting.outings();
    counting.clinic();
    counting.supplies_and_rounds();
    counting.visitors();
    counting.coverage();
    counting.notes();
    Report {
        day: facts.day,
        unit: unit.to_owned(),
        station: station.to_owned(),
        rule: facts.settings.rules.title(),
        head,
        figures: Figures::of(&counting.behind, &counting.numbers),
        imbalances: counting.imbalances(),
        unusual: counting.unusual,
        supplies: supplies(facts),
        signature: None,
    }
}

struct Counting<'a> {
    facts: &'a Facts<'a>,
    behind: BTreeMap<Figure, BTreeSet<PersonId>>,
    numbers: BTreeMap<Figure, u64>,
    /// Who was seen at the gate, and not only for the day before or after.
    here: BTreeSet<PersonId>,
    unbalanced: BTreeMap<&'static str, Vec<PersonId>>,
    unusual: Vec<Happening>,
}

impl<'a> Counting<'a> {
    fn new(facts: &'a Facts<'a>) -> Self {
        Self {
            facts,
            behind: BTreeMap::new(),
            numbers: BTreeMap::new(),
            here: BTreeSet::new(),
            unbalanced: BTreeMap::new(),
            unusual: Vec::new(),
        }
    }

    fn put(&mut self, figure: Figure, person: PersonId) {
        self.behind.entry(figure).or_default().insert(person);
    }

    fn has(&self, figure: Figure, person: PersonId) -> bool {
        self.behind.get(&figure).is_some_and(|people| people.contains(&person))
    }

    fn add(&mut self, figure: Figure, number: u64) {
        *self.numbers.entry(figure).or_default() += number;
    }

    fn happened(&mut self, code: &str, person: PersonId) {
        self.unusual.push(Happening {
            code: code.to_owned(),
            person: Some(person),
            text: String::new(),
        });
    }

    fn at(&self) -> At<'a> {
        At {
            rules: &self.facts.settings.rules,
            zone: self.facts.zone,
            now: self.facts.now,
        }
    }

    fn health(&self, person: PersonId) -> Option<&'a Health> {
        self.facts.standings.get(&person)
    }

    fn is_today(&self, at: Moment) -> bool {
        self.facts.zone.day_of(at) == self.facts.day
    }

    /// Readings, passages, fevers; who was sent to the clinic, and who was refused.
    fn register(&mut self) {
        let mut fevers: BTreeMap<PersonId, u32> = BTreeMap::new();
        let mut refused = BTreeSet::new();
        for figure in [Figure::Readings, Figure::PassagesIn, Figure::PassagesOut] {
            self.add(figure, 0);
        }
        let (start, end) = self.facts.zone.span(self.facts.day, self.facts.day);
        let (goes, comes) = (start.plus_minutes(ABOUT_MIDNIGHT_MIN), end.plus_minutes(-ABOUT_MIDNIGHT_MIN));
        for line in self.facts.lines {
            if let Some(celsius) = line.celsius {
                self.add(Figure::Readings, 1);
                self.put(Figure::Readings, line.person);
                self.put(Figure::Measured, line.person);
                if self.facts.settings.temperature.is_fever(celsius) {
                    self.put(Figure::Fever, line.person);
                    *fevers.entry(line.person).or_default() += 1;
                }
            }
            if line.passed {
                let figure = match line.direction {
                    Direction::In => Figure::PassagesIn,
                    Direction::Out => Figure::PassagesOut,
                };
                self.add(figure, 1);
                self.put(figure, line.person);
                let works = match line.direction {
                    Direction::In => line.at < comes,
                    Direction::Out => line.at >= goes,
                };
                if works {
                    self.here.insert(line.person);
                }
            }
            match line.verdict {
                Verdict::Clinic => self.put(Figure::ToClinic, line.person),
                Verdict::Refuse => {
                    refused.insert(line.person);
                }
                Verdict::Isolate | Verdict::Recheck | Verdict::Ask | Verdict::Report | Verdict::Clear => {}
            }
        }
        for (person, _) in fevers.iter().filter(|(_, count)| **count > 1) {
            self.happened("two-fevers", *person);
        }
        for person in refused {
            self.happened("refused", person);
        }
    }

    /// Everybody on the roster is in one place. A contractor stands on the roster of their own company.
    fn roster(&mut self) {
        let facts = self.facts;
        let staff = facts
            .people
            .iter()
            .filter(|person| person.kind == Kind::Worker && person.status != Status::Left);
        for person in staff {
            self.put(Figure::Roster, person.id);
            self.place(person);
            let Some(health) = self.health(person.id) else { continue };
            self.returned(person, health);
            self.exposed(person, health);
            for isolation in &health.isolations {
                if isolation.opened == facts.day {
                    self.put(Figure::IsolationNew, person.id);
                }
                if isolation.released.as_ref().is_some_and(|release| release.on == facts.day) {
                    self.put(Figure::Released, person.id);
                }
            }
        }
    }

    /// Where somebody was, by the first thing that says so; being seen at the gate against it is an imbalance.
    fn place(&mut self, person: &Person) {
        let (facts, id) = (self.facts, person.id);
        let (came, here) = (self.has(Figure::PassagesIn, id), self.here.contains(&id));
        let health = self.health(id);
        let (place, contradicts) = if let Some(isolation) = health.and_then(Health::isolation) {
            let against = (came && isolation.opened < facts.day).then_some("isolated-on-duty");
            (Figure::InIsolation, against)
        } else if person.status == Status::Away {
            (Figure::NotReturned, here.then_some("away-on-duty"))
        } else if health.is_some_and(|health| is_out(health, facts.now)) {
            (Figure::Away, None)
        } else if health.is_some_and(|health| is_on_leave(health, facts.day)) {
            (Figure::OnLeave, here.then_some("leave-on-duty"))
        } else if here {
            (Figure::OnDuty, None)
        } else if self.should_be_here(person) {
            self.unbalanced.entry("absent").or_default().push(id);
            return;
        } else {
            (Figure::OnLeave, None)
        };
        self.put(place, id);
        if let Some(code) = contradicts {
            self.put(Figure::OnDuty, id);
            self.unbalanced.entry(code).or_default().push(id);
        }
    }

    /// Whether somebody's shift of the day has begun.
    fn should_be_here(&self, person: &Person) -> bool {
        let facts = self.facts;
        let Some(name) = facts.daybook.duty.shift_on(person, facts.day) else {
            return false;
        };
        let shift = facts.settings.daily.shifts.iter().find(|shift| shift.name == name);
        let begins = shift.map_or(0, |shift| shift.from_min);
        facts.zone.start_of(facts.day).plus_minutes(begins.into()) < facts.now
    }

    fn returned(&mut self, person: &Person, health: &Health) {
        let Some((_, declared)) = &health.declared else { return };
        if person.status == Status::Away || declared.return_date > self.facts.day {
            return;
        }
        self.put(Figure::ReturnedTotal, person.id);
        if declared.return_date == self.facts.day {
            self.put(Figure::ReturnedToday, person.id);
        }
    }

    fn exposed(&mut self, person: &Person, health: &Health) {
        let Some(screened) = health.screened(self.at(), &[]) else { return };
        for reason in &screened.judgement.reasons {
            if matches!(reason, Reason::RiskArea { .. }) {
                self.put(Figure::FromRiskArea, person.id);
            } else if matches!(reason, Reason::Exposed { .. }) {
                self.put(Figure::Contacts, person.id);
            }
        }
    }

    fn families(&mut self) {
        let families = self.facts.people.iter();
        let families = families.filter(|person| person.kind == Kind::Family && person.status != Status::Left);
        for person in families {
            self.put(Figure::FamilyTotal, person.id);
            if self.health(person.id).is_some_and(|health| health.isolation().is_some()) {
                self.put(Figure::FamilyInIsolation, person.id);
            }
        }
    }

    fn outings(&mut self) {
        let start = self.facts.zone.start_of(self.facts.day);
        let rules = &self.facts.settings.rules;
        for (person, health) in self.facts.standings {
            for outing in &health.outings {
                let Some((left, _)) = outing.left else { continue };
                if self.is_today(left) {
                    self.put(Figure::OutToday, *person);
                }
                let was_out = outing.back.is_none_or(|(back, _)| back >= start);
                if was_out && outing.code.is_some_and(|code| is_elsewhere(rules, code)) {
                    self.put(Figure::CrossRegion, *person);
                }
            }
        }
    }

    /// Whom the clinic sent to hospital that day, and who is suspected or confirmed now.
    fn clinic(&mut self) {
        for (person, health) in self.facts.standings {
            let today = health.decisions.iter().filter(|(at, _)| self.is_today(*at));
            if today.into_iter().any(|(_, decision)| decision.choice == Choice::Hospital) {
                self.put(Figure::ToHospital, *person);
                self.happened("hospital", *person);
            }
            match health.decisions.iter().rev().find_map(|(_, decision)| decision.finding) {
                Some(Finding::Suspected) => self.put(Figure::Suspected, *person),
                Some(Finding::Confirmed) => self.put(Figure::Confirmed, *person),
                Some(Finding::Excluded) | None => {}
            }
        }
    }

    fn supplies_and_rounds(&mut self) {
        let rounds = self.facts.daybook.site.rounds_on(self.facts.day, self.facts.zone);
        self.add(Figure::RoundsDue, rounds.due.into());
        self.add(Figure::RoundsDone, rounds.done.into());
    }

    /// Visitors and contractors who came in, and the vehicles that they came with.
    fn visitors(&mut self) {
        let guests = self.facts.people.iter();
        let guests = guests.filter(|person| matches!(person.kind, Kind::Visitor | Kind::Contractor));
        for person in guests {
            if self.has(Figure::PassagesIn, person.id) {
                self.put(Figure::Visitors, person.id);
            }
        }
        let mut plates = BTreeSet::new();
        for (person, plate) in self.facts.plates {
            if self.has(Figure::PassagesIn, *person) {
                plates.insert(plate.to_uppercase());
                self.put(Figure::Vehicles, *person);
            }
        }
        self.add(Figure::Vehicles, u64::try_from(plates.len()).unwrap_or(u64::MAX));
    }

    /// The part of those on duty who were measured, that day or as they came for it the evening before, in ten-thousandths,
    /// rounded down: 100 % is everybody.
    fn coverage(&mut self) {
        let on_duty = self.behind.get(&Figure::OnDuty).cloned().unwrap_or_default();
        let eve = self.facts.eve.iter().filter(|line| line.celsius.is_some());
        let eve: BTreeSet<PersonId> = eve.map(|line| line.person).collect();
        // Behind the coverage stands who is missing.
        let is_missing = |person: &&PersonId| !(self.has(Figure::Measured, **person) || eve.contains(person));
        let missing: BTreeSet<PersonId> = on_duty.iter().filter(is_missing).copied().collect();
        let measured = on_duty.len() - missing.len();
        let part = (measured * 10_000).checked_div(on_duty.len()).unwrap_or(0);
        self.add(Figure::Coverage, u64::try_from(part).unwrap_or(0));
        self.behind.insert(Figure::Coverage, missing);
    }

    fn notes(&mut self) {
        let notes = self.facts.daybook.reports.unusual_on(self.facts.day);
        self.unusual.extend(notes.map(|kept| Happening {
            code: "note".to_owned(),
            person: None,
            text: kept.note.text.clone(),
        }));
    }

    fn imbalances(&self) -> Vec<Imbalance> {
        let imbalance = |(code, people): (&&'static str, &Vec<PersonId>)| Imbalance {
            code: (*code).to_owned(),
            people: people.clone(),
        };
        self.unbalanced.iter().map(imbalance).collect()
    }
}

fn is_out(health: &Health, now: Moment) -> bool {
    let out = |outing: &Outing| matches!(outing.state(now), State::Out | State::Overdue);
    health.outing(now).is_some_and(out)
}

fn is_on_leave(health: &Health, day: Day) -> bool {
    health.absences.iter().any(|(_, absence)| absence.covers(day))
}

fn supplies(facts: &Facts<'_>) -> Vec<Held> {
    let stocks = facts.daybook.supplies.stocks(facts.day, facts.zone).into_iter();
    let held = stocks.map(|stock| Held {
        name: stock.name,
        unit: stock.unit,
        held: stock.held,
        per_day: stock.per_day,
        days_left: stock.days_left,
        low: stock.low,
        needed: stock.needed,
    });
    held.collect()
}

#[cfg(test)]
mod tests;
