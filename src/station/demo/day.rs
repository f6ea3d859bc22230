//! Who comes when: the shifts and their teams, families, lorries and callers of one day.

use super::gate::{Course, Gate, Step, Trip};
use super::people::Rota;
use crate::domain::day::{Day, Moment};
use crate::domain::person::{Kind, Status};

const HOUR: i32 = 60;
/// How long before a shift the first of it come.
const EARLY_SECS: i32 = 40 * 60;

/// A shift of eight hours, and the day's work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shift {
    Morning,
    Evening,
    Night,
}

impl Shift {
    /// The shift of a team: a week of each. Morning follows evening follows night, so that nobody works sixteen hours.
    pub(super) fn of(team: u8, days: i64) -> Self {
        match (i64::from(team) + 2 * days.div_euclid(7)).rem_euclid(3) {
            0 => Self::Morning,
            1 => Self::Evening,
            _ => Self::Night,
        }
    }

    /// The minute of its day when it begins.
    fn begins(self) -> i32 {
        match self {
            Self::Morning => 8 * HOUR,
            Self::Evening => 16 * HOUR,
            Self::Night => 0,
        }
    }
}

/// Who is on duty when the station opens, in the night of its first day.
pub(super) fn first_guard() -> usize {
    (0..3_u8).find(|team| Shift::of(*team, 0) == Shift::Night).map_or(0, usize::from)
}

impl Gate<'_> {
    /// Puts down everything that will begin on a day.
    pub(super) fn plan_day(&mut self, day: Day) {
        self.new_day();
        self.plan_guards(day);
        self.plan_returns(day);
        self.plan_rounds(day);
        let morning = if day == self.last {
            self.plan_last_morning(day)
        } else {
            Vec::new()
        };
        for who in 0..self.members.len() {
            if !morning.contains(&who) {
                self.plan_person(day, who);
            }
        }
    }

    fn plan_guards(&mut self, day: Day) {
        for team in 0..3_u8 {
            let begins = Shift::of(team, day.days_since(self.first)).begins();
            let at = self.at(day, begins).plus_secs(i64::from(self.random.between(20, 150)));
            self.plan(at, Step::OnDuty(usize::from(team)));
        }
        let mut at = self.at(day, 7 * HOUR + 10);
        for gun in 0..self.words.instruments.len() {
            at = at.plus_secs(i64::from(self.random.between(25, 60)));
            self.plan(at, Step::Check(gun));
        }
    }

    /// So that somebody waits in the lane when the program is opened. Gives those who have been planned.
    fn plan_last_morning(&mut self, day: Day) -> Vec<usize> {
        let candidates: Vec<usize> = (0..self.members.len())
            .filter(|who| !self.members[*who].guard && self.is_expected(day, *who) && self.works_this_morning(day, *who))
            .collect();
        let script = [
            (7 * HOUR + 46, Course::FeverTwice),
            (8 * HOUR + 25, Course::Fever),
            (8 * HOUR + 28, Course::FeverTwice),
            (8 * HOUR + 29, Course::Low),
        ];
        let apart = candidates.len() / script.len();
        if apart == 0 {
            return Vec::new();
        }
        let chosen = candidates.into_iter().step_by(apart).zip(script);
        chosen
            .map(|(who, (minute, course))| {
                let at = self.within(self.at(day, minute), 50);
                let leaves = self.within(self.at(day, 16 * HOUR), 1_200);
                let trip = Trip {
                    who,
                    leaves,
                    errand: None,
                    course,
                };
                self.plan(at, Step::Arrive(trip));
                who
            })
            .collect()
    }

    fn works_this_morning(&self, day: Day, who: usize) -> bool {
        let member = &self.members[who];
        member.person.kind == Kind::Worker
            && match member.rota {
                Rota::Team(team) => Shift::of(team, day.days_since(self.first)) == Shift::Morning,
                Rota::Days => true,
                Rota::Free | Rota::Haulier => false,
            }
    }

    fn is_expected(&self, day: Day, who: usize) -> bool {
        let standing = &self.standings[who];
        let elsewhere = standing.off_until.is_some_and(|until| day < until) || standing.health.isolation().is_some();
        standing.person.status == Status::Active && !elsewhere
    }

    fn plan_person(&mut self, day: Day, who: usize) {
        let member = &self.members[who];
        if member.person.status == Status::Left && self.random.chance(60) {
            self.plan_days(day, who);
        }
        if !self.is_expected(day, who) {
            return;
        }
        let absent = !member.guard && self.random.chance(650);
        match (member.person.kind, member.rota) {
            (Kind::Visitor, _) => self.plan_visitor(day, who),
            _ if absent => self.absent.push(who),
            (_, Rota::Team(team)) => self.plan_shift(day, who, team),
            (_, Rota::Days) => self.plan_days(day, who),
            (_, Rota::Free) => self.plan_family(day, who),
            (_, Rota::Haulier) => self.plan_haulier(day, who),
        }
    }

    /// The shift of today, and the night that begins at its end.
    fn plan_shift(&mut self, day: Day, who: usize, team: u8) {
        let days = day.days_since(self.first);
        for (date, shift, due) in [
            (day, Shift::of(team, days), Shift::of(team, days) != Shift::Night),
            (day.plus_days(1), Shift::Night, Shift::of(team, days + 1) == Shift::Night),
        ] {
            if due {
                let begins = self.at(date, shift.begins());
                let arrives = self.arrival(begins, self.members[who].guard);
                let leaves = self.within(begins.plus_minutes(8 * 60 + 2), 1_200);
                let errand = if shift == Shift::Morning { self.lunch(date) } else { None };
                self.plan_trip(arrives, who, leaves, errand);
            }
        }
    }

    fn plan_days(&mut self, day: Day, who: usize) {
        let arrives = self.arrival(self.at(day, 8 * HOUR), false);
        let leaves = self.within(self.at(day, 17 * HOUR + 30), 2_400);
        let errand = self.lunch(day);
        self.plan_trip(arrives, who, leaves, errand);
    }

    fn plan_family(&mut self, day: Day, who: usize) {
        if self.random.chance(4_500) {
            let arrives = self.within(self.at(day, 7 * HOUR + 40), 8 * 3_600);
            let leaves = self.within(arrives.plus_minutes(50), 5 * 3_600);
            self.plan_trip(arrives, who, leaves, None);
        }
    }

    fn plan_haulier(&mut self, day: Day, who: usize) {
        let arrives = self.within(self.at(day, 6 * HOUR + 40), 10 * 3_600);
        let leaves = self.within(arrives.plus_minutes(35), 3_600);
        self.plan(arrives, Step::Visit(trip(who, leaves, None)));
    }

    /// Everybody calls once at least, the first time on a day of their own.
    fn plan_visitor(&mut self, day: Day, who: usize) {
        let known = self.standings[who].known;
        if !known && !self.is_first_call(day, who) || known && !self.random.chance(700) {
            return;
        }
        let arrives = if day == self.last {
            self.within(self.at(day, 8 * HOUR), 22 * 60)
        } else {
            self.within(self.at(day, 8 * HOUR + 10), 8 * 3_600)
        };
        let trip = trip(who, self.within(arrives.plus_minutes(30), 2 * 3_600), None);
        let asked_first = !known || !self.random.chance(1_500);
        self.plan(arrives, if asked_first { Step::Visit(trip) } else { Step::Arrive(trip) });
    }

    fn is_first_call(&self, day: Day, who: usize) -> bool {
        let visitors = self.members.iter().filter(|member| member.person.kind == Kind::Visitor).count();
        let before = self.members[..who]
            .iter()
            .filter(|member| member.person.kind == Kind::Visitor)
            .count();
        let days = usize::try_from(self.last.days_since(self.first) + 1).unwrap_or(1);
        let first_call = i64::try_from(before * days / visitors.max(1)).unwrap_or(0);
        day.days_since(self.first) == first_call
    }

    fn plan_trip(&mut self, arrives: Moment, who: usize, leaves: Moment, errand: Option<(Moment, Moment)>) {
        self.plan(arrives, Step::Arrive(trip(who, leaves, errand)));
    }

    /// Most come in the middle of the forty minutes before a shift, and some are late.
    fn arrival(&mut self, begins: Moment, punctual: bool) -> Moment {
        let first = begins.plus_secs(-i64::from(EARLY_SECS));
        let middle = self.within(first, EARLY_SECS / 2);
        let at = self.within(middle, EARLY_SECS / 2);
        if !punctual && self.random.chance(200) {
            self.within(begins, 1_500)
        } else {
            at
        }
    }

    /// Out and in again at noon, for one in five.
    fn lunch(&mut self, day: Day) -> Option<(Moment, Moment)> {
        self.random.chance(2_000).then(|| {
            let out = self.within(self.at(day, 11 * HOUR + 50), 2_700);
            (out, self.within(out.plus_minutes(20), 1_800))
        })
    }

    pub(super) fn at(&self, day: Day, minute: i32) -> Moment {
        self.zone.start_of(day).plus_minutes(i64::from(minute))
    }

    /// Somewhere in the seconds after a moment.
    pub(super) fn within(&mut self, from: Moment, secs: i32) -> Moment {
        Moment(from.0 + i64::from(self.random.between(0, secs * 1_000)))
    }
}

pub(super) fn trip(who: usize, leaves: Moment, errand: Option<(Moment, Moment)>) -> Trip {
    Trip {
        who,
        leaves,
        errand,
        course: Course::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_teams_share_the_day_and_rest_between_shifts() {
        for day in 0..60 {
            let shifts = [0, 1, 2].map(|team| Shift::of(team, day));
            for shift in [Shift::Morning, Shift::Evening, Shift::Night] {
                assert!(shifts.contains(&shift));
            }
            for team in 0..3 {
                let ends = Shift::of(team, day).begins() + 8 * HOUR;
                let next = Shift::of(team, day + 1).begins() + 24 * HOUR;
                assert!(next - ends >= 8 * HOUR);
            }
        }
    }
}
