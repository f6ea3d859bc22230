//! Somebody edits the database file with another program, as an attacker would: the triggers and indexes that refuse it are dropped
//! first. `check` finds it and names it; what a chain alone cannot tell is found against a head kept elsewhere, and only then.

use std::path::Path;

use gatehouse::store::secrets::FIELD_KEY;
use rusqlite::Connection;

use super::Tested;
use super::bundles::{befriend, init, run, tried};

type Made<T> = Result<T, Box<dyn std::error::Error>>;

/// Opens the file as nobody should.
fn forced(folder: &Path) -> Made<Connection> {
    let db = Connection::open(folder.join(gatehouse::store::DATABASE))?;
    db.execute_batch(
        "PRAGMA foreign_keys = OFF;
         DROP TRIGGER entry_is_never_changed; DROP TRIGGER entry_is_never_removed;
         DROP INDEX entry_seq; DROP INDEX entry_id;",
    )?;
    Ok(db)
}

fn copy(from: &Path, to: &Path) -> Tested {
    std::fs::create_dir_all(to)?;
    for name in [gatehouse::store::DATABASE, FIELD_KEY] {
        std::fs::copy(from.join(name), to.join(name))?;
    }
    Ok(())
}

/// The journal as it stands: number and hash of each entry of a station that is alone.
fn hashes(folder: &Path) -> Made<Vec<(i64, String)>> {
    let said = run(folder, &["export", "journal", "--format", "ndjson"])?;
    let entry = |line: &str| -> Made<(i64, String)> {
        let entry: serde_json::Value = serde_json::from_str(line)?;
        let hash = entry["hash"].as_str().ok_or("no hash")?;
        Ok((entry["seq"].as_i64().ok_or("no number")?, hash.to_owned()))
    };
    said.lines().map(entry).collect()
}

#[test]
fn every_edit_is_found_and_named() -> Tested {
    let place = tempfile::tempdir()?;
    let plant = place.path().join("plant");
    run(&plant, &["demo", "--people", "20", "--days", "2", "--until", "2020-02-29"])?;
    // Once opened in its place it is not taken for a copy.
    for (number, (sql, said)) in [
        (
            "UPDATE entry SET body = replace(body, '36', '35') WHERE seq = (SELECT min(seq) FROM entry WHERE kind = 20 AND body LIKE '%36%')",
            "does not say what it said",
        ),
        ("UPDATE entry SET at_ms = at_ms + 60000 WHERE seq = 40", "entry 40 "),
        ("UPDATE entry SET hash = randomblob(32) WHERE seq = 40", "entry 40 "),
        ("DELETE FROM entry WHERE seq BETWEEN 40 AND 42", "entries 40 to 42 are missing"),
        (
            "INSERT INTO entry (station, seq, id, at_ms, zone_min, actor, kind, body, hash)
             SELECT station, seq, randomblob(16), at_ms, zone_min, actor, kind, body, randomblob(32) FROM entry WHERE seq = 40",
            "two entries 40 ",
        ),
        (
            "UPDATE entry SET body = '' WHERE seq = 40; INSERT INTO redacted (entry) SELECT no FROM entry WHERE seq = 40",
            "entry 40 ",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let folder = place.path().join(number.to_string());
        copy(&plant, &folder)?;
        forced(&folder)?.execute_batch(sql)?;
        let (status, _, err) = tried(&folder, &["check"])?;
        assert_eq!(status, Some(1), "{sql}: {err}");
        let named = err.lines().any(|line| line.contains(said) && line.contains("2020-0"));
        assert!(named, "{sql}: {err}");
    }
    Ok(())
}

/// A station whose last two entries are exports: they stand in no table but the journal.
fn exported(place: &Path) -> Made<std::path::PathBuf> {
    let folder = init(place, "south")?;
    for purpose in ["report to the district", "payroll"] {
        let out = place.join("people.csv");
        run(
            &folder,
            &["export", "people", "--purpose", purpose, "--out", out.to_str().ok_or("path")?],
        )?;
    }
    // Whoever writes next takes them in.
    run(&folder, &["check"])?;
    Ok(folder)
}

#[test]
fn an_end_that_was_cut_off_is_found_against_a_head_kept_elsewhere() -> Tested {
    let place = tempfile::tempdir()?;
    let folder = exported(place.path())?;
    let kept = hashes(&folder)?;
    let (last, hash) = kept.last().ok_or("no entries")?.clone();
    let paper = format!("{last}:{}", &hash[..16]);
    assert_eq!(tried(&folder, &["check", "--head", &paper])?.0, Some(0), "the head agrees");
    let end = last - 1;
    forced(&folder)?.execute("DELETE FROM entry WHERE seq > ?1", [end])?;
    let (status, out, err) = tried(&folder, &["check"])?;
    assert_eq!((status, err.as_str()), (Some(0), ""), "a chain alone cannot tell");
    assert!(out.contains("A chain alone cannot tell that its whole end was cut off"), "{out}");
    let (status, _, err) = tried(&folder, &["check", "--head", &paper])?;
    assert!(
        status == Some(1) && err.contains(&format!("ends at {end} ")) && err.contains("the head on paper"),
        "{err}"
    );
    let (status, _, err) = tried(&folder, &["check", "--head", "7:tooshort"])?;
    assert!(status == Some(2) && !err.contains("panicked"), "{err}");
    let chain = chain(&folder)?;
    std::fs::write(folder.join("station.head"), format!("{chain} {last} {hash}\n"))?;
    let (status, _, err) = tried(&folder, &["check"])?;
    assert!(status == Some(1) && err.contains("station.head"), "{err}");
    Ok(())
}

fn chain(folder: &Path) -> Made<String> {
    let said = run(folder, &["export", "journal", "--format", "ndjson"])?;
    let first: serde_json::Value = serde_json::from_str(said.lines().next().ok_or("no entries")?)?;
    Ok(first["station"].as_str().ok_or("no chain")?.to_owned())
}

#[test]
fn what_was_written_anew_is_found_by_the_receipt_of_another_station() -> Tested {
    let place = tempfile::tempdir()?;
    let (south, north) = (exported(place.path())?, init(place.path(), "north")?);
    befriend(&[&south, &north])?;
    let bundle = place.path().join("bundle.gatehouse");
    let path = bundle.to_str().ok_or("path")?;
    for (from, to) in [(&south, &north), (&north, &south)] {
        run(from, &["bundle", "write", path])?;
        run(to, &["bundle", "read", path])?;
    }
    let sound = run(&south, &["check"])?;
    assert!(sound.contains("heads kept elsewhere agree"), "{sound}");
    std::fs::remove_file(south.join("station.head"))?;
    forced(&south)?.execute_batch("DELETE FROM entry WHERE station = 1 AND seq > 3")?;
    let (status, _, err) = tried(&south, &["check"])?;
    let cut = err
        .lines()
        .any(|line| line.contains("ends at 3 ") && line.contains("the receipt of north"));
    assert!(status == Some(1) && cut, "{err}");
    Ok(())
}

#[test]
fn exports_beside_a_window_stand_in_its_journal_once() -> Tested {
    let place = tempfile::tempdir()?;
    let folder = exported(place.path())?;
    for _ in 0..2 {
        let said = run(&folder, &["export", "journal", "--format", "ndjson"])?;
        let purposes: Vec<&str> = ["report to the district", "payroll"]
            .into_iter()
            .filter(|purpose| said.matches(purpose).count() == 1)
            .collect();
        assert_eq!(purposes.len(), 2, "{said}");
        run(&folder, &["check"])?;
    }
    let masked = run(&folder, &["export", "journal", "--format", "ndjson", "--level", "counts"])?;
    assert!(masked.contains("\"exported\"") && !masked.contains("payroll"), "{masked}");
    let (status, _, err) = tried(&folder, &["export", "people", "--level", "counts"])?;
    assert!(status == Some(2) && err.contains("cannot leave as counts"), "{err}");
    Ok(())
}
