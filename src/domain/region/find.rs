//! The picker: places by what is typed, whole or begun.

use std::sync::LazyLock;

use super::atlas::{Atlas, atlas};
use super::code::Code;
use super::read::read;
use crate::domain::names::{self, NameKeys};

/// A place found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    pub code: Code,
    /// The whole key was typed, not its beginning.
    pub exact: bool,
    /// The old or everyday name that was found, such as `襄樊`; the place has another name now.
    pub other: Option<&'static str>,
}

/// By which kind of key, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum By {
    Code,
    Name,
    Other,
    Pinyin,
    Initials,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    text: String,
    by: By,
    code: Code,
    other: Option<&'static str>,
}

static KEYS: LazyLock<Vec<Key>> = LazyLock::new(|| keys(atlas()));

/// A query that is longer than this is text, not a name being typed.
const LONGEST: usize = 40;

/// Places by name, pinyin, initials, code or an older name, at most `limit`.
///
/// Whole names come before begun ones, provinces and countries before cities before counties, capitals first. `湖北武汉` and `hubei wuh` find the second inside the first.
pub fn find(query: &str, limit: usize) -> Vec<Hit> {
    let folded = folded(query);
    if folded.is_empty() || folded.chars().count() > LONGEST {
        return Vec::new();
    }
    let mut hits = matching(&folded, None, limit);
    if hits.is_empty() {
        hits = inside(query, limit);
    }
    hits
}

fn folded(text: &str) -> String {
    let kept = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’' | '·' | ','));
    kept.map(|c| atlas().fold(c)).collect()
}

/// The keys that begin with the query, each place once by its best key.
fn matching(query: &str, area: Option<Code>, limit: usize) -> Vec<Hit> {
    let from = KEYS.partition_point(|key| key.text.as_str() < query);
    let begun = KEYS[from..].iter().take_while(|key| key.text.starts_with(query));
    let code: Option<Code> = query.to_ascii_uppercase().parse().ok();
    let whole = |key: &Key| key.text.len() == query.len() || (key.by == By::Code && Some(key.code) == code);
    let rank = |key: &'static Key| (!whole(key), standing(key), key.by, key);
    let shortened = code.and_then(|code| KEYS.iter().find(|key| key.by == By::Code && key.code == code));
    let mut ranked: Vec<_> = begun
        .chain(shortened)
        .filter(|key| area.is_none_or(|area| key.code.is_within(area) && key.code != area))
        .map(rank)
        .collect();
    ranked.sort_unstable_by_key(|(begun, standing, by, key)| (key.code, *begun, *standing, *by));
    ranked.dedup_by_key(|(.., key)| key.code);
    ranked.sort_unstable_by_key(|(begun, standing, by, key)| (*begun, *standing, *by, key.code));
    let hit = |(begun, _, _, key): (bool, u8, By, &'static Key)| Hit {
        code: key.code,
        exact: !begun,
        other: key.other,
    };
    ranked.into_iter().take(limit).map(hit).collect()
}

/// The query as a place and the beginning of one inside it, the longest first part that is a place.
fn inside(query: &str, limit: usize) -> Vec<Hit> {
    let certain = |text: &str| match read(text).as_slice() {
        [mention] if !mention.negated => mention.code,
        _ => None,
    };
    let whole = certain(query).map(|code| Hit {
        code,
        exact: true,
        other: None,
    });
    if let Some(hit) = whole.filter(|hit| hit.code.level() > 0) {
        return vec![hit];
    }
    let starts: Vec<usize> = query.char_indices().map(|(at, _)| at).skip(1).collect();
    let split = |at: &usize| {
        let (area, rest) = query.split_at(*at);
        let rest = folded(rest);
        let area = certain(area).filter(|_| !rest.is_empty())?;
        let hits = matching(&rest, Some(area), limit);
        (!hits.is_empty()).then_some(hits)
    };
    starts.iter().rev().find_map(split).unwrap_or_else(|| whole.into_iter().collect())
}

/// Provinces, their capitals and countries by name, then other cities and countries by two letters, then counties.
fn standing(key: &Key) -> u8 {
    let text = key.code.as_str();
    let is_capital = text.len() == 4 && text.ends_with("01");
    match key.by {
        By::Code | By::Initials if key.code.is_country() => 1,
        By::Code | By::Name | By::Other | By::Pinyin | By::Initials if is_capital => 0,
        By::Code | By::Name | By::Other | By::Pinyin | By::Initials => key.code.level(),
    }
}

fn keys(atlas: &'static Atlas) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut add = |text: String, by: By, code: Code, other: Option<&'static str>| {
        if !text.is_empty() {
            keys.push(Key { text, by, code, other });
        }
    };
    for place in &atlas.places {
        add(folded(place.code.as_str()), By::Code, place.code, None);
        add(folded(&place.full_name()), By::Name, place.code, None);
        add(folded(place.short), By::Name, place.code, None);
        add(folded(place.english), By::Pinyin, place.code, None);
        if !place.pinyin.is_empty() {
            add(place.syllables().collect(), By::Pinyin, place.code, None);
            add(
                place.syllables().filter_map(|part| part.chars().next()).collect(),
                By::Initials,
                place.code,
                None,
            );
            add(folded(place.pinyin), By::Pinyin, place.code, None);
        }
    }
    for other in &atlas.others {
        let spelt = if other.name.is_ascii() {
            NameKeys::default()
        } else {
            names::keys(other.name)
        };
        for code in &other.codes {
            let place = atlas.place(*code);
            let is_its_own = place.is_some_and(|place| other.name == place.english || atlas.fold_text(other.name) == place.short);
            let old = (!is_its_own).then_some(other.name);
            add(folded(other.name), By::Other, *code, old);
            spelt.full.iter().for_each(|full| add(full.clone(), By::Pinyin, *code, old));
            // The initials of every everyday name would bury the cities.
            let initials = spelt.initials.iter().filter(|_| is_its_own);
            initials.for_each(|initials| add(initials.clone(), By::Initials, *code, old));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}
