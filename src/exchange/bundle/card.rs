//! A station's card as text: what is shown as a QR code, read out of a file, or pasted.

use super::error::BundleError;
use super::{MAX_NAME, base64, keys};
use crate::domain::peer::Card;

const PREFIX: &str = "gatehouse:";
const VERSION: &str = "1";
/// More than any card that holds has.
const MAX_TEXT: usize = 8 * 1024;

/// `gatehouse:1:eyJja…`
pub fn card_text(card: &Card) -> String {
    // A card is strings and plain names: it can always be written.
    let json = serde_json::to_vec(card).unwrap_or_default();
    format!("{PREFIX}{VERSION}:{}", base64::encode(&json))
}

/// Reads what [`card_text`] has written; white space around it does no harm.
pub fn card_from_text(text: &str) -> Result<Card, BundleError> {
    let text = text.trim();
    let (version, rest) = text
        .strip_prefix(PREFIX)
        .and_then(|rest| rest.split_once(':'))
        .filter(|_| text.len() <= MAX_TEXT)
        .ok_or(BundleError::Card)?;
    if version != VERSION {
        let version = version.parse().map_err(|_no_number: std::num::ParseIntError| BundleError::Card)?;
        return Err(BundleError::CardTooNew { version });
    }
    let json = base64::decode(rest).ok_or(BundleError::Card)?;
    let card: Card = serde_json::from_slice(&json).map_err(|_unreadable| BundleError::Card)?;
    if holds(&card) { Ok(card) } else { Err(BundleError::Card) }
}

/// Whether it names a station: words that can be shown, and two keys.
pub(super) fn holds(card: &Card) -> bool {
    let shows = |text: &String| text.chars().count() <= MAX_NAME && text.chars().all(is_shown);
    let named = !card.station.trim().is_empty() && [&card.site, &card.unit, &card.station].into_iter().all(shows);
    named && !card.chain.is_nil() && keys::are_keys(&card.keys)
}

/// Whether a letter of a name that nobody has looked at yet shows as it is: none that a screen obeys, and none that turns the
/// direction of what stands after it.
pub(super) fn is_shown(letter: char) -> bool {
    let turns = matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !turns && !letter.is_control()
}
