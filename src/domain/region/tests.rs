//! The reader, the picker and the lists, by tables of what people write.

use super::*;

/// `4201`, `52?` in transit, `!42` negated, `-` unresolved, `!-` both.
fn shown(mentions: &[Mention]) -> String {
    let one = |mention: &Mention| {
        let code = mention.code.map_or_else(|| "-".to_owned(), |code| code.to_string());
        [
            if mention.negated { "!" } else { "" },
            &code,
            if mention.transit { "?" } else { "" },
        ]
        .concat()
    };
    mentions.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[test]
fn texts_of_questionnaires() {
    let mut wrong = Vec::new();
    for line in include_str!("texts.tsv").lines().filter(|line| !line.starts_with('#')) {
        let (text, expected) = line.split_once('\t').unwrap_or((line, ""));
        let got = read(&text.replace("\\n", "\n"));
        if shown(&got) != expected {
            wrong.push(format!("{text}: {} instead of {expected}: {got:?}", shown(&got)));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_picker_takes_what_is_typed() {
    let mut wrong = Vec::new();
    for (query, expected) in include_str!("queries.tsv").lines().filter_map(|line| line.split_once('\t')) {
        let hits = find(query, 5);
        let first = hits.first().map_or_else(|| "-".to_owned(), |hit| hit.code.to_string());
        if first != expected {
            wrong.push(format!("{query}: {first} instead of {expected}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_picker_puts_the_larger_place_first_and_says_the_old_name() -> Result<(), CodeError> {
    let codes = |query: &str| find(query, 4).iter().map(|hit| hit.code.to_string()).collect::<Vec<_>>().join(" ");
    assert_eq!(codes("朝阳"), "2113 110105 211321 220104");
    assert_eq!(codes("鼓楼区"), "320106 320302 350102 410204");
    assert_eq!(find("武", 3).len(), 3);
    assert_eq!(find("", 3), []);
    let hit = find("襄樊", 1);
    assert_eq!(
        hit.first().map(|hit| (hit.code, hit.exact, hit.other)),
        Some(("4206".parse()?, true, Some("襄樊")))
    );
    Ok(())
}

#[test]
fn names_in_three_scripts() -> Result<(), CodeError> {
    for (code, simplified, traditional, latin, short) in [
        ("42", "湖北省", "湖北省", "Hubei", "湖北"),
        ("4201", "湖北省武汉市", "湖北省武漢市", "Wuhan, Hubei", "湖北武汉"),
        (
            "420102",
            "湖北省武汉市江岸区",
            "湖北省武漢市江岸區",
            "Jiang'an, Wuhan, Hubei",
            "湖北武汉江岸区",
        ),
        ("429004", "湖北省仙桃市", "湖北省仙桃市", "Xiantao, Hubei", "湖北仙桃"),
        ("310106", "上海市静安区", "上海市靜安區", "Jing'an, Shanghai", "上海静安区"),
        (
            "5227",
            "贵州省黔南布依族苗族自治州",
            "貴州省黔南布依族苗族自治州",
            "Qiannan, Guizhou",
            "贵州黔南",
        ),
        (
            "1501",
            "内蒙古自治区呼和浩特市",
            "內蒙古自治區呼和浩特市",
            "Hohhot, Inner Mongolia",
            "内蒙古呼和浩特",
        ),
        (
            "410411",
            "河南省平顶山市湛河区",
            "河南省平頂山市湛河區",
            "Zhanhe, Pingdingshan, Henan",
            "河南平顶山湛河区",
        ),
        ("81", "香港特别行政区", "香港特別行政區", "Hong Kong", "香港"),
        ("71", "台湾省", "臺灣省", "Taiwan", "台湾"),
        ("TH", "泰国", "泰國", "Thailand", "泰国"),
        (
            "420199",
            "湖北省武汉市420199",
            "湖北省武漢市420199",
            "420199, Wuhan, Hubei",
            "湖北武汉420199",
        ),
        ("ZZ", "ZZ", "ZZ", "ZZ", "ZZ"),
    ] {
        let code: Code = code.parse()?;
        let names = [Script::Simplified, Script::Traditional, Script::Latin].map(|script| name(code, script));
        assert_eq!(names, [simplified, traditional, latin]);
        assert_eq!(short_name(code, Script::Simplified), short);
    }
    Ok(())
}

#[test]
fn every_place_is_read_back_from_its_name() {
    let mut wrong = Vec::new();
    for place in &atlas::atlas().places {
        for script in [Script::Simplified, Script::Traditional] {
            let full = name(place.code, script);
            let back = read(&full);
            if back.len() != 1 || back.first().and_then(|mention| mention.code) != Some(place.code) {
                wrong.push(format!("{} {full}: {back:?}", place.code));
            }
        }
        if find(&name(place.code, Script::Simplified), 1).first().map(|hit| hit.code) != Some(place.code) {
            wrong.push(format!("{} is not found by its name", place.code));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_lists_are_whole() {
    let lines = |text: &str| text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).count();
    let divisions = lines(include_str!("../../../assets/places/divisions.tsv"));
    let countries = lines(include_str!("../../../assets/places/countries.tsv"));
    assert_eq!(atlas::atlas().places.len(), divisions + countries);
    for other in include_str!("../../../assets/places/others.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        let codes = other.split_once('\t').map_or("", |(_, codes)| codes);
        for code in codes.split(' ').filter(|code| !code.is_empty()) {
            assert!(code.parse().is_ok_and(is_known), "{other}");
        }
    }
}

#[test]
fn codes() -> Result<(), CodeError> {
    for (text, kept, parent) in [
        ("42", "42", None),
        ("420000", "42", None),
        ("4201", "4201", Some("42")),
        ("420100", "4201", Some("42")),
        ("420102", "420102", Some("4201")),
        ("110105", "110105", Some("11")),
        ("429004", "429004", Some("42")),
        ("810001", "810001", Some("81")),
        ("TH", "TH", None),
        ("HK", "81", None),
    ] {
        let code: Code = text.parse()?;
        assert_eq!(
            (code.as_str(), code.parent().map(String::from).as_deref()),
            (kept, parent),
            "{text}"
        );
    }
    for text in ["", "4", "420", "CN", "th", "THA", "0001", "42０１", "42 1", "４２"] {
        assert_eq!(text.parse::<Code>(), Err(CodeError), "{text}");
    }
    let within = |place: &str, area: &str| Ok::<_, CodeError>(place.parse::<Code>()?.is_within(area.parse()?));
    assert!(within("420102", "42")? && within("4201", "4201")? && within("TH", "TH")?);
    assert!(!within("42", "4201")? && !within("4301", "42")? && !within("TH", "42")?);
    Ok(())
}

#[test]
fn an_ambiguous_name_has_candidates_and_a_place_is_kept_as_written() {
    let mentions = read("鼓楼区");
    let candidates: Vec<String> = mentions
        .iter()
        .flat_map(|mention| &mention.candidates)
        .map(Code::to_string)
        .collect();
    assert_eq!(candidates, ["320106", "320302", "350102", "410204"]);
    let mention = read("  武汉市 江岸区（老家） ");
    assert_eq!(mention.first().map(|mention| mention.text.as_str()), Some("武汉市 江岸区"));
}

proptest::proptest! {
    #[test]
    fn reading_and_finding_never_panic(text in "\\PC*") {
        for mention in read(&text) {
            proptest::prop_assert!(text.contains(&mention.text));
        }
        find(&text, 5);
    }

    #[test]
    fn words_in_any_order_never_panic(parts in proptest::collection::vec(0usize..16, 0..12)) {
        const PARTS: [&str; 16] =
            ["武汉", "没", "去过", "、", "，", "经", "转车", "以外", "吉冉", "从", "到", "鼓楼区", "老家", "中国", "鄂", "市"];
        let text: String = parts.iter().filter_map(|part| PARTS.get(*part).copied()).collect();
        for mention in read(&text) {
            proptest::prop_assert!(text.contains(&mention.text));
        }
    }

    #[test]
    fn codes_are_the_same_when_printed_and_read(text in "[1-9][0-9]{1,5}|[A-Z]{2}") {
        if let Ok(code) = text.parse::<Code>() {
            proptest::prop_assert_eq!(code.to_string().parse(), Ok(code));
            let json = serde_json::to_string(&code).unwrap_or_default();
            proptest::prop_assert_eq!(serde_json::from_str::<Code>(&json).ok(), Some(code));
        }
    }
}
