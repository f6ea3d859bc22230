//! What comes due when, and what the numbers may be.

use proptest::prelude::*;

use super::canteen::{Food, groups, unseated};
use super::rooms::Density;
use super::*;
use crate::domain::day::{Day, Zone};
use crate::domain::daybook::{Daybook, Noted};
use crate::domain::person::{Person, PersonId, Status};

type Checked = Result<(), Box<dyn std::error::Error>>;

const ZONE: Zone = Zone::DEFAULT;

/// The notes of a book in the making, each a minute after the one before unless a time is given.
#[derive(Default)]
struct Notes {
    daybook: Daybook,
    count: u128,
}

impl Notes {
    fn at(&mut self, at: Moment, noted: Noted) {
        self.count += 1;
        let id = EntryId(Uuid::from_u128(self.count));
        self.daybook.take(&Note { id, seq: 0, at, noted });
    }

    fn book(&self) -> &SiteBook {
        &self.daybook.site
    }
}

fn day(text: &str) -> Result<Day, chrono::ParseError> {
    text.parse()
}

fn rhythm(often: Often) -> Rhythm {
    Rhythm {
        often,
        weekdays: Rhythm::EVERY_DAY,
    }
}

fn every(minutes: u32, from_min: u32, to_min: u32) -> Rhythm {
    rhythm(Often::Every { minutes, from_min, to_min })
}

fn place() -> Place {
    Place {
        id: Uuid::from_u128(7),
        name: "食堂".into(),
        ..Place::default()
    }
}

fn plan(rhythm: Rhythm) -> Plan {
    Plan {
        id: Uuid::from_u128(8),
        place: Uuid::from_u128(7),
        rhythm,
        grace_min: 60,
        ..Plan::default()
    }
}

fn planned(rhythm: Rhythm, since: Moment) -> Notes {
    let mut notes = Notes::default();
    notes.at(since, Noted::Place(place()));
    notes.at(since, Noted::Plan(plan(rhythm)));
    notes
}

fn done(due: Moment) -> Noted {
    Noted::Round(Round {
        plan: Uuid::from_u128(8),
        due,
        what: What::Done(Doing::default()),
    })
}

#[test]
fn times_of_a_day_in_every_rhythm() -> Checked {
    let night = every(240, 22 * 60, 6 * 60);
    for (rhythm, on, times) in [
        (rhythm(Often::At(vec![1080, 480, 480])), "2020-02-07", "08:00 18:00"),
        (every(120, 8 * 60, 14 * 60), "2020-02-07", "08:00 10:00 12:00 14:00"),
        (every(300, 8 * 60, 20 * 60), "2020-02-07", "08:00 13:00 18:00"),
        // A night of four-hour rounds: 22:00, 02:00, 06:00; each calendar day has the end of one night and the start of the next.
        (night.clone(), "2020-02-07", "02:00 06:00 22:00"),
        // 7 February 2020 was a Friday. Nights that begin on Fridays only end on Saturday.
        (
            Rhythm {
                weekdays: 1 << 4,
                ..night.clone()
            },
            "2020-02-07",
            "22:00",
        ),
        (Rhythm { weekdays: 1 << 4, ..night }, "2020-02-08", "02:00 06:00"),
        (
            Rhythm {
                weekdays: 0b001_1111,
                ..Rhythm::default()
            },
            "2020-02-08",
            "",
        ),
        (
            every(60, 480, 480),
            "2020-02-07",
            "00:00 01:00 02:00 03:00 04:00 05:00 06:00 07:00 08:00 09:00 10:00 11:00 12:00 13:00 14:00 15:00 16:00 17:00 18:00 19:00 20:00 21:00 22:00 23:00",
        ),
    ] {
        let said: Vec<String> = rhythm.on(day(on)?, ZONE).into_iter().map(|at| ZONE.hour_minute(at)).collect();
        assert_eq!(said.join(" "), times, "{rhythm:?} on {on}");
    }
    Ok(())
}

#[test]
fn a_round_comes_due_goes_overdue_and_is_done() -> Checked {
    let start = ZONE.start_of(day("2020-02-07")?);
    let eight = start.plus_minutes(480);
    let mut notes = planned(Rhythm::default(), start);
    let state = |notes: &Notes, now| {
        notes
            .book()
            .tasks((eight, eight.plus_minutes(1)), ZONE)
            .first()
            .map(|task| task.state(now))
    };
    for (minutes, expected) in [
        (-31, State::Later),
        (-30, State::Due),
        (0, State::Due),
        (60, State::Due),
        (61, State::Overdue),
    ] {
        assert_eq!(state(&notes, eight.plus_minutes(minutes)), Some(expected), "{minutes}");
    }
    assert_eq!(notes.book().overdue(eight.plus_minutes(61), ZONE).len(), 1);
    notes.at(eight.plus_minutes(90), done(eight));
    assert_eq!(state(&notes, eight.plus_minutes(91)), Some(State::Done));
    assert!(notes.book().overdue(eight.plus_minutes(91), ZONE).is_empty());
    assert_eq!(notes.book().rounds_on(day("2020-02-07")?, ZONE), RoundCount { due: 2, done: 1 });
    Ok(())
}

#[test]
fn a_round_besides_the_plan_is_kept_and_not_counted() -> Checked {
    let start = ZONE.start_of(day("2020-02-07")?);
    let mut notes = planned(Rhythm::default(), start);
    let noon = start.plus_minutes(12 * 60);
    notes.at(noon, done(noon));
    let tasks = notes.book().tasks_on(day("2020-02-07")?, ZONE);
    let extra: Vec<bool> = tasks.iter().map(|task| task.extra).collect();
    assert_eq!(extra, [false, true, false]);
    assert_eq!(notes.book().rounds_on(day("2020-02-07")?, ZONE), RoundCount { due: 2, done: 0 });
    Ok(())
}

#[test]
fn an_evening_round_is_overdue_after_midnight() -> Checked {
    let start = ZONE.start_of(day("2020-02-07")?);
    let notes = planned(rhythm(Often::At(vec![23 * 60])), start);
    let after = start.plus_minutes(24 * 60 + 30);
    assert_eq!(notes.book().overdue(after.plus_minutes(-30), ZONE).len(), 0);
    assert_eq!(notes.book().overdue(after, ZONE).len(), 1);
    assert_eq!(
        notes.book().overdue(start.plus_minutes(48 * 60 + 30), ZONE).len(),
        1,
        "only of the last 24 hours"
    );
    Ok(())
}

#[test]
fn what_was_due_stays_as_it_was_when_the_plan_changes() -> Checked {
    let start = ZONE.start_of(day("2020-02-07")?);
    let mut notes = planned(Rhythm::default(), start);
    notes.at(start.plus_minutes(24 * 60 + 600), Noted::Plan(plan(every(60, 8 * 60, 20 * 60))));
    let due = |text: &str| -> Result<u32, chrono::ParseError> { Ok(notes.book().rounds_on(day(text)?, ZONE).due) };
    assert_eq!((due("2020-02-06")?, due("2020-02-07")?), (0, 2));
    assert_eq!(due("2020-02-08")?, 1 + 11, "08:00 by the old plan, from 10:00 on by the new one");
    assert_eq!(due("2020-02-09")?, 13);
    let retired = Plan {
        retired: true,
        ..plan(Rhythm::default())
    };
    notes.at(start.plus_minutes(48 * 60), Noted::Plan(retired));
    assert_eq!(notes.book().rounds_on(day("2020-02-09")?, ZONE).due, 0);
    assert_eq!(notes.book().plans().count(), 0);
    Ok(())
}

proptest! {
    /// Whatever is written down in whatever order, no more is done than was due.
    #[test]
    fn done_never_exceeds_due(
        times in prop::collection::vec(0_u32..1440, 0..6),
        rounds in prop::collection::vec((0_i64..4320, 0_u8..3), 0..40),
        on in 0_u32..3,
    ) {
        let first = Day::default();
        let start = ZONE.start_of(first);
        let mut notes = planned(rhythm(Often::At(times.clone())), start);
        for (minute, what) in rounds {
            let near = times.first().map_or(minute, |time| minute / 1440 * 1440 + i64::from(*time));
            let due = start.plus_minutes(if what == 0 { minute } else { near });
            let what = if what == 2 { What::Skipped { reason: "雨".into(), by: String::new() } } else { What::Done(Doing::default()) };
            notes.at(due, Noted::Round(Round { plan: Uuid::from_u128(8), due, what }));
        }
        let count = notes.book().rounds_on(first.plus_days(on), ZONE);
        prop_assert!(count.done <= count.due);
    }
}

fn person(no: u128, department: &str, team: &str, dormitory: &str) -> Person {
    Person {
        id: PersonId(Uuid::from_u128(no)),
        department: department.into(),
        team: team.into(),
        dormitory: dormitory.into(),
        ..Person::default()
    }
}

#[test]
fn seats_and_who_has_none() {
    let people = [
        person(1, "采矿一队", "甲班", ""),
        person(2, "采矿一队", "甲班", ""),
        person(3, "采矿一队", "乙班", ""),
        person(4, "选矿车间", "甲班", ""),
        Person {
            status: Status::Away,
            ..person(5, "选矿车间", "甲班", "")
        },
    ];
    let groups = groups(&people);
    let slot = |no, from_min, named: &[&str]| Slot {
        id: Uuid::from_u128(no),
        from_min,
        to_min: from_min + 30,
        seats: 2,
        groups: named.iter().map(|name| (*name).to_owned()).collect(),
        ..Slot::default()
    };
    let (first, second) = (slot(1, 690, &["采矿一队"]), slot(2, 720, &["选矿车间 乙班"]));
    assert_eq!((first.people(&groups), second.people(&groups)), (3, 0));
    let left = unseated(&[&first, &second], &groups);
    assert_eq!(
        left.iter().map(|(_, group, people)| (group.name(), *people)).collect::<Vec<_>>(),
        [("选矿车间 甲班".to_owned(), 1)]
    );
    assert!(unseated(&[&slot(3, 690, &["甲班", "乙班"])], &groups).is_empty());
}

#[test]
fn rooms_against_six_and_two_and_a_half_metres() {
    let limits = SiteLimits::default();
    let mut notes = Notes::default();
    for (name, tenths) in [("101", 150), ("102", 149), ("103", 400), ("104", 200)] {
        let name = name.to_owned();
        notes.at(Moment(0), Noted::Room(Room { name, tenths }));
    }
    let mut people: Vec<Person> = Vec::new();
    for (name, count) in [("101", 6), ("102", 6), ("103", 7), ("201", 1)] {
        for _ in 0..count {
            people.push(person(people.len() as u128, "", "", name));
        }
    }
    people.push(Person {
        status: Status::Away,
        ..person(99, "", "", "101")
    });
    let lodgings = notes.book().lodgings(&people);
    let found: Vec<_> = lodgings.iter().map(|one| (one.room.name.as_str(), one.density(&limits))).collect();
    assert_eq!(
        found,
        [
            ("101", Density::Fine),
            ("102", Density::Tight),
            ("103", Density::Crowded),
            ("104", Density::Empty),
            ("201", Density::Unmeasured),
        ]
    );
    assert_eq!(lodgings.first().map(|one| one.away), Some(1));
}

#[test]
fn samples_are_kept_two_days_and_then_thrown_away() {
    let limits = SiteLimits::default();
    let id = Uuid::from_u128(5);
    let mut notes = Notes::default();
    let food = Food {
        dish: "土豆烧肉".into(),
        grams: 120,
        ..Food::default()
    };
    let step = SampleStep::Kept(food);
    notes.at(Moment(0), Noted::Sample(Sample { id, step }));
    let to_discard = |notes: &Notes, minutes| {
        notes
            .book()
            .sample(id)
            .map(|kept| kept.is_to_discard(&limits, Moment(0).plus_minutes(minutes)))
    };
    assert_eq!(to_discard(&notes, 48 * 60 - 1), Some(false));
    assert_eq!(to_discard(&notes, 48 * 60), Some(true));
    assert_eq!(notes.book().sample(id).map(|kept| kept.is_too_small(&limits)), Some(true));
    let step = SampleStep::Discarded { by: "陈秀英".into() };
    notes.at(Moment(1), Noted::Sample(Sample { id, step }));
    assert_eq!(to_discard(&notes, 100 * 60), Some(false));
}

#[test]
fn a_meeting_is_small_short_and_aired() {
    let limits = SiteLimits::default();
    let held = |people, minutes, aired| Meeting {
        minutes,
        people,
        aired,
        ..Meeting::default()
    };
    for (meeting, within) in [
        (held(30, 60, true), true),
        (held(31, 60, true), false),
        (held(30, 61, true), false),
        (held(3, 10, false), false),
    ] {
        assert_eq!(meeting.is_within(&limits), within, "{meeting:?}");
    }
}

#[test]
fn what_is_written_is_read() -> Checked {
    let noted = [
        Noted::Plan(plan(every(240, 1320, 360))),
        done(Moment(5)),
        Noted::Round(Round {
            what: What::Checked { by: "李敏".into() },
            ..Round::default()
        }),
        Noted::Sample(Sample::default()),
    ];
    for noted in noted {
        assert_eq!(Noted::decode(noted.kind(), &noted.encode()?).transpose()?, Some(noted));
    }
    Ok(())
}
