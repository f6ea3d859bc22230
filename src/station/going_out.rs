//! Going out (外出报备): filed, decided, extended, closed by the return, and asked about.

use uuid::Uuid;

use super::{Done, Error, Station};
use crate::domain::day::Moment;
use crate::domain::entry::{Entry, EntryId};
use crate::domain::going_out::{self, OutingStep, State, Step, Trip};
use crate::domain::health::Health;
use crate::domain::person::PersonId;
use crate::domain::region::Code;
use crate::domain::rights::Right;
use crate::domain::rules::Authority;
use crate::domain::screening::Direction;

/// A report before going out, in three fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOuting {
    pub person: PersonId,
    pub destination: String,
    pub code: Option<Code>,
    pub reason: String,
    /// Back by then.
    pub due: Moment,
}

impl Station {
    /// Files a report. What the person's nearest superior may decide is approved with it when `by` is at least that.
    pub fn file_outing(&mut self, new: &NewOuting, by: Option<Authority>) -> Result<Done<Uuid>, Error> {
        self.need(Right::Register)?;
        self.may_decide_as(by.unwrap_or(Authority::Guard))?;
        self.known(new.person)?;
        let now = self.now();
        let health = self.health(new.person)?;
        if new.destination.trim().is_empty() {
            return Err(Error::DestinationMissing);
        }
        if new.due <= now {
            return Err(Error::DuePast);
        }
        if health.outing(now).is_some() {
            return Err(Error::OutingOpen);
        }
        if health.isolation().is_some() {
            return Err(Error::Isolating);
        }
        let outing = Uuid::now_v7();
        let today = self.card().zone.day_of(now);
        let (_, decides) = going_out::judge(&self.settings().rules, &new.destination, new.code, today);
        let step = |step| {
            Entry::Outing(OutingStep {
                person: new.person,
                outing,
                step,
            })
        };
        let mut entries = vec![step(Step::Filed {
            destination: new.destination.trim().to_owned(),
            code: new.code,
            reason: new.reason.trim().to_owned(),
            due: new.due,
        })];
        if let Some(by) = by.filter(|by| *by >= decides) {
            entries.push(step(Step::Decided {
                approved: true,
                by,
                reason: String::new(),
            }));
        }
        Ok(self.write_all(entries)?.with(outing))
    }

    /// Approves or refuses. `Authority` where `by` may not decide about that destination.
    pub fn decide_outing(
        &mut self,
        person: PersonId,
        outing: Uuid,
        approved: bool,
        by: Authority,
        reason: &str,
    ) -> Result<Done<()>, Error> {
        self.need(Right::Register)?;
        self.may_decide(person, outing, by)?;
        if !approved && reason.trim().is_empty() {
            return Err(Error::ReasonMissing);
        }
        let reason = reason.trim().to_owned();
        self.step_outing(person, outing, State::may_decide, Step::Decided { approved, by, reason })
    }

    /// Gives somebody more time: `DueNotLater` where it is no more. It is for who decides about that destination.
    pub fn extend_outing(&mut self, person: PersonId, outing: Uuid, due: Moment, by: Authority, reason: &str) -> Result<Done<()>, Error> {
        self.need(Right::Register)?;
        self.may_decide(person, outing, by)?;
        if due <= self.now() {
            return Err(Error::DuePast);
        }
        let health = self.health(person)?;
        if health.outings.iter().any(|one| one.id == outing && due <= one.due) {
            return Err(Error::DueNotLater);
        }
        let reason = reason.trim().to_owned();
        self.step_outing(person, outing, State::may_extend, Step::Extended { due, reason })
    }

    /// Takes back a report that nobody has left on. It is for who decides about that destination.
    pub fn cancel_outing(&mut self, person: PersonId, outing: Uuid, by: Authority, reason: &str) -> Result<Done<()>, Error> {
        self.need(Right::Register)?;
        self.may_decide(person, outing, by)?;
        let reason = reason.trim().to_owned();
        self.step_outing(person, outing, State::may_cancel, Step::Cancelled { reason })
    }

    /// What somebody says when they are back: where, with whom, by what.
    pub fn ask_trip(&mut self, person: PersonId, outing: Uuid, trip: Trip) -> Result<Done<()>, Error> {
        self.need(Right::Register)?;
        if trip.places.trim().is_empty() {
            return Err(Error::DestinationMissing);
        }
        self.step_outing(person, outing, State::may_ask, Step::Asked(trip))
    }

    /// `Authority` where the destination of a report is for somebody higher than `by`.
    fn may_decide(&self, person: PersonId, outing: Uuid, by: Authority) -> Result<(), Error> {
        self.may_decide_as(by)?;
        let health = self.health(person)?;
        let filed = health.outings.iter().find(|one| one.id == outing).ok_or(Error::NoOuting)?;
        let today = self.card().zone.day_of(self.now());
        let (_, decides) = going_out::judge(&self.settings().rules, &filed.destination, filed.code, today);
        if by < decides { Err(Error::Authority(decides)) } else { Ok(()) }
    }

    fn step_outing(&mut self, person: PersonId, outing: Uuid, may: fn(State) -> bool, step: Step) -> Result<Done<()>, Error> {
        let (health, now) = (self.health(person)?, self.now());
        let known = health.outings.iter().find(|one| one.id == outing);
        if !known.is_some_and(|known| may(known.state(now))) {
            return Err(Error::NoOuting);
        }
        self.write(&Entry::Outing(OutingStep { person, outing, step }), None)
    }
}

/// What a passage by the line `line` does to somebody's outing: it begins, or it is over.
pub(super) fn outing_passed(health: &Health, at: Moment, (person, direction): (PersonId, Direction), line: EntryId) -> Option<Entry> {
    let outing = health.outing(at)?;
    let step = match (direction, outing.state(at)) {
        (Direction::Out, State::Approved) => Step::Left { line },
        (Direction::In, State::Out | State::Overdue) => Step::Back { line },
        (_, _) => return None,
    };
    let outing = outing.id;
    Some(Entry::Outing(OutingStep { person, outing, step }))
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    use crate::domain::declaration::Quarters;
    use crate::domain::isolation::{Cause, CauseKind};
    use crate::domain::person::{Kind, Person};
    use crate::domain::rules::Reporters;
    use crate::domain::screening::{Reason, Verdict};

    use crate::station::{FixedClock, NewIsolation, Opening};

    type Checked = Result<(), Box<dyn std::error::Error>>;

    const MORNING: Moment = Moment(1_581_033_600_000);
    const EVENING: Moment = Moment(1_581_069_600_000);

    struct Plant {
        station: Station,
        clock: FixedClock,
        person: PersonId,
        _folder: TempDir,
    }

    /// A plant in 遵义 where everybody reports, and one worker.
    fn plant() -> Result<Plant, Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let clock = FixedClock::default();
        clock.set(MORNING);
        let opening = Opening::tested("南门");
        let mut station = Station::init(folder.path(), opening, Box::new(clock.clone()))?;
        let mut settings = station.settings().clone();
        settings.rules.going_out.reporters = Reporters::Everybody;
        settings.rules.going_out.home = Some("5203".parse()?);
        station.change_settings(settings)?;
        let person = PersonId(Uuid::now_v7());
        station.save_person(Person {
            id: person,
            badge: "0231".into(),
            name: "张双".into(),
            kind: Kind::Worker,
            ..Person::default()
        })?;
        Ok(Plant {
            station,
            clock,
            person,
            _folder: folder,
        })
    }

    impl Plant {
        fn to(&self, code: &str) -> NewOuting {
            NewOuting {
                person: self.person,
                destination: code.to_owned(),
                code: code.parse().ok(),
                reason: "看病".into(),
                due: EVENING,
            }
        }

        fn state(&self, outing: Uuid) -> Result<State, Error> {
            let health = self.station.health(self.person)?;
            let found = health.outings.iter().find(|one| one.id == outing).ok_or(Error::NoOuting)?;
            Ok(found.state(self.station.now()))
        }

        /// The codes that speak against passing.
        fn against(&self, direction: Direction) -> Result<Vec<&'static str>, Box<dyn std::error::Error>> {
            let view = self.station.view()?;
            let person = view.roster.get(self.person).ok_or("person")?;
            let judged = view.judge(self.station.now(), person, direction, None);
            Ok(judged.reasons.iter().map(Reason::code).collect())
        }
    }

    #[test]
    fn whoever_files_decides_where_the_rules_let_them() -> Checked {
        for (code, by, state) in [
            ("520302", None, State::Filed),
            ("520302", Some(Authority::Guard), State::Filed),
            ("520302", Some(Authority::Superior), State::Approved),
            ("5201", Some(Authority::Superior), State::Filed),
            ("5201", Some(Authority::Supervisor), State::Approved),
            ("420102", Some(Authority::Supervisor), State::Filed),
            ("吉冉", Some(Authority::Supervisor), State::Filed),
            ("420102", Some(Authority::Headquarters), State::Approved),
        ] {
            let mut plant = plant()?;
            let outing = plant.station.file_outing(&plant.to(code), by)?.value;
            assert_eq!(plant.state(outing)?, state, "{code} by {by:?}");
        }
        Ok(())
    }

    #[test]
    fn what_cannot_be_filed_says_why() -> Checked {
        let mut plant = plant()?;
        let good = plant.to("520302");
        let nowhere = NewOuting {
            destination: " ".into(),
            ..good.clone()
        };
        let past = NewOuting {
            due: MORNING,
            ..good.clone()
        };
        let stranger = NewOuting {
            person: PersonId(Uuid::from_u128(9)),
            ..good.clone()
        };
        for (new, code) in [(nowhere, "destination-missing"), (past, "due-past"), (stranger, "unknown-person")] {
            let error = plant.station.file_outing(&new, None).err().map(|error| error.code());
            assert_eq!(error, Some(code));
        }
        plant.station.file_outing(&good, None)?;
        let second = plant.station.file_outing(&good, None).err().map(|error| error.code());
        assert_eq!(second, Some("outing-open"));
        assert!(plant.station.check()?.holds());
        Ok(())
    }

    #[test]
    fn decisions_need_their_authority_and_a_refusal_its_reason() -> Checked {
        let mut plant = plant()?;
        let person = plant.person;
        let outing = plant.station.file_outing(&plant.to("5201"), None)?.value;
        for (approved, by, reason, error, state) in [
            (true, Authority::Superior, "", Some("authority"), State::Filed),
            (false, Authority::Clinic, "风险大", Some("authority"), State::Filed),
            (false, Authority::Supervisor, " ", Some("reason-missing"), State::Filed),
            (false, Authority::Supervisor, "暂不外出", None, State::Refused),
            (true, Authority::Headquarters, "", None, State::Approved),
        ] {
            let done = plant.station.decide_outing(person, outing, approved, by, reason);
            assert_eq!(done.err().map(|error| error.code()), error, "{approved} by {by:?}");
            assert_eq!(plant.state(outing)?, state, "{approved} by {by:?}");
        }
        Ok(())
    }

    #[test]
    fn more_time_and_taking_back_need_the_authority_of_the_decision() -> Checked {
        let mut plant = plant()?;
        let (person, later) = (plant.person, EVENING.plus_minutes(60));
        let outing = plant.station.file_outing(&plant.to("5201"), None)?.value;
        for (by, code) in [(Authority::Superior, Some("authority")), (Authority::Supervisor, None)] {
            let extended = plant.station.extend_outing(person, outing, later, by, "");
            assert_eq!(extended.err().map(|error| error.code()), code, "extended by {by:?}");
        }
        for due in [EVENING, later] {
            let no_more = plant.station.extend_outing(person, outing, due, Authority::Supervisor, "");
            assert_eq!(no_more.err().map(|error| error.code()), Some("due-not-later"));
        }
        for (by, code) in [(Authority::Clinic, Some("authority")), (Authority::Headquarters, None)] {
            let cancelled = plant.station.cancel_outing(person, outing, by, "");
            assert_eq!(cancelled.err().map(|error| error.code()), code, "taken back by {by:?}");
        }
        assert_eq!(plant.state(outing)?, State::Cancelled);
        Ok(())
    }

    #[test]
    fn the_gate_follows_the_report() -> Checked {
        let mut plant = plant()?;
        let person = plant.person;
        assert_eq!(plant.against(Direction::Out)?, ["no-report"]);
        let outing = plant.station.file_outing(&plant.to("5201"), None)?.value;
        assert_eq!(plant.against(Direction::Out)?, ["undecided"]);
        plant.station.decide_outing(person, outing, false, Authority::Supervisor, "暂缓")?;
        assert_eq!(plant.against(Direction::Out)?, ["report-refused"]);
        plant.station.decide_outing(person, outing, true, Authority::Supervisor, "")?;
        assert!(plant.against(Direction::Out)?.is_empty());
        let left = plant
            .station
            .let_through(person, Direction::Out, true)?
            .map_err(|judged| format!("not let out: {judged:?}"))?;
        assert_eq!(plant.state(outing)?, State::Out);
        let cancelled = plant
            .station
            .cancel_outing(person, outing, Authority::Supervisor, "")
            .err()
            .map(|error| error.code());
        assert_eq!(cancelled, Some("no-outing"), "nobody cancels who is out");
        plant.station.withdraw(left.id, "")?;
        assert_eq!(
            plant.state(outing)?,
            State::Approved,
            "the withdrawn passage takes its step with it"
        );
        plant
            .station
            .let_through(person, Direction::Out, true)?
            .map_err(|judged| format!("not let out: {judged:?}"))?;
        plant.clock.set(EVENING.plus_minutes(1));
        assert_eq!(plant.state(outing)?, State::Overdue);
        let late = plant
            .station
            .extend_outing(person, outing, EVENING, Authority::Supervisor, "")
            .err()
            .map(|error| error.code());
        assert_eq!(late, Some("due-past"));
        let later = EVENING.plus_minutes(120);
        plant.station.extend_outing(person, outing, later, Authority::Supervisor, "堵车")?;
        assert_eq!(plant.state(outing)?, State::Out);
        assert_eq!(plant.against(Direction::In)?, ["trip", "no-reading"]);
        let nothing = plant
            .station
            .ask_trip(person, outing, Trip::default())
            .err()
            .map(|error| error.code());
        assert_eq!(nothing, Some("destination-missing"));
        let trip = Trip {
            places: "贵阳市医院".into(),
            ..Trip::default()
        };
        plant.station.ask_trip(person, outing, trip)?;
        assert_eq!(plant.against(Direction::In)?, ["no-reading"]);
        assert!(plant.station.check()?.holds());
        Ok(())
    }

    #[test]
    fn a_report_that_nobody_left_on_ends_with_its_time() -> Checked {
        let mut plant = plant()?;
        let outing = plant.station.file_outing(&plant.to("520302"), Some(Authority::Superior))?.value;
        plant.clock.set(EVENING.plus_minutes(1));
        assert_eq!(plant.state(outing)?, State::Lapsed);
        assert_eq!(plant.against(Direction::Out)?, ["no-report"]);
        let next = NewOuting {
            due: EVENING.plus_minutes(600),
            ..plant.to("520302")
        };
        plant.station.file_outing(&next, None)?;
        assert_eq!(plant.against(Direction::Out)?, ["undecided"]);
        Ok(())
    }

    #[test]
    fn nobody_in_isolation_goes_out() -> Checked {
        let mut plant = plant()?;
        let rules = plant.station.settings().rules.clone();
        let cause = Cause::under(&rules, CauseKind::Contact, "2020-02-05".parse()?, "2020-02-05".parse()?, "");
        plant.station.open_isolation(NewIsolation {
            person: plant.person,
            quarters: Quarters::Dormitory,
            place: String::new(),
            cause,
        })?;
        let refused = plant.station.file_outing(&plant.to("520302"), Some(Authority::Headquarters));
        assert_eq!(refused.err().map(|error| error.code()), Some("isolating"));
        let judged = plant
            .station
            .let_through(plant.person, Direction::Out, true)?
            .err()
            .ok_or("let out")?;
        assert_eq!(judged.verdict, Verdict::Isolate);
        Ok(())
    }
}
