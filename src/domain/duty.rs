//! Duty (值班): who should be here on which shift. Who was is [`super::attendance`], who was measured [`super::coverage`].

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use super::day::{Day, Moment, Zone};
use super::daybook::Note;
use super::person::{Person, PersonId};

/// A shift of the site (班次).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    pub name: String,
    /// Minutes after midnight.
    pub from_min: u32,
    /// Minutes after the same midnight; more than 1440 is the day after.
    pub to_min: u32,
}

impl Shift {
    /// The latest end that a shift can have: the midnight after the day after.
    pub const LATEST_MIN: u32 = 2 * DAY_MIN;

    /// When the shift of a day begins and ends, by the clocks of the site.
    pub fn hours(&self, day: Day, zone: Zone) -> (Moment, Moment) {
        (at(day, self.from_min, zone), at(day, self.to_min, zone))
    }

    /// Whether somebody can be on it: it has a name, and ends after it begins.
    pub fn holds(&self) -> bool {
        !self.name.trim().is_empty() && self.from_min < self.to_min && self.from_min < DAY_MIN && self.to_min <= Self::LATEST_MIN
    }
}

const DAY_MIN: u32 = 24 * 60;

fn at(day: Day, minute: u32, zone: Zone) -> Moment {
    let time = NaiveTime::from_num_seconds_from_midnight_opt(minute % DAY_MIN * 60, 0).unwrap_or(NaiveTime::MIN);
    zone.at(day.plus_days(minute / DAY_MIN), time)
}

/// Who is on which shift on these days, both included. A later plan for the same people and days stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyPlan {
    pub from: Day,
    pub to: Day,
    /// The name of a shift of the site; empty for a day off.
    pub shift: String,
    /// Teams as the roster names them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub teams: Vec<String>,
    /// People named one by one; they go before their team.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<PersonId>,
    /// Takes away what was planned: people go with their team again, and of a team nothing is known.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cleared: bool,
}

/// Somebody who will not be on duty, and why (请假、缺勤); known for health as well.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    #[serde(skip)]
    pub person: PersonId,
    pub from: Day,
    pub to: Day,
    pub reason: String,
    /// How they are, in their own words or the superior's; empty where nobody has asked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub health: String,
}

impl Absence {
    pub fn covers(&self, day: Day) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

/// Whom a line of a plan is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    Team(String),
    Person(PersonId),
}

/// Some days of a plan, by the place of their shift in [`DutyBook::shifts`]; `None` where the plan was taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    from: Day,
    to: Day,
    shift: Option<u16>,
}

/// Every duty plan, by whom it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DutyBook {
    shifts: Vec<String>,
    teams: HashMap<String, Vec<Span>>,
    people: HashMap<PersonId, Vec<Span>>,
}

impl DutyBook {
    pub(super) fn take(&mut self, _note: &Note, plan: &DutyPlan) {
        let span = Span {
            from: plan.from,
            to: plan.to,
            shift: (!plan.cleared).then(|| self.number(&plan.shift)),
        };
        for team in &plan.teams {
            self.teams.entry(team.clone()).or_default().push(span);
        }
        for person in &plan.people {
            self.people.entry(*person).or_default().push(span);
        }
    }

    fn number(&mut self, shift: &str) -> u16 {
        let known = self.shifts.iter().position(|known| known == shift);
        let at = known.unwrap_or_else(|| {
            self.shifts.push(shift.to_owned());
            self.shifts.len() - 1
        });
        u16::try_from(at).unwrap_or(u16::MAX)
    }

    /// The name of the shift somebody is on; `None` on a day off, and where no plan names them.
    pub fn shift_on(&self, person: &Person, day: Day) -> Option<&str> {
        let own = self.of_person(person.id, day);
        own.or_else(|| self.of_team(&person.team, day)).filter(|shift| !shift.is_empty())
    }

    /// What is planned for a team: a shift, nothing for a day off; `None` where there is no plan.
    pub fn of_team(&self, team: &str, day: Day) -> Option<&str> {
        self.planned(self.teams.get(team)?, day)
    }

    /// What is planned for somebody by name, whatever their team does.
    pub fn of_person(&self, person: PersonId, day: Day) -> Option<&str> {
        self.planned(self.people.get(&person)?, day)
    }

    /// What is planned for a team or for one person by name.
    pub fn of(&self, whose: &Whose, day: Day) -> Option<&str> {
        match whose {
            Whose::Team(team) => self.of_team(team, day),
            Whose::Person(person) => self.of_person(*person, day),
        }
    }

    fn planned(&self, spans: &[Span], day: Day) -> Option<&str> {
        let span = spans.iter().rev().find(|span| (span.from..=span.to).contains(&day))?;
        self.shifts.get(usize::from(span.shift?)).map(String::as_str)
    }

    /// Who has a plan by name on one of these days, both included.
    pub fn people_between(&self, from: Day, to: Day) -> Vec<PersonId> {
        let touches = |span: &Span| span.from <= to && from <= span.to;
        let found = self.people.iter().filter(|(_, spans)| spans.iter().any(touches));
        found.map(|(person, _)| *person).collect()
    }

    /// The first and the last day that anything is planned for.
    pub fn days(&self) -> Option<(Day, Day)> {
        let spans = || self.teams.values().chain(self.people.values()).flatten();
        let first = spans().map(|span| span.from).min()?;
        Some((first, spans().map(|span| span.to).max()?))
    }
}

/// What a sheet says, in as few plans as it can be said in: a plan for each run of days on which the same are on a shift.
pub fn gathered(said: BTreeMap<(Whose, Day), String>) -> Vec<DutyPlan> {
    let mut by_day: BTreeMap<(String, Day), BTreeSet<Whose>> = BTreeMap::new();
    for ((whose, day), shift) in said {
        by_day.entry((shift, day)).or_default().insert(whose);
    }
    let mut plans: Vec<(DutyPlan, BTreeSet<Whose>)> = Vec::new();
    for ((shift, day), whose) in by_day {
        match plans.last_mut() {
            Some((plan, same)) if plan.shift == shift && plan.to.plus_days(1) == day && *same == whose => plan.to = day,
            _ => plans.push((plan_of(day, shift, &whose), whose)),
        }
    }
    plans.into_iter().map(|(plan, _)| plan).collect()
}

fn plan_of(day: Day, shift: String, whose: &BTreeSet<Whose>) -> DutyPlan {
    let mut plan = DutyPlan {
        from: day,
        to: day,
        shift,
        ..DutyPlan::default()
    };
    for one in whose {
        match one {
            Whose::Team(team) => plan.teams.push(team.clone()),
            Whose::Person(person) => plan.people.push(*person),
        }
    }
    plan
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::domain::daybook::{Daybook, Noted};
    use crate::domain::entry::EntryId;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    fn person(no: u128) -> Person {
        Person {
            id: PersonId(Uuid::from_u128(no)),
            team: "甲班".into(),
            ..Person::default()
        }
    }

    fn day(of_february: u32) -> Day {
        Day::default()
            .max("2020-02-01".parse().unwrap_or_default())
            .plus_days(of_february - 1)
    }

    fn book(plans: impl IntoIterator<Item = DutyPlan>) -> DutyBook {
        let mut daybook = Daybook::default();
        for plan in plans {
            daybook.take(&Note {
                id: EntryId(Uuid::nil()),
                seq: 1,
                at: Moment(0),
                noted: Noted::Duty(plan),
            });
        }
        daybook.duty
    }

    fn plan((from, to): (u32, u32), shift: &str, teams: &[&str], people: &[u128]) -> DutyPlan {
        DutyPlan {
            from: day(from),
            to: day(to),
            shift: shift.into(),
            teams: teams.iter().map(|team| (*team).to_owned()).collect(),
            people: people.iter().map(|no| person(*no).id).collect(),
            cleared: false,
        }
    }

    #[test]
    fn a_later_plan_stands_and_somebody_goes_before_their_team() {
        let cleared = DutyPlan {
            cleared: true,
            ..plan((6, 6), "", &[], &[1])
        };
        let book = book([
            plan((1, 7), "早班", &["甲班"], &[]),
            plan((5, 6), "夜班", &[], &[1]),
            plan((3, 5), "中班", &["甲班"], &[]),
            plan((7, 7), "", &[], &[1]),
            cleared,
        ]);
        let of = |no, on| book.shift_on(&person(no), day(on));
        assert_eq!(
            [1, 3, 5, 6, 7, 8].map(|on| of(1, on)),
            [Some("早班"), Some("中班"), Some("夜班"), Some("早班"), None, None]
        );
        assert_eq!([5, 6, 7].map(|on| of(2, on)), [Some("中班"), Some("早班"), Some("早班")]);
        assert_eq!(book.of_person(person(1).id, day(7)), Some(""), "a day off is a plan");
        assert_eq!(book.days(), Some((day(1), day(7))));
        assert_eq!(book.people_between(day(8), day(9)), []);
        assert_eq!(book.people_between(day(1), day(5)), [person(1).id]);
    }

    #[test]
    fn a_shift_lies_where_the_clocks_of_the_site_say() {
        let shift = |from_min, to_min| Shift {
            name: "夜班".into(),
            from_min,
            to_min,
        };
        let (from, to) = shift(22 * 60, 30 * 60).hours(day(3), Zone::DEFAULT);
        assert_eq!(Zone::DEFAULT.date_time(from), "2020-02-03 22:00");
        assert_eq!(Zone::DEFAULT.date_time(to), "2020-02-04 06:00");
        for (from, to, holds) in [
            (0, 480, true),
            (480, 480, false),
            (1440, 1500, false),
            (1320, 1800, true),
            (60, 2881, false),
        ] {
            assert_eq!(shift(from, to).holds(), holds, "{from} {to}");
        }
    }

    proptest! {
        #[test]
        fn what_is_gathered_says_what_was_said(said in proptest::collection::btree_map((0_u128..4, 1_u32..20), 0_usize..3, 0..60)) {
            let shifts = ["早班", "中班", ""];
            let rows = said.iter().map(|((no, on), shift)| ((Whose::Person(person(*no).id), day(*on)), shifts[*shift].to_owned()));
            let book = book(gathered(rows.collect()));
            for no in 0..4 {
                for on in 1..20 {
                    let expected = said.get(&(no, on)).map(|shift| shifts[*shift]);
                    prop_assert_eq!(book.of_person(person(no).id, day(on)), expected);
                }
            }
        }
    }

    #[test]
    fn a_team_for_a_week_is_one_plan() -> Checked {
        let said = (1..8).map(|on| ((Whose::Team("甲班".into()), day(on)), "早班".to_owned()));
        let plans = gathered(said.collect());
        assert_eq!(plans, [plan((1, 7), "早班", &["甲班"], &[])]);
        let written = serde_json::to_string(&plans)?;
        assert!(!written.contains("cleared"), "{written}");
        Ok(())
    }
}
