//! Amounts as people write them, kept as whole thousandths of a unit.

use unicode_normalization::UnicodeNormalization as _;

/// Thousandths in one unit.
pub const ONE: i64 = 1_000;
/// More than any plant keeps of anything, in thousandths; what is written beyond it is a slip.
pub const MOST: i64 = 1_000_000_000 * ONE;

/// Reads `12`, `0.5`, `1,200` or the same in full width, in thousandths. `None` for what is no amount, is below zero, has more
/// than three decimals, or is more than [`MOST`].
pub fn read_amount(text: &str) -> Option<i64> {
    let plain: String = text.nfkc().filter(|c| !c.is_whitespace() && *c != ',').collect();
    let (whole, decimals) = plain.split_once(['.', '。']).unwrap_or((&plain, ""));
    let are_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 10 || decimals.len() > 3 || !are_digits(whole) || !are_digits(decimals) {
        return None;
    }
    let thousandths = format!("{whole}{decimals:0<3}").parse().ok()?;
    (thousandths <= MOST).then_some(thousandths)
}

/// `12`, `0.5`, `-3`: without decimals that say nothing.
pub fn amount(thousandths: i64) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let all = thousandths.unsigned_abs();
    let (whole, rest) = (all / 1_000, all % 1_000);
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    let decimals = format!("{rest:03}");
    format!("{sign}{whole}.{}", decimals.trim_end_matches('0'))
}
