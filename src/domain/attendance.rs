//! Attendance (考勤) from the passages themselves: who came to a shift, when, and whether they have left.
//!
//! Nobody signs a list: the gate has seen them. A night shift lies on the day it is planned for, also when it ends on the next.

use super::day::Moment;
use super::person::PersonId;
use super::screening::Direction;
use super::temperature::{Celsius, Site};

/// How long before a shift somebody who comes in comes for it: buses bring them early, and nobody is at the gate for hours.
const EARLY_MIN: i64 = 4 * 60;
/// How long somebody stays at most: who came in longer ago has gone out unseen.
const LONGEST_STAY_MIN: i64 = 16 * 60;
/// Who stays so long into a shift that began while they were inside is on it, and not still on their way out.
const LINGER_MIN: i64 = 30;
/// How long after a shift somebody may wash, change and wait for the bus.
const LEAVE_WITHIN_MIN: i64 = 60;

/// A line of the register, as attendance, coverage and hints read it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    pub person: PersonId,
    pub at: Moment,
    /// Written down when it happened, and not entered later from paper.
    pub live: bool,
    /// Which way they went, where they went through.
    pub passed: Option<Direction>,
    pub celsius: Option<Celsius>,
    pub site: Site,
    pub instrument: String,
    /// The gate that wrote it, and who answered for it there, by their numbers in the store.
    pub gate: i64,
    pub guard: i64,
}

/// When somebody should be here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    pub from: Moment,
    pub to: Moment,
    /// Whether it begins at a minute that somebody can be late for; a whole day does not.
    pub timed: bool,
}

/// How somebody's shift stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Nobody came, and the shift can still be reached.
    #[default]
    NotYet,
    Came,
    Late,
    /// The shift is over, and nobody has seen them leave.
    StillInside,
    /// Did not come, and nobody has said why.
    Absent,
    /// Did not come, and the reason is known.
    Excused,
    Isolated,
}

impl State {
    pub const ALL: [Self; 7] = [
        Self::NotYet,
        Self::Came,
        Self::Late,
        Self::StillInside,
        Self::Absent,
        Self::Excused,
        Self::Isolated,
    ];

    /// The stable word of exports and language keys.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotYet => "not-yet",
            Self::Came => "came",
            Self::Late => "late",
            Self::StillInside => "still-inside",
            Self::Absent => "absent",
            Self::Excused => "excused",
            Self::Isolated => "isolated",
        }
    }

    /// Whether somebody has to be measured: who is here, and who should be and nobody knows why not.
    pub fn is_due(self) -> bool {
        matches!(self, Self::Came | Self::Late | Self::StillInside | Self::Absent)
    }

    /// Whether they are not here although they should be.
    pub fn is_away(self) -> bool {
        matches!(self, Self::Absent | Self::Excused)
    }
}

/// What the gate has seen of somebody's shift.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attended {
    pub state: State,
    pub came_at: Option<Moment>,
    pub left_at: Option<Moment>,
    /// Whole minutes after the shift began; 0 within the grace.
    pub late_min: u32,
    /// Temperatures taken for this shift.
    pub readings: u32,
    /// One of them counts.
    pub measured: bool,
    /// Where they came in.
    pub gate: Option<i64>,
}

/// From a way in to a way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stay {
    from: Moment,
    to: Option<Moment>,
    gate: i64,
}

impl Hours {
    /// The first moment whose passages belong to it.
    pub fn opens(&self) -> Moment {
        if self.timed {
            self.from.plus_minutes(-EARLY_MIN)
        } else {
            self.from
        }
    }

    /// The last moment whose readings belong to it.
    fn closes(&self) -> Moment {
        if self.timed {
            self.to.plus_minutes(LEAVE_WITHIN_MIN)
        } else {
            self.to
        }
    }

    /// Whether a stay is one of this shift.
    fn has(&self, stay: &Stay) -> bool {
        let overlaps = stay.from < self.to && stay.to.is_none_or(|to| to > self.from);
        let came_for_it = stay.from >= self.opens();
        let stayed_on =
            stay.from >= self.from.plus_minutes(-LONGEST_STAY_MIN) && stay.to.is_none_or(|to| to >= self.from.plus_minutes(LINGER_MIN));
        overlaps && (came_for_it || (self.timed && stayed_on))
    }
}

/// The first moment that a shift beginning at `from` has to be read from.
pub fn reach_back(from: Moment) -> Moment {
    from.plus_minutes(-LONGEST_STAY_MIN)
}

/// How somebody's shift stands at `now`.
///
/// `marks` are theirs, oldest first; `grace_min` is how many minutes are not late yet;
/// `excuse` is what else is known of why they do not come; `counts` says which readings count.
pub fn attend(
    hours: Hours,
    marks: &[&Mark],
    (now, grace_min): (Moment, u32),
    excuse: Option<State>,
    counts: impl Fn(Celsius) -> bool,
) -> Attended {
    let mut attended = Attended::default();
    let stays = stays(marks);
    let own = || stays.iter().filter(|stay| hours.has(stay));
    if let (Some(first), Some(last)) = (own().next(), own().next_back()) {
        attended.came_at = Some(first.from);
        attended.left_at = last.to;
        attended.gate = Some(first.gate);
        let after = u32::try_from(first.from.secs_since(hours.from) / 60).unwrap_or(0);
        attended.late_min = if hours.timed && after > grace_min { after } else { 0 };
    }
    let taken = marks.iter().filter(|mark| (hours.opens()..hours.closes()).contains(&mark.at));
    for celsius in taken.filter_map(|mark| mark.celsius) {
        attended.readings += 1;
        attended.measured |= counts(celsius);
    }
    attended.state = state(hours, &attended, (now, grace_min), excuse);
    attended
}

fn state(hours: Hours, attended: &Attended, (now, grace_min): (Moment, u32), excuse: Option<State>) -> State {
    if attended.came_at.is_some() {
        let over = hours.timed && now >= hours.closes();
        return match (attended.left_at, attended.late_min) {
            (None, _) if over => State::StillInside,
            (_, 0) => State::Came,
            _ => State::Late,
        };
    }
    let reachable = if hours.timed {
        now < hours.from.plus_minutes(i64::from(grace_min))
    } else {
        now < hours.to
    };
    excuse.unwrap_or(if reachable { State::NotYet } else { State::Absent })
}

/// A way in without a way out ends where the next way in begins: nobody saw them leave.
fn stays(marks: &[&Mark]) -> Vec<Stay> {
    let mut stays: Vec<Stay> = Vec::new();
    for mark in marks {
        match mark.passed {
            Some(Direction::In) => stays.push(Stay {
                from: mark.at,
                to: None,
                gate: mark.gate,
            }),
            Some(Direction::Out) => {
                if let Some(stay) = stays.last_mut().filter(|stay| stay.to.is_none()) {
                    stay.to = Some(mark.at);
                }
            }
            None => {}
        }
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::{Day, Zone};
    use crate::domain::duty::Shift;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    fn moment(text: &str) -> Result<Moment, Box<dyn std::error::Error>> {
        let (day, time) = text.split_once(' ').ok_or("a day and a time")?;
        let (hour, minute) = time.split_once(':').ok_or("a time")?;
        let minutes = hour.parse::<i64>()? * 60 + minute.parse::<i64>()?;
        Ok(Zone::DEFAULT.start_of(format!("2020-02-{day}").parse()?).plus_minutes(minutes))
    }

    /// `07 07:40 in 36.5`: a line of the register.
    fn marks(lines: &[&str]) -> Result<Vec<Mark>, Box<dyn std::error::Error>> {
        let mark = |line: &&str| {
            let words: Vec<&str> = line.split(' ').collect();
            Ok(Mark {
                at: moment(&words.get(..2).ok_or("a moment")?.join(" "))?,
                passed: match words.get(2) {
                    Some(&"in") => Some(Direction::In),
                    Some(&"out") => Some(Direction::Out),
                    _ => None,
                },
                celsius: words.last().and_then(|word| word.parse::<f64>().ok()).map(|_| Celsius(3650)),
                gate: 1,
                ..Mark::default()
            })
        };
        lines.iter().map(mark).collect()
    }

    fn shift(name: &str) -> Result<Hours, Box<dyn std::error::Error>> {
        let (from_min, to_min) = match name {
            "morning" => (480, 960),
            "evening" => (960, 1440),
            "night" => (0, 480),
            "late" => (1320, 1800),
            _ => (0, 1440),
        };
        let shift = Shift {
            name: name.into(),
            from_min,
            to_min,
        };
        let on: Day = "2020-02-07".parse()?;
        let (from, to) = shift.hours(on, Zone::DEFAULT);
        Ok(Hours {
            from,
            to,
            timed: name != "day",
        })
    }

    /// The shift of 7 February, the lines, now, what is known, and: state, minutes late, readings.
    type Case<'a> = (&'a str, &'a [&'a str], &'a str, Option<State>, (&'a str, u32, u32));

    const CASES: &[Case<'_>] = &[
        ("morning", &[], "07 07:30", None, ("not-yet", 0, 0)),
        ("morning", &[], "07 08:09", None, ("not-yet", 0, 0)),
        ("morning", &[], "07 08:10", None, ("absent", 0, 0)),
        ("morning", &[], "07 06:00", Some(State::Excused), ("excused", 0, 0)),
        ("morning", &[], "07 09:00", Some(State::Isolated), ("isolated", 0, 0)),
        ("morning", &["07 07:40 in 36.5"], "07 07:41", None, ("came", 0, 1)),
        ("morning", &["07 08:10 in 36.5"], "07 09:00", None, ("came", 0, 1)),
        ("morning", &["07 08:11 in 36.5"], "07 09:00", None, ("late", 11, 1)),
        // Who comes after all came, whatever was said before.
        ("morning", &["07 10:00 in 36.5"], "07 11:00", Some(State::Excused), ("late", 120, 1)),
        // Out and in again at noon is no lateness.
        (
            "morning",
            &["07 07:40 in 36.5", "07 12:00 out", "07 12:30 in 36.5", "07 16:10 out"],
            "07 18:00",
            None,
            ("came", 0, 2),
        ),
        // Went home before it began, and came back late.
        (
            "morning",
            &["07 07:30 in 36.5", "07 07:50 out", "07 08:20 in"],
            "07 09:00",
            None,
            ("late", 20, 1),
        ),
        ("morning", &["07 07:40 in 36.5"], "07 16:59", None, ("came", 0, 1)),
        ("morning", &["07 07:40 in 36.5"], "07 17:00", None, ("still-inside", 0, 1)),
        ("morning", &["07 07:40 in 36.5", "07 19:00 out"], "07 20:00", None, ("came", 0, 1)),
        // Measured and sent to the clinic: not in.
        ("morning", &["07 07:40 no 38.0"], "07 09:00", None, ("absent", 0, 1)),
        // The night lies on the day it is planned for: they come before midnight.
        ("night", &["06 23:40 in 36.5", "07 08:10 out"], "07 12:00", None, ("came", 0, 1)),
        ("night", &["07 00:12 in 36.5"], "07 03:00", None, ("late", 12, 1)),
        ("late", &["07 21:30 in 36.5", "08 06:05 out"], "08 12:00", None, ("came", 0, 1)),
        ("late", &["08 00:30 in 36.5"], "08 12:00", None, ("still-inside", 150, 1)),
        // Two shifts on end: still inside when the second begins.
        ("evening", &["07 07:40 in 36.5", "08 00:10 out"], "08 02:00", None, ("came", 0, 0)),
        // Left the first a little after the second began: not on it.
        ("evening", &["07 07:40 in 36.5", "07 16:10 out"], "07 18:00", None, ("absent", 0, 0)),
        // Went out unseen yesterday.
        ("morning", &["06 07:40 in 36.5"], "07 09:00", None, ("absent", 0, 0)),
        ("day", &["07 14:00 in 36.5"], "07 23:00", None, ("came", 0, 1)),
        ("day", &[], "07 23:00", None, ("not-yet", 0, 0)),
        ("day", &[], "08 01:00", None, ("absent", 0, 0)),
    ];

    #[test]
    fn a_shift_is_told_by_the_passages() -> Checked {
        for (name, lines, now, excuse, (state, late, readings)) in CASES {
            let marks = marks(lines)?;
            let marks: Vec<&Mark> = marks.iter().collect();
            let attended = attend(shift(name)?, &marks, (moment(now)?, 10), *excuse, |_| true);
            let is = (attended.state.key(), attended.late_min, attended.readings);
            assert_eq!(is, (*state, *late, *readings), "{name} {lines:?} at {now}");
        }
        Ok(())
    }

    #[test]
    fn a_reading_that_does_not_count_measures_nobody() -> Checked {
        let marks = marks(&["07 07:40 in 33.0"])?;
        let attended = attend(shift("morning")?, &[&marks[0]], (moment("07 09:00")?, 10), None, |_| false);
        assert_eq!((attended.readings, attended.measured, attended.gate), (1, false, Some(1)));
        Ok(())
    }
}
