//! The list of places and their names in three scripts, from `assets/places`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::code::Code;

/// How a name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    Simplified,
    Traditional,
    /// Pinyin or the English name, the smallest place first: `Jiang'an, Wuhan, Hubei`.
    Latin,
}

/// One place of the list.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) code: Code,
    /// `武汉` of `武汉市`.
    pub(super) short: &'static str,
    /// `市` of `武汉市`.
    kind: &'static str,
    /// The whole name, where it is written otherwise.
    traditional: &'static str,
    /// By syllables; empty for a country.
    pub(super) pinyin: &'static str,
    pub(super) english: &'static str,
}

/// Another name, and the places it may stand for: none where it is known to say too little, several where no rank decides.
#[derive(Debug)]
pub(super) struct Other {
    pub(super) name: &'static str,
    pub(super) codes: Vec<Code>,
}

#[derive(Debug)]
pub(super) struct Atlas {
    /// In the order of their codes.
    pub(super) places: Vec<Place>,
    pub(super) others: Vec<Other>,
    simple: HashMap<char, char>,
}

static ATLAS: LazyLock<Atlas> = LazyLock::new(Atlas::load);

pub(super) fn atlas() -> &'static Atlas {
    &ATLAS
}

/// Whether our list has the place.
pub fn is_known(code: Code) -> bool {
    atlas().place(code).is_some()
}

/// The whole name: `湖北省武汉市江岸区`, `泰国`. Of a code that our list does not have, what it lies in and the code.
pub fn name(code: Code, script: Script) -> String {
    written(code, script, |place| place.full(script))
}

/// The name as people say it: `湖北武汉`, `湖北武汉江岸区`.
pub fn short_name(code: Code, script: Script) -> String {
    let keep = |place: &Place| place.code == code && code.level() == 2;
    written(
        code,
        script,
        |place| if keep(place) { place.full(script) } else { place.said(script) },
    )
}

fn written(code: Code, script: Script, one: impl Fn(&Place) -> String) -> String {
    let line = std::iter::successors(Some(code), |code| code.parent());
    let mut parts: Vec<String> = line.filter_map(|code| atlas().place(code)).map(one).collect();
    if !is_known(code) {
        parts.insert(0, code.to_string());
    }
    if script == Script::Latin {
        return parts.join(", ");
    }
    parts.reverse();
    parts.concat()
}

impl Place {
    fn full(&self, script: Script) -> String {
        match script {
            Script::Simplified => self.full_name(),
            Script::Traditional if self.traditional.is_empty() => self.full_name(),
            Script::Traditional => self.traditional.to_owned(),
            Script::Latin => self.latin(),
        }
    }

    fn said(&self, script: Script) -> String {
        match script {
            Script::Simplified => self.short.to_owned(),
            Script::Traditional if self.traditional.is_empty() => self.short.to_owned(),
            Script::Traditional => self.traditional.chars().take(self.short.chars().count()).collect(),
            Script::Latin => self.latin(),
        }
    }

    pub(super) fn full_name(&self) -> String {
        [self.short, self.kind].concat()
    }

    pub(super) fn has_kind(&self) -> bool {
        !self.kind.is_empty()
    }

    /// The syllables of the short name.
    pub(super) fn syllables(&self) -> impl Iterator<Item = &'static str> {
        self.pinyin.split(' ').take(self.short.chars().count())
    }

    /// `Jiang'an`, with the apostrophe before a syllable that begins with a vowel.
    fn latin(&self) -> String {
        if !self.english.is_empty() {
            return self.english.to_owned();
        }
        let mut name = String::new();
        for syllable in self.syllables() {
            if name.is_empty() {
                name.push_str(&syllable[..1].to_ascii_uppercase());
                name.push_str(&syllable[1..]);
            } else {
                name.push_str(if syllable.starts_with(['a', 'e', 'o']) { "'" } else { "" });
                name.push_str(syllable);
            }
        }
        name.replace('v', "ü")
    }
}

impl Atlas {
    fn load() -> Self {
        let divisions = include_str!("../../../assets/places/divisions.tsv").lines().filter_map(division);
        let countries = include_str!("../../../assets/places/countries.tsv").lines();
        let mut places: Vec<Place> = divisions.chain(countries.clone().filter_map(country)).collect();
        places.sort_by_key(|place| place.code);
        let named = countries.flat_map(names_of_country);
        let others = include_str!("../../../assets/places/others.tsv").lines().filter_map(other);
        let pairs = include_str!("../../../assets/places/traditional.txt").split_whitespace();
        let pair = |pair: &str| Some((pair.chars().next()?, pair.chars().nth(1)?));
        Self {
            places,
            others: others.chain(named).collect(),
            simple: pairs.filter_map(pair).collect(),
        }
    }

    pub(super) fn place(&self, code: Code) -> Option<&Place> {
        let at = self.places.binary_search_by_key(&code, |place| place.code).ok()?;
        self.places.get(at)
    }

    /// The one form in which names are compared: simplified, half-width, lower case.
    pub(super) fn fold(&self, c: char) -> char {
        match c {
            'A'..='Z' => c.to_ascii_lowercase(),
            '\0'..='\x7f' => c,
            '\u{3000}' => ' ',
            '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).map_or(c, |half| half.to_ascii_lowercase()),
            _ => self.simple.get(&c).copied().unwrap_or(c),
        }
    }

    pub(super) fn fold_text(&self, text: &str) -> String {
        text.chars().map(|c| self.fold(c)).collect()
    }
}

fn division(line: &'static str) -> Option<Place> {
    let mut fields = line.split('\t');
    let code = fields.next()?.parse().ok()?;
    let (short, kind) = fields.next()?.split_once('|')?;
    Some(Place {
        code,
        short,
        kind,
        traditional: fields.next()?,
        pinyin: fields.next()?,
        english: fields.next().unwrap_or_default(),
    })
}

fn country(line: &'static str) -> Option<Place> {
    let mut fields = line.split('\t');
    Some(Place {
        code: fields.next()?.parse().ok()?,
        short: fields.next()?,
        kind: "",
        traditional: fields.next()?,
        pinyin: "",
        english: fields.next()?,
    })
}

/// The traditional, English and other names of a country.
fn names_of_country(line: &'static str) -> impl Iterator<Item = Other> {
    let mut fields = line.split('\t');
    let code: Option<Code> = fields.next().and_then(|code| code.parse().ok());
    let names = fields.skip(1).flat_map(|field| field.split(','));
    names.filter_map(move |name| Some(Other { name, codes: vec![code?] }))
}

fn other(line: &'static str) -> Option<Other> {
    let line = (!line.starts_with('#')).then_some(line)?;
    let (name, codes) = line.split_once('\t').unwrap_or((line, ""));
    let codes = codes.split_whitespace().filter_map(|code| code.parse().ok()).collect();
    (!name.is_empty()).then_some(Other { name, codes })
}
