//! Going out (外出报备): filed, decided, extended, closed by the return, and asked about.

use uuid::Uuid;

use super::{Done, Error, Station};
use crate::domain::day::Moment;
use crate::domain::entry::{Entry, EntryId};
use crate::domain::going_out::{self, OutingStep, State, Step, Trip};
use crate::domain::person::PersonId;
use crate::domain::region::Code;
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
        let now = self.now();
        let health = self.health(person)?;
        let filed = health.outings.iter().find(|one| one.id == outing).ok_or(Error::NoOuting)?;
        if !matches!(filed.state(now), State::Filed | State::Approved | State::Refused) {
            return Err(Error::NoOuting);
        }
        let today = self.card().zone.day_of(now);
        let (_, decides) = going_out::judge(&self.settings().rules, &filed.destination, filed.code, today);
        if by < decides {
            return Err(Error::Authority(decides));
        }
        if !approved && reason.trim().is_empty() {
            return Err(Error::ReasonMissing);
        }
        let reason = reason.trim().to_owned();
        self.step_outing(person, outing, Step::Decided { approved, by, reason })
    }

    /// Gives somebody more time.
    pub fn extend_outing(&mut self, person: PersonId, outing: Uuid, due: Moment, reason: &str) -> Result<Done<()>, Error> {
        if due <= self.now() {
            return Err(Error::DuePast);
        }
        let reason = reason.trim().to_owned();
        self.step_outing(person, outing, Step::Extended { due, reason })
    }

    /// Takes back a report that nobody has left on.
    pub fn cancel_outing(&mut self, person: PersonId, outing: Uuid, reason: &str) -> Result<Done<()>, Error> {
        let reason = reason.trim().to_owned();
        self.step_outing(person, outing, Step::Cancelled { reason })
    }

    /// What somebody says when they are back: where, with whom, by what.
    pub fn ask_trip(&mut self, person: PersonId, outing: Uuid, trip: Trip) -> Result<Done<()>, Error> {
        if trip.places.trim().is_empty() {
            return Err(Error::DestinationMissing);
        }
        self.step_outing(person, outing, Step::Asked(trip))
    }

    fn step_outing(&mut self, person: PersonId, outing: Uuid, step: Step) -> Result<Done<()>, Error> {
        if !self.health(person)?.outings.iter().any(|one| one.id == outing) {
            return Err(Error::NoOuting);
        }
        self.write(&Entry::Outing(OutingStep { person, outing, step }), None)
    }

    /// What a passage by the line `line` does to somebody's outing: it begins, or it is over.
    pub(super) fn outing_passed(&self, now: Moment, person: PersonId, direction: Direction, line: EntryId) -> Result<Option<Entry>, Error> {
        let health = self.health(person)?;
        let Some(outing) = health.outing(now) else { return Ok(None) };
        let step = match (direction, outing.state(now)) {
            (Direction::Out, State::Approved) => Step::Left { line },
            (Direction::In, State::Out | State::Overdue) => Step::Back { line },
            (_, _) => return Ok(None),
        };
        let outing = outing.id;
        Ok(Some(Entry::Outing(OutingStep { person, outing, step })))
    }
}
