//! Going out through the real screens: filed, decided, passed and asked about, by keyboard alone.

use std::path::Path;

use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use gatehouse::domain::day::Moment;
use gatehouse::domain::declaration::Quarters;
use gatehouse::domain::going_out::{Outing, State};
use gatehouse::domain::isolation::{Cause, CauseKind};
use gatehouse::domain::person::{Kind, Person, PersonId};
use gatehouse::domain::rules::{Authority, Reporters};
use gatehouse::domain::screening::Direction;
use gatehouse::station::{Clock as _, FixedClock, NewIsolation, NewOuting, Station};
use gatehouse::ui::text::{Lang, Text};
use uuid::Uuid;

use super::Tested;
use super::desk::{MORNING, Site, found};
use super::screens::wait_for;

/// 18:00 of the same day.
const EVENING: Moment = Moment(MORNING.0 + 10 * 3_600_000);

fn person(no: u128) -> PersonId {
    PersonId(Uuid::from_u128(no))
}

/// A plant in 遵义 of twenty people where everybody reports, and `local` decides about the town.
fn plant(folder: &Path, local: Authority) -> Result<(Station, FixedClock), Box<dyn std::error::Error>> {
    let clock = found(folder, 20)?;
    let mut station = Station::open(folder, Box::new(clock.clone()))?;
    let mut settings = station.settings().clone();
    settings.rules.going_out.reporters = Reporters::Everybody;
    settings.rules.going_out.home = Some("5203".parse()?);
    settings.rules.authority.outing_local = local;
    station.change_settings(settings)?;
    Ok((station, clock))
}

fn outing(folder: &Path, clock: &FixedClock, of: PersonId) -> Result<Outing, Box<dyn std::error::Error>> {
    let view = Station::open(folder, Box::new(clock.clone()))?.view()?;
    let outing = view.health(of).and_then(|health| health.outings.last()).ok_or("no outing")?;
    Ok(outing.clone())
}

#[test]
fn a_supervisor_approves_by_keyboard_alone() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let text = Text::new(lang);
        let (mut station, clock) = plant(folder.path(), Authority::Superior)?;
        for (no, code) in [(2, "5201"), (3, "520302")] {
            let new = NewOuting {
                person: person(no),
                destination: code.to_owned(),
                code: code.parse().ok(),
                reason: "看病".into(),
                due: EVENING,
            };
            station.file_outing(&new, None)?;
        }
        drop(station);
        let mut site = Site::open(folder.path(), clock.clone(), lang);
        assert!(site.says(&format!("{} 2", text.get("rail-going-out"))), "two wait for a decision");
        site.presses_with(Modifiers::ALT, Key::Num3);
        site.types("0002");
        site.presses(Key::Enter);
        let supervisor = text.get("authority-supervisor");
        assert!(site.says(&text.with("outing-not-yours", &[("authority", supervisor)])));
        site.presses(Key::F5);
        assert!(!site.says(&text.with("outing-step-approved", &[("authority", text.get("authority-superior"))])));
        site.presses(Key::F3);
        site.presses(Key::F3);
        site.presses(Key::F5);
        assert!(site.says(&text.with("outing-step-approved", &[("authority", supervisor)])));
        assert!(site.says(&format!("{} 1", text.get("rail-going-out"))));
        site.presses(Key::F7);
        site.presses(Key::Enter);
        assert!(site.says(text.get("error-reason-missing")), "a refusal says why");
        site.types("暂缓");
        site.presses(Key::Enter);
        assert!(!site.says("0002"), "what is over leaves the list of what is open");
        drop(site);
        let found = outing(folder.path(), &clock, person(2))?;
        assert_eq!(found.state(clock.now()), State::Refused);
        assert_eq!(found.ruling.map(|ruling| ruling.by), Some(Authority::Supervisor));
    }
    Ok(())
}

#[test]
fn a_report_is_filed_extended_and_taken_back_on_the_screen() -> Tested {
    let folder = tempfile::tempdir()?;
    let (station, clock) = plant(folder.path(), Authority::Superior)?;
    drop(station);
    let mut site = Site::open(folder.path(), clock.clone(), Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::Num3);
    site.presses_with(Modifiers::COMMAND, Key::N);
    site.presses_with(Modifiers::COMMAND, Key::Enter);
    assert!(site.says("请先找到这个人") && site.says("目的地没有填写"));
    site.types("0004");
    site.presses(Key::Enter);
    site.types("遵义市");
    assert!(site.says("报备后立即批准"), "judged as it is typed");
    site.presses(Key::Enter);
    site.types("买菜");
    site.presses_with(Modifiers::COMMAND, Key::Enter);
    assert!(site.says("已批准"));
    site.presses(Key::F6);
    site.presses(Key::Enter);
    site.presses_with(Modifiers::COMMAND, Key::A);
    site.types("20:30");
    site.presses_with(Modifiers::COMMAND, Key::Enter);
    assert!(site.says("延长到 20:30"));
    site.presses(Key::F9);
    site.types("不去了");
    site.presses(Key::Enter);
    drop(site);
    let found = outing(folder.path(), &clock, person(4))?;
    assert_eq!(found.due, EVENING.plus_minutes(150));
    assert_eq!(found.state(clock.now()), State::Cancelled);
    Ok(())
}

#[test]
fn the_guard_takes_a_report_and_asks_on_the_way_back() -> Tested {
    let folder = tempfile::tempdir()?;
    let (station, clock) = plant(folder.path(), Authority::Guard)?;
    drop(station);
    let mut site = Site::open(folder.path(), clock.clone(), Lang::ZhHans);
    site.types("0002 365");
    site.presses(Key::Enter);
    site.scans("0002");
    assert!(site.says("需报备") && site.says("按 Enter 报备"));
    site.presses(Key::Enter);
    site.types("遵义市");
    site.presses(Key::Enter);
    site.types("买菜");
    for _ in 0..3 {
        site.presses(Key::Enter);
    }
    assert!(site.says("放行 出"), "approved at once, and judged again");
    site.presses(Key::Enter);
    assert!(site.says("已记录"));
    site.presses_with(Modifiers::COMMAND, Key::Z);
    assert!(site.says("放行 出"), "the passage is taken back, the report stands");
    site.presses(Key::Enter);
    assert!(site.says("已记录"));
    site.pass(11 * 3_600_000);
    assert!(site.says("外出未归 1"), "time alone makes somebody overdue");
    site.scans("0002");
    assert!(site.says("需核实") && site.says("请问到过哪里"));
    site.types("366");
    site.presses(Key::Enter);
    assert!(site.says("见过谁") && !site.says("已记录"), "first the questions");
    site.presses(Key::Enter);
    site.types("老乡");
    site.presses(Key::Enter);
    site.types("客车");
    site.presses(Key::Enter);
    assert!(site.says("放行 进"), "the temperature has waited in the box");
    site.presses(Key::Enter);
    assert!(site.says("已记录") && site.says("外出未归 0"));
    drop(site);
    let found = outing(folder.path(), &clock, person(2))?;
    assert_eq!(found.state(clock.now()), State::Back);
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_gatehouse"))
        .arg("--data")
        .arg(folder.path())
        .args(["export", "passages", "--format", "ndjson"])
        .output()?;
    let passages = String::from_utf8(output.stdout)?;
    let named = passages.matches(&found.id.to_string()).count();
    assert_eq!(named, 2, "the way out and the way back name the outing: {passages}");
    let trip = found.trip.ok_or("not asked")?;
    assert_eq!(
        (trip.places.as_str(), trip.whom.as_str(), trip.means.as_str()),
        ("遵义市", "老乡", "客车")
    );
    Ok(())
}

#[test]
fn what_the_guard_may_not_decide_waits_and_says_for_whom() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let text = Text::new(lang);
        let (station, clock) = plant(folder.path(), Authority::Guard)?;
        drop(station);
        let mut site = Site::open(folder.path(), clock.clone(), lang);
        site.scans("0005");
        site.presses(Key::F9);
        site.types("湖北武汉");
        let headquarters = text.get("authority-headquarters");
        assert!(site.says(&text.with("outing-waits", &[("authority", headquarters)])));
        site.presses_with(Modifiers::COMMAND, Key::Enter);
        site.presses(Key::F6);
        assert!(site.says(text.get("gate-not-let-through")));
        site.scans("0005");
        site.presses(Key::F9);
        assert!(site.says(text.get("error-outing-open")));
        drop(site);
        assert_eq!(outing(folder.path(), &clock, person(5))?.state(clock.now()), State::Filed);
    }
    Ok(())
}

#[test]
fn somebody_in_isolation_is_said_within_the_frame_after_the_scan() -> Tested {
    let folder = tempfile::tempdir()?;
    let (mut station, clock) = plant(folder.path(), Authority::Superior)?;
    let rules = station.settings().rules.clone();
    station.open_isolation(NewIsolation {
        person: person(3),
        quarters: Quarters::Dormitory,
        place: String::new(),
        cause: Cause::under(&rules, CauseKind::Contact, "2020-02-05".parse()?, "2020-02-05".parse()?, ""),
    })?;
    drop(station);
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    site.harness.event(Event::Text("0003".to_owned()));
    site.harness.step();
    site.harness.event(Event::Key {
        key: Key::Enter,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    });
    site.harness.step();
    assert!(site.says("隔离 · 按 Enter"), "one word, in the frame of the scanner's Enter");
    assert!(site.says("至 02-19 24:00 · 02-20 可返岗"), "with its dates");
    assert!(site.says("医务 1"), "and it is due to be measured");
    Ok(())
}

#[test]
fn what_the_station_refuses_stays_in_the_form_and_says_why() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let text = Text::new(lang);
        let (mut station, clock) = plant(folder.path(), Authority::Superior)?;
        let rules = station.settings().rules.clone();
        let today = "2020-02-07".parse()?;
        station.open_isolation(NewIsolation {
            person: person(4),
            quarters: Quarters::Dormitory,
            place: String::new(),
            cause: Cause::under(&rules, CauseKind::Contact, today, today, ""),
        })?;
        drop(station);
        let mut site = Site::open(folder.path(), clock, lang);
        site.presses_with(Modifiers::ALT, Key::Num3);
        site.presses_with(Modifiers::COMMAND, Key::N);
        site.types("0004");
        site.presses(Key::Enter);
        site.types("遵义市");
        site.presses(Key::Enter);
        site.types("买菜");
        site.presses_with(Modifiers::COMMAND, Key::Enter);
        site.pass(100);
        assert!(site.says(text.get("error-isolating")), "{}", lang.tag());
        for typed in ["遵义市", "买菜"] {
            let mut kept = site.harness.query_all_by_value(typed);
            assert!(kept.next().is_some(), "{typed} is still there");
        }
        site.presses(Key::Escape);
        assert!(!site.says(text.get("error-isolating")), "and the form closes as it always did");
    }
    Ok(())
}

#[test]
fn more_time_is_offered_only_to_who_decides() -> Tested {
    let folder = tempfile::tempdir()?;
    let (mut station, clock) = plant(folder.path(), Authority::Superior)?;
    station.file_outing(&new(2, "5201"), Some(Authority::Supervisor))?;
    drop(station);
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::Num3);
    assert!(site.says("要由主管决定"), "and the buttons say for whom it is");
    site.presses(Key::F6);
    assert!(!site.says("返回日期"), "nothing opens for a superior");
    site.presses(Key::F3);
    site.presses(Key::F3);
    assert!(!site.says("要由主管决定"));
    site.presses(Key::F6);
    assert!(site.says("返回日期"), "a supervisor may");
    Ok(())
}

fn new(no: u128, code: &str) -> NewOuting {
    NewOuting {
        person: person(no),
        destination: code.to_owned(),
        code: code.parse().ok(),
        reason: String::new(),
        due: EVENING,
    }
}

#[test]
fn who_is_late_by_seconds_is_not_late_by_nothing() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let text = Text::new(lang);
        let (mut station, clock) = plant(folder.path(), Authority::Superior)?;
        station.file_outing(&new(2, "520302"), Some(Authority::Superior))?;
        let passed = station.let_through(person(2), Direction::Out, true)?;
        assert!(passed.is_ok());
        drop(station);
        clock.set(EVENING.plus_secs(20));
        let mut site = Site::open(folder.path(), clock, lang);
        site.presses_with(Modifiers::ALT, Key::Num3);
        assert!(site.says(text.get("outing-late-now")), "{}", lang.tag());
        site.pass(60_000);
        assert!(site.says(&text.count("outing-late-minutes", 1, &[])), "{}", lang.tag());
    }
    Ok(())
}

#[test]
fn movement_across_regions_and_what_is_over_are_lists_that_go_out_as_tables() -> Tested {
    let folder = tempfile::tempdir()?;
    let (mut station, clock) = plant(folder.path(), Authority::Superior)?;
    station.save_person(Person {
        id: person(70),
        name: "李小花".into(),
        kind: Kind::Family,
        host: "王三1".into(),
        ..Person::default()
    })?;
    station.file_outing(&new(2, "5201"), None)?;
    station.file_outing(&new(70, "5301"), None)?;
    let home = station.file_outing(&new(3, "520302"), None)?.value;
    station.decide_outing(person(3), home, false, Authority::Superior, "暂缓")?;
    drop(station);
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::Num3);
    site.harness.get_by_label("筛选 已结束").click();
    site.pass(100);
    assert!(site.says("520302") && !site.says("5301"), "only what is over");
    site.harness.get_by_label("筛选 跨地区").click();
    site.pass(100);
    assert!(site.says("5201") && site.says("5301") && !site.says("520302"));
    assert!(site.says("员工") && site.says("家属"), "staff and family apart");
    site.presses_with(Modifiers::COMMAND, Key::E);
    assert!(site.says("只导出列出的 2 条外出"));
    let path = folder.path().join("跨地区.xlsx");
    site.types(&path.display().to_string());
    site.presses(Key::Enter);
    wait_for(&mut site, "已导出 2 行")?;
    let sheet = gatehouse::exchange::sheet::read(&path, &|_, _| {}, &|| false)?;
    let kinds: Vec<_> = sheet.rows.iter().filter_map(|row| row.cells.last().cloned()).collect();
    assert_eq!(kinds, ["family", "worker"]);
    Ok(())
}
