//! Headquarters through the real window: which units have reported, what they add up to, and what is behind it; by label and by
//! keyboard, over the entries that real stations of four units have written.

mod parts;

use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use calamine::{Reader as _, Xlsx, open_workbook};
use eframe::egui::accesskit::Role as Node;
use eframe::egui::{self, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};
use gatehouse::domain::chain::{GENESIS, Head, Link, SignedHead, Slice};
use gatehouse::domain::day::{Day, Moment, Zone};
use gatehouse::domain::daybook::Noted;
use gatehouse::domain::entry::{Entry, EntryId};
use gatehouse::domain::group::{Group, Member, UnitNote};
use gatehouse::domain::peer::{Card, Keys, Level, Peer, Relation};
use gatehouse::domain::person::{Person, PersonId};
use gatehouse::domain::report::Signed;
use gatehouse::domain::screening::Direction;
use gatehouse::domain::settings::Role;
use gatehouse::domain::supplies::{Item, Move, What};
use gatehouse::domain::temperature::{Celsius, Site as Measured};
use gatehouse::station::{FixedClock, NewReading, Opening, Signing, Station};
use gatehouse::store::Store;
use gatehouse::store::journal::{Stamp, each_entry};
use gatehouse::store::station::{identity, write};
use gatehouse::ui::Scene;
use gatehouse::ui::screens::headquarters::Headquarters;
use gatehouse::ui::text::{Lang, Text};
use rusqlite::Connection;
use uuid::Uuid;

use super::Tested;
use super::desk::{MORNING, Site};

type Made<T> = Result<T, Box<dyn std::error::Error>>;

const HOUR: i64 = 3_600_000;
/// The days that the units report, from 7 February on; the last one is today.
const DAYS: u32 = 5;

fn day(no: u32) -> Day {
    Zone::DEFAULT.day_of(MORNING).plus_days(no)
}

/// A moment of a day, in hours after midnight.
fn at(no: u32, hours: i64) -> Moment {
    Moment(Zone::DEFAULT.start_of(day(no)).0 + hours * HOUR)
}

/// What a unit is, and on which days it does what.
struct Unit {
    name: &'static str,
    home: &'static str,
    level: Level,
    people: u128,
    /// Signed in time, unless it is named below.
    missing: &'static [u32],
    late: &'static [u32],
    corrected: &'static [u32],
    /// Masks received at first, and how many are given out a day.
    masks: (i64, i64),
}

const UNITS: [Unit; 3] = [
    Unit {
        name: "锰矿",
        home: "5206",
        level: Level::Full,
        people: 6,
        missing: &[],
        late: &[],
        corrected: &[3],
        masks: (9_000_000, 20_000),
    },
    Unit {
        name: "冶炼厂",
        home: "5203",
        level: Level::Counts,
        people: 4,
        missing: &[],
        late: &[2],
        corrected: &[],
        masks: (260_000, 40_000),
    },
    Unit {
        name: "机修厂",
        home: "5206",
        level: Level::Masked,
        people: 3,
        missing: &[3, 4],
        late: &[],
        corrected: &[],
        masks: (800_000, 10_000),
    },
];

fn open(folder: &Path, unit: &str, station: &str, role: Role) -> Made<(Station, FixedClock)> {
    let clock = FixedClock::default();
    clock.set(MORNING);
    let opening = Opening {
        site: "能矿集团".into(),
        unit: unit.into(),
        station: station.into(),
        role,
        zone: Zone::DEFAULT,
        demo: false,
    };
    let mut station = Station::init(folder, opening, Box::new(clock.clone()))?;
    station.hand_over("王建国")?;
    Ok((station, clock))
}

/// A unit lives its days: people are measured, masks are given out, reports are signed or are not.
fn live(folder: &Path, unit: &Unit) -> Tested {
    let (mut station, clock) = open(folder, unit.name, "南门", Role::Gate)?;
    let mut settings = station.settings().clone();
    settings.rules.going_out.home = unit.home.parse().ok();
    station.change_settings(settings)?;
    let people: Vec<PersonId> = (0..unit.people).map(|no| PersonId(Uuid::from_u128(no + 1))).collect();
    for (no, person) in people.iter().enumerate() {
        station.save_person(Person {
            id: *person,
            badge: format!("{no:04}"),
            name: format!("张三{no}"),
            department: "采矿一队".into(),
            ..Person::default()
        })?;
    }
    let mask = Item {
        id: Uuid::from_u128(1),
        name: "口罩".into(),
        unit: "个".into(),
        minimum: 100_000,
        days: 7,
        ..Item::default()
    };
    station.save_item(&mask)?;
    let received = What::Received {
        amount: unit.masks.0,
        expiry: None,
        supplier: String::new(),
    };
    station.move_supply(moved(&mask, received))?;
    for no in 0..DAYS {
        clock.set(at(no, 8));
        for (place, person) in people.iter().enumerate() {
            let fever = no == 1 && place == 0;
            measure(&mut station, *person, if fever { 3_790 } else { 3_650 })?;
        }
        let to = gatehouse::domain::supplies::Whom::Place("班组".into());
        station.move_supply(moved(&mask, What::Issued { amount: unit.masks.1, to }))?;
        sign(&mut station, &clock, unit, (no, &people))?;
    }
    Ok(())
}

fn moved(item: &Item, what: What) -> Move {
    Move {
        item: item.id,
        what,
        note: String::new(),
    }
}

fn measure(station: &mut Station, person: PersonId, hundredths: i32) -> Tested {
    station.record_reading(NewReading {
        person,
        celsius: Celsius(hundredths),
        site: Measured::Forehead,
        instrument: String::new(),
        direction: Direction::In,
        mask: true,
    })?;
    Ok(())
}

fn sign(station: &mut Station, clock: &FixedClock, unit: &Unit, (no, people): (u32, &[PersonId])) -> Tested {
    if unit.missing.contains(&no) {
        return Ok(());
    }
    let signing = Signing {
        day: day(no),
        reporter: "周敏".into(),
        approver: "刘国栋".into(),
        ..Signing::default()
    };
    clock.set(at(no, if unit.late.contains(&no) { 19 } else { 15 }));
    station.sign(&signing)?;
    if unit.corrected.contains(&no) {
        clock.set(at(no, 18));
        measure(station, *people.first().ok_or("somebody")?, 3_810)?;
        station.sign(&Signing { corrects: true, ..signing })?;
    }
    Ok(())
}

/// The entry of a unit that sends counts only: nobody in it.
fn as_sent(level: Level, link: Link) -> Option<Link> {
    if level != Level::Counts {
        return Some(link);
    }
    let entry = Entry::decode(link.kind, link.subject, &link.body).ok()?;
    let Entry::Noted(Noted::Signed(mut signed)) = entry else {
        return Some(link);
    };
    let mut text: serde_json::Value = serde_json::from_str(&signed.text).ok()?;
    for figure in text.pointer_mut("/figures/counts")?.as_object_mut()?.values_mut() {
        figure.as_object_mut()?.remove("p");
    }
    signed.text = text.to_string();
    let body = Entry::from(Noted::Signed(signed)).encode().ok()?;
    Some(Link {
        body,
        redacted: Some([7; 32]),
        ..link
    })
}

/// Enrols the station of a folder at headquarters and brings what it wrote there, as a bundle would.
fn bring(above: &mut Store, below: &Path, level: Option<Level>) -> Tested {
    let store = Store::open_reader(below)?;
    let card = identity(&store)?.card;
    let peer = Peer {
        card: Card::of(&card, Keys::default()),
        relation: Relation::Below,
        revoked: None,
    };
    let stamp = Stamp {
        id: EntryId(Uuid::now_v7()),
        at: MORNING,
        zone_min: 480,
        actor: 0,
        corrects: None,
    };
    let own = identity(above)?.chain;
    write(above, own, &stamp, &Entry::PeerSaved(peer))?;
    let Some(level) = level else { return Ok(()) };
    let (mut links, mut hash) = (Vec::new(), GENESIS);
    each_entry(&store, |written| {
        links.extend(as_sent(level, written.link()));
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
    above.merge(&slice, card.chain, at(DAYS - 1, 20))?;
    Ok(())
}

/// When the newest bundle of a station came, and how much was in it.
fn heard(folder: &Path, below: &Path, level: Level, made: Moment) -> Tested {
    let chain = identity(&Store::open_reader(below)?)?.card.chain;
    let db = Connection::open(folder.join("gatehouse.db"))?;
    db.execute(
        "INSERT INTO heard (peer, made_ms, arrived_ms, level) VALUES (?1, ?2, ?2, ?3)",
        (chain.as_bytes(), made.0, level.key()),
    )?;
    Ok(())
}

/// Headquarters in a folder, at eight in the evening of the last day: three units that report, and one that has sent nothing.
pub(crate) fn group(folder: &Path) -> Made<FixedClock> {
    let (station, clock) = open(folder, "", "总部", Role::Headquarters)?;
    drop(station);
    let mut above = Store::open(folder)?;
    let below = tempfile::tempdir()?;
    for unit in &UNITS {
        let place = below.path().join(unit.name);
        live(&place, unit)?;
        bring(&mut above, &place, Some(unit.level))?;
    }
    let silent = below.path().join("运输队");
    drop(open(&silent, "运输队", "车场", Role::Gate)?);
    bring(&mut above, &silent, None)?;
    drop(above);
    for unit in &UNITS {
        heard(folder, &below.path().join(unit.name), unit.level, at(DAYS - 1, 19))?;
    }
    clock.set(at(DAYS - 1, 20));
    Ok(clock)
}

fn window(lang: Lang) -> Made<(tempfile::TempDir, Site)> {
    window_at(lang, 20)
}

/// The window at an hour of the last day.
fn window_at(lang: Lang, hour: i64) -> Made<(tempfile::TempDir, Site)> {
    let folder = tempfile::tempdir()?;
    let clock = group(folder.path())?;
    clock.set(at(DAYS - 1, hour));
    let mut site = Site::open(folder.path(), clock, lang);
    site.pass(100);
    Ok((folder, site))
}

#[test]
fn the_window_begins_with_the_units_and_what_is_missing_stands_first() -> Tested {
    let (_folder, mut site) = window(Lang::ZhHans)?;
    for said in [
        "锰矿 2020-02-10 已更正",
        "冶炼厂 2020-02-09 迟报",
        "机修厂 2020-02-11 缺报",
        "机修厂 2020-02-09 已报",
        "运输队 2020-02-11 缺报",
    ] {
        assert!(site.says(said), "{said}");
    }
    // The cursor stands on today of the unit that wants somebody most, and goes to both sides.
    let focused = |site: &Site| {
        site.harness
            .query_all(By::new().predicate(|node| node.is_focused() && !node.is_hidden()))
            .next()
            .and_then(|node| node.accesskit_node().label())
    };
    let first = focused(&site).ok_or("a cell has the keyboard")?;
    assert!(first.ends_with("2020-02-11 缺报"), "{first}");
    site.presses(Key::ArrowLeft);
    assert!(focused(&site).is_some_and(|said| said.contains("2020-02-10")));
    site.presses(Key::Home);
    site.presses(Key::ArrowDown);
    assert!(
        focused(&site).is_some_and(|said| said.contains("2020-02-07") && !said.starts_with(first.split(' ').next().unwrap_or_default()))
    );
    Ok(())
}

#[test]
fn the_rail_has_what_means_something_here() -> Tested {
    let (_folder, mut site) = window(Lang::ZhHans)?;
    let on_rail = |site: &Site, word: &str| site.harness.query_all_by_role_and_label(Node::Tab, word).next().is_some();
    for word in ["总部", "各站", "人员", "设置"] {
        assert!(on_rail(&site, word), "{word}");
    }
    for word in ["门岗", "返厂", "医务", "日报", "宣传"] {
        assert!(!on_rail(&site, word), "{word}");
    }
    site.presses_with(Modifiers::ALT, Key::Num1);
    assert!(site.says("冶炼厂 2020-02-09 迟报"), "the key of the gate does nothing");
    site.presses_with(Modifiers::ALT, Key::Num5);
    assert!(site.says("张三0"), "the people whose names came");
    site.presses(Key::Escape);
    site.pass(100);
    assert!(site.says("冶炼厂 2020-02-09 迟报"), "stepping back comes to the units");
    Ok(())
}

#[test]
fn a_cell_opens_what_was_sent_and_a_figure_its_people() -> Tested {
    let (_folder, mut site) = window(Lang::ZhHans)?;
    open_cell(&mut site, "锰矿 2020-02-10");
    assert!(site.says("第 2 版") && site.says("填报 周敏 · 审批 刘国栋"), "who signed it");
    assert!(site.says("与签发时一致") && site.says("数字和姓名都报"));
    assert!(site.says("发热 1 0"), "what is different from the version before stands first");
    site.presses(Key::Enter);
    site.pass(100);
    site.presses(Key::Enter);
    site.pass(100);
    assert!(site.says("张三0") || site.says("名单"), "somebody is behind the first figure");
    site.presses(Key::Escape);
    site.pass(100);
    site.presses(Key::Escape);
    site.presses(Key::Escape);
    site.pass(100);
    // A unit that sends counts only says so.
    open_cell(&mut site, "冶炼厂 2020-02-09");
    assert!(site.says("只报数字，不报姓名") && site.says("姓名由单位遮住"));
    site.presses(Key::Enter);
    site.pass(100);
    site.presses(Key::Enter);
    site.pass(100);
    assert!(site.says("这个单位只报数字，没有报来名单"));
    Ok(())
}

/// Clicks a cell of the grid.
fn open_cell(site: &mut Site, begins: &str) {
    site.presses(Key::Num1);
    site.pass(100);
    if let Some(cell) = site
        .harness
        .query_all_by_label_contains(begins)
        .find(|node| node.accesskit_node().role() == Node::Cell)
    {
        cell.click();
    }
    site.pass(100);
    site.pass(100);
}

#[test]
fn what_was_not_sent_is_in_no_sum_and_named() -> Tested {
    let (folder, mut site) = window(Lang::ZhHans)?;
    site.presses(Key::Num2);
    site.pass(100);
    assert!(site.says("2/4 个单位；缺：机修厂、运输队"));
    assert!(site.says("全部单位 2 / 4 在册职工 10"), "six and four");
    site.presses(Key::F7);
    site.presses(Key::F7);
    site.pass(100);
    assert!(site.says("2020-02-09") && site.says("3/4 个单位；缺：运输队") && site.says("全部单位 3 / 4 在册职工 13"));
    site.presses(Key::F3);
    site.pass(100);
    assert!(site.says("发热 0 送医务室"));
    // The report of all is kept as a file.
    let file = folder.path().join("all.xlsx");
    site.presses_with(Modifiers::COMMAND, Key::E);
    site.pass(100);
    site.types(&file.display().to_string());
    site.presses(Key::Enter);
    site.pass(100);
    assert!(site.says("已写入") && file.exists());
    Ok(())
}

#[test]
fn a_day_that_is_not_over_is_not_the_first_to_be_added_up() -> Tested {
    let (_folder, mut site) = window_at(Lang::ZhHans, 10)?;
    site.presses(Key::Num2);
    site.pass(100);
    assert!(
        site.says("2020-02-10") && site.says("2/4 个单位；缺：机修厂、运输队"),
        "the last complete day"
    );
    site.presses(Key::F8);
    site.pass(100);
    assert!(site.says("2020-02-11") && site.says("2/4 个单位；未到时限：机修厂、运输队"));
    assert!(!site.says("缺：机修厂"), "who still has time is not missing");
    Ok(())
}

#[test]
fn the_list_beside_the_curves_is_of_one_day() -> Tested {
    let (_folder, mut site) = window(Lang::ZhHans)?;
    site.presses(Key::Num4);
    site.pass(100);
    assert!(site.says("2020-02-11 的数字"));
    assert!(
        site.says("机修厂 发热 — 隔离中 —"),
        "nothing of that day came, whatever came before"
    );
    Ok(())
}
