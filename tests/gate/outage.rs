//! An hour without power: what was written on paper, typed in afterwards through the real screens.

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use gatehouse::domain::person::PersonId;
use gatehouse::station::Station;
use gatehouse::ui::text::{Lang, Text};
use uuid::Uuid;

use super::Tested;
use super::desk::{Site, found};

/// Three hours after the station opened.
const LATER: i64 = 3 * 3_600_000;

fn replaces(site: &mut Site, text: &str) {
    site.presses_with(Modifiers::COMMAND, Key::A);
    site.types(text);
    site.presses(Key::Enter);
}

#[test]
fn rows_are_typed_by_keyboard_and_each_is_saved_at_once() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 10)?;
    let mut site = Site::open(folder.path(), clock.clone(), Lang::ZhHans);
    site.pass(LATER);
    site.presses_with(Modifiers::ALT, Key::P);
    site.types("0915");
    site.presses(Key::Enter);
    for (badge, time, celsius) in [("0002", "0920", "365"), ("0003", "", "36.6"), ("0004", "0931", "376")] {
        site.types(badge);
        site.presses(Key::Enter);
        site.types(time);
        site.presses(Key::Enter);
        site.types(celsius);
        site.presses(Key::Enter);
        assert!(site.says("已补录") && site.says(badge), "{badge}");
    }
    assert!(site.says("已排进医务室名单"), "a fever of today goes to the clinic, and it is said");
    assert!(site.says("本次补录 3 行"));
    // Out, without a temperature.
    site.presses(Key::F6);
    site.types("0002");
    for _ in 0..3 {
        site.presses(Key::Enter);
    }
    assert!(site.says("本次补录 4 行"));
    site.presses_with(Modifiers::COMMAND, Key::Z);
    assert!(site.says("本次补录 3 行"), "the last one is taken back");
    site.presses_with(Modifiers::ALT, Key::Num1);
    assert!(site.says("09:20:00") && site.says("补录 11:0"), "the gate marks it");
    drop(site);
    let mut station = Station::open(folder.path(), Box::new(clock))?;
    let person = |no| PersonId(Uuid::from_u128(no));
    assert!(station.is_inside(person(2))? && station.is_inside(person(3))? && !station.is_inside(person(4))?);
    assert_eq!(station.view()?.queue().len(), 1);
    assert!(station.check()?.holds());
    Ok(())
}

#[test]
fn what_cannot_be_is_said_and_what_was_typed_stays() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let text = Text::new(lang);
        let clock = found(folder.path(), 10)?;
        let mut site = Site::open(folder.path(), clock.clone(), lang);
        site.pass(LATER);
        site.presses_with(Modifiers::ALT, Key::P);
        site.types("0915");
        site.presses(Key::Enter);
        site.types("0002");
        site.presses(Key::Enter);
        site.types("1130");
        site.presses(Key::Enter);
        site.types("365");
        site.presses(Key::Enter);
        assert!(site.says("2020-02-07 11:30"), "half an hour to come");
        replaces(&mut site, "0912");
        site.presses(Key::Enter);
        assert!(site.says(text.get("sheets-before")), "not the day after");
        replaces(&mut site, "0930");
        site.presses(Key::Enter);
        assert!(site.says("09:30"), "entered");
        // The same line once more.
        site.types("0002");
        site.presses(Key::Enter);
        site.presses(Key::Enter);
        site.types("365");
        site.presses(Key::Enter);
        let twice = text.get("error-late-no-reading");
        assert!(!site.says(twice));
        let said = text.with("error-late-twice", &[("seq", "6")]);
        assert!(site.says(&said), "{said}");
        site.presses_with(Modifiers::COMMAND, Key::A);
        site.presses(Key::Backspace);
        site.presses(Key::Enter);
        assert!(site.says(twice), "nobody comes in without a temperature");
        drop(site);
        let mut station = Station::open(folder.path(), Box::new(clock))?;
        assert_eq!(station.check()?.entries, 6);
    }
    Ok(())
}

#[test]
fn a_sheet_is_printed_from_the_screen() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 2_000)?;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::P);
    site.presses_with(Modifiers::COMMAND, Key::P);
    site.harness.get_by_label("打印表格 带名单").click();
    site.pass(120);
    site.presses_with(Modifiers::COMMAND, Key::P);
    let printed = folder.path().join("print").join("2020-02-07-sheet-gate.pdf");
    let bytes = std::fs::read(printed)?;
    assert!(bytes.starts_with(b"%PDF") && bytes.len() > 100_000, "{}", bytes.len());
    Ok(())
}
