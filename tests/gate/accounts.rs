//! Accounts at the desk and on the command line: signing in, failing, locking, stepping up.

use std::path::Path;
use std::process::{Command, Stdio};

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use gatehouse::domain::account::AccountRole;
use gatehouse::station::secret::Cost;
use gatehouse::station::{Choosing, FixedClock, NewAccount, Standing, Station};
use gatehouse::ui::text::Lang;

use super::Tested;
use super::desk::{Site, found};

const PIN: &str = "493817";
const PASSPHRASE: &str = "open the gate at eight";

/// A station with people, a supervisor 李敏 and a guard 王建国 who have secrets of their own; the hashes are cheap.
pub(crate) fn staffed(folder: &Path) -> Result<FixedClock, Box<dyn std::error::Error>> {
    let clock = found(folder, 20)?;
    let mut station = Station::open(folder, Box::new(clock.clone()))?;
    let new = |name: &str, role| NewAccount {
        name: name.into(),
        role,
        badge: String::new(),
    };
    let (supervisor, guard) = (AccountRole::Supervisor, AccountRole::Guard);
    station.add_account(&new("李敏", supervisor), Choosing::first(supervisor).make(PASSPHRASE, Cost::LEAST)?)?;
    let first = Choosing::first(guard).make("270416", Cost::LEAST)?;
    let account = station.add_account(&new("王建国", guard), first)?.value;
    let proof = station.attempt(account)?.check("270416");
    assert!(station.sign_in(&proof)?.is_none(), "they have to choose their own");
    station.renew(Choosing::first(guard).make(PIN, Cost::LEAST)?)?;
    Ok(clock)
}

/// Draws until the window says something, while a thread checks a secret.
fn waits_for(site: &mut Site, said: impl Fn(&Site) -> bool) -> bool {
    (0..2_000).any(|_| {
        site.harness.run_steps(1);
        said(site)
    })
}

fn signs_in(site: &mut Site, who: &str, secret: &str) {
    site.types(who);
    site.presses(Key::Enter);
    site.types(secret);
    site.presses(Key::Enter);
}

fn is_shut(site: &Site) -> bool {
    site.says("测温登记")
}

#[test]
fn whoever_is_known_by_pinyin_and_pin_is_on_duty() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = staffed(folder.path())?;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    assert!(is_shut(&site) && !site.says("最近"), "a program that starts is signed out");
    signs_in(&mut site, "wjg", PIN);
    assert!(waits_for(&mut site, |site| !is_shut(site)));
    assert!(site.says("王建国 值班"));
    Ok(())
}

#[test]
fn a_wrong_pin_is_said_and_the_seconds_to_wait() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = staffed(folder.path())?;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    signs_in(&mut site, "王", "493818");
    assert!(waits_for(&mut site, |site| site.says("PIN码或口令不对")));
    assert!(site.says("请等 1 秒再试"));
    site.pass(1_000);
    assert!(!site.says("请等"));
    site.types("493819");
    site.presses(Key::Enter);
    assert!(waits_for(&mut site, |site| site.says("请等 2 秒再试")));
    site.pass(2_000);
    site.types(PIN);
    site.presses(Key::Enter);
    assert!(waits_for(&mut site, |site| !is_shut(site)));
    Ok(())
}

#[test]
fn a_locked_desk_records_without_a_name_and_goes_on_where_it_was() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = staffed(folder.path())?;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    signs_in(&mut site, "wjg", PIN);
    assert!(waits_for(&mut site, |site| !is_shut(site)));
    site.scans("0002");
    assert!(site.says("请测体温"));
    site.pass(4 * 60_000);
    assert!(is_shut(&site) && !site.says("请测体温"));
    site.scans("0003");
    assert!(site.says("请接着输入体温"));
    site.types("365");
    site.presses(Key::Enter);
    assert!(site.says("放行") && site.says("…003") && site.says("未确认"));
    assert!(!site.says("赵三3"), "no name on a locked desk");
    site.presses(Key::F12);
    site.types(PIN);
    site.presses(Key::Enter);
    assert!(waits_for(&mut site, |site| !is_shut(site)));
    assert!(site.says("请测体温"), "with whoever stood there before");
    assert!(
        site.says("赵三3") && site.says("未确认"),
        "the line says that nobody has confirmed it"
    );
    Ok(())
}

#[test]
fn what_is_sensitive_is_done_after_the_passphrase_was_given_once_more() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = staffed(folder.path())?;
    let mut site = Site::open(folder.path(), clock.clone(), Lang::ZhHans);
    signs_in(&mut site, "lm", PASSPHRASE);
    assert!(waits_for(&mut site, |site| !is_shut(site)));
    for _ in 0..2 {
        site.pass(3 * 60_000);
        site.presses(Key::ArrowDown);
    }
    site.presses_with(Modifiers::COMMAND, Key::Comma);
    site.presses_with(Modifiers::COMMAND, Key::ArrowRight);
    assert!(site.says("王建国") && site.says("使用中"));
    site.harness.get_by_label("无人操作几分钟后锁定").focus();
    site.pass(120);
    site.types("5");
    site.presses(Key::Enter);
    assert!(site.says("请再输一次口令"));
    site.types("not this one");
    site.presses(Key::Enter);
    assert!(waits_for(&mut site, |site| site.says("PIN码或口令不对")));
    site.pass(1_000);
    site.types(PASSPHRASE);
    site.presses(Key::Enter);
    assert!(waits_for(&mut site, |site| !site.says("请再输一次口令")));
    drop(site);
    let station = Station::open(folder.path(), Box::new(clock))?;
    assert_ne!(station.settings().accounts.idle_minutes, 4, "it was done");
    Ok(())
}

#[test]
fn handing_over_shows_what_the_shift_did() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = staffed(folder.path())?;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    signs_in(&mut site, "wjg", PIN);
    assert!(waits_for(&mut site, |site| !is_shut(site)));
    site.scans("0002");
    site.types("365");
    site.presses(Key::Enter);
    site.presses(Key::F12);
    assert!(site.says("本班交接") && site.says("测温人次"));
    site.presses(Key::Escape);
    signs_in(&mut site, "limin", PASSPHRASE);
    assert!(waits_for(&mut site, |site| !is_shut(site)));
    assert!(site.says("李敏 值班"));
    Ok(())
}

#[test]
fn a_station_without_accounts_says_so_and_leads_to_the_first_one() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 3)?;
    let mut site = Site::open(folder.path(), clock.clone(), Lang::ZhHans);
    site.harness.get_by_label("未设账号").click();
    site.pass(120);
    assert!(site.says("还没有账号"));
    site.presses_with(Modifiers::COMMAND, Key::N);
    site.types("李敏");
    for (label, typed) in [("口令", "short"), ("再输一遍", "short")] {
        site.harness.get_by_label(label).focus();
        site.pass(120);
        site.types(typed);
    }
    site.presses(Key::Enter);
    assert!(site.says("口令至少八个字"));
    for (label, typed) in [("口令", "est is enough"), ("再输一遍", "est is enough")] {
        site.harness.get_by_label(label).focus();
        site.pass(120);
        site.types(typed);
    }
    site.presses(Key::Enter);
    assert!(waits_for(&mut site, |site| site.says("李敏 值班")));
    assert!(!site.says("未设账号"));
    drop(site);
    let station = Station::open(folder.path(), Box::new(clock))?;
    assert_eq!(station.standing(), Standing::Out);
    Ok(())
}

/// Runs the command with secrets; answers with its status and what it said.
fn ran(folder: &Path, words: &[&str], secrets: [&str; 2]) -> Result<(Option<i32>, String), Box<dyn std::error::Error>> {
    let output = Command::new(env!("CARGO_BIN_EXE_gatehouse"))
        .arg("--data")
        .arg(folder)
        .args(["--lang", "en"])
        .args(words)
        .env("GATEHOUSE_SECRET", secrets[0])
        .env("GATEHOUSE_NEW_SECRET", secrets[1])
        .stdin(Stdio::null())
        .output()?;
    let said = [output.stdout, output.stderr].concat();
    Ok((output.status.code(), String::from_utf8(said)?))
}

/// The page of the backups.
fn to_backups(site: &mut Site) {
    site.presses_with(Modifiers::COMMAND, Key::Comma);
    for _ in 0..3 {
        site.presses_with(Modifiers::COMMAND, Key::ArrowRight);
    }
}

#[test]
fn whoever_comes_next_sees_neither_the_recovery_key_nor_where_the_other_one_was() -> Tested {
    let (folder, stick) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let clock = staffed(folder.path())?;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    signs_in(&mut site, "lm", PASSPHRASE);
    assert!(waits_for(&mut site, |site| !is_shut(site)));
    to_backups(&mut site);
    site.harness.get_by_label("文件夹").focus();
    site.pass(20);
    site.types(stick.path().to_str().ok_or("path")?);
    site.presses(Key::Enter);
    assert!(waits_for(&mut site, |site| site.says("AGE-SE")));
    let printed = folder.path().join("print").join("recovery-key.pdf");
    std::fs::create_dir_all(folder.path().join("print"))?;
    std::fs::write(&printed, "%PDF")?;
    for (who, secret, sees) in [("lm", PASSPHRASE, true), ("wjg", PIN, false)] {
        site.presses(Key::F12);
        assert!(is_shut(&site) && !site.says("AGE-SE"));
        site.presses(Key::Escape);
        signs_in(&mut site, who, secret);
        assert!(waits_for(&mut site, |site| !is_shut(site)));
        assert_eq!((site.says("AGE-SE"), printed.exists()), (sees, sees), "{who}");
    }
    to_backups(&mut site);
    assert!(!site.says("AGE-SE"));
    Ok(())
}

#[test]
fn a_restore_asks_for_the_passphrase_first_and_nobody_is_thrown_out() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = staffed(folder.path())?;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    signs_in(&mut site, "lm", PASSPHRASE);
    assert!(waits_for(&mut site, |site| !is_shut(site)));
    to_backups(&mut site);
    site.presses(Key::F5);
    assert!(waits_for(&mut site, |site| site.says("已备份并核对")));
    site.harness.get_by_label("看看恢复后会怎样").click();
    assert!(waits_for(&mut site, |site| site.says("恢复之前先看")));
    for _ in 0..2 {
        site.pass(3 * 60_000);
        site.presses(Key::ArrowDown);
    }
    site.presses_with(Modifiers::COMMAND, Key::Enter);
    assert!(site.says("请再输一次口令"));
    site.types(PASSPHRASE);
    site.presses(Key::Enter);
    assert!(waits_for(&mut site, |site| site.says("已恢复到")));
    assert!(is_shut(&site), "under the accounts of the backup");
    Ok(())
}

#[test]
fn a_command_may_what_its_account_may() -> Tested {
    let folder = tempfile::tempdir()?;
    drop(staffed(folder.path())?);
    let supervisor = ["--account", "李敏"];
    let guard = ["--account", "王建国"];
    for (who, secret, words, status, said) in [
        (&[][..], "", &["export", "people"][..], 2, "Sign in first"),
        (&[], "", &["bundle", "exchange"], 2, "Sign in first"),
        (&[], "", &["extract", "nobody", "--out", "own.json"], 2, "Sign in first"),
        (&supervisor, PASSPHRASE, &["export", "people"], 0, "0002"),
        (&supervisor, "not this one", &["export", "people"], 2, "not the PIN or passphrase"),
        (
            &["--account", "nobody"],
            PASSPHRASE,
            &["export", "people"],
            2,
            "not the PIN or passphrase",
        ),
        (&guard, PIN, &["export", "people"], 2, "may not export tables with names"),
        (&guard, PIN, &["export", "journal"], 2, "may not read the journal"),
        (&guard, PIN, &["report", "2020-02-07"], 2, "may not export tables with names"),
        (
            &guard,
            PIN,
            &["report", "2020-02-07", "--level", "counts"],
            2,
            "may not export tables without names",
        ),
        (&guard, PIN, &["backup", "names.db"], 2, "may not export tables with names"),
        (&guard, PIN, &["account", "list"], 2, "may not manage accounts"),
        (&guard, PIN, &["bundle", "exchange"], 2, "may not manage stations"),
        (&guard, PIN, &["check"], 0, "entries"),
    ] {
        // Failures of before are waited for.
        clear_waits(folder.path())?;
        let words: Vec<&str> = who.iter().chain(words).copied().collect();
        let (answered, answer) = ran(folder.path(), &words, [secret, ""])?;
        assert_eq!(answered, Some(status), "{words:?}: {answer}");
        assert!(answer.contains(said), "{words:?}: {answer}");
    }
    Ok(())
}

/// Somebody signs in by the real clock at the desk meanwhile: what failed before counts no more.
fn clear_waits(folder: &Path) -> Tested {
    let clock = FixedClock::default();
    clock.set(gatehouse::station::Clock::now(&gatehouse::station::SystemClock).plus_secs(60));
    let mut station = Station::open(folder, Box::new(clock))?;
    for (name, secret) in [("李敏", PASSPHRASE), ("王建国", PIN)] {
        let account = station.account_named(name)?;
        let proof = station.attempt(account)?.check(secret);
        station.sign_in(&proof)?;
    }
    Ok(())
}

#[test]
fn accounts_are_made_on_the_command_line() -> Tested {
    let folder = tempfile::tempdir()?;
    drop(found(folder.path(), 1)?);
    let first = ran(folder.path(), &["account", "add", "王建国", "--role", "guard"], ["", PIN])?;
    assert_eq!(first.0, Some(2), "the first one is a supervisor: {}", first.1);
    let add = ["account", "add", "李敏", "--role", "supervisor"];
    assert_eq!(ran(folder.path(), &add, ["", "1234567"])?.0, Some(2), "too short");
    assert_eq!(
        ran(folder.path(), &add, ["", PASSPHRASE])?,
        (Some(0), "Account made: 李敏\n".into())
    );
    let guard = ["--account", "李敏", "account", "add", "王建国", "--role", "guard"];
    assert_eq!(ran(folder.path(), &guard, [PASSPHRASE, PIN])?.0, Some(0));
    let (status, said) = ran(folder.path(), &["--account", "王建国", "check"], [PIN, ""])?;
    assert_eq!(
        (status, said.contains("Choose a passphrase of your own")),
        (Some(2), true),
        "{said}"
    );
    let (status, said) = ran(folder.path(), &["--account", "李敏", "account", "list"], [PASSPHRASE, ""])?;
    assert_eq!((status, said.as_str()), (Some(0), "李敏  Supervisor\n王建国  Guard\n"));
    let retire = ["--account", "李敏", "account", "retire", "李敏"];
    let (status, said) = ran(folder.path(), &retire, [PASSPHRASE, ""])?;
    assert_eq!((status, said.contains("last supervisor")), (Some(2), true), "{said}");
    let retire = ["--account", "李敏", "account", "retire", "王建国"];
    assert_eq!(ran(folder.path(), &retire, [PASSPHRASE, ""])?.0, Some(0));
    Ok(())
}
