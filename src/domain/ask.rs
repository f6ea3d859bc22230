//! The one box: what stands for a person, and what for a temperature.

use unicode_normalization::UnicodeNormalization as _;

use super::temperature::Site;

/// What was typed into the one box.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// A badge, a number, a name, pinyin or initials.
    pub who: String,
    /// The text of a reading, for [`super::temperature::parse`].
    pub temperature: Option<String>,
    /// Where it was measured, when a word says so.
    pub site: Option<Site>,
    /// A lone number that may be a reading of whoever is on the screen already: `365`, `36.5`, `97.7f`.
    pub could_be_temperature: bool,
}

/// Takes `0231 365`, `张双 36。5`, `zs 37.6 腋`, `０２３１　３６５` apart. Names with spaces stay whole.
pub fn parse(text: &str) -> Asked {
    let plain: String = text.nfkc().map(|c| if matches!(c, ',' | ';' | '、') { ' ' } else { c }).collect();
    let mut words: Vec<&str> = plain.split_whitespace().collect();
    let site = words.last().copied().filter(|_| words.len() > 1).and_then(site_word);
    if site.is_some() {
        words.pop();
    }
    let could_be_temperature = words.len() == 1 && words.iter().all(|word| is_reading(word));
    let temperature = words
        .pop_if(|word| is_reading(word))
        .filter(|_| !could_be_temperature)
        .map(str::to_owned);
    let who = if could_be_temperature {
        plain.trim().to_owned()
    } else {
        words.join(" ")
    };
    Asked {
        who,
        temperature,
        site,
        could_be_temperature,
    }
}

/// Only whole words: an initial such as `a` is more likely a name.
fn site_word(word: &str) -> Option<Site> {
    let known = ["额", "額", "耳", "腕", "腋", "口"];
    known
        .iter()
        .any(|site| word.starts_with(site))
        .then(|| Site::from_word(word))
        .flatten()
}

/// Two to four digits, perhaps a point among them, perhaps a unit after them.
fn is_reading(word: &str) -> bool {
    let number = word.trim_end_matches(['c', 'C', 'f', 'F', '°', '度']);
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let points = number.chars().filter(|c| matches!(c, '.' | '。')).count();
    (2..=5).contains(&digits) && points <= 1 && digits + points == number.chars().count() && (points == 1 || digits <= 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_and_how_warm() {
        for (text, who, temperature, site) in [
            ("0231 365", "0231", Some("365"), None),
            ("０２３１　３６５", "0231", Some("365"), None),
            ("0231,365", "0231", Some("365"), None),
            ("张双 36。5", "张双", Some("36。5"), None),
            ("zs 37.6 腋", "zs", Some("37.6"), Some(Site::Armpit)),
            ("0231 97.7F", "0231", Some("97.7F"), None),
            ("张双", "张双", None, None),
            ("John Smith 36.5", "John Smith", Some("36.5"), None),
            ("13985001234", "13985001234", None, None),
            ("", "", None, None),
        ] {
            let expected = Asked {
                who: who.into(),
                temperature: temperature.map(str::to_owned),
                site,
                could_be_temperature: false,
            };
            assert_eq!(parse(text), expected, "{text}");
        }
    }

    #[test]
    fn a_lone_number_may_be_either() {
        for text in ["365", "36.5", "0231", "97.7F"] {
            let asked = parse(text);
            assert_eq!(
                (asked.who.as_str(), asked.temperature, asked.could_be_temperature),
                (text, None, true),
                "{text}"
            );
        }
    }
}
