//! Everybody's standing, read from the course and kept in the view.

use super::{Error, Station};
use crate::domain::day::Moment;
use crate::domain::health::{At, Health, Standings};
use crate::domain::measured::Measured;
use crate::domain::person::PersonId;
use crate::store::{course, register};

impl Station {
    /// Now, under the rules in force here.
    pub(super) fn at(&self, now: Moment) -> At<'_> {
        At {
            rules: &self.settings().rules,
            zone: self.card().zone,
            now,
        }
    }

    /// Everybody's standing.
    pub(super) fn standings(&self) -> Result<Standings, Error> {
        let zone = self.card().zone;
        let mut standings = Standings::new();
        course::each(&self.store, |event| {
            standings.entry(event.person).or_default().take(event.at, zone, &event.entry);
        })?;
        for (person, health) in &mut standings {
            health.readings = self.readings_of(*person, health)?;
        }
        Ok(standings)
    }

    /// The standing of one person.
    pub(super) fn health(&self, person: PersonId) -> Result<Health, Error> {
        let mut health = Health::default();
        for event in course::of_person(&self.store, person)? {
            health.take(event.at, self.card().zone, &event.entry);
        }
        health.readings = self.readings_of(person, &health)?;
        Ok(health)
    }

    /// Everything that has happened to somebody besides the register, newest first.
    pub fn course(&self, person: PersonId) -> Result<Vec<course::Event>, Error> {
        let mut events = course::of_person(&self.store, person)?;
        events.reverse();
        Ok(events)
    }

    /// The readings since the latest isolation began.
    fn readings_of(&self, person: PersonId, health: &Health) -> Result<Vec<Measured>, Error> {
        let Some(isolation) = health.isolations.last() else {
            return Ok(Vec::new());
        };
        let (settings, zone) = (self.settings(), self.card().zone);
        let span = (zone.start_of(isolation.opened), Moment(i64::MAX));
        let readings = register::readings(&self.store, person, span)?;
        let measured = readings
            .iter()
            .map(|reading| Measured::of(&settings.rules, &settings.temperature, zone, reading.at, reading.celsius));
        Ok(measured.collect())
    }
}
