//! A small plant to do things to.

use std::path::Path;

use gatehouse::domain::day::{Moment, Zone};
use gatehouse::domain::person::{Person, PersonId};
use gatehouse::domain::screening::Direction;
use gatehouse::domain::settings::Role;
use gatehouse::domain::temperature::{Celsius, Site};
use gatehouse::station::{Clock, FixedClock, NewReading, Opening, Station};
use uuid::Uuid;

use crate::{Made, Tested};

/// 7 February 2020, 08:00 in Shanghai.
pub(crate) const MORNING: Moment = Moment(1_581_033_600_000);

/// A clock that stands still.
pub(crate) fn clock(at: Moment) -> Box<dyn Clock> {
    let clock = FixedClock::default();
    clock.set(at);
    Box::new(clock)
}

pub(crate) fn opening(name: &str) -> Opening {
    Opening {
        site: "锰矿".into(),
        unit: String::new(),
        station: name.into(),
        role: Role::Gate,
        zone: Zone::DEFAULT,
        demo: false,
    }
}

pub(crate) fn somebody(number: u32) -> Person {
    Person {
        id: PersonId(Uuid::from_u128(u128::from(number))),
        badge: format!("{number:04}"),
        name: format!("张{}", char::from_u32(0x4e00 + number).unwrap_or('双')),
        ..Person::default()
    }
}

pub(crate) fn reading(number: u32) -> NewReading {
    NewReading {
        person: somebody(number).id,
        celsius: Celsius(3650),
        site: Site::Forehead,
        instrument: String::new(),
        direction: Direction::In,
        mask: true,
    }
}

/// A station in a folder, with so many people and as many readings.
pub(crate) fn found(folder: &Path, name: &str, people: u32) -> Tested {
    let mut station = Station::init(folder, opening(name), clock(MORNING))?;
    station.hand_over("王建国")?;
    let mut import = station.begin_import()?;
    let rows = (1..=people).map(|number| (number, somebody(number))).collect();
    station.stage(&mut import, rows)?;
    station.take_import(&import, "花名册.xlsx")?;
    for number in 1..=people {
        station.record_reading(reading(number))?;
    }
    Ok(())
}

pub(crate) fn open(folder: &Path) -> Made<Station> {
    Ok(Station::open(folder, clock(MORNING.plus_minutes(1)))?)
}

/// The number of entries of a station that holds in every way; an error that says what does not.
pub(crate) fn sound(station: &mut Station) -> Made<u64> {
    let checked = station.check()?;
    if checked.holds() {
        Ok(checked.entries)
    } else {
        Err(format!("{checked:?}").into())
    }
}
