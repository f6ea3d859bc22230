//! Titles and cells as factories write them.

use uuid::Uuid;

use super::words::TITLES;
use super::*;
use crate::domain::person::{Kind, Person, PersonId, Status};
use crate::exchange::sheet::Row;

type Tested = Result<(), Box<dyn std::error::Error>>;

fn headers(titles: &[&str]) -> Vec<String> {
    titles.iter().map(|&title| title.to_owned()).collect()
}

fn guessed(titles: &[&str]) -> Vec<Option<&'static str>> {
    let matching = Matching::guess(&headers(titles));
    matching.columns.into_iter().map(|field| field.map(Field::key)).collect()
}

#[test]
fn a_title_alone() {
    let cases = [
        (
            Some("employee"),
            "工号 4、工号 (3)员工编号 2.员工号 职工编号： 工號 ４．工号 ①工号 一、工号 (二)工号 4、您的工号是？ 工号* 【必填】工号 3-1工号",
        ),
        (Some("employee"), "EMPLOYEE_NO. StaffID employee-no. ＥＭＰＬＯＹＥＥ 编号 3.编号"),
        (
            Some("badge"),
            "卡号 胸卡 胸卡号 厂牌 廠牌號 证卡号 門禁卡 Badge BadgeNo. 工卡号 员工卡号",
        ),
        (
            Some("name"),
            "姓名 2、姓名 (姓名) 姓名(必填) 名字 Name FullName: 员工姓名 姓\u{3000}名 《姓名》",
        ),
        (Some("kind"), "类别 類別 人员类别 身份 Kind type 用工形式"),
        (Some("status"), "状态 在职状态 狀態 Status 目前在职状态"),
        (Some("unit"), "单位 單位 公司 单位名称 Company"),
        (Some("department"), "部门 部門 车间 department 所在部门 Dept. 部门/车间"),
        (Some("team"), "班组 班次 班組 team shift"),
        (Some("dormitory"), "宿舍 宿舍号 房号 dormitory 寢室 宿舍楼栋及房间"),
        (
            Some("phone"),
            "电话 手机 联系方式 phone 手机号码(11位) 聯絡電話 Mobile 本人联系电话",
        ),
        (
            Some("document"),
            "身份证 身份证号 证件号 证件号码 IDNumber ID-No. 身份證號碼 身份证号（18位）",
        ),
        (Some("host"), "接待人 担保人 擔保人 host 被访人姓名"),
        (Some("note"), "备注 備註 note Remarks 其他备注"),
        (
            None,
            "序号 性别 年龄 体温 紧急联系人电话 接待人电话 部门负责人 银行卡号 证件类型 是否住宿舍 入职日期 健康状态 健康状况 4、 () ： No. hostphone 打卡时间",
        ),
    ];
    for (field, titles) in cases {
        for title in titles.split(' ') {
            assert_eq!(guessed(&[title]), [field], "{title}");
        }
    }
    assert_eq!(
        guessed(&["Employee no.", "ID number", "Badge  No", ""]),
        [Some("employee"), Some("document"), Some("badge"), None]
    );
}

#[test]
fn a_field_is_taken_once_by_the_better_title() {
    let cases: [(&[&str], &[Option<&str>]); 6] = [
        (&["编号", "工号"], &[None, Some("employee")]),
        (&["家庭电话", "手机"], &[None, Some("phone")]),
        (&["姓名", "姓名"], &[Some("name"), None]),
        (&["部门电话", "所在部门"], &[Some("phone"), Some("department")]),
        (&["身份证卡号", "卡号"], &[Some("document"), Some("badge")]),
        (&["员工工号和姓名", "工号", "姓名"], &[None, Some("employee"), Some("name")]),
    ];
    for (titles, fields) in cases {
        assert_eq!(guessed(titles), fields, "{titles:?}");
    }
}

#[test]
fn no_whole_title_means_two_things_and_all_are_folded() {
    let whole = || {
        TITLES
            .iter()
            .flat_map(|words| words.whole.split_whitespace().map(move |word| (word, words.field)))
    };
    for (word, field) in whole() {
        assert!(whole().all(|(other, its)| other != word || its == field), "{word}");
        assert_eq!(title(word), word);
        assert_eq!(guessed(&[word]), [Some(field.key())], "{word}");
    }
    assert!(Field::ALL.into_iter().all(|field| TITLES.iter().any(|words| words.field == field)));
    assert!(Field::ALL.into_iter().all(|field| Field::from_key(field.key()) == Some(field)));
}

#[test]
fn the_users_word_moves_a_field() {
    let mut matching = Matching::guess(&headers(&["工号", "姓名", "旧工号"]));
    matching.set(2, Some(Field::Employee));
    assert_eq!(matching.columns, [None, Some(Field::Name), Some(Field::Employee)]);
    matching.set(1, None);
    matching.set(9, Some(Field::Employee));
    assert_eq!(matching.columns, [None, None, Some(Field::Employee)]);
}

#[test]
fn a_columns_file_goes_over_the_guess() -> Tested {
    let titles = headers(&["工号", "姓名", "B", "旧 卡", "备注"]);
    let mut matching = Matching::guess(&titles);
    matching.overrides(&titles, "[columns]\nemployee = 4\nbadge = \"a\"\nhost = \"b\"\nnote = \"\"\n")?;
    let expected = [
        Some(Field::Badge),
        Some(Field::Name),
        Some(Field::Host),
        Some(Field::Employee),
        None,
    ];
    assert_eq!(matching.columns, expected);
    matching.overrides(&titles, "columns = { employee = \"旧卡\", note = \"E\" }")?;
    assert_eq!(matching.column(Field::Employee), Some(3));
    assert_eq!(matching.column(Field::Note), Some(4));
    Ok(())
}

#[test]
fn a_columns_file_that_is_not_taken_changes_nothing() {
    let titles = headers(&["工号", "姓名", "电话", "电话"]);
    let cases = [
        ("format", "[columns"),
        ("format", "employee = 1"),
        ("unknown-field", "[columns]\nname = 1\nsalary = 2"),
        ("not-a-column", "[columns]\nname = 1.5"),
        ("not-a-column", "[columns]\nname = [1]"),
        ("no-such-column", "[columns]\nname = 0"),
        ("no-such-column", "[columns]\nname = -1"),
        ("no-such-column", "[columns]\nname = 5"),
        ("no-such-column", "[columns]\nname = \"E\""),
        ("no-such-column", "[columns]\nname = \"ZZZZZZZZZZZZZZZZZZZZZZ\""),
        ("no-such-column", "[columns]\nname = \"名号\""),
        ("same-title", "[columns]\nphone = \"电话\""),
        ("same-column", "[columns]\nphone = 3\nnote = \"C\""),
    ];
    for (code, toml) in cases {
        let mut matching: Matching = Matching::guess(&titles);
        let before = matching.clone();
        let found = matching.overrides(&titles, toml);
        assert_eq!(found.as_ref().map_err(ColumnsError::code), Err(code), "{toml}");
        assert_eq!(matching, before, "{toml}");
    }
}

fn filled(field: Field, cell: &str) -> (Person, Vec<CellFault>) {
    let matching = Matching {
        columns: vec![Some(field)],
    };
    let row = Row {
        number: 2,
        cells: vec![cell.to_owned(), "beyond".to_owned()],
    };
    matching.person(&row, PersonId::default())
}

#[test]
fn a_row_becomes_a_person() {
    let titles = headers(&[
        "厂牌",
        "工号",
        "姓名",
        "类别",
        "状态",
        "部门",
        "宿舍",
        "手机",
        "证件号",
        "性别",
        "备注",
    ]);
    let cells = [
        "０２３１",
        "A 17.0",
        " 张\u{a0} 双\n",
        "外协",
        "已离职",
        "采矿\t一队",
        "无",
        "138-1234-5678",
        "11010519491231002x",
        "男",
        "无",
    ];
    let row = Row {
        number: 5,
        cells: headers(&cells),
    };
    let id = PersonId(Uuid::from_u128(7));
    let (person, faults) = Matching::guess(&titles).person(&row, id);
    let expected = Person {
        id,
        badge: "0231".into(),
        employee: "A17.0".into(),
        name: "张 双".into(),
        kind: Kind::Contractor,
        status: Status::Left,
        department: "采矿 一队".into(),
        phone: "13812345678".into(),
        document: "11010519491231002X".into(),
        note: "无".into(),
        ..Person::default()
    };
    assert_eq!((person, faults), (expected, Vec::new()));
}

#[test]
fn numbers_phones_and_papers_are_cleaned() {
    let cases = [
        (Field::Badge, "231.0", "231"),
        (Field::Badge, "0231.00", "0231"),
        (Field::Badge, "２３１", "231"),
        (Field::Badge, "23 1\u{200b}", "231"),
        (Field::Badge, "231.5", "231.5"),
        (Field::Badge, "12E4", "12E4"),
        (Field::Employee, "A-0017", "A-0017"),
        (Field::Employee, "/", ""),
        (Field::Phone, "138 1234 5678", "13812345678"),
        (Field::Phone, "13812345678.0", "13812345678"),
        (Field::Phone, "(0855) 8123456", "08558123456"),
        (Field::Phone, "+86 138-1234-5678", "+8613812345678"),
        (Field::Phone, "13812345678、13912345678", "13812345678 13912345678"),
        (Field::Phone, "13812345678 13912345678", "13812345678 13912345678"),
        (Field::Phone, "13812345678／6821;", "13812345678 6821"),
        (Field::Phone, "１３８１２３４５６７８", "13812345678"),
        (Field::Phone, "N/A", ""),
        (Field::Document, "", ""),
        (Field::Document, "暂无", ""),
        (Field::Document, "110105491231002", "11010519491231002X"),
        (Field::Document, "e 12345678", "E12345678"),
        (Field::Note, "=cmd", "=cmd"),
        (Field::Name, "None", "None"),
    ];
    for (field, cell, expected) in cases {
        let (person, faults) = filled(field, cell);
        let texts = [
            &person.badge,
            &person.employee,
            &person.phone,
            &person.document,
            &person.note,
            &person.name,
        ];
        assert_eq!(
            (texts.into_iter().map(String::as_str).collect::<String>(), faults),
            (expected.to_owned(), Vec::new()),
            "{cell}"
        );
    }
}

#[test]
fn what_would_be_false_is_a_fault() {
    let long = "长".repeat(201);
    let cases = [
        (Field::Badge, "5.20102E+17", "rounded"),
        (Field::Employee, "1E+05", "rounded"),
        (Field::Document, "5.20102e+17", "rounded"),
        (Field::Phone, "1.38123E+10", "rounded"),
        (Field::Phone, "张双13812345678", "phone"),
        (Field::Phone, "12", "phone"),
        (Field::Phone, "12345678901234567", "phone"),
        (Field::Kind, "?", "kind"),
        (Field::Status, "健康", "status"),
        (Field::Document, "110105194912310021", "checksum"),
        (Field::Document, "11010519490229002X", "birth-date"),
        (Field::Document, "1101051949123100", "length"),
        (Field::Document, "1101O5194912310021", "character"),
        (Field::Document, "00010519491231002X", "area"),
        (Field::Department, &long, "too-long"),
    ];
    for (field, cell, code) in cases {
        let (_, faults) = filled(field, cell);
        assert_eq!(faults, [CellFault { field, code }], "{cell}");
    }
    assert!(filled(Field::Note, &long).1.is_empty());
}

#[test]
fn states_by_the_words_of_rosters() {
    let cases = [
        (Status::Active, "在职 正常 Active 在崗 未离职 已返岗 在职(试用) ACTIVE"),
        (Status::Away, "休假 离厂 请假 away 未返岗 病假中 不在岗 OnLeave"),
        (Status::Left, "离职 已离职 left 不在职 Inactive 退休 離職"),
    ];
    for (status, words) in cases {
        for word in words.split(' ') {
            assert_eq!(filled(Field::Status, word).0.status, status, "{word}");
        }
    }
    assert_eq!(filled(Field::Status, "").0.status, Status::Active);
    assert_eq!(filled(Field::Kind, "职工家属").0.kind, Kind::Family);
    assert_eq!(filled(Field::Kind, "").0.kind, Kind::Worker);
}

#[test]
fn a_short_row_and_an_empty_one_are_people_without_facts() {
    let matching = Matching::guess(&headers(&["工号", "姓名"]));
    for cells in [Vec::new(), vec![String::new()]] {
        let (person, faults) = matching.person(&Row { number: 9, cells }, PersonId::default());
        assert_eq!((person, faults), (Person::default(), Vec::new()));
    }
}
