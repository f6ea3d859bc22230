//! Shifts of the teams, and who is absent.

use super::Area;
use crate::domain::day::Day;
use crate::domain::daybook::Noted;
use crate::domain::duty::{Absence, DutyPlan};
use crate::domain::entry::Entry;
use crate::domain::person::{Kind, Status};
use crate::domain::settings::DailySettings;
use crate::station::demo::day::Shift;
use crate::station::demo::gate::{Gate, Step};
use crate::station::demo::people::Rota;

/// Teams change shifts once a week.
const WEEK: u32 = 7;

impl Gate<'_> {
    pub(super) fn plan_duty(&mut self, day: Day) {
        let days = day.days_since(self.first);
        if days == 0 {
            self.plan_week(day, day, 6 * 60 + 12);
        }
        if days % i64::from(WEEK) == i64::from(WEEK) - 1 {
            self.plan_week(day, day.plus_days(1), 17 * 60);
        }
        self.tell_absences(day);
    }

    /// The week that begins on `from`, planned at a minute of `day`. In the night of the first day the station was not open yet.
    fn plan_week(&mut self, day: Day, from: Day, minute: i64) {
        let at = self.minute(day, minute);
        let days = from.days_since(self.first);
        let shifts = DailySettings::default().shifts;
        let by_day = (self.words.day_team.clone(), 3, from);
        let teams = self.words.teams.clone().into_iter().zip(0_u8..).map(|(team, no)| {
            let shift = Shift::of(no, days);
            let first = if shift == Shift::Night && from == self.first {
                from.plus_days(1)
            } else {
                from
            };
            (team, shift as usize, first)
        });
        let teams: Vec<_> = teams.chain([by_day]).collect();
        for ((team, shift, first), after) in teams.into_iter().zip(0..) {
            let plan = DutyPlan {
                from: first,
                to: from.plus_days(WEEK - 1),
                shift: shifts.get(shift).map(|shift| shift.name.clone()).unwrap_or_default(),
                teams: vec![team],
                ..DutyPlan::default()
            };
            self.note(at.plus_secs(25 * after), Noted::Duty(plan));
        }
    }

    /// The superior writes down who has called; of some nobody knows why they do not come.
    fn tell_absences(&mut self, day: Day) {
        let mut random = self.numbers(Area::Duty, day);
        for who in 0..self.members.len() {
            let standing = &self.standings[who];
            let rests = standing.off_until.is_some_and(|until| day < until);
            let is_worker = standing.person.kind == Kind::Worker && standing.person.status == Status::Active;
            let calls = is_worker && (rests || (self.absent.contains(&who) && !random.chance(2_000)));
            if !calls {
                continue;
            }
            let (on, minute) = self.next_shift(day, who);
            let words = &self.words.duty;
            let chosen = words.absences.get(random.below(words.absences.len()));
            let out = standing.health.outing(self.minute(day, 0)).is_some();
            let (reason, health) = match chosen {
                _ if rests && out => &words.outing,
                Some(chosen) if !rests => chosen,
                _ => &words.resting,
            };
            let absence = Absence {
                person: self.person(who),
                from: on,
                to: on,
                reason: reason.clone(),
                health: health.clone(),
            };
            let at = self.minute(day, minute).plus_secs(i64::from(random.between(0, 2_000)));
            self.plan(at, Step::Write(Box::new(Entry::Absent(absence))));
        }
    }

    /// The day of the shift that somebody misses, and the minute of today from which they call.
    fn next_shift(&self, day: Day, who: usize) -> (Day, i64) {
        let Rota::Team(team) = self.members[who].rota else {
            return (day, 7 * 60);
        };
        let days = day.days_since(self.first);
        match (Shift::of(team, days), Shift::of(team, days + 1)) {
            (_, Shift::Night) => (day.plus_days(1), 21 * 60),
            (Shift::Evening, _) => (day, 14 * 60),
            (Shift::Morning | Shift::Night, _) => (day, 7 * 60),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::attendance::State;
    use crate::domain::day::Day;
    use crate::station::demo::{Plan, demo};
    use crate::station::{Station, SystemClock};

    #[test]
    fn the_invented_plant_has_its_shifts_its_absences_and_its_late_ones() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let plan = Plan {
            people: 300,
            days: 9,
            ..Plan::default()
        };
        demo(folder.path(), &plan, &|_| {})?;
        let station = Station::open(folder.path(), Box::new(SystemClock))?;
        let view = station.view()?;
        let mut counts = [0; 3];
        // The first night nobody had come yet; the last day is not over.
        let whole: Vec<Day> = (1..8).map(|back| plan.until.minus_days(back)).collect();
        for day in whole {
            let coverage = station.coverage(&view, day)?;
            let shifts: Vec<&str> = coverage.shifts.iter().map(|part| part.name.as_str()).collect();
            assert_eq!(shifts[..4], ["早班", "中班", "夜班", "白班"], "{day}");
            assert!(coverage.total.percent() >= Some(90), "{day}: {:?}", coverage.total.percent());
            assert!(
                coverage
                    .isolated
                    .iter()
                    .all(|part| part.measured() + part.missing.len() == part.due)
            );
            for (count, state) in counts.iter_mut().zip([State::Excused, State::Late, State::Absent]) {
                *count += coverage.count(state);
            }
            let reasons = coverage.rows.iter().filter(|row| row.attended.state == State::Excused);
            assert!(reasons.clone().all(|row| !row.reason.is_empty()), "{day}");
        }
        assert!(counts.iter().all(|count| *count > 0), "excused, late, absent: {counts:?}");
        Ok(())
    }
}
