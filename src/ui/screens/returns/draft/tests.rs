//! What a draft stands for: its faults under their rows, its family, and what is left out.

use super::*;
use crate::domain::rulebook::Rulebook;

type Checked = Result<(), Box<dyn std::error::Error>>;

fn draft() -> Result<Draft, chrono::ParseError> {
    Ok(Draft::blank(None, "2020-02-07".parse()?))
}

fn leg(place: &str, from: &str, to: &str) -> Leg {
    let typed = |text: &str| DateDraft { text: text.to_owned() };
    Leg {
        place: PlaceDraft::of(place, "4201".parse().ok()),
        from: typed(from),
        to: typed(to),
        ..Leg::default()
    }
}

fn read(draft: &Draft) -> Result<Read, chrono::ParseError> {
    Ok(draft.read(&Rulebook::shipped().rules, "2020-02-07".parse()?))
}

#[test]
fn each_fault_stands_under_its_row() -> Checked {
    for (legs, faults) in [
        (vec![leg("武汉", "01-20", "2月4日")], vec![]),
        (
            vec![leg("武汉", "01-20", "02-04"), leg("遵义", "02-04", "02-31")],
            vec![(
                1,
                Wrong::NoSuchDay {
                    field: "returns-to",
                    month: 2,
                    day: 31,
                },
            )],
        ),
        (vec![leg("武汉", "去年", "")], vec![(0, Wrong::NoDate { field: "returns-from" })]),
        (vec![leg("", "01-20", "")], vec![(0, Wrong::NoPlace)]),
        (
            vec![Leg::default(), leg("武汉", "02-04", "01-20")],
            vec![(1, Wrong::Contradicts(Contradiction::Backwards { stay: 2 }))],
        ),
        (
            vec![leg("武汉", "01-20", "02-08")],
            vec![(0, Wrong::Contradicts(Contradiction::AfterReturn { stay: 1 }))],
        ),
        (
            vec![leg("武汉", "1020-01-20", "")],
            vec![(
                0,
                Wrong::Contradicts(Contradiction::Year {
                    day: "1020-01-20".parse()?,
                }),
            )],
        ),
        (
            vec![leg("武汉", "", ""); 200],
            vec![(199, Wrong::Contradicts(Contradiction::TooMany { stays: 200 }))],
        ),
    ] {
        let found = read(&Draft { legs, ..draft()? })?.faults;
        let expected: Vec<Fault> = faults
            .into_iter()
            .map(|(row, what)| Fault {
                spot: Spot::Leg(row),
                what,
            })
            .collect();
        assert_eq!(found, expected);
    }
    Ok(())
}

#[test]
fn a_relative_who_came_along_was_where_the_worker_was() -> Checked {
    let mut draft = draft()?;
    draft.legs = vec![leg("武汉", "01-20", "02-04")];
    let apart = Relative {
        name: "张小宝".into(),
        together: false,
        ..Relative::default()
    };
    draft.relatives = vec![
        Relative {
            name: " 赵敏 ".into(),
            ..Relative::default()
        },
        apart,
        Relative::default(),
    ];
    let read = read(&draft)?;
    let stays: Vec<usize> = read.members.iter().map(|member| member.declaration.stays.len()).collect();
    assert_eq!((stays.as_slice(), read.members[0].name.as_str()), ([1, 0, 1].as_slice(), "赵敏"));
    let nameless = Fault {
        spot: Spot::Relative(2),
        what: Wrong::NoName,
    };
    assert_eq!(read.faults, [nameless]);
    Ok(())
}

#[test]
fn what_is_hidden_is_not_declared() -> Checked {
    let mut draft = draft()?;
    draft.answers = Answers {
        contact: Answer::No,
        on: DateDraft { text: "02-31".into() },
        unwell: Answer::No,
        symptoms: vec!["fever".into()],
        ..Answers::default()
    };
    let quiet = read(&draft)?;
    assert!(quiet.faults.is_empty() && quiet.declaration.symptoms.is_empty());
    (draft.answers.contact, draft.answers.unwell, draft.answers.other) = (Answer::Yes, Answer::Yes, "有点咳、牙疼".into());
    let said = read(&draft)?;
    assert_eq!(said.declaration.symptoms, ["fever", "cough", "牙疼"]);
    assert_eq!(said.faults.len(), 1, "the day of the contact is asked now");
    Ok(())
}
