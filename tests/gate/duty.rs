//! Duty through the real screens and from the command line: planned by keys, imported in both shapes, counted, excused, exported.

use std::collections::BTreeMap;
use std::path::Path;

use eframe::egui::{Key, Modifiers};
use gatehouse::domain::attendance::State;
use gatehouse::domain::day::{Day, Moment};
use gatehouse::domain::duty::DutyPlan;
use gatehouse::domain::person::{Person, PersonId};
use gatehouse::domain::screening::Direction;
use gatehouse::domain::temperature::{Celsius, Site as Place};
use gatehouse::station::{FixedClock, NewReading, Station};
use gatehouse::ui::text::{Lang, Text};
use uuid::Uuid;

use super::Tested;
use super::desk::{MORNING, Site, found};
use super::sheets::{gatehouse, text};

/// 08:30 of 7 February 2020: the morning shift has begun.
const LATER: Moment = Moment(MORNING.0 + 30 * 60_000);

fn person(no: u128) -> PersonId {
    PersonId(Uuid::from_u128(no))
}

fn today() -> Result<Day, Box<dyn std::error::Error>> {
    Ok("2020-02-07".parse()?)
}

/// Ten people, the odd ones in 甲班 and the even ones in 乙班.
fn plant(folder: &Path) -> Result<(Station, FixedClock), Box<dyn std::error::Error>> {
    let clock = found(folder, 10)?;
    let mut station = Station::open(folder, Box::new(clock.clone()))?;
    for known in station.people()? {
        let odd = known.badge.ends_with(['1', '3', '5', '7', '9']);
        station.save_person(Person {
            team: if odd { "甲班" } else { "乙班" }.into(),
            employee: format!("N{}", known.badge),
            ..known
        })?;
    }
    Ok((station, clock))
}

fn comes(station: &mut Station, clock: &FixedClock, no: u128, minutes: i64) -> Tested {
    clock.set(MORNING.plus_minutes(minutes));
    station.record_reading(NewReading {
        person: person(no),
        celsius: Celsius(3650),
        site: Place::Forehead,
        instrument: String::new(),
        direction: Direction::In,
        mask: true,
    })?;
    Ok(())
}

fn plan(team: &str, shift: &str) -> Result<DutyPlan, Box<dyn std::error::Error>> {
    Ok(DutyPlan {
        from: today()?,
        to: today()?,
        shift: shift.into(),
        teams: vec![team.into()],
        ..DutyPlan::default()
    })
}

/// Who is planned for what, by badge and day.
fn shifts(folder: &Path, clock: &FixedClock) -> Result<BTreeMap<(String, String), String>, Box<dyn std::error::Error>> {
    let station = Station::open(folder, Box::new(clock.clone()))?;
    let daybook = station.daybook()?;
    let book = &daybook.duty;
    let mut planned = BTreeMap::new();
    for person in station.people()? {
        for day in (0..3).map(|after| today().map(|day| day.plus_days(after))) {
            let day = day?;
            if let Some(shift) = book.shift_on(&person, day) {
                planned.insert((person.badge.clone(), day.to_string()), shift.to_owned());
            }
        }
    }
    Ok(planned)
}

#[test]
fn a_week_is_planned_by_keys_alone() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let (station, clock) = plant(folder.path())?;
        drop(station);
        let (mut site, words) = (Site::open(folder.path(), clock.clone(), lang), Text::new(lang));
        site.presses_with(Modifiers::ALT, Key::D);
        assert!(site.says(words.get("duty-none")), "an empty day says what to do");
        for _ in 0..2 {
            site.presses_with(Modifiers::COMMAND, Key::ArrowRight);
        }
        // From Monday to Friday the 7th, then the morning there, and on Saturday a day off.
        for _ in 0..4 {
            site.presses(Key::ArrowRight);
        }
        site.presses(Key::Num1);
        site.presses(Key::Num0);
        site.presses(Key::Num2);
        site.presses(Key::ArrowDown);
        site.presses(Key::Num3);
        site.presses_with(Modifiers::COMMAND, Key::Z);
        assert!(
            site.says(&format!("乙班 – – – – 早班 {} 中班", words.get("duty-off-short"))),
            "{lang:?}"
        );
        drop(site);
        let planned = shifts(folder.path(), &clock)?;
        assert_eq!(
            planned.len(),
            10,
            "five people, two days, and the night was taken back: {planned:?}"
        );
        assert_eq!(planned.get(&("0002".into(), "2020-02-07".into())).map(String::as_str), Some("早班"));
    }
    Ok(())
}

#[test]
fn the_week_before_is_repeated_where_nothing_is_planned() -> Tested {
    let folder = tempfile::tempdir()?;
    let (mut station, clock) = plant(folder.path())?;
    let before = DutyPlan {
        from: today()?.minus_days(7),
        to: today()?.minus_days(6),
        ..plan("甲班", "夜班")?
    };
    station.plan_duty(before)?;
    station.plan_duty(plan("甲班", "早班")?)?;
    drop(station);
    let mut site = Site::open(folder.path(), clock.clone(), Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::D);
    for _ in 0..2 {
        site.presses_with(Modifiers::COMMAND, Key::ArrowRight);
    }
    site.presses(Key::F7);
    drop(site);
    let planned = shifts(folder.path(), &clock)?;
    let of = |day: &str| planned.get(&("0001".into(), day.into())).map(String::as_str);
    assert_eq!((of("2020-02-07"), of("2020-02-08")), (Some("早班"), Some("夜班")));
    Ok(())
}

#[test]
fn coverage_names_who_is_missing_and_an_absence_excuses() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let (mut station, clock) = plant(folder.path())?;
        station.plan_duty(plan("甲班", "早班")?)?;
        for (no, minutes) in [(1, -20), (3, -15), (5, 25)] {
            comes(&mut station, &clock, no, minutes)?;
        }
        drop(station);
        clock.set(LATER);
        let (mut site, words) = (Site::open(folder.path(), clock.clone(), lang), Text::new(lang));
        site.presses_with(Modifiers::ALT, Key::D);
        site.pass(100);
        for (key, number) in [
            ("duty-due", "5"),
            ("duty-measured", "3"),
            ("duty-missing", "2"),
            ("duty-share", "60 %"),
        ] {
            assert!(site.says(&format!("{} {number}", words.get(key))), "{lang:?} {key}");
        }
        assert!(site.says(&format!("{} 1", words.get("duty-state-late"))));
        // Into the names, and the first of them is excused by keyboard, with what they measured themselves.
        site.presses(Key::Enter);
        site.presses(Key::F9);
        site.presses(Key::Enter);
        assert!(site.says(words.get("error-reason-missing")), "the form stays with what is missing");
        site.types("病假");
        for _ in 0..3 {
            site.presses(Key::Tab);
        }
        site.types("咽痛");
        site.presses(Key::Tab);
        site.types("364");
        site.presses_with(Modifiers::COMMAND, Key::Enter);
        site.pass(100);
        assert!(!site.says(words.get("duty-absent-title")), "{lang:?}");
        assert!(site.says(&format!("{} 4", words.get("duty-due"))), "who is excused is not on duty");
        site.presses_with(Modifiers::COMMAND, Key::ArrowRight);
        assert!(site.says("病假"), "and stands in the attendance with the reason");
        site.presses_with(Modifiers::COMMAND, Key::F);
        site.types("0005");
        assert!(!site.says("病假") && site.says("0005"), "found by number");
        site.presses(Key::Escape);
        assert!(site.says("病假"), "the search is taken back first");
        drop(site);
        one_is_excused(&Station::open(folder.path(), Box::new(clock.clone()))?)?;
    }
    Ok(())
}

fn one_is_excused(station: &Station) -> Tested {
    let coverage = station.coverage(&station.view()?, today()?)?;
    assert_eq!((coverage.total.due, coverage.total.missing), (4, vec![person(9)]));
    let excused = coverage
        .rows
        .iter()
        .find(|row| row.attended.state == State::Excused)
        .ok_or("excused")?;
    assert_eq!(
        (excused.person, excused.reason.as_str(), excused.health.as_str()),
        (person(7), "病假", "咽痛")
    );
    assert_eq!(excused.attended.readings, 1, "the temperature they told");
    assert_eq!(coverage.away.missing, [person(9)]);
    Ok(())
}

#[test]
fn enter_on_a_name_opens_the_page_and_shifts_are_settings() -> Tested {
    let folder = tempfile::tempdir()?;
    let (mut station, clock) = plant(folder.path())?;
    station.plan_duty(plan("甲班", "早班")?)?;
    drop(station);
    clock.set(LATER);
    let mut site = Site::open(folder.path(), clock.clone(), Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::D);
    site.pass(100);
    site.presses(Key::Enter);
    site.presses(Key::Enter);
    assert!(site.says("登记簿上还没有这个人的记录"), "the page of the first who is missing");
    site.presses_with(Modifiers::ALT, Key::D);
    for _ in 0..2 {
        site.presses_with(Modifiers::COMMAND, Key::ArrowRight);
    }
    site.presses(Key::F4);
    site.presses_with(Modifiers::COMMAND, Key::N);
    site.types("大夜班");
    for typed in ["22:00", "6:00"] {
        site.presses(Key::Tab);
        site.types(typed);
    }
    site.presses_with(Modifiers::COMMAND, Key::Enter);
    assert!(site.says("大夜班 22:00–06:00"), "with a key of its own");
    drop(site);
    let station = Station::open(folder.path(), Box::new(clock))?;
    let added = station.settings().daily.shifts.last().cloned().ok_or("a shift")?;
    assert_eq!((added.from_min, added.to_min), (22 * 60, 30 * 60));
    Ok(())
}

/// A row for each person and day.
const ROWS: &str = "工号,姓名,日期,班次\nN0001,王三1,2020-02-07,早班\nN0001,王三1,2月8日,休\nN0002,,2020/2/7,夜\n";
/// A column for each day, a row for weekdays under it, a team among the people.
const MATRIX: &str = "班组,姓名,部门,2月7日,8,9日\n,,,五,六,日\n甲班,,采矿一队,早,早,休\n,李三2,采矿一队,夜班,,中班\n";

#[test]
fn a_plan_is_imported_in_both_shapes() -> Tested {
    for (sheet, expected) in [
        (ROWS, vec![("0001", "2020-02-07", "早班"), ("0002", "2020-02-07", "夜班")]),
        (
            MATRIX,
            vec![
                ("0001", "2020-02-07", "早班"),
                ("0001", "2020-02-08", "早班"),
                ("0002", "2020-02-07", "夜班"),
                ("0002", "2020-02-09", "中班"),
                ("0009", "2020-02-08", "早班"),
            ],
        ),
    ] {
        let folder = tempfile::tempdir()?;
        let (station, clock) = plant(folder.path())?;
        drop(station);
        let file = folder.path().join("2020年2月排班.csv");
        std::fs::write(&file, sheet)?;
        let output = gatehouse(folder.path(), &["import", "duty", file.to_str().ok_or("path")?])?;
        assert_eq!(output.status.code(), Some(0), "{}{}", text(&output.stdout), text(&output.stderr));
        let planned = shifts(folder.path(), &clock)?;
        for (badge, day, shift) in &expected {
            let is = planned.get(&((*badge).into(), (*day).into())).map(String::as_str);
            assert_eq!(is, Some(*shift), "{badge} {day}");
        }
    }
    Ok(())
}

#[test]
fn a_row_that_cannot_be_is_refused_with_its_sentence() -> Tested {
    let folder = tempfile::tempdir()?;
    let (station, clock) = plant(folder.path())?;
    drop(station);
    let file = folder.path().join("2020年2月排班.csv");
    let rows = "工号,姓名,班组,日期,班次\nN0001,,,2020-02-07,早班\nN9999,,,2020-02-07,早班\n,,丁班,2020-02-07,早班\nN0003,,,昨天,早班\nN0003,,,2020-02-07,病假\n,,,2020-02-07,早班\nN0003,,,,早班\n";
    std::fs::write(&file, rows)?;
    let file = file.to_str().ok_or("path")?;
    for (words, status, planned) in [
        (vec!["import", "duty", file], 1, 0),
        (vec!["import", "duty", file, "--dry-run", "--keep-going"], 1, 0),
        (vec!["import", "duty", file, "--keep-going"], 1, 1),
    ] {
        let output = gatehouse(folder.path(), &words)?;
        assert_eq!(output.status.code(), Some(status), "{words:?}");
        let said = text(&output.stderr);
        for sentence in [
            "第 3 行：花名册里没有 N9999",
            "第 4 行：花名册里没有 丁班",
            "第 5 行：日期看不懂",
            "第 6 行：「病假」不是本站的班次",
            "第 7 行：没有卡号，也没有工号",
            "第 8 行：没有填日期",
        ] {
            assert!(said.contains(sentence), "{sentence}: {said}");
        }
        assert_eq!(shifts(folder.path(), &clock)?.len(), planned, "{words:?}");
    }
    Ok(())
}

#[test]
fn a_plan_is_imported_in_the_window() -> Tested {
    let folder = tempfile::tempdir()?;
    let (station, clock) = plant(folder.path())?;
    drop(station);
    let file = folder.path().join("2020年2月排班.csv");
    std::fs::write(&file, MATRIX)?;
    let mut site = Site::open(folder.path(), clock.clone(), Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::D);
    for _ in 0..2 {
        site.presses_with(Modifiers::COMMAND, Key::ArrowRight);
    }
    site.presses_with(Modifiers::COMMAND, Key::I);
    site.types(file.to_str().ok_or("path")?);
    site.presses(Key::Enter);
    for _ in 0..100 {
        std::thread::sleep(std::time::Duration::from_millis(20));
        site.pass(50);
        if site.says("可以导入 2 行") {
            break;
        }
    }
    assert!(site.says("2020-02-07 到 2020-02-09"), "which days it is about");
    site.presses_with(Modifiers::COMMAND, Key::Enter);
    site.pass(100);
    assert!(site.says("已从 2020年2月排班.csv 导入 2 行排班"));
    drop(site);
    assert_eq!(shifts(folder.path(), &clock)?.len(), 2 * 5 + 2);
    Ok(())
}

#[test]
fn duty_goes_out_and_is_read_back() -> Tested {
    let folder = tempfile::tempdir()?;
    let (mut station, clock) = plant(folder.path())?;
    station.plan_duty(plan("甲班", "早班")?)?;
    for (no, minutes) in [(1, -20), (5, 25)] {
        comes(&mut station, &clock, no, minutes)?;
    }
    drop(station);
    let day = ["--from", "2020-02-07", "--to", "2020-02-07"];
    let lines = gatehouse(folder.path(), &[&["export", "duty", "--format", "ndjson"][..], &day].concat())?;
    assert_eq!(lines.status.code(), Some(0), "{}", text(&lines.stderr));
    let rows: Vec<serde_json::Value> = text(&lines.stdout).lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let came: Vec<(&str, &str, i64, bool)> = rows
        .iter()
        .filter_map(|row| {
            let late = row["late_min"].as_i64()?;
            Some((row["badge"].as_str()?, row["state"].as_str()?, late, row["measured"].as_bool()?))
        })
        .collect();
    // Long after the day: whoever came was not seen leaving.
    assert_eq!(
        came[..3],
        [
            ("0001", "still-inside", 0, true),
            ("0003", "absent", 0, false),
            ("0005", "still-inside", 25, true)
        ]
    );
    assert_eq!(rows[0]["came_at"], "2020-02-07T07:40:00.000+08:00");
    for field in "date employee badge name department team shift state came_at left_at late_min readings measured reason health".split(' ')
    {
        assert!(rows[0].get(field).is_some(), "{field}");
    }
    for format in ["csv", "xlsx"] {
        let file = folder.path().join(format!("duty.{format}"));
        let out = ["export", "duty", "--format", format, "--out", file.to_str().ok_or("path")?];
        assert_eq!(gatehouse(folder.path(), &[&out[..], &day].concat())?.status.code(), Some(0));
        let sheet = gatehouse::exchange::sheet::read(&file, &|_, _| {}, &|| false)?;
        assert_eq!(sheet.rows.len(), 5, "{format}");
        assert_eq!(sheet.headers.get(6).map(String::as_str), Some("班次"));
    }
    Ok(())
}

#[test]
fn closing_asks_while_something_is_typed_on_duty_or_on_the_sheets() -> Tested {
    let folder = tempfile::tempdir()?;
    let (station, clock) = plant(folder.path())?;
    drop(station);
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::D);
    assert!(site.harness.state().may_close());
    site.presses(Key::F9);
    assert!(!site.harness.state().may_close(), "an absence is being written");
    site.presses(Key::Escape);
    assert!(site.harness.state().may_close());
    site.presses_with(Modifiers::ALT, Key::P);
    assert!(site.harness.state().may_close());
    site.types("0915");
    site.presses(Key::Enter);
    site.types("0001");
    assert!(!site.harness.state().may_close(), "a line from paper is begun");
    Ok(())
}
