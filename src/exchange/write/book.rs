//! A workbook of one sheet: the header stands still and filters, text stays text, numbers are numbers.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use rust_xlsxwriter::{Format, Workbook, XlsxError};
use zip::result::ZipError;

use super::text::{MAX_DECIMALS, plain};
use super::{Cell, Column, MAX_SHEET_ROWS, WriteError};

/// Longest name of a sheet in characters.
const LONGEST_NAME: usize = 31;

pub(super) struct Book {
    workbook: Workbook,
    columns: u16,
    next_row: u32,
    /// A row failed halfway: nothing more is written.
    broken: bool,
    /// So marked, `0231` and `=1+1` stay what they are when somebody edits the cell.
    text: Format,
    /// By the number of decimals.
    numbers: Vec<Format>,
    /// The name of a second sheet, and its lines.
    about: Option<(String, Vec<[String; 2]>)>,
}

impl Book {
    pub(super) fn new(columns: &[Column], sheet_name: &str) -> Result<Self, WriteError> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet_with_constant_memory().map_err(|error| failure(error, 1))?;
        let header = Format::new().set_bold().set_num_format("@");
        let titled = sheet.set_name(name(sheet_name)).and_then(|sheet| sheet.set_freeze_panes(1, 0));
        titled.map_err(|error| failure(error, 1))?;
        let mut at = 0;
        for column in columns {
            sheet
                .set_column_width(at, column.width)
                .and_then(|sheet| sheet.write_string_with_format(0, at, column.title.as_str(), &header))
                .map_err(|error| failure(error, 1))?;
            at += 1;
        }
        let decimals = |count: u8| {
            if count == 0 {
                "0".to_owned()
            } else {
                format!("0.{}", "0".repeat(usize::from(count)))
            }
        };
        Ok(Self {
            workbook,
            columns: at,
            next_row: 1,
            broken: false,
            text: Format::new().set_num_format("@"),
            numbers: (0..=MAX_DECIMALS)
                .map(|count| Format::new().set_num_format(decimals(count)))
                .collect(),
            about: None,
        })
    }

    pub(super) fn about(&mut self, title: &str, lines: &[[String; 2]]) {
        self.about = Some((name(title), lines.to_vec()));
    }

    /// The second sheet, where something is to be said about the first.
    fn beside(&mut self) -> Result<(), XlsxError> {
        let Some((title, lines)) = &self.about else { return Ok(()) };
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(title.as_str())?.set_column_width(0, 16)?.set_column_width(1, 60)?;
        for (row, line) in (0_u32..).zip(lines) {
            for (column, text) in (0_u16..).zip(line) {
                sheet.write_string_with_format(row, column, text.as_str(), &self.text)?;
            }
        }
        Ok(())
    }

    pub(super) fn row<'a>(&mut self, cells: impl Iterator<Item = Cell<'a>>, buffer: &mut String) -> Result<(), WriteError> {
        if self.broken {
            return Err(no_room());
        }
        let written = caught(|| self.write(cells, buffer));
        self.broken = written.is_err();
        written
    }

    fn write<'a>(&mut self, cells: impl Iterator<Item = Cell<'a>>, buffer: &mut String) -> Result<(), WriteError> {
        let row = self.next_row;
        if row >= MAX_SHEET_ROWS {
            return Err(WriteError::TooManyRows { limit: MAX_SHEET_ROWS });
        }
        let sheet = self.workbook.worksheet_from_index(0).map_err(|error| failure(error, row + 1))?;
        for (column, cell) in (0_u16..).zip(cells) {
            let written = match number(cell) {
                Some((value, decimals)) => match self.numbers.get(usize::from(decimals.min(MAX_DECIMALS))) {
                    Some(format) => sheet.write_number_with_format(row, column, value, format),
                    None => sheet.write_number(row, column, value),
                },
                None => match (cell, plain(cell, buffer)) {
                    (_, "") => continue,
                    (Cell::Bool(value), _) => sheet.write_boolean(row, column, value),
                    (_, text) => sheet.write_string_with_format(row, column, text, &self.text),
                },
            };
            written.map_err(|error| failure(error, row + 1))?;
        }
        self.next_row += 1;
        Ok(())
    }

    #[cfg(test)]
    pub(super) fn jump_to(&mut self, row: u32) {
        self.next_row = row;
    }

    pub(super) fn save(mut self, out: impl Write + Send) -> Result<(), WriteError> {
        if self.broken {
            return Err(no_room());
        }
        let last_row = self.next_row - 1;
        if let Some(last_column) = self.columns.checked_sub(1) {
            let sheet = self.workbook.worksheet_from_index(0);
            let filtered = sheet.and_then(|sheet| sheet.autofilter(0, 0, last_row, last_column));
            filtered.map_err(|error| failure(error, 1))?;
        }
        self.beside().map_err(|error| failure(error, 1))?;
        caught(|| self.workbook.save_to_writer(out).map_err(|error| failure(error, last_row + 1)))
    }
}

/// The workbook keeps its rows in a temporary file and panics where that has no room; here that is an error like any other.
pub(in crate::exchange) fn caught<T>(write: impl FnOnce() -> Result<T, WriteError>) -> Result<T, WriteError> {
    catch_unwind(AssertUnwindSafe(write)).unwrap_or_else(|_| Err(no_room()))
}

fn no_room() -> WriteError {
    WriteError::Io(io::ErrorKind::StorageFull.into())
}

/// The value of a cell that is a number, and its decimals. An integer beyond what a sheet holds exactly stays text.
fn number(cell: Cell<'_>) -> Option<(f64, u8)> {
    match cell {
        Cell::Number { value, decimals } if value.is_finite() => Some((value, decimals)),
        Cell::Integer(value) => i32::try_from(value).ok().map(|value| (f64::from(value), 0)),
        Cell::Number { .. } | Cell::Empty | Cell::Text(_) | Cell::Bool(_) | Cell::List(_) | Cell::Both { .. } => None,
    }
}

/// A name a sheet may have.
fn name(wanted: &str) -> String {
    let allowed = |c: char| if c.is_control() || "[]:*?/\\".contains(c) { ' ' } else { c };
    // A sheet's name is counted in UTF-16, where a rare character is two.
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= LONGEST_NAME
    };
    let name: String = wanted.chars().map(allowed).take_while(fits).collect();
    let name = name.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    if name.is_empty() { "Sheet1".to_owned() } else { name.to_owned() }
}

pub(in crate::exchange) fn failure(error: XlsxError, row: u32) -> WriteError {
    if let XlsxError::IoError(error) | XlsxError::TempFileError(_, error) | XlsxError::ZipError(ZipError::Io(error)) = error {
        return WriteError::Io(error);
    }
    if matches!(error, XlsxError::MaxStringLengthExceeded) {
        return WriteError::LongCell { row };
    }
    WriteError::Workbook(error)
}
