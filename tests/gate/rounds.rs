//! Site measures through the real screens: rounds done in a row, checked and skipped, plans made, the guide's board; by keyboard alone.

use std::path::Path;

use eframe::egui::{Key, Modifiers};
use gatehouse::domain::day::Moment;
use gatehouse::domain::screening::Direction;
use gatehouse::domain::site::{How, Measure, Often, Place, PlaceKind, Plan, Rhythm, RoundCount};
use gatehouse::domain::temperature::Celsius;
use gatehouse::station::{Clock as _, FixedClock, NewReading, Station};
use gatehouse::ui::text::{Lang, Text};
use uuid::Uuid;

use super::Tested;
use super::desk::{MORNING, Site, found};

/// A plant of `places` places with a disinfection at eight at each.
fn plant(folder: &Path, places: u32) -> Result<FixedClock, Box<dyn std::error::Error>> {
    let clock = found(folder, 20)?;
    clock.set(MORNING.plus_minutes(-60));
    let mut station = Station::open(folder, Box::new(clock.clone()))?;
    for no in 1..=places {
        let place = Place {
            id: Uuid::from_u128(u128::from(no)),
            name: format!("{no} 号车间"),
            kind: PlaceKind::Workshop,
            retired: false,
        };
        let plan = Plan {
            id: Uuid::from_u128(100 + u128::from(no)),
            place: place.id,
            rhythm: Rhythm {
                often: Often::At(vec![8 * 60]),
                weekdays: Rhythm::EVERY_DAY,
            },
            how: How {
                agent: "84 消毒液".into(),
                ..How::usual(Measure::Disinfect)
            },
            checker: "李敏".into(),
            grace_min: 60,
            ..Plan::default()
        };
        station.save_place(place)?;
        station.save_plan(plan)?;
    }
    clock.set(MORNING);
    Ok(clock)
}

fn counted(folder: &Path, clock: &FixedClock) -> Result<RoundCount, Box<dyn std::error::Error>> {
    let station = Station::open(folder, Box::new(clock.clone()))?;
    let zone = station.card().zone;
    Ok(station.daybook()?.site.rounds_on(zone.day_of(clock.now()), zone))
}

#[test]
fn twenty_rounds_in_a_row_without_a_mouse() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let text = Text::new(lang);
        let clock = plant(folder.path(), 20)?;
        clock.set(MORNING.plus_minutes(61));
        let mut site = Site::open(folder.path(), clock.clone(), lang);
        assert!(
            site.says(&format!("{} 20", text.get("rail-site"))),
            "the rail says how many are overdue"
        );
        site.presses_with(Modifiers::ALT, Key::Num6);
        assert!(site.says(text.get("round-state-overdue")));
        for _ in 0..20 {
            site.presses(Key::Enter);
        }
        assert!(site.says(text.get("round-nothing-open")), "{}", lang.tag());
        drop(site);
        assert_eq!(counted(folder.path(), &clock)?, RoundCount { due: 20, done: 20 });
    }
    Ok(())
}

#[test]
fn only_what_is_overdue_wants_somebody_now() -> Tested {
    for (minutes, wanted) in [(0, false), (61, true)] {
        let folder = tempfile::tempdir()?;
        let clock = plant(folder.path(), 3)?;
        clock.set(MORNING.plus_minutes(minutes));
        let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
        site.presses_with(Modifiers::ALT, Key::Num9);
        assert_eq!(site.says("3 次消毒巡查逾期没做"), wanted, "{minutes}");
    }
    Ok(())
}

#[test]
fn a_held_enter_is_one_round() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = plant(folder.path(), 3)?;
    let mut site = Site::open(folder.path(), clock.clone(), Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::Num6);
    for _ in 0..5 {
        site.harness.key_down(Key::Enter);
        site.pass(40);
    }
    site.harness.key_up(Key::Enter);
    site.pass(40);
    drop(site);
    assert_eq!(counted(folder.path(), &clock)?, RoundCount { due: 3, done: 1 });
    Ok(())
}

#[test]
fn twice_in_the_morning_is_not_morning_and_evening() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 2)?;
    let mut station = Station::open(folder.path(), Box::new(clock.clone()))?;
    let mut resident = station.view()?.roster.certain("0001").ok_or("nobody")?.clone();
    resident.dormitory = "3-412".into();
    let person = resident.id;
    station.save_person(resident)?;
    let mut measured = |hundredths, minutes: i64| {
        clock.set(MORNING.plus_minutes(minutes));
        station.record_reading(NewReading {
            person,
            celsius: Celsius(hundredths),
            site: gatehouse::domain::temperature::Site::Forehead,
            instrument: String::new(),
            direction: Direction::In,
            mask: true,
        })
    };
    measured(3400, 0)?;
    measured(3650, 10)?;
    measured(3660, 20)?;
    drop(station);
    let share = |minutes: i64| {
        clock.set(MORNING.plus_minutes(minutes));
        let mut site = Site::open(folder.path(), clock.clone(), Lang::ZhHans);
        site.presses_with(Modifiers::ALT, Key::Num6);
        site.presses_with(Modifiers::COMMAND, Key::ArrowLeft);
        ["0 / 1", "1 / 1"].map(|share| site.says(&format!("在厂住宿人员按时测温 {share}")))
    };
    assert_eq!(share(5 * 60), [false, true], "the evening is not due yet");
    assert_eq!(share(12 * 60), [true, false]);
    Ok(())
}

#[test]
fn done_otherwise_checked_skipped_and_taken_back() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = plant(folder.path(), 3)?;
    let mut site = Site::open(folder.path(), clock.clone(), Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::Num6);
    site.presses(Key::F2);
    assert!(site.says("执行人") && site.says("浓度"));
    site.presses_with(Modifiers::COMMAND, Key::A);
    site.types("周芳");
    site.presses(Key::Escape);
    assert!(
        site.says("再按一次 Esc 放弃") && site.says("执行人"),
        "what was typed is not lost by one Esc"
    );
    site.presses_with(Modifiers::COMMAND, Key::Enter);
    site.presses(Key::Enter);
    site.presses(Key::F7);
    site.presses(Key::Enter);
    assert!(site.says("没填好"), "why it is not done is asked for");
    site.types("停水");
    site.presses(Key::Enter);
    assert!(site.says("都做完了"));
    site.presses(Key::F3);
    assert!(site.says("周芳") && !site.says("停水"), "what waits for the checker");
    site.presses(Key::F5);
    site.presses_with(Modifiers::COMMAND, Key::A);
    site.types("周芳");
    site.presses(Key::Enter);
    assert!(
        site.says("复核人不能是执行人自己") && site.says("取消"),
        "the form stays with what was typed"
    );
    site.presses_with(Modifiers::COMMAND, Key::A);
    site.types("李敏");
    site.presses(Key::Enter);
    assert!(!site.says("取消"));
    site.presses(Key::F3);
    assert!(site.says("李敏复核") && site.says("停水"));
    site.presses(Key::End);
    site.presses(Key::F9);
    assert!(!site.says("停水"), "what was skipped is due again");
    drop(site);
    assert_eq!(counted(folder.path(), &clock)?, RoundCount { due: 3, done: 2 });
    Ok(())
}

#[test]
fn a_place_and_its_plan_are_made_by_keyboard() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 20)?;
    let mut site = Site::open(folder.path(), clock.clone(), Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::Num6);
    site.presses_with(Modifiers::COMMAND, Key::ArrowRight);
    assert!(site.says("还没有场所"));
    site.presses(Key::F4);
    site.types("通勤车");
    site.presses(Key::Enter);
    for _ in 0..6 {
        site.presses(Key::ArrowRight);
    }
    assert!(site.says("类型 通勤车"));
    site.presses(Key::Enter);
    site.presses_with(Modifiers::COMMAND, Key::N);
    site.presses(Key::ArrowRight);
    assert!(site.says("措施 把手按钮消毒"));
    site.presses(Key::Enter);
    site.presses_with(Modifiers::COMMAND, Key::A);
    site.types("9:00 21:30");
    site.presses_with(Modifiers::COMMAND, Key::Enter);
    assert!(site.says("09:00 21:30") && site.says("擦拭"), "with what a measure usually needs");
    drop(site);
    assert_eq!(counted(folder.path(), &clock)?, RoundCount { due: 2, done: 0 });
    Ok(())
}

#[test]
fn besides_the_plan_and_on_another_day() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = plant(folder.path(), 1)?;
    let mut site = Site::open(folder.path(), clock.clone(), Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::Num6);
    site.presses_with(Modifiers::COMMAND, Key::ArrowRight);
    site.presses(Key::ArrowDown);
    site.presses(Key::F7);
    site.presses_with(Modifiers::COMMAND, Key::Enter);
    site.presses_with(Modifiers::COMMAND, Key::ArrowLeft);
    site.presses(Key::F3);
    assert!(site.says("计划外"));
    site.pass(24 * 3_600_000);
    site.presses_with(Modifiers::ALT, Key::ArrowLeft);
    assert!(site.says("02-07") && site.says("已做 0 / 1"));
    site.presses(Key::Home);
    site.presses(Key::Enter);
    assert!(site.says("浓度"), "of another day, when it was done is asked first");
    site.presses_with(Modifiers::COMMAND, Key::Enter);
    assert!(site.says("已做 1 / 1"));
    drop(site);
    let station = Station::open(folder.path(), Box::new(clock))?;
    let daybook = station.daybook()?;
    let record = daybook.site.record(Uuid::from_u128(101), MORNING).ok_or("nothing is known")?;
    assert_eq!(record.at, MORNING, "when it was done, not when it was written");
    Ok(())
}

#[test]
fn the_usual_places_are_one_press_away() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let text = Text::new(lang);
        let clock = found(folder.path(), 20)?;
        let mut site = Site::open(folder.path(), clock.clone(), lang);
        site.presses_with(Modifiers::ALT, Key::Num6);
        site.presses_with(Modifiers::COMMAND, Key::ArrowRight);
        site.presses(Key::F6);
        for key in ["place-kind-canteen", "measure-tableware", "method-air"] {
            assert!(site.says(text.get(key)), "{key}");
        }
        drop(site);
        assert!(counted(folder.path(), &clock)?.due > 15);
    }
    Ok(())
}

#[test]
fn every_part_is_drawn_in_every_language() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let text = Text::new(lang);
        let clock = plant(folder.path(), 2)?;
        let mut site = Site::open(folder.path(), clock, lang);
        site.presses_with(Modifiers::ALT, Key::Num6);
        for key in ["plan-often", "canteen-no-slots", "room-none", "meeting-none", "guide-title-7"] {
            site.presses_with(Modifiers::COMMAND, Key::ArrowRight);
            assert!(site.says(text.get(key)), "{} lacks {key}", lang.tag());
        }
        site.presses(Key::F2);
        assert!(site.says(text.get("guide-remark")));
        site.types("ok");
        site.presses(Key::Enter);
        assert!(site.says("ok"), "the remark stands beside its clause");
        site.presses_with(Modifiers::COMMAND, Key::ArrowRight);
        assert!(site.says(text.get("round-state-due")), "after the last part the first one");
        for (modifiers, key, says) in [
            (Modifiers::COMMAND, Key::P, "round-print-about"),
            (Modifiers::COMMAND, Key::E, "export-format"),
            (Modifiers::NONE, Key::F2, "round-strength"),
        ] {
            site.presses_with(modifiers, key);
            assert!(site.says(text.get(says)), "{} lacks {says}", lang.tag());
            site.presses(Key::Escape);
        }
    }
    Ok(())
}

#[test]
fn slots_samples_rooms_and_meetings_are_written_by_keyboard() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 20)?;
    let mut site = Site::open(folder.path(), clock.clone(), Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::Num6);
    let next = |site: &mut Site, count: usize| {
        for _ in 0..count {
            site.presses_with(Modifiers::COMMAND, Key::ArrowRight);
        }
    };
    let fill = |site: &mut Site, fields: &[&str]| {
        for field in fields {
            site.types(field);
            site.presses(Key::Enter);
        }
    };
    next(&mut site, 2);
    site.presses(Key::F4);
    fill(&mut site, &["", "11:30", "12:00", "12", "采矿一队"]);
    assert!(site.says("20 / 12") && site.says("超座"), "no time over its seats");
    site.presses_with(Modifiers::COMMAND, Key::N);
    fill(&mut site, &["", "土豆烧肉"]);
    site.presses_with(Modifiers::COMMAND, Key::Enter);
    assert!(site.says("土豆烧肉") && site.says("02-09 08:0") && site.says("留存中"));
    next(&mut site, 2);
    site.presses_with(Modifiers::COMMAND, Key::N);
    fill(&mut site, &["调度会", "大会议室", "", "", "45", "90"]);
    site.presses_with(Modifiers::COMMAND, Key::Enter);
    assert!(site.says("人太多") && site.says("时间太长") && !site.says("没开窗"));
    next(&mut site, 1);
    assert!(
        site.says("用餐时段坐得下 0 / 1") && site.says("会议合规 0 / 1"),
        "the guide counts them"
    );
    site.pass(Moment(49 * 3_600_000).0);
    site.presses_with(Modifiers::COMMAND, Key::ArrowLeft);
    site.presses_with(Modifiers::COMMAND, Key::ArrowLeft);
    site.presses_with(Modifiers::COMMAND, Key::ArrowLeft);
    assert!(site.says("该倒掉了"));
    Ok(())
}

#[test]
fn rounds_are_printed_and_exported() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = plant(folder.path(), 3)?;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::Num6);
    site.presses(Key::Enter);
    site.presses_with(Modifiers::COMMAND, Key::P);
    site.presses_with(Modifiers::COMMAND, Key::Enter);
    let pdf = std::fs::read(folder.path().join("print/rounds-2020-02-07-2020-02-07.pdf"))?;
    assert!(pdf.starts_with(b"%PDF-1."));
    site.presses_with(Modifiers::COMMAND, Key::E);
    site.presses_with(Modifiers::COMMAND, Key::Enter);
    let file = folder.path().join("export/rounds-2020-02-07-2020-02-07.xlsx");
    for _ in 0..100 {
        site.pass(10);
        std::thread::sleep(std::time::Duration::from_millis(20));
        if site.says("已导出 3 行") {
            break;
        }
    }
    assert!(file.exists());
    drop(site);
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_gatehouse"))
        .arg("--data")
        .arg(folder.path())
        .args([
            "export",
            "rounds",
            "--format",
            "ndjson",
            "--from",
            "2020-02-07",
            "--to",
            "2020-02-07",
        ])
        .output()?;
    let lines = String::from_utf8(output.stdout)?;
    let first: serde_json::Value = serde_json::from_str(lines.lines().next().ok_or("no line")?)?;
    assert_eq!(lines.lines().count(), 3);
    for (key, value) in [
        ("date", "2020-02-07"),
        ("place", "1 号车间"),
        ("kind", "workshop"),
        ("plan", "disinfect"),
        ("due_at", "2020-02-07T08:00:00.000+08:00"),
        ("agent", "84 消毒液"),
        ("method", "spray"),
        ("executor", "王建国"),
        ("state", "unchecked"),
    ] {
        assert_eq!(first.get(key).and_then(serde_json::Value::as_str), Some(value), "{key}: {first}");
    }
    assert_eq!(first.get("mg_per_l").and_then(serde_json::Value::as_i64), Some(500));
    Ok(())
}
