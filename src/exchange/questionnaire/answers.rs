//! Answers as people give them: a yes or a no in many words, places with their days, symptoms.

use super::super::columns::is_nothing;
use super::words::{NO, UNSURE, WEAK, WELL, YES};
use crate::domain::dates::read_span;
use crate::domain::day::Day;
use crate::domain::declaration::{Answer, Stay};
use crate::domain::rules::Rules;

/// A yes or a no by its first word; anything else is neither.
fn answer(text: &str) -> Answer {
    let begins = |words: &str| begins(text, words);
    if text.is_empty() {
        Answer::Blank
    } else if begins(UNSURE) {
        Answer::Unsure
    } else if begins(NO) || is_nothing(text) {
        Answer::No
    } else if begins(YES) {
        Answer::Yes
    } else {
        Answer::Unsure
    }
}

/// Whether a text begins with one of the words; a Latin word is a whole one.
fn begins(text: &str, words: &str) -> bool {
    let folded = text.to_lowercase();
    let first = folded.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let fits = |word: &str| if word.is_ascii() { first == word } else { folded.starts_with(word) };
    words.split_whitespace().any(fits)
}

/// Whether there was a contact, and what was written beyond the one word.
pub(super) fn contact(text: &str) -> (Answer, String) {
    let answer = answer(text);
    let more = text.chars().count() > 3 && answer != Answer::No;
    (answer, if more { text.to_owned() } else { String::new() })
}

/// Whether somebody is unwell, and the keys of what they name. Naming a symptom is a yes.
pub(super) fn symptoms(rules: &Rules, unwell: &str, named: &str) -> (Answer, Vec<String>) {
    let (said, more) = unwell_in(unwell);
    let (named, text) = match unwell_in(named) {
        (Answer::Unsure | Answer::Yes, more) => (Answer::Yes, more),
        (named @ (Answer::Blank | Answer::No), _) => (named, ""),
    };
    let mut found = rules.symptoms_in(more);
    for key in rules.symptoms_in(text) {
        if !found.contains(&key) {
            found.push(key);
        }
    }
    let unwell = match said {
        _ if !found.is_empty() => Answer::Yes,
        Answer::Blank => named,
        Answer::No | Answer::Yes | Answer::Unsure => said,
    };
    (unwell, found)
}

/// The answer, and the symptoms written behind it or instead of it.
fn unwell_in(text: &str) -> (Answer, &str) {
    if begins(text, WEAK) {
        return (Answer::Yes, text);
    }
    let answer = if begins(text, WELL) { Answer::No } else { answer(text) };
    let rest = text.trim_start_matches(['是', '有']).trim_matches(|c: char| !c.is_alphanumeric());
    match answer {
        Answer::Yes if begins(text, "yes y true √ ✓") => (answer, ""),
        Answer::Yes => (answer, rest),
        Answer::Unsure if !begins(text, UNSURE) => (answer, text),
        Answer::Blank | Answer::No | Answer::Unsure => (answer, ""),
    }
}

/// The stays that the places and the days tell of. As many spans as places belong to each in turn; one span to all.
///
/// Days that nobody can read leave a stay without days, which is asked, and stand beside the place as they were written.
/// A question without an answer is asked again as well.
pub(super) fn stays(places: &str, days: &str, near: Day) -> Vec<Stay> {
    if places.is_empty() {
        return vec![Stay {
            text: "？".to_owned(),
            ..Stay::default()
        }];
    }
    if is_nothing(places) {
        return Vec::new();
    }
    let span = read_span(days, near);
    if span.is_none() {
        let (each, spans) = (parts(places), parts(days));
        let read: Option<Vec<_>> = spans.iter().map(|days| read_span(days, near)).collect();
        if let Some(spans) = read.filter(|spans| spans.len() > 1 && spans.len() == each.len()) {
            let stay = |(place, (from, to)): (&str, (Day, Day))| Stay::read(place, (Some(from), Some(to)));
            return each.into_iter().zip(spans).flat_map(stay).collect();
        }
    }
    let mut stays = Stay::read(places, (span.map(|span| span.0), span.map(|span| span.1)));
    if span.is_none() && !days.is_empty() && !is_nothing(days) {
        for stay in &mut stays {
            stay.text = format!("{}（{days}）", stay.text);
        }
    }
    stays
}

fn parts(text: &str) -> Vec<&str> {
    let parts = text.split(['、', '，', ',', '；', ';', '→', '\n']).map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

/// The second of the day in `2020/2/4 22:14:46`, 0 where none is written.
pub(super) fn second(text: &str) -> u32 {
    let time = text.split_once([' ', 'T']).map_or("", |(_, time)| time);
    let mut numbers = time.split([':', '：']).map(|part| part.trim().parse::<u32>().unwrap_or(0));
    let [hour, minute, second] = [numbers.next(), numbers.next(), numbers.next()].map(|number| number.unwrap_or(0).min(59));
    hour * 3600 + minute * 60 + second
}
