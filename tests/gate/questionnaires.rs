//! A questionnaire of returning workers through the built program: in, judged, and out again.

use std::path::Path;
use std::process::{Command, Output};

use super::Tested;
use super::desk::found;

fn gatehouse(folder: &Path, words: &[&str]) -> std::io::Result<Output> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gatehouse"));
    command.arg("--data").arg(folder).args(words).output()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn rows(folder: &Path, words: &[&str]) -> Result<Vec<serde_json::Value>, Box<dyn std::error::Error>> {
    let output = gatehouse(folder, &[&["--format", "ndjson"], words].concat())?;
    Ok(text(&output.stdout).lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

const HEAD: &str = "序号,提交答卷时间,1、姓名,2、性别,4、工号,5、手机号码,6、家庭住址（省市区）,7、春节期间到过哪些地方（含途经、中转）,8、在上述地方的起止日期,9、预计返厂日期,10、返程交通工具,11、是否接触过确诊或疑似病例,12、本人有无发热、咳嗽等症状,13、症状说明\n";

/// Nine answers, one of them sent twice.
const GOOD: &str = "1,2020/2/4 8:14:46,张甲,男,8001,,湖北省武汉市,遵义,2020.01.20-2020.01.23,2月6日,火车,否,无,
2,2020/2/4 8:15:00,张乙,男,8002,,贵州省遵义市,湖北武汉市,1月20日至1月25日,2020-02-06,火车,否,无,
3,2020/2/4 8:16:00,张丙,女,8003,,,武汉,2019/12/20~2020/1/9,2020.02.06,飞机,否,有,发热、咳嗽
4,2020/2/4 8:17:00,张丁,女,8004,,,武汉,,2020年2月6日,自驾,否,无,
5,2020/2/4 8:18:00,张戊,女,8005,,,吉冉,2020-01-20,20200206,自驾,否,无,
6,2020/2/4 8:19:00,张己,女,8006,,,遵义,2020-01-20,2/6,自驾,是,无,
7,2020/2/4 8:20:00,张庚,女,,13812345678,,遵义,1.20,2.6,自驾,不清楚,无,
8,2020/2/4 9:00:00,张辛,男,8008,,,遵义,1.20,2.6,自驾,否,无,
9,2020/2/4 8:59:59,张辛,男,8008,,,武汉,1.20,2.6,自驾,否,无,
";

/// What each is judged on the day of the return: verdict, last day, reasons.
const JUDGED: [(&str, &str, Option<&str>, &[&str]); 8] = [
    ("张甲", "clear", None, &[]),
    ("张乙", "isolate", Some("2020-02-08"), &["risk-area"]),
    ("张丙", "clinic", None, &["symptoms"]),
    ("张丁", "ask", None, &["ask-date"]),
    ("张戊", "ask", None, &["ask-place"]),
    ("张己", "isolate", Some("2020-02-20"), &["contact"]),
    ("张庚", "ask", None, &["ask-contact"]),
    ("张辛", "clear", None, &[]),
];

fn judged(rows: &[serde_json::Value]) -> Vec<(String, String, Option<String>, Vec<String>)> {
    let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let mut judged: Vec<_> = rows
        .iter()
        .map(|row| {
            let reasons = row["reasons"].as_array().into_iter().flatten().map(word).collect();
            (
                word(&row["name"]),
                word(&row["verdict"]),
                row["last_day"].as_str().map(str::to_owned),
                reasons,
            )
        })
        .collect();
    judged.sort_by_key(|(name, ..)| JUDGED.iter().position(|(known, ..)| known == name));
    judged
}

#[test]
fn a_questionnaire_is_taken_judged_and_read_out() -> Tested {
    let expected: Vec<_> = JUDGED
        .iter()
        .map(|(name, verdict, last, reasons)| {
            let reasons = reasons.iter().map(|&code| code.to_owned()).collect();
            ((*name).to_owned(), (*verdict).to_owned(), last.map(str::to_owned), reasons)
        })
        .collect();
    let sheet = format!("{HEAD}{GOOD}");
    for bytes in [sheet.as_bytes().to_vec(), encoding_rs::GB18030.encode(&sheet).0.into_owned()] {
        let folder = tempfile::tempdir()?;
        found(folder.path(), 1)?;
        let file = folder.path().join("问卷.csv");
        std::fs::write(&file, bytes)?;
        let file = file.to_str().ok_or("path")?;
        let dry = gatehouse(folder.path(), &["import", "returns", file, "--dry-run"])?;
        assert_eq!(dry.status.code(), Some(0), "{}", text(&dry.stderr));
        assert_eq!(rows(folder.path(), &["export", "people"])?.len(), 1, "a dry run changes nothing");
        let taken = gatehouse(folder.path(), &["import", "returns", file])?;
        assert_eq!(
            (taken.status.code(), text(&taken.stdout)),
            (
                Some(0),
                text(&dry.stdout)
                    .replace("可以导入 8 人", "已导入 8 人")
                    .replace("0 行不能导入。没有改动", "0 行未导入")
            )
        );
        assert!(text(&taken.stdout).contains("第 10 行 张辛"), "the earlier submission is named");

        let returns = rows(folder.path(), &["export", "returns"])?;
        assert_eq!(judged(&returns), expected);
        let second = returns.iter().find(|row| row["name"] == "张乙").ok_or("张乙")?;
        let keys: Vec<&str> = "id employee name return_date places contact symptoms verdict last_day first_free_day reasons judged_on"
            .split(' ')
            .collect();
        assert!(keys.iter().all(|key| second.get(key).is_some()), "{second}");
        let place = serde_json::json!({"text": "湖北武汉市", "code": "4201", "from": "2020-01-20", "to": "2020-01-25"});
        assert_eq!(
            (&second["places"][0], second["first_free_day"].as_str()),
            (&place, Some("2020-02-09"))
        );
        assert_eq!(second["judged_on"], "2020-02-06");
        let none = rows(folder.path(), &["export", "returns", "--from", "2020-02-07"])?;
        assert!(none.is_empty(), "{none:?}");

        let on = |day: &str| rows(folder.path(), &["judge", "--on", day]);
        let verdict =
            |rows: &[serde_json::Value], name: &str| rows.iter().find(|row| row["name"] == name).map(|row| row["verdict"].clone());
        assert_eq!(verdict(&on("2020-02-08")?, "张乙"), Some("isolate".into()));
        assert_eq!(verdict(&on("2020-02-09")?, "张乙"), Some("clear".into()));
        assert_eq!(on("2020-02-09")?.len(), 9, "everyone on the roster as well");
        assert_eq!(gatehouse(folder.path(), &["check"])?.status.code(), Some(0));
    }
    Ok(())
}

#[test]
fn a_questionnaire_finds_who_is_on_the_roster() -> Tested {
    let folder = tempfile::tempdir()?;
    found(folder.path(), 2)?;
    let file = folder.path().join("q.csv");
    let answers = "提交时间,姓名,胸卡,手机,到过的地方,起止日期,返厂日期,接触史,有无症状\n\
                   2020-02-04,王三1,0001,,遵义,1月20日,2月6日,无,无\n\
                   2020-02-04,周五,0002,,遵义,1月20日,2月6日,无,无\n";
    std::fs::write(&file, answers)?;
    let output = gatehouse(folder.path(), &["import", "returns", file.to_str().ok_or("path")?, "--keep-going"])?;
    let said = text(&output.stdout);
    assert!(output.status.code() == Some(1) && said.contains("1 人已登记过"), "{said}");
    assert!(text(&output.stderr).contains("第 3 行：卡号 0002"), "{}", text(&output.stderr));
    assert_eq!(rows(folder.path(), &["export", "people"])?.len(), 2);
    Ok(())
}

#[test]
fn bad_answers_are_a_sentence_each_and_nothing_is_half_saved() -> Tested {
    let folder = tempfile::tempdir()?;
    found(folder.path(), 1)?;
    let file = folder.path().join("q.csv");
    let many = vec!["武汉"; 200].join("、");
    let answers = format!(
        "{HEAD}{HEAD}{GOOD}\n,,,,,,,,,,,,,\n\
         10,2020/2/4,李甲,男,8011,,,遵义,1.25-1.20,2.6,自驾,否,无,\n\
         11,2020/2/4,李乙,男,8012,,,遵义,1.25-2.20,2.6,自驾,否,无,\n\
         12,2020/2/4,李丙,男,8013,,,遵义,1.25,1020-02-06,自驾,否,无,\n\
         13,2020/2/4,李丁,男,8014,,,{many},1.25,2.6,自驾,否,无,\n\
         14,2020/2/4,李戊,男,8015,,,遵义,1.25,下周,自驾,否,无,\n\
         15,2020/2/4,李己,男,,,,遵义,1.25,2.6,自驾,否,无,\n"
    );
    std::fs::write(&file, answers)?;
    let path = file.to_str().ok_or("path")?;
    let refused = gatehouse(folder.path(), &["--format", "ndjson", "import", "returns", path])?;
    assert_eq!(refused.status.code(), Some(1));
    assert_eq!(rows(folder.path(), &["export", "people"])?.len(), 1, "nothing half saved");
    assert!(rows(folder.path(), &["export", "returns"])?.is_empty());
    let faults: Vec<serde_json::Value> = text(&refused.stderr).lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let found: Vec<(&str, Option<&str>)> = faults
        .iter()
        .map(|fault| (fault["error"].as_str().unwrap_or_default(), fault["column"].as_str()))
        .collect();
    let expected = [
        ("stay-backwards", Some("dates")),
        ("stay-after-return", Some("dates")),
        ("date-year", Some("return_date")),
        ("stays-too-many", Some("places")),
        ("unreadable", Some("return_date")),
        ("unidentified", None),
    ];
    assert_eq!(found, expected);
    for lang in ["zh-Hans", "zh-Hant", "en"] {
        let dry = gatehouse(folder.path(), &["--lang", lang, "import", "returns", path, "--dry-run"])?;
        let said = text(&dry.stderr);
        assert_eq!(said.lines().count(), 6, "a sentence each in {lang}: {said}");
        assert!(!said.contains("error-") && !said.contains("fault-"), "{said}");
        assert_eq!(lang == "en", said.is_ascii(), "{said}");
    }
    let spoken = gatehouse(folder.path(), &["import", "returns", path, "--keep-going"])?;
    assert!(text(&spoken.stdout).contains("第 2 行又是一行列名"), "{}", text(&spoken.stdout));
    assert_eq!(text(&spoken.stderr).lines().filter(|line| line.starts_with('第')).count(), 6);
    assert_eq!(rows(folder.path(), &["export", "returns"])?.len(), 8);
    Ok(())
}

#[test]
fn columns_of_a_questionnaire_can_be_settled_by_a_file() -> Tested {
    let folder = tempfile::tempdir()?;
    found(folder.path(), 1)?;
    let (file, columns) = (folder.path().join("q.csv"), folder.path().join("columns.toml"));
    std::fs::write(&file, "甲,乙,丙,丁,戊\n8001,张双,遵义,2月6日,2020-02-04\n")?;
    std::fs::write(
        &columns,
        "[columns]\nemployee = 1\nname = \"乙\"\nplaces = \"C\"\nreturn_date = 4\nsubmitted = \"E\"\n",
    )?;
    let (file, columns) = (file.to_str().ok_or("path")?, columns.to_str().ok_or("path")?);
    assert_eq!(gatehouse(folder.path(), &["import", "returns", file])?.status.code(), Some(1));
    let settled = gatehouse(folder.path(), &["import", "returns", file, "--columns", columns])?;
    assert_eq!(settled.status.code(), Some(0), "{}", text(&settled.stderr));
    Ok(())
}

#[test]
fn a_file_that_is_no_sheet_is_said_in_the_language_chosen() -> Tested {
    let folder = tempfile::tempdir()?;
    found(folder.path(), 1)?;
    let file = folder.path().join("q.xlsx");
    let path = file.to_str().ok_or("path")?;
    let missing = folder.path().join("没有.csv");
    std::fs::write(&file, b"PK\x03\x04 cut off")?;
    let mut said = Vec::new();
    for lang in ["zh-Hans", "zh-Hant", "en"] {
        for (bytes, path) in [
            (&b"PK\x03\x04 cut off"[..], path),
            (&[0, 1, 2, 3, 0xff][..], path),
            (&b"MZ\x00\x00\x01"[..], path),
            (&[][..], missing.to_str().ok_or("path")?),
        ] {
            std::fs::write(&file, bytes)?;
            let output = gatehouse(folder.path(), &["--lang", lang, "import", "returns", path])?;
            let sentence = text(&output.stderr);
            let foreign = sentence.replace("xlsx", "").replace("csv", "");
            let latin = foreign.chars().any(|c| c.is_ascii_alphabetic());
            assert_eq!((latin, sentence.is_ascii()), (lang == "en", lang == "en"), "{sentence}");
            said.push(sentence);
        }
    }
    said.sort();
    said.dedup();
    assert_eq!(said.len(), 12, "each says what is so: {said:?}");
    Ok(())
}
