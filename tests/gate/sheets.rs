//! Rosters in and tables out through the built program: exit statuses, sentences, and the fields that scripts depend on.

use std::path::Path;
use std::process::{Command, Output};

use gatehouse::station::{FixedClock, Station};

use super::Tested;
use super::desk::{MORNING, found};

pub(crate) fn gatehouse(folder: &Path, words: &[&str]) -> std::io::Result<Output> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gatehouse"));
    command.arg("--data").arg(folder).args(words).output()
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const ROSTER: &str =
    "1、工号,姓名,身份证号,部门,颜色\n9001,张双,,采矿一队,红\n9002,李敏,110101199003070012,选矿,\n,无号,,选矿,\n9003,王强,,选矿,\n";

fn people(folder: &Path) -> Result<usize, Box<dyn std::error::Error>> {
    Ok(Station::open(folder, Box::new(FixedClock::default()))?.people()?.len())
}

#[test]
fn a_roster_is_taken_whole_or_not_at_all_unless_asked() -> Tested {
    let folder = tempfile::tempdir()?;
    found(folder.path(), 1)?;
    let file = folder.path().join("roster.csv");
    std::fs::write(&file, ROSTER)?;
    let file = file.to_str().ok_or("path")?;
    for (words, status, known) in [
        (vec!["import", "people", file], 1, 1),
        (vec!["import", "people", file, "--dry-run"], 1, 1),
        (vec!["import", "people", file, "--keep-going"], 1, 3),
    ] {
        let output = gatehouse(folder.path(), &words)?;
        assert_eq!(output.status.code(), Some(status), "{words:?}: {}", text(&output.stderr));
        assert_eq!(people(folder.path())?, known, "{words:?}");
        let faults = text(&output.stderr);
        assert!(faults.contains("第 3 行") && faults.contains("第 4 行"), "{faults}");
        assert!(text(&output.stdout).contains("颜色"), "a column that is not understood is said");
    }
    let json = gatehouse(folder.path(), &["--format", "ndjson", "import", "people", file, "--dry-run"])?;
    let faults: Vec<serde_json::Value> = text(&json.stderr).lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    assert_eq!(
        (faults[0]["row"].as_u64(), faults[0]["column"].as_str()),
        (Some(3), Some("document"))
    );
    assert_eq!(faults[1]["error"], "no-number");
    Ok(())
}

#[test]
fn factories_write_in_their_own_encodings() -> Tested {
    let sheet = "工号,姓名,部门\n9001,張雙,採礦一隊\n9002,李敏,選礦\n";
    let simplified = "工号,姓名,部门\n9001,张双,采矿一队\n9002,李敏,选矿\n";
    let mut with_mark = vec![0xEF, 0xBB, 0xBF];
    with_mark.extend(simplified.as_bytes());
    for bytes in [
        simplified.as_bytes().to_vec(),
        with_mark,
        encoding_rs::GB18030.encode(simplified).0.into_owned(),
        encoding_rs::BIG5
            .encode(&sheet.replace("工号", "工號").replace("部门", "部門"))
            .0
            .into_owned(),
    ] {
        let folder = tempfile::tempdir()?;
        found(folder.path(), 1)?;
        let file = folder.path().join("roster.csv");
        std::fs::write(&file, bytes)?;
        let output = gatehouse(folder.path(), &["import", "people", file.to_str().ok_or("path")?])?;
        assert_eq!(output.status.code(), Some(0), "{}{}", text(&output.stdout), text(&output.stderr));
        assert_eq!(people(folder.path())?, 3);
    }
    Ok(())
}

#[test]
fn columns_can_be_settled_by_a_file() -> Tested {
    let folder = tempfile::tempdir()?;
    found(folder.path(), 1)?;
    let (file, columns) = (folder.path().join("roster.csv"), folder.path().join("columns.toml"));
    std::fs::write(&file, "甲,乙\n9001,张双\n")?;
    std::fs::write(&columns, "[columns]\nemployee = 1\nname = \"乙\"\n")?;
    let (file, columns) = (file.to_str().ok_or("path")?, columns.to_str().ok_or("path")?);
    assert_eq!(gatehouse(folder.path(), &["import", "people", file])?.status.code(), Some(1));
    let settled = gatehouse(folder.path(), &["import", "people", file, "--columns", columns])?;
    assert_eq!(settled.status.code(), Some(0), "{}", text(&settled.stderr));
    Ok(())
}

#[test]
fn a_hundred_thousand_rows_are_taken() -> Tested {
    let folder = tempfile::tempdir()?;
    found(folder.path(), 1)?;
    let file = folder.path().join("roster.csv");
    let rows = (1..=100_000).map(|no| format!("N{no:06},张三{no},采矿一队\n"));
    std::fs::write(
        &file,
        std::iter::once("工号,姓名,部门\n".to_owned()).chain(rows).collect::<String>(),
    )?;
    let output = gatehouse(folder.path(), &["import", "people", file.to_str().ok_or("path")?])?;
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(people(folder.path())?, 100_001);
    Ok(())
}

#[test]
fn what_is_not_a_sheet_is_said() -> Tested {
    let folder = tempfile::tempdir()?;
    found(folder.path(), 1)?;
    for (name, bytes) in [
        ("a.xlsx", b"%PDF-1.7".as_slice()),
        ("b.csv", b""),
        ("c.xlsx", b"PK\x03\x04broken"),
        ("d.csv", b"\0\0\0\0"),
    ] {
        let file = folder.path().join(name);
        std::fs::write(&file, bytes)?;
        let output = gatehouse(folder.path(), &["--lang", "en", "import", "people", file.to_str().ok_or("path")?])?;
        assert_eq!(output.status.code(), Some(2), "{name}");
        let said = text(&output.stderr);
        assert!(
            said.lines().count() == 1 && !said.contains("error-") && !said.contains("panicked"),
            "{name}: {said}"
        );
    }
    Ok(())
}

#[test]
fn every_table_goes_out_in_every_format_while_the_gate_works() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 3)?;
    clock.set(MORNING);
    let mut station = Station::open(folder.path(), Box::new(clock))?;
    let worker = station.people()?.into_iter().next().ok_or("nobody")?;
    station.save_person(gatehouse::domain::person::Person {
        note: "=1+1".into(),
        ..worker.clone()
    })?;
    station.record_reading(gatehouse::station::NewReading {
        person: worker.id,
        celsius: gatehouse::domain::temperature::Celsius(3650),
        site: gatehouse::domain::temperature::Site::Forehead,
        instrument: String::new(),
        direction: gatehouse::domain::screening::Direction::In,
        mask: true,
    })?;
    for (table, fields) in [
        ("people", "id badge employee name kind unit department dormitory phone status"),
        (
            "readings",
            "id seq station at badge employee name celsius site instrument attempt verdict direction corrected_by",
        ),
        ("passages", "id seq station at badge employee name direction verdict outing"),
        ("journal", "station seq id at actor kind subject body corrects hash"),
    ] {
        let lines = gatehouse(folder.path(), &["export", table, "--format", "ndjson"])?;
        assert_eq!(lines.status.code(), Some(0), "{}", text(&lines.stderr));
        let first: serde_json::Value = serde_json::from_str(text(&lines.stdout).lines().next().ok_or("no line")?)?;
        for field in fields.split(' ') {
            assert!(first.get(field).is_some(), "{table} lacks {field}: {first}");
        }
        let csv = gatehouse(folder.path(), &["export", table])?.stdout;
        assert!(csv.starts_with(&[0xEF, 0xBB, 0xBF]), "{table}");
        assert!(!text(&csv).contains(",=1+1"), "formulas are defused");
        let book = folder.path().join(format!("{table}.xlsx"));
        let out = book.to_str().ok_or("path")?;
        assert_eq!(
            gatehouse(folder.path(), &["export", table, "--format", "xlsx", "--out", out])?
                .status
                .code(),
            Some(0)
        );
        let sheet = gatehouse::exchange::sheet::read(&book, &|_, _| {}, &|| false)?;
        assert_eq!(sheet.rows.len(), text(&lines.stdout).lines().count(), "{table}");
    }
    let readings = text(&gatehouse(folder.path(), &["export", "readings", "--format", "ndjson"])?.stdout);
    assert!(readings.contains(r#""celsius":36.5"#) && readings.contains("+08:00"), "{readings}");
    let none = gatehouse(folder.path(), &["export", "readings", "--from", "2020-02-08"])?;
    assert_eq!(text(&none.stdout).lines().count(), 1, "only the titles");
    Ok(())
}
