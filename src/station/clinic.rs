//! The clinic: measure, decide, open, extend and end isolation.

use uuid::Uuid;

use super::{Done, Error, NewReading, Station};
use crate::domain::clinic::{Choice, Decision};
use crate::domain::declaration::Quarters;
use crate::domain::entry::{Entry, EntryId, Taken, Withdrawn};
use crate::domain::isolation::{Cause, IsolationStep, Step};
use crate::domain::person::PersonId;
use crate::domain::rights::Right;
use crate::domain::rules::Authority;
use crate::domain::screening::Judgement;
use crate::store::course;

/// An isolation as the clinic orders it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewIsolation {
    pub person: PersonId,
    pub quarters: Quarters,
    pub place: String,
    pub cause: Cause,
}

impl Station {
    /// Records a reading taken in the clinic, on a round, or told from home. It lets nobody through a gate.
    pub fn measure(&mut self, new: NewReading, taken: Taken) -> Result<Done<Judgement>, Error> {
        self.need(Right::Treat)?;
        let at = self.now();
        let (judgement, earlier) = self.judge_reading(at, new.person, new.celsius)?;
        let reading = crate::domain::entry::Reading {
            taken,
            ..new.judged(&judgement, &earlier)
        };
        Ok(self.write_at(at, &Entry::Reading(reading), None)?.with(judgement))
    }

    /// Decides about somebody whom the gate has sent. To isolate is `open_isolation`; the decision is kept with it.
    pub fn decide(&mut self, decision: Decision) -> Result<Done<()>, Error> {
        self.need(Right::Treat)?;
        self.known(decision.person)?;
        if decision.choice != Choice::Back && decision.reason.trim().is_empty() {
            return Err(Error::ReasonMissing);
        }
        self.write(&Entry::Decided(decision), None)
    }

    /// Decides to isolate, and opens the isolation in the same transaction.
    pub fn isolate(&mut self, decision: Decision, new: NewIsolation) -> Result<Done<Uuid>, Error> {
        self.need(Right::Treat)?;
        if decision.reason.trim().is_empty() {
            return Err(Error::ReasonMissing);
        }
        let step = self.opening(new)?;
        let isolation = step.isolation;
        let done = self.write_all(vec![Entry::Decided(decision), Entry::Isolation(step)])?;
        Ok(done.with(isolation))
    }

    /// Opens an isolation, or adds its cause to the one that runs.
    pub fn open_isolation(&mut self, new: NewIsolation) -> Result<Done<Uuid>, Error> {
        self.need(Right::Treat)?;
        let step = self.opening(new)?;
        let isolation = step.isolation;
        Ok(self.write(&Entry::Isolation(step), None)?.with(isolation))
    }

    /// The step that opens an isolation, or adds its cause to the one that runs.
    fn opening(&self, new: NewIsolation) -> Result<IsolationStep, Error> {
        self.known(new.person)?;
        let open = self.health(new.person)?.isolation().map(|isolation| isolation.id);
        let isolation = open.unwrap_or_else(Uuid::now_v7);
        let step = if open.is_some() {
            Step::Cause(new.cause)
        } else {
            Step::Opened {
                quarters: new.quarters,
                place: new.place.trim().to_owned(),
                cause: new.cause,
                rule: self.settings().rules.title(),
            }
        };
        let person = new.person;
        Ok(IsolationStep { person, isolation, step })
    }

    /// Takes a decision or a step of an isolation back, with the reason; both stay on record. Taking back how it was opened takes
    /// back the isolation.
    pub fn take_back(&mut self, person: PersonId, event: EntryId, reason: &str) -> Result<Done<()>, Error> {
        self.need(Right::Treat)?;
        let reason = reason.trim().to_owned();
        if reason.is_empty() {
            return Err(Error::ReasonMissing);
        }
        let events = course::of_person(&self.store, person)?;
        let found = events.iter().find(|known| known.id == event).ok_or(Error::NotWithdrawable)?;
        if !matches!(found.entry, Entry::Decided(_) | Entry::Isolation(_)) {
            return Err(Error::NotWithdrawable);
        }
        let released = matches!(&found.entry, Entry::Isolation(step) if matches!(step.step, Step::Released { .. }));
        // A release is not taken back over an isolation that was opened since: two would run.
        if released && self.health(person)?.isolation().is_some() {
            return Err(Error::Isolating);
        }
        self.write(&Entry::Withdrawn(Withdrawn { person, reason }), Some(event))
    }

    /// Moves, notes needs or symptoms, extends. A release is one for `release`.
    pub fn step_isolation(&mut self, person: PersonId, step: Step) -> Result<Done<()>, Error> {
        if let Step::Released { by, reason, .. } = &step {
            return self.release(person, *by, reason);
        }
        self.need(Right::Treat)?;
        self.step(person, step)
    }

    fn step(&mut self, person: PersonId, step: Step) -> Result<Done<()>, Error> {
        let isolation = self.health(person)?.isolation().ok_or(Error::NotIsolating)?.id;
        self.write(&Entry::Isolation(IsolationStep { person, isolation, step }), None)
    }

    /// Ends an isolation. Before its conditions hold only whom the rules name may, with a reason, and it stays visible.
    pub fn release(&mut self, person: PersonId, by: Authority, reason: &str) -> Result<Done<()>, Error> {
        self.need(Right::Treat)?;
        let health = self.health(person)?;
        let isolation = health.isolation().ok_or(Error::NotIsolating)?;
        let today = self.card().zone.day_of(self.now());
        let early = !isolation.unmet(&health.readings, today).is_empty();
        if early {
            self.need(Right::ReleaseEarly)?;
        }
        self.may_decide_as(by)?;
        let authority = &self.settings().rules.authority;
        let needed = if early { authority.release_early } else { authority.release };
        if by < needed {
            return Err(Error::Authority(needed));
        }
        if early && reason.trim().is_empty() {
            return Err(Error::ReasonMissing);
        }
        let reason = reason.trim().to_owned();
        self.step(person, Step::Released { early, by, reason })
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::domain::day::Moment;
    use crate::domain::isolation::CauseKind;
    use crate::domain::person::Person;
    use crate::domain::screening::{Direction, Verdict};

    use crate::domain::temperature::{Celsius, Site};
    use crate::station::{FixedClock, Opening};

    type Checked = Result<(), Box<dyn std::error::Error>>;

    /// 7 February 2020, 08:00 in Shanghai.
    const MORNING: Moment = Moment(1_581_033_600_000);

    struct Desk {
        station: Station,
        clock: FixedClock,
        person: PersonId,
        _folder: TempDir,
    }

    impl Desk {
        fn new() -> Result<Self, Box<dyn std::error::Error>> {
            let folder = tempfile::tempdir()?;
            let clock = FixedClock::default();
            clock.set(MORNING);
            let opening = Opening::tested("医务室");
            let mut station = Station::init(folder.path(), opening, Box::new(clock.clone()))?;
            let person = PersonId(Uuid::now_v7());
            station.save_person(Person {
                id: person,
                badge: "0231".into(),
                name: "张双".into(),
                ..Person::default()
            })?;
            Ok(Self {
                station,
                clock,
                person,
                _folder: folder,
            })
        }

        fn later(&self, minutes: i64) {
            self.clock.set(self.station.now().plus_minutes(minutes));
        }

        fn reading(&self, hundredths: i32, direction: Direction) -> NewReading {
            NewReading {
                person: self.person,
                celsius: Celsius(hundredths),
                site: Site::Armpit,
                instrument: String::new(),
                direction,
                mask: true,
            }
        }

        fn at_the_gate(&mut self, hundredths: i32) -> Result<Verdict, Error> {
            let new = self.reading(hundredths, Direction::In);
            self.later(1);
            Ok(self.station.record_reading(new)?.value.verdict)
        }

        fn measured(&mut self, hundredths: i32) -> Result<Verdict, Error> {
            let new = self.reading(hundredths, Direction::Out);
            self.later(1);
            Ok(self.station.measure(new, Taken::Clinic)?.value.verdict)
        }

        fn decided(&mut self, choice: Choice, reason: &str) -> Result<Done<()>, Error> {
            self.later(1);
            self.station.decide(self.decision(choice, reason))
        }

        fn decision(&self, choice: Choice, reason: &str) -> Decision {
            Decision {
                person: self.person,
                choice,
                symptoms: Vec::new(),
                reason: reason.into(),
                finding: None,
            }
        }

        /// An isolation for a journey that ended so many days before today.
        fn isolation(&self, days_ago: u32) -> NewIsolation {
            let today = self.station.card().zone.day_of(self.station.now());
            NewIsolation {
                person: self.person,
                quarters: Quarters::Site,
                place: " 3 号 ".into(),
                cause: Cause::under(
                    &self.station.settings().rules,
                    CauseKind::Travel,
                    today.minus_days(days_ago),
                    today,
                    "",
                ),
            }
        }

        fn isolates(&self) -> Result<bool, Error> {
            Ok(self.station.health(self.person)?.isolation().is_some())
        }

        fn waiting(&self) -> Result<(usize, usize), Error> {
            let view = self.station.view()?;
            Ok((view.queue().len(), view.waiting.len()))
        }
    }

    #[test]
    fn a_decision_clears_the_gate_and_the_queue() -> Checked {
        for (choice, passes) in [(Choice::Back, true), (Choice::Observe, true), (Choice::Hospital, false)] {
            let mut desk = Desk::new()?;
            assert_eq!(desk.at_the_gate(3780)?, Verdict::Recheck);
            assert_eq!(desk.waiting()?, (1, 1));
            desk.later(6);
            assert_eq!(desk.at_the_gate(3790)?, Verdict::Clinic);
            assert_eq!(desk.waiting()?, (1, 0), "sent, and not waiting for the thermometer");
            assert!(matches!(desk.at_the_gate(3650)?, Verdict::Clinic), "the gate has sent them");
            desk.decided(choice, "咽痛，已服药")?;
            assert_eq!(desk.waiting()?, (0, 0), "{choice:?}");
            assert_eq!(desk.at_the_gate(3650)? == Verdict::Clear, passes, "{choice:?}");
        }
        Ok(())
    }

    #[test]
    fn a_decision_against_somebody_needs_its_reason() -> Checked {
        let mut desk = Desk::new()?;
        for (choice, may) in [
            (Choice::Back, true),
            (Choice::Observe, false),
            (Choice::Isolate, false),
            (Choice::Hospital, false),
        ] {
            assert_eq!(desk.decided(choice, "  ").is_ok(), may, "{choice:?}");
        }
        let (unsaid, new) = (desk.decision(Choice::Isolate, ""), desk.isolation(1));
        assert!(matches!(desk.station.isolate(unsaid, new), Err(Error::ReasonMissing)));
        assert!(!desk.isolates()?, "nothing is half done");
        Ok(())
    }

    #[test]
    fn a_reading_of_the_clinic_lets_nobody_through() -> Checked {
        let mut desk = Desk::new()?;
        assert_eq!(desk.measured(3650)?, Verdict::Clear);
        assert!(!desk.station.is_inside(desk.person)?);
        assert_eq!(desk.station.view()?.figures.passed_in, 0);
        Ok(())
    }

    #[test]
    fn to_isolate_is_one_entry_after_the_other_or_none() -> Checked {
        let mut desk = Desk::new()?;
        let (decision, new) = (desk.decision(Choice::Isolate, "两次发热"), desk.isolation(0));
        desk.station.isolate(decision, new)?;
        let health = desk.station.health(desk.person)?;
        assert_eq!(health.isolation().map(|isolation| isolation.place.as_str()), Some("3 号"));
        assert_eq!(health.decisions.len(), 1);
        assert_eq!(desk.at_the_gate(3650)?, Verdict::Isolate);
        Ok(())
    }

    #[test]
    fn a_release_before_and_after_its_conditions_hold() -> Checked {
        // Days since the journey ended, a reading now, who releases, the reason, and whether it ends.
        for (days_ago, hundredths, by, reason, ends) in [
            (3, 3650, Authority::Clinic, "", false),
            (3, 3650, Authority::Clinic, "核酸阴性", false),
            (3, 3650, Authority::Supervisor, " ", false),
            (3, 3650, Authority::Supervisor, "核酸阴性", true),
            (15, 3650, Authority::Clinic, "", true),
            (15, 3650, Authority::Guard, "", false),
            (15, 3780, Authority::Clinic, "", false),
            (14, 3650, Authority::Clinic, "", false),
        ] {
            let mut desk = Desk::new()?;
            let new = desk.isolation(days_ago);
            desk.station.open_isolation(new)?;
            desk.measured(hundredths)?;
            let released = desk.station.release(desk.person, by, reason);
            assert_eq!(released.is_ok(), ends, "{days_ago} {hundredths} {by:?} {reason}");
            assert_eq!(desk.isolates()?, !ends);
            let health = desk.station.health(desk.person)?;
            let early = health
                .isolations
                .last()
                .and_then(|isolation| isolation.released.as_ref())
                .map(|release| release.early);
            assert_eq!(early, ends.then_some(days_ago < 15), "an early release stays visible");
        }
        Ok(())
    }

    #[test]
    fn needs_symptoms_and_quarters_are_steps_of_the_isolation() -> Checked {
        let mut desk = Desk::new()?;
        assert!(matches!(
            desk.station.step_isolation(desk.person, Step::Needs("三餐".into())),
            Err(Error::NotIsolating)
        ));
        let new = desk.isolation(15);
        desk.station.open_isolation(new)?;
        desk.measured(3650)?;
        for step in [
            Step::Needs("三餐、口罩".into()),
            Step::Symptoms(vec!["cough".into()]),
            Step::Moved {
                quarters: Quarters::Hospital,
                place: "县医院".into(),
            },
        ] {
            desk.station.step_isolation(desk.person, step)?;
        }
        let health = desk.station.health(desk.person)?;
        let isolation = health.isolation().ok_or("isolated")?;
        assert_eq!((isolation.needs.as_str(), isolation.quarters), ("三餐、口罩", Quarters::Hospital));
        assert!(
            desk.station.release(desk.person, Authority::Clinic, "").is_err(),
            "symptoms are noted"
        );
        desk.station.step_isolation(desk.person, Step::Symptoms(Vec::new()))?;
        desk.station.release(desk.person, Authority::Clinic, "")?;
        Ok(())
    }

    #[test]
    fn a_wrong_step_is_taken_back_with_its_reason() -> Checked {
        let mut desk = Desk::new()?;
        let new = desk.isolation(15);
        let opened = desk.station.open_isolation(new)?.id;
        desk.measured(3650)?;
        let released = desk.station.release(desk.person, Authority::Clinic, "")?.id;
        assert!(matches!(
            desk.station.take_back(desk.person, released, " "),
            Err(Error::ReasonMissing)
        ));
        desk.station.take_back(desk.person, released, "点错了人")?;
        assert!(desk.isolates()?, "it runs on");
        assert!(matches!(
            desk.station.take_back(desk.person, released, "再一次"),
            Err(Error::NotWithdrawable)
        ));
        desk.station.take_back(desk.person, opened, "点错了人")?;
        assert!(!desk.isolates()?);
        let checked = desk.station.check()?;
        assert!(checked.holds(), "the tables are what the journal says");
        Ok(())
    }

    #[test]
    fn a_release_is_not_taken_back_over_a_new_isolation() -> Checked {
        let mut desk = Desk::new()?;
        let new = desk.isolation(15);
        desk.station.open_isolation(new)?;
        desk.measured(3650)?;
        let released = desk.station.release(desk.person, Authority::Clinic, "")?.id;
        let again = desk.isolation(0);
        desk.station.open_isolation(again)?;
        assert!(matches!(
            desk.station.take_back(desk.person, released, "点错了"),
            Err(Error::Isolating)
        ));
        Ok(())
    }
}
