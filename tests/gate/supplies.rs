//! Supplies through the real screen, by keyboard and by label, and through the command line.

use std::path::Path;
use std::process::{Command, Output};

use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use gatehouse::domain::person::PersonId;
use gatehouse::domain::supplies::amount::ONE;
use gatehouse::domain::supplies::{Item, Move, Position, What, Whom};
use gatehouse::station::{FixedClock, Station};
use gatehouse::ui::text::{Lang, Text};
use uuid::Uuid;

use super::Tested;
use super::desk::{Site, found};

fn masks() -> Item {
    Item {
        id: Uuid::from_u128(1),
        name: "口罩".into(),
        unit: "只".into(),
        minimum: 10 * ONE,
        ration: ONE,
        ..Item::default()
    }
}

fn bleach() -> Item {
    Item {
        id: Uuid::from_u128(2),
        name: "84消毒液".into(),
        unit: "瓶".into(),
        strength: 50_000,
        millilitres: 500,
        ..Item::default()
    }
}

fn received(item: &Item, units: i64) -> Move {
    Move {
        item: item.id,
        what: What::Received {
            amount: units * ONE,
            expiry: None,
            supplier: String::new(),
        },
        note: String::new(),
    }
}

/// A plant of twenty people with so many masks and bottles.
fn plant(folder: &Path, units: i64) -> Result<FixedClock, Box<dyn std::error::Error>> {
    let clock = found(folder, 20)?;
    let mut station = Station::open(folder, Box::new(clock.clone()))?;
    for item in [masks(), bleach()] {
        station.save_item(&item)?;
        station.move_supply(received(&item, units))?;
    }
    Ok(clock)
}

fn position(folder: &Path, clock: &FixedClock, name: &str) -> Result<Position, Box<dyn std::error::Error>> {
    let positions = Station::open(folder, Box::new(clock.clone()))?.view()?.supplies;
    Ok(positions
        .into_iter()
        .find(|position| position.stock.name == name)
        .ok_or("no such item")?)
}

fn gatehouse(folder: &Path, words: &[&str]) -> std::io::Result<Output> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gatehouse"));
    command.arg("--data").arg(folder).args(words).output()
}

#[test]
fn an_item_is_written_down_and_received_by_keyboard() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let (clock, text) = (found(folder.path(), 3)?, Text::new(lang));
        let mut site = Site::open(folder.path(), clock.clone(), lang);
        site.presses_with(Modifiers::ALT, Key::Num7);
        assert!(site.says(text.get("supply-nothing")), "an empty store says what to do");
        site.presses_with(Modifiers::COMMAND, Key::N);
        site.presses_with(Modifiers::COMMAND, Key::Enter);
        assert!(site.says(text.get("error-supply-name")));
        site.types("护目镜");
        site.presses(Key::Enter);
        site.types("副");
        site.presses(Key::Enter);
        site.types("5");
        site.presses_with(Modifiers::COMMAND, Key::Enter);
        assert!(site.says("护目镜") && site.says(text.get("supply-out")));
        assert!(
            site.says(&format!("{} 1", text.get("rail-supplies"))),
            "the rail counts what is low"
        );
        site.presses(Key::F5);
        site.types("12");
        site.presses(Key::Enter);
        site.types("2021-6-30");
        site.presses(Key::Enter);
        site.types("县疾控");
        site.presses(Key::Enter);
        site.presses(Key::Enter);
        assert!(site.says("12 副") && site.says("2021-06-30") && site.says("县疾控"));
        drop(site);
        assert_eq!(position(folder.path(), &clock, "护目镜")?.stock.held, 12 * ONE);
    }
    Ok(())
}

#[test]
fn what_could_not_be_written_stays_typed() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = plant(folder.path(), 30)?;
    let db = rusqlite::Connection::open(folder.path().join("gatehouse.db"))?;
    let mut site = Site::open(folder.path(), clock.clone(), Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::Num7);
    db.execute_batch("CREATE TRIGGER disk_full BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'full'); END")?;
    site.presses(Key::F9);
    site.types("4");
    site.presses(Key::Enter);
    site.types("受潮");
    site.presses(Key::Enter);
    assert!(site.says("报损 · 口罩"), "the form stays");
    site.presses(Key::Escape);
    site.presses(Key::F8);
    site.types("0002");
    site.presses(Key::Enter);
    assert!(!site.says("0002 已领"), "nobody is told that it is booked");
    site.presses(Key::Escape);
    db.execute_batch("DROP TRIGGER disk_full")?;
    site.presses(Key::F9);
    site.presses_with(Modifiers::COMMAND, Key::Enter);
    assert!(site.says("26 只"), "with what was typed");
    Ok(())
}

#[test]
fn a_team_gets_one_each_and_too_much_is_said() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = plant(folder.path(), 30)?;
    let mut site = Site::open(folder.path(), clock.clone(), Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::Num7);
    site.presses(Key::Enter);
    assert!(site.says("现有库存 30 只"), "Enter in the list issues");
    site.types("采矿一队");
    site.presses(Key::Enter);
    site.types("40");
    site.presses_with(Modifiers::COMMAND, Key::Enter);
    assert!(site.says("能发的库存只有 30 只"), "more than there is asks for a count");
    site.presses(Key::Escape);
    site.presses(Key::F6);
    site.presses(Key::Enter);
    site.presses_with(Modifiers::COMMAND, Key::A);
    site.types("12");
    site.presses_with(Modifiers::COMMAND, Key::Enter);
    assert!(site.says("发放 12 只 · 采矿一队 · 12 人"), "Esc has kept the name of the team");
    site.presses_with(Modifiers::COMMAND, Key::Z);
    site.types("写错队");
    site.presses(Key::Enter);
    assert!(!site.says("采矿一队"), "taken back");
    drop(site);
    assert_eq!(position(folder.path(), &clock, "口罩")?.stock.held, 30 * ONE);
    Ok(())
}

#[test]
fn a_count_that_differs_asks_why() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = plant(folder.path(), 30)?;
    let mut site = Site::open(folder.path(), clock.clone(), Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::Num7);
    site.presses(Key::F7);
    site.types("27");
    site.presses(Key::Enter);
    site.presses(Key::Enter);
    assert!(site.says("盘点 27 只，账上 30 只，相差 3 只"));
    site.types("三只破损");
    site.presses(Key::Enter);
    assert!(site.says("盘点 27 只 · 三只破损"));
    site.presses(Key::F9);
    site.types("7");
    site.presses_with(Modifiers::COMMAND, Key::Enter);
    assert!(site.says("报损要写明原因"));
    site.presses(Key::Enter);
    site.types("受潮");
    site.presses(Key::Enter);
    drop(site);
    let position = position(folder.path(), &clock, "口罩")?;
    assert_eq!(position.stock.held, 20 * ONE);
    assert!(Station::open(folder.path(), Box::new(clock))?.check()?.holds());
    Ok(())
}

#[test]
fn a_shift_is_handed_out_badge_by_badge_and_nobody_gets_two() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = plant(folder.path(), 30)?;
    let mut site = Site::open(folder.path(), clock.clone(), Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::Num7);
    site.presses(Key::F8);
    for no in 1..=5 {
        site.scans(&format!("{no:04}"));
        assert!(site.says("已领") && site.says(&format!("今天已领 {no} 人")));
    }
    site.scans("0003");
    assert!(site.says("今天已经领过") && site.says("今天已领 5 人"));
    site.scans("9999");
    assert!(site.says("找不到 9999"));
    site.presses(Key::Escape);
    assert!(site.says("25 只"));
    drop(site);
    let view = Station::open(folder.path(), Box::new(clock.clone()))?.view()?;
    let theirs = |no| {
        view.daybook
            .supplies
            .given(masks().id, PersonId(Uuid::from_u128(no)), view.day, view.card.zone)
    };
    assert_eq!([1, 3, 6].map(theirs), [ONE, ONE, 0]);
    Ok(())
}

#[test]
fn two_badges_in_one_frame_are_two_people() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = plant(folder.path(), 30)?;
    let mut site = Site::open(folder.path(), clock.clone(), Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::Num7);
    site.presses(Key::F8);
    for code in ["0001", "0002", "0002"] {
        site.harness.event(Event::Text(code.to_owned()));
        site.harness.key_press(Key::Enter);
    }
    site.pass(16);
    site.pass(100);
    assert!(site.says("今天已领 2 人"));
    assert!(site.says("今天已经领过"), "the third is the second person again");
    Ok(())
}

#[test]
fn a_solution_is_worked_out_and_booked_out_with_one_key() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let (clock, text) = (plant(folder.path(), 30)?, Text::new(lang));
        let mut site = Site::open(folder.path(), clock.clone(), lang);
        site.presses_with(Modifiers::ALT, Key::Num7);
        site.presses(Key::F4);
        assert!(site.says(text.get("supply-mix-missing")) && site.says(text.get("supply-alcohol")));
        site.types("250");
        assert!(
            site.says(&text.with("supply-mix", &[("stock", "500 mL"), ("water", "49.5 L")])),
            "50 L at 500 mg/L"
        );
        site.presses_with(Modifiers::COMMAND, Key::Enter);
        drop(site);
        let position = position(folder.path(), &clock, "84消毒液")?;
        assert_eq!(position.stock.held, 29 * ONE);
        let view = Station::open(folder.path(), Box::new(clock))?.view()?;
        let last = view.daybook.supplies.moves(bleach().id).next_back().ok_or("no move")?;
        let place = text.get("supply-dilute-place").to_owned();
        assert_eq!(
            last.one.what,
            What::Issued {
                amount: ONE,
                to: Whom::Place(place)
            }
        );
    }
    Ok(())
}

#[test]
fn a_list_of_stock_goes_in_and_comes_out() -> Tested {
    let folder = tempfile::tempdir()?;
    found(folder.path(), 1)?;
    let file = folder.path().join("库存.csv");
    std::fs::write(
        &file,
        "品名,计量单位,库存,安全库存,有效期,规格\n口罩,只,300,500,2099-12-31,\n酒精,瓶,2.5,,,500ml\n手套,双,很多,,,\n",
    )?;
    let path = file.to_str().ok_or("path")?;
    let refused = gatehouse(folder.path(), &["import", "supplies", path])?;
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8(refused.stderr)?;
    assert!(said.contains("第 4 行") && said.contains("库存看不懂"), "{said}");
    assert!(
        gatehouse(folder.path(), &["export", "supplies", "--format", "ndjson"])?
            .stdout
            .is_empty(),
        "nothing half"
    );
    assert_eq!(
        gatehouse(folder.path(), &["import", "supplies", path, "--keep-going"])?
            .status
            .code(),
        Some(1)
    );
    let lines = gatehouse(folder.path(), &["export", "supplies", "--format", "ndjson"])?;
    let rows: Vec<serde_json::Value> = String::from_utf8(lines.stdout)?
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    assert_eq!(
        rows,
        [
            serde_json::json!({"item": "口罩", "unit": "只", "held": 300, "minimum": 500, "per_day": 0, "days_left": null,
                "expiry": "2099-12-31", "low": true, "needed": 200}),
            serde_json::json!({"item": "酒精", "unit": "瓶", "held": 2.5, "minimum": 0, "per_day": 0, "days_left": null,
                "expiry": null, "low": false, "needed": 0}),
        ]
    );
    for table in ["supplies", "moves"] {
        let book = folder.path().join(format!("{table}.xlsx"));
        let out = book.to_str().ok_or("path")?;
        assert_eq!(
            gatehouse(folder.path(), &["export", table, "--format", "xlsx", "--out", out])?
                .status
                .code(),
            Some(0)
        );
        let sheet = gatehouse::exchange::sheet::read(&book, &|_, _| {}, &|| false)?;
        assert_eq!(sheet.rows.len(), 2, "{table}");
    }
    // What was written out is read back: a count that finds everything in its place.
    let again = folder.path().join("supplies.xlsx");
    let again = gatehouse(folder.path(), &["import", "supplies", again.to_str().ok_or("path")?])?;
    assert_eq!(again.status.code(), Some(0), "{}", String::from_utf8_lossy(&again.stderr));
    let moves = gatehouse(folder.path(), &["export", "moves", "--format", "ndjson"])?;
    assert_eq!(String::from_utf8(moves.stdout)?.lines().count(), 2, "nothing was added");
    Ok(())
}

#[test]
fn the_window_takes_a_list_of_stock_and_writes_one() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = plant(folder.path(), 30)?;
    let (file, out) = (folder.path().join("list.csv"), folder.path().join("out.xlsx"));
    std::fs::write(&file, "品名,单位,库存\n口罩,只,28\n手套,双,40\n手套,盒,1\n")?;
    let mut site = Site::open(folder.path(), clock.clone(), Lang::ZhHans);
    let waits = |site: &mut Site, said: &str| {
        for _ in 0..100 {
            if site.says(said) {
                return true;
            }
            std::thread::sleep(std::time::Duration::from_millis(30));
            site.pass(50);
        }
        false
    };
    site.presses_with(Modifiers::ALT, Key::Num7);
    site.presses_with(Modifiers::COMMAND, Key::I);
    site.types(file.to_str().ok_or("path")?);
    site.presses(Key::Enter);
    assert!(waits(&mut site, "可导入 2 行，其中 1 行的物资已有"), "the preview");
    assert!(site.says("第 4 行：单位和已有的不一样"));
    site.harness.get_by_label("只导入正确的 2 行").click();
    site.pass(50);
    assert!(waits(&mut site, "已从 list.csv 导入 2 行") && site.says("40 双"));
    site.presses_with(Modifiers::COMMAND, Key::E);
    site.types(out.to_str().ok_or("path")?);
    site.presses(Key::Enter);
    assert!(waits(&mut site, "已导出"));
    drop(site);
    assert_eq!(gatehouse::exchange::sheet::read(&out, &|_, _| {}, &|| false)?.rows.len(), 3);
    assert_eq!(position(folder.path(), &clock, "口罩")?.stock.held, 28 * ONE);
    Ok(())
}
