//! Every kind of entry at every level.

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

fn zhang() -> Person {
    Person {
        id: WHOM,
        badge: "0231".into(),
        name: "张双".into(),
        department: "采矿一队".into(),
        dormitory: "3-412".into(),
        phone: "13812340000 6612345".into(),
        document: "110101199003070011".into(),
        host: "李四".into(),
        note: "糖尿病".into(),
        ..Person::default()
    }
}

fn declared() -> Declaration {
    Declaration {
        stays: vec![
            Stay {
                text: "湖北武汉江岸区某路 5 号".into(),
                code: "4201".parse().ok(),
                vehicle: "G1234 05车".into(),
                ..Stay::default()
            },
            Stay {
                text: "表姐家".into(),
                ..Stay::default()
            },
        ],
        vehicle: "贵A12345".into(),
        contact_note: "和王五吃饭".into(),
        symptoms: vec!["cough".into(), "头有点晕".into()],
        household: vec![OTHER],
        file: "张双.xlsx".into(),
        ..Declaration::blank(WHOM, day(), day())
    }
}

fn report() -> Result<Signed, Box<dyn std::error::Error>> {
    let mut report = Report {
        imbalances: vec![Imbalance {
            code: "absent".into(),
            people: vec![WHOM],
        }],
        unusual: vec![Happening {
            code: "hospital".into(),
            person: Some(OTHER),
            text: "王五发热".into(),
        }],
        signature: Some(Signature {
            reporter: "赵主任".into(),
            approver: "钱厂长".into(),
            ..Signature::default()
        }),
        ..Report::default()
    };
    report.figures = serde_json::from_str(&format!(r#"{{"people":["{}"],"counts":{{"fever":{{"n":3,"p":[0]}}}}}}"#, WHOM.0))?;
    Ok(Signed {
        reporter: "赵主任".into(),
        approver: "钱厂长".into(),
        sha256: "of the whole".into(),
        text: serde_json::to_string(&report)?,
        ..Signed::default()
    })
}

/// What is about the plant: it names nobody, or only who did it.
fn plant() -> Result<Vec<(Entry, Expected, Expected)>, Box<dyn std::error::Error>> {
    let card = StationCard {
        chain: Uuid::from_u128(1),
        site: "黔岭矿业".into(),
        unit: String::new(),
        station: "南门".into(),
        role: Role::Gate,
        zone: Zone::DEFAULT,
        demo: false,
    };
    let peer = Peer {
        card: Card::of(&card, Keys::default()),
        relation: Relation::Site,
        revoked: Some("王五弄丢了".into()),
    };
    let taken = PeopleTaken {
        import: Uuid::nil(),
        file: "张双的名单.xlsx".into(),
        taken: 14,
        refused: 2,
    };
    let instrument = Instrument {
        name: "G2".into(),
        site: Site::Forehead,
        retired: false,
    };
    let check = InstrumentCheck {
        name: "G2".into(),
        reference: Celsius(3650),
        shown: Celsius(3660),
    };
    Ok(vec![
        (Entry::StationOpened(card), Whole, Whole),
        (Entry::SettingsChanged(Settings::default()), Whole, Whole),
        (
            Entry::PeopleTaken(taken),
            Instead(&["14"], &["张双"]),
            Instead(&["14"], &["张双"]),
        ),
        (Entry::ImportAbandoned(ImportAbandoned { import: Uuid::nil() }), Whole, Whole),
        (Entry::InstrumentSaved(instrument), Whole, Whole),
        (Entry::InstrumentChecked(check), Whole, Whole),
        (Entry::Keyed(Keys::default()), Whole, Whole),
        (Entry::PeerSaved(peer), Instead(&["南门", "revoked"], &["王五"]), Instead(&["南门", "revoked"], &["王五"])),
        (Entry::Continued(Continued::default()), Whole, Whole),
    ])
}

/// What is about one person.
fn people() -> Vec<(Entry, Expected, Expected)> {
    let reading = Reading {
        person: WHOM,
        celsius: Celsius(3650),
        site: Site::Forehead,
        instrument: "G2".into(),
        attempt: 1,
        verdict: Verdict::Clear,
        reasons: vec!["early".into()],
        direction: Direction::In,
        mask: true,
        taken: Taken::Gate,
        happened: None,
    };
    let passage = Passage {
        person: WHOM,
        direction: Direction::Out,
        mask: true,
        happened: None,
    };
    let visit = Visit {
        person: WHOM,
        from: "湖北武汉".into(),
        unit: "某某物流".into(),
        host: "李四".into(),
        purpose: "找王五".into(),
        plate: "贵A12345".into(),
        contact: false,
    };
    let said = "王五说的";
    vec![
        (Entry::OnDuty(OnDuty { name: "赵六".into() }), Instead(&["赵＊"], &["赵六"]), Withheld),
        (
            Entry::PersonSaved(zhang()),
            Instead(&["张＊", "138****0000 ****", "0231", "采矿一队"], &["张双", "1234", "412", "1101", "李四", "糖尿病"]),
            Withheld,
        ),
        (
            Entry::PeopleStaged(PeopleStaged {
                import: Uuid::nil(),
                people: vec![zhang()],
            }),
            Instead(&["张＊"], &["张双", "412", "李四"]),
            Withheld,
        ),
        (
            Entry::PhotoTaken(PhotoTaken {
                person: WHOM,
                sha256: "00".into(),
            }),
            Withheld,
            Withheld,
        ),
        (Entry::Reading(reading), Whole, Withheld),
        (Entry::Passage(passage), Whole, Withheld),
        (
            Entry::Refusal(Refusal {
                person: WHOM,
                reason: said.into(),
            }),
            Instead(&["＊"], &[said]),
            Withheld,
        ),
        (Entry::Visit(visit), Instead(&["42", "某某物流"], &["湖北", "李四", "王五", "贵A"]), Withheld),
        (
            Entry::Withdrawn(Withdrawn {
                person: WHOM,
                reason: said.into(),
            }),
            Instead(&["＊"], &[said]),
            Withheld,
        ),
        (
            Entry::Declared(declared()),
            Instead(&["\"4201\"", "cough", "\"＊\""], &["某路", "表姐", "G1234", "贵A", "王五", "头有点晕", "张双"]),
            Withheld,
        ),
        (
            Entry::DeclarationsStaged(DeclarationsStaged {
                import: Uuid::nil(),
                declarations: vec![(WHOM, declared())],
            }),
            Instead(&["\"4201\""], &["某路", "表姐", "王五", "张双"]),
            Withheld,
        ),
        (
            Entry::Decided(Decision {
                person: WHOM,
                choice: Choice::Observe,
                symptoms: vec!["cough".into()],
                reason: said.into(),
                finding: None,
            }),
            Instead(&["cough", "observe"], &[said]),
            Withheld,
        ),
        (
            Entry::Absent(Absence {
                person: WHOM,
                from: day(),
                to: day(),
                reason: "病假".into(),
                health: said.into(),
            }),
            Instead(&["2020-02-07"], &["病假", said]),
            Withheld,
        ),
    ]
}

/// Every step of an outing and of an isolation.
fn steps() -> Vec<(Entry, Expected, Expected)> {
    let said = || String::from("王五说的");
    let cause = || Cause {
        kind: CauseKind::Travel,
        event: day(),
        days: 14,
        counting: Counting::default(),
        note: said(),
    };
    let by = Authority::default();
    let (due, line) = (Moment(1), EntryId(Uuid::nil()));
    let trip = Trip {
        places: "广州和武汉".into(),
        whom: said(),
        means: "贵A12345".into(),
    };
    let outing = |step| Entry::Outing(OutingStep { person: WHOM, outing: Uuid::nil(), step });
    let ward = |step| Entry::Isolation(IsolationStep { person: WHOM, isolation: Uuid::nil(), step });
    let (destination, reason) = ("武汉".into(), said());
    let quarters = Quarters::Dormitory;
    let rows = vec![
        (outing(OutStep::Filed { destination, code: None, reason, due }), Instead(&["\"4201\""], &["武汉", "王五"])),
        (outing(OutStep::Decided { approved: true, by, reason: said() }), Instead(&["＊"], &["王五"])),
        (outing(OutStep::Extended { due, reason: said() }), Instead(&["＊"], &["王五"])),
        (outing(OutStep::Left { line }), Whole),
        (outing(OutStep::Back { line }), Whole),
        (outing(OutStep::Asked(trip)), Instead(&["4401 4201"], &["广州", "王五", "贵A"])),
        (outing(OutStep::Cancelled { reason: String::new() }), Whole),
        (
            ward(WardStep::Opened { quarters, place: "3-412".into(), cause: cause(), rule: "cn".into() }),
            Instead(&["travel", "dormitory"], &["412", "王五"]),
        ),
        (ward(WardStep::Cause(cause())), Instead(&["travel"], &["王五"])),
        (ward(WardStep::Moved { quarters, place: "3-412".into() }), Instead(&["dormitory"], &["412"])),
        (ward(WardStep::Needs("胰岛素".into())), Instead(&["＊"], &["胰岛素"])),
        (ward(WardStep::Needs(String::new())), Whole),
        (ward(WardStep::Symptoms(vec!["cough".into()])), Whole),
        (ward(WardStep::Symptoms(vec!["晕".into()])), Instead(&["＊"], &["晕"])),
        (ward(WardStep::Released { early: false, by, reason: said() }), Instead(&["＊"], &["王五"])),
    ];
    rows.into_iter().map(|(entry, masked)| (entry, masked, Withheld)).collect()
}

/// What is noted in the daybook.
fn notes() -> Result<Vec<(Entry, Expected, Expected)>, Box<dyn std::error::Error>> {
    let plan = DutyPlan {
        shift: "早班".into(),
        teams: vec!["甲班".into()],
        people: vec![WHOM],
        ..DutyPlan::default()
    };
    let issued = |to| Move {
        item: Uuid::nil(),
        what: What::Issued { amount: 2_000, to },
        note: String::new(),
    };
    let written_off = Move {
        item: Uuid::nil(),
        what: What::WrittenOff { amount: 3_000 },
        note: "王五摔坏了".into(),
    };
    let doing = Doing {
        executor: "周七".into(),
        note: "王五帮忙".into(),
        ..Doing::default()
    };
    let round = |what| Noted::Round(Round { what, ..Round::default() });
    let by = || String::from("周七");
    let sample = |step| Noted::Sample(Sample { id: Uuid::nil(), step });
    let food = Food {
        dish: "回锅肉".into(),
        by: by(),
        ..Food::default()
    };
    let meeting = Meeting {
        title: "关于王五".into(),
        room: "三楼".into(),
        people: 12,
        ..Meeting::default()
    };
    let (text, reason) = (String::from("王五"), String::from("王五记错"));
    let planned = Plan {
        executor: by(),
        checker: "吴八".into(),
        ..Plan::default()
    };
    let rows = vec![
        (Noted::Duty(plan), Whole, Instead(&["甲班", "早班"], &["00000007"])),
        (Noted::Item(Item::default()), Whole, Whole),
        (Noted::Move(issued(Whom::Place("食堂".into()))), Whole, Whole),
        (Noted::Move(issued(Whom::Person(WHOM))), Whole, Instead(&["2000", "\"heads\":1"], &["00000007"])),
        (Noted::Move(written_off), Instead(&["3000"], &["王五"]), Instead(&["3000"], &["王五"])),
        (Noted::Place(Place::default()), Whole, Whole),
        (Noted::Plan(planned), Instead(&["周＊", "吴＊"], &["周七", "吴八"]), Instead(&[], &["周", "吴"])),
        (round(Became::Done(doing)), Instead(&["周＊"], &["周七", "王五"]), Instead(&["done"], &["周", "王五"])),
        (
            round(Became::Skipped { reason: reason.clone(), by: by() }),
            Instead(&["周＊", "\"＊\""], &["周七", "王五"]),
            Instead(&["\"＊\""], &["周", "王五"]),
        ),
        (round(Became::Checked { by: by() }), Instead(&["周＊"], &["周七"]), Instead(&["checked"], &["周"])),
        (Noted::Slot(Slot::default()), Whole, Whole),
        (sample(SampleStep::Kept(food)), Instead(&["回锅肉", "周＊"], &["周七"]), Instead(&["回锅肉"], &["周"])),
        (sample(SampleStep::Discarded { by: by() }), Instead(&["周＊"], &["周七"]), Instead(&["discarded"], &["周"])),
        (Noted::Room(Room::default()), Whole, Whole),
        (Noted::Meeting(meeting), Instead(&["12", "三楼"], &["王五"]), Instead(&["12", "三楼"], &["王五"])),
        (Noted::Notice(Notice::default()), Whole, Whole),
        (Noted::Showing(Showing::default()), Whole, Whole),
        (Noted::Layout(Layout::default()), Whole, Whole),
        (Noted::Unusual(Unusual { day: day(), text: text.clone() }), Instead(&["＊"], &["王五"]), Instead(&["＊"], &["王五"])),
        (Noted::Clause(Clause { clause: 3, day: day(), text }), Instead(&["＊"], &["王五"]), Instead(&["＊"], &["王五"])),
        (
            Noted::Signed(report()?),
            Instead(&["赵主任", "钱厂长", "00000007", "00000008", "hospital"], &["王五", "of the whole"]),
            Instead(&["赵主任", "钱厂长", "hospital", r#"\"n\":3"#], &["王五", "00000007", "00000008"]),
        ),
        (Noted::Struck(Struck { reason }), Instead(&["＊"], &["王五"]), Instead(&["＊"], &["王五"])),
    ];
    Ok(rows.into_iter().map(|(noted, masked, counts)| (noted.into(), masked, counts)).collect())
}

fn table() -> Result<Vec<(Entry, Expected, Expected)>, Box<dyn std::error::Error>> {
    let mut table = plant()?;
    table.extend(people());
    table.extend(steps());
    table.extend(notes()?);
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
            assert_eq!((shown.subject, shown.corrects, shown.redacted), (link.subject, link.corrects, Some(HASH)), "{}", about());
            assert!(there.iter().all(|word| shown.body.contains(word)), "{}", about());
            assert!(!gone.iter().any(|word| shown.body.contains(word)), "{}", about());
            Entry::decode(shown.kind, shown.subject, &shown.body)?;
        }
    }
    assert_eq!(shown.hash(Uuid::nil(), &GENESIS), if shown.redacted.is_some() { HASH } else { link.digest(Uuid::nil(), &GENESIS) });
    Ok(())
}

#[test]
fn what_each_level_shows_of_every_kind() -> Checked {
    let mut kinds = BTreeSet::new();
    for (entry, masked, counts) in table()? {
        let link = link(&entry)?;
        kinds.insert(link.kind);
        expect(Level::Full, &link, &Whole)?;
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
    let whole = link(&Noted::Signed(report()?).into())?;
    for level in [Level::Masked, Level::Counts] {
        let shown = disclose(level, &whole, &HASH);
        let Entry::Noted(Noted::Signed(signed)) = Entry::decode(shown.kind, None, &shown.body)? else {
            return Err("no report".into());
        };
        let report: Report = serde_json::from_str(&signed.text)?;
        assert_eq!(report.figures.number(Figure::Fever), 3);
        assert_eq!(report.figures.count_behind(Figure::Fever), usize::from(level == Level::Masked));
        let digest: String = Sha256::digest(signed.text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(signed.sha256, digest);
    }
    Ok(())
}

#[test]
fn what_cannot_be_read_is_withheld_and_what_a_newer_program_adds_is_dropped() -> Checked {
    let person = link(&Entry::PersonSaved(zhang()))?;
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
    for (name, masked) in [("张双", "张＊"), ("欧阳娜娜", "欧＊"), ("John Smith", "J＊"), ("𠮷田", "𠮷＊"), ("", ""), (" 王五", "王＊")] {
        assert_eq!(initial(name), masked);
    }
    for (number, masked) in [
        ("13812340000", "138****0000"),
        ("+8613812340000", "+86****0000"),
        ("0851-6612345", "085****2345"),
        ("6612345", "****"),
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
