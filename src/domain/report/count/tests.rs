//! A day counted, thing by thing.

use uuid::Uuid;

use super::*;
use crate::domain::clinic::Decision;
use crate::domain::declaration::{Declaration, Quarters};
use crate::domain::duty::Absence;
use crate::domain::entry::{Entry, EntryId};
use crate::domain::going_out::{OutingStep, Step as Going};
use crate::domain::isolation::{Cause, CauseKind, IsolationStep, Step};
use crate::domain::report::Figure;

type Checked = Result<(), Box<dyn std::error::Error>>;

const ZONE: Zone = Zone::DEFAULT;

/// A plant of one day, 7 February 2020, put together thing by thing.
struct Plant {
    day: Day,
    settings: Settings,
    people: Vec<Person>,
    standings: Standings,
    lines: Vec<Line>,
    eve: Vec<Line>,
    plates: Vec<(PersonId, String)>,
    daybook: Daybook,
}

fn id(no: u32) -> PersonId {
    PersonId(Uuid::from_u128(u128::from(no)))
}

impl Plant {
    /// Workers by the numbers 1, 2 …
    fn of(workers: u32) -> Result<Self, Box<dyn std::error::Error>> {
        let mut settings = Settings::default();
        settings.rules.going_out.home = "5203".parse().ok();
        let mut plant = Self {
            day: "2020-02-07".parse()?,
            settings,
            people: Vec::new(),
            standings: Standings::new(),
            lines: Vec::new(),
            eve: Vec::new(),
            plates: Vec::new(),
            daybook: Daybook::default(),
        };
        for no in 1..=workers {
            plant.person(no, Kind::Worker, Status::Active);
        }
        Ok(plant)
    }

    fn person(&mut self, no: u32, kind: Kind, status: Status) {
        self.people.retain(|person| person.id != id(no));
        self.people.push(Person {
            id: id(no),
            kind,
            status,
            ..Person::default()
        });
    }

    fn line(&mut self, no: u32, direction: Direction, verdict: Verdict, celsius: Option<i32>) {
        self.lines.push(Line {
            at: ZONE.start_of(self.day).plus_minutes(8 * 60),
            person: id(no),
            direction,
            verdict,
            celsius: celsius.map(Celsius),
            passed: verdict == Verdict::Clear,
        });
    }

    fn comes_in(&mut self, no: u32) {
        self.line(no, Direction::In, Verdict::Clear, Some(3650));
    }

    /// Something in somebody's course, at an hour of a day before or of this one.
    fn course(&mut self, no: u32, (days_ago, hour): (u32, i64), entry: &Entry) {
        let at = ZONE.start_of(self.day.minus_days(days_ago)).plus_minutes(hour * 60);
        self.standings.entry(id(no)).or_default().take(at, ZONE, entry);
    }

    fn isolates(&mut self, no: u32, days_ago: u32) {
        let event = self.day.minus_days(days_ago);
        let cause = Cause::under(&self.settings.rules, CauseKind::Travel, event, event, "");
        let step = Step::Opened {
            quarters: Quarters::Home,
            place: String::new(),
            cause,
            rule: String::new(),
        };
        let (person, isolation) = (id(no), Uuid::from_u128(u128::from(no)));
        self.course(no, (days_ago, 9), &Entry::Isolation(IsolationStep { person, isolation, step }));
    }

    fn decides(&mut self, no: u32, days_ago: u32, choice: Choice, finding: Option<Finding>) {
        let decision = Decision {
            person: id(no),
            choice,
            symptoms: Vec::new(),
            reason: String::new(),
            finding,
        };
        self.course(no, (days_ago, 10), &Entry::Decided(decision));
    }

    fn goes(&mut self, no: u32, (days_ago, code): (u32, &str), back: bool) -> Checked {
        let (person, outing) = (id(no), Uuid::from_u128(u128::from(no)));
        let line = EntryId(Uuid::nil());
        let filed = Going::Filed {
            destination: "贵阳".into(),
            code: Some(code.parse()?),
            reason: String::new(),
            due: ZONE.start_of(self.day).plus_minutes(20 * 60),
        };
        for (hour, step) in [
            (8, Some(filed)),
            (9, Some(Going::Left { line })),
            (18, back.then_some(Going::Back { line })),
        ] {
            if let Some(step) = step {
                self.course(no, (days_ago, hour), &Entry::Outing(OutingStep { person, outing, step }));
            }
        }
        Ok(())
    }

    fn report(&self) -> Report {
        let facts = Facts {
            day: self.day,
            zone: ZONE,
            settings: &self.settings,
            now: Moment(ZONE.start_of(self.day.plus_days(1)).0 - 1),
            people: &self.people,
            standings: &self.standings,
            lines: &self.lines,
            eve: &self.eve,
            plates: &self.plates,
            daybook: &self.daybook,
        };
        count(&facts, "锰矿", "南门", Head::default())
    }

    fn counts(&self, figures: &[(Figure, u64)]) {
        let report = self.report();
        for (figure, number) in figures {
            assert_eq!(report.figures.number(*figure), *number, "{}", figure.key());
        }
    }
}

#[test]
fn everybody_is_in_one_place_and_the_sum_is_the_roster() -> Checked {
    let mut plant = Plant::of(8)?;
    plant.comes_in(1);
    plant.line(2, Direction::Out, Verdict::Clear, None);
    plant.isolates(3, 2);
    plant.person(4, Kind::Worker, Status::Away);
    plant.goes(5, (0, "5201"), false)?;
    let absence = Absence {
        person: id(6),
        from: plant.day,
        to: plant.day,
        ..Absence::default()
    };
    plant.course(6, (1, 9), &Entry::Absent(absence));
    plant.person(8, Kind::Worker, Status::Left);
    plant.person(9, Kind::Contractor, Status::Active);
    plant.counts(&[
        (Figure::Roster, 7),
        (Figure::OnDuty, 2),
        (Figure::InIsolation, 1),
        (Figure::NotReturned, 1),
        (Figure::Away, 1),
        (Figure::OnLeave, 2),
    ]);
    let report = plant.report();
    assert_eq!(report.imbalances, []);
    let sum: u64 = Figure::BALANCE.iter().map(|figure| report.figures.number(*figure)).sum();
    assert_eq!(sum, 7);
    Ok(())
}

#[test]
fn about_midnight_people_go_home_from_the_day_before_and_come_for_the_day_after() -> Checked {
    let mut plant = Plant::of(5)?;
    for (no, direction, minutes) in [
        (1, Direction::Out, 10),
        (2, Direction::Out, 119),
        (3, Direction::Out, 120),
        (4, Direction::In, 22 * 60 - 1),
        (5, Direction::In, 23 * 60 + 50),
    ] {
        plant.line(no, direction, Verdict::Clear, None);
        let at = ZONE.start_of(plant.day).plus_minutes(minutes);
        plant.lines.iter_mut().rev().take(1).for_each(|line| line.at = at);
    }
    plant.counts(&[(Figure::OnDuty, 2), (Figure::OnLeave, 3), (Figure::PassagesOut, 3)]);
    Ok(())
}

#[test]
fn who_was_measured_as_they_came_for_a_shift_from_midnight_is_covered() -> Checked {
    let mut plant = Plant::of(2)?;
    plant.line(1, Direction::Out, Verdict::Clear, None);
    plant.line(2, Direction::Out, Verdict::Clear, None);
    plant.counts(&[(Figure::OnDuty, 2), (Figure::Measured, 0), (Figure::Coverage, 0)]);
    let at = ZONE.start_of(plant.day).plus_minutes(-30);
    let line = plant.lines[0];
    plant.eve.push(Line {
        at,
        celsius: Some(Celsius(3650)),
        ..line
    });
    plant.counts(&[(Figure::OnDuty, 2), (Figure::Measured, 0), (Figure::Coverage, 5_000)]);
    Ok(())
}

#[test]
fn what_contradicts_is_told_with_its_people() -> Checked {
    let mut plant = Plant::of(4)?;
    plant.isolates(1, 3);
    plant.person(2, Kind::Worker, Status::Away);
    let absence = Absence {
        person: id(3),
        from: plant.day,
        to: plant.day,
        ..Absence::default()
    };
    plant.course(3, (1, 9), &Entry::Absent(absence));
    for no in 1..=4 {
        plant.comes_in(no);
    }
    // Isolated after having come in the same day: nothing contradicts that.
    plant.isolates(4, 0);
    let report = plant.report();
    let told: Vec<_> = report
        .imbalances
        .iter()
        .map(|one| (one.code.as_str(), one.people.clone()))
        .collect();
    assert_eq!(
        told,
        [
            ("away-on-duty", vec![id(2)]),
            ("isolated-on-duty", vec![id(1)]),
            ("leave-on-duty", vec![id(3)])
        ]
    );
    let sum: u64 = Figure::BALANCE.iter().map(|figure| report.figures.number(*figure)).sum();
    assert_eq!(sum, 4 + 3, "each of them is counted twice");
    Ok(())
}

#[test]
fn readings_are_counted_and_people_are_measured() -> Checked {
    let mut plant = Plant::of(3)?;
    plant.comes_in(1);
    plant.comes_in(1);
    plant.line(1, Direction::Out, Verdict::Clear, None);
    plant.line(2, Direction::In, Verdict::Recheck, Some(3780));
    plant.line(2, Direction::In, Verdict::Clinic, Some(3790));
    plant.line(3, Direction::In, Verdict::Clear, None);
    plant.person(4, Kind::Visitor, Status::Active);
    plant.line(4, Direction::In, Verdict::Refuse, None);
    plant.counts(&[
        (Figure::Readings, 4),
        (Figure::Measured, 2),
        (Figure::Fever, 1),
        (Figure::ToClinic, 1),
        (Figure::PassagesIn, 3),
        (Figure::PassagesOut, 1),
        (Figure::OnDuty, 2),
        (Figure::Coverage, 5_000),
        (Figure::Visitors, 0),
    ]);
    let report = plant.report();
    assert_eq!(
        report.figures.behind(Figure::Coverage).collect::<Vec<_>>(),
        [id(3)],
        "who is missing"
    );
    let codes: Vec<_> = report.unusual.iter().map(|one| (one.code.as_str(), one.person)).collect();
    assert_eq!(codes, [("two-fevers", Some(id(2))), ("refused", Some(id(4)))]);
    assert!(!report.may_be_zero());
    Ok(())
}

#[test]
fn the_clinic_the_returns_and_the_families() -> Checked {
    let mut plant = Plant::of(5)?;
    plant.decides(1, 0, Choice::Hospital, Some(Finding::Suspected));
    plant.decides(2, 3, Choice::Hospital, Some(Finding::Suspected));
    plant.decides(2, 1, Choice::Hospital, Some(Finding::Confirmed));
    plant.decides(3, 2, Choice::Observe, Some(Finding::Suspected));
    plant.decides(3, 1, Choice::Back, Some(Finding::Excluded));
    for (no, days_ago) in [(4, 0), (5, 3)] {
        let returned = plant.day.minus_days(days_ago);
        plant.course(no, (days_ago, 7), &Entry::Declared(Declaration::blank(id(no), returned, returned)));
    }
    plant.person(6, Kind::Family, Status::Active);
    plant.isolates(6, 1);
    plant.person(7, Kind::Family, Status::Left);
    plant.counts(&[
        (Figure::ToHospital, 1),
        (Figure::Suspected, 1),
        (Figure::Confirmed, 1),
        (Figure::ReturnedToday, 1),
        (Figure::ReturnedTotal, 2),
        (Figure::FamilyTotal, 1),
        (Figure::FamilyInIsolation, 1),
        (Figure::InIsolation, 0),
        (Figure::IsolationNew, 0),
    ]);
    Ok(())
}

#[test]
fn outings_visitors_and_their_vehicles() -> Checked {
    let mut plant = Plant::of(3)?;
    plant.goes(1, (0, "5201"), true)?;
    plant.goes(2, (1, "5203"), false)?;
    plant.goes(3, (2, "4201"), true)?;
    for (no, plate) in [(4, "贵CA1234"), (5, "贵ca1234"), (6, "贵C00001")] {
        plant.person(no, Kind::Visitor, Status::Active);
        plant.plates.push((id(no), plate.into()));
    }
    plant.comes_in(4);
    plant.comes_in(5);
    plant.counts(&[
        (Figure::OutToday, 1),
        (Figure::CrossRegion, 1),
        (Figure::Visitors, 2),
        (Figure::Vehicles, 1),
        (Figure::Away, 1),
    ]);
    Ok(())
}

#[test]
fn a_quiet_day_may_be_zero_and_the_same_facts_are_the_same_text() -> Checked {
    let mut plant = Plant::of(3)?;
    plant.comes_in(1);
    plant.comes_in(2);
    let report = plant.report();
    assert!(report.may_be_zero());
    let text = serde_json::to_string(&report)?;
    assert_eq!(serde_json::from_str::<Report>(&text)?, report);
    plant.lines.reverse();
    assert_eq!(serde_json::to_string(&plant.report())?, text);
    Ok(())
}
