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
        self.health_before(person, Moment(i64::MAX))
    }

    /// The standing of one person before a moment.
    pub(super) fn health_before(&self, person: PersonId, before: Moment) -> Result<Health, Error> {
        let mut health = Health::default();
        for event in course::of_person(&self.store, person)? {
            if counts(&event, before) {
                health.take(event.at, self.card().zone, &event.entry);
            }
        }
        find_back(&self.store, person, &mut health, before)?;
        health.readings = readings_of(&self.store, self.settings(), self.card().zone, person, &health)?;
        health.readings.retain(|reading| reading.at < before);
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
        if counts(&event, before) {
            standings.entry(event.person).or_default().take(event.at, zone, &event.entry);
        }
    })?;
    for (person, health) in &mut standings {
        find_back(store, *person, health, before)?;
        health.readings = readings_of(store, settings, zone, *person, health)?;
        health.readings.retain(|reading| zone.start_of(reading.day) < before);
    }
    Ok(standings)
}

/// Whether something in the course counts before a moment, see [`standings`].
fn counts(event: &course::Event, before: Moment) -> bool {
    event.at < before || matches!(event.entry, Entry::Declared(_))
}

/// Somebody who left by one gate may come back by another that has not heard of it yet. Once both entries are here the way in is the
/// return from that outing, at every station the same.
fn find_back(store: &Store, person: PersonId, health: &mut Health, before: Moment) -> Result<(), Error> {
    for (outing, left) in health.away() {
        if let Some((at, line)) = register::came_in(store, person, (left, before))? {
            health.came_back(outing, at, line);
        }
    }
    Ok(())
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
