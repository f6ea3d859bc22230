//! The ward: everybody in isolation on one board, and what is to be done for each of them now.

use super::day::Day;
use super::declaration::Quarters;
use super::health::{At, Health, Standings};
use super::isolation::{Clock, Isolation, Unmet};
use super::measured::{Cell, Measured, Slot};
use super::person::PersonId;

/// What is to be done for somebody in isolation, most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Now {
    /// Every condition of the release holds.
    Releasable,
    /// The last day is over, and no normal reading says that it may end.
    LastMissing,
    /// The last day is over, and the latest reading since was a fever.
    LastFever,
    /// The last day is over, and the latest reading since is too low to count.
    LastLow,
    /// The last day is over, and symptoms are still noted.
    Unwell,
    /// Measured in hospital, not by us.
    Hospital,
    /// Today is the last day.
    EndsToday,
    Due(Slot),
    /// Today's reading of that half was missed.
    Missed(Slot),
    Measured,
    /// Nothing is due yet.
    Later,
}

impl Now {
    pub fn key(self) -> &'static str {
        match self {
            Self::Releasable => "releasable",
            Self::LastMissing => "last-missing",
            Self::LastFever => "last-fever",
            Self::LastLow => "last-low",
            Self::Unwell => "unwell",
            Self::Hospital => "hospital",
            Self::EndsToday => "ends-today",
            Self::Due(Slot::Morning) => "due-morning",
            Self::Due(Slot::Evening) => "due-evening",
            Self::Missed(Slot::Morning) => "missed-morning",
            Self::Missed(Slot::Evening) => "missed-evening",
            Self::Measured => "measured",
            Self::Later => "later",
        }
    }
}

/// Somebody on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observed {
    pub person: PersonId,
    pub quarters: Quarters,
    pub place: String,
    pub clock: Clock,
    /// Morning and evening of every day since day 0.
    pub cells: Vec<[Cell; 2]>,
    /// The half of today whose reading is due from us now.
    pub due: Option<Slot>,
    pub now: Now,
}

impl Observed {
    /// Somebody in isolation, as it stands; `None` for everybody else.
    pub fn of(person: PersonId, health: &Health, at: At<'_>) -> Option<Self> {
        let isolation = health.isolation()?;
        let today = at.today();
        let cells = health.cells(at, isolation);
        let of_today = cells.last().copied().unwrap_or([Cell::Later; 2]);
        let ours = isolation.quarters != Quarters::Hospital;
        let due = half(of_today, Cell::Due).filter(|_| ours);
        let clock = isolation.clock(&health.readings, today);
        Some(Self {
            person,
            quarters: isolation.quarters,
            place: isolation.place.clone(),
            now: now(isolation, health, (clock, today), of_today, due),
            clock,
            cells,
            due,
        })
    }
}

fn half(of_today: [Cell; 2], state: Cell) -> Option<Slot> {
    Slot::ALL
        .into_iter()
        .zip(of_today)
        .rfind(|(_, cell)| *cell == state)
        .map(|(slot, _)| slot)
}

fn now(isolation: &Isolation, health: &Health, (clock, today): (Clock, Day), of_today: [Cell; 2], due: Option<Slot>) -> Now {
    let unmet = isolation.unmet(&health.readings, today);
    if unmet.is_empty() {
        return Now::Releasable;
    }
    if today > clock.planned {
        return if unmet.contains(&Unmet::Reading) {
            last(&health.readings, clock.planned)
        } else {
            Now::Unwell
        };
    }
    if isolation.quarters == Quarters::Hospital {
        return Now::Hospital;
    }
    if today == clock.planned {
        return Now::EndsToday;
    }
    let missed = half(of_today, Cell::Missed);
    match (due, missed) {
        (Some(slot), _) => Now::Due(slot),
        (None, Some(slot)) => Now::Missed(slot),
        (None, None) if of_today == [Cell::Later; 2] => Now::Later,
        (None, None) => Now::Measured,
    }
}

/// What stands in the way of a release at its end: the latest reading since the last day, or that there is none.
fn last(readings: &[Measured], planned: Day) -> Now {
    match readings.last().filter(|one| one.day >= planned).map(|one| one.state) {
        Some(Cell::Fever) => Now::LastFever,
        Some(Cell::Low) => Now::LastLow,
        _ => Now::LastMissing,
    }
}

/// Everybody in isolation, the first to be free first; those of one day by place and by the name that `name` knows.
pub fn board(standings: &Standings, at: At<'_>, name: &dyn Fn(PersonId) -> String) -> Vec<Observed> {
    let observed = standings.iter().filter_map(|(person, health)| Observed::of(*person, health, at));
    let mut board: Vec<Observed> = observed.collect();
    board.sort_by_cached_key(|observed| (observed.clock.free, observed.place.clone(), name(observed.person)));
    board
}

/// A part of the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    All,
    Due,
    EndsToday,
    EndsTomorrow,
    /// The last day is over and nobody has released them.
    Overdue,
}

impl Part {
    pub const ALL: [Self; 5] = [Self::All, Self::Due, Self::EndsToday, Self::EndsTomorrow, Self::Overdue];

    pub fn key(self) -> &'static str {
        match self {
            Self::All => "isolated",
            Self::Due => "due",
            Self::EndsToday => "ends-today",
            Self::EndsTomorrow => "ends-tomorrow",
            Self::Overdue => "overdue",
        }
    }

    pub fn holds(self, observed: &Observed, today: Day) -> bool {
        let left = observed.clock.planned.days_since(today);
        match self {
            Self::All => true,
            Self::Due => observed.due.is_some(),
            Self::EndsToday => left == 0,
            Self::EndsTomorrow => left == 1,
            Self::Overdue => left < 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::day::{Moment, Zone};
    use crate::domain::entry::Entry;
    use crate::domain::isolation::{Cause, CauseKind, IsolationStep, Step};
    use crate::domain::measured::Measured;
    use crate::domain::rulebook::Rulebook;
    use crate::domain::temperature::Celsius;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    fn moment(text: &str) -> Result<Moment, Box<dyn std::error::Error>> {
        let (day, hour) = text.split_once(' ').ok_or("a day and an hour")?;
        Ok(Zone::DEFAULT.start_of(day.parse()?).plus_minutes(60 * hour.parse::<i64>()?))
    }

    /// Who left Wuhan on 24 January and isolates since the 25th, until 7 February 24:00.
    fn health(quarters: Quarters, readings: &[(&str, i32)], symptoms: &[&str]) -> Result<Health, Box<dyn std::error::Error>> {
        let book = Rulebook::shipped();
        let mut health = Health::default();
        let cause = Cause::under(&book.rules, CauseKind::Travel, "2020-01-24".parse()?, "2020-01-24".parse()?, "");
        let opened = Step::Opened {
            quarters,
            place: "3-412".into(),
            cause,
            rule: book.rules.title(),
        };
        let noted = Step::Symptoms(symptoms.iter().map(|key| (*key).to_owned()).collect());
        for step in [opened, noted] {
            let step = IsolationStep {
                person: PersonId::default(),
                isolation: Uuid::nil(),
                step,
            };
            health.take(moment("2020-01-25 9")?, Zone::DEFAULT, &Entry::Isolation(step));
        }
        for (at, hundredths) in readings {
            let measured = Measured::of(&book.rules, &book.temperature, Zone::DEFAULT, moment(at)?, Celsius(*hundredths));
            health.readings.push(measured);
        }
        Ok(health)
    }

    /// Where, the readings, the symptoms noted, the hour, what it says, and the lists it stands in.
    type Case<'a> = (Quarters, &'a [(&'a str, i32)], &'a [&'a str], &'a str, &'a str, &'a [&'a str]);

    const LAST_NORMAL: &[(&str, i32)] = &[("2020-02-07 8", 3650)];
    const CASES: &[Case<'_>] = &[
        (Quarters::Home, &[], &[], "2020-02-01 5", "later", &["isolated"]),
        (Quarters::Home, &[], &[], "2020-02-01 8", "due-morning", &["isolated", "due"]),
        (
            Quarters::Home,
            &[("2020-02-01 8", 3650)],
            &[],
            "2020-02-01 9",
            "measured",
            &["isolated"],
        ),
        (Quarters::Home, &[], &[], "2020-02-01 13", "missed-morning", &["isolated"]),
        (Quarters::Hospital, &[], &[], "2020-02-01 8", "hospital", &["isolated"]),
        (
            Quarters::Home,
            &[],
            &[],
            "2020-02-06 18",
            "due-evening",
            &["isolated", "due", "ends-tomorrow"],
        ),
        (
            Quarters::Home,
            LAST_NORMAL,
            &[],
            "2020-02-07 9",
            "ends-today",
            &["isolated", "ends-today"],
        ),
        (
            Quarters::Home,
            &[],
            &[],
            "2020-02-08 8",
            "last-missing",
            &["isolated", "due", "overdue"],
        ),
        (
            Quarters::Home,
            &[("2020-02-06 8", 3780)],
            &[],
            "2020-02-08 5",
            "last-missing",
            &["isolated", "overdue"],
        ),
        (
            Quarters::Home,
            &[("2020-02-07 8", 3650), ("2020-02-07 18", 3780)],
            &[],
            "2020-02-08 5",
            "last-fever",
            &["isolated", "overdue"],
        ),
        (
            Quarters::Home,
            &[("2020-02-07 18", 3400)],
            &[],
            "2020-02-08 5",
            "last-low",
            &["isolated", "overdue"],
        ),
        (
            Quarters::Home,
            LAST_NORMAL,
            &["cough"],
            "2020-02-08 5",
            "unwell",
            &["isolated", "overdue"],
        ),
        (
            Quarters::Home,
            LAST_NORMAL,
            &[],
            "2020-02-08 5",
            "releasable",
            &["isolated", "overdue"],
        ),
    ];

    #[test]
    fn the_board_says_what_is_to_be_done_now() -> Checked {
        let rules = Rulebook::shipped().rules;
        let parts = |observed: &Observed, today| {
            Part::ALL
                .into_iter()
                .filter(|part| part.holds(observed, today))
                .map(Part::key)
                .collect()
        };
        for (quarters, readings, symptoms, now, says, listed) in CASES {
            let at = At {
                rules: &rules,
                zone: Zone::DEFAULT,
                now: moment(now)?,
            };
            let health = health(*quarters, readings, symptoms)?;
            let observed = Observed::of(PersonId::default(), &health, at).ok_or("isolated")?;
            assert_eq!(observed.now.key(), *says, "{now}");
            let named: Vec<&str> = parts(&observed, at.today());
            assert_eq!(&named, listed, "{now}");
        }
        Ok(())
    }

    #[test]
    fn the_first_to_be_free_stands_first() -> Checked {
        let rules = Rulebook::shipped().rules;
        let at = At {
            rules: &rules,
            zone: Zone::DEFAULT,
            now: moment("2020-02-08 8")?,
        };
        let ids = [1_u128, 2, 3, 4].map(|no| PersonId(Uuid::from_u128(no)));
        let normal: &[(&str, i32)] = &[("2020-02-07 18", 3650)];
        let mut elsewhere = health(Quarters::Home, normal, &[])?;
        elsewhere.isolations[0].place = "2-101".into();
        // The first one's last reading is missing, so that another day is added.
        let standings = Standings::from([
            (ids[0], health(Quarters::Home, &[], &[])?),
            (ids[1], health(Quarters::Home, normal, &[])?),
            (ids[2], health(Quarters::Home, normal, &[])?),
            (ids[3], elsewhere),
        ]);
        // The later id has the earlier name.
        let board = board(&standings, at, &|id| if id == ids[2] { "丁一".into() } else { "万二".into() });
        let shown: Vec<_> = board.iter().map(|observed| (observed.person, observed.clock.added())).collect();
        assert_eq!(shown, [(ids[3], 0), (ids[2], 0), (ids[1], 0), (ids[0], 1)]);
        Ok(())
    }
}
