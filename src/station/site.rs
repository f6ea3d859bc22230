//! Site measures: places and plans, rounds done, skipped and checked, the canteen, dormitories, meetings, remarks on the guide.

use uuid::Uuid;

use super::{Done, Error, Station};
use crate::domain::day::Moment;
use crate::domain::daybook::{Daybook, Noted};
use crate::domain::entry::Entry;
use crate::domain::report::Clause;
use crate::domain::rights::Right;
use crate::domain::site::canteen::Food;
use crate::domain::site::round::EARLY_MIN;
use crate::domain::site::{Doing, Meeting, Place, Plan, Record, Room, Round, Sample, SampleStep, Slot, What};

/// Why a measure was not written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SiteFault {
    #[error("the plan never comes due, or too often")]
    PlanImpossible,
    #[error("no such plan")]
    NoPlan,
    #[error("this round has been done already")]
    DoneAlready,
    #[error("this round is not due yet")]
    TooEarly,
    #[error("the time lies ahead")]
    Ahead,
    #[error("nobody has done this round")]
    NotDone,
    #[error("who did it does not check it")]
    OwnCheck,
    #[error("no such sample, or it is gone")]
    SampleGone,
    #[error("a time to eat has a beginning, an end and seats")]
    Slot,
    #[error("a number is missing")]
    NumberMissing,
}

impl SiteFault {
    /// The tail of the language key that says it.
    pub fn code(self) -> &'static str {
        match self {
            Self::PlanImpossible => "plan-impossible",
            Self::NoPlan => "no-plan",
            Self::DoneAlready => "round-done-already",
            Self::TooEarly => "round-too-early",
            Self::Ahead => "round-ahead",
            Self::NotDone => "round-not-done",
            Self::OwnCheck => "round-own-check",
            Self::SampleGone => "sample-gone",
            Self::Slot => "eating-time",
            Self::NumberMissing => "number-missing",
        }
    }
}

/// The name without what surrounds it; `NameMissing` where nothing is left.
fn named(name: &str) -> Result<String, Error> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::NameMissing);
    }
    Ok(name.to_owned())
}

impl Station {
    /// Writes down a place, or what has changed about it.
    pub fn save_place(&mut self, mut place: Place) -> Result<Done<()>, Error> {
        self.need(Right::RunDay)?;
        place.name = named(&place.name)?;
        self.note(Noted::Place(place), None)
    }

    /// Writes down a plan, or what has changed about it; what was due before stays as it was.
    pub fn save_plan(&mut self, plan: Plan) -> Result<Done<()>, Error> {
        self.need(Right::RunDay)?;
        if !plan.retired && !plan.is_possible() {
            return Err(SiteFault::PlanImpossible.into());
        }
        self.note(Noted::Plan(plan), None)
    }

    /// Writes down many places and plans at once, all of them or none.
    pub fn save_places(&mut self, places: Vec<Place>, plans: Vec<Plan>) -> Result<Done<()>, Error> {
        self.need(Right::RunDay)?;
        let noted = places.into_iter().map(Noted::Place).chain(plans.into_iter().map(Noted::Plan));
        self.write_all(noted.map(Entry::Noted).collect())
    }

    /// A round is done; by whoever is on duty where nobody is named.
    pub fn do_round(&mut self, plan: Uuid, due: Moment, doing: Doing) -> Result<Done<()>, Error> {
        self.need(Right::RunDay)?;
        let daybook = self.daybook()?;
        open(&daybook, plan, due)?;
        if due > self.now().plus_minutes(EARLY_MIN) {
            return Err(SiteFault::TooEarly.into());
        }
        if doing.done_at.is_some_and(|at| at > self.now()) {
            return Err(SiteFault::Ahead.into());
        }
        let executor = if doing.executor.trim().is_empty() {
            self.on_duty()
        } else {
            &doing.executor
        };
        let executor = named(executor)?;
        let what = What::Done(Doing { executor, ..doing });
        self.note(Noted::Round(Round { plan, due, what }), None)
    }

    /// A round will not be done, and why.
    pub fn skip_round(&mut self, plan: Uuid, due: Moment, reason: &str) -> Result<Done<()>, Error> {
        self.need(Right::RunDay)?;
        let daybook = self.daybook()?;
        open(&daybook, plan, due)?;
        if reason.trim().is_empty() {
            return Err(Error::ReasonMissing);
        }
        let (reason, by) = (reason.trim().to_owned(), self.on_duty().to_owned());
        let what = What::Skipped { reason, by };
        self.note(Noted::Round(Round { plan, due, what }), None)
    }

    /// Somebody other than who did it has looked at it.
    pub fn check_round(&mut self, plan: Uuid, due: Moment, by: &str) -> Result<Done<()>, Error> {
        self.need(Right::RunDay)?;
        let by = named(by)?;
        let daybook = self.daybook()?;
        let doing = daybook.site.record(plan, due).and_then(Record::doing).ok_or(SiteFault::NotDone)?;
        if doing.executor == by {
            return Err(SiteFault::OwnCheck.into());
        }
        let what = What::Checked { by };
        self.note(Noted::Round(Round { plan, due, what }), None)
    }

    /// Writes down a time to eat, or what has changed about it.
    pub fn save_slot(&mut self, slot: Slot) -> Result<Done<()>, Error> {
        self.need(Right::RunDay)?;
        if slot.seats == 0 || slot.from_min == slot.to_min {
            return Err(SiteFault::Slot.into());
        }
        self.note(Noted::Slot(slot), None)
    }

    /// Keeps food of a meal back.
    pub fn keep_sample(&mut self, mut food: Food) -> Result<Done<()>, Error> {
        self.need(Right::RunDay)?;
        food.dish = named(&food.dish)?;
        if food.grams == 0 {
            return Err(SiteFault::NumberMissing.into());
        }
        let id = Uuid::now_v7();
        let step = SampleStep::Kept(food);
        self.note(Noted::Sample(Sample { id, step }), None)
    }

    /// Throws a sample of food away; once.
    pub fn discard_sample(&mut self, id: Uuid) -> Result<Done<()>, Error> {
        self.need(Right::RunDay)?;
        let daybook = self.daybook()?;
        let kept = daybook.site.sample(id).filter(|kept| kept.discarded.is_none());
        kept.ok_or(SiteFault::SampleGone)?;
        let by = self.on_duty().to_owned();
        let step = SampleStep::Discarded { by };
        self.note(Noted::Sample(Sample { id, step }), None)
    }

    /// Writes down how large a dormitory room is.
    pub fn save_room(&mut self, mut room: Room) -> Result<Done<()>, Error> {
        self.need(Right::RunDay)?;
        room.name = named(&room.name)?;
        self.note(Noted::Room(room), None)
    }

    /// Writes down a meeting that was held or is planned.
    pub fn hold_meeting(&mut self, mut meeting: Meeting) -> Result<Done<()>, Error> {
        self.need(Right::RunDay)?;
        meeting.title = named(&meeting.title)?;
        if meeting.people == 0 || meeting.minutes == 0 {
            return Err(SiteFault::NumberMissing.into());
        }
        self.note(Noted::Meeting(meeting), None)
    }

    /// Writes a remark on a clause of the guide; an empty one takes the last one away.
    pub fn remark_clause(&mut self, clause: u8, text: &str) -> Result<Done<()>, Error> {
        self.need(Right::RunDay)?;
        let day = self.card().zone.day_of(self.now());
        let text = text.trim().to_owned();
        self.note(Noted::Clause(Clause { clause, day, text }), None)
    }
}

/// Whether a round of a known plan is still to be done.
fn open(daybook: &Daybook, plan: Uuid, due: Moment) -> Result<(), SiteFault> {
    daybook.site.plan(plan).ok_or(SiteFault::NoPlan)?;
    match daybook.site.record(plan, due) {
        Some(record) if record.is_done() => Err(SiteFault::DoneAlready),
        Some(_) | None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::Zone;
    use crate::domain::site::{Outcome, RoundCount, State};
    use crate::station::{Clock as _, FixedClock, Opening};

    type Checked = Result<(), Box<dyn std::error::Error>>;

    /// 7 February 2020, 08:00 in Shanghai.
    const MORNING: Moment = Moment(1_581_033_600_000);

    fn opened(folder: &std::path::Path) -> Result<(Station, FixedClock, Plan), Box<dyn std::error::Error>> {
        let clock = FixedClock::default();
        clock.set(MORNING.plus_minutes(-120));
        let mut station = Station::init(folder, Opening::tested("南门"), Box::new(clock.clone()))?;
        station.hand_over("王建国")?;
        let place = Place {
            id: Uuid::from_u128(1),
            name: "一楼洗手间".into(),
            ..Place::default()
        };
        let plan = Plan {
            id: Uuid::from_u128(2),
            place: place.id,
            checker: "李敏".into(),
            grace_min: 60,
            ..Plan::default()
        };
        station.save_place(place)?;
        station.save_plan(plan.clone())?;
        clock.set(MORNING);
        Ok((station, clock, plan))
    }

    fn doing(executor: &str) -> Doing {
        Doing {
            executor: executor.into(),
            ..Doing::default()
        }
    }

    #[test]
    fn a_round_is_done_checked_and_taken_back() -> Checked {
        let folder = tempfile::tempdir()?;
        let (mut station, clock, plan) = opened(folder.path())?;
        let state = |station: &Station| -> Result<Vec<State>, Error> {
            let daybook = station.daybook()?;
            let tasks = daybook.site.tasks_on(Zone::DEFAULT.day_of(MORNING), Zone::DEFAULT);
            Ok(tasks.iter().map(|task| task.state(clock.now())).collect())
        };
        assert_eq!(state(&station)?, [State::Due, State::Later]);
        assert!(matches!(
            station.check_round(plan.id, MORNING, "李敏"),
            Err(Error::Site(SiteFault::NotDone))
        ));
        let done = station.do_round(plan.id, MORNING, doing(""))?;
        assert_eq!(state(&station)?, [State::Unchecked, State::Later]);
        assert!(matches!(
            station.do_round(plan.id, MORNING, doing("")),
            Err(Error::Site(SiteFault::DoneAlready))
        ));
        assert!(matches!(
            station.check_round(plan.id, MORNING, "王建国"),
            Err(Error::Site(SiteFault::OwnCheck))
        ));
        station.check_round(plan.id, MORNING, "李敏")?;
        assert_eq!(state(&station)?, [State::Done, State::Later]);
        station.strike(done.id, "记错了")?;
        assert_eq!(state(&station)?, [State::Due, State::Later], "the check falls with what it checked");
        assert!(station.check()?.holds());
        Ok(())
    }

    #[test]
    fn a_round_is_not_done_before_its_time_nor_in_the_time_to_come() -> Checked {
        let folder = tempfile::tempdir()?;
        let (mut station, _, plan) = opened(folder.path())?;
        let evening = MORNING.plus_minutes(600);
        assert!(matches!(
            station.do_round(plan.id, evening, doing("")),
            Err(Error::Site(SiteFault::TooEarly))
        ));
        let ahead = Doing {
            done_at: Some(evening),
            ..doing("")
        };
        assert!(matches!(
            station.do_round(plan.id, MORNING, ahead),
            Err(Error::Site(SiteFault::Ahead))
        ));
        assert!(matches!(station.skip_round(plan.id, MORNING, " "), Err(Error::ReasonMissing)));
        station.skip_round(plan.id, MORNING, "停水")?;
        let daybook = station.daybook()?;
        let record = daybook.site.record(plan.id, MORNING).ok_or("nothing is known")?;
        assert!(matches!(&record.outcome, Outcome::Skipped { reason, by } if reason == "停水" && by == "王建国"));
        station.do_round(plan.id, MORNING, doing("周芳"))?;
        let count = station.daybook()?.site.rounds_on(Zone::DEFAULT.day_of(MORNING), Zone::DEFAULT);
        assert_eq!(count, RoundCount { due: 2, done: 1 }, "what was skipped may still be done");
        Ok(())
    }

    #[test]
    fn what_cannot_be_is_refused() -> Checked {
        let folder = tempfile::tempdir()?;
        let (mut station, _, plan) = opened(folder.path())?;
        let never = Plan {
            rhythm: crate::domain::site::Rhythm {
                weekdays: 0,
                ..plan.rhythm.clone()
            },
            ..plan
        };
        assert!(matches!(station.save_plan(never), Err(Error::Site(SiteFault::PlanImpossible))));
        assert!(matches!(station.save_place(Place::default()), Err(Error::NameMissing)));
        assert!(matches!(station.save_slot(Slot::default()), Err(Error::Site(SiteFault::Slot))));
        let night = Slot {
            from_min: 23 * 60 + 30,
            to_min: 30,
            seats: 40,
            ..Slot::default()
        };
        station.save_slot(night)?;
        let food = Food {
            dish: "土豆烧肉".into(),
            ..Food::default()
        };
        assert!(matches!(
            station.keep_sample(food.clone()),
            Err(Error::Site(SiteFault::NumberMissing))
        ));
        station.keep_sample(Food { grams: 130, ..food })?;
        let id = station.daybook()?.site.samples().next().ok_or("no sample")?.id;
        station.discard_sample(id)?;
        let again = station.discard_sample(id);
        assert!(
            matches!(again, Err(Error::Site(SiteFault::SampleGone))),
            "who threw it away first did"
        );
        let room = Room {
            name: " 3-412 ".into(),
            tenths: 200,
        };
        station.save_room(room)?;
        assert_eq!(
            station.daybook()?.site.rooms().first().map(|room| room.name.as_str()),
            Some("3-412")
        );
        Ok(())
    }
}
