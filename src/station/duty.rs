//! Duty and coverage (值班考勤、测温全覆盖): plans, absences, who was here, who was measured, and what is worth a look.

use std::collections::BTreeMap;

use super::{Done, Error, NewReading, Station, View};
use crate::domain::attendance::Mark;
use crate::domain::coverage::{Coverage, Roll};
use crate::domain::day::{Day, Moment};
use crate::domain::daybook::Noted;
use crate::domain::duty::{Absence, DutyPlan, Whose};
use crate::domain::entry::{Entry, Taken};
use crate::domain::hints::{self, By, Hint};
use crate::domain::person::Person;
use crate::domain::rights::Right;
use crate::store::{self, marks};

/// The gates by their numbers in the store.
type Gates = BTreeMap<i64, String>;

/// The coverage of today, of yesterday and of a week ago, each by this time of the day; `None` where nobody was planned.
pub type Planned = [Option<Coverage>; 3];

/// A day on duty as the screen shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DutyDay {
    pub coverage: Coverage,
    /// Each with the gate and the guard it is about, where it is about one.
    pub hints: Vec<(String, Hint)>,
}

impl Station {
    /// Who was here on a day, and of those who had to be measured who was.
    pub fn coverage(&self, view: &View, day: Day) -> Result<Coverage, Error> {
        Ok(self.count_as_then(view, day)?.0)
    }

    /// Counts a day with the people of its end: who has left since was on duty then. An absence counts whenever it was told.
    fn count_as_then(&self, view: &View, day: Day) -> Result<(Coverage, Vec<Mark>, Gates), Error> {
        let (_, end) = self.card().zone.span(day, day);
        if end > self.now() {
            return self.count(view, day, self.now());
        }
        let people = store::people::before(&self.store, end)?;
        self.count_among(&people, view, day, self.now())
    }

    /// The coverage by the duty plan, with what it is held against.
    pub fn planned(&self, view: &View) -> Result<Planned, Error> {
        if view.daybook.duty.days().is_none() {
            return Ok(Planned::default());
        }
        let zone = self.card().zone;
        let passed = self.now().secs_since(zone.start_of(view.day));
        let by_this_time = |days| -> Result<Option<Coverage>, Error> {
            let day = view.day.minus_days(days);
            let coverage = self.count(view, day, zone.start_of(day).plus_secs(passed))?.0;
            Ok(Some(coverage).filter(Coverage::is_planned))
        };
        Ok([by_this_time(0)?, by_this_time(1)?, by_this_time(7)?])
    }

    /// The coverage of a day, with what is worth a look in its readings.
    pub fn duty_day(&self, view: &View, day: Day) -> Result<DutyDay, Error> {
        let (coverage, mut marks, gates) = self.count_as_then(view, day)?;
        marks.retain(|mark| self.card().zone.day_of(mark.at) == day);
        let named = |hint: Hint| Ok((self.whereabouts(&hint, &gates)?, hint));
        let hints = hints::hints(&marks).into_iter().map(named).collect::<Result<_, Error>>()?;
        Ok(DutyDay { coverage, hints })
    }

    /// Counts a day as it stood at a moment, with everybody as they are now.
    fn count(&self, view: &View, day: Day, until: Moment) -> Result<(Coverage, Vec<Mark>, Gates), Error> {
        self.count_among(view.roster.people(), view, day, until)
    }

    fn count_among(&self, people: &[Person], view: &View, day: Day, until: Moment) -> Result<(Coverage, Vec<Mark>, Gates), Error> {
        let gates = marks::gates(&self.store)?;
        let roll = Roll {
            at: self.at(until),
            daily: &self.settings().daily,
            temperature: &self.settings().temperature,
            book: &view.daybook.duty,
            standings: view.standings(),
            gates: &gates,
        };
        let mut marks = marks::between(&self.store, roll.span(day))?;
        marks.retain(|mark| mark.at <= until);
        Ok((roll.coverage(people, &marks, day), marks, gates))
    }

    /// `南门 王建国`: whose readings a hint is about.
    fn whereabouts(&self, hint: &Hint, gates: &Gates) -> Result<String, Error> {
        let (Hint::Same { by, .. } | Hint::Fast { by, .. } | Hint::Digit { by, .. }) = hint else {
            return Ok(String::new());
        };
        let By { gate, .. } = by;
        let parts = [gates.get(gate).cloned().unwrap_or_default(), marks::guard(&self.store, *by)?];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Ok(parts.join(" "))
    }

    /// Plans a shift for teams and people; a later plan for the same days stands.
    pub fn plan_duty(&mut self, plan: DutyPlan) -> Result<Done<()>, Error> {
        self.need(Right::RunDay)?;
        self.plan_all(vec![plan])
    }

    /// Plans several at once, all of them or none.
    pub fn plan_all(&mut self, plans: Vec<DutyPlan>) -> Result<Done<()>, Error> {
        self.need(Right::RunDay)?;
        let known = |plan: &DutyPlan| plan.shift.is_empty() || self.settings().daily.shifts.iter().any(|shift| shift.name == plan.shift);
        if !plans.iter().all(known) {
            return Err(Error::NoShift);
        }
        self.write_all(plans.into_iter().map(|plan| Entry::Noted(Noted::Duty(plan))).collect())
    }

    /// Repeats the seven days before `from` for those who have no plan in a day of the seven from there.
    pub fn repeat_week(&mut self, whose: &[Whose], from: Day) -> Result<Done<()>, Error> {
        self.need(Right::RunDay)?;
        let daybook = self.daybook()?;
        let book = &daybook.duty;
        let mut said = BTreeMap::new();
        for one in whose {
            for day in (0..7).map(|day| from.plus_days(day)).filter(|day| book.of(one, *day).is_none()) {
                if let Some(shift) = book.of(one, day.minus_days(7)) {
                    said.insert((one.clone(), day), shift.to_owned());
                }
            }
        }
        self.plan_all(crate::domain::duty::gathered(said))
    }

    /// Writes down why somebody is away and how they are; with what they measured themselves, where they told it.
    pub fn note_absence(&mut self, mut absence: Absence, told: Option<NewReading>) -> Result<Done<()>, Error> {
        self.need(Right::RunDay)?;
        if absence.reason.trim().is_empty() {
            return Err(Error::ReasonMissing);
        }
        if absence.from > absence.to {
            return Err(Error::DaysBackwards);
        }
        let person = absence.person;
        for said in [&mut absence.reason, &mut absence.health] {
            *said = said.trim().to_owned();
        }
        let mut entries = vec![Entry::Absent(absence)];
        if let Some(told) = told {
            let (judgement, earlier) = self.judge_reading(self.now(), person, told.celsius)?;
            let reading = told.judged(&judgement, &earlier);
            entries.push(Entry::Reading(crate::domain::entry::Reading {
                taken: Taken::Own,
                ..reading
            }));
        }
        self.write_all(entries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::attendance::State;
    use crate::domain::clinic::{Choice, Decision};
    use crate::domain::declaration::Quarters;
    use crate::domain::isolation::{Cause, CauseKind};
    use crate::domain::person::{PersonId, Status};
    use crate::domain::screening::Direction;
    use crate::domain::temperature::{Celsius, Site};
    use crate::station::{FixedClock, NewIsolation, Opening};

    type Checked = Result<(), Box<dyn std::error::Error>>;

    /// 7 February 2020, 09:00 in Shanghai.
    const MORNING: crate::domain::day::Moment = crate::domain::day::Moment(1_581_037_200_000);

    fn today() -> Result<Day, Box<dyn std::error::Error>> {
        Ok("2020-02-07".parse()?)
    }

    fn plan(shift: &str) -> Result<DutyPlan, Box<dyn std::error::Error>> {
        Ok(DutyPlan {
            from: today()?,
            to: today()?,
            shift: shift.into(),
            teams: vec!["甲班".into()],
            ..DutyPlan::default()
        })
    }

    fn station() -> Result<(Station, PersonId, tempfile::TempDir), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let clock = FixedClock::default();
        clock.set(MORNING);
        let mut station = Station::init(folder.path(), Opening::tested("南门"), Box::new(clock))?;
        let id = PersonId(uuid::Uuid::now_v7());
        station.save_person(Person {
            id,
            name: "张双".into(),
            team: "甲班".into(),
            ..Person::default()
        })?;
        Ok((station, id, folder))
    }

    #[test]
    fn a_plan_names_shifts_of_the_site_and_can_be_taken_back() -> Checked {
        let (mut station, id, _folder) = station()?;
        assert!(matches!(station.plan_duty(plan("大夜班")?), Err(Error::NoShift)));
        assert!(matches!(station.repeat_week(&[], today()?), Err(Error::NothingToWrite)));
        let note = station.plan_duty(plan("早班")?)?.id;
        let day = today()?;
        let due = |station: &Station| -> Result<usize, Error> { Ok(station.coverage(&station.view()?, day)?.total.due) };
        assert_eq!(due(&station)?, 1);
        station.strike(note, "")?;
        assert_eq!(due(&station)?, 0);
        let absence = Absence {
            person: id,
            from: today()?,
            to: today()?,
            reason: " ".into(),
            health: String::new(),
        };
        assert!(matches!(station.note_absence(absence.clone(), None), Err(Error::ReasonMissing)));
        let backwards = Absence {
            reason: "事假".into(),
            to: today()?.minus_days(1),
            ..absence
        };
        assert!(matches!(station.note_absence(backwards, None), Err(Error::DaysBackwards)));
        assert!(station.check()?.holds());
        Ok(())
    }

    #[test]
    fn readings_worth_a_look_are_said_with_their_gate_and_guard() -> Checked {
        let (mut station, person, _folder) = station()?;
        station.hand_over("王建国")?;
        for _ in 0..8 {
            station.record_reading(well(person))?;
        }
        let day = station.duty_day(&station.view()?, today()?)?;
        let said: Vec<(&str, &str)> = day.hints.iter().map(|(place, hint)| (place.as_str(), hint.key())).collect();
        assert_eq!(said, [("南门 王建国", "same")]);
        Ok(())
    }

    /// Measured on the way in, and well.
    fn well(person: PersonId) -> NewReading {
        NewReading {
            person,
            celsius: Celsius(3650),
            site: Site::Forehead,
            instrument: String::new(),
            direction: Direction::In,
            mask: true,
        }
    }

    /// At home, for a contact of that day.
    fn isolates(station: &mut Station, person: PersonId, day: Day) -> Result<(), Error> {
        let cause = Cause::under(&station.settings().rules, CauseKind::Contact, day, day, "");
        let decision = Decision {
            person,
            choice: Choice::Isolate,
            symptoms: Vec::new(),
            reason: "接触".into(),
            finding: None,
        };
        let isolation = NewIsolation {
            person,
            quarters: Quarters::Home,
            place: String::new(),
            cause,
        };
        station.isolate(decision, isolation)?;
        Ok(())
    }

    #[test]
    fn who_is_away_for_a_reason_is_missing_nowhere_and_who_isolates_is_not_away() -> Checked {
        let (mut station, person, folder) = station()?;
        let (clock, first) = (FixedClock::default(), today()?);
        let week = DutyPlan {
            to: first.plus_days(6),
            ..plan("早班")?
        };
        station.plan_duty(week)?;
        station.record_reading(well(person))?;
        drop(station);
        let mut station = Station::open(folder.path(), Box::new(clock.clone()))?;
        let counted = |station: &Station, days: u32| -> Result<(usize, usize, usize, usize), Error> {
            clock.set(MORNING.plus_minutes(i64::from(days) * 24 * 60));
            let view = station.view()?;
            let coverage = station.coverage(&view, first.plus_days(days))?;
            Ok((
                coverage.total.missing.len(),
                coverage.away.due,
                coverage.count(State::Isolated),
                view.figures.unmeasured,
            ))
        };
        assert_eq!(
            counted(&station, 1)?,
            (1, 1, 0, 1),
            "nobody saw them leave, and nobody knows why they do not come"
        );
        station.note_absence(
            Absence {
                person,
                from: first.plus_days(1),
                to: first.plus_days(4),
                reason: "病假".into(),
                health: "低热".into(),
            },
            None,
        )?;
        assert_eq!(
            counted(&station, 1)?,
            (0, 1, 0, 0),
            "away, and missing neither from coverage nor at the gate"
        );
        assert_eq!(counted(&station, 2)?, (0, 1, 0, 0));
        isolates(&mut station, person, first.plus_days(2))?;
        for day in [3, 5] {
            let (missing, away, isolated, _) = counted(&station, day)?;
            assert_eq!(
                (missing, away, isolated),
                (0, 0, 1),
                "day {day}: in isolation, whatever else was said"
            );
        }
        assert!(station.check()?.holds());
        Ok(())
    }

    #[test]
    fn who_has_left_since_was_on_duty_then() -> Checked {
        let (mut station, person, folder) = station()?;
        let (clock, first) = (FixedClock::default(), today()?);
        station.plan_duty(plan("早班")?)?;
        station.record_reading(well(person))?;
        drop(station);
        let mut station = Station::open(folder.path(), Box::new(clock.clone()))?;
        clock.set(MORNING.plus_minutes(2 * 24 * 60));
        let counted = |station: &Station| -> Result<(usize, usize), Error> {
            let coverage = station.coverage(&station.view()?, first)?;
            Ok((coverage.total.due, coverage.total.measured()))
        };
        assert_eq!(counted(&station)?, (1, 1));
        let known = station.view()?.roster.get(person).cloned().ok_or("known")?;
        station.save_person(Person {
            status: Status::Left,
            ..known
        })?;
        assert_eq!(counted(&station)?, (1, 1), "the day that is over stays as it was");
        Ok(())
    }
}
