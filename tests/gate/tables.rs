//! The tables of the course as workbooks: written by the program, read again by another library, with the titles that people
//! read and the days as they stand on the screen. And the contacts of somebody out of the window.

use std::path::Path;
use std::process::Command;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use gatehouse::domain::declaration::{Answer, Declaration, Quarters, Stay};
use gatehouse::domain::isolation::{Cause, CauseKind};
use gatehouse::domain::person::PersonId;
use gatehouse::domain::rules::Authority;
use gatehouse::station::{Member, NewIsolation, NewOuting, Station};
use gatehouse::ui::text::{Lang, Text};
use uuid::Uuid;

use super::Tested;
use super::desk::{Site, found};
use super::screens::wait_for;

fn person(no: u128) -> PersonId {
    PersonId(Uuid::from_u128(no))
}

/// Somebody back from Wuhan with a wife, isolated at the site; a colleague who reports going out; one released early, because an
/// open isolation without readings grows until the day of the test.
fn plant(folder: &Path) -> Result<gatehouse::station::FixedClock, Box<dyn std::error::Error>> {
    let clock = found(folder, 4)?;
    let mut station = Station::open(folder, Box::new(clock.clone()))?;
    let today = station.card().zone.day_of(station.now());
    let stay = Stay {
        text: "湖北武汉".into(),
        code: Some("4201".parse()?),
        from: Some("2020-01-20".parse()?),
        to: Some("2020-02-04".parse()?),
        ..Stay::default()
    };
    let form = Declaration {
        stays: vec![stay],
        contact: Answer::No,
        unwell: Answer::No,
        ..Declaration::blank(person(1), today, today)
    };
    let wife = Member {
        person: None,
        name: "刘芳".into(),
        relation: "配偶".into(),
        declaration: form.clone(),
    };
    station.declare(form, vec![wife])?;
    for (no, kind, event) in [(1, CauseKind::Travel, "2020-02-04"), (3, CauseKind::Contact, "2020-02-05")] {
        let cause = Cause::under(&station.settings().rules, kind, event.parse()?, event.parse()?, "");
        station.open_isolation(NewIsolation {
            person: person(no),
            quarters: Quarters::Site,
            place: "隔离室 1".into(),
            cause,
        })?;
    }
    station.release(person(3), Authority::Supervisor, "核酸阴性")?;
    let new = NewOuting {
        person: person(2),
        destination: "贵阳".into(),
        code: Some("5201".parse()?),
        reason: "=看病".into(),
        due: station.now().plus_minutes(600),
    };
    station.file_outing(&new, Some(Authority::Supervisor))?;
    Ok(clock)
}

/// The first row, and the row of somebody, as texts by title.
fn row(book: &Path, name: &str) -> Result<Vec<(String, String)>, Box<dyn std::error::Error>> {
    let mut workbook: Xlsx<_> = open_workbook(book)?;
    let range = workbook.worksheet_range_at(0).ok_or("no sheet")??;
    let texts = |row: &[Data]| row.iter().map(ToString::to_string).collect::<Vec<_>>();
    let mut rows = range.rows().map(texts);
    let titles = rows.next().ok_or("no titles")?;
    let row = rows.find(|row| row.iter().any(|cell| cell == name)).ok_or("nobody")?;
    Ok(titles.into_iter().zip(row).collect())
}

/// Written by the built program into a file, also where it would write to standard output.
fn written(folder: &Path, words: &[&str]) -> Result<std::path::PathBuf, Box<dyn std::error::Error>> {
    let book = folder.join("out.xlsx");
    let mut command = Command::new(env!("CARGO_BIN_EXE_gatehouse"));
    command
        .arg("--data")
        .arg(folder)
        .args(["--lang", "zh-Hans", "--format", "xlsx"])
        .args(words);
    let output = command.output()?;
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::write(&book, output.stdout)?;
    Ok(book)
}

/// What is asked for, whose row, and its cells by their titles.
type Expected = (&'static [&'static str], &'static str, &'static [(&'static str, &'static str)]);

const EXPECTED: [Expected; 5] = [
    (
        &["export", "returns"],
        "王三1",
        &[
            ("返厂日期", "2020-02-07"),
            ("到过的地方", "湖北武汉 2020-01-20~2020-02-04"),
            ("接触史", "no"),
            ("结论", "isolate"),
            ("最后一天", "2020-02-18"),
            ("解除日", "2020-02-19"),
            ("理由", "household;risk-area"),
            ("判定日", "2020-02-07"),
        ],
    ),
    (
        &["export", "outings"],
        "李三2",
        &[
            ("去向", "贵阳"),
            ("地区代码", "5201"),
            ("事由", "=看病"),
            ("报备时间", "2020-02-07T08:00:00.000+08:00"),
            ("出门时间", ""),
            ("截止时间", "2020-02-07T18:00:00.000+08:00"),
        ],
    ),
    (
        &["export", "isolations"],
        "赵三3",
        &[
            ("类别", "site"),
            ("开始日", "2020-02-07"),
            ("规则", "cn-2020-02"),
            ("最后一天", "2020-02-07"),
            ("解除日", "2020-02-08"),
            ("第几天", "2"),
            ("进度", "early"),
            ("理由", "contact"),
        ],
    ),
    (
        &["export", "contacts", "--person", "0001"],
        "刘芳",
        &[("序号", "1"), ("类别", "family"), ("依据", "household"), ("依据说明", "同一家庭")],
    ),
    (
        &["judge", "--on", "2020-02-10"],
        "王三1",
        &[
            ("卡号", "0001"),
            ("结论", "isolate"),
            ("理由", "household;isolated;risk-area"),
            ("最后一天", "2020-02-18"),
            ("解除日", "2020-02-19"),
        ],
    ),
];

#[test]
fn the_course_is_read_again_from_a_workbook() -> Tested {
    let folder = tempfile::tempdir()?;
    drop(plant(folder.path())?);
    for (words, name, cells) in EXPECTED {
        let row = row(&written(folder.path(), words)?, name)?;
        for (title, cell) in cells {
            let found = row.iter().find(|(found, _)| found == title);
            assert_eq!(found.map(|(_, cell)| cell.as_str()), Some(*cell), "{words:?} {title}: {row:?}");
        }
    }
    Ok(())
}

#[test]
fn contacts_go_out_of_the_window_by_keyboard() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let text = Text::new(lang);
        let clock = plant(folder.path())?;
        let mut site = Site::open(folder.path(), clock, lang);
        site.presses_with(Modifiers::ALT, Key::Num5);
        site.types("0001");
        for _ in 0..2 {
            site.presses(Key::Enter);
        }
        site.harness.get_by_label(text.get("contacts-do")).click();
        site.pass(100);
        assert!(site.says("刘芳"));
        site.presses_with(Modifiers::COMMAND, Key::E);
        assert!(site.says(text.get("export-contacts")), "{}", lang.tag());
        site.harness.get_by_role_and_label(Role::TextInput, text.get("export-path")).focus();
        site.pass(100);
        let book = folder.path().join("contacts.xlsx");
        let path = book.to_str().ok_or("path")?;
        site.types(path);
        site.harness.get_by_label_contains(text.get("export-level-full")).click();
        site.pass(100);
        site.harness
            .get_by_role_and_label(Role::TextInput, text.get("export-purpose"))
            .focus();
        site.pass(100);
        site.types("流调 trace");
        site.presses(Key::Enter);
        wait_for(&mut site, &text.with("export-done", &[("rows", "1"), ("path", path)]))?;
        assert!(!site.says(text.get("export-contacts")) && site.says("刘芳"), "the contacts stay");
        let row = row(&book, "刘芳")?;
        let said = (text.get("export-said").to_owned(), text.get("evidence-household").to_owned());
        assert!(row.contains(&said), "{row:?}");
    }
    Ok(())
}
