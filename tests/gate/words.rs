//! Words live in the language files: no screen holds one, and no message is said that is not there.

use std::collections::BTreeSet;
use std::path::Path;

use super::Tested;
use super::layers::sources;

/// Beginnings of keys that are put together from a value: `verdict-` and `Verdict::key`.
const COMPUTED: &[&str] = &[
    "error-",
    "privacy-item-",
    "privacy-reveal-",
    "privacy-purpose-",
    "privacy-keep-",
    "privacy-wish-",
    "privacy-outing-",
    "dictionary-",
    "verdict-",
    "kind-",
    "status-",
    "site-",
    "direction-",
    "role-",
    "reason-",
    "fault-",
    "field-",
    "unit-",
    "rail-",
    "right-",
    "account-role-",
    "sheet-",
    "register-",
    "check-",
    "export-",
    "level-",
    "rules-reporters-",
    "authority-",
    "quarters-",
    "symptom-",
    "outing-state-",
    "cause-",
    "choice-",
    "effect-",
    "unmet-",
    "counting-",
    "class-",
    "evidence-",
    "entry-",
    "word-document",
    "journal-gone-",
    "journal-group-",
    "journal-told-",
    "strength-",
    "papers-do-",
    "papers-cause-",
    "event-",
    "cell-",
    "slot-",
    "answer-",
    "measures-tab-",
    "round-state-",
    "place-kind-",
    "measure-",
    "method-",
    "weekday-",
    "meal-",
    "density-",
    "guide-",
    "clinic-tab-",
    "clinic-now-",
    "clinic-form-",
    "clinic-event-",
    "clinic-whose-",
    "finding-",
    "figure-",
    "layout-",
    "column-",
    "report-group-",
    "report-sign-",
    "report-status-",
    "report-imbalance-",
    "report-unusual-",
    "duty-weekday-",
    "duty-state-",
    "duty-sign-",
    "duty-seen-",
    "duty-behind-",
    "supply-does-",
    "supply-to-",
    "supply-moved-",
    "supply-target-",
    "supply-after-",
    "supply-shown-",
    "overview-number-",
    "overview-note-",
    "overview-yesterday-",
    "overview-week-",
    "overview-chart-",
    "overview-unit-",
    "overview-want-",
    "overview-need-",
    "notices-spot-",
    "sheets-kind-",
    "sheets-col-",
    "sheets-place-",
    "notices-standing-",
    "bundle-relation-",
    "bundle-why-",
    "stations-tab-",
    "stations-relation-",
    "stations-level-",
    "stations-leaves-",
    "stations-why-",
    "hq-tab-",
    "keys-disk-",
    "keys-folder-",
    "keys-lies-",
    "hq-set-",
    "backup-why-",
    "backup-lost-",
];

fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9FFF}').contains(&c)
}

/// The part of a source before its tests, without comments.
fn program(source: &str) -> String {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn ui_sources() -> Result<Vec<(String, String)>, Box<dyn std::error::Error>> {
    let mut files = sources(Path::new("src/ui"))?;
    files.extend(sources(Path::new("src/app"))?);
    files.extend(sources(Path::new("src/cli"))?);
    files.push("src/main.rs".into());
    let read = |path: std::path::PathBuf| Ok((path.display().to_string(), program(&std::fs::read_to_string(path)?)));
    files
        .into_iter()
        .filter(|path| path.exists() && !path.ends_with("tests.rs"))
        .map(read)
        .collect()
}

fn messages() -> Result<BTreeSet<String>, Box<dyn std::error::Error>> {
    let mut keys = BTreeSet::new();
    for file in std::fs::read_dir("assets/lang/zh-Hans")? {
        let text = std::fs::read_to_string(file?.path())?;
        let named = text.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key);
        keys.extend(
            named
                .filter(|key| key.starts_with(|c: char| c.is_ascii_lowercase()))
                .map(str::to_owned),
        );
    }
    Ok(keys)
}

#[test]
fn no_screen_holds_a_chinese_word() -> Tested {
    for (path, code) in ui_sources()? {
        let said: String = code
            .lines()
            .filter(|line| !line.contains("OWN_NAMES"))
            .flat_map(str::chars)
            .filter(|c| is_han(*c))
            .collect();
        assert_eq!(said, "", "{path}: words belong in assets/lang");
    }
    Ok(())
}

#[test]
fn every_message_that_is_said_exists_and_every_message_is_said() -> Tested {
    let keys = messages()?;
    let mut literals = BTreeSet::new();
    for (path, code) in ui_sources()? {
        for literal in code.split('"').skip(1).step_by(2) {
            literals.insert(literal.to_owned());
        }
        for call in ["text.get(\"", "text.with(\"", "text.count(\""] {
            for rest in code.split(call).skip(1) {
                let key = rest.split('"').next().unwrap_or_default();
                assert!(keys.contains(key), "{path} says {key}, which no language has");
            }
        }
    }
    let unsaid: Vec<&String> = keys
        .iter()
        .filter(|key| !literals.contains(*key) && !COMPUTED.iter().any(|begin| key.starts_with(begin)))
        .collect();
    assert!(unsaid.is_empty(), "nobody says {unsaid:?}");
    Ok(())
}
