//! Who comes back to the plant from home: what they declare before or at the gate, and their families with them.

use super::day::trip;
use super::gate::{Gate, Step, Trip};
use crate::domain::day::{Day, Moment};
use crate::domain::declaration::{Answer, Declaration, Quarters, Stay};
use crate::domain::entry::Entry;
use crate::domain::person::Status;
use crate::domain::region;

const HOUR: i32 = 60;

impl Gate<'_> {
    /// Draws for everybody who comes back on which day they do; some after the last one.
    pub(super) fn draw_returns(&mut self) {
        let days = i32::try_from(self.last.days_since(self.first)).unwrap_or(0);
        for who in 0..self.members.len() {
            if self.members[who].returns {
                let after = u32::try_from(self.random.between(0, days + 2)).unwrap_or(0);
                self.standings[who].returns = Some(self.first.plus_days(after));
            }
        }
    }

    /// Who returns on a day, and who declares it two days before.
    pub(super) fn plan_returns(&mut self, day: Day) {
        for who in 0..self.members.len() {
            let Some(returns) = self.standings[who].returns else { continue };
            if returns == day.plus_days(2) && self.random.chance(6_000) {
                let at = self.within(self.at(day, 9 * HOUR), 7 * 3_600);
                self.plan(at, Step::Declare(who));
            }
            if returns == day {
                let at = self.within(self.at(day, 7 * HOUR + 50), 9 * 3_600);
                self.plan(at, Step::Return(who));
            }
        }
    }

    /// Fills in the form, and one for each of the family who comes along.
    pub(super) fn declare(&mut self, at: Moment, who: usize) {
        let form = self.form(at, who);
        let family = self.family(who);
        let household = family.iter().map(|member| self.person(*member)).collect();
        for member in family {
            let person = self.person(member);
            let own = Declaration { person, ..form.clone() };
            self.put(at, member, Entry::Declared(own));
        }
        self.put(at, who, Entry::Declared(Declaration { household, ..form }));
    }

    /// At the gate with the luggage: written down as here again, then measured like everybody.
    pub(super) fn come_back(&mut self, at: Moment, who: usize) {
        if self.standings[who].health.declared.is_none() {
            self.declare(at, who);
        }
        self.standings[who].returns = None;
        for one in std::iter::once(who).chain(self.family(who)) {
            self.standings[one].person.status = Status::Active;
            let person = self.standings[one].person.clone();
            self.put(at, one, Entry::PersonSaved(person));
            let leaves = self.within(at.plus_minutes(90), 2 * 3_600);
            self.soon(at, (25, 240), Step::Arrive(trip(one, leaves, None)));
        }
    }

    /// Somebody asks once more where that was. Not everybody can tell.
    pub(super) fn clarify(&mut self, at: Moment, trip: Trip) {
        let declared = self.standings[trip.who].health.declared.clone();
        let Some((_, mut form)) = declared.filter(|_| self.random.chance(7_000)) else {
            self.standings[trip.who].off_until = Some(self.zone.day_of(at).plus_days(3));
            return;
        };
        for stay in form.stays.iter_mut().filter(|stay| stay.code.is_none()) {
            let place = self.random.word(&self.words.journeys.homes);
            (stay.text, stay.code) = (place.to_owned(), code(place));
        }
        form.filed = self.zone.day_of(at);
        self.put(at, trip.who, Entry::Declared(form));
        self.soon(at, (30, 90), Step::Arrive(trip));
    }

    /// Who comes along: those of the family who are away as well.
    fn family(&self, who: usize) -> Vec<usize> {
        let members = self.members.iter().zip(0..);
        members
            .filter(|(member, at)| member.with == Some(who) && self.standings[*at].person.status == Status::Away)
            .map(|(_, at)| at)
            .collect()
    }

    fn form(&mut self, at: Moment, who: usize) -> Declaration {
        let filed = self.zone.day_of(at);
        let returns = self.standings[who].returns.unwrap_or(filed);
        let words = &self.words.journeys;
        let mut form = Declaration {
            vehicle: self.random.word(&words.vehicles).to_owned(),
            contact: Answer::No,
            unwell: Answer::No,
            quarters: self.quarters(who),
            ..Declaration::blank(self.person(who), returns, filed)
        };
        form.stays = self.stays(returns);
        if self.random.chance(350) {
            form.contact = Answer::Yes;
            form.contact_on = Some(returns.minus_days(self.days(1, 9)));
            self.random.word(&words.contacts).clone_into(&mut form.contact_note);
        }
        if self.random.chance(300) {
            form.unwell = Answer::Yes;
            form.symptoms = vec![self.random.word(&words.symptoms).to_owned()];
        }
        form
    }

    /// Home, and the way from there.
    fn stays(&mut self, returns: Day) -> Vec<Stay> {
        let words = &self.words.journeys;
        let place = match self.random.below(1_000) {
            0..170 => &words.risky,
            170..220 => &words.unclear,
            _ => &words.homes,
        };
        let home = self.random.word(place).to_owned();
        let until = returns.minus_days(self.days(0, 3));
        let mut stays = vec![stay(&home, until.minus_days(self.days(5, 25)), until)];
        if self.random.chance(2_500) {
            let way = self.random.word(&words.transits).to_owned();
            let vehicle = self.random.word(&words.vehicles).to_owned();
            let transit = true;
            stays.push(Stay {
                transit,
                vehicle,
                ..stay(&way, until, until)
            });
        }
        stays
    }

    fn quarters(&mut self, who: usize) -> Quarters {
        let resident = !self.standings[who].person.dormitory.is_empty();
        match self.random.below(10) {
            0..4 if resident => Quarters::Dormitory,
            0..7 => Quarters::Site,
            7 => Quarters::Central,
            _ => Quarters::Home,
        }
    }

    pub(super) fn days(&mut self, least: i32, most: i32) -> u32 {
        u32::try_from(self.random.between(least, most)).unwrap_or(0)
    }
}

fn stay(text: &str, from: Day, to: Day) -> Stay {
    Stay {
        text: text.to_owned(),
        code: code(text),
        from: Some(from),
        to: Some(to),
        ..Stay::default()
    }
}

pub(super) fn code(text: &str) -> Option<region::Code> {
    region::read(text).first().and_then(|mention| mention.code)
}
