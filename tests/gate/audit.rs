//! The journal on the screen, and what leaves with its purpose: by keyboard and by label.

use std::path::Path;
use std::time::Duration;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use gatehouse::ui::text::{Lang, Text};

use super::Tested;
use super::desk::{Site, found};

fn wait_for(site: &mut Site, said: &str) -> Tested {
    for _ in 0..200 {
        if site.says(said) {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(20));
        site.pass(50);
    }
    Err(format!("nobody says {said}").into())
}

fn typed(site: &mut Site, label: &str, words: &str) {
    site.harness.get_by_role_and_label(Role::TextInput, label).focus();
    site.pass(50);
    site.types(words);
    site.pass(50);
}

#[test]
fn the_journal_is_filtered_and_opened() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let (clock, text) = (found(folder.path(), 3)?, Text::new(lang));
        let mut site = Site::open(folder.path(), clock, lang);
        site.presses_with(Modifiers::ALT, Key::J);
        site.pass(100);
        wait_for(&mut site, text.get("entry-keyed"))?;
        assert!(site.says(text.get("entry-station-opened")));
        typed(&mut site, text.get("journal-kind"), text.get("entry-station-opened"));
        wait_for(&mut site, &text.with("journal-count", &[("count", "1")]))?;
        assert!(!site.says(text.get("entry-keyed")), "{}", lang.tag());
        site.presses(Key::Enter);
        site.pass(50);
        site.presses(Key::Enter);
        wait_for(&mut site, text.get("journal-hash"))?;
        assert!(site.says(text.get("journal-hash-before")));
        site.presses(Key::Escape);
        site.pass(50);
        assert!(!site.says(text.get("journal-hash-before")));
        site.presses(Key::Escape);
        wait_for(&mut site, text.get("entry-keyed"))?;
    }
    Ok(())
}

#[test]
fn a_check_from_the_screen_says_that_all_is_sound_and_what_it_cannot_tell() -> Tested {
    let folder = tempfile::tempdir()?;
    let (clock, text) = (found(folder.path(), 3)?, Text::new(Lang::En));
    let mut site = Site::open(folder.path(), clock, Lang::En);
    site.presses_with(Modifiers::ALT, Key::J);
    site.presses(Key::F5);
    site.pass(50);
    assert!(site.says(text.get("check-limit")));
    typed(&mut site, text.get("journal-paper"), "7:00ff");
    assert!(site.says(text.get("journal-paper-unread")));
    typed(&mut site, text.get("journal-paper"), "00ff00ff00ff");
    site.presses(Key::Enter);
    wait_for(&mut site, text.get("journal-broken"))?;
    Ok(())
}

/// The export of everybody, at this level and for this purpose.
fn exported(site: &mut Site, text: &Text, path: &Path, level: &str, purpose: &str) -> Tested {
    site.presses_with(Modifiers::COMMAND, Key::E);
    site.pass(50);
    site.harness.get_by_label_contains(text.get(level)).click();
    site.pass(50);
    typed(site, text.get("export-path"), path.to_str().ok_or("path")?);
    if !purpose.is_empty() {
        typed(site, text.get("export-purpose"), purpose);
    }
    site.presses(Key::Enter);
    site.pass(50);
    Ok(())
}

#[test]
fn names_leave_only_for_a_purpose_and_stand_in_the_journal() -> Tested {
    let folder = tempfile::tempdir()?;
    let (clock, text) = (found(folder.path(), 3)?, Text::new(Lang::ZhHans));
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    let [masked, full] = ["masked.xlsx", "full.xlsx"].map(|name| folder.path().join(name));
    site.presses_with(Modifiers::ALT, Key::Num5);
    exported(&mut site, &text, &masked, "export-level-masked", "")?;
    wait_for(&mut site, "已导出 3 行")?;
    exported(&mut site, &text, &full, "export-level-full", "")?;
    assert!(site.says(text.get("export-purpose-missing")) && !full.exists());
    typed(&mut site, text.get("export-purpose"), "报区疾控");
    site.presses(Key::Enter);
    for _ in 0..200 {
        if full.exists() {
            break;
        }
        std::thread::sleep(Duration::from_millis(20));
        site.pass(50);
    }
    let names = |path: &Path| -> Result<String, Box<dyn std::error::Error>> {
        let rows = gatehouse::exchange::sheet::read(path, &|_, _| {}, &|| false)?.rows;
        Ok(rows.into_iter().flat_map(|row| row.cells).collect::<Vec<_>>().join(" "))
    };
    assert!(names(&masked)?.contains('＊') && !names(&full)?.contains('＊'));
    let dictionary = std::fs::read_to_string(folder.path().join("full.xlsx.dictionary.csv"))?;
    assert!(dictionary.contains("报区疾控"), "{dictionary}");
    site.pass(100);
    site.presses_with(Modifiers::ALT, Key::J);
    wait_for(&mut site, text.get("entry-exported"))?;
    assert_eq!(std::fs::read_dir(folder.path().join("noted"))?.count(), 0, "both are taken");
    Ok(())
}

#[test]
fn at_large_text_nothing_of_the_journal_lies_over_anything_else() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let clock = found(folder.path(), 3)?;
        let mut site = Site::open(folder.path(), clock, lang);
        let text = Text::new(lang);
        // 1366 x 768 at 150 %.
        site.harness.set_size(eframe::egui::vec2(910.0, 512.0));
        site.presses_with(Modifiers::ALT, Key::J);
        let chip = format!("{} {}", text.get("journal-group"), text.get("journal-group-stations"));
        let chip = site.harness.get_by_role_and_label(Role::RadioButton, &chip).rect();
        let jump = site.harness.get_by_label(text.get("journal-jump")).rect();
        assert!(!chip.intersects(jump), "{lang:?}: {chip} {jump}");
        let field = site
            .harness
            .get_by_role_and_label(Role::TextInput, text.get("journal-answered"))
            .rect();
        assert!(field.right() <= 910.0, "{lang:?}: {field}");
    }
    Ok(())
}
