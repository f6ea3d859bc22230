//! Isolation: which day it is, what is due, when it ends, and whether it may.
//!
//! Several causes run at once and the latest end wins; every start and extension is a row with its cause (rules.md,
//! "Counting days"). Pure: days are arguments.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::day::Day;
use super::declaration::Quarters;
use super::measured::{Cell, Measured};
use super::person::PersonId;
use super::rules::{Authority, Count, Counting, IsolationRule, Rules};

/// Why somebody isolates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CauseKind {
    /// 旅居: presence in an area of risk.
    Travel,
    Contact,
    Symptoms,
    /// A positive test in the same place: counted anew from it.
    Positive,
}

impl CauseKind {
    pub const ALL: [Self; 4] = [Self::Travel, Self::Contact, Self::Symptoms, Self::Positive];

    pub fn key(self) -> &'static str {
        match self {
            Self::Travel => "travel",
            Self::Contact => "contact",
            Self::Symptoms => "symptoms",
            Self::Positive => "positive",
        }
    }

    fn count(self, rule: &IsolationRule) -> &Count {
        match self {
            Self::Travel => &rule.travel,
            Self::Contact => &rule.contact,
            Self::Symptoms => &rule.symptoms,
            Self::Positive => &rule.positive,
        }
    }
}

/// One cause with the rule it was counted under, kept so that a changed rule changes nothing that was ordered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cause {
    pub kind: CauseKind,
    /// The day that is counted from: the last presence or contact, the onset, the test; or the placement, by a local order.
    pub event: Day,
    pub days: u16,
    pub counting: Counting,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Cause {
    /// A cause counted by the rules in force, of somebody who was placed in isolation on the day `placed`.
    pub fn under(rules: &Rules, kind: CauseKind, event: Day, placed: Day, note: &str) -> Self {
        let count = kind.count(&rules.isolation);
        Self {
            kind,
            event: count.first_day(event, placed),
            days: count.days,
            counting: count.counting,
            note: note.trim().to_owned(),
        }
    }

    pub fn last_day(&self) -> Day {
        self.counting.last_day(self.event, self.days)
    }
}

/// What happens in the course of one isolation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    Opened {
        quarters: Quarters,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        place: String,
        cause: Cause,
        /// The rulebook it was ordered under.
        rule: String,
    },
    /// One more cause: extends where it ends later; a positive test starts again.
    Cause(Cause),
    Moved {
        quarters: Quarters,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        place: String,
    },
    /// Meals, supplies and help that are needed; empty when nothing is.
    Needs(String),
    /// Symptoms as they are now; empty when they are gone.
    Symptoms(Vec<String>),
    Released {
        early: bool,
        by: Authority,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
}

/// An entry about one isolation, named by `isolation`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IsolationStep {
    #[serde(skip)]
    pub person: PersonId,
    pub isolation: Uuid,
    pub step: Step,
}

/// What a cause did to the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    Starts,
    Extends,
    /// It ends no later than what runs already.
    Within,
    Restarts,
}

impl Effect {
    pub fn key(self) -> &'static str {
        match self {
            Self::Starts => "starts",
            Self::Extends => "extends",
            Self::Within => "within",
            Self::Restarts => "restarts",
        }
    }
}

/// A row of the clock that explains itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockRow {
    pub on: Day,
    pub cause: Cause,
    pub effect: Effect,
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    pub on: Day,
    pub early: bool,
    pub by: Authority,
    pub reason: String,
}

/// One isolation, folded from its steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Isolation {
    pub id: Uuid,
    pub person: PersonId,
    pub opened: Day,
    pub quarters: Quarters,
    pub place: String,
    pub rule: String,
    pub rows: Vec<ClockRow>,
    pub needs: String,
    pub symptoms: Vec<String>,
    pub released: Option<Release>,
}

impl Isolation {
    /// The isolation that a first step opens; `None` for any other step.
    pub fn open(on: Day, step: &IsolationStep) -> Option<Self> {
        let Step::Opened {
            quarters,
            place,
            cause,
            rule,
        } = &step.step
        else {
            return None;
        };
        Some(Self {
            id: step.isolation,
            person: step.person,
            opened: on,
            quarters: *quarters,
            place: place.clone(),
            rule: rule.clone(),
            rows: vec![ClockRow {
                on,
                cause: cause.clone(),
                effect: Effect::Starts,
            }],
            needs: String::new(),
            symptoms: Vec::new(),
            released: None,
        })
    }

    /// Takes the next step. After the release nothing more changes it.
    pub fn take(&mut self, on: Day, step: &Step) {
        if self.released.is_some() {
            return;
        }
        match step {
            Step::Opened { cause, .. } | Step::Cause(cause) => self.add(on, cause),
            Step::Moved { quarters, place } => {
                self.quarters = *quarters;
                self.place.clone_from(place);
            }
            Step::Needs(needs) => self.needs.clone_from(needs),
            Step::Symptoms(symptoms) => self.symptoms.clone_from(symptoms),
            Step::Released { early, by, reason } => {
                self.released = Some(Release {
                    on,
                    early: *early,
                    by: *by,
                    reason: reason.clone(),
                });
            }
        }
    }

    fn add(&mut self, on: Day, cause: &Cause) {
        let effect = match cause.kind {
            CauseKind::Positive => Effect::Restarts,
            CauseKind::Travel | CauseKind::Contact | CauseKind::Symptoms if cause.last_day() > self.ordered().last_day() => Effect::Extends,
            CauseKind::Travel | CauseKind::Contact | CauseKind::Symptoms => Effect::Within,
        };
        self.rows.push(ClockRow {
            on,
            cause: cause.clone(),
            effect,
        });
    }

    /// The cause that ends last, since the last restart.
    pub fn ordered(&self) -> &Cause {
        let since = self.rows.iter().rposition(|row| row.effect == Effect::Restarts).unwrap_or(0);
        let mut latest = &self.rows[since].cause;
        for row in &self.rows[since..] {
            if row.cause.last_day() > latest.last_day() {
                latest = &row.cause;
            }
        }
        latest
    }

    /// Day 0 of its first cause, or the day it was opened where that is earlier: from then on it is drawn.
    pub fn began(&self) -> Day {
        self.rows.iter().map(|row| row.cause.event).fold(self.opened, Day::min)
    }

    pub fn is_open(&self) -> bool {
        self.released.is_none()
    }

    /// The clock as it stands on a day. Without a normal reading on or after the last day it runs one more day, until there is one.
    pub fn clock(&self, readings: &[Measured], today: Day) -> Clock {
        let ordered = self.ordered();
        let planned = ordered.last_day();
        let first_normal = readings
            .iter()
            .filter(|one| one.state == Cell::Normal && one.day >= planned)
            .map(|one| one.day)
            .min();
        let last = match (&self.released, first_normal) {
            (Some(release), _) if release.early => release.on,
            (_, Some(day)) => day,
            (Some(release), None) => planned.max(release.on.minus_days(1)),
            (None, None) => planned.max(today),
        };
        Clock {
            number: ordered.counting.number(ordered.event, today),
            of: ordered.days,
            planned,
            last,
            free: last.plus_days(1),
        }
    }

    /// What still speaks against a release today; empty when its conditions hold.
    pub fn unmet(&self, readings: &[Measured], today: Day) -> Vec<Unmet> {
        let clock = self.clock(readings, today);
        let last = |state: Cell| readings.iter().any(|one| one.day >= clock.planned && one.state == state);
        let mut unmet = Vec::new();
        if today <= clock.planned {
            unmet.push(Unmet::NotOver { last: clock.planned });
        }
        if !last(Cell::Normal) || readings.last().is_some_and(|one| one.state != Cell::Normal) {
            unmet.push(Unmet::Reading);
        }
        if !self.symptoms.is_empty() {
            unmet.push(Unmet::Symptoms);
        }
        unmet
    }
}

/// What speaks against a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmet {
    /// The last day is not over.
    NotOver { last: Day },
    /// No normal reading on or after the last day, or the latest one is not normal.
    Reading,
    /// Symptoms are still noted.
    Symptoms,
}

impl Unmet {
    pub fn code(self) -> &'static str {
        match self {
            Self::NotOver { .. } => "not-over",
            Self::Reading => "reading",
            Self::Symptoms => "symptoms",
        }
    }
}

/// Day so many of so many, and both dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    pub number: i64,
    pub of: u16,
    /// The last day by the causes alone.
    pub planned: Day,
    /// The last day, until 24:00.
    pub last: Day,
    /// The first free day.
    pub free: Day,
}

impl Clock {
    /// Days that a missing reading has added.
    pub fn added(&self) -> i64 {
        self.last.days_since(self.planned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::Zone;
    use crate::domain::rulebook::Rulebook;
    use crate::domain::rules::Start;
    use crate::domain::temperature::Celsius;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    fn day(text: &str) -> Result<Day, chrono::ParseError> {
        text.parse()
    }

    fn opened(event: &str) -> Result<Isolation, Box<dyn std::error::Error>> {
        let rules = Rulebook::shipped().rules;
        let step = IsolationStep {
            person: PersonId::default(),
            isolation: Uuid::nil(),
            step: Step::Opened {
                quarters: Quarters::Home,
                place: String::new(),
                cause: Cause::under(&rules, CauseKind::Travel, day(event)?, day("2020-02-05")?, ""),
                rule: rules.title(),
            },
        };
        Isolation::open(day("2020-02-05")?, &step).ok_or_else(|| "opened".into())
    }

    fn reading(on: &str, hour: i64, hundredths: i32) -> Result<Measured, Box<dyn std::error::Error>> {
        let book = Rulebook::shipped();
        let at = Zone::DEFAULT.start_of(day(on)?).plus_minutes(hour * 60);
        Ok(Measured::of(&book.rules, &book.temperature, Zone::DEFAULT, at, Celsius(hundredths)))
    }

    #[test]
    fn the_drawn_example_counts_as_it_is_drawn() -> Checked {
        let isolation = opened("2020-02-04")?;
        let clock = isolation.clock(&[], day("2020-02-07")?);
        assert_eq!((clock.number, clock.of), (3, 14));
        assert_eq!((clock.last, clock.free), (day("2020-02-18")?, day("2020-02-19")?));
        Ok(())
    }

    #[test]
    fn the_latest_end_wins_and_a_positive_starts_again() -> Checked {
        let rules = Rulebook::shipped().rules;
        let mut isolation = opened("2020-02-04")?;
        for (kind, event, effect, last) in [
            (CauseKind::Contact, "2020-02-03", Effect::Within, "2020-02-18"),
            (CauseKind::Contact, "2020-02-06", Effect::Extends, "2020-02-20"),
            (CauseKind::Positive, "2020-02-05", Effect::Restarts, "2020-02-19"),
        ] {
            isolation.take(
                day("2020-02-08")?,
                &Step::Cause(Cause::under(&rules, kind, day(event)?, day("2020-02-05")?, "")),
            );
            assert_eq!(isolation.rows.last().map(|row| row.effect), Some(effect));
            assert_eq!(isolation.ordered().last_day(), day(last)?);
        }
        Ok(())
    }

    #[test]
    fn where_a_local_order_says_so_days_count_from_the_placement() -> Checked {
        let mut rules = Rulebook::shipped().rules;
        rules.isolation.contact.start = Start::Placement;
        for (kind, event, placed, from) in [
            (CauseKind::Contact, "2020-02-03", "2020-02-07", "2020-02-07"),
            (CauseKind::Contact, "2020-02-09", "2020-02-07", "2020-02-09"),
            (CauseKind::Travel, "2020-02-03", "2020-02-07", "2020-02-03"),
        ] {
            let cause = Cause::under(&rules, kind, day(event)?, day(placed)?, "");
            assert_eq!(cause.event, day(from)?, "{kind:?} {event}");
            assert_eq!(cause.last_day(), day(from)?.plus_days(14), "{kind:?} {event}");
        }
        Ok(())
    }

    #[test]
    fn without_a_normal_reading_at_the_end_it_goes_on() -> Checked {
        let isolation = opened("2020-01-24")?;
        for (today, readings, last, unmet) in [
            ("2020-02-07", vec![], "2020-02-07", vec!["not-over", "reading"]),
            ("2020-02-08", vec![], "2020-02-08", vec!["reading"]),
            ("2020-02-09", vec![reading("2020-02-07", 18, 3650)?], "2020-02-07", vec![]),
            ("2020-02-09", vec![reading("2020-02-09", 8, 3650)?], "2020-02-09", vec![]),
            (
                "2020-02-09",
                vec![reading("2020-02-07", 18, 3650)?, reading("2020-02-08", 8, 3780)?],
                "2020-02-07",
                vec!["reading"],
            ),
        ] {
            let today = day(today)?;
            assert_eq!(isolation.clock(&readings, today).last, day(last)?, "{today}");
            let codes: Vec<_> = isolation.unmet(&readings, today).into_iter().map(Unmet::code).collect();
            assert_eq!(codes, unmet, "{today}");
        }
        Ok(())
    }

    #[test]
    fn an_early_release_ends_it_and_nothing_changes_it_after() -> Checked {
        let rules = Rulebook::shipped().rules;
        let mut isolation = opened("2020-02-04")?;
        let released = Step::Released {
            early: true,
            by: Authority::Supervisor,
            reason: "两次核酸阴性".into(),
        };
        isolation.take(day("2020-02-10")?, &released);
        isolation.take(
            day("2020-02-11")?,
            &Step::Cause(Cause::under(
                &rules,
                CauseKind::Positive,
                day("2020-02-11")?,
                day("2020-02-05")?,
                "",
            )),
        );
        assert!(!isolation.is_open());
        assert_eq!(isolation.clock(&[], day("2020-02-12")?).last, day("2020-02-10")?);
        assert_eq!(isolation.rows.len(), 1);
        Ok(())
    }
}
