//! Reads the first sheet of a file somebody hands over: CSV in the encodings met in factories, or XLSX.
//!
//! The file decides what it is by its bytes, never by its name, and every size is bounded before it
//! costs memory: a sheet comes from a stick or a mail and nobody vouches for it.

mod csv;
mod guard;
mod xlsx;

#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use thiserror::Error;

const MIB: u64 = 1024 * 1024;

/// Largest XLSX file taken, in bytes.
pub const MAX_XLSX_BYTES: u64 = 20 * MIB;
/// Largest CSV file taken, largest inflated XLSX and largest text of a sheet, in bytes.
pub const MAX_TEXT_BYTES: u64 = 100 * MIB;
/// Most rows with content, the header among them.
pub const MAX_ROWS: usize = 100_001;
/// Most columns; a cell with content further right is refused.
pub const MAX_COLUMNS: usize = 64;
/// Longest cell in characters, as Excel has it.
pub const MAX_CELL_CHARS: usize = 32_767;

/// How far down a header is looked for.
const HEADER_WITHIN: usize = 20;

/// A sheet as text: dates as `2020-02-07` or `2020-02-07 08:30:00`, whole numbers without a point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The name on the tab; empty for CSV.
    pub sheet_name: String,
    /// The titles of the columns, trimmed; one without a title is empty.
    pub headers: Vec<String>,
    /// The rows under the header that have content.
    pub rows: Vec<Row>,
}

/// One row of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The row number a spreadsheet program shows beside it, from 1.
    pub number: u32,
    /// The cells, trimmed; never fewer than the headers.
    pub cells: Vec<String>,
}

/// Why a file is not read. It carries facts; the sentences are the language files'.
#[derive(Debug, Error)]
pub enum SheetError {
    /// The file cannot be opened or read.
    #[error("cannot be read: {0}")]
    Io(#[from] io::Error),
    /// The file is larger than is taken, in bytes.
    #[error("larger than {limit} bytes")]
    TooBig { bytes: u64, limit: u64 },
    /// More rows with content than are taken.
    #[error("more than {limit} rows")]
    TooManyRows { limit: usize },
    /// A cell with content in a column (from 1) beyond the last one taken.
    #[error("content in column {column}, beyond column {limit}")]
    TooManyColumns { column: usize, limit: usize },
    /// It would unpack to more than a sheet can be; `measure` is `entries`, `bytes`, `ratio`, `strings` or `text`.
    #[error("unpacks to too much: {measure} over {limit}")]
    Bomb { measure: &'static str, limit: u64 },
    /// Not a table at all: `pdf`, `png`, `html`, `docx`, `zip`, `binary` and the like.
    #[error("not a sheet but {looks_like}")]
    NotASheet { looks_like: &'static str },
    /// The Excel format of before 2007.
    #[error("an old Excel file")]
    OldExcel,
    /// Locked with a password.
    #[error("locked with a password")]
    Encrypted,
    /// It says it is a sheet but cannot be followed. What its parser says is English and may quote the file: neither for a screen
    /// nor for a log.
    #[error("damaged: {0}")]
    Broken(String),
    /// A cell longer than any that a spreadsheet program keeps.
    #[error("a cell of more than {limit} characters in row {row}")]
    LongCell { row: u32, limit: usize },
    /// Nothing in it.
    #[error("nothing in it")]
    Empty,
    /// The person stopped it.
    #[error("stopped")]
    Cancelled,
}

impl SheetError {
    /// A stable word for each kind, for language keys and logs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io(error) if error.kind() == io::ErrorKind::NotFound => "missing",
            Self::Io(error) if error.kind() == io::ErrorKind::PermissionDenied => "denied",
            Self::Io(_) => "io",
            Self::TooBig { .. } => "too-big",
            Self::TooManyRows { .. } => "too-many-rows",
            Self::TooManyColumns { .. } => "too-many-columns",
            Self::Bomb { .. } => "bomb",
            Self::NotASheet { .. } => "not-a-sheet",
            Self::OldExcel => "old-excel",
            Self::Encrypted => "encrypted",
            Self::Broken(_) => "broken",
            Self::LongCell { .. } => "long-cell",
            Self::Empty => "empty",
            Self::Cancelled => "cancelled",
        }
    }
}

/// Reads the first sheet with content. `progress` hears (done, total) in a unit that stays the same for one file.
pub fn read(path: &Path, progress: &dyn Fn(u64, u64), cancelled: &dyn Fn() -> bool) -> Result<Sheet, SheetError> {
    let file = File::open(path)?;
    let bytes = file.metadata()?.len();
    if bytes > MAX_TEXT_BYTES {
        return Err(SheetError::TooBig {
            bytes,
            limit: MAX_TEXT_BYTES,
        });
    }
    let mut content = Vec::new();
    file.take(MAX_TEXT_BYTES + 1).read_to_end(&mut content)?;
    read_bytes(content, progress, cancelled)
}

/// Reads a sheet already in memory.
pub fn read_bytes(content: Vec<u8>, progress: &dyn Fn(u64, u64), cancelled: &dyn Fn() -> bool) -> Result<Sheet, SheetError> {
    let watch = Watch { progress, cancelled };
    let bytes = content.len() as u64;
    match guard::kind(&content)? {
        guard::Kind::Zip if bytes > MAX_XLSX_BYTES => Err(SheetError::TooBig {
            bytes,
            limit: MAX_XLSX_BYTES,
        }),
        guard::Kind::Text if bytes > MAX_TEXT_BYTES => Err(SheetError::TooBig {
            bytes,
            limit: MAX_TEXT_BYTES,
        }),
        guard::Kind::Zip => xlsx::read(content, &watch),
        guard::Kind::Text => csv::read(&content, &watch),
    }
}

/// Tells how far the reading is and hears whether it should stop.
struct Watch<'a> {
    progress: &'a dyn Fn(u64, u64),
    cancelled: &'a dyn Fn() -> bool,
}

impl Watch<'_> {
    fn step(&self, done: u64, total: u64) -> Result<(), SheetError> {
        (self.progress)(done.min(total), total);
        if (self.cancelled)() {
            return Err(SheetError::Cancelled);
        }
        Ok(())
    }
}

/// Rows as they are gathered, held to the limits.
#[derive(Default)]
struct Gathered {
    rows: Vec<Row>,
    text_bytes: u64,
}

impl Gathered {
    /// Takes a row unless it is empty. One string of a workbook may fill many cells, so the text is counted here too.
    fn push(&mut self, number: u32, mut cells: Vec<String>) -> Result<(), SheetError> {
        let used = cells.iter().rposition(|cell| !cell.is_empty());
        let Some(last) = used else { return Ok(()) };
        column_allowed(last)?;
        cells.truncate(last + 1);
        if self.rows.len() == MAX_ROWS {
            return Err(SheetError::TooManyRows { limit: MAX_ROWS });
        }
        self.text_bytes += cells.iter().map(|cell| cell.len() as u64).sum::<u64>();
        if self.text_bytes > MAX_TEXT_BYTES {
            return Err(SheetError::Bomb {
                measure: "text",
                limit: MAX_TEXT_BYTES,
            });
        }
        self.rows.push(Row { number, cells });
        Ok(())
    }

    /// The sheet under its header, or nothing when no row has content.
    fn into_sheet(mut self, sheet_name: String) -> Option<Sheet> {
        if self.rows.is_empty() {
            return None;
        }
        let rows = self.rows.split_off(header_at(&self.rows) + 1);
        let headers = self.rows.pop()?.cells;
        let mut sheet = Sheet { sheet_name, headers, rows };
        for row in &mut sheet.rows {
            if row.cells.len() < sheet.headers.len() {
                row.cells.resize(sheet.headers.len(), String::new());
            }
        }
        Some(sheet)
    }
}

/// `column` counts from 0.
fn column_allowed(column: usize) -> Result<(), SheetError> {
    if column < MAX_COLUMNS {
        return Ok(());
    }
    Err(SheetError::TooManyColumns {
        column: column + 1,
        limit: MAX_COLUMNS,
    })
}

/// The cell without blanks around it, or why not. Beside white space this drops the marks that are not seen.
fn cell(text: &str, number: u32) -> Result<String, SheetError> {
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}'));
    if trimmed.len() > MAX_CELL_CHARS && trimmed.chars().count() > MAX_CELL_CHARS {
        return Err(SheetError::LongCell {
            row: number,
            limit: MAX_CELL_CHARS,
        });
    }
    Ok(trimmed.to_owned())
}

/// Where the header is: the first row of mostly words that is about as wide as the table.
///
/// A title over the table fills one cell or two of many, and so does a row of merged group titles. A table with a column for each
/// day has a row of words and of days in their order.
fn header_at(rows: &[Row]) -> usize {
    let head = rows.get(..HEADER_WITHIN).unwrap_or(rows);
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let widest = head.iter().map(filled).max().unwrap_or(0);
    let wide = |row: &Row| filled(row) * 2 >= widest && (filled(row) >= 2 || widest < 2);
    let wordy = |row: &Row| row.cells.iter().filter(|cell| is_word(cell)).count() * 2 > filled(row);
    head.iter()
        .position(|row| wide(row) && (wordy(row) || counts_days(row)))
        .or_else(|| head.iter().position(wide))
        .unwrap_or(0)
}

/// Whether a row holds words and days, each day the one after the day before it.
fn counts_days(row: &Row) -> bool {
    let filled = || row.cells.iter().filter(|cell| !cell.is_empty());
    let days: Vec<u32> = filled().filter(|cell| !is_word(cell)).map_while(|cell| last_day(cell)).collect();
    let in_order = days.windows(2).all(|pair| pair[1] == pair[0] + 1 || pair[1] == 1);
    let words = filled().filter(|cell| is_word(cell)).count();
    days.len() >= 2 && words >= 1 && in_order && words + days.len() == filled().count()
}

/// The day of the month that a cell ends with: `7`, `7日`, `2月7日`, `2020-02-07`.
fn last_day(cell: &str) -> Option<u32> {
    let bare = cell.trim_end_matches(['日', '号']);
    let digits = bare.rsplit(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

/// Words rather than a number, a date or a time.
fn is_word(cell: &str) -> bool {
    cell.chars().any(char::is_alphabetic) && !cell.chars().all(|c| c.is_ascii_digit() || "年月日号时時分秒-/.: ".contains(c))
}
