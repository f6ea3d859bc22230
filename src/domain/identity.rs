//! Identity documents: the resident ID with its checksum and what it encodes, and the other papers people show.
//!
//! A number is folded before it is judged, because it arrives from a Chinese input method, a spreadsheet or a
//! card reader: full-width digits, a lower-case `x` and spaces are the same number. `Debug` shows a number masked.

use std::fmt;

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization as _;

/// Position weights of GB 11643-1999 (2^(18-i) mod 11), for the first seventeen digits.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// Check characters of ISO 7064 MOD 11-2, by remainder of the weighted sum.
const CHECK: [u8; 11] = *b"10X98765432";

/// Province prefixes of GB/T 2260, with 81-83 (residence permits for Hong Kong, Macao and Taiwan residents, 2018)
/// and 91 (foreign permanent residents).
const PROVINCES: [u8; 36] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82,
    83, 91,
];

/// Nobody at a gate was born earlier; an earlier year is a slip of the hand.
const EARLIEST_YEAR: i32 = 1900;

/// Why a number is not taken as an identity document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum IdentityError {
    /// The wrong number of characters after folding.
    #[error("{found} characters is not the length of this document")]
    Length {
        /// How many characters there were.
        found: usize,
    },
    /// A character that this document cannot hold.
    #[error("character {position} does not belong in this document")]
    Character {
        /// Counted from 1, in the folded number.
        position: usize,
    },
    /// No area begins with 00.
    #[error("the area code is not possible")]
    Area,
    /// The date does not exist, or lies before 1900.
    #[error("the date of birth is not possible")]
    BirthDate,
    /// The last character does not follow from the first seventeen: some digit is wrong.
    #[error("the check character should be {expected}")]
    Checksum {
        /// What the last character would be if the others are right.
        expected: char,
    },
}

/// What the seventeenth digit says: odd is male.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Odd sequence number.
    Male,
    /// Even sequence number.
    Female,
}

/// A valid resident ID of 18 characters (GB 11643-1999), `X` in upper case.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResidentId {
    number: String,
    birth: NaiveDate,
}

impl ResidentId {
    /// Reads 18 characters, or the 15 digits issued before 1999, which are upgraded to 18.
    ///
    /// A birth date in the future passes: ask [`Self::is_born_after`] with the day it is.
    pub fn parse(text: &str) -> Result<Self, IdentityError> {
        let folded = fold(text);
        let length = folded.chars().count();
        if length != 15 && length != 18 {
            return Err(IdentityError::Length { found: length });
        }
        if let Some(at) = folded
            .chars()
            .enumerate()
            .position(|(at, c)| !(c.is_ascii_digit() || (at == 17 && c == 'X')))
        {
            return Err(IdentityError::Character { position: at + 1 });
        }
        let body = if length == 15 {
            format!("{}19{}", &folded[..6], &folded[6..])
        } else {
            folded[..17].to_owned()
        };
        if body.starts_with("00") {
            return Err(IdentityError::Area);
        }
        let birth = NaiveDate::parse_from_str(&body[6..14], "%Y%m%d")
            .ok()
            .filter(|day| day.year() >= EARLIEST_YEAR)
            .ok_or(IdentityError::BirthDate)?;
        let expected = check_character(&body);
        if length == 18 && !folded.ends_with(expected) {
            return Err(IdentityError::Checksum { expected });
        }
        Ok(Self {
            number: format!("{body}{expected}"),
            birth,
        })
    }

    /// The 18 characters.
    pub fn as_str(&self) -> &str {
        &self.number
    }

    /// The day the person was born.
    pub const fn birth(&self) -> NaiveDate {
        self.birth
    }

    /// True when the birth date lies after `today`: the number is well made but cannot be anybody's yet.
    pub fn is_born_after(&self, today: NaiveDate) -> bool {
        self.birth > today
    }

    /// Whole years lived on `today`; `None` before birth.
    pub fn age_on(&self, today: NaiveDate) -> Option<u32> {
        today.years_since(self.birth)
    }

    /// From the parity of the seventeenth digit.
    pub fn sex(&self) -> Sex {
        if self.number.as_bytes()[16] % 2 == 1 {
            Sex::Male
        } else {
            Sex::Female
        }
    }

    /// The six digits of the county where the number was first issued; it may no longer exist.
    pub fn area(&self) -> &str {
        &self.number[..6]
    }

    /// False when no province has the first two digits: worth a note, never a refusal.
    pub fn is_province_known(&self) -> bool {
        self.number[..2].parse::<u8>().is_ok_and(|prefix| PROVINCES.contains(&prefix))
    }

    /// `5201**********1234`.
    pub fn masked(&self) -> String {
        mask(&self.number)
    }
}

impl fmt::Debug for ResidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ResidentId").field(&self.masked()).finish()
    }
}

/// Which paper a number belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 居民身份证.
    ResidentId,
    /// 港澳居民来往内地通行证.
    HongKongMacaoPermit,
    /// 台湾居民来往大陆通行证.
    TaiwanPermit,
    /// A passport of any country.
    Passport,
    /// Anything else with a number.
    Other,
}

/// An identity paper: its kind and its number, folded.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Document {
    kind: DocumentKind,
    number: String,
}

#[derive(Deserialize)]
struct Unchecked {
    kind: DocumentKind,
    number: String,
}

impl TryFrom<Unchecked> for Document {
    type Error = IdentityError;

    fn try_from(unchecked: Unchecked) -> Result<Self, IdentityError> {
        Self::new(unchecked.kind, &unchecked.number)
    }
}

impl Document {
    /// A number whose kind somebody chose. Only a resident ID is checked beyond length and characters.
    pub fn new(kind: DocumentKind, text: &str) -> Result<Self, IdentityError> {
        if kind == DocumentKind::ResidentId {
            return ResidentId::parse(text).map(|id| Self { kind, number: id.number });
        }
        let number = fold(text);
        let found = number.chars().count();
        if !(4..=30).contains(&found) {
            return Err(IdentityError::Length { found });
        }
        match number.chars().position(|c| !(c.is_alphanumeric() || "-/()".contains(c))) {
            Some(at) => Err(IdentityError::Character { position: at + 1 }),
            None => Ok(Self { kind, number }),
        }
    }

    /// A number whose kind is guessed from its shape.
    ///
    /// What looks like a resident ID (14 to 19 characters, all digits but at most one) is judged as one, so that a
    /// dropped digit is an error and not some other paper.
    pub fn parse(text: &str) -> Result<Self, IdentityError> {
        let number = fold(text);
        Self::new(guess(&number), &number)
    }

    /// Which paper.
    pub const fn kind(&self) -> DocumentKind {
        self.kind
    }

    /// The folded number.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// What a resident ID encodes; `None` for other papers.
    pub fn resident_id(&self) -> Option<ResidentId> {
        match self.kind {
            DocumentKind::ResidentId => ResidentId::parse(&self.number).ok(),
            DocumentKind::HongKongMacaoPermit | DocumentKind::TaiwanPermit | DocumentKind::Passport | DocumentKind::Other => None,
        }
    }

    /// At most four characters at each end stay readable: `5201**********1234`, `E1*****78`.
    pub fn masked(&self) -> String {
        mask(&self.number)
    }
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document")
            .field("kind", &self.kind)
            .field("number", &self.masked())
            .finish()
    }
}

fn guess(number: &str) -> DocumentKind {
    let length = number.chars().count();
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let letters = number.chars().take_while(char::is_ascii_uppercase).count();
    let letters_then_digits = letters + digits == length;
    if (14..=19).contains(&length) && digits + 1 >= length && letters == 0 {
        DocumentKind::ResidentId
    } else if letters_then_digits && letters == 1 && (8..=10).contains(&digits) && number.starts_with(['H', 'M']) {
        DocumentKind::HongKongMacaoPermit
    } else if digits == 8 && length == 8 {
        DocumentKind::TaiwanPermit
    } else if letters_then_digits && matches!((letters, digits), (1, 8) | (2, 7)) {
        DocumentKind::Passport
    } else {
        DocumentKind::Other
    }
}

/// Compatibility forms to plain ones, letters to upper case, spaces and invisible marks away.
fn fold(text: &str) -> String {
    text.nfkc()
        .filter(|&c| !c.is_whitespace() && !super::names::is_invisible(c))
        .flat_map(char::to_uppercase)
        .collect()
}

fn check_character(body: &str) -> char {
    let sum: u32 = body
        .bytes()
        .zip(WEIGHTS)
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    char::from(CHECK[(sum % 11) as usize])
}

fn mask(number: &str) -> String {
    let length = number.chars().count();
    let shown = (length / 4).min(4);
    number
        .chars()
        .enumerate()
        .map(|(at, c)| if at < shown || at + shown >= length { c } else { '*' })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Outcome = Result<(), Box<dyn std::error::Error>>;

    /// The examples printed in GB 11643-1999.
    const FEMALE: &str = "11010519491231002X";
    const MALE: &str = "440524188001010014";

    #[test]
    fn the_example_of_the_standard_is_read() -> Outcome {
        let id = ResidentId::parse(FEMALE)?;
        assert_eq!(id.area(), "110105");
        assert_eq!(id.birth(), NaiveDate::from_ymd_opt(1949, 12, 31).ok_or("date")?);
        assert_eq!(id.sex(), Sex::Female);
        assert!(id.is_province_known());
        assert_eq!(id.masked(), "1101**********002X");
        assert_eq!(format!("{id:?}"), "ResidentId(\"1101**********002X\")");
        Ok(())
    }

    #[test]
    fn the_same_number_in_other_clothes() -> Outcome {
        let same = [
            "11010519491231002x",
            " 110105 19491231 002X ",
            "１１０１０５１９４９１２３１００２Ｘ",
            "\u{feff}110105\u{3000}19491231002ｘ\u{200b}",
        ];
        for text in same {
            assert_eq!(ResidentId::parse(text)?.as_str(), FEMALE, "{text}");
        }
        Ok(())
    }

    #[test]
    fn fifteen_digits_are_upgraded() -> Outcome {
        assert_eq!(ResidentId::parse("110105491231002")?.as_str(), FEMALE);
        assert_eq!(ResidentId::parse("130503670401001")?.as_str(), "130503196704010016");
        Ok(())
    }

    #[test]
    fn what_is_refused_and_why() {
        let cases = [
            ("", IdentityError::Length { found: 0 }),
            ("1101051949123100", IdentityError::Length { found: 16 }),
            ("1101O519491231002X", IdentityError::Character { position: 5 }),
            ("X10105194912310021", IdentityError::Character { position: 1 }),
            ("11010549123100X", IdentityError::Character { position: 15 }),
            ("11010519491231002张", IdentityError::Character { position: 18 }),
            ("110105194912310021", IdentityError::Checksum { expected: 'X' }),
            ("11010519490229002X", IdentityError::BirthDate),
            ("11010519491331002X", IdentityError::BirthDate),
            ("110105 990230 002", IdentityError::BirthDate),
            (MALE, IdentityError::BirthDate),
            ("00010519491231002X", IdentityError::Area),
        ];
        for (text, error) in cases {
            assert_eq!(ResidentId::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn leap_day_future_and_age() -> Outcome {
        let id = ResidentId::parse(&with_check("52010220040229123"))?;
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).ok_or("date");
        assert_eq!(id.age_on(day(2020, 2, 28)?), Some(15));
        assert_eq!(id.age_on(day(2020, 2, 29)?), Some(16));
        assert!(!id.is_born_after(day(2020, 2, 1)?));
        let unborn = ResidentId::parse(&with_check("52010220300101123"))?;
        assert!(unborn.is_born_after(day(2020, 2, 1)?));
        assert_eq!(unborn.age_on(day(2020, 2, 1)?), None);
        Ok(())
    }

    #[test]
    fn an_unknown_province_is_a_note() -> Outcome {
        assert!(!ResidentId::parse(&with_check("99010219800101123"))?.is_province_known());
        assert!(ResidentId::parse(&with_check("83000019800101123"))?.is_province_known());
        Ok(())
    }

    #[test]
    fn kinds_are_guessed() -> Outcome {
        let cases = [
            (FEMALE, DocumentKind::ResidentId, "1101**********002X"),
            ("110105491231002", DocumentKind::ResidentId, "1101**********002X"),
            ("h12345678", DocumentKind::HongKongMacaoPermit, "H1*****78"),
            ("M1234567801", DocumentKind::HongKongMacaoPermit, "M1*******01"),
            ("12345678", DocumentKind::TaiwanPermit, "12****78"),
            ("E12345678", DocumentKind::Passport, "E1*****78"),
            ("ea1234567", DocumentKind::Passport, "EA*****67"),
            ("R123456(7)", DocumentKind::Other, "R1******7)"),
            ("军字第123456号", DocumentKind::Other, "军字******6号"),
            ("ABCD", DocumentKind::Other, "A**D"),
        ];
        for (text, kind, masked) in cases {
            let document = Document::parse(text)?;
            assert_eq!((document.kind(), document.masked().as_str()), (kind, masked), "{text}");
            assert_eq!(document.resident_id().is_some(), kind == DocumentKind::ResidentId);
        }
        Ok(())
    }

    #[test]
    fn a_spoiled_resident_id_is_not_some_other_paper() {
        let cases = [
            ("110105194912310021", IdentityError::Checksum { expected: 'X' }),
            ("1101051949123102X", IdentityError::Length { found: 17 }),
            ("1101O5194912310021", IdentityError::Character { position: 5 }),
            ("123", IdentityError::Length { found: 3 }),
            ("AB,123", IdentityError::Character { position: 3 }),
        ];
        for (text, error) in cases {
            assert_eq!(Document::parse(text), Err(error), "{text}");
        }
        assert!(Document::parse(&"A".repeat(31)).is_err());
    }

    #[test]
    fn json_is_checked_on_the_way_in() -> Outcome {
        let document = Document::parse(FEMALE)?;
        let json = serde_json::to_string(&document)?;
        assert_eq!(json, r#"{"kind":"resident_id","number":"11010519491231002X"}"#);
        assert_eq!(serde_json::from_str::<Document>(&json)?, document);
        assert!(serde_json::from_str::<Document>(&json.replace("1949", "1948")).is_err());
        Ok(())
    }

    fn with_check(body: &str) -> String {
        format!("{body}{}", check_character(body))
    }

    fn numbers() -> impl Strategy<Value = String> {
        (110_000_u32..660_000, 1900_u32..2020, 1_u32..13, 1_u32..29, 0_u32..1000)
            .prop_map(|(area, year, month, day, sequence)| with_check(&format!("{area:06}{year:04}{month:02}{day:02}{sequence:03}")))
    }

    proptest! {
        #[test]
        fn a_well_made_number_is_read_back(number in numbers()) {
            let id = ResidentId::parse(&number);
            prop_assert_eq!(id.as_ref().map(ResidentId::as_str), Ok(number.as_str()));
        }

        #[test]
        fn one_changed_digit_is_caught(number in numbers(), at in 0_usize..18, other in 0_usize..11) {
            let mut bytes = number.clone().into_bytes();
            bytes[at] = b"0123456789X"[other];
            let changed = String::from_utf8(bytes)?;
            prop_assert_eq!(ResidentId::parse(&changed).is_ok(), changed == number);
        }

        #[test]
        fn two_swapped_neighbours_are_caught(number in numbers(), at in 0_usize..17) {
            let mut bytes = number.clone().into_bytes();
            bytes.swap(at, at + 1);
            let swapped = String::from_utf8(bytes)?;
            prop_assert_eq!(ResidentId::parse(&swapped).is_ok(), swapped == number);
        }

        #[test]
        fn any_text_is_answered(text in "\\PC*") {
            if let Ok(document) = Document::parse(&text) {
                prop_assert_eq!(Document::new(document.kind(), document.number()), Ok(document));
            }
        }
    }
}
