//! What the screens show of people, and what they clear: from the keyboard, by label.

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use gatehouse::domain::person::{Kind, Person, PersonId};
use gatehouse::station::Station;
use gatehouse::ui::text::{Lang, Text};

use super::Tested;
use super::commands::gatehouse;
use super::desk::{MORNING, Site, found};

const WHOLE: &str = "13800130000";
const MASKED: &str = "138****0000";

/// A desk with somebody who has a phone and a document.
fn desk(folder: &std::path::Path, lang: Lang) -> Result<Site, Box<dyn std::error::Error>> {
    let clock = found(folder, 3)?;
    let mut station = Station::open(folder, Box::new(clock.clone()))?;
    let mut settings = station.settings().clone();
    settings.ask_document = true;
    station.change_settings(settings)?;
    station.save_person(Person {
        id: PersonId(uuid::Uuid::from_u128(77)),
        badge: "0077".into(),
        name: "冯明".into(),
        kind: Kind::Worker,
        phone: WHOLE.into(),
        document: "11010519491231002X".into(),
        ..Person::default()
    })?;
    drop(station);
    Ok(Site::open(folder, clock, lang))
}

fn open_page(site: &mut Site) {
    site.presses_with(Modifiers::ALT, Key::Num5);
    site.types("0077");
    site.presses(Key::Enter);
    site.presses(Key::Enter);
}

/// The journal's entries of a kind, as the command line writes them.
fn written(folder: &std::path::Path, kind: &str) -> Result<usize, Box<dyn std::error::Error>> {
    let (_, journal, _) = gatehouse(folder, &["export", "journal", "--format", "ndjson"])?;
    Ok(journal.lines().filter(|line| line.contains(&format!("\"{kind}\""))).count())
}

#[test]
fn a_number_is_masked_until_somebody_says_why() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let (mut site, text) = (desk(folder.path(), lang)?, Text::new(lang));
        open_page(&mut site);
        assert!(site.says(MASKED) && site.says("110***********002X"), "masked");
        assert!(!site.says(WHOLE) && !site.says("11010519491231002X"));
        site.presses_with(Modifiers::COMMAND, Key::R);
        assert!(site.says(text.get("privacy-reveal-said")));
        site.presses(Key::Enter);
        assert!(!site.says(WHOLE), "not without a reason");
        site.types("call");
        site.presses(Key::Enter);
        assert!(site.says(WHOLE), "whole for a minute");
        site.pass(61_000);
        assert!(!site.says(WHOLE) && site.says(MASKED), "and masked again");
        drop(site);
        assert_eq!(written(folder.path(), "revealed")?, 1);
    }
    Ok(())
}

#[test]
fn the_queue_sees_no_names() -> Tested {
    let folder = tempfile::tempdir()?;
    let mut site = desk(folder.path(), Lang::ZhHans)?;
    site.scans("0077");
    assert!(site.says("冯明"));
    site.presses(Key::F11);
    assert!(site.says("冯＊") && !site.says("冯明"), "a name becomes its first character");
    site.types("365");
    site.presses(Key::Enter);
    assert!(!site.says("冯明"), "the last lines as well");
    drop(site);
    let clock = gatehouse::station::FixedClock::default();
    clock.set(MORNING.plus_minutes(60));
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    site.scans("0077");
    assert!(!site.says("冯明"), "remembered on this PC");
    site.presses(Key::F11);
    assert!(site.says("冯明"));
    Ok(())
}

#[test]
fn a_field_left_empty_behind_its_mask_changes_nothing() -> Tested {
    let folder = tempfile::tempdir()?;
    let mut site = desk(folder.path(), Lang::ZhHans)?;
    open_page(&mut site);
    site.harness.get_by_label_contains("修改").click();
    site.pass(120);
    assert!(!site.says(WHOLE));
    site.presses(Key::Enter);
    site.pass(120);
    drop(site);
    let clock = gatehouse::station::FixedClock::default();
    clock.set(MORNING.plus_minutes(60));
    let station = Station::open(folder.path(), Box::new(clock))?;
    let phones: Vec<String> = station.people()?.into_iter().map(|person| person.phone).collect();
    assert!(phones.contains(&WHOLE.to_owned()), "{phones:?}");
    Ok(())
}

#[test]
fn what_is_due_is_seen_and_cleared_by_two_presses() -> Tested {
    let folder = tempfile::tempdir()?;
    let mut site = desk(folder.path(), Lang::ZhHans)?;
    site.scans("0077");
    site.types("365");
    site.presses(Key::Enter);
    site.scans("0077");
    site.types("365");
    site.presses(Key::Enter);
    site.pass(60 * 24 * 3_600_000);
    site.presses_with(Modifiers::COMMAND, Key::Comma);
    site.presses_with(Modifiers::COMMAND, Key::ArrowRight);
    site.presses_with(Modifiers::COMMAND, Key::ArrowRight);
    let text = Text::new(Lang::ZhHans);
    site.harness.get_by_label(text.get("privacy-look")).click();
    let mut looked = 0;
    while !site.says(text.get("privacy-clear-do")) && looked < 10_000 {
        site.pass(50);
        looked += 1;
    }
    assert!(site.says(text.get("privacy-keep-readings")));
    site.harness.get_by_label(text.get("privacy-clear-do")).click();
    site.pass(120);
    assert!(site.says(text.get("privacy-sure")));
    site.harness.get_by_label_contains("确认清除").click();
    site.pass(120);
    while !site.says("已清除") && looked < 20_000 {
        site.pass(50);
        looked += 1;
    }
    drop(site);
    assert_eq!((written(folder.path(), "purged")?, written(folder.path(), "reading")?), (1, 2));
    Ok(())
}

#[test]
fn somebody_gets_their_own_data() -> Tested {
    let folder = tempfile::tempdir()?;
    drop(desk(folder.path(), Lang::ZhHans)?);
    for (name, says) in [("own.json", WHOLE), ("own.pdf", "%PDF-")] {
        let out = folder.path().join(name);
        let file = out.display().to_string();
        let (status, ..) = gatehouse(folder.path(), &["extract", "0077", "--out", &file])?;
        assert_eq!(status, Some(0));
        let bytes = std::fs::read(&out)?;
        assert!(bytes.windows(says.len()).any(|window| window == says.as_bytes()), "{name}");
    }
    assert_eq!(written(folder.path(), "requested")?, 2);
    Ok(())
}

#[test]
fn the_keys_between_the_pages_of_the_settings_are_told_and_the_page_is_kept() -> Tested {
    let folder = tempfile::tempdir()?;
    let (mut site, text) = (desk(folder.path(), Lang::En)?, Text::new(Lang::En));
    site.presses_with(Modifiers::COMMAND, Key::Comma);
    assert!(site.says(&format!("{} Ctrl ← →", text.get("settings-next"))));
    site.presses_with(Modifiers::COMMAND, Key::ArrowRight);
    site.presses_with(Modifiers::COMMAND, Key::ArrowRight);
    assert!(site.says(text.get("privacy-collect")));
    site.presses(Key::Escape);
    assert!(!site.says(text.get("privacy-collect")), "Esc is the gate");
    site.presses_with(Modifiers::COMMAND, Key::Comma);
    assert!(site.says(text.get("privacy-collect")));
    Ok(())
}
