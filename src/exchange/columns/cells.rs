//! A row becomes a person: what is typed in cells, cleaned, and refused where it would be false.

use super::words::{NOTHING, STATES};
use super::{Field, Matching};
use crate::domain::identity::{Document, IdentityError};
use crate::domain::names::fold;
use crate::domain::person::{Kind, Person, PersonId, Status};
use crate::exchange::sheet::Row;

/// Longest text of one cell in characters, and longest note.
const LONGEST: usize = 200;
const LONGEST_NOTE: usize = 2000;

/// A cell that cannot be taken. A row with one is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellFault {
    pub field: Field,
    /// A stable word, for language keys and logs: `too-long`, `rounded`, `kind`, `status`, `phone`, and for documents
    /// `length`, `character`, `area`, `birth-date` and `checksum`.
    pub code: &'static str,
}

impl Matching<Field> {
    /// The person in a row, and what in it cannot be taken. Names are as typed: the station judges them.
    pub fn person(&self, row: &Row, id: PersonId) -> (Person, Vec<CellFault>) {
        let mut person = Person { id, ..Person::default() };
        let mut faults = Vec::new();
        for (field, cell) in self.columns.iter().zip(&row.cells) {
            let Some(field) = *field else { continue };
            if let Err(code) = fill(&mut person, field, cell) {
                faults.push(CellFault { field, code });
            }
        }
        (person, faults)
    }
}

/// Writes a cell where it belongs, or says why not.
pub(in crate::exchange) fn fill(person: &mut Person, field: Field, cell: &str) -> Result<(), &'static str> {
    let text = tidy(cell);
    let longest = if field == Field::Note { LONGEST_NOTE } else { LONGEST };
    if text.chars().count() > longest {
        return Err("too-long");
    }
    let said = if is_nothing(&text) { String::new() } else { text.clone() };
    match field {
        Field::Badge => person.badge = number(&said)?,
        Field::Employee => person.employee = number(&said)?,
        Field::Name => person.name = text,
        Field::Kind => person.kind = kind(&said)?,
        Field::Status => person.status = status(&said)?,
        Field::Unit => person.unit = said,
        Field::Department => person.department = said,
        Field::Team => person.team = said,
        Field::Dormitory => person.dormitory = said,
        Field::Phone => person.phone = phones(&said)?,
        Field::Document => person.document = document(&said)?,
        Field::Host => person.host = said,
        Field::Note => person.note = text,
    }
    Ok(())
}

/// One space where there was white space of any kind, and no marks that are not seen.
pub(in crate::exchange) fn tidy(cell: &str) -> String {
    let seen = |c: &char| {
        c.is_whitespace()
            || !(c.is_control()
                || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'))
    };
    let text: String = cell.chars().filter(seen).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(in crate::exchange) fn is_nothing(text: &str) -> bool {
    let folded = text.to_lowercase();
    NOTHING.split_whitespace().any(|word| word == folded)
}

/// A number that is a name: full-width forms and spaces away, and the point that a spreadsheet gave it.
///
/// Of `5.20102E+17` the last digits are gone, and nobody can tell whose number it was.
fn number(text: &str) -> Result<String, &'static str> {
    let plain: String = unicode(text).split_whitespace().collect();
    if is_rounded(&plain) {
        return Err("rounded");
    }
    let whole = plain
        .split_once('.')
        .filter(|(whole, zeros)| is_digits(whole) && is_digits(zeros) && zeros.bytes().all(|b| b == b'0'))
        .map(|(whole, _)| whole.to_owned());
    Ok(whole.unwrap_or(plain))
}

fn unicode(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    text.nfkc().collect()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_rounded(text: &str) -> bool {
    let upper = text.to_ascii_uppercase();
    upper
        .split_once("E+")
        .is_some_and(|(digits, power)| is_digits(&digits.replacen('.', "", 1)) && is_digits(power))
}

fn kind(word: &str) -> Result<Kind, &'static str> {
    if word.is_empty() {
        return Ok(Kind::default());
    }
    Kind::from_word(&fold(word)).ok_or("kind")
}

fn status(word: &str) -> Result<Status, &'static str> {
    if word.is_empty() {
        return Ok(Status::default());
    }
    let folded = fold(word);
    let states = STATES
        .iter()
        .flat_map(|(status, words)| words.split_whitespace().map(move |word| (word, *status)));
    states
        .filter(|(word, _)| folded.contains(*word))
        .max_by_key(|(word, _)| word.chars().count())
        .map(|(_, status)| status)
        .ok_or("status")
}

/// The numbers of a cell, each without spaces, dashes and brackets, parted by a space.
fn phones(text: &str) -> Result<String, &'static str> {
    let plain = unicode(text);
    let mut numbers = Vec::new();
    for piece in plain.split(['/', ',', ';', '、', '|', '或']) {
        let words: Vec<&str> = piece.split_whitespace().collect();
        let several = words.len() > 1 && words.iter().all(|word| word.bytes().filter(u8::is_ascii_digit).count() >= 7);
        if several {
            for word in words {
                numbers.push(phone(word)?);
            }
        } else if !words.is_empty() {
            numbers.push(phone(&words.concat())?);
        }
    }
    Ok(numbers.join(" "))
}

fn phone(text: &str) -> Result<String, &'static str> {
    let whole = number(text)?;
    let plain: String = whole.chars().filter(|c| !"-()‐–—".contains(*c)).collect();
    let digits = plain.strip_prefix('+').unwrap_or(&plain);
    if is_digits(digits) && (3..=16).contains(&digits.len()) {
        Ok(plain)
    } else {
        Err("phone")
    }
}

fn document(text: &str) -> Result<String, &'static str> {
    if text.is_empty() {
        return Ok(String::new());
    }
    let document = Document::parse(&number(text)?).map_err(code)?;
    Ok(document.number().to_owned())
}

fn code(error: IdentityError) -> &'static str {
    match error {
        IdentityError::Length { .. } => "length",
        IdentityError::Character { .. } => "character",
        IdentityError::Area => "area",
        IdentityError::BirthDate => "birth-date",
        IdentityError::Checksum { .. } => "checksum",
    }
}
