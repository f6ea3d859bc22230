//! What people may ask about their own data, and what is written down when somebody sees what is masked.

use super::{Done, Error, Station};
use crate::domain::audit::{Revealed, Unkept};
use crate::domain::entry::Entry;
use crate::domain::person::{Kind, Person, PersonId};
use crate::domain::privacy::{Held, Item, Requested, Wish};
use crate::domain::rights::Right;
use crate::domain::screening::{Judgement, VisitAnswer, judge_visitor};
use crate::domain::temperature::Celsius;
use crate::store::purge;

impl Station {
    /// Writes down that somebody sees a number whole, and why, before they do. `ReasonMissing` without a reason.
    pub fn reveal(&mut self, person: PersonId, item: Item, reason: &str) -> Result<Done<()>, Error> {
        self.need(Right::Reveal)?;
        self.known(person)?;
        let revealed = Revealed {
            person,
            what: item.key().to_owned(),
            reason: given(reason)?,
        };
        self.write(&Entry::from(revealed), None)
    }

    /// Nothing of somebody is cleared until that is lifted (保全). `ReasonMissing` without a reason.
    pub fn hold(&mut self, person: PersonId, reason: &str) -> Result<Done<()>, Error> {
        self.need(Right::Purge)?;
        let held = Held {
            person,
            reason: given(reason)?,
            lifted: false,
        };
        self.write(&Entry::from(held), None)
    }

    /// What is due of somebody may be cleared again.
    pub fn lift_hold(&mut self, person: PersonId) -> Result<Done<()>, Error> {
        self.need(Right::Purge)?;
        let held = purge::holds(&self.store)?.remove(&person).ok_or(Error::NothingToWrite)?;
        self.write(&Entry::from(Held { lifted: true, ..held }), None)
    }

    /// Of whom nothing is cleared, and why.
    pub fn holds(&self) -> Result<Vec<Held>, Error> {
        Ok(purge::holds(&self.store)?.into_values().collect())
    }

    /// Saves what somebody wanted put right about themselves, and that they did.
    pub fn correct_for(&mut self, person: Person) -> Result<Done<PersonId>, Error> {
        self.need(Right::Register)?;
        let saved = self.save_person(person)?;
        let asked = self.requested(saved.value, Wish::Correct, "")?;
        Ok(asked.with(saved.value))
    }

    /// Writes down that somebody asked for something about their own data, and that it was done.
    pub(super) fn requested(&mut self, person: PersonId, wish: Wish, note: &str) -> Result<Done<()>, Error> {
        let note = note.trim().to_owned();
        self.write(&Entry::from(Requested { person, wish, note }), None)
    }

    /// Judges a visitor of whom nothing is kept: their answer and their temperature are weighed and forgotten, only the verdict is
    /// written down.
    pub fn decide_unkept(&mut self, kind: Kind, answer: VisitAnswer, celsius: Option<Celsius>) -> Result<Done<Judgement>, Error> {
        self.need(Right::Record)?;
        let judgement = judge_visitor(&self.settings().temperature, self.now(), kind, answer, celsius);
        let unkept = Unkept {
            verdict: judgement.verdict,
        };
        Ok(self.write(&Entry::from(unkept), None)?.with(judgement))
    }
}

fn given(reason: &str) -> Result<String, Error> {
    let reason = reason.trim();
    if reason.is_empty() {
        Err(Error::ReasonMissing)
    } else {
        Ok(reason.to_owned())
    }
}
