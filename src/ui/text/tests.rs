//! The three languages say the same things, each in its own words.

use std::collections::{BTreeMap, BTreeSet};

use super::{Lang, Text, key_of};

/// Written alike in every language: units, and the names of things that have only one.
const SAME_IN_ENGLISH: &[&str] = &["unit-celsius", "unit-fahrenheit"];

/// Simplified characters that Big5 holds too, as rare or other characters; the rest are found by not being in Big5.
const SIMPLIFIED_IN_BIG5: &str = "与体优价厂听坏复宁惊愿挂据机极构涂确种网胜荐赶适";

/// Every key with the names of its arguments.
fn keys(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in lang.files().flat_map(str::lines).filter(|line| !line.starts_with('#')) {
        if let Some(key) = key_of(line) {
            key.clone_into(&mut current);
            assert!(!found.contains_key(key), "{key} twice in {}", lang.tag());
        }
        let arguments = line
            .split('$')
            .skip(1)
            .filter_map(|rest| rest.split(|c: char| !c.is_ascii_lowercase() && c != '-').next());
        found.entry(current.clone()).or_default().extend(arguments.map(str::to_owned));
    }
    found.remove("");
    found
}

/// The message with a 7 for every argument.
fn said(text: &Text, key: &str, arguments: &BTreeSet<String>) -> String {
    let values: Vec<(&str, &str)> = arguments
        .iter()
        .filter(|name| *name != "count")
        .map(|name| (name.as_str(), "7"))
        .collect();
    if arguments.contains("count") {
        text.count(key, 7, &values)
    } else {
        text.with(key, &values)
    }
}

#[test]
fn every_language_has_the_same_messages_with_the_same_arguments() {
    for lang in Lang::ALL {
        assert_eq!(keys(lang), keys(Lang::ZhHans), "{}", lang.tag());
    }
}

#[test]
fn every_message_is_read_and_says_something_of_its_own() {
    let english = Text::new(Lang::En);
    for lang in [Lang::ZhHans, Lang::ZhHant] {
        let text = Text::new(lang);
        for (key, arguments) in keys(lang) {
            let words = said(&text, &key, &arguments);
            assert_ne!(words, key);
            assert!(!words.contains(['{', '}']), "{words}");
            let same = words == said(&english, &key, &arguments);
            assert_eq!(
                same,
                SAME_IN_ENGLISH.contains(&key.as_str()),
                "{key} is not translated into {}",
                lang.tag()
            );
        }
    }
}

#[test]
fn traditional_chinese_has_no_simplified_characters() {
    for line in Lang::ZhHant.files().flat_map(str::lines) {
        let han = line.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c));
        let slipped: String = han
            .filter(|c| SIMPLIFIED_IN_BIG5.contains(*c) || encoding_rs::BIG5.encode(c.encode_utf8(&mut [0; 4])).2)
            .collect();
        assert_eq!(slipped, "", "{line}");
    }
}

#[test]
fn english_counts_in_its_plurals() {
    let english = Text::new(Lang::En);
    assert_eq!(english.count("count-people", 1, &[]), "1 person");
    assert_eq!(english.count("count-people", 12, &[]), "12 people");
}

#[test]
fn an_argument_that_looks_like_a_number_keeps_its_zeros() {
    assert!(Text::new(Lang::En).with("check-wrong-hash", &[("seq", "0231")]).contains("0231"));
}

#[test]
fn a_missing_key_shows_itself() {
    assert_eq!(Text::new(Lang::En).get("no-such-key"), "no-such-key");
    assert_eq!(Text::new(Lang::ZhHant).with("no-such-key", &[]), "no-such-key");
}
