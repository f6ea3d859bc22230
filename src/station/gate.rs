//! At the gate: record a reading, let through, refuse, take back.

use super::going_out::outing_passed;
use super::{Done, Error, Station, stamp};
use crate::domain::day::Moment;
use crate::domain::entry::{Entry, EntryId, Passage, Reading, Refusal, Taken, Visit, Withdrawn};
use crate::domain::health::{At, Health};
use crate::domain::person::{Person, PersonId, Status};
use crate::domain::privacy::visit_asked_of;
use crate::domain::rights::Right;
use crate::domain::screening::{self, Direction, Earlier, Facts, Judgement, Reason, Verdict};
use crate::domain::settings::Settings;
use crate::domain::temperature::{Celsius, Site};
use crate::store::journal::Written;
use crate::store::{course, journal, register};

/// A temperature as the guard enters it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReading {
    pub person: PersonId,
    pub celsius: Celsius,
    pub site: Site,
    pub instrument: String,
    pub direction: Direction,
    pub mask: bool,
}

/// By what somebody is judged: the settings of a moment, and what was known before another.
pub(super) struct AsOf<'a> {
    pub(super) settings: &'a Settings,
    pub(super) now: Moment,
    /// What happened from here on does not count.
    pub(super) before: Moment,
}

impl<'a> AsOf<'a> {
    /// Everything that is known counts.
    fn now(settings: &'a Settings, now: Moment) -> Self {
        let before = Moment(i64::MAX);
        Self { settings, now, before }
    }

    fn is_now(&self) -> bool {
        self.before > self.now
    }
}

impl NewReading {
    /// The reading as it is written down, after the earlier ones of that day.
    pub(super) fn judged(self, judgement: &Judgement, earlier: &[Earlier]) -> Reading {
        Reading {
            person: self.person,
            celsius: self.celsius,
            site: self.site,
            instrument: self.instrument,
            attempt: u8::try_from(earlier.len() + 1).unwrap_or(u8::MAX),
            verdict: judgement.verdict,
            reasons: judgement.reasons.iter().map(|reason| Reason::code(reason).to_owned()).collect(),
            direction: self.direction,
            mask: self.mask,
            taken: Taken::Gate,
            happened: None,
        }
    }
}

impl Station {
    /// Records a reading and judges it. A clear one is the passage as well.
    pub fn record_reading(&mut self, new: NewReading) -> Result<Done<Judgement>, Error> {
        self.need(Right::Record)?;
        let at = self.clock.now();
        let (judgement, earlier) = self.judge(at, new.person, new.direction, Some(new.celsius))?;
        let (person, direction) = (new.person, new.direction);
        let reading = new.judged(&judgement, &earlier);
        let passed = judgement.lets_pass().then_some((person, direction));
        Ok(self.write_line(at, Entry::Reading(reading), passed)?.with(judgement))
    }

    fn write_line(&mut self, at: Moment, line: Entry, passed: Option<(PersonId, Direction)>) -> Result<Done<()>, Error> {
        self.write_line_of((at, None), line, passed)
    }

    /// Writes a line of the register now, and with it what the passage does, in one transaction: an outing begins or is over, who was
    /// away is here again. Answers for the line. What was late happened at another moment.
    pub(super) fn write_line_of(
        &mut self,
        (now, happened): (Moment, Option<Moment>),
        line: Entry,
        passed: Option<(PersonId, Direction)>,
    ) -> Result<Done<()>, Error> {
        let (zone, actor) = (self.card().zone, self.identity.actor);
        let first = stamp(now, zone, actor, None);
        let mut entries = vec![(first, line)];
        if let Some((person, direction)) = passed {
            let health = self.health_before(person, happened.unwrap_or(Moment(i64::MAX)))?;
            let outing = outing_passed(&health, happened.unwrap_or(now), (person, direction), first.id);
            let follows = outing.into_iter().chain(self.arrived(person, direction)?);
            entries.extend(follows.map(|entry| (stamp(now, zone, actor, None), entry)));
        }
        let after = i64::try_from(entries.len() - 1).unwrap_or_default();
        let done = self.write_stamped(&entries)?;
        Ok(Done {
            id: first.id,
            seq: done.seq - after,
            ..done
        })
    }

    /// Who was away is here again with a passage in; a declaration alone makes nobody present.
    fn arrived(&self, person: PersonId, direction: Direction) -> Result<Option<Entry>, Error> {
        let person = self.known(person)?;
        let arrives = direction == Direction::In && person.status == Status::Away;
        let status = Status::Active;
        Ok(arrives.then_some(Entry::PersonSaved(Person { status, ..person })))
    }

    /// The passage that made somebody present is taken back: they are away as before, unless somebody has said otherwise since.
    fn not_arrived(&self, line: &Written, person: PersonId) -> Result<Option<Entry>, Error> {
        let person = self.known(person)?;
        let arrived = person.status == Status::Active && journal::is_saved_with(&self.store, line)?;
        let status = Status::Away;
        Ok(arrived.then_some(Entry::PersonSaved(Person { status, ..person })))
    }

    /// Lets somebody through without a new reading. Where the rules do not allow it nothing is written and the judgement
    /// comes back alone.
    pub fn let_through(&mut self, person: PersonId, direction: Direction, mask: bool) -> Result<Result<Done<()>, Judgement>, Error> {
        self.need(Right::Record)?;
        let at = self.clock.now();
        let (judgement, _) = self.judge(at, person, direction, None)?;
        if !judgement.lets_pass() {
            return Ok(Err(judgement));
        }
        let passage = Entry::Passage(Passage {
            person,
            direction,
            mask,
            happened: None,
        });
        self.write_line(at, passage, Some((person, direction))).map(Ok)
    }

    /// Sends somebody back, with the reason (劝返).
    pub fn refuse(&mut self, person: PersonId, reason: &str) -> Result<Done<()>, Error> {
        self.need(Right::Record)?;
        self.known(person)?;
        self.write(
            &Entry::Refusal(Refusal {
                person,
                reason: reason.trim().to_owned(),
            }),
            None,
        )
    }

    /// Writes down what a visitor answered at the window.
    pub fn register_visit(&mut self, visit: Visit) -> Result<Done<()>, Error> {
        self.need(Right::Record)?;
        self.known(visit.person)?;
        let visit = visit_asked_of(visit, |item| self.settings().asks(item));
        self.write(&Entry::Visit(visit), None)
    }

    /// Takes a line of the register back. Both stay on record.
    pub fn withdraw(&mut self, entry: EntryId, reason: &str) -> Result<Done<()>, Error> {
        self.need(Right::Record)?;
        let target = journal::entry(&self.store, entry)?.ok_or(Error::NotWithdrawable)?;
        let (Entry::Reading(Reading { person, .. }) | Entry::Passage(Passage { person, .. }) | Entry::Refusal(Refusal { person, .. })) =
            target.entry()?
        else {
            return Err(Error::NotWithdrawable);
        };
        if journal::is_corrected(&self.store, entry)? {
            return Err(Error::NotWithdrawable);
        }
        let withdrawn = Entry::Withdrawn(Withdrawn {
            person,
            reason: reason.trim().to_owned(),
        });
        let (now, zone, actor) = (self.now(), self.card().zone, self.identity.actor);
        let corrected = self.outing_step_of(person, entry)?.into_iter().chain([entry]);
        let corrected = corrected.map(|target| (stamp(now, zone, actor, Some(target)), withdrawn.clone()));
        let away = self
            .not_arrived(&target, person)?
            .map(|saved| (stamp(now, zone, actor, None), saved));
        self.write_stamped(&away.into_iter().chain(corrected).collect::<Vec<_>>())
    }

    /// The step that a passage took an outing by.
    fn outing_step_of(&self, person: PersonId, line: EntryId) -> Result<Option<EntryId>, Error> {
        let events = course::of_person(&self.store, person)?;
        let step = events
            .into_iter()
            .find(|event| matches!(&event.entry, Entry::Outing(outing) if outing.step.line() == Some(line)));
        Ok(step.map(|event| event.id))
    }

    /// The direction somebody will most likely take.
    pub fn guess_direction(&self, person: PersonId) -> Result<Direction, Error> {
        Ok(Direction::guess(register::is_inside(&self.store, person)?))
    }

    pub(super) fn known(&self, person: PersonId) -> Result<Person, Error> {
        register::person(&self.store, person)?.ok_or(Error::UnknownPerson)
    }

    fn judge(&self, now: Moment, id: PersonId, direction: Direction, celsius: Option<Celsius>) -> Result<(Judgement, Vec<Earlier>), Error> {
        self.judge_as_of(&AsOf::now(self.settings(), now), id, Some(direction), celsius)
    }

    /// Judges a reading alone, wherever it was taken: no passage is at stake.
    pub(super) fn judge_reading(&self, now: Moment, id: PersonId, celsius: Celsius) -> Result<(Judgement, Vec<Earlier>), Error> {
        self.judge_as_of(&AsOf::now(self.settings(), now), id, None, Some(celsius))
    }

    /// Judges somebody by the rules, the readings and the course of a moment; a reading alone where there is no direction.
    pub(super) fn judge_as_of(
        &self,
        as_of: &AsOf<'_>,
        id: PersonId,
        direction: Option<Direction>,
        celsius: Option<Celsius>,
    ) -> Result<(Judgement, Vec<Earlier>), Error> {
        let person = self.known(id)?;
        let (zone, now) = (self.card().zone, as_of.now);
        let (start, end) = zone.span(zone.day_of(now), zone.day_of(now));
        let earlier = register::readings(&self.store, id, (start, end.min(as_of.before)))?;
        let (mut visit, mut standing, mut cleared) = (None, Vec::new(), None);
        if let Some(direction) = direction {
            let health = self.health_before(id, as_of.before)?;
            let rules = &as_of.settings.rules;
            let at = At { rules, zone, now };
            visit = register::visit(&self.store, id, (start, end))?;
            standing = health.standing(at, &person, direction, &self.household(at, &health)?);
            // Nobody can be asked any more on the way back from somewhere; they are the next time.
            standing.retain(|reason| as_of.is_now() || !matches!(reason, Reason::TripAsked { .. }));
            cleared = health.cleared();
        }
        let facts = Facts {
            now,
            kind: person.kind,
            status: person.status,
            visit,
            direction: direction.unwrap_or(Direction::Out),
            celsius,
            earlier: &earlier,
            standing: &standing,
            cleared,
        };
        Ok((screening::judge(&as_of.settings.temperature, &facts), earlier))
    }

    /// The verdicts of those in somebody's household, by their names.
    fn household(&self, at: At<'_>, health: &Health) -> Result<Vec<(String, Verdict)>, Error> {
        let mut verdicts = Vec::new();
        for id in health.household() {
            let member = register::person(&self.store, *id)?;
            let verdict = health.weighs(at, &self.health(*id)?);
            verdicts.extend(member.map(|member| member.name).zip(verdict));
        }
        Ok(verdicts)
    }

    /// Judges a reading alone, after those of its day that came before it.
    pub(super) fn judge_after(&self, now: Moment, person: &Person, celsius: Celsius, earlier: &[Earlier]) -> Judgement {
        let facts = Facts {
            now,
            kind: person.kind,
            status: person.status,
            visit: None,
            direction: Direction::Out,
            celsius: Some(celsius),
            earlier,
            standing: &[],
            cleared: None,
        };
        screening::judge(&self.settings().temperature, &facts)
    }

    /// Whether the last passage of a person led inside.
    pub fn is_inside(&self, person: PersonId) -> Result<bool, Error> {
        Ok(register::is_inside(&self.store, person)?)
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;
    use uuid::Uuid;

    use super::*;

    use crate::domain::declaration::{Answer, Declaration};
    use crate::domain::person::Kind;
    use crate::station::{Changed, FixedClock, Opening};

    type Checked = Result<(), Box<dyn std::error::Error>>;

    struct Gate {
        station: Station,
        clock: FixedClock,
        folder: TempDir,
    }

    impl Gate {
        fn new() -> Result<Self, Box<dyn std::error::Error>> {
            let folder = tempfile::tempdir()?;
            let clock = FixedClock::default();
            clock.set(Moment(1_581_033_600_000));
            let opening = Opening::tested("南门");
            let station = Station::init(folder.path(), opening, Box::new(clock.clone()))?;
            Ok(Self { station, clock, folder })
        }

        fn person(&mut self, badge: &str, kind: Kind) -> Result<PersonId, Error> {
            let id = PersonId(Uuid::now_v7());
            self.station.save_person(Person {
                id,
                badge: badge.into(),
                name: format!("张三{badge}"),
                kind,
                ..Person::default()
            })?;
            Ok(id)
        }

        fn reading(&mut self, person: PersonId, hundredths: i32) -> Result<(Verdict, EntryId), Error> {
            let new = NewReading {
                person,
                celsius: Celsius(hundredths),
                site: Site::Forehead,
                instrument: "G1".into(),
                direction: Direction::In,
                mask: true,
            };
            let done = self.station.record_reading(new)?;
            Ok((done.value.verdict, done.id))
        }

        fn minutes_later(&self, minutes: i64) {
            self.clock.set(self.clock_now().plus_minutes(minutes));
        }

        fn clock_now(&self) -> Moment {
            use crate::station::Clock as _;
            self.clock.now()
        }
    }

    #[test]
    fn a_normal_reading_lets_in_and_the_way_out_needs_none() -> Checked {
        let mut gate = Gate::new()?;
        let worker = gate.person("0231", Kind::Worker)?;
        assert_eq!(gate.reading(worker, 3650)?.0, Verdict::Clear);
        assert_eq!(gate.station.guess_direction(worker)?, Direction::Out);
        assert!(gate.station.let_through(worker, Direction::Out, true)?.is_ok());
        assert!(!gate.station.is_inside(worker)?);
        let refused = gate
            .station
            .let_through(worker, Direction::In, true)?
            .err()
            .ok_or("let in without a reading")?;
        assert_eq!(refused.verdict, Verdict::Ask);
        Ok(())
    }

    #[test]
    fn a_fever_waits_and_a_second_one_goes_to_the_clinic() -> Checked {
        let mut gate = Gate::new()?;
        let worker = gate.person("0231", Kind::Worker)?;
        assert_eq!(gate.reading(worker, 3760)?.0, Verdict::Recheck);
        gate.minutes_later(1);
        assert_eq!(gate.reading(worker, 3650)?.0, Verdict::Recheck);
        gate.minutes_later(5);
        assert_eq!(gate.reading(worker, 3740)?.0, Verdict::Clinic);
        assert!(!gate.station.is_inside(worker)?);
        gate.minutes_later(24 * 60);
        assert_eq!(gate.reading(worker, 3650)?.0, Verdict::Clear);
        Ok(())
    }

    #[test]
    fn what_is_taken_back_counts_no_more_and_stays_on_record() -> Checked {
        let mut gate = Gate::new()?;
        let worker = gate.person("0231", Kind::Worker)?;
        let (_, wrong) = gate.reading(worker, 3760)?;
        gate.station.withdraw(wrong, "")?;
        assert_eq!(gate.reading(worker, 3670)?.0, Verdict::Clear);
        assert!(gate.station.is_inside(worker)?);
        assert!(matches!(gate.station.withdraw(wrong, ""), Err(Error::NotWithdrawable)));
        let checked = gate.station.check()?;
        assert!(checked.holds());
        assert_eq!(checked.entries, 6);
        Ok(())
    }

    #[test]
    fn a_declaration_makes_nobody_present_and_the_first_passage_in_does() -> Checked {
        let mut gate = Gate::new()?;
        let worker = gate.person("0231", Kind::Worker)?;
        gate.minutes_later(1);
        let away = Person {
            status: Status::Away,
            ..gate.station.known(worker)?
        };
        gate.station.save_person(away)?;
        let status = |gate: &Gate| Ok::<_, Error>(gate.station.known(worker)?.status);
        let today = gate.station.card().zone.day_of(gate.clock_now());
        let form = Declaration {
            contact: Answer::No,
            unwell: Answer::No,
            ..Declaration::blank(worker, today.plus_days(2), today)
        };
        gate.station.declare(form, Vec::new())?;
        assert_eq!(status(&gate)?, Status::Away, "they have not travelled yet");
        gate.minutes_later(1);
        assert_eq!(gate.reading(worker, 3780)?.0, Verdict::Recheck);
        assert_eq!(status(&gate)?, Status::Away, "and who does not pass has not arrived");
        gate.minutes_later(6);
        let mut view = gate.station.view()?;
        let (verdict, line) = gate.reading(worker, 3650)?;
        assert_eq!((verdict, status(&gate)?), (Verdict::Clear, Status::Active));
        gate.station.refresh(&mut view, Changed::Register(worker))?;
        assert_eq!(view.roster.get(worker).map(|person| person.status), Some(Status::Active));
        gate.minutes_later(1);
        gate.station.withdraw(line, "认错了人")?;
        assert_eq!(status(&gate)?, Status::Away, "the passage is taken back with what it did");
        assert!(gate.station.check()?.holds());
        Ok(())
    }

    #[test]
    fn visitors_answer_before_they_come_in() -> Checked {
        let mut gate = Gate::new()?;
        let visitor = gate.person("", Kind::Visitor)?;
        assert_eq!(gate.reading(visitor, 3650)?.0, Verdict::Ask);
        gate.station.register_visit(Visit {
            person: visitor,
            host: "李主任".into(),
            ..Visit::default()
        })?;
        assert_eq!(gate.reading(visitor, 3650)?.0, Verdict::Clear);
        Ok(())
    }

    #[test]
    fn who_has_left_and_who_is_unknown() -> Checked {
        let mut gate = Gate::new()?;
        let id = gate.person("0231", Kind::Worker)?;
        gate.minutes_later(1);
        gate.station.save_person(Person {
            id,
            name: "张双".into(),
            status: Status::Left,
            ..Person::default()
        })?;
        assert_eq!(gate.reading(id, 3650)?.0, Verdict::Refuse);
        assert!(matches!(
            gate.reading(PersonId(Uuid::from_u128(1)), 3650),
            Err(Error::UnknownPerson)
        ));
        Ok(())
    }

    #[test]
    fn a_full_disk_loses_nothing_and_is_said() -> Checked {
        let mut gate = Gate::new()?;
        let worker = gate.person("0231", Kind::Worker)?;
        gate.station.store.leave_room(0)?;
        let mut saved = 0;
        let error = loop {
            match gate.reading(worker, 3650) {
                Ok(_) => saved += 1,
                Err(error) => break error,
            }
            gate.minutes_later(1);
        };
        assert_eq!(error.code(), "disk-full");
        gate.station.store.leave_room(1_000)?;
        gate.reading(worker, 3650)?;
        let checked = gate.station.check()?;
        assert_eq!((checked.holds(), checked.entries), (true, 3 + saved + 1));
        Ok(())
    }

    #[test]
    fn what_was_saved_is_there_when_the_station_opens_again() -> Checked {
        let mut gate = Gate::new()?;
        let worker = gate.person("0231", Kind::Worker)?;
        gate.station.hand_over(" 王建国 ")?;
        gate.reading(worker, 3650)?;
        let Gate { station, clock, folder } = gate;
        drop(station);
        let mut again = Station::open(folder.path(), Box::new(clock))?;
        assert_eq!((again.card().station.as_str(), again.on_duty()), ("南门", "王建国"));
        assert!(again.is_inside(worker)?);
        assert!(again.check()?.holds());
        Ok(())
    }
}
