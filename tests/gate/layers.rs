//! Who may import whom, read from the sources.

use std::path::{Path, PathBuf};

use crate::Tested;

/// A room, and the siblings it may name.
const ROOMS: [(&str, &[&str]); 5] = [
    ("domain", &[]),
    ("store", &["domain"]),
    ("exchange", &["domain"]),
    ("station", &["store", "exchange", "domain"]),
    ("ui", &["station", "domain"]),
];

pub(crate) fn sources(under: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(under)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(sources(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The lines of a source that name a room it must not know.
fn trespasses(source: &str, room: &str, allowed: &[&str]) -> Vec<usize> {
    let forbidden: Vec<String> = ROOMS
        .iter()
        .map(|(name, _)| *name)
        .chain(["cli", "app"])
        .filter(|name| *name != room && !allowed.contains(name))
        .map(|name| format!("crate::{name}"))
        .collect();
    let names = |line: &&str| !line.trim_start().starts_with("//");
    let numbered = source.lines().enumerate().filter(|(_, line)| names(line));
    numbered
        .filter(|(_, line)| forbidden.iter().any(|path| line.contains(path.as_str())))
        .map(|(at, _)| at + 1)
        .collect()
}

#[test]
fn rooms_import_only_whom_they_may() -> Tested {
    for (room, allowed) in ROOMS {
        for path in sources(&Path::new("src").join(room))? {
            let lines = trespasses(&std::fs::read_to_string(&path)?, room, allowed);
            assert!(
                lines.is_empty(),
                "{} names a room it must not know, lines {lines:?}",
                path.display()
            );
        }
    }
    Ok(())
}

#[test]
fn a_trespass_would_be_found() {
    assert_eq!(
        trespasses(
            "use crate::store::Store;\n// crate::ui\nuse crate::domain::day;",
            "ui",
            &["station", "domain"]
        ),
        [1]
    );
}

#[test]
fn sqlite_colours_and_clocks_stay_in_their_rooms() -> Tested {
    for (word, home) in [
        ("rusqlite", "src/store"),
        ("Color32::from", "src/ui/theme.rs"),
        ("SystemTime::now", "src/station/clock.rs"),
        ("Local::now", "-"),
    ] {
        for path in sources(Path::new("src"))?.into_iter().filter(|path| !path.starts_with(home)) {
            assert!(!std::fs::read_to_string(&path)?.contains(word), "{word} in {}", path.display());
        }
    }
    Ok(())
}

#[test]
fn files_say_what_they_are_for_and_stay_short() -> Tested {
    for path in sources(Path::new("src"))? {
        let source = std::fs::read_to_string(&path)?;
        assert!(source.starts_with("//!"), "{} does not say what it is for", path.display());
        assert!(source.lines().count() <= 500, "{} is too long", path.display());
    }
    Ok(())
}
