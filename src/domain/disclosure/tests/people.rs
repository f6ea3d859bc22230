//! Entries about one person.

use super::*;
use crate::domain::clinic::Decision;

pub(super) fn zhang() -> Person {
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

const SAID: &str = "王五说的";

fn said() -> String {
    SAID.into()
}

/// What is about one person, as it is masked: by the counts alone nothing of it is shown.
pub(super) fn people() -> Vec<(Entry, Expected)> {
    [roster(), register(), clinic(), outings(), isolations()]
        .into_iter()
        .flatten()
        .collect()
}

fn roster() -> Vec<(Entry, Expected)> {
    let staged = PeopleStaged {
        import: Uuid::nil(),
        people: vec![zhang()],
    };
    let photo = PhotoTaken {
        person: WHOM,
        sha256: "00".into(),
    };
    let absence = Absence {
        person: WHOM,
        from: day(),
        to: day(),
        reason: "病假".into(),
        health: said(),
    };
    vec![
        (
            Entry::OnDuty(OnDuty {
                name: "赵六".into(),
                ..OnDuty::default()
            }),
            Instead(&["赵＊"], &["赵六"]),
        ),
        (
            Entry::PersonSaved(zhang()),
            Instead(
                &["张＊", "138****0000 ****", "0231", "采矿一队"],
                &["张双", "1234", "412", "1101", "李四", "糖尿病"],
            ),
        ),
        (Entry::PeopleStaged(staged), Instead(&["张＊"], &["张双", "412", "李四"])),
        (Entry::PhotoTaken(photo), Withheld),
        (Entry::Absent(absence), Instead(&["2020-02-07"], &["病假", SAID])),
    ]
}

fn register() -> Vec<(Entry, Expected)> {
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
    let (person, reason) = (WHOM, said());
    let withdrawn = Withdrawn { person, reason };
    let refusal = Refusal { person, reason: said() };
    vec![
        (Entry::Reading(reading), Whole),
        (Entry::Passage(passage), Whole),
        (Entry::Refusal(refusal), Instead(&["＊"], &[SAID])),
        (Entry::Visit(visit), Instead(&["42", "某某物流"], &["湖北", "李四", "王五", "贵A"])),
        (Entry::Withdrawn(withdrawn), Instead(&["＊"], &[SAID])),
    ]
}

fn clinic() -> Vec<(Entry, Expected)> {
    let staged = DeclarationsStaged {
        import: Uuid::nil(),
        declarations: vec![(WHOM, declared())],
    };
    let decision = Decision {
        person: WHOM,
        choice: Choice::Observe,
        symptoms: vec!["cough".into()],
        reason: said(),
        finding: None,
    };
    vec![
        (
            Entry::Declared(declared()),
            Instead(
                &["\"4201\"", "cough", "\"＊\""],
                &["某路", "表姐", "G1234", "贵A", "王五", "头有点晕", "张双"],
            ),
        ),
        (
            Entry::DeclarationsStaged(staged),
            Instead(&["\"4201\""], &["某路", "表姐", "王五", "张双"]),
        ),
        (Entry::Decided(decision), Instead(&["cough", "observe"], &[SAID])),
    ]
}

fn outings() -> Vec<(Entry, Expected)> {
    let by = Authority::ALL[0];
    let (due, line) = (Moment(1), EntryId(Uuid::nil()));
    let filed = OutStep::Filed {
        destination: "武汉".into(),
        code: None,
        reason: said(),
        due,
    };
    let decided = OutStep::Decided {
        approved: true,
        by,
        reason: said(),
    };
    let asked = OutStep::Asked(Trip {
        places: "广州和武汉".into(),
        whom: said(),
        means: "贵A12345".into(),
    });
    let steps = [
        (filed, Instead(&["\"4201\""], &["武汉", SAID])),
        (decided, Instead(&["＊"], &[SAID])),
        (OutStep::Extended { due, reason: said() }, Instead(&["＊"], &[SAID])),
        (OutStep::Left { line }, Whole),
        (OutStep::Back { line }, Whole),
        (asked, Instead(&["4401 4201"], &["广州", SAID, "贵A"])),
        (OutStep::Cancelled { reason: String::new() }, Whole),
    ];
    let outing = |step| OutingStep {
        person: WHOM,
        outing: Uuid::nil(),
        step,
    };
    steps.map(|(step, expected)| (Entry::Outing(outing(step)), expected)).into()
}

fn isolations() -> Vec<(Entry, Expected)> {
    let cause = || Cause {
        kind: CauseKind::Travel,
        event: day(),
        days: 14,
        counting: Counting::default(),
        note: said(),
    };
    let quarters = Quarters::Dormitory;
    let opened = WardStep::Opened {
        quarters,
        place: "3-412".into(),
        cause: cause(),
        rule: "cn".into(),
    };
    let moved = WardStep::Moved {
        quarters,
        place: "3-412".into(),
    };
    let released = WardStep::Released {
        early: false,
        by: Authority::ALL[0],
        reason: said(),
    };
    let steps = [
        (opened, Instead(&["travel", "dormitory"], &["412", SAID])),
        (WardStep::Cause(cause()), Instead(&["travel"], &[SAID])),
        (moved, Instead(&["dormitory"], &["412"])),
        (WardStep::Needs("胰岛素".into()), Instead(&["＊"], &["胰岛素"])),
        (WardStep::Needs(String::new()), Whole),
        (WardStep::Symptoms(vec!["cough".into()]), Whole),
        (WardStep::Symptoms(vec!["晕".into()]), Instead(&["＊"], &["晕"])),
        (released, Instead(&["＊"], &[SAID])),
    ];
    let ward = |step| IsolationStep {
        person: WHOM,
        isolation: Uuid::nil(),
        step,
    };
    steps.map(|(step, expected)| (Entry::Isolation(ward(step)), expected)).into()
}
