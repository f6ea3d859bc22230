//! Every word that people see, from the language files, in three languages.

use std::fmt;
use std::str::FromStr;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A language of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

    fn files(self) -> [&'static str; 2] {
        match self {
            Self::ZhHans => [
                include_str!("../../assets/lang/zh-Hans/errors.ftl"),
                include_str!("../../assets/lang/zh-Hans/cli.ftl"),
            ],
            Self::ZhHant => [
                include_str!("../../assets/lang/zh-Hant/errors.ftl"),
                include_str!("../../assets/lang/zh-Hant/cli.ftl"),
            ],
            Self::En => [
                include_str!("../../assets/lang/en/errors.ftl"),
                include_str!("../../assets/lang/en/cli.ftl"),
            ],
        }
    }
}

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
        Self { lang, bundle }
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A message without arguments. A key that is missing shows itself.
    pub fn get(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// A message with its arguments. A key that is missing shows itself.
    pub fn with(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut values = FluentArgs::new();
        for (name, value) in arguments {
            values.set(*name, FluentValue::from(*value));
        }
        self.bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Every key with the names of its arguments.
    fn keys(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
        let lines = lang.files().into_iter().flat_map(str::lines);
        let messages = lines
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once(" = "));
        let arguments = |value: &str| {
            value
                .split("{ $")
                .skip(1)
                .filter_map(|rest| rest.split([' ', ',']).next())
                .map(str::to_owned)
                .collect()
        };
        messages.map(|(key, value)| (key.to_owned(), arguments(value))).collect()
    }

    #[test]
    fn every_language_has_the_same_messages_with_the_same_arguments() {
        for lang in Lang::ALL {
            assert_eq!(keys(lang), keys(Lang::ZhHans), "{}", lang.tag());
        }
    }

    #[test]
    fn every_message_is_read_and_says_something_of_its_own() {
        let (english, hans) = (Text::new(Lang::En), Text::new(Lang::ZhHans));
        for (key, arguments) in keys(Lang::ZhHans) {
            let values: Vec<(&str, &str)> = arguments.iter().map(|name| (name.as_str(), "7")).collect();
            let said = hans.with(&key, &values);
            assert_ne!(said, key);
            assert_ne!(said, english.with(&key, &values), "{key} is not translated");
            assert!(!said.contains('{'), "{said}");
        }
    }

    #[test]
    fn a_missing_key_shows_itself() {
        assert_eq!(Text::new(Lang::En).get("no-such-key"), "no-such-key");
    }
}
