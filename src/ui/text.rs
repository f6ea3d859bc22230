//! Every word that people see, from the language files, in three languages.
//!
//! A file an area and a language: `assets/lang/<tag>/<area>.ftl`. Plain messages are formatted once, when the language is
//! taken, so that [`Text::get`] costs a look-up and can be called for every label of every frame.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::str::FromStr;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// An area's file in each language, in the order of [`Lang::ALL`].
macro_rules! areas {
    ($($area:literal),* $(,)?) => {
        const AREAS: &[[&str; 3]] = &[$([
            include_str!(concat!("../../assets/lang/zh-Hans/", $area, ".ftl")),
            include_str!(concat!("../../assets/lang/zh-Hant/", $area, ".ftl")),
            include_str!(concat!("../../assets/lang/en/", $area, ".ftl")),
        ]),*];
    };
}

areas![
    "common",
    "gate",
    "screening",
    "rules",
    "returns",
    "outings",
    "clinic",
    "people",
    "contacts",
    "papers",
    "duty",
    "supplies",
    "site",
    "guide",
    "notices",
    "report",
    "overview",
    "sheets",
    "stations",
    "headquarters",
    "exchange",
    "group",
    "export",
    "dictionary",
    "faults",
    "start",
    "accounts",
    "privacy",
    "backups",
    "keys",
    "journal",
    "settings",
    "errors",
    "cli"
];

/// A language of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    #[default]
    ZhHans,
    ZhHant,
    En,
}

impl Lang {
    pub const ALL: [Self; 3] = [Self::ZhHans, Self::ZhHant, Self::En];

    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhHans => "zh-Hans",
            Self::ZhHant => "zh-Hant",
            Self::En => "en",
        }
    }

    /// What the language calls itself; the same in every language.
    pub fn own_name(self) -> &'static str {
        let [simplified, traditional, english] = OWN_NAMES;
        match self {
            Self::ZhHans => simplified,
            Self::ZhHant => traditional,
            Self::En => english,
        }
    }

    /// The sources of its messages, an area each.
    pub(super) fn files(self) -> impl Iterator<Item = &'static str> {
        AREAS.iter().map(move |[simplified, traditional, english]| match self {
            Self::ZhHans => *simplified,
            Self::ZhHant => *traditional,
            Self::En => *english,
        })
    }
}

const OWN_NAMES: [&str; 3] = ["简体中文", "繁體中文", "English"];

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|lang| lang.tag().eq_ignore_ascii_case(tag))
            .ok_or_else(|| UnknownLang(tag.to_owned()))
    }
}

/// A tag that is none of the three languages.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such language: {0} (zh-Hans, zh-Hant, en)")]
pub struct UnknownLang(String);

/// The words of one language.
pub struct Text {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    plain: HashMap<String, String>,
    missed: RefCell<HashSet<String>>,
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Text").field("lang", &self.lang).finish_non_exhaustive()
    }
}

impl Text {
    pub fn new(lang: Lang) -> Self {
        let id: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![id]);
        // The marks that isolate arguments show as boxes in a terminal and in egui.
        bundle.set_use_isolating(false);
        for file in lang.files() {
            // A broken message is missing from the bundle; a test holds that none is.
            let resource = FluentResource::try_new(file.to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        let keys = lang.files().flat_map(str::lines).filter_map(key_of);
        let plain = keys
            .filter_map(|key| plain(&bundle, key).map(|said| (key.to_owned(), said)))
            .collect();
        Self {
            lang,
            bundle,
            plain,
            missed: RefCell::default(),
        }
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A message without arguments. A key that is missing shows itself, and is logged once.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.plain.get(key).map_or_else(|| self.miss(key), String::as_str)
    }

    /// A message with its arguments, shown as they are written. A key that is missing shows itself, and is logged once.
    pub fn with(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        self.format(key, arguments.iter().map(|(name, value)| (*name, FluentValue::from(*value))))
    }

    /// A message about so many things: `count` is its `$count`, by which a language chooses its plural.
    pub fn count(&self, key: &str, count: u64, arguments: &[(&str, &str)]) -> String {
        let written = arguments.iter().map(|(name, value)| (*name, FluentValue::from(*value)));
        self.format(key, written.chain([("count", FluentValue::from(count))]))
    }

    fn format<'a>(&self, key: &str, arguments: impl Iterator<Item = (&'a str, FluentValue<'a>)>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return self.miss(key).to_owned();
        };
        let values: FluentArgs<'_> = arguments.collect();
        self.bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
    }

    fn miss<'a>(&self, key: &'a str) -> &'a str {
        if self.missed.borrow_mut().insert(key.to_owned()) {
            tracing::warn!(key, lang = self.lang.tag(), "no such message");
        }
        key
    }
}

/// The key that a line of a language file begins a message with.
pub(super) fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(" =")?;
    key.starts_with(|first: char| first.is_ascii_lowercase()).then_some(key)
}

/// What a message says without arguments; none if it has some.
fn plain(bundle: &FluentBundle<FluentResource>, key: &str) -> Option<String> {
    let mut errors = Vec::new();
    let said = bundle
        .format_pattern(bundle.get_message(key)?.value()?, None, &mut errors)
        .into_owned();
    errors.is_empty().then_some(said)
}

/// A whole number as people read it: `1,204,000`.
pub fn thousands(number: impl fmt::Display) -> String {
    let digits = number.to_string();
    let mut said = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            said.push(',');
        }
        said.push(digit);
    }
    said
}

#[cfg(test)]
mod tests;
