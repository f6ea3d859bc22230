//! Backups from outside: the page of the settings by keyboard, the bar at the top, the trouble page, and the built command.

use std::path::{Path, PathBuf};
use std::process::Command;

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use gatehouse::station::{Station, SystemClock};
use gatehouse::store::DATABASE;
use gatehouse::ui::text::Lang;

use crate::Tested;
use crate::commands::gatehouse;
use crate::desk::{Site, found};

type Got<T> = Result<T, Box<dyn std::error::Error>>;

/// Time passes until the window says something that a thread brings.
fn until(site: &mut Site, label: &str) -> Tested {
    for _ in 0..400 {
        if site.says(label) {
            return Ok(());
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
        site.pass(20);
    }
    Err(format!("nobody says {label}").into())
}

/// The page of the backups.
fn page(folder: &Path, lang: Lang) -> Got<Site> {
    let clock = found(folder, 3)?;
    let mut site = Site::open(folder, clock, lang);
    site.presses_with(Modifiers::COMMAND, Key::Comma);
    for _ in 0..3 {
        site.presses_with(Modifiers::COMMAND, Key::ArrowRight);
    }
    Ok(site)
}

fn backups(folder: &Path) -> Got<Vec<PathBuf>> {
    let mut files = Vec::new();
    for file in std::fs::read_dir(folder.join("backups"))? {
        files.push(file?.path());
    }
    files.sort();
    Ok(files)
}

#[test]
fn a_backup_is_made_proved_looked_at_and_put_back_by_keyboard() -> Tested {
    let folder = tempfile::tempdir()?;
    let mut site = page(folder.path(), Lang::ZhHans)?;
    until(&mut site, "还没有备份")?;
    site.presses(Key::F5);
    until(&mut site, "已备份并核对")?;
    assert_eq!(backups(folder.path())?.len(), 1);
    assert!(site.says("备份：刚才") || site.says("备份："), "the bar at the top says so");
    site.presses(Key::F6);
    until(&mut site, "演练成功")?;
    assert!(site.says("与现有数据一致"));
    // Somebody comes in, and that would be lost.
    site.presses_with(Modifiers::ALT, Key::Num1);
    site.scans("0001");
    site.types("365");
    site.presses(Key::Enter);
    site.presses_with(Modifiers::COMMAND, Key::Comma);
    site.harness.get_by_label("看看恢复后会怎样").click();
    until(&mut site, "本站将失去 1 条记录")?;
    assert!(site.says("测温") && site.says("王建国"));
    site.presses_with(Modifiers::COMMAND, Key::Enter);
    until(&mut site, "已恢复到")?;
    assert_eq!(backups(folder.path())?.len(), 2, "what was there before is kept");
    drop(site);
    let mut station = Station::open(folder.path(), Box::new(SystemClock))?;
    assert!(station.check()?.holds() && station.view()?.recent.is_empty());
    Ok(())
}

#[test]
fn a_second_place_shows_its_recovery_key_once() -> Tested {
    let (folder, stick) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let mut site = page(folder.path(), Lang::En)?;
    until(&mut site, "Use as second place")?;
    site.harness.get_by_label("Folder").focus();
    site.pass(20);
    site.types(stick.path().to_str().ok_or("path")?);
    site.presses(Key::Enter);
    until(&mut site, "AGE-SE")?;
    site.presses(Key::Escape);
    assert!(site.says("AGE-SE"), "Esc does not lose it");
    site.harness.get_by_label("It is on paper and put away").click();
    site.pass(20);
    site.harness.get_by_label("Done").click();
    site.pass(20);
    assert!(!site.says("AGE-SE"));
    site.presses(Key::F5);
    until(&mut site, "Last stored")?;
    let sub = std::fs::read_dir(stick.path())?.next().ok_or("nothing on the stick")??.path();
    assert_eq!(std::fs::read_dir(sub)?.count(), 1);
    Ok(())
}

#[test]
fn a_damaged_file_is_repaired_from_the_trouble_page() -> Tested {
    let folder = tempfile::tempdir()?;
    let mut site = page(folder.path(), Lang::ZhHans)?;
    site.presses(Key::F5);
    until(&mut site, "已备份并核对")?;
    let clock = site.clock.clone();
    drop(site);
    std::fs::write(folder.path().join(DATABASE), vec![b'x'; 65_536])?;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    assert!(site.says("修复") && site.says("最新备份"));
    site.presses(Key::F8);
    until(&mut site, "修复结果")?;
    assert!(site.says("已保住"));
    site.presses(Key::Enter);
    assert!(!site.says("修复结果"));
    assert!(
        Station::open(folder.path(), Box::new(SystemClock)).is_err(),
        "the window has it open"
    );
    Ok(())
}

#[test]
fn backup_and_restore_are_commands() -> Tested {
    let place = tempfile::tempdir()?;
    let (folder, other) = (place.path().join("gate"), place.path().join("other"));
    gatehouse(&folder, &["init", "--site", "锰矿", "--station", "南门"])?;
    let file = place.path().join("copy.db");
    let path = file.to_str().ok_or("path")?;
    let (status, out, err) = gatehouse(&folder, &["backup", path])?;
    assert_eq!((status, err.as_str()), (Some(0), ""), "{out}");
    let roster = place.path().join("花名册.csv");
    std::fs::write(&roster, "工号,姓名\n0231,张双\n")?;
    gatehouse(&folder, &["import", "people", roster.to_str().ok_or("path")?])?;
    assert!(!backups(&folder)?.is_empty(), "before the import");
    let (status, out, err) = gatehouse(&folder, &["restore", path])?;
    assert_eq!((status, err.lines().count()), (Some(1), 1), "{out}{err}");
    assert!(out.contains("本站将失去"), "{out}");
    let (status, out, err) = gatehouse(&folder, &["restore", path, "--yes"])?;
    assert_eq!((status, err.as_str()), (Some(0), ""), "{out}");
    assert_eq!(gatehouse(&folder, &["check"])?.0, Some(0));
    // The sealed copy goes to another machine only with the keys.
    let sealed = place.path().join("copy.db.age");
    let sealed = sealed.to_str().ok_or("path")?;
    assert_eq!(gatehouse(&folder, &["backup", sealed])?.0, Some(0));
    let (status, _, err) = gatehouse(&other, &["restore", sealed])?;
    assert_eq!(status, Some(2), "{err}");
    let key = folder.join("station.key");
    let (status, out, err) = gatehouse(&other, &["restore", sealed, "--key", key.to_str().ok_or("path")?])?;
    assert_eq!((status, err.as_str()), (Some(0), ""), "{out}");
    assert_eq!(gatehouse(&other, &["check"])?.0, Some(0));
    let (status, out, _) = gatehouse(&other, &["check", "--repair"])?;
    assert_eq!(status, Some(0), "a sound file is repaired to itself: {out}");
    assert_eq!(gatehouse(&other, &["check"])?.0, Some(0));
    Ok(())
}

#[test]
fn a_full_disk_leaves_no_half_backup() -> Tested {
    let place = tempfile::tempdir()?;
    let (folder, small) = (place.path().join("gate"), place.path().join("small"));
    std::fs::create_dir(&small)?;
    gatehouse(&folder, &["demo", "--people", "60", "--days", "2", "--until", "2020-02-29"])?;
    let script = format!(
        "mount -t tmpfs -o size=64k none '{small}' || exit 99; '{gatehouse}' --data '{folder}' backup '{small}/x.db'; status=$?; \
         ls -A '{small}'; exit $status",
        small = small.display(),
        folder = folder.display(),
        gatehouse = env!("CARGO_BIN_EXE_gatehouse"),
    );
    let Ok(output) = Command::new("unshare").args(["-m", "sh", "-c", &script]).output() else {
        return Ok(());
    };
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.code() == Some(99) || said.contains("unshare") {
        // Not permitted here.
        return Ok(());
    }
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("磁盘"), "{said}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "", "nothing is left there");
    Ok(())
}
