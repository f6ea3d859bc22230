//! Every kind of entry at every level.

mod people;
mod plant;
mod record;

use std::collections::BTreeSet;

use uuid::Uuid;

use super::*;
use crate::domain::chain::GENESIS;
use crate::domain::clinic::Choice;
use crate::domain::day::{Day, Moment, Zone};
use crate::domain::declaration::Quarters;
use crate::domain::entry::{EntryId, Instrument, InstrumentCheck, Passage, PhotoTaken, Reading, Taken};
use crate::domain::isolation::CauseKind;
use crate::domain::layout::Layout;
use crate::domain::notices::{Notice, Showing};
use crate::domain::peer::{Card, Continued, Keys, Relation};
use crate::domain::person::PersonId;
use crate::domain::report::{Figure, Happening, Imbalance, Signature};
use crate::domain::rules::{Authority, Counting};
use crate::domain::screening::{Direction, Verdict};
use crate::domain::settings::{Role, Settings, StationCard};
use crate::domain::site::round::Doing;
use crate::domain::site::{Place, Room, Slot};
use crate::domain::supplies::Item;
use crate::domain::temperature::{Celsius, Site};

type Checked = Result<(), Box<dyn std::error::Error>>;

const HASH: Hash = [9; 32];
const WHOM: PersonId = PersonId(Uuid::from_u128(7));
const OTHER: PersonId = PersonId(Uuid::from_u128(8));

/// What a level is expected to show: `whole`, `withheld`, or which words are there and which are not.
enum Expected {
    Whole,
    Withheld,
    /// These stand in the body, and those do not.
    Instead(&'static [&'static str], &'static [&'static str]),
}
use Expected::{Instead, Whole, Withheld};

/// An entry, masked, and by the counts alone.
type Row = (Entry, Expected, Expected);

fn link(entry: &Entry) -> Result<Link, Box<dyn std::error::Error>> {
    Ok(Link {
        seq: 5,
        id: EntryId(Uuid::from_u128(1)),
        at: Moment(1_581_033_667_250),
        zone_min: 480,
        actor: 3,
        kind: entry.kind(),
        subject: entry.subject(),
        body: entry.encode()?,
        corrects: Some(EntryId(Uuid::from_u128(2))),
        redacted: None,
    })
}

fn day() -> Day {
    Zone::DEFAULT.day_of(Moment(1_581_033_667_250))
}

fn table() -> Result<Vec<Row>, Box<dyn std::error::Error>> {
    let mut table = plant::plant();
    table.extend(people::people().into_iter().map(|(entry, masked)| (entry, masked, Withheld)));
    table.extend(plant::notes()?);
    table.extend(record::record());
    Ok(table)
}

fn expect(level: Level, link: &Link, expected: &Expected) -> Checked {
    let shown = disclose(level, link, &HASH);
    let about = || format!("{} at {}: {}", Entry::kind_name(link.kind), level.key(), shown.body);
    let outside = |link: &Link| (link.seq, link.id, link.at, link.zone_min, link.actor, link.kind);
    assert_eq!(outside(&shown), outside(link), "{}", about());
    match expected {
        Whole => assert_eq!(&shown, link, "{}", about()),
        Withheld => {
            assert!(shown.is_withheld() && shown.redacted == Some(HASH), "{}", about());
            assert_eq!((shown.subject, shown.corrects), (None, None), "{}", about());
        }
        Instead(there, gone) => {
            assert_eq!(
                (shown.subject, shown.corrects, shown.redacted),
                (link.subject, link.corrects, Some(HASH)),
                "{}",
                about()
            );
            assert!(there.iter().all(|word| shown.body.contains(word)), "{}", about());
            assert!(!gone.iter().any(|word| shown.body.contains(word)), "{}", about());
            Entry::decode(shown.kind, shown.subject, &shown.body)?;
        }
    }
    assert_eq!(
        shown.hash(Uuid::nil(), &GENESIS),
        if shown.redacted.is_some() {
            HASH
        } else {
            link.digest(Uuid::nil(), &GENESIS)
        }
    );
    Ok(())
}

#[test]
fn what_each_level_shows_of_every_kind() -> Checked {
    let mut kinds = BTreeSet::new();
    for (entry, masked, counts) in table()? {
        let link = link(&entry)?;
        kinds.insert(link.kind);
        let full = if Entry::kind_name(link.kind) == "account-saved" {
            Withheld
        } else {
            Whole
        };
        expect(Level::Full, &link, &full)?;
        expect(Level::Masked, &link, &masked)?;
        expect(Level::Counts, &link, &counts)?;
    }
    let known: BTreeSet<i64> = (0..1_000).filter(|kind| Entry::kind_name(*kind) != "unknown").collect();
    assert_eq!(kinds, known, "a kind without a line in the table");
    Ok(())
}

#[test]
fn what_was_shown_once_can_be_passed_on_at_the_same_level_and_below() -> Checked {
    for (entry, _, _) in table()? {
        let link = link(&entry)?;
        let masked = disclose(Level::Masked, &link, &HASH);
        assert_eq!(disclose(Level::Masked, &masked, &HASH), masked, "{}", Entry::kind_name(link.kind));
        assert_eq!(disclose(Level::Full, &masked, &HASH), masked);
        let counts = disclose(Level::Counts, &link, &HASH);
        let (at_once, in_two) = (counts.body.clone(), disclose(Level::Counts, &masked, &HASH).body);
        assert_eq!(in_two, at_once, "{}", Entry::kind_name(link.kind));
        assert_eq!(disclose(Level::Counts, &counts, &HASH), counts);
    }
    Ok(())
}

#[test]
fn the_hash_in_a_masked_report_is_of_its_own_text() -> Checked {
    let whole = link(&Noted::Signed(plant::report()?).into())?;
    assert_eq!(sha256("abc").get(..16), Some("ba7816bf8f01cfea"));
    for level in [Level::Masked, Level::Counts] {
        let shown = disclose(level, &whole, &HASH);
        let Entry::Noted(Noted::Signed(signed)) = Entry::decode(shown.kind, None, &shown.body)? else {
            return Err("no report".into());
        };
        let report: Report = serde_json::from_str(&signed.text)?;
        assert_eq!(report.figures.number(Figure::Fever), 3);
        assert_eq!(report.figures.count_behind(Figure::Fever), usize::from(level == Level::Masked));
        assert_eq!(signed.sha256, sha256(&signed.text));
    }
    Ok(())
}

#[test]
fn what_cannot_be_read_is_withheld_and_what_a_newer_program_adds_is_dropped() -> Checked {
    let person = link(&Entry::PersonSaved(people::zhang()))?;
    for (kind, body, level) in [
        (999, "{}", Level::Masked),
        (999, "{}", Level::Counts),
        (10, "{", Level::Masked),
        (75, r#"{"day":"2020-02-07","version":1,"text":"{"}"#, Level::Counts),
    ] {
        let strange = Link {
            kind,
            body: body.into(),
            ..person.clone()
        };
        assert!(disclose(level, &strange, &HASH).is_withheld(), "{kind} {body}");
        assert_eq!(disclose(Level::Full, &strange, &HASH), strange);
    }
    let newer = Link {
        body: r#"{"id":"00000000-0000-0000-0000-000000000007","name":"张＊","kind":"worker","status":"active","passport":"E123"}"#.into(),
        ..person
    };
    let shown = disclose(Level::Masked, &newer, &HASH);
    assert!(!shown.body.contains("E123") && shown.redacted == Some(HASH), "{}", shown.body);
    Ok(())
}

#[test]
fn names_numbers_and_places() {
    for (name, masked) in [
        ("张双", "张＊"),
        ("欧阳娜娜", "欧＊"),
        ("John Smith", "J＊"),
        ("𠮷田", "𠮷＊"),
        ("", ""),
        (" 王五", "王＊"),
    ] {
        assert_eq!(initial(name), masked);
    }
    for (number, masked) in [
        ("13812340000", "138****0000"),
        ("+8613812340000", "+86****0000"),
        ("0851-6612345", "085****2345"),
        ("6612345", "****"),
        ("请问门卫再转张三本人接听", "****"),
        ("13812340000 13900001111", "138****0000 139****1111"),
        ("138****0000", "138****0000"),
        ("", ""),
    ] {
        assert_eq!(phone(number), masked);
    }
    for (text, code) in [
        ("武汉", "4201"),
        ("湖北武汉江岸区某路 5 号", "420102"),
        ("从武汉到广州", "4201 4401"),
        ("4201 4401", "4201 4401"),
        ("表姐家", "＊"),
        ("", ""),
    ] {
        assert_eq!(places(text), code, "{text}");
    }
}
