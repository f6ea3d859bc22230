//! Tables out: CSV and XLSX for people and their spreadsheets, NDJSON for programs, a row at a time.
//!
//! A spreadsheet runs what looks like a formula, and a name or a note is whatever somebody typed: a text that could
//! be a formula gets an apostrophe in CSV and on the clipboard, and in XLSX is a cell of text. A file is whole or it
//! is not there.

mod book;
mod file;
mod text;
mod veil;

#[cfg(test)]
mod tests;

use std::io::{self, BufWriter, Write};
use std::str::FromStr;

use rust_xlsxwriter::XlsxError;
use thiserror::Error;

use crate::domain::disclosure::Tells;
use crate::domain::peer::Level;

use book::Book;
pub(in crate::exchange) use book::{caught, failure};
pub use file::{in_place, to_file};
pub use text::tsv;
use veil::Veil;

/// Rows of a sheet with its header: what a spreadsheet program opens.
pub const MAX_SHEET_ROWS: u32 = 1_048_576;

/// What kind of file a table becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// UTF-8 with a byte order mark, without which Excel reads Chinese as Latin letters.
    Csv,
    Xlsx,
    /// One JSON object a line.
    Ndjson,
}

impl Format {
    pub const ALL: [Self; 3] = [Self::Csv, Self::Xlsx, Self::Ndjson];

    /// The word for it, which is also the ending of the file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Ndjson => "ndjson",
        }
    }
}

/// No format has this name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("no format is called {0}")]
pub struct UnknownFormat(pub String);

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(word: &str) -> Result<Self, UnknownFormat> {
        let known = Self::ALL.into_iter().find(|format| format.key().eq_ignore_ascii_case(word));
        known.ok_or_else(|| UnknownFormat(word.to_owned()))
    }
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What programs call it, in NDJSON.
    pub key: &'static str,
    /// What people call it, in their language.
    pub title: String,
    /// In characters of the sheet.
    pub width: f64,
}

/// What one cell holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    Empty,
    Text(&'a str),
    /// Shown with this many decimals, at most six; not a number is empty.
    Number {
        value: f64,
        decimals: u8,
    },
    Integer(i64),
    Bool(bool),
    /// A list in NDJSON; for people one text, parted by `;`.
    List(&'a [&'a str]),
    /// JSON as it is in NDJSON; for people a text.
    Both {
        json: &'a str,
        text: &'a str,
    },
}

/// Why a table is not written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// The file cannot be written: no room, no right, no folder.
    #[error("cannot be written: {0}")]
    Io(#[from] io::Error),
    /// More rows than a sheet holds, its header among them.
    #[error("more than {limit} rows")]
    TooManyRows { limit: u32 },
    /// A text longer than a cell of a sheet holds, in a row counted from 1.
    #[error("row {row}: a cell of more than 32767 characters")]
    LongCell { row: u32 },
    /// Anything else the workbook refuses.
    #[error("not a workbook: {0}")]
    Workbook(XlsxError),
}

impl WriteError {
    /// A stable word for each kind, for language keys and logs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io(_) => "io",
            Self::TooManyRows { .. } => "too-many-rows",
            Self::LongCell { .. } => "long-cell",
            Self::Workbook(_) => "workbook",
        }
    }
}

impl From<csv::Error> for WriteError {
    fn from(error: csv::Error) -> Self {
        Self::Io(error.into())
    }
}

impl From<serde_json::Error> for WriteError {
    fn from(error: serde_json::Error) -> Self {
        Self::Io(error.into())
    }
}

/// Writes a table row by row in constant memory. What is not finished is not a file.
pub struct Writer<W: Write + Send> {
    sink: Sink<W>,
    columns: usize,
    /// Text on its way, to write many rows with one allocation.
    buffer: String,
    /// What the rows do not show.
    veil: Option<Veil>,
}

enum Sink<W: Write + Send> {
    Csv(Box<csv::Writer<W>>, csv::ByteRecord),
    Xlsx(Box<Book>, W),
    Ndjson(BufWriter<W>, Vec<String>),
}

impl<W: Write + Send> Writer<W> {
    /// Begins with the titles of the columns; the sheet name is for XLSX, and signs it may not have are replaced.
    pub fn new(format: Format, mut out: W, columns: &[Column], sheet_name: &str) -> Result<Self, WriteError> {
        let sink = match format {
            Format::Csv => {
                out.write_all("\u{feff}".as_bytes())?;
                let csv = csv::WriterBuilder::new()
                    .terminator(csv::Terminator::CRLF)
                    .buffer_capacity(1 << 16)
                    .from_writer(out);
                Sink::Csv(Box::new(csv), csv::ByteRecord::new())
            }
            Format::Xlsx => Sink::Xlsx(Box::new(Book::new(columns, sheet_name)?), out),
            Format::Ndjson => {
                let lead = |(at, column): (usize, &Column)| {
                    let sign = if at == 0 { '{' } else { ',' };
                    Ok(format!("{sign}{}:", serde_json::to_string(column.key)?))
                };
                let leads = columns.iter().enumerate().map(lead).collect::<Result<_, serde_json::Error>>()?;
                Sink::Ndjson(BufWriter::with_capacity(1 << 16, out), leads)
            }
        };
        let mut writer = Self {
            sink,
            columns: columns.len(),
            buffer: String::new(),
            veil: None,
        };
        if format == Format::Csv {
            let titles: Vec<Cell<'_>> = columns.iter().map(|column| Cell::Text(&column.title)).collect();
            writer.row(&titles)?;
        }
        Ok(writer)
    }

    /// From now on the cells show no more than a level permits; what each column tells stands in their order.
    pub fn veil(&mut self, level: Level, tells: Vec<Tells>) {
        self.veil = (level != Level::Full).then(|| Veil::new(level, tells));
    }

    /// Says beside the table under which conditions it left: a second sheet of a workbook. The other formats hold rows only.
    pub fn about(&mut self, title: &str, lines: &[[String; 2]]) {
        if let Sink::Xlsx(book, _) = &mut self.sink {
            book.about(title, lines);
        }
    }

    /// One row, in the order of the columns. Cells that are missing are empty, and cells beyond the columns are left out.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), WriteError> {
        let Some(veil) = self.veil.take() else {
            return self.put(cells);
        };
        let shown = veil.over(cells);
        let lists: Vec<Vec<&str>> = shown.iter().map(veil::Shown::list).collect();
        let shown: Vec<Cell<'_>> = shown.iter().zip(&lists).map(|(one, list)| one.cell(list)).collect();
        let written = self.put(&shown);
        self.veil = Some(veil);
        written
    }

    fn put(&mut self, cells: &[Cell<'_>]) -> Result<(), WriteError> {
        let padded = cells.iter().copied().chain(std::iter::repeat(Cell::Empty)).take(self.columns);
        match &mut self.sink {
            Sink::Csv(csv, record) => {
                record.clear();
                for cell in padded {
                    record.push_field(text::guarded(cell, &mut self.buffer).as_bytes());
                }
                csv.write_byte_record(record)?;
            }
            Sink::Xlsx(book, _) => book.row(padded, &mut self.buffer)?,
            Sink::Ndjson(out, leads) => {
                for (lead, cell) in leads.iter().zip(padded) {
                    out.write_all(lead.as_bytes())?;
                    json(out, cell, &mut self.buffer)?;
                }
                out.write_all(if self.columns == 0 { b"{}\n" } else { b"}\n" })?;
            }
        }
        Ok(())
    }

    /// Ends the table and gives back what was written to.
    pub fn finish(self) -> Result<W, WriteError> {
        match self.sink {
            Sink::Csv(mut csv, _) => {
                csv.flush()?;
                csv.into_inner().map_err(|error| io::Error::from(error.error().kind()).into())
            }
            Sink::Xlsx(book, out) => {
                let mut out = BufWriter::with_capacity(1 << 16, out);
                book.save(&mut out)?;
                inner(out)
            }
            Sink::Ndjson(out, _) => inner(out),
        }
    }
}

fn inner<W: Write>(out: BufWriter<W>) -> Result<W, WriteError> {
    out.into_inner().map_err(|error| error.into_error().into())
}

fn json(out: &mut impl Write, cell: Cell<'_>, buffer: &mut String) -> Result<(), WriteError> {
    match cell {
        Cell::Text(text) => serde_json::to_writer(out, text)?,
        Cell::List(list) => serde_json::to_writer(out, list)?,
        Cell::Both { json, .. } => out.write_all(json.as_bytes())?,
        Cell::Empty | Cell::Number { .. } | Cell::Integer(_) | Cell::Bool(_) => {
            let plain = text::plain(cell, buffer);
            out.write_all(if plain.is_empty() { b"null" } else { plain.as_bytes() })?;
        }
    }
    Ok(())
}
