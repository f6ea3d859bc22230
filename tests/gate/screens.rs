//! Every screen and every dialog, in three languages, found by label. The harness fails on a missing glyph and on a control without a name.

use std::rc::Rc;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use gatehouse::app::{Desk, MakeClock};
use gatehouse::station::{Clock as _, FixedClock, Station};
use gatehouse::ui::text::{Lang, Text};

use super::Tested;
use super::desk::{MORNING, Site, found};

/// Opens a desk with twenty people in each language and hands it over with that language's words.
fn in_every_language(each: impl Fn(&mut Site, &Text) -> Tested) -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let clock = found(folder.path(), 20)?;
        let mut site = Site::open(folder.path(), clock, lang);
        each(&mut site, &Text::new(lang))?;
    }
    Ok(())
}

fn shows(site: &Site, text: &Text, keys: &[&str]) {
    for key in keys {
        assert!(
            site.says(text.get(key)),
            "{} does not show {key}: {}",
            text.lang().tag(),
            text.get(key)
        );
    }
}

#[test]
fn the_gate_before_during_and_after() -> Tested {
    in_every_language(|site, text| {
        shows(
            site,
            text,
            &[
                "gate-ready",
                "gate-visit",
                "gate-recent-empty",
                "gate-passed-in",
                "top-nothing-saved",
            ],
        );
        site.scans("0003");
        shows(site, text, &["gate-measure", "word-mask", "gate-refuse"]);
        site.types("378");
        shows(site, text, &["verdict-recheck", "gate-press-enter"]);
        site.presses(Key::Enter);
        shows(site, text, &["verdict-recheck", "gate-lane"]);
        site.scans("9999");
        assert!(site.says(&text.with("gate-nobody", &[("text", "9999")])));
        site.presses(Key::Escape);
        site.scans("0004");
        site.types("500");
        site.presses(Key::Enter);
        assert!(site.says("30.0"), "what is outside the range is refused with the range");
        Ok(())
    })
}

#[test]
fn a_visitor_is_registered_and_let_in() -> Tested {
    in_every_language(|site, text| {
        site.presses(Key::F4);
        shows(
            site,
            text,
            &["visit-title", "visit-from", "visit-host", "visit-plate", "visit-contact"],
        );
        site.types("刘远");
        site.presses(Key::Enter);
        shows(site, text, &["visit-contact-missing"]);
        let no = format!("{} {}", text.get("visit-contact"), text.get("word-no"));
        site.harness.get_by_label(&no).click();
        site.pass(100);
        site.harness.get_by_label(text.get("do-save")).click();
        site.pass(100);
        site.pass(100);
        assert!(site.says("刘远"));
        site.types("366");
        site.presses(Key::Enter);
        let direction = text.get("direction-in");
        assert!(site.says(&text.with("gate-clear", &[("direction", direction)])));
        Ok(())
    })
}

#[test]
fn sending_back_needs_a_reason() -> Tested {
    in_every_language(|site, text| {
        site.scans("0005");
        site.presses(Key::F7);
        shows(site, text, &["refusal-title", "refusal-no-pass", "refusal-no-mask"]);
        site.types("态度强硬");
        site.presses(Key::Enter);
        site.pass(100);
        shows(site, text, &["verdict-refuse"]);
        Ok(())
    })
}

#[test]
fn people_a_page_and_the_dialogs() -> Tested {
    in_every_language(|site, text| {
        site.presses_with(Modifiers::ALT, Key::Num5);
        shows(
            site,
            text,
            &["people-all", "do-import", "do-export", "people-new", "field-department"],
        );
        site.harness.get_by_label(text.get("do-export")).click();
        site.pass(100);
        shows(site, text, &["export-format", "export-path", "export-what-journal"]);
        site.presses(Key::Escape);
        site.harness.get_by_label(text.get("do-import")).click();
        site.pass(100);
        shows(site, text, &["import-what", "import-path"]);
        site.presses(Key::Escape);
        site.presses_with(Modifiers::COMMAND, Key::N);
        site.pass(100);
        shows(site, text, &["field-note", "field-employee", "do-save"]);
        site.types("钱多多");
        site.presses(Key::Enter);
        site.pass(100);
        shows(site, text, &["people-no-lines", "people-to-gate", "do-edit", "word-photo"]);
        Ok(())
    })
}

#[test]
fn settings_keys_and_the_lock() -> Tested {
    in_every_language(|site, text| {
        site.presses_with(Modifiers::COMMAND, Key::Comma);
        shows(
            site,
            text,
            &["settings-this-pc", "settings-threshold", "instruments-empty", "settings-theme"],
        );
        site.presses(Key::F1);
        shows(site, text, &["keys-take-back", "keys-refuse", "keys-copy"]);
        site.presses(Key::F1);
        site.presses(Key::F1);
        site.presses(Key::Escape);
        assert!(!site.says(text.get("keys-copy")), "Esc closes the list of keys");
        shows(site, text, &["settings-this-pc"]);
        site.presses(Key::F12);
        shows(site, text, &["lock-name", "do-sign-in"]);
        assert!(!site.says(text.get("settings-this-pc")), "the lock hides what is behind it");
        site.types("李敏");
        site.presses(Key::Enter);
        assert!(site.says("李敏"));
        Ok(())
    })
}

#[test]
fn all_keys_fit_large_type_and_are_read_by_arrows() -> Tested {
    in_every_language(|site, text| {
        site.harness.set_size(vec2(683.0, 384.0));
        site.pass(100);
        let stands = |site: &Site| {
            let mut words = site.harness.query_all_by_label(text.get("keys-take-back"));
            words.next().map(|word| word.rect()).ok_or("it is not shown")
        };
        site.presses(Key::F1);
        site.pass(500);
        let rect = stands(site)?;
        assert!(rect.left() > 0.0 && rect.right() < 683.0, "{rect:?}");
        site.presses(Key::ArrowDown);
        site.pass(500);
        assert!(stands(site)?.top() < rect.top(), "the arrow scrolls and leaves the list open");
        site.presses(Key::F1);
        site.presses(Key::F1);
        site.pass(500);
        assert_eq!(stands(site)?, rect, "it opens at its first line");
        site.presses(Key::Escape);
        assert!(!site.says(text.get("keys-copy")));
        Ok(())
    })
}

#[test]
fn the_first_start_makes_a_station() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let text = Text::new(lang);
        let clock = FixedClock::default();
        clock.set(MORNING);
        let mut site = Site::open(folder.path(), clock, lang);
        shows(
            &site,
            &text,
            &["start-what", "start-site", "start-zone", "start-role", "start-demo"],
        );
        site.presses(Key::Enter);
        site.types("能矿锰业");
        for field in ["", "南门"] {
            site.presses(Key::Tab);
            site.types(field);
        }
        site.presses(Key::Enter);
        site.pass(100);
        shows(&site, &text, &["lock-name"]);
        site.types("王建国");
        site.presses(Key::Enter);
        site.pass(100);
        shows(&site, &text, &["gate-empty-roster"]);
        drop(site);
        let station = Station::open(folder.path(), Box::new(FixedClock::default()))?;
        assert_eq!((station.card().site.as_str(), station.on_duty()), ("能矿锰业", "王建国"));
        assert_eq!(station.preference("language")?.as_deref(), Some(lang.tag()));
    }
    Ok(())
}

#[test]
fn a_second_window_looks_on_until_the_first_is_closed() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let clock = found(folder.path(), 20)?;
        let mut first = Site::open(folder.path(), clock.clone(), lang);
        let mut second = Site::open(folder.path(), clock, lang);
        let holder = format!("PID {}", std::process::id());
        let says = |site: &Site| site.harness.query_all_by_label_contains(&holder).count();
        let banner = says(&second);
        assert!(banner > 0, "who has it is said");
        let write = |site: &mut Site, badge: &str, celsius: &str| {
            site.scans(badge);
            site.types(celsius);
            site.presses(Key::Enter);
        };
        write(&mut second, "0002", "365");
        assert!(says(&second) > banner, "why nothing was written is said");
        write(&mut first, "0003", "366");
        wait_for(&mut second, "36.6")?;
        drop(first);
        for _ in 0..20 {
            second.pass(100);
        }
        assert_eq!(says(&second), 0);
        write(&mut second, "0002", "365");
        drop(second);
        let mut station = Station::open(folder.path(), Box::new(FixedClock::default()))?;
        let checked = station.check()?;
        // The card, the keys, the guard, two entries of the roster, and the two readings.
        assert_eq!((checked.entries, checked.holds()), (7, true));
    }
    Ok(())
}

#[test]
fn a_roster_is_read_previewed_and_taken() -> Tested {
    in_every_language(|site, text| {
        let files = tempfile::tempdir()?;
        let path = files.path().join("roster.csv");
        std::fs::write(&path, "工号,姓名,部门\n9001,钱多多,选矿\n9002,孙小,选矿\n,无名,选矿\n")?;
        site.presses_with(Modifiers::ALT, Key::Num5);
        site.harness.get_by_label(text.get("do-import")).click();
        site.pass(100);
        site.harness.get_by_role_and_label(Role::TextInput, text.get("import-path")).focus();
        site.pass(100);
        site.types(path.to_str().ok_or("path")?);
        site.presses(Key::Enter);
        let good = text.count("import-take-good", 2, &[]);
        wait_for(site, &good)?;
        assert!(site.says(text.get("fault-no-number")));
        site.harness.get_by_label(&good).click();
        let count = text.count("count-people", 22, &[]);
        wait_for(site, &count)
    })
}

/// Draws until a thread has brought something back.
pub(super) fn wait_for(site: &mut Site, label: &str) -> Tested {
    for _ in 0..2_000 {
        site.pass(10);
        if site.says(label) {
            return Ok(());
        }
        std::thread::yield_now();
    }
    Err(format!("{label} never came").into())
}

#[test]
fn dark_and_large_are_remembered() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 2)?;
    let mut station = Station::open(folder.path(), Box::new(clock.clone()))?;
    station.prefer("theme", "dark")?;
    station.prefer("text-size", "200")?;
    drop(station);
    let shared = clock.clone();
    let make: MakeClock = Rc::new(move || Box::new(shared.clone()));
    let desk = Desk::new(folder.path().to_owned(), None, make);
    let mut harness = Harness::builder().build_ui_state(|ui, desk: &mut Desk| desk.ui(ui), desk);
    harness.run_steps(3);
    assert!(harness.ctx.global_style().visuals.dark_mode);
    assert_eq!(harness.ctx.zoom_factor().to_bits(), 2.0_f32.to_bits());
    assert_eq!(clock.now(), MORNING);
    Ok(())
}

#[test]
fn the_columns_of_the_list_are_chosen_and_remembered() -> Tested {
    in_every_language(|site, text| {
        site.presses_with(Modifiers::ALT, Key::Num5);
        assert!(!site.says(text.get("field-employee")));
        site.harness.get_by_label(text.get("people-columns")).click();
        site.pass(100);
        site.harness
            .get_by_role_and_label(Role::CheckBox, text.get("field-employee"))
            .click();
        site.pass(100);
        site.presses(Key::Escape);
        site.pass(100);
        shows(site, text, &["field-employee", "people-new"]);
        Ok(())
    })?;
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 2)?;
    Station::open(folder.path(), Box::new(clock.clone()))?.prefer("people-columns", "field-note")?;
    let mut site = Site::open(folder.path(), clock, Lang::En);
    let text = Text::new(Lang::En);
    site.presses_with(Modifiers::ALT, Key::Num5);
    shows(&site, &text, &["field-note", "field-name"]);
    assert!(!site.says(text.get("field-phone")));
    Ok(())
}

#[test]
fn tab_passes_the_bar_of_keys_by() -> Tested {
    in_every_language(|site, text| {
        let hint = format!("{} F1", text.get("do-all-keys"));
        for screen in [Key::Num1, Key::Num2, Key::Num4, Key::Num5, Key::Num9] {
            site.presses_with(Modifiers::ALT, screen);
            assert!(site.says(&hint), "the bar is there, and read out");
            for _ in 0..20 {
                site.presses(Key::Tab);
                assert!(!site.harness.get_by_label(&hint).is_focused(), "{screen:?}");
            }
        }
        Ok(())
    })
}
