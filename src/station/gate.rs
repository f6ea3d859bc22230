//! At the gate: record a reading, let through, refuse, take back.

use super::{Done, Error, Station};
use crate::domain::day::Moment;
use crate::domain::entry::{Entry, EntryId, Passage, Reading, Refusal, Visit, Withdrawn};
use crate::domain::person::{Person, PersonId};
use crate::domain::screening::{self, Direction, Earlier, Facts, Judgement, Reason};
use crate::domain::temperature::{Celsius, Site};
use crate::store::{journal, register};

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

impl Station {
    /// Records a reading and judges it. A clear one is the passage as well.
    pub fn record_reading(&mut self, new: NewReading) -> Result<Done<Judgement>, Error> {
        let at = self.clock.now();
        let (judgement, earlier) = self.judge(at, new.person, new.direction, Some(new.celsius))?;
        let reading = Reading {
            person: new.person,
            celsius: new.celsius,
            site: new.site,
            instrument: new.instrument,
            attempt: u8::try_from(earlier.len() + 1).unwrap_or(u8::MAX),
            verdict: judgement.verdict,
            reasons: judgement.reasons.iter().map(|reason| Reason::code(reason).to_owned()).collect(),
            direction: new.direction,
            mask: new.mask,
        };
        let Done { id, seq, at, .. } = self.write_at(at, &Entry::Reading(reading), None)?;
        Ok(Done {
            value: judgement,
            id,
            seq,
            at,
        })
    }

    /// Lets somebody through without a new reading. Where the rules do not allow it nothing is written and the judgement
    /// comes back alone.
    pub fn let_through(&mut self, person: PersonId, direction: Direction, mask: bool) -> Result<Result<Done<()>, Judgement>, Error> {
        let at = self.clock.now();
        let (judgement, _) = self.judge(at, person, direction, None)?;
        if !judgement.lets_pass() {
            return Ok(Err(judgement));
        }
        self.write_at(at, &Entry::Passage(Passage { person, direction, mask }), None)
            .map(Ok)
    }

    /// Sends somebody back, with the reason (劝返).
    pub fn refuse(&mut self, person: PersonId, reason: &str) -> Result<Done<()>, Error> {
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
        self.known(visit.person)?;
        self.write(&Entry::Visit(visit), None)
    }

    /// Takes a line of the register back. Both stay on record.
    pub fn withdraw(&mut self, entry: EntryId, reason: &str) -> Result<Done<()>, Error> {
        let target = journal::entry(&self.store, entry)?.ok_or(Error::NotWithdrawable)?;
        let (Entry::Reading(Reading { person, .. }) | Entry::Passage(Passage { person, .. }) | Entry::Refusal(Refusal { person, .. })) =
            target.entry()?
        else {
            return Err(Error::NotWithdrawable);
        };
        if journal::is_corrected(&self.store, entry)? {
            return Err(Error::NotWithdrawable);
        }
        self.write(
            &Entry::Withdrawn(Withdrawn {
                person,
                reason: reason.trim().to_owned(),
            }),
            Some(entry),
        )
    }

    /// The direction somebody will most likely take.
    pub fn guess_direction(&self, person: PersonId) -> Result<Direction, Error> {
        Ok(Direction::guess(register::is_inside(&self.store, person)?))
    }

    fn known(&self, person: PersonId) -> Result<Person, Error> {
        register::person(&self.store, person)?.ok_or(Error::UnknownPerson)
    }

    fn judge(&self, now: Moment, id: PersonId, direction: Direction, celsius: Option<Celsius>) -> Result<(Judgement, Vec<Earlier>), Error> {
        let person = self.known(id)?;
        let zone = self.card().zone;
        let today = zone.span(zone.day_of(now), zone.day_of(now));
        let earlier = register::readings(&self.store, id, today)?;
        let visit = register::visit(&self.store, id, today)?;
        let facts = Facts {
            now,
            kind: person.kind,
            status: person.status,
            visit,
            direction,
            celsius,
            earlier: &earlier,
        };
        let judgement = screening::judge(&self.settings().temperature, &facts);
        Ok((judgement, earlier))
    }

    /// Whether the last passage of a person led inside.
    pub fn is_inside(&self, person: PersonId) -> Result<bool, Error> {
        Ok(register::is_inside(&self.store, person)?)
    }
}
