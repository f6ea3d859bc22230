//! What is counted, in tables of cases.

use uuid::Uuid;

use super::*;
use crate::domain::declaration::Quarters;
use crate::domain::entry::EntryId;
use crate::domain::going_out::OutingStep;
use crate::domain::isolation::{Cause, CauseKind, IsolationStep, Step as Ward};
use crate::domain::rulebook::Rulebook;
use crate::domain::rules::Authority;

type Checked = Result<(), Box<dyn std::error::Error>>;

fn who(no: u128) -> PersonId {
    PersonId(Uuid::from_u128(no))
}

fn day(text: &str) -> Result<Day, chrono::ParseError> {
    text.parse()
}

fn line(at: i64, person: u128, celsius: Option<i32>, went: Option<Direction>) -> Line {
    Line {
        at: Moment(at),
        person: who(person),
        celsius: celsius.map(Celsius),
        went,
    }
}

#[test]
fn a_past_day_counts_as_it_stood_then() {
    let (into, out) = (Some(Direction::In), Some(Direction::Out));
    let past = PastDay {
        inside: [who(1), who(2)].into(),
        lines: vec![
            line(10, 1, None, out),
            line(20, 3, Some(3760), None),
            line(30, 3, Some(3650), into),
            line(35, 2, Some(3400), None),
            line(40, 2, Some(3660), None),
            line(50, 9, Some(3650), into),
        ],
    };
    let rule = Rulebook::shipped().temperature;
    for (until, inside, due, measured, fever) in [
        (5, 2, 2, 0, 0),
        (10, 1, 1, 0, 0),
        (20, 1, 1, 0, 1),
        (30, 2, 2, 1, 1),
        (35, 2, 2, 1, 1),
        (40, 2, 2, 2, 1),
        // The ninth is a visitor: inside, and not among those who are measured each day.
        (50, 3, 2, 2, 1),
    ] {
        let count = past.count(Moment(until), &rule, |person| person != who(9));
        let expected = Count {
            inside,
            due,
            measured,
            fever,
        };
        assert_eq!(count, expected, "{until}");
    }
    assert!(past.is_known() && !PastDay::default().is_known());
}

#[test]
fn coverage_is_never_rounded_up_to_all() {
    for (due, measured, tenths) in [(0, 0, None), (3, 3, Some(1000)), (1200, 1199, Some(999)), (3, 1, Some(333))] {
        let count = Count {
            due,
            measured,
            ..Count::default()
        };
        assert_eq!(count.coverage(), tenths, "{measured} of {due}");
    }
}

#[test]
fn the_worst_department_stands_first() {
    let people = [
        ("采矿一队", true),
        ("采矿二队", false),
        ("采矿二队", true),
        ("机关", true),
        ("选矿", false),
        ("选矿", false),
        ("选矿", true),
        ("选矿", true),
    ];
    let covered = coverage(people);
    let said: Vec<_> = covered.iter().map(|one| (one.department.as_str(), one.percent())).collect();
    assert_eq!(said, [("选矿", 50), ("采矿二队", 50), ("机关", 100), ("采矿一队", 100)]);
}

#[test]
fn readings_fall_into_the_hours_of_the_site() -> Checked {
    let start = Zone::DEFAULT.start_of(day("2020-02-07")?);
    let hours = by_hour(Zone::DEFAULT, [0, 59, 60, 480, 1439].map(|minute| start.plus_minutes(minute)));
    assert_eq!((hours[0], hours[1], hours[8], hours[23]), (2, 1, 1, 1));
    assert_eq!(hours.iter().sum::<u32>(), 5);
    Ok(())
}

#[test]
fn somebody_with_two_fevers_is_one_person() -> Checked {
    let (first, last) = (day("2020-02-06")?, day("2020-02-07")?);
    let rows = fever_by_day(&[(first, who(1)), (first, who(1)), (first, who(2)), (last, who(1))], last, 3);
    assert_eq!(rows.iter().map(|(_, count)| *count).collect::<Vec<_>>(), [0, 2, 1]);
    Ok(())
}

#[test]
fn isolation_is_counted_by_its_days() -> Checked {
    let rules = Rulebook::shipped().rules;
    let mut isolations = Vec::new();
    for (opened, released) in [
        ("2020-02-05", Some("2020-02-07")),
        ("2020-02-06", None),
        ("2020-01-01", Some("2020-01-15")),
    ] {
        let step = IsolationStep {
            person: who(1),
            isolation: Uuid::nil(),
            step: Ward::Opened {
                quarters: Quarters::Home,
                place: String::new(),
                cause: Cause::under(&rules, CauseKind::Travel, day(opened)?, day(opened)?, ""),
                rule: String::new(),
            },
        };
        let mut isolation = Isolation::open(day(opened)?, &step).ok_or("opened")?;
        if let Some(released) = released {
            let step = Ward::Released {
                early: false,
                by: Authority::Supervisor,
                reason: String::new(),
            };
            isolation.take(day(released)?, &step);
        }
        isolations.push(isolation);
    }
    let rows = isolation_by_day(&isolations, day("2020-02-07")?, 4);
    let said: Vec<_> = rows.iter().map(|row| (row.held, row.opened, row.released)).collect();
    assert_eq!(said, [(0, 0, 0), (1, 1, 0), (2, 1, 0), (1, 0, 1)]);
    Ok(())
}

#[test]
fn somebody_was_out_and_late_by_what_was_known_then() -> Checked {
    let filed = OutingStep {
        person: who(1),
        outing: Uuid::nil(),
        step: Step::Filed {
            destination: "遵义".into(),
            code: None,
            reason: String::new(),
            due: Moment(100),
        },
    };
    let mut outing = Outing::open(Moment(0), &filed).ok_or("filed")?;
    let line = EntryId(Uuid::nil());
    outing.take(Moment(10), &Step::Left { line });
    let later = Step::Extended {
        due: Moment(200),
        reason: String::new(),
    };
    outing.take(Moment(120), &later);
    outing.take(Moment(150), &Step::Back { line });
    for (at, out) in [
        (5, None),
        (10, Some(false)),
        (110, Some(true)),
        (130, Some(false)),
        (150, None),
        (300, None),
    ] {
        assert_eq!(was_out(&outing, Moment(at)), out, "{at}");
    }
    Ok(())
}

#[test]
fn a_number_is_held_against_another() {
    for (now, then, change) in [
        (Some(5), Some(3), Change::More(2)),
        (Some(3), Some(5), Change::Fewer(2)),
        (Some(3), Some(3), Change::Same),
        (Some(3), None, Change::Unknown),
        (None, Some(3), Change::Unknown),
    ] {
        assert_eq!(Change::of(now, then), change);
    }
}

#[test]
fn the_urgent_stand_first_and_a_crowd_is_one_row() {
    let mut waiting: Vec<_> = (1..=4).map(|no| (Want::Measure, Moment(7), who(no))).collect();
    waiting.extend([
        (Want::Decide, Moment(1), who(9)),
        (Want::Recheck, Moment(20), who(6)),
        (Want::Recheck, Moment(10), who(8)),
    ]);
    waiting.push((Want::Clinic, Moment(30), who(7)));
    let rows = needs(waiting);
    let said: Vec<_> = rows
        .iter()
        .map(|need| (need.want, need.count, need.people.first().copied()))
        .collect();
    assert_eq!(
        said,
        [
            (Want::Clinic, 1, Some(who(7))),
            (Want::Recheck, 1, Some(who(8))),
            (Want::Recheck, 1, Some(who(6))),
            (Want::Measure, 4, Some(who(1))),
            (Want::Decide, 1, Some(who(9))),
        ]
    );
}
