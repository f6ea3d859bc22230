//! Entries about one person.

use super::*;

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

/// What is about one person.
pub(super) fn people() -> Vec<(Entry, Expected, Expected)> {
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
    const SAID: &str = "王五说的";
    vec![
        (
            Entry::OnDuty(OnDuty { name: "赵六".into() }),
            Instead(&["赵＊"], &["赵六"]),
            Withheld,
        ),
        (
            Entry::PersonSaved(zhang()),
            Instead(
                &["张＊", "138****0000 ****", "0231", "采矿一队"],
                &["张双", "1234", "412", "1101", "李四", "糖尿病"],
            ),
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
                reason: SAID.into(),
            }),
            Instead(&["＊"], &[SAID]),
            Withheld,
        ),
        (
            Entry::Visit(visit),
            Instead(&["42", "某某物流"], &["湖北", "李四", "王五", "贵A"]),
            Withheld,
        ),
        (
            Entry::Withdrawn(Withdrawn {
                person: WHOM,
                reason: SAID.into(),
            }),
            Instead(&["＊"], &[SAID]),
            Withheld,
        ),
        (
            Entry::Declared(declared()),
            Instead(
                &["\"4201\"", "cough", "\"＊\""],
                &["某路", "表姐", "G1234", "贵A", "王五", "头有点晕", "张双"],
            ),
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
                reason: SAID.into(),
                finding: None,
            }),
            Instead(&["cough", "observe"], &[SAID]),
            Withheld,
        ),
        (
            Entry::Absent(Absence {
                person: WHOM,
                from: day(),
                to: day(),
                reason: "病假".into(),
                health: SAID.into(),
            }),
            Instead(&["2020-02-07"], &["病假", SAID]),
            Withheld,
        ),
    ]
}

/// Every step of an outing and of an isolation.
pub(super) fn steps() -> Vec<(Entry, Expected, Expected)> {
    let said = || String::from("王五说的");
    let cause = || Cause {
        kind: CauseKind::Travel,
        event: day(),
        days: 14,
        counting: Counting::default(),
        note: said(),
    };
    let by = Authority::ALL[0];
    let (due, line) = (Moment(1), EntryId(Uuid::nil()));
    let trip = Trip {
        places: "广州和武汉".into(),
        whom: said(),
        means: "贵A12345".into(),
    };
    let outing = |step| {
        Entry::Outing(OutingStep {
            person: WHOM,
            outing: Uuid::nil(),
            step,
        })
    };
    let ward = |step| {
        Entry::Isolation(IsolationStep {
            person: WHOM,
            isolation: Uuid::nil(),
            step,
        })
    };
    let (destination, reason) = ("武汉".into(), said());
    let quarters = Quarters::Dormitory;
    let rows = vec![
        (
            outing(OutStep::Filed {
                destination,
                code: None,
                reason,
                due,
            }),
            Instead(&["\"4201\""], &["武汉", "王五"]),
        ),
        (
            outing(OutStep::Decided {
                approved: true,
                by,
                reason: said(),
            }),
            Instead(&["＊"], &["王五"]),
        ),
        (outing(OutStep::Extended { due, reason: said() }), Instead(&["＊"], &["王五"])),
        (outing(OutStep::Left { line }), Whole),
        (outing(OutStep::Back { line }), Whole),
        (outing(OutStep::Asked(trip)), Instead(&["4401 4201"], &["广州", "王五", "贵A"])),
        (outing(OutStep::Cancelled { reason: String::new() }), Whole),
        (
            ward(WardStep::Opened {
                quarters,
                place: "3-412".into(),
                cause: cause(),
                rule: "cn".into(),
            }),
            Instead(&["travel", "dormitory"], &["412", "王五"]),
        ),
        (ward(WardStep::Cause(cause())), Instead(&["travel"], &["王五"])),
        (
            ward(WardStep::Moved {
                quarters,
                place: "3-412".into(),
            }),
            Instead(&["dormitory"], &["412"]),
        ),
        (ward(WardStep::Needs("胰岛素".into())), Instead(&["＊"], &["胰岛素"])),
        (ward(WardStep::Needs(String::new())), Whole),
        (ward(WardStep::Symptoms(vec!["cough".into()])), Whole),
        (ward(WardStep::Symptoms(vec!["晕".into()])), Instead(&["＊"], &["晕"])),
        (
            ward(WardStep::Released {
                early: false,
                by,
                reason: said(),
            }),
            Instead(&["＊"], &["王五"]),
        ),
    ];
    rows.into_iter().map(|(entry, masked)| (entry, masked, Withheld)).collect()
}
