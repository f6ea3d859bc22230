//! The overview: the days before today, read once beside the station at work, and again only when something about them has changed.

use std::sync::Arc;

use super::Error;
use super::out::Reader;
use crate::domain::day::{Day, Moment};
use crate::domain::overview::PastDay;
use crate::domain::person::PersonId;
use crate::domain::rulebook::{Operator, TemperatureRule};
use crate::domain::temperature::Celsius;
use crate::store::{journal, overview};

/// How many days a curve of days shows, today among them.
pub const DAYS: u32 = 30;

/// What the register says of the days before one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// The day they lie before.
    pub before: Day,
    /// The rule by which a reading of theirs is a fever.
    rule: TemperatureRule,
    /// The last row of the journal when they were read.
    upto: i64,
    pub yesterday: Arc<PastDay>,
    /// The same day of the week before.
    pub week_ago: Arc<PastDay>,
    /// The readings of the last [`DAYS`] days that were a fever, whose and when.
    pub fevers: Vec<(Day, PersonId)>,
    /// Who tried to pass the gate today while they isolate, and when; read each time.
    pub attempts: Vec<(PersonId, Moment)>,
}

impl Reader {
    /// The days before today: what was read before where it still holds, else read again.
    pub fn past(&self, today: Day, known: Option<Past>) -> Result<Past, Error> {
        let past = match known {
            Some(known) if known.before == today && self.still_holds(&known)? => known,
            Some(_) | None => self.read_past(today)?,
        };
        let attempts = overview::attempts(&self.store, self.zone.span(today, today))?;
        Ok(Past { attempts, ..past })
    }

    fn still_holds(&self, known: &Past) -> Result<bool, Error> {
        let begins = self.zone.start_of(known.before);
        Ok(known.rule == self.settings.temperature && !overview::is_touched(&self.store, known.upto, begins)?)
    }

    fn read_past(&self, today: Day) -> Result<Past, Error> {
        let (zone, rule) = (self.zone, &self.settings.temperature);
        // First, so that what is written meanwhile is looked at the next time.
        let upto = journal::last(&self.store)?;
        let span = zone.span(today.minus_days(DAYS - 1), today.minus_days(1));
        let fevers = overview::fevers(&self.store, span, least(rule))?;
        Ok(Past {
            before: today,
            rule: rule.clone(),
            upto,
            yesterday: Arc::new(self.past_day(zone.span(today.minus_days(1), today.minus_days(1)))?),
            week_ago: Arc::new(self.past_day(zone.span(today.minus_days(7), today.minus_days(7)))?),
            fevers: fevers.into_iter().map(|(person, at)| (zone.day_of(at), person)).collect(),
            attempts: Vec::new(),
        })
    }

    fn past_day(&self, span: (Moment, Moment)) -> Result<PastDay, Error> {
        Ok(PastDay {
            inside: overview::inside(&self.store, span.0)?.into_iter().collect(),
            lines: overview::lines(&self.store, span)?,
        })
    }
}

/// The coolest reading that is a fever.
fn least(rule: &TemperatureRule) -> Celsius {
    match rule.operator {
        Operator::AtLeast => rule.threshold,
        Operator::Above => Celsius(rule.threshold.0 + 1),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::clinic::{Choice, Decision};
    use crate::domain::entry::{Entry, EntryId, Taken};
    use crate::domain::isolation::{Cause, CauseKind};
    use crate::domain::person::Person;
    use crate::domain::screening::{Direction, Verdict};
    use crate::domain::temperature::Site;
    use crate::station::demo::{Plan, demo};
    use crate::station::{FixedClock, NewIsolation, NewReading, Opening, Station, SystemClock};

    type Checked = Result<(), Box<dyn std::error::Error>>;

    /// 7 February 2020, 08:00 in Shanghai.
    const MORNING: Moment = Moment(1_581_033_600_000);
    const DAY_MINUTES: i64 = 24 * 60;

    struct Gate {
        station: Station,
        clock: FixedClock,
        folder: tempfile::TempDir,
    }

    impl Gate {
        fn open() -> Result<Self, Box<dyn std::error::Error>> {
            let (folder, clock) = (tempfile::tempdir()?, FixedClock::default());
            clock.set(MORNING);
            let station = Station::init(folder.path(), Opening::tested("南门"), Box::new(clock.clone()))?;
            Ok(Self { station, clock, folder })
        }

        fn person(&mut self, no: u128) -> Result<PersonId, Error> {
            let id = PersonId(uuid::Uuid::from_u128(no));
            self.station.save_person(Person {
                id,
                name: format!("张三{no}"),
                ..Person::default()
            })?;
            Ok(id)
        }

        fn past(&self, known: Option<Past>) -> Result<Past, Error> {
            let today = self.station.card().zone.day_of(self.station.now());
            Reader::open(self.folder.path())?.past(today, known)
        }

        fn later(&self, minutes: i64) {
            self.clock.set(self.station.now().plus_minutes(minutes));
        }

        fn reading(person: PersonId, hundredths: i32) -> NewReading {
            NewReading {
                person,
                celsius: Celsius(hundredths),
                site: Site::Forehead,
                instrument: String::new(),
                direction: Direction::In,
                mask: true,
            }
        }

        fn measured(&mut self, person: PersonId, hundredths: i32) -> Result<(EntryId, Verdict), Error> {
            let done = self.station.record_reading(Self::reading(person, hundredths))?;
            Ok((done.id, done.value.verdict))
        }
    }

    #[test]
    fn past_days_are_what_the_journal_says_of_them() -> Checked {
        let folder = tempfile::tempdir()?;
        let plan = Plan {
            people: 60,
            days: 9,
            seed: 7,
            ..Plan::default()
        };
        demo(folder.path(), &plan, &|_| {})?;
        let mut station = Station::open(folder.path(), Box::new(SystemClock))?;
        let zone = station.card().zone;
        let span = zone.span(plan.until.minus_days(1), plan.until.minus_days(1));
        let mut taken_back = None;
        crate::store::lines::each(&station.store, span, |line| {
            taken_back = line.celsius.map(|_| line.id);
            Ok(taken_back.is_none())
        })?;
        station.withdraw(taken_back.ok_or("a reading of yesterday")?, "")?;
        let past = Reader::open(folder.path())?.past(plan.until, None)?;
        let (mut readings, mut fevers, mut corrected) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
        station.store.transact(|db| {
            journal::each(db, |written| {
                corrected.extend(written.corrects);
                if let Entry::Reading(reading) = written.entry()? {
                    readings.push((written.id, written.at, reading));
                }
                Ok(())
            })
        })?;
        assert!(!corrected.is_empty());
        readings.retain(|(id, ..)| !corrected.contains(id));
        let rule = station.settings().temperature.clone();
        for (day, known) in [
            (plan.until.minus_days(1), &*past.yesterday),
            (plan.until.minus_days(7), &*past.week_ago),
        ] {
            let of_day = readings.iter().filter(|(_, at, _)| zone.day_of(*at) == day);
            let journal: Vec<_> = of_day.map(|(_, at, reading)| (*at, reading.person, reading.celsius)).collect();
            let lines = known.lines.iter().filter_map(|line| Some((line.at, line.person, line.celsius?)));
            assert!(journal.len() > 30, "{day}: {}", journal.len());
            assert_eq!(lines.collect::<Vec<_>>(), journal, "{day}");
        }
        fevers.extend(
            readings
                .iter()
                .filter(|(_, at, reading)| rule.is_fever(reading.celsius) && zone.day_of(*at) < plan.until)
                .map(|(_, at, reading)| (zone.day_of(*at), reading.person)),
        );
        assert_eq!(past.fevers.iter().copied().collect::<BTreeSet<_>>(), fevers);
        // Who is inside at the end of yesterday is who was inside when today began.
        let (until, _) = zone.span(plan.until, plan.until);
        let inside = past.yesterday.count(until, &rule, |_| true).inside;
        assert_eq!(usize::try_from(inside)?, overview::inside(&station.store, until)?.len());
        Ok(())
    }

    #[test]
    fn a_past_day_is_read_again_only_when_something_changes_it() -> Checked {
        let mut gate = Gate::open()?;
        let (one, two) = (gate.person(1)?, gate.person(2)?);
        gate.measured(one, 3650)?;
        gate.later(5);
        let (fever, _) = gate.measured(two, 3780)?;
        gate.later(DAY_MINUTES);
        let first = gate.past(None)?;
        assert_eq!((first.yesterday.lines.len(), first.fevers.len()), (2, 1));
        gate.measured(two, 3650)?;
        let same = gate.past(Some(first.clone()))?;
        assert_eq!(same.upto, first.upto, "a reading of today changes no day before");
        gate.station.withdraw(fever, "")?;
        let again = gate.past(Some(same))?;
        assert!(again.upto > first.upto, "it is read again");
        assert_eq!((again.yesterday.lines.len(), again.fevers.len()), (1, 0));
        let mut settings = gate.station.settings().clone();
        settings.temperature.threshold = Celsius(3640);
        gate.station.change_settings(settings)?;
        assert_eq!(gate.past(Some(again))?.fevers.len(), 1, "another rule, other fevers");
        Ok(())
    }

    #[test]
    fn an_attempt_is_made_at_the_gate_and_not_on_a_round_of_the_clinic() -> Checked {
        let mut gate = Gate::open()?;
        let person = gate.person(1)?;
        let new = NewIsolation {
            person,
            quarters: crate::domain::declaration::Quarters::Home,
            place: String::new(),
            cause: Cause::under(
                &gate.station.settings().rules,
                CauseKind::Contact,
                "2020-02-06".parse()?,
                "2020-02-06".parse()?,
                "",
            ),
        };
        let decision = Decision {
            person,
            choice: Choice::Isolate,
            symptoms: Vec::new(),
            reason: "接触".into(),
            finding: None,
        };
        gate.station.isolate(decision, new)?;
        gate.later(10);
        gate.station.measure(Gate::reading(person, 3650), Taken::Clinic)?;
        assert_eq!(gate.past(None)?.attempts, []);
        gate.later(10);
        let (entry, verdict) = gate.measured(person, 3650)?;
        assert_eq!(verdict, Verdict::Isolate);
        assert_eq!(gate.past(None)?.attempts, [(person, gate.station.now())]);
        gate.station.withdraw(entry, "")?;
        assert_eq!(gate.past(None)?.attempts, []);
        Ok(())
    }
}
