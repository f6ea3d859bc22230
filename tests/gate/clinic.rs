//! The nurse's morning at the desk, by keyboard alone.

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use gatehouse::domain::declaration::Quarters;
use gatehouse::domain::isolation::{Cause, CauseKind};
use gatehouse::domain::measured::Cell;
use gatehouse::domain::person::PersonId;
use gatehouse::station::{FixedClock, NewIsolation, Station};
use gatehouse::ui::text::{Lang, Text};

use super::Tested;
use super::desk::{MORNING, Site, found};
use super::screens::wait_for;

fn id(no: u32) -> PersonId {
    PersonId(uuid::Uuid::from_u128(u128::from(no)))
}

/// The people of these numbers isolate since so many days.
fn isolate(folder: &std::path::Path, numbers: std::ops::RangeInclusive<u32>, days_ago: u32) -> Tested {
    let clock = FixedClock::default();
    clock.set(MORNING);
    let mut station = Station::open(folder, Box::new(clock))?;
    let today = station.card().zone.day_of(MORNING);
    for no in numbers {
        let cause = Cause::under(&station.settings().rules, CauseKind::Travel, today.minus_days(days_ago), today, "");
        station.open_isolation(NewIsolation {
            person: id(no),
            quarters: Quarters::Dormitory,
            place: format!("3-{no:03}"),
            cause,
        })?;
    }
    Ok(())
}

#[test]
fn thirty_measurements_in_a_row_and_one_taken_back() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 40)?;
    isolate(folder.path(), 1..=30, 3)?;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::Num4);
    assert!(site.says("现在该测 30") && site.says("隔离观察 30"));
    site.presses(Key::F9);
    for no in 1..=30_u32 {
        match no {
            // Nobody opens: skipped.
            5 => {}
            // A fever waits, and a second one within the wait as well; the others are measured meanwhile.
            7 => {
                site.types("378");
                site.presses(Key::Enter);
                assert!(site.says("达到发热线") && site.says("再等 5:00"), "how long to wait is said");
                site.types("379");
                site.presses(Key::Enter);
                assert!(site.says("还没到复测时间") && site.says("再等 4:"), "and said again");
            }
            // Mistyped, taken back, typed again.
            9 => {
                site.types("355");
                site.presses(Key::Enter);
                site.presses_with(Modifiers::COMMAND, Key::Z);
                site.types("365");
            }
            // No temperature: nothing is written, and the field keeps it.
            11 => {
                site.types("500");
                site.presses(Key::Enter);
                assert!(site.says("没有记录"));
                for _ in 0..3 {
                    site.presses(Key::Backspace);
                }
                site.types("36.6");
            }
            _ => site.types("365"),
        }
        site.presses(Key::Enter);
    }
    assert!(site.says("再等") && site.says("已测 28 / 30"), "who waits stays open");
    site.pass(5 * 60_000);
    assert!(site.says("时间到了，现在复测"));
    site.types("376");
    site.presses(Key::Enter);
    assert!(site.says("这一轮测完了") && site.says("已测 29 / 30"));
    site.presses(Key::Escape);
    assert!(site.says("现在该测 1"), "who was skipped is still due");
    drop(site);
    let station = Station::open(folder.path(), Box::new(FixedClock::default()))?;
    let view = station.view()?;
    assert_eq!(view.figures.passed_in, 0, "a round lets nobody through");
    Ok(())
}

#[test]
fn the_morning_of_the_nurse() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 20)?;
    isolate(folder.path(), 1..=1, 15)?;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    // The gate finds a fever twice and sends somebody.
    for reading in ["378", "379"] {
        site.scans("0002");
        site.types(reading);
        site.presses(Key::Enter);
        site.pass(6 * 60_000);
    }
    site.presses_with(Modifiers::ALT, Key::Num4);
    assert!(site.says("待复测 1") && site.says("逾期 1"));
    site.presses_with(Modifiers::COMMAND, Key::ArrowLeft);
    assert!(site.says("待处理"));
    // She measures under the arm, and isolates them: the decision goes on to how.
    site.presses(Key::Enter);
    site.types("377");
    site.presses(Key::Enter);
    site.presses(Key::F2);
    site.presses(Key::ArrowDown);
    site.presses(Key::ArrowDown);
    site.types("咳嗽");
    site.presses(Key::Tab);
    site.types("两次发热");
    site.presses(Key::Enter);
    assert!(site.says("新增隔离") && site.says("可返岗 02-22"), "both dates are shown");
    site.presses(Key::Enter);
    site.pass(100);
    assert!(site.says("隔离观察 2") && site.says("待复测 0"));
    // The other one's last day is over: one normal reading, and the release says so.
    site.presses(Key::Home);
    assert!(site.says("缺末次") && site.says("还差 1 项"));
    site.presses(Key::Enter);
    site.types("365");
    site.presses(Key::Enter);
    site.presses(Key::Home);
    assert!(site.says("可解除"));
    site.presses(Key::F8);
    site.presses(Key::Enter);
    site.pass(100);
    assert!(site.says("隔离观察 1"));
    drop(site);
    let station = Station::open(folder.path(), Box::new(FixedClock::default()))?;
    let view = station.view()?;
    let released = view.health(id(1)).and_then(|health| health.isolations.last()?.released.clone());
    assert_eq!(released.map(|release| release.early), Some(false));
    let decided = view.health(id(2)).ok_or("decided")?;
    assert_eq!(decided.decisions.len(), 1);
    assert!(decided.isolation().is_some());
    Ok(())
}

#[test]
fn somebody_is_isolated_by_hand_in_every_language() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let clock = found(folder.path(), 20)?;
        let text = Text::new(lang);
        let mut site = Site::open(folder.path(), clock, lang);
        site.presses_with(Modifiers::ALT, Key::Num4);
        assert!(site.says(text.get("clinic-list-empty")));
        site.presses_with(Modifiers::COMMAND, Key::N);
        site.types("0003");
        site.presses(Key::Enter);
        assert!(site.says(text.get("clinic-event-travel")));
        site.presses(Key::Enter);
        site.pass(100);
        let tab = format!("{} 1", text.get("clinic-tab-isolated"));
        assert!(site.says(&tab), "{}", lang.tag());
        for (key, title) in [
            (Key::F3, "clinic-form-needs"),
            (Key::F4, "clinic-form-cause"),
            (Key::F5, "clinic-form-move"),
            (Key::F6, "clinic-form-symptoms"),
            (Key::F8, "clinic-form-release"),
        ] {
            site.presses(key);
            assert!(site.says(text.get(title)), "{title}");
            site.presses(Key::Escape);
        }
        site.presses(Key::F9);
        assert!(site.says(text.get("clinic-round-keys")));
    }
    Ok(())
}

#[test]
fn anybody_is_looked_up_with_their_curve_and_an_isolation_begins_at_day_0() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let clock = found(folder.path(), 20)?;
        let text = Text::new(lang);
        let mut site = Site::open(folder.path(), clock.clone(), lang);
        for no in ["0002", "0003"] {
            site.types(&format!("{no} 366"));
            site.presses(Key::Enter);
        }
        // A day later one of them is isolated, for a contact two days before.
        site.pass(24 * 3_600_000);
        drop(site);
        let mut station = Station::open(folder.path(), Box::new(clock.clone()))?;
        let today = station.card().zone.day_of(station.now());
        let cause = Cause::under(&station.settings().rules, CauseKind::Contact, today.minus_days(2), today, "");
        station.open_isolation(NewIsolation {
            person: id(2),
            quarters: Quarters::Dormitory,
            place: String::new(),
            cause,
        })?;
        let view = station.view()?;
        let (health, at) = (view.health(id(2)).ok_or("health")?, view.at(station.now()));
        let cells = health.cells(at, health.isolation().ok_or("isolated")?);
        assert_eq!(cells.len(), 3, "day 0, day 1 and today");
        assert_eq!(cells[0], [Cell::Before; 2]);
        assert_eq!(cells[1], [Cell::Normal, Cell::Before], "what the gate measured then counts");
        drop(station);
        let mut site = Site::open(folder.path(), clock, lang);
        site.presses_with(Modifiers::ALT, Key::Num4);
        site.pass(100);
        let one = text.count("clinic-curve", 1, &[]);
        assert!(site.says(&one), "{}", lang.tag());
        for (badge, curve) in [("0003", 1), ("0004", 0)] {
            site.presses_with(Modifiers::COMMAND, Key::F);
            assert!(site.says(text.get("clinic-form-look")));
            site.types(badge);
            site.presses(Key::Enter);
            site.pass(100);
            assert!(site.says(&text.count("clinic-curve", curve, &[])), "{badge} in {}", lang.tag());
            assert!(site.says(text.get("clinic-decide")), "and can be measured and decided about");
        }
        site.presses(Key::Escape);
        assert!(site.says(&one), "back to whoever the list stands on");
    }
    Ok(())
}

#[test]
fn who_was_looked_up_is_measured_although_the_list_is_empty() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 20)?;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::Num4);
    site.presses_with(Modifiers::COMMAND, Key::F);
    site.types("0004");
    site.presses(Key::Enter);
    site.pass(100);
    assert!(site.says("体温曲线，0 次测量"));
    site.presses(Key::Enter);
    site.types("366");
    site.presses(Key::Enter);
    site.pass(100);
    assert!(site.says("体温曲线，1 次测量"), "and stays in sight");
    Ok(())
}

/// Two good rows, one of nobody known.
const SHEET: &str = "序号,卡号,姓名,测量时间,体温,方式\n,0002,,2020-02-06 08:00,36.5,自测\n,0002,,2020-02-06 18:00,37.6,自测\n,9999,,2020-02-06 08:00,36.5,\n";

#[test]
fn a_sheet_of_measurements_is_previewed_entered_and_recognised_again() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let text = Text::new(lang);
        let clock = found(folder.path(), 20)?;
        let path = folder.path().join("体温.csv");
        std::fs::write(&path, SHEET)?;
        let mut site = Site::open(folder.path(), clock, lang);
        site.presses_with(Modifiers::ALT, Key::Num4);
        let good = text.count("readings-take-good", 2, &[]);
        let again = text.with("readings-import-found", &[("good", "0"), ("known", "2"), ("refused", "1")]);
        for expected in [good.as_str(), &again] {
            site.presses_with(Modifiers::COMMAND, Key::I);
            assert!(site.says(text.get("readings-import-title")));
            site.types(path.to_str().ok_or("path")?);
            site.presses(Key::Enter);
            wait_for(&mut site, expected)?;
            assert!(site.says(&text.with("fault-nobody", &[("who", "9999")])), "{}", lang.tag());
            if expected == good {
                site.harness.get_by_label(&good).click();
                wait_for(
                    &mut site,
                    &text.with("readings-import-done", &[("rows", "2"), ("file", "体温.csv")]),
                )?;
            }
        }
        drop(site);
        let mut station = Station::open(folder.path(), Box::new(FixedClock::default()))?;
        let lines = station.timeline(id(2))?;
        let celsius: Vec<_> = lines.iter().filter_map(|line| line.celsius.map(|celsius| celsius.0)).collect();
        assert_eq!(celsius, [3760, 3650], "newest first, at the times given");
        assert!(station.check()?.holds());
    }
    Ok(())
}

#[test]
fn a_sheet_of_measurements_on_the_command_line() -> Tested {
    let folder = tempfile::tempdir()?;
    found(folder.path(), 20)?;
    let path = folder.path().join("体温.csv");
    std::fs::write(&path, SHEET)?;
    let import = |more: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_gatehouse"));
        command
            .arg("--data")
            .arg(folder.path())
            .args(["--lang", "zh-Hans", "import", "readings"]);
        let output = command.arg(&path).args(more).output()?;
        let said = [output.stdout, output.stderr].concat();
        Ok::<_, std::io::Error>((output.status.success(), String::from_utf8_lossy(&said).into_owned()))
    };
    for (more, succeeds, says) in [
        (&["--dry-run"][..], false, "可以导入 2 条体温；0 条以前已经录入；1 行不能导入"),
        (&[], false, "没有导入：1 行有问题"),
        (&["--keep-going"], false, "已导入 2 条体温；0 条以前已经录入"),
        (&["--keep-going"], false, "已导入 0 条体温；2 条以前已经录入"),
    ] {
        let (success, said) = import(more)?;
        assert!(
            said.contains(says) && said.contains("第 4 行：花名册里没有 9999"),
            "{more:?}: {said}"
        );
        assert_eq!(success, succeeds, "{more:?}: rows that are refused are in the exit code");
    }
    Ok(())
}
