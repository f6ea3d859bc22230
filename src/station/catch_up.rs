//! What other stations wrote, put on the screens: after a bundle was merged, and where another program writes and this one looks on.

use std::collections::BTreeSet;

use super::exchange::Intake;
use super::{Error, Station, View};
use crate::domain::entry::Area;
use crate::domain::person::PersonId;
use crate::store::{journal, station, things};

/// From how many readings of single people on everything is read again, which is quicker than one by one.
const MANY: usize = 500;

/// What has to be read again, each thing once however many entries speak of it.
#[derive(Default)]
struct News {
    people: BTreeSet<PersonId>,
    lines: BTreeSet<PersonId>,
    /// Whose course, class and household: everybody that anything was written about.
    courses: BTreeSet<PersonId>,
    areas: Vec<Area>,
}

impl News {
    fn of(news: Vec<(Area, Option<PersonId>)>) -> Self {
        let mut sum = Self::default();
        for (area, person) in news {
            sum.courses.extend(person);
            match area {
                Area::Person => sum.people.extend(person),
                Area::Register => sum.lines.extend(person),
                Area::Course | Area::Stations | Area::Settings | Area::Instruments | Area::Daybook | Area::Import => {}
            }
            sum.areas.push(area);
        }
        sum
    }

    fn is_much(&self) -> bool {
        self.people.len() + self.lines.len() + self.courses.len() > MANY
    }

    fn is_of(&self, area: Area) -> bool {
        self.areas.contains(&area)
    }
}

impl Station {
    /// Reads what others have written since: other stations, whose entries came in a bundle, and the program that writes here where
    /// this one only looks on. What this station wrote itself was read again with each action.
    pub fn catch_up(&mut self, view: &mut View) -> Result<(), Error> {
        let upto = journal::last(&self.store)?;
        if upto == view.upto {
            return Ok(());
        }
        let looks_on = self.store.held_by().is_some();
        let but = (!looks_on).then_some(self.identity.chain);
        let mut news = News::of(journal::news(&self.store, view.upto, but)?);
        if news.is_of(Area::Import) {
            if !looks_on {
                self.store.carry_over(u32::MAX)?;
            }
            let taken = journal::taken(&self.store, view.upto, but)?;
            news.people.extend(&taken);
            news.courses.extend(taken);
        }
        let settings = view.settings.clone();
        if news.is_of(Area::Settings) {
            self.identity = station::identity(&self.store)?;
            self.read_settings(view)?;
        }
        if news.is_much() {
            return self.read_anew(view);
        }
        self.read_news(view, &news)?;
        self.follow_units(view)?;
        if view.settings != settings {
            view.judge_all(self.now());
        }
        view.upto = upto;
        view.count(self.now());
        Ok(())
    }

    /// Reads everything again. What the queue may see stays as it is.
    fn read_anew(&self, view: &mut View) -> Result<(), Error> {
        let (changes, curtain) = (view.changes + 1, view.veil.curtain);
        *view = self.view()?;
        view.changes += changes;
        view.veil.curtain = curtain;
        Ok(())
    }

    /// Shows what bundles have brought.
    pub fn follow(&mut self, view: &mut View, intake: &Intake) -> Result<(), Error> {
        // What was masked or withheld and is whole now stands in rows that were read long ago.
        if intake.has_renewed() || view.card.chain != self.card().chain {
            // The group and the daybook that are kept take in what comes, and not what says more than it did.
            self.grouped.take();
            self.folded.take();
            // Settings and accounts may have come beside them.
            self.identity = station::identity(&self.store)?;
            return self.read_anew(view);
        }
        if intake.taken() > 0 { self.catch_up(view) } else { Ok(()) }
    }

    /// Reads again what is known of other stations, and what units have sent. That the server where these are kept cannot be used is
    /// a state and no error: whoever stands at the window goes on with what was known.
    pub(super) fn follow_exchanges(&self, view: &mut View) -> Result<(), Error> {
        self.follow_exchange(&mut view.exchange)?;
        self.follow_units(view)
    }

    /// Reads again what units have sent.
    fn follow_units(&self, view: &mut View) -> Result<(), Error> {
        match self.follow_group(&mut view.group) {
            Err(error) if error.is_of_server() => {
                view.exchange.ledger_fault.get_or_insert_with(|| error.code());
                Ok(())
            }
            followed => followed,
        }
    }

    fn read_news(&self, view: &mut View, news: &News) -> Result<(), Error> {
        for person in &news.people {
            self.read_person(view, *person)?;
        }
        for person in &news.lines {
            self.read_register(view, *person)?;
        }
        for person in &news.courses {
            self.read_course(view, *person)?;
        }
        // The lines name people as they are called now.
        if !(news.lines.is_empty() && news.people.is_empty()) {
            self.read_lines(view)?;
        }
        if news.is_of(Area::Stations) {
            view.stations = station::cards(&self.store)?;
            view.opened = self.first_day()?;
        }
        if news.is_of(Area::Instruments) {
            view.instruments = things::instruments(&self.store)?;
        }
        if news.is_of(Area::Daybook) {
            self.follow_daybook(&mut view.daybook)?;
            view.take_stock();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn people_lines_and_courses_are_much_together() {
        for (area, count, is_much) in [
            (Area::Person, 250, false),
            (Area::Person, 251, true),
            (Area::Register, 251, true),
            (Area::Course, 500, false),
            (Area::Course, 501, true),
        ] {
            let news = (0..count).map(|who| (area, Some(PersonId(Uuid::from_u128(who)))));
            assert_eq!(News::of(news.collect()).is_much(), is_much, "{area:?} {count}");
        }
    }
}
