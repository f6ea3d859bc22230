//! The supervisor's minute: the report read, signed, corrected and given out, by keyboard alone.

use eframe::egui::{Key, Modifiers};
use gatehouse::domain::day::Zone;
use gatehouse::station::{FixedClock, Station};
use gatehouse::ui::text::{Lang, Text};

use super::Tested;
use super::desk::{MORNING, Site, found};

const HOUR: i64 = 3_600_000;

/// Somebody passes the gate with a temperature.
fn passes(site: &mut Site, badge: &str, reading: &str) {
    site.scans(badge);
    site.types(reading);
    site.presses(Key::Enter);
    site.presses(Key::Enter);
}

fn shows_report(site: &mut Site) {
    site.presses_with(Modifiers::ALT, Key::Num8);
    site.pass(100);
}

#[test]
fn a_report_is_signed_in_a_minute_and_corrected_later() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 20)?;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    passes(&mut site, "0001", "365");
    passes(&mut site, "0002", "366");
    shows_report(&mut site);
    assert!(site.says("疫情防控日报表") && site.says("在册职工 20") && site.says("未签，按现有记录"));
    assert!(site.says("16:00 截止，还有 7:5"), "a countdown");
    site.presses(Key::F9);
    assert!(site.says("签发日报"));
    site.presses(Key::Enter);
    assert!(site.says("名称没有填写"), "who approves is still missing; who is on duty reports");
    site.types("刘国栋");
    site.presses(Key::Enter);
    site.pass(100);
    assert!(site.says("日报已签发，第 1 版") && site.says("已报") && site.says("第 1 号"));
    // Something comes later: the signed page stays, what is different stands beside it.
    site.presses_with(Modifiers::ALT, Key::Num1);
    passes(&mut site, "0003", "378");
    shows_report(&mut site);
    assert!(site.says("现在") && site.says("更正"));
    site.presses(Key::F9);
    assert!(site.says("签发更正") && site.says("0 → 1"), "the difference before signing");
    site.presses(Key::Enter);
    site.pass(100);
    assert!(site.says("第 2 版") && site.says("已更正"));
    drop(site);
    let station = Station::open(folder.path(), Box::new(FixedClock::default()))?;
    let day = Zone::DEFAULT.day_of(MORNING);
    let [first, second] = [1, 2].map(|version| station.signed(day, Some(version)));
    let (first, second) = (first?.ok_or("first")?, second?.ok_or("second")?);
    assert_eq!(first.signature.map(|signed| signed.approver).as_deref(), Some("刘国栋"));
    assert!(second.signature.is_some_and(|signed| !signed.changes.is_empty()));
    Ok(())
}

#[test]
fn a_figure_opens_its_people_and_one_of_them() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 20)?;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    passes(&mut site, "0002", "366");
    shows_report(&mut site);
    site.presses(Key::ArrowDown);
    site.presses(Key::Enter);
    assert!(site.says("1 人") && site.says("0002"), "who is on duty");
    site.presses(Key::Escape);
    assert!(site.says("在册职工 20"));
    site.presses(Key::Enter);
    site.presses(Key::Enter);
    site.pass(100);
    assert!(!site.says("疫情防控日报表"), "the page of the person");
    Ok(())
}

#[test]
fn a_zero_report_is_offered_only_where_nothing_happened() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 20)?;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    passes(&mut site, "0001", "378");
    shows_report(&mut site);
    site.presses(Key::F4);
    site.types("食堂停电");
    site.presses(Key::Enter);
    site.pass(100);
    assert!(site.says("食堂停电"));
    site.presses(Key::F6);
    assert!(!site.says("签发后"), "somebody has a fever");
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 20)?;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    shows_report(&mut site);
    site.presses(Key::F6);
    site.types("刘国栋");
    site.presses(Key::Enter);
    site.pass(100);
    assert!(site.says("第 1 版 · 零报告"), "who, when, and which gates");
    Ok(())
}

#[test]
fn the_calendar_and_the_rail_tell_what_is_missing() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 5)?;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    site.pass(2 * 24 * HOUR);
    shows_report(&mut site);
    assert!(site.says("缺报 2 天") && site.says("日报 2"));
    site.presses_with(Modifiers::COMMAND, Key::ArrowRight);
    assert!(site.says("2020-02-07 缺报") && site.says("2020-02-09 未到时限"));
    site.presses(Key::ArrowLeft);
    site.presses(Key::Enter);
    site.pass(100);
    assert!(site.says("2020-02-08") && site.says("缺报"));
    site.presses(Key::F7);
    assert!(site.says("2020-02-07"));
    Ok(())
}

#[test]
fn a_layout_is_changed_and_given_out_by_keyboard() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 5)?;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    shows_report(&mut site);
    site.presses_with(Modifiers::COMMAND, Key::ArrowLeft);
    assert!(site.says("表名") && site.says("测温与出入一周表"));
    site.presses_with(Modifiers::COMMAND, Key::N);
    site.presses_with(Modifiers::COMMAND, Key::ArrowDown);
    site.presses_with(Modifiers::COMMAND, Key::S);
    site.pass(100);
    assert!(site.says("已保存"));
    site.presses_with(Modifiers::COMMAND, Key::ArrowRight);
    site.presses_with(Modifiers::COMMAND, Key::E);
    site.presses(Key::Enter);
    site.pass(100);
    assert!(site.says("已写入"));
    let written = folder.path().join("print").join("2020-02-07-daily.xlsx");
    assert!(written.exists());
    Ok(())
}

#[test]
fn the_screen_speaks_every_language() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let clock = found(folder.path(), 5)?;
        let text = Text::new(lang);
        let mut site = Site::open(folder.path(), clock, lang);
        shows_report(&mut site);
        assert!(site.says(text.get("layout-daily")) && site.says(text.get("figure-roster")));
        for word in ["report-monday", "report-layout-title"] {
            site.presses_with(Modifiers::COMMAND, Key::ArrowRight);
            assert!(site.says(text.get(word)), "{word}");
        }
    }
    Ok(())
}
