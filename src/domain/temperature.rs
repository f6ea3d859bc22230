//! A temperature as it is typed, kept and shown: parse, unit, site of measurement, plausible range.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

/// Hundredths of a degree Celsius.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Celsius(pub i32);

impl Celsius {
    /// Below this no living forehead is measured; refused as a slip of the finger.
    pub const LEAST: Self = Self(3000);
    /// Above this a reading is refused as a slip of the finger.
    pub const MOST: Self = Self(4500);
    /// What an unmarked number may be taken for in Fahrenheit where Celsius is typed: 95.0–107.6 °F, a living body.
    const UNMARKED: [i32; 2] = [9500, 10_760];

    pub fn degrees(self) -> f64 {
        f64::from(self.0) / 100.0
    }

    /// In the unit chosen, with one decimal, or two when the second is not zero: `36.5`, `37.25`, `97.7`.
    pub fn shown(self, unit: Unit) -> String {
        let hundredths = match unit {
            Unit::Celsius => self.0,
            // Tenths of a Fahrenheit degree are coarser than hundredths of a Celsius one: what was typed comes back.
            Unit::Fahrenheit => round_div(self.0 * 9 + 16_000, 50) * 10,
        };
        let (whole, part) = (hundredths / 100, (hundredths % 100).abs());
        if part % 10 == 0 {
            format!("{whole}.{}", part / 10)
        } else {
            format!("{whole}.{part:02}")
        }
    }

    fn from_fahrenheit(hundredths: i32) -> Self {
        Self(round_div((hundredths - 3200) * 5, 9))
    }
}

impl fmt::Display for Celsius {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown(Unit::Celsius))
    }
}

/// Rounds half away from zero.
fn round_div(value: i32, by: i32) -> i32 {
    (2 * value + value.signum() * by) / (2 * by)
}

/// The unit a station types and shows. What is kept is always Celsius.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    #[default]
    Celsius,
    Fahrenheit,
}

impl Unit {
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Celsius => "°C",
            Self::Fahrenheit => "°F",
        }
    }
}

/// Where on the body it was measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Site {
    #[default]
    Forehead,
    Ear,
    Wrist,
    Armpit,
    Mouth,
}

impl Site {
    pub const ALL: [Self; 5] = [Self::Forehead, Self::Ear, Self::Wrist, Self::Armpit, Self::Mouth];

    pub fn key(self) -> &'static str {
        match self {
            Self::Forehead => "forehead",
            Self::Ear => "ear",
            Self::Wrist => "wrist",
            Self::Armpit => "armpit",
            Self::Mouth => "mouth",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|site| site.key() == key)
    }

    /// From the word or letter a guard types after the number: `腋`, `耳温`, `armpit`, `a`.
    pub fn from_word(word: &str) -> Option<Self> {
        let first = word.trim().chars().next()?.to_ascii_lowercase();
        match first {
            '额' | '額' | 'f' => Some(Self::Forehead),
            '耳' | 'e' => Some(Self::Ear),
            '腕' | 'w' => Some(Self::Wrist),
            '腋' | 'a' => Some(Self::Armpit),
            '口' | 'm' => Some(Self::Mouth),
            _ => None,
        }
    }
}

/// Why typed text is not a temperature that can be recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemperatureError {
    #[error("not a number")]
    NotANumber,
    /// Outside 30.0–45.0 °C (rules.md, "Temperature").
    #[error("outside 30.0–45.0 °C: {0}")]
    Implausible(Celsius),
}

/// Reads `365`, `36.5`, `36。5`, `３６．５`, `36,5`, `36 5`, `3650`, `97.7F`, `977f`, `36.5℃`.
///
/// A number without a point is tenths when it has three digits and hundredths when it has four, as on a
/// thermometer's own display; four digits beginning 10 or 11 are tenths of Fahrenheit where `unit` says so. A letter
/// or sign for the unit wins over `unit`; without one, a value that can only be the other unit is taken as such. Fahrenheit is
/// so only where it is written out, with a point or four digits, and is a body's: three digits such as `999` are a slip that
/// would be kept as a fever.
pub fn parse(text: &str, unit: Unit) -> Result<Celsius, TemperatureError> {
    let folded = fold(text);
    let (number, marked) = split_unit(&folded);
    let candidates = hundredths(number)?;
    let units = match marked {
        Some(unit) => [unit, unit],
        None => [unit, other(unit)],
    };
    let guessed = marked.is_none() && unit == Unit::Celsius;
    let may = |value: i32, unit: Unit| !guessed || unit == Unit::Celsius || is_written_out(number, value);
    let readings = units.iter().flat_map(|unit| {
        let values = candidates.iter().flatten().filter(|value| may(**value, *unit));
        values.map(|value| in_celsius(*value, *unit))
    });
    let mut first = None;
    for celsius in readings {
        if (Celsius::LEAST..=Celsius::MOST).contains(&celsius) {
            return Ok(celsius);
        }
        first.get_or_insert(celsius);
    }
    Err(first.map_or(TemperatureError::NotANumber, TemperatureError::Implausible))
}

/// Whether an unmarked number can be nothing but degrees Fahrenheit of a living body.
fn is_written_out(number: &str, hundredths: i32) -> bool {
    let [least, most] = Celsius::UNMARKED;
    let long = number.len() == 4 || number.contains(['.', ' ']);
    long && (least..=most).contains(&hundredths)
}

fn other(unit: Unit) -> Unit {
    match unit {
        Unit::Celsius => Unit::Fahrenheit,
        Unit::Fahrenheit => Unit::Celsius,
    }
}

fn in_celsius(hundredths: i32, unit: Unit) -> Celsius {
    match unit {
        Unit::Celsius => Celsius(hundredths),
        Unit::Fahrenheit => Celsius::from_fahrenheit(hundredths),
    }
}

/// Full-width digits, the Chinese full stop and the comma of other keyboards all mean the same key.
fn fold(text: &str) -> String {
    text.nfkc()
        .map(|c| {
            if matches!(c, '。' | '、' | '，' | ',' | '·' | ':' | '度') {
                '.'
            } else {
                c.to_ascii_lowercase()
            }
        })
        .collect::<String>()
        .trim()
        .to_owned()
}

fn split_unit(text: &str) -> (&str, Option<Unit>) {
    let bare = text.trim_end_matches('.');
    let (number, unit) = match bare.char_indices().next_back() {
        Some((at, 'f')) => (&bare[..at], Some(Unit::Fahrenheit)),
        Some((at, 'c')) => (&bare[..at], Some(Unit::Celsius)),
        _ => (bare, None),
    };
    (number.trim_end_matches(['°', ' ', '.']), unit)
}

/// The values, in hundredths, that the digits can mean, likeliest first.
fn hundredths(number: &str) -> Result<[Option<i32>; 2], TemperatureError> {
    let (whole, part) = match number.split_once(['.', ' ']) {
        Some((whole, part)) => (whole.trim(), Some(part.trim())),
        None => (number, None),
    };
    let digits = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| text.parse::<i32>().ok())
            .flatten()
    };
    let value = digits(whole)
        .filter(|_| (2..=4).contains(&whole.len()))
        .ok_or(TemperatureError::NotANumber)?;
    match part {
        Some(part) if whole.len() <= 3 => {
            let decimals = digits(part).ok_or(TemperatureError::NotANumber)?;
            match part.len() {
                1 => Ok([Some(value * 100 + decimals * 10), None]),
                2 => Ok([Some(value * 100 + decimals), None]),
                _ => Err(TemperatureError::NotANumber),
            }
        }
        Some(_) => Err(TemperatureError::NotANumber),
        None => Ok(match whole.len() {
            2 => [Some(value * 100), None],
            3 => [Some(value * 10), Some(value * 100)],
            _ => [Some(value), Some(value * 10)],
        }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_guards_type() {
        for (text, hundredths) in [
            ("365", 3650),
            ("36.5", 3650),
            ("36。5", 3650),
            ("３６．５", 3650),
            ("３６５", 3650),
            ("36,5", 3650),
            ("36 5", 3650),
            (" 36.55 ", 3655),
            ("3655", 3655),
            ("36", 3600),
            ("36.5℃", 3650),
            ("36.5°C", 3650),
            ("36度5", 3650),
            ("97.7F", 3650),
            ("97.7", 3650),
            ("977f", 3650),
            ("999F", 3772),
            ("100f", 3778),
            ("99.14F", 3730),
            ("9914", 3730),
            ("95.0", 3500),
            ("107.6", 4200),
            ("1076", 4200),
            ("100.4f", 3800),
            ("1004", 3800),
            ("30.0", 3000),
            ("45.0", 4500),
        ] {
            assert_eq!(parse(text, Unit::Celsius), Ok(Celsius(hundredths)), "{text}");
        }
    }

    #[test]
    fn what_is_refused() {
        for text in [
            "",
            "abc",
            "3",
            "36.555",
            "36.",
            ".5",
            "-36.5",
            "36.5.1",
            "12345",
            "zs",
            "36..5",
            "99999999999",
        ] {
            let refused = parse(text, Unit::Celsius);
            if text == "36." {
                assert_eq!(refused, Ok(Celsius(3600)));
            } else {
                assert_eq!(refused, Err(TemperatureError::NotANumber), "{text}");
            }
        }
        for (text, hundredths) in [
            ("29.9", 2990),
            ("45.1", 4510),
            ("231", 2310),
            ("20.0c", 2000),
            ("977", 9770),
            ("999", 9990),
            ("98", 9800),
            ("100", 1000),
            ("94.9", 9490),
            ("107.7", 10_770),
        ] {
            assert_eq!(
                parse(text, Unit::Celsius),
                Err(TemperatureError::Implausible(Celsius(hundredths))),
                "{text}"
            );
        }
    }

    #[test]
    fn shown_in_either_unit() {
        assert_eq!(Celsius(3650).to_string(), "36.5");
        assert_eq!(Celsius(3725).to_string(), "37.25");
        assert_eq!(Celsius(3650).shown(Unit::Fahrenheit), "97.7");
        assert_eq!(Celsius(3800).shown(Unit::Fahrenheit), "100.4");
    }

    #[test]
    fn sites_by_word() {
        for (word, site) in [
            ("腋", Site::Armpit),
            ("耳温", Site::Ear),
            ("額", Site::Forehead),
            ("W", Site::Wrist),
            ("口", Site::Mouth),
        ] {
            assert_eq!(Site::from_word(word), Some(site), "{word}");
        }
        assert_eq!(Site::from_word("手"), None);
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_typed(tenths in 300i32..=450) {
            let celsius = Celsius(tenths * 10);
            prop_assert_eq!(parse(&celsius.to_string(), Unit::Celsius), Ok(celsius));
        }

        #[test]
        fn fahrenheit_tenths_come_back(tenths in 860i32..=1130) {
            let typed = format!("{}.{}", tenths / 10, tenths % 10);
            if let Ok(celsius) = parse(&typed, Unit::Fahrenheit) {
                prop_assert_eq!(celsius.shown(Unit::Fahrenheit), typed);
            }
        }

        #[test]
        fn nothing_panics(text in "\\PC*") {
            if let Ok(celsius) = parse(&text, Unit::Celsius) {
                prop_assert!((Celsius::LEAST..=Celsius::MOST).contains(&celsius));
            }
        }
    }
}
