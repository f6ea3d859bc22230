//! Everybody's standing, read from the course and kept in the view.

use super::{Error, Station};
use crate::domain::day::{Moment, Zone};
use crate::domain::entry::Entry;
use crate::domain::health::{At, Health, Standings};
use crate::domain::measured::Measured;
use crate::domain::person::PersonId;
use crate::domain::settings::Settings;
use crate::store::{Store, course, register};

impl Station {
    /// Now, under the rules in force here.
    pub(super) fn at(&self, now: Moment) -> At<'_> {
        At {
            rules: &self.settings().rules,
            zone: self.card().zone,
            now,
        }
    }

    /// The standing of one person.
    pub(super) fn health(&self, person: PersonId) -> Result<Health, Error> {
        let mut health = Health::default();
        for event in course::of_person(&self.store, person)? {
            health.take(event.at, self.card().zone, &event.entry);
        }
        health.readings = readings_of(&self.store, self.settings(), self.card().zone, person, &health)?;
        Ok(health)
    }

    /// Everything that has happened to somebody besides the register, newest first.
    pub fn course(&self, person: PersonId) -> Result<Vec<course::Event>, Error> {
        let mut events = course::of_person(&self.store, person)?;
        events.reverse();
        Ok(events)
    }
}

/// Everybody's standing before a moment. What somebody declared counts whenever it was written down, because it tells of days
/// before; what was done about them counts from when it was done.
pub(super) fn standings(store: &Store, settings: &Settings, zone: Zone, before: Moment) -> Result<Standings, Error> {
    let mut standings = Standings::new();
    course::each(store, |event| {
        if event.at < before || matches!(event.entry, Entry::Declared(_)) {
            standings.entry(event.person).or_default().take(event.at, zone, &event.entry);
        }
    })?;
    for (person, health) in &mut standings {
        health.readings = readings_of(store, settings, zone, *person, health)?;
        health.readings.retain(|reading| zone.start_of(reading.day) < before);
    }
    Ok(standings)
}

/// The readings since day 0 of the latest isolation.
fn readings_of(store: &Store, settings: &Settings, zone: Zone, person: PersonId, health: &Health) -> Result<Vec<Measured>, Error> {
    let Some(isolation) = health.isolations.last() else {
        return Ok(Vec::new());
    };
    let span = (zone.start_of(isolation.began()), Moment(i64::MAX));
    let readings = register::readings(store, person, span)?;
    let measured = readings
        .iter()
        .map(|reading| Measured::of(&settings.rules, &settings.temperature, zone, reading.at, reading.celsius));
    Ok(measured.collect())
}
