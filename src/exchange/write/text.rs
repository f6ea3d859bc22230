//! Cells as text, and the guard against what a spreadsheet would run.

use std::fmt::Write as _;

use super::Cell;

/// What makes a spreadsheet read a text as a formula, in half and full width (ASVS 5.0, 1.2.10).
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Most decimals of a number.
pub(super) const MAX_DECIMALS: u8 = 6;

/// Below this every whole number has its own f64: 2^53.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The cell without any guard; the buffer is overwritten.
pub(super) fn plain<'a>(cell: Cell<'a>, buffer: &'a mut String) -> &'a str {
    buffer.clear();
    match cell {
        Cell::Empty => return "",
        Cell::Text(text) | Cell::Both { text, .. } => return text,
        Cell::Bool(value) => return if value { "true" } else { "false" },
        Cell::Number { value, decimals } => fixed(value, decimals.min(MAX_DECIMALS), buffer),
        Cell::Integer(value) => digits(value, 0, buffer),
        Cell::List(list) => {
            for (at, item) in list.iter().enumerate() {
                buffer.push_str(if at == 0 { "" } else { ";" });
                buffer.push_str(item);
            }
        }
    }
    buffer
}

/// Rounds as people do, halves away from zero. The formatter of the standard library is exact, and ten times slower.
fn fixed(value: f64, decimals: u8, buffer: &mut String) {
    let scaled = (value * 10_f64.powi(i32::from(decimals))).round();
    if scaled.abs() < EXACT {
        #[expect(clippy::cast_possible_truncation, reason = "a whole number below 2^53")]
        digits(scaled as i64, decimals, buffer);
    } else if value.is_finite() && write!(buffer, "{value:.*}", usize::from(decimals)).is_err() {
        buffer.clear();
    }
}

/// A whole number with a point before its last digits.
fn digits(scaled: i64, decimals: u8, buffer: &mut String) {
    let (mut rest, mut text, mut start) = (scaled.unsigned_abs(), [b'0'; 21], 21);
    let mut written = 0;
    while rest > 0 || written <= decimals {
        if written == decimals && decimals > 0 {
            start -= 1;
            text[start] = b'.';
        }
        start -= 1;
        text[start] = b"0123456789"[(rest % 10) as usize];
        rest /= 10;
        written += 1;
    }
    if scaled < 0 {
        buffer.push('-');
    }
    buffer.extend(text[start..].iter().map(|&digit| char::from(digit)));
}

/// The cell as a spreadsheet may read it: text that could be a formula has an apostrophe before it.
pub(super) fn guarded<'a>(cell: Cell<'a>, buffer: &'a mut String) -> &'a str {
    match cell {
        Cell::Text(text) | Cell::Both { text, .. } if !could_be_formula(text) => text,
        Cell::Text(text) | Cell::Both { text, .. } => {
            buffer.clear();
            buffer.push('\'');
            buffer.push_str(text);
            buffer
        }
        Cell::List(_) => {
            plain(cell, buffer);
            if could_be_formula(buffer) {
                buffer.insert(0, '\'');
            }
            buffer
        }
        Cell::Empty | Cell::Number { .. } | Cell::Integer(_) | Cell::Bool(_) => plain(cell, buffer),
    }
}

/// Blanks and marks that are not seen do not hide a sign: some programs trim them before they look.
pub(super) fn could_be_formula(text: &str) -> bool {
    // Nearly every cell begins with a letter, a digit or a Chinese character (U+4000 to U+9FFF), and a million rows wait.
    let first = text.as_bytes().first();
    if first.is_none_or(|first| first.is_ascii_alphanumeric() || matches!(first, 0xe4..=0xe9)) {
        return false;
    }
    let unseen = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    text.starts_with(['\t', '\r', '\n', '\0']) || text.trim_start_matches(unseen).starts_with(SIGNS)
}

/// The rows as tab-separated text for the clipboard, the titles above them; a tab or a line break within a cell is a space.
pub fn tsv<'a, R: AsRef<[Cell<'a>]>>(titles: &[String], rows: impl IntoIterator<Item = R>) -> String {
    let mut out = String::new();
    let titles: Vec<Cell<'_>> = titles.iter().map(|title| Cell::Text(title)).collect();
    line(&mut out, &titles);
    for row in rows {
        line(&mut out, row.as_ref());
    }
    out
}

fn line(out: &mut String, cells: &[Cell<'_>]) {
    let mut buffer = String::new();
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push('\t');
        }
        let text = guarded(*cell, &mut buffer);
        let flat = text.chars().map(|c| if c.is_control() { ' ' } else { c });
        // A quotation mark at the beginning opens a quoted cell, which would hide a formula or swallow the next rows.
        if text.starts_with('"') {
            out.push('"');
            out.extend(flat.flat_map(|c| std::iter::repeat_n(c, if c == '"' { 2 } else { 1 })));
            out.push('"');
        } else {
            out.extend(flat);
        }
    }
    out.push('\n');
}
