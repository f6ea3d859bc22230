//! Pages to print.

use std::path::Path;

use super::{Error, Station};
use crate::exchange::form::Form;
use crate::exchange::print::table::Table;
use crate::exchange::print::{self, Sheet};

impl Station {
    /// Writes a page as PDF; whole, or not there. Makes the folder where there is none.
    pub fn print(&self, sheet: &Sheet, path: &Path) -> Result<(), Error> {
        Ok(print::to_file(sheet, path)?)
    }

    /// Writes a list as PDF in the same way.
    pub fn print_table(&self, table: &Table, path: &Path) -> Result<(), Error> {
        Ok(print::table_to_file(table, path)?)
    }
}

/// Writes a page as PDF in the same way, for a thread.
pub fn print_page(sheet: &Sheet, path: &Path) -> Result<(), Error> {
    Ok(print::to_file(sheet, path)?)
}

/// Writes the bytes of a document to a file; whole, or not there. Makes the folder where there is none.
pub fn in_place(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    Ok(print::keep(bytes, path)?)
}

/// What a filled form is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormFormat {
    Xlsx,
    Pdf,
    Csv,
}

impl FormFormat {
    pub const ALL: [Self; 3] = [Self::Xlsx, Self::Pdf, Self::Csv];

    /// The ending of the file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
        }
    }

    /// A form as the bytes of a file.
    pub fn bytes(self, form: &Form) -> Result<Vec<u8>, Error> {
        let mut out = std::io::Cursor::new(Vec::new());
        match self {
            Self::Xlsx => crate::exchange::form::book(form, &mut out)?,
            Self::Pdf => return Ok(print::form(form)?),
            Self::Csv => form.csv(&mut out)?,
        }
        Ok(out.into_inner())
    }
}
