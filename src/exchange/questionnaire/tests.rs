//! Questions and answers as online forms have them.

use super::*;
use crate::domain::declaration::Stay;
use crate::domain::rulebook::Rulebook;
use crate::exchange::sheet::Sheet;

type Tested = Result<(), Box<dyn std::error::Error>>;

const TITLES: [&str; 15] = [
    "序号",
    "提交答卷时间",
    "1、姓名",
    "2、性别",
    "3、年龄",
    "4、工号",
    "5、手机号码",
    "6、家庭住址（省市区）",
    "7、春节期间到过哪些地方（含途经、中转）",
    "8、在上述地方的起止日期",
    "9、预计返厂日期",
    "10、返程交通工具",
    "11、是否接触过确诊或疑似病例",
    "12、本人有无发热、咳嗽等症状",
    "13、症状说明",
];

fn texts(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|&cell| cell.to_owned()).collect()
}

/// A row of [`TITLES`] with these answers, and usual ones elsewhere.
fn answered(changed: &[(usize, &str)]) -> Result<Answered, AnswerFault> {
    let usual = "1|2020/2/4 22:14:46|张双|男|30|0231|13812345678|湖北省武汉市|遵义|2020.01.21-2020.01.23|2月9日|火车|否|无|";
    let mut cells: Vec<String> = usual.split('|').map(str::to_owned).collect();
    for (column, text) in changed {
        (*text).clone_into(&mut cells[*column]);
    }
    let matching = Matching::guess(&texts(&TITLES));
    let today = Day::new(2020, 2, 10).unwrap_or_default();
    matching.answered(&Row { number: 2, cells }, PersonId::default(), &Rulebook::shipped().rules, today)
}

fn span(stay: &Stay) -> String {
    let day = |day: Option<Day>| day.map_or_else(|| "?".to_owned(), |day| day.to_string());
    format!("{} {} {}", stay.text, day(stay.from), day(stay.to))
}

#[test]
fn questions_are_matched_by_what_they_ask() {
    let matching: Matching<Asked> = Matching::guess(&texts(&TITLES));
    let keys: Vec<&str> = matching.columns.iter().flatten().map(|asked| asked.key()).collect();
    let expected = "serial submitted name sex age employee phone address places dates return_date vehicle contact unwell symptoms";
    assert_eq!(keys, expected.split(' ').collect::<Vec<_>>());
    for (title, key) in [
        ("与确诊病例最后接触日期", Some("contact_on")),
        ("返岗时间", Some("return_date")),
        ("出发地", Some("places")),
        ("Places visited", Some("places")),
        ("Return date", Some("return_date")),
        ("籍贯", Some("address")),
        ("紧急联系人电话", None),
        ("同住家属有无症状", None),
    ] {
        let guessed: Matching<Asked> = Matching::guess(&texts(&[title]));
        assert_eq!(guessed.columns, [key.and_then(Asked::from_key)], "{title}");
    }
}

#[test]
fn every_meaning_has_its_own_key_and_no_whole_title_means_two() {
    for asked in Asked::all() {
        assert_eq!(Asked::from_key(asked.key()), Some(asked));
    }
    for words in Asked::TITLES {
        let first = words.whole.split_whitespace().next().unwrap_or_default();
        let guessed: Matching<Asked> = Matching::guess(&texts(&[first]));
        assert_eq!(guessed.columns, [Some(words.field)], "{first}");
    }
}

#[test]
fn a_row_is_somebody_and_what_they_declare() -> Tested {
    let answered = answered(&[]).map_err(|fault| format!("{fault:?}"))?;
    let Answered {
        person,
        declaration,
        second,
    } = answered;
    assert_eq!(
        (person.name.as_str(), person.employee.as_str(), person.status),
        ("张双", "0231", Status::Away)
    );
    assert_eq!(
        (declaration.return_date.to_string(), declaration.filed.to_string()),
        ("2020-02-09".into(), "2020-02-04".into())
    );
    assert_eq!(
        declaration.stays.iter().map(span).collect::<Vec<_>>(),
        ["遵义 2020-01-21 2020-01-23"]
    );
    assert_eq!((declaration.contact, declaration.unwell), (Answer::No, Answer::No));
    assert_eq!(second, 22 * 3600 + 14 * 60 + 46);
    Ok(())
}

#[test]
fn places_and_days() -> Tested {
    for (places, days, stays) in [
        ("武汉", "", vec!["武汉 ? ?"]),
        ("武汉", "正月初三", vec!["武汉（正月初三） ? ?"]),
        (
            "武汉、遵义",
            "1月20日",
            vec!["武汉 2020-01-20 2020-01-20", "遵义 2020-01-20 2020-01-20"],
        ),
        (
            "武汉、遵义",
            "1.20-1.21；1.22-1.25",
            vec!["武汉 2020-01-20 2020-01-21", "遵义 2020-01-22 2020-01-25"],
        ),
        ("无", "", vec![]),
        ("", "", vec!["？ ? ?"]),
    ] {
        let answered = answered(&[(8, places), (9, days)]).map_err(|fault| format!("{fault:?}"))?;
        assert_eq!(
            answered.declaration.stays.iter().map(span).collect::<Vec<_>>(),
            stays,
            "{places} {days}"
        );
    }
    Ok(())
}

#[test]
fn what_is_not_understood_is_not_a_no() -> Tested {
    for (contact, expected) in [
        ("否", Answer::No),
        ("没有", Answer::No),
        ("无接触", Answer::No),
        ("No", Answer::No),
        ("是", Answer::Yes),
        ("有，同车", Answer::Yes),
        ("yes", Answer::Yes),
        ("不清楚", Answer::Unsure),
        ("可能吧", Answer::Unsure),
        ("2", Answer::Unsure),
        ("", Answer::Blank),
    ] {
        let answered = answered(&[(12, contact)]).map_err(|fault| format!("{fault:?}"))?;
        assert_eq!(answered.declaration.contact, expected, "{contact}");
    }
    for (unwell, named, expected, symptoms) in [
        ("无", "", Answer::No, vec![]),
        ("正常", "无", Answer::No, vec![]),
        ("有", "发热、咳嗽", Answer::Yes, vec!["fever", "cough"]),
        ("有，发热", "", Answer::Yes, vec!["fever"]),
        ("发热", "", Answer::Yes, vec!["fever"]),
        ("无", "无力", Answer::Yes, vec!["fatigue"]),
        ("", "nausea", Answer::Yes, vec!["vomiting"]),
        ("否", "没有", Answer::No, vec![]),
        ("不清楚", "", Answer::Unsure, vec![]),
        ("", "无", Answer::No, vec![]),
        ("", "", Answer::Blank, vec![]),
        ("yes", "", Answer::Yes, vec![]),
    ] {
        let found = answered(&[(13, unwell), (14, named)])
            .map_err(|fault| format!("{fault:?}"))?
            .declaration;
        assert_eq!((found.unwell, found.symptoms), (expected, texts(&symptoms)), "{unwell} {named}");
    }
    Ok(())
}

#[test]
fn days_that_cannot_be_are_faults_of_their_column() {
    let many = vec!["武汉"; 200].join("、");
    let years = (2020..2220).map(|_| "1月20日").collect::<Vec<_>>().join("、");
    for (changed, field, code) in [
        (vec![(10, "")], "return_date", "missing"),
        (vec![(10, "下周")], "return_date", "unreadable"),
        (vec![(10, "1020-02-09")], "return_date", "date-year"),
        (vec![(9, "1020.01.21")], "dates", "date-year"),
        (vec![(1, "1020/2/4")], "submitted", "date-year"),
        (vec![(9, "2020-01-23至2020-01-21")], "dates", "stay-backwards"),
        (vec![(9, "1月21日-2月20日")], "dates", "stay-after-return"),
        (vec![(8, many.as_str()), (9, years.as_str())], "places", "stays-too-many"),
        (vec![(5, "5.20102E+17")], "employee", "rounded"),
    ] {
        let found = match answered(&changed) {
            Err(AnswerFault::Cell { field, code }) => (field.key(), code),
            Err(AnswerFault::Contradiction { field, what }) => (field.key(), what.code()),
            Ok(_) => ("", "taken"),
        };
        assert_eq!(found, (field, code), "{changed:?}");
    }
}

#[test]
fn a_second_header_is_no_answer() {
    let row = |number, cells: &[&str]| Row {
        number,
        cells: texts(cells),
    };
    let people = || {
        vec![
            row(5, &["张双", "0231", "武汉", "2月9日"]),
            row(6, &["李敏", "0232", "遵义", "2月9日"]),
        ]
    };
    for (first, second) in [
        (["姓名", "工号", "行程", ""], ["", "", "到过的地方", "返厂日期"]),
        (
            ["姓名", "工号", "到过的地方", "返厂日期"],
            ["Name", "Employee no.", "Places", "Return date"],
        ),
        (
            ["姓名", "工号", "到过的地方", "返厂日期"],
            ["姓名", "工号", "到过的地方", "返厂日期"],
        ),
    ] {
        let mut rows = vec![row(4, &second)];
        rows.extend(people());
        rows.push(row(7, &second));
        let mut sheet = Sheet {
            sheet_name: String::new(),
            headers: texts(&first),
            rows,
        };
        let (matching, _) = Matching::<Asked>::of(&mut sheet);
        let keys: Vec<&str> = matching.columns.iter().flatten().map(|asked| asked.key()).collect();
        assert_eq!(keys, ["name", "employee", "places", "return_date"], "{second:?}");
        assert_eq!(sheet.rows.first().map(|row| row.number), Some(5), "{second:?}");
    }
}
