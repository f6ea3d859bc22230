//! The clinic: measure, decide, open, extend and end isolation.

use uuid::Uuid;

use super::{Done, Error, NewReading, Station};
use crate::domain::clinic::{Choice, Decision};
use crate::domain::declaration::Quarters;
use crate::domain::entry::{Entry, EntryId, Taken, Withdrawn};
use crate::domain::isolation::{Cause, IsolationStep, Step};
use crate::domain::person::PersonId;
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
        self.known(decision.person)?;
        if decision.choice != Choice::Back && decision.reason.trim().is_empty() {
            return Err(Error::ReasonMissing);
        }
        self.write(&Entry::Decided(decision), None)
    }

    /// Decides to isolate, and opens the isolation in the same transaction.
    pub fn isolate(&mut self, decision: Decision, new: NewIsolation) -> Result<Done<Uuid>, Error> {
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

    /// Moves, notes needs or symptoms, extends. The release is `release`.
    pub fn step_isolation(&mut self, person: PersonId, step: Step) -> Result<Done<()>, Error> {
        let isolation = self.health(person)?.isolation().ok_or(Error::NotIsolating)?.id;
        self.write(&Entry::Isolation(IsolationStep { person, isolation, step }), None)
    }

    /// Ends an isolation. Before its conditions hold only whom the rules name may, with a reason, and it stays visible.
    pub fn release(&mut self, person: PersonId, by: Authority, reason: &str) -> Result<Done<()>, Error> {
        let health = self.health(person)?;
        let isolation = health.isolation().ok_or(Error::NotIsolating)?;
        let today = self.card().zone.day_of(self.now());
        let early = !isolation.unmet(&health.readings, today).is_empty();
        let authority = &self.settings().rules.authority;
        let needed = if early { authority.release_early } else { authority.release };
        if by < needed {
            return Err(Error::Authority(needed));
        }
        if early && reason.trim().is_empty() {
            return Err(Error::ReasonMissing);
        }
        let reason = reason.trim().to_owned();
        self.step_isolation(person, Step::Released { early, by, reason })
    }
}
