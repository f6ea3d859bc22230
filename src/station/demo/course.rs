//! The clinic of the invented plant: isolation opened, measured twice a day, reviewed and ended, and what is decided about whom
//! the gate has sent.

use super::gate::{Course, Gate, Step, Trip};
use crate::domain::clinic::{Choice, Decision};
use crate::domain::day::{Day, Moment};
use crate::domain::declaration::Quarters;
use crate::domain::entry::{Entry, EntryId, Reading, Taken};
use crate::domain::health::At;
use crate::domain::isolation::{Cause, CauseKind, IsolationStep, Step as Stage};
use crate::domain::measured::Measured;
use crate::domain::rules::Authority;
use crate::domain::screening::{self, Direction, Facts, Reason};
use crate::domain::temperature::{Celsius, Site};
use crate::station::NewReading;

const HOUR: i32 = 60;
/// From when the clinic goes its rounds, and how long they take.
const ROUNDS: [(i32, i32); 2] = [(7 * HOUR, 105 * 60), (17 * HOUR + 15, 80 * 60)];

impl Gate<'_> {
    /// Writes down something of somebody's course, and keeps it in mind.
    pub(super) fn put(&mut self, at: Moment, who: usize, entry: Entry) -> EntryId {
        self.standings[who].health.take(at, self.zone, &entry);
        self.draft.add(at, entry)
    }

    pub(super) fn at_rules(&self, now: Moment) -> At<'_> {
        At {
            rules: &self.rules,
            zone: self.zone,
            now,
        }
    }

    /// Twice a day everybody in isolation is measured, and once looked at. Now and then one is forgotten.
    pub(super) fn plan_rounds(&mut self, day: Day) {
        for who in 0..self.members.len() {
            let Some(isolation) = self.standings[who].health.isolation() else {
                continue;
            };
            let planned = isolation.ordered().last_day();
            // Some have nobody who measures them at the end, and wait.
            let forgotten = who.is_multiple_of(9) && day >= planned && day < planned.plus_days(3);
            for (from, secs) in ROUNDS {
                if !forgotten && self.random.chance(9_500) {
                    let at = self.within(self.at(day, from), secs);
                    self.plan(at, Step::Measure(who));
                }
            }
            let at = self.within(self.at(day, 9 * HOUR), 3_600);
            self.plan(at, Step::Review(who));
        }
    }

    /// Opens what the declaration and the outings of somebody call for, who is not in isolation yet.
    pub(super) fn isolate(&mut self, at: Moment, who: usize) {
        let health = &self.standings[who].health;
        if health.isolation().is_some() {
            return;
        }
        let quarters = health.declared.as_ref().map_or(Quarters::Site, |(_, form)| form.quarters);
        let reasons = health.screened(self.at_rules(at), &[]).map(|screened| screened.judgement.reasons);
        for reason in reasons.into_iter().flatten() {
            if let Reason::RiskArea { last, .. } = reason {
                self.order(at, who, quarters, (CauseKind::Travel, last, ""));
            } else if let Reason::Exposed { last, .. } = reason {
                self.order(at, who, quarters, (CauseKind::Contact, last, ""));
            }
        }
    }

    /// Orders isolation, or adds a cause to the one that runs.
    fn order(&mut self, at: Moment, who: usize, quarters: Quarters, (kind, event, note): (CauseKind, Day, &str)) {
        let placed = self.standings[who].health.placed(self.zone.day_of(at));
        let cause = Cause::under(&self.rules, kind, event, placed, note);
        if self.standings[who].health.isolation().is_some() {
            self.step(at, who, Stage::Cause(cause));
            return;
        }
        let isolation = self.draft.id(at);
        let stage = Stage::Opened {
            quarters,
            place: self.place(who, quarters),
            cause,
            rule: self.rules.title(),
        };
        self.put_stage(at, who, isolation, stage);
        let (rules, rule, zone) = (&self.rules, &self.rule, self.zone);
        let standing = &mut self.standings[who];
        let today = standing.earlier.iter();
        standing.health.readings = today
            .map(|reading| Measured::of(rules, rule, zone, reading.at, reading.celsius))
            .collect();
    }

    /// A step of the isolation that runs.
    fn step(&mut self, at: Moment, who: usize, stage: Stage) {
        if let Some(isolation) = self.standings[who].health.isolation().map(|isolation| isolation.id) {
            self.put_stage(at, who, isolation, stage);
        }
    }

    fn put_stage(&mut self, at: Moment, who: usize, isolation: uuid::Uuid, step: Stage) {
        let person = self.person(who);
        self.put(at, who, Entry::Isolation(IsolationStep { person, isolation, step }));
    }

    fn place(&mut self, who: usize, quarters: Quarters) -> String {
        let words = &self.words.clinic;
        match quarters {
            Quarters::Home => self.random.word(&words.home).to_owned(),
            Quarters::Dormitory if self.standings[who].person.dormitory.is_empty() => words.dormitory.clone(),
            Quarters::Dormitory => self.standings[who].person.dormitory.clone(),
            Quarters::Site => format!("{} {}{:02}", words.site, self.days(1, 3), self.days(1, 12)),
            Quarters::Central => words.central.clone(),
            Quarters::Hospital => words.hospital.clone(),
        }
    }

    /// The clinic about somebody whom the gate has sent.
    pub(super) fn decide(&mut self, at: Moment, trip: Trip) {
        let (choice, reason) = self.choice();
        let standing = &self.standings[trip.who];
        let declared = standing.health.declared.as_ref().map(|(_, form)| form.symptoms.clone());
        let symptoms = declared
            .filter(|symptoms| !symptoms.is_empty())
            .unwrap_or_else(|| vec!["fever".to_owned()]);
        let decision = Decision {
            person: self.person(trip.who),
            choice,
            symptoms: symptoms.clone(),
            reason,
            finding: None,
        };
        self.put(at, trip.who, Entry::Decided(decision));
        let today = self.zone.day_of(at);
        match choice {
            Choice::Back => {
                let course = Course::Normal;
                self.soon(at, (180, 600), Step::Arrive(Trip { course, ..trip }));
            }
            Choice::Observe => self.standings[trip.who].off_until = Some(today.plus_days(2)),
            Choice::Isolate => self.confine(at, trip.who, Quarters::Site, symptoms),
            Choice::Hospital => {
                self.confine(at, trip.who, Quarters::Hospital, symptoms);
                self.isolate_roommates(at, trip.who);
            }
        }
    }

    fn choice(&mut self) -> (Choice, String) {
        let words = &self.words.clinic;
        let (choice, reason) = match self.random.below(10) {
            0..3 => (Choice::Back, &words.back),
            3..6 => (Choice::Observe, &words.observe),
            6..9 => (Choice::Isolate, &words.isolate),
            _ => (Choice::Hospital, &words.hospitalise),
        };
        (choice, reason.clone())
    }

    fn confine(&mut self, at: Moment, who: usize, quarters: Quarters, symptoms: Vec<String>) {
        let today = self.zone.day_of(at);
        self.order(at, who, quarters, (CauseKind::Symptoms, today, ""));
        self.step(at, who, Stage::Symptoms(symptoms));
    }

    fn isolate_roommates(&mut self, at: Moment, who: usize) {
        let room = self.standings[who].person.dormitory.clone();
        let (note, today) = (self.words.clinic.roommate.clone(), self.zone.day_of(at));
        let shares = |other: &usize| {
            let standing = &self.standings[*other];
            let free = !standing.inside && standing.health.isolation().is_none() && standing.returns.is_none();
            *other != who && free && !self.members[*other].guard && standing.person.dormitory == room
        };
        let roommates: Vec<usize> = (0..self.members.len()).filter(|_| !room.is_empty()).filter(shares).collect();
        for other in roommates {
            self.order(at, other, Quarters::Site, (CauseKind::Contact, today, &note));
        }
    }

    /// On the round; who isolates at home measures and tells.
    pub(super) fn measure_isolated(&mut self, at: Moment, who: usize) {
        let Some(isolation) = self.standings[who].health.isolation() else {
            return;
        };
        let own = isolation.quarters == Quarters::Home;
        let ill = !isolation.symptoms.is_empty() && self.zone.day_of(at).days_since(isolation.opened) < 4;
        let celsius = self.warmth(who, ill);
        let new = NewReading {
            person: self.person(who),
            celsius,
            site: if own { Site::Armpit } else { Site::Ear },
            instrument: String::new(),
            direction: Direction::In,
            mask: true,
        };
        let standing = &self.standings[who];
        let facts = Facts {
            now: at,
            kind: standing.person.kind,
            status: standing.person.status,
            visit: None,
            direction: Direction::Out,
            celsius: Some(celsius),
            earlier: &standing.earlier,
            standing: &[],
            cleared: None,
        };
        let judgement = screening::judge(&self.rule, &facts);
        let reading = Reading {
            taken: if own { Taken::Own } else { Taken::Clinic },
            ..new.judged(&judgement, &standing.earlier)
        };
        self.draft.add(at, Entry::Reading(reading));
        self.took(at, who, celsius, (judgement.verdict, false));
    }

    fn warmth(&mut self, who: usize, ill: bool) -> Celsius {
        let hundredths = if ill && self.random.chance(4_500) {
            self.rule.threshold.0 + self.random.between(0, 130)
        } else {
            (self.members[who].usual + self.random.bell(15)).clamp(self.rule.floor.0 + 50, self.rule.threshold.0 - 10)
        };
        Celsius(hundredths / 10 * 10)
    }

    /// The clinic looks at somebody in isolation: what they need, whether it is longer, shorter, or over.
    pub(super) fn review(&mut self, at: Moment, who: usize) {
        let today = self.zone.day_of(at);
        let health = &self.standings[who].health;
        let Some(isolation) = health.isolation() else { return };
        let over = isolation.unmet(&health.readings, today).is_empty();
        let (days, ill) = (today.days_since(isolation.opened), !isolation.symptoms.is_empty());
        let hospital = isolation.quarters == Quarters::Hospital;
        if over && self.random.chance(9_000) {
            self.release(at, who, (false, Authority::Clinic, String::new()));
        } else if ill && days >= 5 {
            self.step(at, who, Stage::Symptoms(Vec::new()));
        } else if hospital && days >= 7 {
            let (quarters, place) = (Quarters::Central, self.words.clinic.central.clone());
            self.step(at, who, Stage::Moved { quarters, place });
        } else if self.random.chance(300) {
            let needs = self.random.word(&self.words.clinic.needs).to_owned();
            self.step(at, who, Stage::Needs(needs));
        } else if self.random.chance(220) {
            let note = self.words.clinic.extended.clone();
            self.order(at, who, Quarters::Site, (CauseKind::Contact, today, &note));
        } else if !over && !ill && days >= 6 && self.random.chance(260) {
            self.release(at, who, (true, Authority::Supervisor, self.words.clinic.early.clone()));
        }
    }

    fn release(&mut self, at: Moment, who: usize, (early, by, reason): (bool, Authority, String)) {
        self.step(at, who, Stage::Released { early, by, reason });
    }
}
