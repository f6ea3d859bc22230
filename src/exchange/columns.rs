//! Matches the columns of a sheet by meaning: a roster's onto what is known of a person, a questionnaire's onto what was asked.
//!
//! Every factory titles its sheet in its own way: `4、工号`, `员工编号：`, `Employee No.`, `姓名（必填）`. A whole title
//! counts before a word within one, and each field is taken once; what nobody can guess is settled by hand or by a
//! file. A cell that would put something false into a record is a fault, never a guess.

mod cells;
mod words;

#[cfg(test)]
mod tests;

use serde::Deserialize;
use thiserror::Error;
use toml::{Table, Value};

use super::sheet::{MAX_COLUMNS, Row, Sheet};
use crate::domain::names::fold;

pub use cells::CellFault;
pub(super) use cells::{fill, is_nothing, tidy};

/// What the columns of a kind of sheet can mean.
pub trait Meaning: Copy + Ord + 'static {
    /// How each is called.
    const TITLES: &'static [Words<Self>];
    /// A word within these says nothing, parted by spaces.
    const STRANGERS: &'static str;

    /// The stable word of a columns file, of a language key and of an exported column.
    fn key(self) -> &'static str;

    /// The meaning of a stable word.
    fn from_key(key: &str) -> Option<Self> {
        Self::TITLES.iter().map(|words| words.field).find(|field| field.key() == key)
    }
}

/// How a field is called, in words folded to lower case and without signs, parted by spaces.
#[derive(Debug)]
pub struct Words<F> {
    pub field: F,
    /// The whole title; the usual one first.
    pub whole: &'static str,
    /// Enough when the title only contains it. Words as general as 类型 or 编号 are not here.
    pub within: &'static str,
}

/// What a column can say about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    Badge,
    Employee,
    Name,
    Kind,
    Status,
    Unit,
    Department,
    Team,
    Dormitory,
    Phone,
    Document,
    Host,
    Note,
}

impl Field {
    pub const ALL: [Self; 13] = [
        Self::Badge,
        Self::Employee,
        Self::Name,
        Self::Kind,
        Self::Status,
        Self::Unit,
        Self::Department,
        Self::Team,
        Self::Dormitory,
        Self::Phone,
        Self::Document,
        Self::Host,
        Self::Note,
    ];
}

impl Meaning for Field {
    const TITLES: &'static [Words<Self>] = words::TITLES;
    const STRANGERS: &'static str = words::STRANGERS;

    fn key(self) -> &'static str {
        match self {
            Self::Badge => "badge",
            Self::Employee => "employee",
            Self::Name => "name",
            Self::Kind => "kind",
            Self::Status => "status",
            Self::Unit => "unit",
            Self::Department => "department",
            Self::Team => "team",
            Self::Dormitory => "dormitory",
            Self::Phone => "phone",
            Self::Document => "document",
            Self::Host => "host",
            Self::Note => "note",
        }
    }
}

/// How a roster calls a field, for a sheet that calls it so as well.
pub(super) const fn roster_titles(field: Field) -> &'static Words<Field> {
    let mut at = 0;
    while words::TITLES[at].field as u8 != field as u8 {
        at += 1;
    }
    &words::TITLES[at]
}

/// Why a columns file is not taken.
#[derive(Debug, Error)]
pub enum ColumnsError {
    /// Not TOML, or without a `[columns]` table.
    #[error("not a columns file: {0}")]
    Format(#[from] toml::de::Error),
    /// No person has such a field.
    #[error("no field is called {0}")]
    UnknownField(String),
    /// Neither text nor a whole number.
    #[error("{0}: a column is a title, a letter or a number")]
    NotAColumn(&'static str),
    /// The sheet has no such column.
    #[error("{field}: no column {wanted}")]
    NoSuchColumn { field: &'static str, wanted: String },
    /// Several columns have this title; a letter or a number says which.
    #[error("{field}: more than one column is titled {wanted}")]
    SameTitle { field: &'static str, wanted: String },
    /// Two fields name the same column, counted from 1.
    #[error("column {0} is named twice")]
    SameColumn(usize),
}

impl ColumnsError {
    /// A stable word for each kind, for language keys and logs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Format(_) => "format",
            Self::UnknownField(_) => "unknown-field",
            Self::NotAColumn(_) => "not-a-column",
            Self::NoSuchColumn { .. } => "no-such-column",
            Self::SameTitle { .. } => "same-title",
            Self::SameColumn(_) => "same-column",
        }
    }
}

#[derive(Deserialize)]
struct ColumnsFile {
    columns: Table,
}

/// Which field each column of a sheet holds, in the order of its headers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matching<F = Field> {
    pub columns: Vec<Option<F>>,
}

impl<F: Meaning> Matching<F> {
    /// The best guess from the titles. Where two columns could be the same field, the better title has it, then the one further left.
    pub fn guess(headers: &[String]) -> Self {
        let mut candidates: Vec<(Likeness, usize, F)> = headers
            .iter()
            .enumerate()
            .flat_map(|(column, header)| {
                let title = title(header);
                F::TITLES
                    .iter()
                    .filter_map(move |words| Some((likeness(&title, words)?, column, words.field)))
            })
            .collect();
        candidates.sort_unstable();
        let mut matching = Self {
            columns: vec![None; headers.len()],
        };
        for (_, column, field) in candidates {
            if matching.columns[column].is_none() && matching.column(field).is_none() {
                matching.columns[column] = Some(field);
            }
        }
        matching
    }

    /// Where a field is, counted from 0.
    pub fn column(&self, field: F) -> Option<usize> {
        self.columns.iter().position(|taken| *taken == Some(field))
    }

    /// The user's word: this column holds that field, and no other column does. A column that is not there changes nothing.
    pub fn set(&mut self, column: usize, field: Option<F>) {
        if column >= self.columns.len() {
            return;
        }
        if field.is_some() {
            self.columns
                .iter_mut()
                .filter(|taken| **taken == field)
                .for_each(|taken| *taken = None);
        }
        self.columns[column] = field;
    }

    /// How many columns mean something.
    fn known(&self) -> usize {
        self.columns.iter().flatten().count()
    }

    /// Guesses the columns of a sheet whose titles may stand in two rows, under group titles or in two languages, and may
    /// be repeated further down, where sheets were pasted together. Leaves only rows of answers in it, and answers the numbers
    /// of the rows that said the titles again.
    pub fn of(sheet: &mut Sheet) -> (Self, Vec<u32>) {
        let mut again = Vec::new();
        let mut matching = Self::guess(&sheet.headers);
        if let Some(under) = sheet.rows.first() {
            let above = sheet.headers.iter().map(String::as_str).chain(std::iter::repeat(""));
            let lower = |(cell, above): (&String, &str)| if cell.is_empty() { above.to_owned() } else { cell.clone() };
            let both: Vec<String> = under.cells.iter().zip(above).map(lower).collect();
            let guessed = Self::guess(&both);
            if guessed.known() > matching.known() {
                (sheet.headers, matching) = (both, guessed);
                sheet.rows.remove(0);
            } else if matching.is_said_again(&under.cells) {
                again.push(sheet.rows.remove(0).number);
            }
        }
        let headers = &sheet.headers;
        let titles = |row: &Row| {
            row.cells
                .iter()
                .zip(headers)
                .filter(|(cell, title)| *cell == *title && !title.is_empty())
                .count()
        };
        sheet.rows.retain(|row| {
            let answers = titles(row) * 2 <= headers.len();
            again.extend((!answers).then_some(row.number));
            answers
        });
        (matching, again)
    }

    /// Whether a row says in another language what its columns mean.
    fn is_said_again(&self, cells: &[String]) -> bool {
        let again = Self::guess(cells).columns;
        let same = self.columns.iter().zip(&again).filter(|(is, says)| is.is_some() && is == says);
        same.count() * 2 > self.known().max(2)
    }

    /// Takes the `[columns]` table of a TOML file over the guess, all of it or nothing.
    ///
    /// `employee = "工号"` names a title, `badge = "B"` a letter, `name = 3` a number from 1, and `note = ""` says that
    /// no column is this field. A title goes before a letter.
    pub fn overrides(&mut self, headers: &[String], toml: &str) -> Result<(), ColumnsError> {
        let file: ColumnsFile = toml::from_str(toml)?;
        let mut named = Vec::with_capacity(file.columns.len());
        for (key, value) in &file.columns {
            let field = F::from_key(key).ok_or_else(|| ColumnsError::UnknownField(key.clone()))?;
            let column = wanted(field.key(), value, headers)?;
            if column.is_some() && named.iter().any(|(_, other)| *other == column) {
                return Err(ColumnsError::SameColumn(column.map_or(0, |column| column + 1)));
            }
            named.push((field, column));
        }
        self.columns.resize(headers.len(), None);
        for (field, column) in named {
            if let Some(at) = column.or_else(|| self.column(field)) {
                self.set(at, column.and(Some(field)));
            }
        }
        Ok(())
    }
}

/// How well a title is a field; the smallest is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// The place of the word among those of the field.
    Whole(usize),
    /// The characters of the title that the word leaves over; a word at the end says what the title is about.
    Within { left_over: usize, before_the_end: bool },
}

fn likeness<F: Meaning>(title: &str, words: &Words<F>) -> Option<Likeness> {
    if let Some(rank) = words.whole.split_whitespace().position(|word| word == title) {
        return Some(Likeness::Whole(rank));
    }
    if F::STRANGERS.split_whitespace().any(|stranger| title.contains(stranger)) {
        return None;
    }
    let length = title.chars().count();
    let found = words.within.split_whitespace().filter(|word| title.contains(word));
    found
        .map(|word| Likeness::Within {
            left_over: length - word.chars().count(),
            before_the_end: !title.ends_with(word),
        })
        .min()
}

/// What a title says, without its number, its brackets and its signs: `4、 工号（必填）：` is `工号`.
fn title(header: &str) -> String {
    let folded = fold(header);
    let open = outside_brackets(&folded);
    let said = if open.chars().any(char::is_alphabetic) {
        open.as_str()
    } else {
        folded.as_str()
    };
    let said = said.split_once(['、', '.']).map_or(said, |(number, rest)| {
        let is_numeral = number.chars().all(|c| "一二三四五六七八九十".contains(c));
        if is_numeral { rest } else { said }
    });
    let letters: String = said.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned()
}

fn outside_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = |c: &char| match c {
        '(' | '[' | '【' | '〔' | '〖' | '{' | '<' | '《' => {
            depth += 1;
            false
        }
        ')' | ']' | '】' | '〕' | '〗' | '}' | '>' | '》' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    };
    text.chars().filter(outside).collect()
}

/// The column a columns file names, counted from 0; nothing where it says that there is none.
fn wanted(field: &'static str, value: &Value, headers: &[String]) -> Result<Option<usize>, ColumnsError> {
    let missing = || ColumnsError::NoSuchColumn {
        field,
        wanted: value.as_str().map_or_else(|| value.to_string(), str::to_owned),
    };
    if let Some(number) = value.as_integer() {
        let at = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        return at.filter(|at| *at < headers.len()).map(Some).ok_or_else(missing);
    }
    let text = value.as_str().ok_or(ColumnsError::NotAColumn(field))?;
    if text.trim().is_empty() {
        return Ok(None);
    }
    let folded = fold(text);
    let mut titled = headers.iter().enumerate().filter(|(_, header)| fold(header) == folded);
    match (titled.next(), titled.next()) {
        (Some((at, _)), None) => Ok(Some(at)),
        (Some(_), Some(_)) => Err(ColumnsError::SameTitle {
            field,
            wanted: text.to_owned(),
        }),
        (None, _) => letter(&folded).filter(|at| *at < headers.len()).map(Some).ok_or_else(missing),
    }
}

/// The column a spreadsheet program calls `a` to `bl`, counted from 0.
fn letter(text: &str) -> Option<usize> {
    let mut digits = text.bytes().map(|b| b.is_ascii_lowercase().then(|| usize::from(b - b'a') + 1));
    let number = digits.try_fold(0_usize, |number, digit| number.checked_mul(26)?.checked_add(digit?))?;
    number.checked_sub(1).filter(|at| *at < MAX_COLUMNS)
}
