//! The code of a place, and which place lies in which.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A place by its code: a division of China with 2, 4 or 6 digits (GB/T 2260: `42`, `4201`, `420102`), or a foreign country
/// with two capital letters (ISO 3166-1).
///
/// There is one code for each place: `420000` is read as `42`, `420100` as `4201`, `HK`, `MO` and `TW` as `81`, `82` and `71`.
/// China as a whole (`CN`) is not a code, because nothing can be judged by it. A code that no list of ours has is still a
/// code, so that what another version wrote can be read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Code([u8; 6]);

/// Why a text is not a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a place has 2, 4 or 6 digits, or is a country other than China with two letters")]
pub struct CodeError;

impl Code {
    pub fn as_str(&self) -> &str {
        let length = self.0.iter().take_while(|byte| **byte != 0).count();
        std::str::from_utf8(&self.0[..length]).unwrap_or_default()
    }

    /// Whether this place is the area or lies in it. The reverse matters too: somebody who was in `42` may have been in `4201`.
    pub fn is_within(self, area: Self) -> bool {
        self.as_str().starts_with(area.as_str())
    }

    /// A foreign country.
    pub fn is_country(self) -> bool {
        self.0[0].is_ascii_uppercase()
    }

    /// The division that this one lies in: of `420102` `4201`, of `4201` `42`. Counties right under their province
    /// (municipalities, `429004`, Hong Kong) have the province.
    pub fn parent(self) -> Option<Self> {
        let text = self.as_str();
        let length = if self.is_country() { 0 } else { text.len() };
        match length {
            6 if is_under_province(text) => text[..2].parse().ok(),
            4 | 6 => text[..length - 2].parse().ok(),
            _ => None,
        }
    }

    /// 0 a province or a country, 1 a city, 2 a county.
    pub(super) fn level(self) -> u8 {
        match self.as_str().len() {
            2 => 0,
            6 if !self.as_str()[2..].starts_with("90") => 2,
            _ => 1,
        }
    }
}

/// Municipalities have no cities, and neither do Hong Kong, Macao and the counties numbered `xx90`.
fn is_under_province(text: &str) -> bool {
    let province = &text[..2];
    ["11", "12", "31", "50", "71", "81", "82"].contains(&province) || &text[2..4] == "90"
}

impl FromStr for Code {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let text = match text {
            "HK" => "81",
            "MO" => "82",
            "TW" => "71",
            "CN" => return Err(CodeError),
            other => other,
        };
        let is_country = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        let is_division = matches!(text.len(), 2 | 4 | 6) && text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_country && (!is_division || text.starts_with('0')) {
            return Err(CodeError);
        }
        let mut kept = text;
        while let Some(shorter) = kept.strip_suffix("00").filter(|shorter| !shorter.is_empty()) {
            kept = shorter;
        }
        let mut bytes = [0; 6];
        bytes[..kept.len()].copy_from_slice(kept.as_bytes());
        Ok(Self(bytes))
    }
}

impl TryFrom<String> for Code {
    type Error = CodeError;

    fn try_from(text: String) -> Result<Self, CodeError> {
        text.parse()
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.as_str().to_owned()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
