//! What a stolen disk gives away: raw bytes, killed half-way, without the key; the page that says what protects the data; and the
//! table of threats.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use gatehouse::domain::day::Moment;
use gatehouse::domain::entry::{Entry, EntryId, PeopleStaged, PeopleTaken};
use gatehouse::domain::person::{Person, PersonId};
use gatehouse::store::journal::{self, Stamp};
use gatehouse::store::secrets::{self, FIELD_KEY, PcKeyring};
use gatehouse::store::{DATABASE, Store, people, station};
use gatehouse::ui::text::{Lang, Text};
use rusqlite::{Connection, params};
use uuid::Uuid;

use super::Tested;
use super::commands::gatehouse;
use super::desk::{Site, found};
use super::layers::sources;

const PEOPLE: u32 = 4_000;
/// So often the program is killed while it seals.
const KILLS: u64 = 12;

fn person(number: u32) -> Person {
    Person {
        id: PersonId(Uuid::from_u128(u128::from(number) + 1_000)),
        badge: format!("{number:05}"),
        name: "张双".into(),
        phone: format!("13912{number:06}"),
        document: format!("5201021985010{number:05}"),
        ..Person::default()
    }
}

/// A station with a roster, in slices as it is taken in.
fn with_roster(folder: &Path) -> Tested {
    gatehouse(folder, &["init", "--site", "锰矿", "--station", "南门"])?;
    let mut store = Store::open(folder)?;
    let chain = station::identity(&store)?.chain;
    let import = Uuid::from_u128(5);
    let everybody: Vec<_> = (0..PEOPLE).map(person).collect();
    let slices = everybody.chunks(400).map(|people| {
        let people = people.to_vec();
        Entry::PeopleStaged(PeopleStaged { import, people })
    });
    let taken = Entry::PeopleTaken(PeopleTaken {
        import,
        file: "花名册.xlsx".into(),
        taken: PEOPLE,
        refused: 0,
    });
    for (entry, number) in slices.chain([taken]).zip(1_u128..) {
        let stamp = Stamp {
            id: EntryId(Uuid::from_u128(number)),
            at: Moment(1_583_000_000_000),
            zone_min: 480,
            actor: 0,
            corrects: None,
        };
        station::write(&mut store, chain, &stamp, &entry)?;
    }
    Ok(())
}

/// Makes of a file one of before there were keys.
fn make_old(folder: &Path) -> Tested {
    let (mut bodies, mut known) = (Vec::new(), Vec::new());
    let store = Store::open(folder)?;
    journal::each_entry(&store, |written| {
        bodies.push((written.no, written.body.clone()));
        Ok(true)
    })?;
    people::each(&store, |person| known.push(person))?;
    drop(store);
    let mut db = Connection::open(folder.join(DATABASE))?;
    let db = db.transaction()?;
    let guard: String = db.query_row("SELECT sql FROM sqlite_schema WHERE name = 'entry_is_never_changed'", [], |row| {
        row.get(0)
    })?;
    db.execute("DROP TRIGGER entry_is_never_changed", [])?;
    for (no, body) in bodies {
        db.execute("UPDATE entry SET body = ?2 WHERE no = ?1", params![no, body])?;
    }
    for person in known {
        let sql = "UPDATE person SET phone = ?2, document = ?3 WHERE badge = ?1";
        db.execute(sql, params![person.badge, person.phone, person.document])?;
    }
    db.execute(&guard, [])?;
    db.execute("DELETE FROM seal", [])?;
    db.commit()?;
    fs::remove_file(folder.join(FIELD_KEY))?;
    Ok(())
}

fn wal(folder: &Path) -> u64 {
    fs::metadata(folder.join(format!("{DATABASE}-wal"))).map_or(0, |file| file.len())
}

/// Whether the files of the database hold a phone number or an identity number.
fn gives_away(folder: &Path) -> Result<bool, std::io::Error> {
    let mut bytes = fs::read(folder.join(DATABASE))?;
    bytes.extend(fs::read(folder.join(format!("{DATABASE}-wal"))).unwrap_or_default());
    let text = String::from_utf8_lossy(&bytes);
    Ok(["13912", "5201021985010"].iter().any(|secret| text.contains(secret)))
}

/// Whether the program still runs.
fn runs(program: &mut Child) -> Result<bool, std::io::Error> {
    Ok(program.try_wait()?.is_none())
}

#[test]
fn killed_while_an_old_file_is_sealed_it_goes_on() -> Tested {
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    with_roster(folder)?;
    let digest = Store::open(folder)?.digest()?;
    make_old(folder)?;
    assert!(gives_away(folder)?);
    let mut killed = 0;
    for step in 1..=KILLS {
        let mut program = Command::new(env!("CARGO_BIN_EXE_gatehouse"))
            .arg("--data")
            .arg(folder)
            .arg("check")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        // What was written so far is in the log; the next program begins a new one.
        while runs(&mut program)? && wal(folder) < step * 200_000 {
            std::thread::yield_now();
        }
        killed += u64::from(runs(&mut program)?);
        program.kill()?;
        program.wait()?;
    }
    assert!(killed > 2, "it was done before it was killed");
    assert_eq!(gatehouse(folder, &["check"])?.0, Some(0));
    assert!(!gives_away(folder)?);
    assert_eq!(Store::open(folder)?.digest()?, digest);
    Ok(())
}

#[test]
fn without_its_key_the_program_says_what_to_do_and_changes_nothing() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 3)?;
    let key = fs::read(folder.path().join(FIELD_KEY))?;
    fs::remove_file(folder.path().join(FIELD_KEY))?;
    for lang in Lang::ALL {
        let (status, out, err) = gatehouse(folder.path(), &["--lang", lang.tag(), "check"])?;
        let said = Text::new(lang).get("error-field-key-missing").to_owned();
        assert_eq!((status, out.as_str(), err.trim()), (Some(2), "", said.as_str()));
    }
    let site = Site::open(folder.path(), clock.clone(), Lang::ZhHans);
    assert!(site.says("field.key"));
    assert!(!folder.path().join(FIELD_KEY).exists());
    drop(site);
    fs::write(folder.path().join(FIELD_KEY), key)?;
    assert_eq!(gatehouse(folder.path(), &["check"])?.0, Some(0));
    Ok(())
}

/// Opens the page by the keyboard alone, and waits until the PC was looked at.
fn keys_page(site: &mut Site, text: &Text) {
    site.harness.key_press_modifiers(Modifiers::COMMAND, Key::Comma);
    site.pass(50);
    let tab = format!("{} {}", text.get("rail-settings"), text.get("settings-tab-keys"));
    site.harness.get_by_label(&tab).click();
    until(site, text.get("keys-protection"));
}

/// Waits for what a thread brings.
fn until(site: &mut Site, said: &str) {
    let is_said = (0..20_000).any(|_| {
        site.pass(50);
        std::thread::yield_now();
        site.says(said)
    });
    assert!(is_said, "{said}");
}

#[test]
fn the_page_says_what_protects_the_data_and_makes_a_new_key() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let clock = found(folder.path(), 20)?;
        let text = Text::new(lang);
        let mut site = Site::open(folder.path(), clock, lang);
        keys_page(&mut site, &text);
        for key in [
            "keys-protection",
            "keys-disk",
            "keys-folder",
            "keys-lies-here",
            "keys-sealed-yes",
            "keys-in-file-what",
        ] {
            assert!(site.says(text.get(key)), "{key}");
        }
        let before = fs::read(folder.path().join(FIELD_KEY))?;
        site.harness.get_by_label(text.get("keys-renew")).click();
        site.pass(50);
        site.pass(50);
        assert!(site.says(text.get("keys-renew-what")));
        site.harness.get_by_label(text.get("keys-renew-do")).click();
        until(&mut site, text.get("keys-renewed"));
        assert_ne!(fs::read(folder.path().join(FIELD_KEY))?, before);
        site.presses(Key::Escape);
        site.scans("0003");
        assert!(site.says(text.get("gate-measure")), "the gate goes on");
    }
    Ok(())
}

/// Where the test is told by itself to be a program in a session with a keyring.
const KEYRING: &str = "GATEHOUSE_TEST_KEYRING";

/// In a session of its own with a keyring of its own, where this PC has what makes one.
#[cfg(target_os = "linux")]
#[test]
fn the_keys_move_into_the_keyring_of_a_session_and_back() -> Tested {
    if let Ok(folder) = std::env::var(KEYRING) {
        return move_keys(Path::new(&folder));
    }
    let has = |program: &str| std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).any(|path| path.join(program).exists());
    if !has("dbus-run-session") || !has("gnome-keyring-daemon") {
        return Ok(());
    }
    let (folder, home) = (tempfile::tempdir()?, tempfile::tempdir()?);
    found(folder.path(), 20)?;
    let script = "printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec \"$0\" \"$@\"";
    let output = Command::new("dbus-run-session")
        .args(["--", "sh", "-c", script])
        .arg(std::env::current_exe()?)
        .args(["at_rest::the_keys_move_into_the_keyring_of_a_session_and_back", "--exact"])
        .env(KEYRING, folder.path())
        .env("HOME", home.path())
        .env("XDG_DATA_HOME", home.path())
        .env("XDG_RUNTIME_DIR", home.path())
        .output()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    // Outside that session its keyring is not there; and nobody asks another one, for the session's bus is gone.
    assert_eq!(gatehouse(folder.path(), &["check"])?.0, Some(0), "the keys are back in their files");
    Ok(())
}

#[cfg(target_os = "linux")]
fn move_keys(folder: &Path) -> Tested {
    let before = fs::read_to_string(folder.join(FIELD_KEY))?;
    secrets::into_keyring(folder, &PcKeyring)?;
    assert!(!folder.join(FIELD_KEY).exists());
    assert_eq!(secrets::read(folder, FIELD_KEY)?.as_ref(), Some(&before));
    let mut store = Store::open(folder)?;
    assert_eq!(people::by_badge(&store, "0003")?.len(), 1);
    store.renew_field_key()?.run()?;
    drop(store);
    assert!(!folder.join(FIELD_KEY).exists(), "a new key goes where the old one was");
    assert_ne!(secrets::read(folder, FIELD_KEY)?, Some(before));
    drop(Store::open(folder)?);
    secrets::into_files(folder, &PcKeyring)?;
    assert!(folder.join(FIELD_KEY).exists());
    Ok(())
}

/// Whoever has lost the key goes on at the page that says so.
#[test]
fn without_the_key_for_good_the_gate_goes_on() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let clock = found(folder.path(), 20)?;
        fs::remove_file(folder.path().join(FIELD_KEY))?;
        let text = Text::new(lang);
        let mut site = Site::open(folder.path(), clock, lang);
        site.harness.get_by_label(text.get("keys-lost")).click();
        site.pass(50);
        site.pass(50);
        assert!(site.says(text.get("keys-lost-what")));
        site.harness.get_by_label(text.get("keys-lost-do")).click();
        until(&mut site, text.get("gate-ready"));
        site.scans("0003");
        assert!(site.says(text.get("gate-measure")));
        assert!(folder.path().join("gatehouse.sealed.db").exists());
        drop(site);
        assert_eq!(gatehouse(folder.path(), &["check"])?.0, Some(0));
    }
    Ok(())
}

/// The rows of the table of threats, cell by cell.
fn threats() -> Result<Vec<Vec<String>>, std::io::Error> {
    let page = fs::read_to_string("src/threats.md")?;
    let rows = page.lines().filter(|line| line.starts_with('|')).skip(2);
    let cells = |row: &str| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    Ok(rows.map(cells).collect())
}

/// Every test function of the program, as the last module and its name.
fn tests() -> Result<BTreeSet<String>, std::io::Error> {
    let mut names = BTreeSet::new();
    for path in [sources(Path::new("src"))?, sources(Path::new("tests"))?].concat() {
        let source = fs::read_to_string(&path)?;
        let stem = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        // The tests of a room stand in `room/tests.rs`, or in `room/tests/part.rs`.
        let modules = path.iter().map(|part| part.to_string_lossy().trim_end_matches(".rs").to_owned());
        let modules: Vec<_> = modules.filter(|part| part != "tests" && part != "mod").collect();
        let module = modules.last().cloned().unwrap_or_else(|| stem(&path));
        let functions = source.lines().filter_map(|line| line.trim().strip_prefix("fn ")?.split_once('('));
        names.extend(functions.map(|(name, _)| format!("{module}::{name}")));
    }
    Ok(names)
}

#[test]
fn every_threat_has_a_test_that_tries_it_or_says_that_it_is_not_stopped() -> Tested {
    let (rows, tests) = (threats()?, tests()?);
    assert!(rows.len() >= 20, "{}", rows.len());
    for row in rows {
        let [attacker, does, stops, stops_not, tried] = row.as_slice() else {
            return Err(format!("a row of {} cells: {row:?}", row.len()).into());
        };
        assert!(
            [attacker, does, stops, stops_not, tried].iter().all(|cell| !cell.is_empty()),
            "{row:?}"
        );
        let named: Vec<_> = tried.split('`').skip(1).step_by(2).collect();
        assert!(
            !named.is_empty() || tried.contains("not stopped"),
            "nothing tries it: {attacker}, {does}"
        );
        for name in named {
            assert!(tests.contains(name), "{attacker}: there is no test {name}");
        }
    }
    Ok(())
}
