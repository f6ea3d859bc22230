//! Going out of the invented plant: reported, decided, left, back, and asked about.

use uuid::Uuid;

use super::gate::{Gate, Step, Trip};
use super::journeys::code;
use crate::domain::day::Moment;
use crate::domain::entry::{Entry, EntryId};
use crate::domain::going_out::{self, OutingStep, State, Step as Stage, Trip as Told};
use crate::domain::person::Kind;
use crate::domain::screening::{Direction, Reason};

/// Somebody who has reported that they want to go out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Errand {
    trip: Trip,
    /// Out and back within the shift; `None` for days, from the end of the shift on.
    within: Option<(Moment, Moment)>,
    days: u32,
}

impl Gate<'_> {
    /// Of those who have come in for a shift a few will want to go out.
    pub(super) fn plan_outing(&mut self, at: Moment, trip: Trip) {
        let long = trip.leaves.secs_since(at) > 6 * 3_600;
        let worker = self.members[trip.who].person.kind == Kind::Worker && !self.members[trip.who].guard;
        if long && worker && trip.errand.is_none() && self.random.chance(220) {
            self.soon(at, (600, 5_400), Step::File(trip));
        }
    }

    /// Reports it: destination, reason, back by.
    pub(super) fn file(&mut self, at: Moment, trip: Trip) {
        let standing = &self.standings[trip.who];
        if !standing.inside || standing.health.outing(at).is_some() || standing.health.isolation().is_some() {
            return;
        }
        let errand = self.errand(at, trip);
        let words = &self.words.outings;
        let places = match (self.random.below(100), errand.within) {
            (0..3, _) => &words.risky,
            (_, Some(_)) => &words.near,
            (_, None) => &words.far,
        };
        let (destination, reason) = places.get(self.random.below(places.len())).cloned().unwrap_or_default();
        let due = match errand.within {
            Some((_, back)) => back.plus_minutes(i64::from(self.random.between(-3, 9)) * 10),
            None => self.at(self.zone.day_of(at).plus_days(errand.days), 18 * 60),
        };
        let code = code(&destination);
        let filed = Stage::Filed {
            destination,
            code,
            reason,
            due: due.max(at.plus_minutes(60)),
        };
        let outing = self.draft.id(at);
        self.step_outing(at, trip.who, outing, filed);
        let wait = if self.random.chance(400) { (30_000, 60_000) } else { (300, 2_700) };
        self.soon(at, wait, Step::Rule(errand));
    }

    fn errand(&mut self, at: Moment, trip: Trip) -> Errand {
        let out = self.within(at.plus_minutes(50), 5_400);
        let back = self.within(out.plus_minutes(45), 7_200);
        let long = self.random.chance(3_500);
        Errand {
            trip,
            within: (!long).then_some((out, back)),
            days: self.days(1, 4),
        }
    }

    /// Whoever the rules name decides.
    pub(super) fn rule_on(&mut self, at: Moment, errand: Errand) {
        let who = errand.trip.who;
        let Some(outing) = self.standings[who]
            .health
            .outing(at)
            .filter(|outing| outing.state(at) == State::Filed)
        else {
            return;
        };
        let today = self.zone.day_of(at);
        let (reasons, by) = going_out::judge(&self.rules, &outing.destination, outing.code, today);
        let (id, risky) = (
            outing.id,
            reasons
                .iter()
                .any(|reason| matches!(reason, Reason::Destination { .. } | Reason::AskPlace { .. })),
        );
        let approved = !risky && self.random.chance(9_300);
        let words = &self.words.outings;
        let reason = match (approved, risky) {
            (true, _) => String::new(),
            (false, true) => words.refused.clone(),
            (false, false) => words.unneeded.clone(),
        };
        self.step_outing(at, who, id, Stage::Decided { approved, by, reason });
        if approved {
            self.go(at, errand);
        }
    }

    fn go(&mut self, at: Moment, errand: Errand) {
        let Errand { trip, within, days } = errand;
        if let Some((out, back)) = within {
            let errand = Some((out, back));
            self.plan(out, Step::Leave(Trip { errand, ..trip }));
        } else {
            // Some come a day later than they said.
            let late = u32::from(self.random.chance(1_500));
            self.standings[trip.who].off_until = Some(self.zone.day_of(at).plus_days(days + late));
        }
    }

    /// What a passage does to somebody's outing, as the station sees it.
    pub(super) fn passed(&mut self, at: Moment, who: usize, direction: Direction, line: EntryId) {
        let Some(outing) = self.standings[who].health.outing(at) else {
            return;
        };
        let step = match (direction, outing.state(at)) {
            (Direction::Out, State::Approved) => Stage::Left { line },
            (Direction::In, State::Out | State::Overdue) => Stage::Back { line },
            (_, _) => return,
        };
        let (outing, person) = (outing.id, self.person(who));
        let entry = Entry::Outing(OutingStep { person, outing, step });
        self.standings[who].health.take(at, self.zone, &entry);
        self.with_line(at, entry);
    }

    /// Asks somebody who comes back where they were, and says whether there was anything to ask.
    pub(super) fn ask_trip(&mut self, at: Moment, who: usize) -> bool {
        let Some(outing) = self.standings[who].health.unasked() else {
            return false;
        };
        let (id, places) = (outing.id, outing.destination.clone());
        let words = &self.words.outings;
        let told = Told {
            places,
            whom: self.random.word(&words.whom).to_owned(),
            means: self.random.word(&words.means).to_owned(),
        };
        self.step_outing(at, who, id, Stage::Asked(told));
        true
    }

    fn step_outing(&mut self, at: Moment, who: usize, outing: Uuid, step: Stage) {
        let person = self.person(who);
        self.put(at, who, Entry::Outing(OutingStep { person, outing, step }));
    }
}
