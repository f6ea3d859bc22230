//! The consolidated report: what the command at headquarters writes, in every format.

use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use gatehouse::domain::chain::{GENESIS, Head, SignedHead, Slice};
use gatehouse::domain::day::{Day, Moment, Zone};
use gatehouse::domain::entry::{Entry, EntryId};
use gatehouse::domain::peer::{Card, Keys, Peer, Relation};
use gatehouse::domain::person::{Person, PersonId};
use gatehouse::domain::screening::Direction;
use gatehouse::domain::settings::Role;
use gatehouse::domain::temperature::{Celsius, Site};
use gatehouse::station::{FixedClock, NewReading, Opening, Signing, Station};
use gatehouse::store::Store;
use gatehouse::store::journal::{Stamp, each_entry};
use gatehouse::store::station::{identity, write};
use tempfile::TempDir;
use uuid::Uuid;

use super::Tested;

/// 7 February 2020, 08:00 in Shanghai.
const MORNING: Moment = Moment(1_581_033_600_000);
const DAY: &str = "2020-02-07";

type Made<T> = Result<T, Box<dyn std::error::Error>>;

fn opened(unit: &str, role: Role) -> Made<(TempDir, Station)> {
    let (folder, clock) = (tempfile::tempdir()?, FixedClock::default());
    clock.set(MORNING);
    let opening = Opening {
        site: "能矿".into(),
        unit: unit.into(),
        station: "南门".into(),
        role,
        zone: Zone::DEFAULT,
        demo: false,
    };
    let station = Station::init(folder.path(), opening, Box::new(clock))?;
    Ok((folder, station))
}

/// A unit in which so many people were measured, one of them with a fever, and whose report is signed where it is to be.
fn unit(name: &str, people: u128, signs: bool) -> Made<TempDir> {
    let (folder, mut station) = opened(name, Role::Gate)?;
    for no in 0..people {
        let person = PersonId(Uuid::now_v7());
        station.save_person(Person {
            id: person,
            badge: format!("{no:04}"),
            name: "张双".into(),
            ..Person::default()
        })?;
        station.record_reading(NewReading {
            person,
            celsius: Celsius(if no == 0 { 3_780 } else { 3_650 }),
            site: Site::Forehead,
            instrument: String::new(),
            direction: Direction::In,
            mask: true,
        })?;
    }
    if signs {
        station.sign(&Signing {
            day: DAY.parse()?,
            reporter: "周敏".into(),
            approver: "刘国".into(),
            ..Signing::default()
        })?;
    }
    Ok(folder)
}

/// Enrols the station of a folder at headquarters and brings everything it wrote there.
fn bring(above: &mut Store, below: &Path) -> Tested {
    let store = Store::open_reader(below)?;
    let card = identity(&store)?.card;
    let stamp = Stamp {
        id: EntryId(Uuid::now_v7()),
        at: MORNING,
        zone_min: 480,
        actor: 0,
        corrects: None,
    };
    let peer = Peer {
        card: Card::of(&card, Keys::default()),
        relation: Relation::Below,
        revoked: None,
    };
    let own = identity(above)?.chain;
    write(above, own, &stamp, &Entry::PeerSaved(peer))?;
    let (mut links, mut hash) = (Vec::new(), GENESIS);
    each_entry(&store, |written| {
        links.push(written.link());
        hash = written.hash;
        Ok(true)
    })?;
    let seq = i64::try_from(links.len())?;
    let slice = Slice {
        chain: card.chain,
        before: GENESIS,
        links,
        signed: SignedHead {
            head: Head {
                chain: card.chain,
                seq,
                hash,
            },
            signature: [0; 64],
        },
    };
    above.merge(&slice, card.chain, MORNING)?;
    Ok(())
}

/// Headquarters of three units; the last one has sent no report.
fn headquarters() -> Made<TempDir> {
    headquarters_of(&[("一矿", 3, true), ("三矿", 5, true), ("二矿", 7, false)])
}

fn headquarters_of(units: &[(&str, u128, bool)]) -> Made<TempDir> {
    let (folder, station) = opened("总部", Role::Headquarters)?;
    drop(station);
    let mut store = Store::open(folder.path())?;
    for (name, people, signs) in units {
        bring(&mut store, unit(name, *people, *signs)?.path())?;
    }
    Ok(folder)
}

fn report(folder: &Path, words: &[&str]) -> Made<(Option<i32>, Vec<u8>, String)> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gatehouse"));
    let output = command
        .arg("--data")
        .arg(folder)
        .args(["report", DAY, "--group"])
        .args(words)
        .output()?;
    Ok((output.status.code(), output.stdout, String::from_utf8(output.stderr)?))
}

#[test]
fn programs_read_a_line_for_every_unit_and_one_for_the_sum() -> Tested {
    let folder = headquarters()?;
    let (status, out, err) = report(folder.path(), &["--format", "ndjson"])?;
    assert_eq!((status, err.as_str()), (Some(0), ""));
    let lines: Vec<serde_json::Value> = String::from_utf8(out)?
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    let said = |at: usize, key: &str| lines[at][key].as_str().map(str::to_owned);
    assert_eq!(lines.len(), 4);
    assert_eq!(
        [0, 1, 2].map(|at| said(at, "unit")),
        ["一矿", "三矿", "二矿"].map(|name| Some(name.to_owned()))
    );
    assert_eq!(
        [0, 1].map(|at| said(at, "status")),
        ["reported", "reported"].map(|word| Some(word.to_owned()))
    );
    assert_eq!(lines[2]["figures"], serde_json::Value::Null, "nothing is no zero");
    let sum = &lines[3];
    assert_eq!((sum["units"].as_u64(), sum["of"].as_u64()), (Some(2), Some(3)));
    assert_eq!(sum["not_in_sum"][0]["unit"], "二矿");
    assert_eq!(
        (sum["figures"]["roster"].as_u64(), sum["figures"]["fever"].as_u64()),
        (Some(8), Some(2))
    );
    assert_eq!(sum["figures"]["coverage"].as_f64(), Some(1.0));
    let (_, out, _) = report(folder.path(), &["--format", "csv"])?;
    let rows: Vec<Vec<String>> = String::from_utf8(out)?
        .lines()
        .map(|row| row.split(',').map(str::to_owned).collect())
        .collect();
    let roster = rows[0].iter().position(|title| title == "roster").ok_or("roster")?;
    assert_eq!(
        rows.iter().skip(1).map(|row| row[roster].as_str()).collect::<Vec<_>>(),
        ["3", "5", "", "8"]
    );
    assert_eq!(
        (rows[4][4].as_str(), rows.iter().all(|row| row.len() == rows[0].len())),
        ("total", true)
    );
    Ok(())
}

#[test]
fn a_sum_over_no_unit_is_empty_and_no_zero() -> Tested {
    let folder = headquarters_of(&[("二矿", 7, false)])?;
    let (_, out, _) = report(folder.path(), &["--format", "ndjson"])?;
    let sum: serde_json::Value = serde_json::from_str(String::from_utf8(out)?.lines().last().ok_or("a sum")?)?;
    assert_eq!((sum["units"].as_u64(), sum["of"].as_u64()), (Some(0), Some(1)));
    assert_eq!(sum["figures"], serde_json::Value::Null);
    let (_, out, _) = report(folder.path(), &["--format", "csv"])?;
    let out = String::from_utf8(out)?;
    let sum = out.lines().last().and_then(|row| row.split_once("total,")).ok_or("a sum")?;
    assert!(sum.1.chars().all(|letter| letter == ','), "{out}");
    Ok(())
}

#[test]
fn headquarters_has_no_report_of_its_own() -> Tested {
    let (folder, station) = opened("总部", Role::Headquarters)?;
    drop(station);
    for lang in ["zh-Hans", "zh-Hant", "en"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gatehouse"));
        let output = command
            .arg("--data")
            .arg(folder.path())
            .args(["--lang", lang, "report", DAY])
            .output()?;
        let said = String::from_utf8(output.stderr)?;
        assert!(
            !output.status.success() && output.stdout.is_empty() && said.contains("--group"),
            "{said}"
        );
    }
    Ok(())
}

#[test]
fn people_read_a_form_with_the_missing_named() -> Tested {
    let folder = headquarters()?;
    let (status, bytes, err) = report(folder.path(), &["--format", "xlsx"])?;
    assert_eq!((status, err.as_str()), (Some(0), ""));
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes))?;
    let sheet = workbook.worksheet_range_at(0).ok_or("a sheet")??;
    let rows: Vec<Vec<String>> = sheet.rows().map(|row| row.iter().map(Data::to_string).collect()).collect();
    let begins = |word: &str| rows.iter().find(|row| row[0].starts_with(word)).ok_or_else(|| word.to_owned());
    assert_eq!(begins("一矿")?[1], "3");
    assert_eq!(begins("合计（2/3 个单位）")?[1], "8");
    assert!(begins("二矿（")?[1..].iter().all(String::is_empty));
    assert_eq!(begins("未计入的单位")?[0], "未计入的单位：二矿");
    assert_eq!(
        begins("一矿")?.last().map(String::len),
        Some(12),
        "the hash that it was signed under"
    );
    let path = folder.path().join("group.pdf");
    let written = report(folder.path(), &["--format", "pdf", "--out", path.to_str().ok_or("path")?])?;
    assert_eq!(written.0, Some(0));
    let output = Command::new("pdftotext").args(["-layout"]).arg(&path).arg("-").output()?;
    let said = String::from_utf8(output.stdout)?.replace(' ', "");
    for word in ["各单位汇总", "一矿", "三矿", "2/3个单位", "未计入的单位：二矿", "记录第", "1/1"] {
        assert!(said.contains(word), "{word} in {said}");
    }
    Ok(())
}

#[test]
fn what_cannot_be_put_together_is_said() -> Tested {
    let folder = headquarters()?;
    let (status, _, err) = report(folder.path(), &["--format", "xlsx", "--layout", "isolation"])?;
    assert_eq!((status, err.trim_end()), (Some(2), "这个版式一行一人，不能用于汇总。"));
    let below = unit("四矿", 1, false)?;
    let (status, _, err) = report(below.path(), &[])?;
    assert_eq!((status, err.trim_end()), (Some(2), "只有总部才能汇总各单位的日报。"));
    let day: Day = DAY.parse()?;
    assert!(
        Station::open_reader(folder.path(), Box::new(gatehouse::station::SystemClock))?
            .consolidated(day)
            .is_ok()
    );
    Ok(())
}
