//! What was written on paper while the power was out, entered later (补录).

use super::gate::AsOf;
use super::{Done, Error, NewReading, Station};
use crate::domain::day::Moment;
use crate::domain::entry::{Entry, Passage, Reading, Taken};
use crate::domain::person::PersonId;
use crate::domain::rights::Right;
use crate::domain::screening::{Direction, Judgement};
use crate::domain::temperature::{Celsius, Site};
use crate::store;
use crate::store::lines;

/// How far back in somebody's register the same line is looked for.
const LOOKED_THROUGH: u32 = 500;

/// A line of a sheet of paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LateLine {
    pub person: PersonId,
    /// When it happened, to the minute as a rule.
    pub at: Moment,
    /// `None` where somebody went out without being measured.
    pub celsius: Option<Celsius>,
    pub site: Site,
    pub instrument: String,
    pub direction: Direction,
    pub mask: bool,
    pub taken: Taken,
}

impl Station {
    /// Enters a line of paper. It is judged by the rules and by what was known when it happened; a passage out that is on paper has
    /// happened whatever they say, and the judgement says what they would have.
    ///
    /// `LateFuture`, `LateBefore` and `LateTwice` for a time that cannot be and for the same line; `LateNoReading` where somebody
    /// came in without a temperature.
    pub fn enter_late(&mut self, late: &LateLine) -> Result<Done<Judgement>, Error> {
        self.need(Right::Register)?;
        let now = self.now();
        if late.at > now {
            return Err(Error::LateFuture);
        }
        if late.at < store::station::opened(&self.store)? {
            return Err(Error::LateBefore);
        }
        if let Some(seq) = self.same_line(late)? {
            return Err(Error::LateTwice(seq));
        }
        if late.celsius.is_none() && (late.direction == Direction::In || late.taken != Taken::Gate) {
            return Err(Error::LateNoReading);
        }
        let settings = store::station::settings_before(&self.store, late.at)?;
        let as_of = AsOf {
            settings: &settings,
            now: late.at,
            before: late.at,
        };
        let direction = (late.taken == Taken::Gate).then_some(late.direction);
        let (judgement, earlier) = self.judge_as_of(&as_of, late.person, direction, late.celsius)?;
        let (line, passed) = match late.celsius {
            Some(celsius) => {
                let reading = Reading {
                    taken: late.taken,
                    happened: Some(late.at),
                    ..late.reading(celsius).judged(&judgement, &earlier)
                };
                (Entry::Reading(reading), judgement.lets_pass() && direction.is_some())
            }
            None => (Entry::Passage(late.passage()), true),
        };
        let passed = passed.then_some((late.person, late.direction));
        Ok(self.write_line_of((now, Some(late.at)), line, passed)?.with(judgement))
    }

    /// The number of a line that says the same of the same minute.
    fn same_line(&self, late: &LateLine) -> Result<Option<i64>, Error> {
        let minute = |at: Moment| at.0.div_euclid(60_000);
        let lines = lines::of_person(&self.store, late.person, LOOKED_THROUGH)?;
        let same = lines.iter().find(|line| {
            minute(line.at) == minute(late.at)
                && line.direction == late.direction
                && line.celsius == late.celsius
                && line.corrected_by.is_none()
        });
        Ok(same.map(|line| line.seq))
    }
}

impl LateLine {
    fn reading(&self, celsius: Celsius) -> NewReading {
        NewReading {
            person: self.person,
            celsius,
            site: self.site,
            instrument: self.instrument.clone(),
            direction: self.direction,
            mask: self.mask,
        }
    }

    fn passage(&self) -> Passage {
        Passage {
            person: self.person,
            direction: self.direction,
            mask: self.mask,
            happened: Some(self.at),
        }
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;
    use uuid::Uuid;

    use super::*;
    use crate::domain::entry::EntryId;
    use crate::domain::person::{Kind, Person};
    use crate::domain::screening::Verdict;
    use crate::station::{FixedClock, NewOuting, Opening};

    type Checked = Result<(), Box<dyn std::error::Error>>;

    /// 7 February 2020, 08:00 in Shanghai.
    const MORNING: Moment = Moment(1_581_033_600_000);

    struct Gate {
        station: Station,
        clock: FixedClock,
        person: PersonId,
        _folder: TempDir,
    }

    fn gate() -> Result<Gate, Box<dyn std::error::Error>> {
        let (folder, clock, person) = (tempfile::tempdir()?, FixedClock::default(), PersonId(Uuid::now_v7()));
        clock.set(MORNING);
        let mut station = Station::init(folder.path(), Opening::tested("南门"), Box::new(clock.clone()))?;
        station.save_person(Person {
            id: person,
            badge: "0231".into(),
            name: "张双".into(),
            kind: Kind::Worker,
            ..Person::default()
        })?;
        clock.set(MORNING.plus_minutes(180));
        Ok(Gate {
            station,
            clock,
            person,
            _folder: folder,
        })
    }

    impl Gate {
        fn line(&self, minute: i64, direction: Direction, celsius: Option<i32>) -> LateLine {
            LateLine {
                person: self.person,
                at: MORNING.plus_minutes(minute),
                celsius: celsius.map(Celsius),
                site: Site::Forehead,
                instrument: String::new(),
                direction,
                mask: true,
                taken: Taken::Gate,
            }
        }

        fn enter(&mut self, minute: i64, direction: Direction, celsius: Option<i32>) -> Result<Verdict, Error> {
            let line = self.line(minute, direction, celsius);
            Ok(self.station.enter_late(&line)?.value.verdict)
        }
    }

    #[test]
    fn presence_follows_what_happened_and_not_what_was_typed() -> Checked {
        let mut gate = gate()?;
        // Out at 09:30 is typed first, in at 08:40 after it.
        gate.enter(90, Direction::Out, None)?;
        assert!(!gate.station.is_inside(gate.person)?);
        assert_eq!(gate.enter(40, Direction::In, Some(3650))?, Verdict::Clear);
        assert!(!gate.station.is_inside(gate.person)?, "the later passage stands");
        gate.enter(100, Direction::In, Some(3660))?;
        assert!(gate.station.is_inside(gate.person)?);
        let lines = gate.station.timeline(gate.person)?;
        let happened: Vec<i64> = lines.iter().map(|line| (line.at.0 - MORNING.0) / 60_000).collect();
        assert_eq!(happened, [100, 90, 40]);
        assert!(lines.iter().all(|line| line.is_late() && line.entered == MORNING.plus_minutes(180)));
        assert!(gate.station.check()?.holds(), "rebuilt tables say the same");
        Ok(())
    }

    #[test]
    fn a_line_is_judged_by_what_was_known_then() -> Checked {
        let mut gate = gate()?;
        assert_eq!(gate.enter(60, Direction::In, Some(3650))?, Verdict::Clear);
        assert_eq!(
            gate.enter(50, Direction::In, Some(3760))?,
            Verdict::Recheck,
            "ten minutes before it"
        );
        assert_eq!(
            gate.enter(56, Direction::In, Some(3740))?,
            Verdict::Clinic,
            "the second after the first"
        );
        let view = gate.station.view()?;
        assert_eq!(view.today(gate.person).earlier.len(), 3);
        let mut settings = gate.station.settings().clone();
        settings.temperature.threshold = Celsius(3780);
        gate.station.change_settings(settings)?;
        assert_eq!(
            gate.enter(70, Direction::In, Some(3770))?,
            Verdict::Clinic,
            "sent to the clinic, and no other rule then"
        );
        Ok(())
    }

    #[test]
    fn a_fever_of_today_waits_for_the_clinic() -> Checked {
        let mut gate = gate()?;
        assert_eq!(gate.enter(60, Direction::In, Some(3760))?, Verdict::Recheck);
        let queue = gate.station.view()?.queue();
        assert_eq!(queue.iter().map(|queued| queued.person).collect::<Vec<_>>(), [gate.person]);
        Ok(())
    }

    #[test]
    fn what_cannot_be_is_said() -> Checked {
        let mut gate = gate()?;
        assert!(matches!(gate.enter(181, Direction::In, Some(3650)), Err(Error::LateFuture)));
        assert!(matches!(gate.enter(-1, Direction::In, Some(3650)), Err(Error::LateBefore)));
        assert!(matches!(gate.enter(60, Direction::In, None), Err(Error::LateNoReading)));
        gate.enter(60, Direction::In, Some(3650))?;
        let twice = gate.enter(60, Direction::In, Some(3650));
        assert!(matches!(twice, Err(Error::LateTwice(seq)) if seq > 0));
        let line = gate.station.timeline(gate.person)?.first().ok_or("no line")?.id;
        gate.station.withdraw(line, "")?;
        assert!(!gate.station.is_inside(gate.person)?);
        gate.enter(60, Direction::In, Some(3650))?;
        assert!(gate.station.check()?.holds());
        Ok(())
    }

    #[test]
    fn an_outing_begins_and_ends_when_it_happened() -> Checked {
        let mut gate = gate()?;
        gate.clock.set(MORNING.plus_minutes(1));
        let new = NewOuting {
            person: gate.person,
            destination: "遵义市".into(),
            code: "5203".parse().ok(),
            reason: "看病".into(),
            due: MORNING.plus_minutes(120),
        };
        let by = crate::domain::rules::Authority::Headquarters;
        gate.station.file_outing(&new, Some(by))?;
        gate.clock.set(MORNING.plus_minutes(180));
        gate.enter(30, Direction::Out, None)?;
        assert_eq!(gate.enter(100, Direction::In, Some(3650))?, Verdict::Clear);
        let health = gate.station.health(gate.person)?;
        let outing = health.outings.first().ok_or("no outing")?;
        let at = |step: Option<(Moment, EntryId)>| step.map(|(at, _)| at);
        assert_eq!(
            (at(outing.left), at(outing.back)),
            (Some(MORNING.plus_minutes(30)), Some(MORNING.plus_minutes(100)))
        );
        assert!(gate.station.check()?.holds());
        Ok(())
    }
}
