//! Pages to print.

use std::path::Path;

use super::{Error, Station};
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
