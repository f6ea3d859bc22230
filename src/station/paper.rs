//! Pages to print.

use std::path::Path;

use super::{Error, Station};
use crate::exchange::print::{self, Sheet, TableSheet};

impl Station {
    /// Writes a page as PDF; whole, or not there. Makes the folder where there is none.
    pub fn print(&self, sheet: &Sheet, path: &Path) -> Result<(), Error> {
        Ok(print::to_file(sheet, path)?)
    }

    /// Writes a table as PDF; whole, or not there. Makes the folder where there is none.
    pub fn print_table(&self, sheet: &TableSheet, path: &Path) -> Result<(), Error> {
        Ok(print::table_to_file(sheet, path)?)
    }
}
