//! Entries about the plant.

use super::*;
use crate::domain::account::Account;

pub(super) fn report() -> Result<Signed, Box<dyn std::error::Error>> {
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
pub(super) fn plant() -> Vec<Row> {
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
    vec![
        (Entry::StationOpened(card), Whole, Whole),
        (Entry::SettingsChanged(Settings::default()), Whole, Whole),
        (Entry::PeopleTaken(taken), Instead(&["14"], &["张双"]), Instead(&["14"], &["张双"])),
        (Entry::ImportAbandoned(ImportAbandoned { import: Uuid::nil() }), Whole, Whole),
        (Entry::InstrumentSaved(instrument), Whole, Whole),
        (Entry::InstrumentChecked(check), Whole, Whole),
        (Entry::Keyed(Keys::default()), Whole, Whole),
        (
            Entry::PeerSaved(peer),
            Instead(&["南门", "revoked"], &["王五"]),
            Instead(&["南门", "revoked"], &["王五"]),
        ),
        (Entry::Continued(Continued::default()), Whole, Whole),
        (Entry::AccountSaved(Account::default()), Withheld, Withheld),
    ]
}

/// What is noted in the daybook.
pub(super) fn notes() -> Result<Vec<Row>, Box<dyn std::error::Error>> {
    let signed = (
        Noted::Signed(report()?),
        Instead(&["赵主任", "钱厂长", "00000007", "00000008", "hospital"], &["王五", "of the whole"]),
        Instead(&["赵主任", "钱厂长", "hospital", r#"\"n\":3"#], &["王五", "00000007", "00000008"]),
    );
    let rows = [duty_and_supplies(), site(), texts(), vec![signed]].into_iter().flatten();
    Ok(rows.map(|(noted, masked, counts)| (noted.into(), masked, counts)).collect())
}

type Words = &'static [&'static str];

/// Says who did it: by the first character, and by the counts alone not at all.
fn named(masked: Words, counted: Words, noted: Noted) -> (Noted, Expected, Expected) {
    let masked = Instead(masked, &["周七", "吴八", "王五"]);
    (noted, masked, Instead(counted, &["周", "吴", "王五"]))
}

/// Says what somebody wrote: at no level.
fn unspoken(words: Words, noted: Noted) -> (Noted, Expected, Expected) {
    (noted, Instead(words, &["王五"]), Instead(words, &["王五"]))
}

fn duty_and_supplies() -> Vec<(Noted, Expected, Expected)> {
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
    vec![
        (Noted::Duty(plan), Whole, Instead(&["甲班", "早班"], &["00000007"])),
        (Noted::Item(Item::default()), Whole, Whole),
        (Noted::Move(issued(Whom::Place("食堂".into()))), Whole, Whole),
        (
            Noted::Move(issued(Whom::Person(WHOM))),
            Whole,
            Instead(&["2000", "\"heads\":1"], &["00000007"]),
        ),
        (
            Noted::Move(written_off),
            Instead(&["3000"], &["王五"]),
            Instead(&["3000"], &["王五"]),
        ),
    ]
}

fn site() -> Vec<(Noted, Expected, Expected)> {
    let by = || String::from("周七");
    let doing = Doing {
        executor: by(),
        note: "王五帮忙".into(),
        ..Doing::default()
    };
    let skipped = Became::Skipped {
        reason: "王五记错".into(),
        by: by(),
    };
    let food = Food {
        dish: "回锅肉".into(),
        by: by(),
        ..Food::default()
    };
    let plan = Plan {
        executor: by(),
        checker: "吴八".into(),
        ..Plan::default()
    };
    let round = |what| Noted::Round(Round { what, ..Round::default() });
    let sample = |step| Noted::Sample(Sample { id: Uuid::nil(), step });
    vec![
        (Noted::Place(Place::default()), Whole, Whole),
        (Noted::Slot(Slot::default()), Whole, Whole),
        (Noted::Room(Room::default()), Whole, Whole),
        named(&["周＊", "吴＊"], &[], Noted::Plan(plan)),
        named(&["周＊", "\"＊\""], &["done", "\"＊\""], round(Became::Done(doing))),
        named(&["周＊", "\"＊\""], &["skipped", "\"＊\""], round(skipped)),
        named(&["周＊"], &["checked"], round(Became::Checked { by: by() })),
        named(&["回锅肉", "周＊"], &["回锅肉"], sample(SampleStep::Kept(food))),
        named(&["周＊"], &["discarded"], sample(SampleStep::Discarded { by: by() })),
    ]
}

fn texts() -> Vec<(Noted, Expected, Expected)> {
    let meeting = Meeting {
        title: "关于王五".into(),
        room: "三楼".into(),
        people: 12,
        ..Meeting::default()
    };
    let (day, text) = (day(), String::from("王五发热"));
    let clause = Clause {
        clause: 3,
        day,
        text: text.clone(),
    };
    let struck = Struck { reason: text.clone() };
    vec![
        unspoken(&["12", "三楼"], Noted::Meeting(meeting)),
        (Noted::Notice(Notice::default()), Whole, Whole),
        (Noted::Showing(Showing::default()), Whole, Whole),
        (Noted::Layout(Layout::default()), Whole, Whole),
        unspoken(&["＊"], Noted::Unusual(Unusual { day, text })),
        unspoken(&["＊"], Noted::Clause(clause)),
        unspoken(&["＊"], Noted::Struck(struck)),
    ]
}
